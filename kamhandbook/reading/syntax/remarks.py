"""Text that a „#“ cut off, so that what goes on behind it, or closes it, no longer fits."""

from __future__ import annotations

import re

from kamhandbook.findings import Finding
from kamhandbook.reading.syntax.lines import indent_of
from kamhandbook.reading.syntax.parser_error import (
    Detector,
    ParserError,
    shortened,
    suspicious_lines,
    value_start,
)

_REMARK = re.compile(r"(?<=\S) (?P<remark>#.*)")


def _cut_text(error: ParserError) -> Finding | None:
    for number in suspicious_lines(error):
        line = error.line_text(number)
        remark = _REMARK.search(line)
        if not remark or '"' in line[: remark.start()] or line.lstrip().startswith("#"):
            continue
        before = line[value_start(line) : remark.start()]
        if _is_open(before) or (before and _goes_on(error, number)):
            return error.finding(
                "cut_then_broken", number, remark.start("remark"), lost=shortened(remark["remark"])
            )
    return None


def _is_open(value: str) -> bool:
    """Whether a bracket of a value is still open where the remark begins."""
    return value[:1] in ("{", "[") and any(
        value.count(pair[0]) > value.count(pair[1]) for pair in ("{}", "[]")
    )


def _goes_on(error: ParserError, number: int) -> bool:
    """Whether the parser stopped at a line that goes on with the text of this one."""
    line = error.line_text(number)
    is_next = error.line_before(error.line) == number or error.context_line == number + 1
    return is_next and indent_of(error.current_line) > indent_of(line) and line[-1:] not in "|>"


DETECTORS: tuple[Detector, ...] = (_cut_text,)
