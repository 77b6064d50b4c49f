"""What went wrong in a YAML text, said to people who do not know YAML.

The parser names a place and an inner reason; the mistake itself often stands a line earlier. Each
detector below looks at the lines around the place and recognises one typical mistake. The first
that recognises its own wins; a general message is what remains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kamhandbook.findings import Finding, Position
from kamhandbook.messages import phrase, problem

#: Line breaks as the YAML parser counts them.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
#: Levels below each other; a handbook has some eight.
MAX_DEPTH = 40
#: Everything a YAML text must not contain (YAML 1.1, as the parser has it).
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
#: Characters that look like a space or like nothing: no-break, thin, zero-width, ideographic.
ODD_SPACE = "[\xa0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000]"
#: What stands for the dash of a list in texts from other programs.
DASHES = ("–", "—", "•", "·", "▪", "*")
OPENING_QUOTES = "„“”«»‚‘’"
_STRUCTURAL_SPACE = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?(?={ODD_SPACE})")
_KEY = re.compile(r"^ *(?:- +)*(?P<key>[\w-]+) *:(?: |$)")
_BLOCK = re.compile(r"^(?P<indent> *)(?:- +)*[\w-]+ *: *[|>][-+0-9]*(?: +#.*)?$")
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A parser's complaint: lines and columns count from 0, ``context`` is where it began."""

    path: str
    lines: tuple[str, ...]
    line: int
    column: int
    reason: str
    context: str
    context_line: int
    context_column: int

    @property
    def here(self) -> str:
        """The line complained about."""
        return self.at(self.line)

    def at(self, number: int) -> str:
        """Give a line by number, "" beyond the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def before(self, number: int) -> int:
        """Give the number of the nearest line above that says something; -1 if none does."""
        for candidate in range(number - 1, -1, -1):
            text = self.at(candidate).strip()
            if text and not text.startswith("#"):
                return candidate
        return -1

    def finding(self, name: str, line: int, column: int, /, **values: Any) -> Finding:
        """Make the finding ``name`` at a place counted from 0."""
        return problem(name, Position(self.path, line + 1, column + 1), **values)


Detector = Callable[[Trouble], Finding | None]


def lines_of(text: str) -> tuple[str, ...]:
    """Split a text into lines as the parser counts them."""
    return tuple(_BREAK.split(text))


def unreadable_place(text: str, path: str) -> Finding | None:
    """Find what makes reading on pointless: a forbidden character or a conflict left by merging."""
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        before = lines_of(text[: forbidden.start()])
        at = Position(path, len(before), len(before[-1]) + 1)
        return problem("control_character", at, code=f"U+{ord(forbidden[0]):04X}")
    marks = [(n, line) for n, line in enumerate(lines_of(text), 1) if _CONFLICT.match(line)]
    if any(line[0] in "<>" for _, line in marks):
        return problem("merge_conflict", Position(path, marks[0][0], 1), mark=marks[0][1][:7])
    return None


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
    """Turn a parser's error into one finding at the place where the mistake was made."""
    trouble = _trouble(error, text, path)
    for detector in _DETECTORS:
        found = detector(trouble)
        if found:
            return found
    return trouble.finding("syntax", trouble.line, trouble.column)


def _trouble(error: yaml.MarkedYAMLError, text: str, path: str) -> Trouble:
    lines = lines_of(text)
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    while line > 0 and not lines[line].strip():  # the end of the file says nothing
        line -= 1
    return Trouble(
        path=path,
        lines=lines,
        line=line,
        column=min(mark.column, len(lines[line])) if mark else 0,
        reason=error.problem or "",
        context=error.context or "",
        context_line=start.line if start else 0,
        context_column=start.column if start else 0,
    )


