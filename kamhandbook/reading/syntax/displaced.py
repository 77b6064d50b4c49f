"""The one line that stands too far left or right, found by trying.

The parser often stops a line or more below it. A line is the culprit when the file can be read once
that line alone is indented like a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.known_keys import is_known, is_top_key, may_hold_items, places_of
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.parser_error import KEY, ParserError, key_column
from kamhandbook.wording.messages import phrase

_KEY_LIKE = re.compile(r" *- +[\w-]+ ?[:=;]")
_NEAR = 3  # lines from where the parser stopped upwards that may be displaced
_AROUND = 10  # lines above and below one whose indentation may be the right one


def displaced_line(error: ParserError) -> Finding | None:
    """Return the line that alone keeps a file from being read, and how far in it belongs."""
    by_doubt = sorted(_suspects(error), key=lambda number: _is_likely_right(error, number))
    found = (_displaced(error, number) for number in by_doubt)
    return next(filter(None, found), None)


def displaced_opener(error: ParserError, number: int) -> Finding | None:
    """Return the key that a block text begins with, where it stands oddly and the text does not."""
    return None if _is_likely_right(error, number) else _displaced(error, number)


def _displaced(error: ParserError, number: int) -> Finding | None:
    columns = [column for column in _columns(error, number) if _is_read(error, number, column)]
    if not columns:
        return None
    line = error.line_text(number)
    depth = indent_of(line)
    moved = Replacement(Position(error.path, number + 1, 1), line, " " * columns[0] + line.lstrip())
    return error.finding(
        "displaced",
        number,
        depth,
        found=depth,
        expected=phrase("or_else").join(map(str, columns)),
        fix=(moved,) if len(columns) == 1 else (),
    )


def _suspects(error: ParserError) -> Iterator[int]:
    """Yield the keys and items that may be displaced: where the parser stopped, and above."""
    number = error.line
    for _ in range(_NEAR):
        if number < 0:
            return
        line = error.line_text(number)
        if KEY.match(line) or line.lstrip().startswith("- "):
            yield number
        number = error.line_before(number)


def _is_likely_right(error: ParserError, number: int) -> bool:
    """Whether nothing in a line speaks against its place.

    An odd number of blanks does, and a key at the very left that its file does not have there.
    """
    depth, key = indent_of(error.line_text(number)), KEY.match(error.line_text(number))
    if depth == 0 and key is not None:
        return is_top_key(key["key"], error.path)
    return depth % 2 == 0


def first_dash(error: ParserError) -> Finding | None:
    """Return the first item of a list that lacks its dash, while the others have theirs."""
    if not error.current_line.lstrip().startswith("- "):
        return None
    number = error.line_before(error.line)
    while number > 0 and indent_of(error.line_text(number)) > indent_of(error.current_line):
        above = error.line_before(number)
        line = error.line_text(number)
        key = KEY.match(line)
        opener = KEY.match(error.line_text(above))
        opens = opener is not None and key is not None and _is_item_key(key["key"], opener["key"])
        if key and opens and indent_of(error.line_text(above)) <= indent_of(error.current_line):
            column = indent_of(error.current_line)
            dashed = " " * column + "- " + line.lstrip()
            if line.lstrip().startswith("- ") or not _is_read_with(error, number, dashed):
                return None
            at = Position(error.path, number + 1, 1)
            fix = (Replacement(at, line, dashed),)
            return error.finding("first_dash", number, indent_of(line), key=key["key"], fix=fix)
        number = above
    return None


def displaced_dash(error: ParserError) -> Finding | None:
    """Return an item whose dash stands beside those of its list, so that the one above runs on."""
    above = error.line_text(error.line_before(error.line))
    are_items = error.current_line.lstrip().startswith("- ") and above.lstrip().startswith("- ")
    if not are_items or "mapping values are not allowed" not in error.reason:
        return None
    return None if _is_likely_right(error, error.line) else _displaced(error, error.line)


def lost_dash(error: ParserError) -> Finding | None:
    """Return an item that lacks its dash, so that its key runs on in the text of the one above."""
    key, above = KEY.match(error.current_line), error.line_text(error.line_before(error.line))
    is_item = above.lstrip().startswith("- ") and not _KEY_LIKE.match(above)
    if not key or not is_item or "mapping values are not allowed" not in error.reason:
        return None
    if not is_known(key["key"]) or indent_of(error.current_line) != key_column(above):
        return None
    if is_known(above.split()[1]):  # the colon is what that line lacks
        return None
    dashed = " " * indent_of(above) + "- " + error.current_line.lstrip()
    if not _is_read_with(error, error.line, dashed):
        return None
    at = Position(error.path, error.line + 1, 1)
    fix = (Replacement(at, error.current_line, dashed),)
    depth = indent_of(error.current_line)
    return error.finding("lost_dash", error.line, depth, key=key["key"], fix=fix)


def _is_item_key(key: str, opener: str) -> bool:
    """Whether a key belongs to the items of the list that another key holds."""
    return may_hold_items(opener) and any(parent == opener for _, parent in places_of(key))


def extra_dash(error: ParserError) -> Finding | None:
    """Return that a dash stands before a key among other keys, where no list is."""
    line = error.current_line
    key = KEY.match(line)
    depth = indent_of(line)
    if not key or not line.lstrip().startswith("- "):
        return None
    beside = indent_of(error.line_text(error.line_before(error.line)))
    without = " " * max(depth, beside) + line.lstrip()[2:].lstrip()
    if not _is_read_with(error, error.line, without):
        return None
    fix = (Replacement(Position(error.path, error.line + 1, 1), line, without),)
    return error.finding("extra_dash", error.line, depth, key=key["key"], fix=fix)


def _columns(error: ParserError, number: int) -> list[int]:
    """Return how far the neighbours of a line are indented, itself left out."""
    own = indent_of(error.line_text(number))
    around = range(max(0, number - _AROUND), min(len(error.lines), number + _AROUND + 1))
    near = [error.line_text(each) for each in around if each != number]
    said = [line for line in near if line.strip() and not line.lstrip().startswith("#")]
    columns = {indent_of(line) for line in said} | {key_column(line) for line in said}
    return sorted(column for column in columns - {own} if not _is_taken(error, number, column))


def _is_taken(error: ParserError, number: int, column: int) -> bool:
    """Whether a key cannot stand at a column: it stands there already, or never at the left."""
    key = KEY.match(error.line_text(number))
    if key is None:
        return False
    if column == 0 and not is_top_key(key["key"], error.path):
        return True
    above = error.line_before(number)
    while above >= 0 and key_column(error.line_text(above)) >= column:
        line = error.line_text(above)
        same = KEY.match(line)
        if same and same["key"] == key["key"] and key_column(line) == column:
            return True
        if indent_of(line) < column:  # the dash that its item begins with
            return False
        above = error.line_before(above)
    return False


def _is_read(error: ParserError, number: int, column: int) -> bool:
    """Whether the file can be read with one line indented otherwise."""
    return _is_read_with(error, number, " " * column + error.line_text(number).lstrip())


def _is_read_with(error: ParserError, number: int, line: str) -> bool:
    """Whether the file can be read with another line in the place of one."""
    lines = [*error.lines[:number], line, *error.lines[number + 1 :]]
    try:
        yaml.CBaseLoader("\n".join(lines)).get_single_node()
    except (yaml.YAMLError, RecursionError):
        return False
    return True
