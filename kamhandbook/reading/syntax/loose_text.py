"""A text that was typed below its key without being indented.

The parser takes its first lines for keys and stops somewhere further down; what helps is the line
where the text begins, and the key it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.known_keys import holds_text, is_known
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.parser_error import BLOCK, KEY, key_column
from kamhandbook.wording.messages import problem


def loose_text(lines: Sequence[str], number: int, path: str) -> Finding | None:
    """Return where a text begins that is not indented; ``number`` is one of its lines, from 0.

    None where that line is no running text, or nothing above it can hold one.
    """
    run = _run(lines, number)
    owner = _line_before(lines, run[0]) if run else -1
    key = KEY.match(lines[owner]) if owner >= 0 else None
    if not key or not holds_text(key["key"]) or not _is_open(lines[owner]):
        return None
    column = key_column(lines[owner])
    loose = next((line for line in run if indent_of(lines[line]) <= column), None)
    if loose is None:
        return None
    inside = indent_of(lines[run[0]]) if run[0] < loose else column + 2
    name = "loose_block" if BLOCK.match(lines[owner]) else "loose_text"
    if name == "loose_text" and lines[owner][key.end() :].strip():
        name = "loose_rest"
    at = Position(path, loose + 1, indent_of(lines[loose]) + 1)
    return problem(name, at, key=key["key"], line=owner + 1, needed=inside)


def is_running_text(line: str) -> bool:
    """Whether a line says something and is no key, no item of a list and no comment."""
    text = line.strip()
    if not text or text.startswith(("#", "- ", "---")) or text == "-":
        return False
    key = KEY.match(line)
    if key:
        word = key["key"]
        return word[0].isupper() and not is_known(word.casefold()) and not line.endswith(":")
    first = text.split()[0].rstrip(":=;")
    return not is_known(first) and (" " in text or text.endswith((".", "!", "?")))


def _run(lines: Sequence[str], number: int) -> list[int]:
    """Return the lines of running text up to ``number``, without what is empty."""
    run: list[int] = []
    line = number
    while line >= 0 and is_running_text(lines[line]):
        run.insert(0, line)
        line = _line_before(lines, line)
    return run


def _line_before(lines: Sequence[str], number: int) -> int:
    line = number - 1
    while line >= 0 and (not lines[line].strip() or lines[line].lstrip().startswith("#")):
        line -= 1
    return line


def _is_open(line: str) -> bool:
    """Whether a key's text may go on below it: it is neither quoted nor in brackets."""
    key = KEY.match(line)
    return bool(key) and not line[key.end() if key else 0 :].lstrip().startswith(
        ('"', "'", "[", "{")
    )
