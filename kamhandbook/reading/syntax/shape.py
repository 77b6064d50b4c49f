"""Mistakes with the shape: colons, dashes, indentation, texts that run on."""

from __future__ import annotations

import re

from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.known_keys import (
    holds_more,
    is_group,
    is_known,
    is_like_known,
    is_of_answer,
)
from kamhandbook.reading.syntax.characters import hyphens
from kamhandbook.reading.syntax.displaced import (
    displaced_dash,
    displaced_line,
    displaced_opener,
    extra_dash,
    first_dash,
    lost_dash,
)
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.loose_text import loose_text
from kamhandbook.reading.syntax.parser_error import (
    BLOCK,
    KEY,
    Detector,
    ParserError,
    key_column,
    shortened,
    value_start,
)
from kamhandbook.reading.syntax.quoting import in_quotes, quoted_whole
from kamhandbook.wording.messages import phrase

_ANSWERS = "answers"  # what guiding questions stand below


def _loose_text(error: ParserError) -> Finding | None:
    """The first line of a text that was not indented below its key."""
    number = error.context_line if "simple key" in error.context else error.line
    for line in (number, error.line_before(number)):
        found = loose_text(error.lines, line, error.path) if line >= 0 else None
        if found:
            return found
    return None


def _loose_block_line(error: ParserError) -> Finding | None:
    """A line of a block text that is not indented as far as the block's first line."""
    number = error.context_line if "simple key" in error.context else error.line
    depth = indent_of(error.line_text(number))
    for above in range(number - 1, -1, -1):
        line = error.line_text(above)
        header = BLOCK.match(line)
        if header:
            needed = len(header["indent"]) + 2
            inside = _first_text_after(error, above)
            needed = indent_of(error.line_text(inside)) if inside < number else needed
            elsewhere = first_dash(error) or displaced_opener(error, above)
            if elsewhere:
                return elsewhere
            return error.finding("block_indent", number, depth, needed=needed)
        if line.strip() and indent_of(line) <= depth:
            return None
    return None


def _first_text_after(error: ParserError, number: int) -> int:
    following = number + 1
    while following < len(error.lines) and not error.line_text(following).strip():
        following += 1
    return following


def _colon_in_text(error: ParserError) -> Finding | None:
    """A second colon in a line whose key has one already."""
    if "mapping values are not allowed" not in error.reason:
        return None
    key = KEY.match(error.current_line)
    if not key or key.end() > error.column:
        return None
    second = re.search(r"[,;] *(?P<key>[\w-]+)$", error.current_line[: error.column])
    if second:
        return error.finding("two_on_a_line", error.line, second.start("key"), key=second["key"])
    value = error.current_line[key.end() :].strip()
    start = value_start(error.current_line)
    remedy = quoted_whole(error.current_line, start, error.line, error.path)
    return error.finding(
        "colon_in_text",
        error.line,
        error.column,
        key=key["key"],
        value=in_quotes(shortened(value)),
        fix=remedy,
    )


def _incomplete_key(error: ParserError) -> Finding | None:
    """A line without a proper ``key: ``, seen only when the next line does not fit behind it."""
    if "could not find expected ':'" in error.reason:
        number = error.context_line
    elif "mapping values are not allowed" in error.reason or _ends_with_comment(error):
        number = error.line_before(error.line)
    else:
        return None
    line = error.line_text(number)
    word = re.match(r"^ *(?P<dash>[-–—•·]? *)(?P<key>[\w-]+)(?P<sign>\s*=|:|;)?(?P<rest>.*)", line)
    if number < 0 or not word or KEY.match(line):
        return None
    return _incomplete(error, number, word)


def _ends_with_comment(error: ParserError) -> bool:
    """Whether the line above is a key's but for its colon, and a comment keeps it from going on."""
    if "expected key" not in error.reason:
        return False
    above = error.line_text(error.line_before(error.line))
    beside = indent_of(above) == indent_of(error.current_line)
    word = re.match(r" *([\w-]+).* #", above)
    return bool(beside and word and is_known(word[1]))


def _incomplete(error: ParserError, number: int, word: re.Match[str]) -> Finding:
    sign, rest, key = (word["sign"] or "").strip(), word["rest"], word["key"]
    if word["dash"] and not word["dash"].endswith(" "):
        remedy = hyphens(error.lines, number, error.path)
        return error.finding("dash_space", number, word.start("dash"), fix=remedy)
    if word["dash"] and word["dash"][0] != "-":
        remedy = hyphens(error.lines, number, error.path)
        mark = word["dash"][0]
        return error.finding("bullet", number, word.start("dash"), mark=mark, fix=remedy)
    at = Position(error.path, number + 1, word.end("key") + 1)
    blanks = len(rest) - len(rest.lstrip(" "))
    remedy = (Replacement(at, (word["sign"] or "") + rest[:blanks], ": "),) if rest else ()
    if sign in ("=", ";"):
        name, column = ("equals_sign" if sign == "=" else "wrong_sign"), word.end("sign") - 1
        return error.finding(name, number, column, key=key, mark=sign, fix=remedy)
    if sign == ":" and rest:
        return error.finding(
            "missing_space",
            number,
            word.end("sign"),
            key=key,
            value=shortened(rest),
            fix=remedy if is_known(key) else (),
        )
    if len(rest.split()) >= 3 and error.line_before(number) >= 0 and not is_known(key):
        return error.finding("text_not_indented", number, word.start("key"))
    if rest and not is_like_known(key):
        return error.finding("stray_line", number, word.start("key"))
    sure = remedy if is_known(key) else ()
    return error.finding("missing_colon", number, word.end("key"), key=key, fix=sure)


