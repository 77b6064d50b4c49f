"""Mistakes with the shape: colons, dashes, indentation, texts that run on."""

from __future__ import annotations

import re

from kamhandbook.findings import Finding
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.parser_error import (
    BLOCK,
    KEY,
    Detector,
    ParserError,
    key_column,
    shortened,
)
from kamhandbook.wording.messages import phrase


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
    return error.finding(
        "colon_in_text", error.line, error.column, key=key["key"], value=shortened(value)
    )


def _incomplete_key(error: ParserError) -> Finding | None:
    """A line without a proper ``key: ``, seen only when the next line does not fit behind it."""
    if "could not find expected ':'" in error.reason:
        number = error.context_line
    elif "mapping values are not allowed" in error.reason:
        number = error.line_before(error.line)
    else:
        return None
    line = error.line_text(number)
    word = re.match(r"^ *(?P<dash>[-–—•·]? *)(?P<key>[\w-]+)(?P<sign>\s*=|:|;)?(?P<rest>.*)", line)
    if number < 0 or not word or KEY.match(line):
        return None
    return _incomplete(error, number, word)


def _incomplete(error: ParserError, number: int, word: re.Match[str]) -> Finding:
    sign, rest, key = (word["sign"] or "").strip(), word["rest"], word["key"]
    if word["dash"] and not word["dash"].endswith(" "):
        return error.finding("dash_space", number, word.start("dash"))
    if word["dash"] and word["dash"][0] != "-":
        return error.finding("bullet", number, word.start("dash"), mark=word["dash"][0])
    if sign == "=":
        return error.finding("equals_sign", number, word.end("sign") - 1, key=key)
    if sign == ":" and rest:
        return error.finding(
            "missing_space", number, word.end("sign"), key=key, value=shortened(rest)
        )
    if len(rest.split()) >= 3 and error.line_before(number) >= 0:
        return error.finding("text_not_indented", number, word.start("key"))
    return error.finding("missing_colon", number, word.end("key"), key=key)


def _indentation(error: ParserError) -> Finding | None:
    """A line that stands further right or left than its neighbours."""
    depth, expected = (
        indent_of(error.current_line),
        key_column(error.line_text(error.line_before(error.line))),
    )
    if "mapping values are not allowed" in error.reason and depth > expected:
        return error.finding("too_far_right", error.line, depth, expected=expected, found=depth)
    if "expected '-' indicator" in error.reason and depth == error.context_column:
        return error.finding("missing_dash", error.line, depth)
    if "expected key" in error.reason or "expected '-' indicator" in error.reason:
        columns = phrase("or_else").join(str(column) for column in _open_columns(error))
        return error.finding("wrong_indent", error.line, depth, expected=columns, found=depth)
    return None


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
    _loose_block_line,
    _colon_in_text,
    _incomplete_key,
    _indentation,
)