def indent_of(line: str) -> int:
    """Count the blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _suspects(t: Trouble) -> Iterator[int]:
    """List the lines a mistake may stand in: where the parser stopped, where it began, above."""
    seen: list[int] = []
    for number in (t.line, t.context_line, t.before(t.line)):
        if number >= 0 and number not in seen and t.line - number < 3:
            seen.append(number)
            yield number


def _tab(t: Trouble) -> Finding | None:
    for number in _suspects(t):
        blank = re.match(r"^[ \t-]*", t.at(number))
        if blank and "\t" in blank[0]:
            return t.finding("tab", number, blank[0].index("\t"))
    return None


def _odd_space(t: Trouble) -> Finding | None:
    for number in _suspects(t):
        found = _STRUCTURAL_SPACE.match(t.at(number))
        if found:
            return t.finding("odd_space", number, found.end())
    return None


def _slashes(t: Trouble) -> Finding | None:
    for number in _suspects(t):
        if t.at(number).lstrip().startswith(("//", "/*", "<!--")):
            return t.finding("comment_mark", number, indent_of(t.at(number)))
    return None


def _nesting(t: Trouble) -> Finding | None:
    if "nesting depth" in t.reason:
        return t.finding("too_deep", t.line, t.column, limit=MAX_DEPTH)
    return None


def _second_document(t: Trouble) -> Finding | None:
    return t.finding("two_documents", t.line, 0) if "another document" in t.reason else None


def _unclosed_quote(t: Trouble) -> Finding | None:
    if "quoted scalar" not in t.context:
        return None
    quote = t.at(t.context_line)[t.context_column : t.context_column + 1]
    if "escape" in t.reason or "hexdecimal" in t.reason:
        return t.finding("backslash", t.line, max(t.column - 1, 0))
    return t.finding("unclosed_quote", t.context_line, t.context_column, quote=quote)


def _block_text(t: Trouble) -> Finding | None:
    if "scanning a block scalar" not in t.context:
        return None
    if "tab" in t.reason or "indentation" in t.reason:
        return t.finding("block_indent", t.line, t.column)
    mark = t.at(t.context_line)[t.context_column : t.context_column + 1]
    return t.finding("block_same_line", t.context_line, t.context_column, mark=mark)


def _star_or_anchor(t: Trouble) -> Finding | None:
    is_alias = "scanning an alias" in t.context or "undefined alias" in t.reason
    if not is_alias and "scanning an anchor" not in t.context:
        return None
    line, column = (
        (t.context_line, t.context_column) if "scanning" in t.context else (t.line, t.column)
    )
    text = t.at(line)
    if is_alias and text[:column].strip(" ") == "" and text[column + 1 : column + 2] == " ":
        return t.finding("bullet", line, column, mark="*")
    return _reserved_start(t, line, column)


def _reserved(t: Trouble) -> Finding | None:
    """A value that begins with a character YAML has a meaning for."""
    if "directive" in t.context:
        return _reserved_start(t, t.context_line, t.context_column)
    if "mapping keys are not allowed" in t.reason or "cannot start any token" in t.reason:
        return _reserved_start(t, t.line, t.column)
    if "block sequence entries" in t.reason:
        return t.finding("dash_in_value", t.line, t.column)
    return None


def _bracket(t: Trouble) -> Finding | None:
    if "flow sequence" in t.context or "flow mapping" in t.context:
        pair = "[]" if "sequence" in t.context else "{}"
        values = {"opening": pair[0], "closing": pair[1]}
        return t.finding("bracket_open", t.context_line, t.context_column, **values)
    start = _value_start(t.here)
    if start < t.column and t.here[start : start + 1] in ("[", "{"):
        return _reserved_start(t, t.line, start)
    return None


def _reserved_start(t: Trouble, line: int, column: int) -> Finding:
    rest = t.at(line)[column:]
    return t.finding("reserved_start", line, column, mark=rest[:1], value=_short(rest))


def _after_quote(t: Trouble) -> Finding | None:
    """Text that goes on behind a closing quote: a quote within quotes, or more after them."""
    start = _value_start(t.here)
    quote = t.here[start : start + 1]
    if "expected key" not in t.reason and "expected '-'" not in t.reason:
        return None
    if quote in ('"', "'") and t.column > start:
        other = "'" if quote == '"' else '"'
        return t.finding("text_after_quote", t.line, t.column, quote=quote, other=other)
    return None


def _loose_block_line(t: Trouble) -> Finding | None:
    """A line of a block text that is not indented as far as the block's first line."""
    number = t.context_line if "simple key" in t.context else t.line
    depth = indent_of(t.at(number))
    for above in range(number - 1, -1, -1):
        line = t.at(above)
        header = _BLOCK.match(line)
        if header:
            needed = len(header["indent"]) + 2
            inside = _first_text_after(t, above)
            needed = indent_of(t.at(inside)) if inside < number else needed
            return t.finding("block_indent", number, depth, needed=needed)
        if line.strip() and indent_of(line) <= depth:
            return None
    return None


def _first_text_after(t: Trouble, number: int) -> int:
    following = number + 1
    while following < len(t.lines) and not t.at(following).strip():
        following += 1
    return following


