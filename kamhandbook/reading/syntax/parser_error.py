"""A YAML parser's error with the lines around it, and how to look at such lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from msgspec import Struct

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.syntax.lines import lines_of
from kamhandbook.wording.messages import problem

KEY = re.compile(r"^ *(?:- +)*(?P<key>[\w-]+) *:(?: |$)")
#: The first line of a text that goes on below its key.
BLOCK = re.compile(r"^(?P<indent> *)(?:- +)*[\w-]+ *: *[|>][-+0-9]*(?: +#.*)?$")


class ParserError(Struct, frozen=True):
    """What the YAML parser stopped at; lines and columns count from 0.

    ``reason`` and ``context`` are its own words: what is wrong, and what it was reading then, which
    began at ``context_line`` and ``context_column``.
    """

    path: str
    lines: tuple[str, ...]
    line: int
    column: int
    reason: str
    context: str
    context_line: int
    context_column: int

    @property
    def current_line(self) -> str:
        """The line the parser stopped in."""
        return self.line_text(self.line)

    def line_text(self, number: int) -> str:
        """Return a line by number, "" beyond the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def line_before(self, number: int) -> int:
        """Return the number of the nearest line above that says something; -1 for none."""
        for candidate in range(number - 1, -1, -1):
            text = self.line_text(candidate).strip()
            if text and not text.startswith("#"):
                return candidate
        return -1

    def finding(self, name: str, line: int, column: int, /, **values: Any) -> Finding:
        """Return the finding ``name`` at a place counted from 0."""
        return problem(name, Position(self.path, line + 1, column + 1), **values)


Detector = Callable[[ParserError], Finding | None]


def parser_error_of(error: yaml.MarkedYAMLError, text: str, path: str) -> ParserError:
    """Return a parser's error with its text; a place behind the end moves to the last line."""
    lines = lines_of(text)
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    while line > 0 and not lines[line].strip():  # the end of the file says nothing
        line -= 1
    return ParserError(
        path=path,
        lines=lines,
        line=line,
        column=min(mark.column, len(lines[line])) if mark else 0,
        reason=error.problem or "",
        context=error.context or "",
        context_line=start.line if start else 0,
        context_column=start.column if start else 0,
    )


def suspicious_lines(error: ParserError) -> Iterator[int]:
    """Yield the lines a mistake may stand in: where the parser stopped, where it began, above."""
    seen: list[int] = []
    for number in (error.line, error.context_line, error.line_before(error.line)):
        if number >= 0 and number not in seen and error.line - number < 3:
            seen.append(number)
            yield number


def key_column(line: str) -> int:
    """Return where the key of a line begins, behind the dashes of a list."""
    match = re.match(r"^ *(?:- +)*", line)
    return match.end() if match else 0


def value_start(line: str) -> int:
    """Return where the value of a line begins: behind its dashes and its key."""
    key = KEY.match(line)
    start = key.end() if key else key_column(line)
    return start + len(line[start:]) - len(line[start:].lstrip(" "))


def shortened(text: str) -> str:
    """Return a text as a message shows it: 60 characters at most."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
