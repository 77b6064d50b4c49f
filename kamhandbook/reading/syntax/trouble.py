"""A parser's complaint with the lines around it, and how to look at such lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.syntax.lines import lines_of
from kamhandbook.wording.messages import problem

KEY = re.compile(r"^ *(?:- +)*(?P<key>[\w-]+) *:(?: |$)")
#: The first line of a text that goes on below its key.
BLOCK = re.compile(r"^(?P<indent> *)(?:- +)*[\w-]+ *: *[|>][-+0-9]*(?: +#.*)?$")


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


def trouble_of(error: yaml.MarkedYAMLError, text: str, path: str) -> Trouble:
    """Put a parser's error and the text together; a place behind the end moves to the last line."""
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


def suspects(t: Trouble) -> Iterator[int]:
    """List the lines a mistake may stand in: where the parser stopped, where it began, above."""
    seen: list[int] = []
    for number in (t.line, t.context_line, t.before(t.line)):
        if number >= 0 and number not in seen and t.line - number < 3:
            seen.append(number)
            yield number


def key_column(line: str) -> int:
    """Where the key of a line begins, behind the dashes of a list."""
    match = re.match(r"^ *(?:- +)*", line)
    return match.end() if match else 0


def value_start(line: str) -> int:
    """Where the value of a line begins: behind its dashes and its key."""
    key = KEY.match(line)
    start = key.end() if key else key_column(line)
    return start + len(line[start:]) - len(line[start:].lstrip(" "))


def shortened(text: str) -> str:
    """Cut a text that is to be shown in a message."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
