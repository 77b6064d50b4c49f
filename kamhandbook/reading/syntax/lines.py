"""YAML text as characters and lines, and what it must not contain at all."""

from __future__ import annotations

import re
from functools import lru_cache

from kamhandbook.findings import Finding, Position
from kamhandbook.wording.messages import problem

#: Line breaks as the YAML parser counts them.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
#: Everything a YAML text must not contain (YAML 1.1, as the parser has it).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
#: What only an escape can write; other control characters are left out where they are shown.
_HALF = re.compile("[\ud800-\udfff]")
#: What means nothing in Markdown, and something of its own to the parser that MkDocs has.
_STEERING = re.compile("[\x00-\x08\x0e-\x1f]")
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
#: Characters that look like a space or like nothing: no-break, thin, zero-width, ideographic.
ODD_SPACE = "[\xa0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000]"
#: What stands for the dash of a list in texts from other programs.
DASHES = ("–", "—", "•", "·", "▪", "*", "✓", "✔", "→", "►", "‣", "○", "●", "‐", "‑", "−")
OPENING_QUOTES = "„“”«»‚‘’"


@lru_cache(maxsize=16)  # asked for each list of a file; without it 1,000 accounts took 10 s
def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text as the parser counts them."""
    return tuple(_BREAK.split(text))


def offset_of(text: str, at: Position) -> int:
    """Return how many characters stand in front of a place; the end for one behind it."""
    start = 0
    for number, line_break in enumerate(_BREAK.finditer(text), 1):
        if number == at.line:
            break
        start = line_break.end()
    return min(start + at.column - 1, len(text))


def control_character(text: str, path: str) -> Finding | None:
    """Return the place of the first character that no YAML text may contain."""
    return _first(_FORBIDDEN, text, path)


def page_character(text: str, path: str) -> Finding | None:
    """Return the place of the first character that no page in Markdown may contain."""
    return _first(_STEERING, text, path)


def _first(characters: re.Pattern[str], text: str, path: str) -> Finding | None:
    forbidden = characters.search(text)
    if not forbidden:
        return None
    before = lines_of(text[: forbidden.start()])
    at = Position(path, len(before), len(before[-1]) + 1)
    return problem("control_character", at, code=f"U+{ord(forbidden[0]):04X}")


def half_character(text: str, at: Position) -> Finding | None:
    """Return that a text spells out half a character, which no file can hold."""
    half = _HALF.search(text)
    return problem("half_character", at, code=f"U+{ord(half[0]):04X}") if half else None


def unreadable_place(text: str, path: str) -> Finding | None:
    """Return what makes reading on pointless: a forbidden character, a conflict left by merging."""
    forbidden = control_character(text, path)
    if forbidden:
        return forbidden
    marks = [(n, line) for n, line in enumerate(lines_of(text), 1) if _CONFLICT.match(line)]
    if any(line[0] in "<>" for _, line in marks):
        return problem("merge_conflict", Position(path, marks[0][0], 1), mark=marks[0][1][:7])
    return None


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))
