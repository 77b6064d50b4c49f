"""Mistakes with single characters: tabs, odd spaces, quotes, brackets, marks with a meaning."""

from __future__ import annotations

import re

from kamhandbook.findings import Finding
from kamhandbook.reading.syntax.lines import MAX_DEPTH, ODD_SPACE, OPENING_QUOTES, indent_of
from kamhandbook.reading.syntax.trouble import Detector, Trouble, shortened, suspects, value_start

_STRUCTURAL_SPACE = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?(?={ODD_SPACE})")


def _nesting(t: Trouble) -> Finding | None:
    if "nesting depth" in t.reason:
        return t.finding("too_deep", t.line, t.column, limit=MAX_DEPTH)
    return None


def _odd_space(t: Trouble) -> Finding | None:
    for number in suspects(t):
        found = _STRUCTURAL_SPACE.match(t.at(number))
        if found:
            return t.finding("odd_space", number, found.end())
    return None


def _tab(t: Trouble) -> Finding | None:
    for number in suspects(t):
        blank = re.match(r"^[ \t-]*", t.at(number))
        if blank and "\t" in blank[0]:
            return t.finding("tab", number, blank[0].index("\t"))
    return None


def _slashes(t: Trouble) -> Finding | None:
    for number in suspects(t):
        if t.at(number).lstrip().startswith(("//", "/*", "<!--")):
            return t.finding("comment_mark", number, indent_of(t.at(number)))
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
    if "tab" in t.reason:
        return t.finding("tab", t.line, t.column)
    if "indentation" in t.reason:
        needed = indent_of(t.at(t.context_line)) + 2
        return t.finding("block_indent", t.line, t.column, needed=needed)
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


def _curly_quotes(t: Trouble) -> Finding | None:
    for number in (t.line, t.context_line):
        start = value_start(t.at(number))
        if t.at(number)[start : start + 1] in tuple(OPENING_QUOTES):
            return t.finding("curly_quotes", number, start)
    return None


def _after_quote(t: Trouble) -> Finding | None:
    """Text that goes on behind a closing quote: a quote within quotes, or more after them."""
    start = value_start(t.here)
    quote = t.here[start : start + 1]
    if "expected key" not in t.reason and "expected '-'" not in t.reason:
        return None
    if quote in ('"', "'") and t.column > start:
        other = "'" if quote == '"' else '"'
        return t.finding("text_after_quote", t.line, t.column, quote=quote, other=other)
    return None


def _bracket(t: Trouble) -> Finding | None:
    if "flow sequence" in t.context or "flow mapping" in t.context:
        pair = "[]" if "sequence" in t.context else "{}"
        values = {"opening": pair[0], "closing": pair[1]}
        return t.finding("bracket_open", t.context_line, t.context_column, **values)
    start = value_start(t.here)
    if start < t.column and t.here[start : start + 1] in ("[", "{"):
        return _reserved_start(t, t.line, start)
    return None


def _reserved_start(t: Trouble, line: int, column: int) -> Finding:
    rest = t.at(line)[column:]
    return t.finding("reserved_start", line, column, mark=rest[:1], value=shortened(rest))


DETECTORS: tuple[Detector, ...] = (
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
)