def _curly_quotes(t: Trouble) -> Finding | None:
    for number in (t.line, t.context_line):
        start = _value_start(t.at(number))
        if t.at(number)[start : start + 1] in tuple(OPENING_QUOTES):
            return t.finding("curly_quotes", number, start)
    return None


def _colon_in_text(t: Trouble) -> Finding | None:
    """A second colon in a line whose key has one already."""
    if "mapping values are not allowed" not in t.reason:
        return None
    key = _KEY.match(t.here)
    if not key or key.end() > t.column:
        return None
    second = re.search(r"[,;] *(?P<key>[\w-]+)$", t.here[: t.column])
    if second:
        return t.finding("two_on_a_line", t.line, second.start("key"), key=second["key"])
    value = t.here[key.end() :].strip()
    return t.finding("colon_in_text", t.line, t.column, key=key["key"], value=_short(value))


def _incomplete_key(t: Trouble) -> Finding | None:
    """A line without a proper ``key: ``, seen only when the next line does not fit behind it."""
    if "could not find expected ':'" in t.reason:
        number = t.context_line
    elif "mapping values are not allowed" in t.reason:
        number = t.before(t.line)
    else:
        return None
    line = t.at(number)
    word = re.match(r"^ *(?P<dash>[-–—•·]? *)(?P<key>[\w-]+)(?P<sign>\s*=|:|;)?(?P<rest>.*)", line)
    if number < 0 or not word or _KEY.match(line):
        return None
    return _incomplete(t, number, word)


def _incomplete(t: Trouble, number: int, word: re.Match[str]) -> Finding:
    sign, rest, key = (word["sign"] or "").strip(), word["rest"], word["key"]
    if word["dash"] and not word["dash"].endswith(" "):
        return t.finding("dash_space", number, word.start("dash"))
    if word["dash"] and word["dash"][0] != "-":
        return t.finding("bullet", number, word.start("dash"), mark=word["dash"][0])
    if sign == "=":
        return t.finding("equals_sign", number, word.end("sign") - 1, key=key)
    if sign == ":" and rest:
        return t.finding("missing_space", number, word.end("sign"), key=key, value=_short(rest))
    if len(rest.split()) >= 3 and t.before(number) >= 0:
        return t.finding("text_not_indented", number, word.start("key"))
    return t.finding("missing_colon", number, word.end("key"), key=key)


def _indentation(t: Trouble) -> Finding | None:
    """A line that stands further right or left than its neighbours."""
    depth, expected = indent_of(t.here), _key_column(t.at(t.before(t.line)))
    if "mapping values are not allowed" in t.reason and depth > expected:
        return t.finding("too_far_right", t.line, depth, expected=expected, found=depth)
    if "expected '-' indicator" in t.reason and depth == t.context_column:
        return t.finding("missing_dash", t.line, depth)
    if "expected key" in t.reason or "expected '-' indicator" in t.reason:
        columns = phrase("or_else").join(str(column) for column in _open_columns(t))
        return t.finding("wrong_indent", t.line, depth, expected=columns, found=depth)
    return None


def _open_columns(t: Trouble) -> list[int]:
    """List how far the line may be indented: as far as a line above it that is still open."""
    columns: list[int] = []
    limit = 10_000
    for number in range(t.line - 1, -1, -1):
        line = t.at(number)
        column = _key_column(line)
        if line.strip() and not line.lstrip().startswith("#") and indent_of(line) < limit:
            columns.append(column)
            limit = indent_of(line)
    return sorted(set(columns))


def _key_column(line: str) -> int:
    """Where the key of a line begins, behind the dashes of a list."""
    match = re.match(r"^ *(?:- +)*", line)
    return match.end() if match else 0


def _value_start(line: str) -> int:
    """Where the value of a line begins: behind its dashes and its key."""
    key = _KEY.match(line)
    start = key.end() if key else _key_column(line)
    return start + len(line[start:]) - len(line[start:].lstrip(" "))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


_DETECTORS: tuple[Detector, ...] = (
    _nesting,
    _odd_space,
    _tab,
    _second_document,
    _slashes,
    _unclosed_quote,
    _block_text,
    _star_or_anchor,
    _reserved,
    _curly_quotes,
    _after_quote,
    _bracket,
    _loose_block_line,
    _colon_in_text,
    _incomplete_key,
    _indentation,
)
