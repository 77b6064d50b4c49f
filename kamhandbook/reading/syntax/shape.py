"""Mistakes with the shape: colons, dashes, indentation, texts that run on."""

from __future__ import annotations

import re

from kamhandbook.findings import Finding
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.trouble import BLOCK, KEY, Detector, Trouble, key_column, shortened
from kamhandbook.wording.messages import phrase


def _loose_block_line(t: Trouble) -> Finding | None:
    """A line of a block text that is not indented as far as the block's first line."""
    number = t.context_line if "simple key" in t.context else t.line
    depth = indent_of(t.at(number))
    for above in range(number - 1, -1, -1):
        line = t.at(above)
        header = BLOCK.match(line)
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


def _colon_in_text(t: Trouble) -> Finding | None:
    """A second colon in a line whose key has one already."""
    if "mapping values are not allowed" not in t.reason:
        return None
    key = KEY.match(t.here)
    if not key or key.end() > t.column:
        return None
    second = re.search(r"[,;] *(?P<key>[\w-]+)$", t.here[: t.column])
    if second:
        return t.finding("two_on_a_line", t.line, second.start("key"), key=second["key"])
    value = t.here[key.end() :].strip()
    return t.finding("colon_in_text", t.line, t.column, key=key["key"], value=shortened(value))


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
    if number < 0 or not word or KEY.match(line):
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
        return t.finding("missing_space", number, word.end("sign"), key=key, value=shortened(rest))
    if len(rest.split()) >= 3 and t.before(number) >= 0:
        return t.finding("text_not_indented", number, word.start("key"))
    return t.finding("missing_colon", number, word.end("key"), key=key)


def _indentation(t: Trouble) -> Finding | None:
    """A line that stands further right or left than its neighbours."""
    depth, expected = indent_of(t.here), key_column(t.at(t.before(t.line)))
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
