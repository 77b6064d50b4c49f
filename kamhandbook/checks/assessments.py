"""The self-assessment of a programme that runs: made every year, and with evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import HINT, WARNING, CheckContext, Found, Value, Word
from kamhandbook.checks.common import is_written
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.types import PartialDate
from kamhandbook.positions import ContentPath

_PLACE = ("steering", "assessments")


def asm1(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A programme that runs, and nobody has assessed it for more than a year."""
    since = handbook.handbook.programme.since
    newest = next(reversed(handbook.steering.dated_assessments), None)
    last = newest.date if newest else since
    limits = context.limits("ASM1")
    if since is None or last is None or not limits.severity(_months_ago(last, context)):
        return
    if newest is None:
        yield Found(_PLACE, HINT, {"since": since}, "none")
        return
    path = (*_PLACE, handbook.steering.assessments.index(newest), "date")
    yield Found(path, HINT, {"day": last, "limit": limits.hint or 0}, "old")


def asm2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A level of the newest assessment without evidence, a dimension without a level."""
    listed, dated = handbook.steering.assessments, handbook.steering.dated_assessments
    for index, assessment in enumerate(listed):
        if not assessment.date and is_written(assessment):
            yield Found((*_PLACE, index), WARNING, variant="undated")
    if not dated:
        return
    path: ContentPath = (*_PLACE, listed.index(dated[-1]), "ratings")
    rated = dated[-1].ratings
    for number, rating in enumerate(rated):
        if not rating.dimension and is_written(rating):
            yield Found((*path, number), WARNING, variant="unnamed")
        if rating.dimension and rating.level is not None and not rating.evidence:
            yield Found((*path, number), WARNING, {"dimension": Word(rating.dimension)})
    levels = {rating.dimension for rating in rated if rating.level is not None}
    missing = tuple(Word(dimension) for dimension in DIMENSIONS if dimension not in levels)
    if missing:
        assert dated[-1].date
        values: dict[str, Value] = {"day": dated[-1].date, "missing": missing}
        yield Found(path, HINT, values, "missing")


def _months_ago(day: PartialDate, context: CheckContext) -> float:
    return (context.today - day.last_day).days / (365 / 12)