def _indentation(error: ParserError) -> Finding | None:
    """A line that stands further right or left than its neighbours."""
    depth, expected = (
        indent_of(error.current_line),
        key_column(error.line_text(error.line_before(error.line))),
    )
    dash = _dash_column(error)
    if dash is not None:
        return error.finding("dash_indent", error.line, depth, expected=dash, found=depth)
    if "mapping values are not allowed" in error.reason and depth > expected:
        return error.finding("too_far_right", error.line, depth, expected=expected, found=depth)
    if "expected '-' indicator" in error.reason and depth == error.context_column:
        return error.finding("missing_dash", error.line, depth)
    if "expected key" in error.reason or "expected '-' indicator" in error.reason:
        columns = phrase("or_else").join(str(column) for column in _open_columns(error))
        return error.finding("wrong_indent", error.line, depth, expected=columns, found=depth)
    return None


def _dash_column(error: ParserError) -> int | None:
    """Return where the dash of this line belongs: as far in as the dash of the list above."""
    line = error.current_line
    depth = indent_of(line)
    if not line.lstrip().startswith("- ") or "[" in error.context:
        return None
    dashes: list[int] = []
    limit = 10_000
    for number in range(error.line - 1, -1, -1):
        above = error.line_text(number)
        if above.strip() and not above.lstrip().startswith("#") and indent_of(above) < limit:
            limit = indent_of(above)
            if above.lstrip().startswith("- "):
                dashes.append(limit)
    return min(dashes, key=lambda column: abs(column - depth)) if dashes else None


def _first_indented(error: ParserError) -> Finding | None:
    """A file whose first key is indented, and a later one is not."""
    first = next((n for n, line in enumerate(error.lines) if KEY.match(line)), -1)
    depth = indent_of(error.line_text(first)) if first >= 0 else 0
    if not depth or indent_of(error.current_line) >= depth or first >= error.line:
        return None
    return error.finding("first_indented", first, depth, found=depth, line=first + 1)


def _text_and_keys(error: ParserError) -> Finding | None:
    """Keys below one that has a text behind it already: ``company: Nordkamp`` and more."""
    number = error.line_before(error.line)
    above = error.line_text(number)
    group, child = KEY.match(above), KEY.match(error.current_line)
    if "mapping values are not allowed" not in error.reason or not group or not child:
        return None
    value = above[group.end() :].strip()
    if not value or value[0] in "[{&*|>":
        return None
    if not holds_more(group["key"]):
        if not is_of_answer(child["key"]) or _key_above(error, number) != _ANSWERS:
            return None
        values = {"key": group["key"], "child": child["key"]}
        return error.finding("answer_and_keys", number, value_start(above), **values)
    if not is_group(group["key"]):
        return error.finding("text_before_items", number, value_start(above), key=group["key"])
    values = {"key": group["key"], "child": child["key"], "value": shortened(value)}
    return error.finding("text_and_keys", number, value_start(above), **values)


def _key_above(error: ParserError, number: int) -> str:
    """Return the key that a line is indented below; "" at the top of the file."""
    depth = indent_of(error.line_text(number))
    for above in range(number - 1, -1, -1):
        line = error.line_text(above)
        is_said = line.strip() and not line.lstrip().startswith("#")
        if is_said and indent_of(line) < depth:
            match = KEY.match(line)
            return match["key"] if match else ""
    return ""


def _open_columns(error: ParserError) -> list[int]:
    """Return how far the line may be indented: as far as a line above it that is still open."""
    columns: list[int] = []
    limit = 10_000  # further right than any line
    for number in range(error.line - 1, -1, -1):
        line = error.line_text(number)
        column = key_column(line)
        if line.strip() and not line.lstrip().startswith("#") and indent_of(line) < limit:
            columns.append(column)
            limit = indent_of(line)
    return sorted(set(columns))


DETECTORS: tuple[Detector, ...] = (
    _first_indented,
    _loose_text,
    _loose_block_line,
    _colon_in_text,
    displaced_dash,
    lost_dash,
    _incomplete_key,
    _text_and_keys,
    first_dash,
    extra_dash,
    displaced_line,
    _indentation,
)
