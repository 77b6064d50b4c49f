"""YAML text as characters and lines, and what it must not contain at all."""

from __future__ import annotations

import re

from kamhandbook.findings import Finding, Position
from kamhandbook.wording.messages import problem

#: Line breaks as the YAML parser counts them.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
#: Everything a YAML text must not contain (YAML 1.1, as the parser has it).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
#: Characters that look like a space or like nothing: no-break, thin, zero-width, ideographic.
ODD_SPACE = "[\xa0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000]"
#: What stands for the dash of a list in texts from other programs.
DASHES = ("–", "—", "•", "·", "▪", "*")
OPENING_QUOTES = "„“”«»‚‘’"
#: Levels below each other; a handbook has some eight.
MAX_DEPTH = 40


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text as the parser counts them."""
    return tuple(_BREAK.split(text))


def unreadable_place(text: str, path: str) -> Finding | None:
    """Return what makes reading on pointless: a forbidden character, a conflict left by merging."""
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        before = lines_of(text[: forbidden.start()])
        at = Position(path, len(before), len(before[-1]) + 1)
        return problem("control_character", at, code=f"U+{ord(forbidden[0]):04X}")
    marks = [(n, line) for n, line in enumerate(lines_of(text), 1) if _CONFLICT.match(line)]
    if any(line[0] in "<>" for _, line in marks):
        return problem("merge_conflict", Position(path, marks[0][0], 1), mark=marks[0][1][:7])
    return None


def indent_of(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))
