"""Dates that cannot be meant: an end before its start, a date outside its phase, a wrong year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kamhandbook.checks.base import ERROR, WARNING, CheckContext, Found, Value
from kamhandbook.checks.common import AT_WORK, months, phases
from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.introduction import ProjectPhase
from kamhandbook.content.types import PartialDate
from kamhandbook.positions import ContentPath

_PHASES = ("introduction", "phases")
_LONGEST_REVIEW = 24  # months until a handbook is looked at again, at most
_FIRST_YEAR = 1950
_YEARS_AHEAD = 15


def dat1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """An end before its start, phases in the wrong order, a date outside of its phase."""
    for index, phase in enumerate(handbook.introduction.phases):
        path = (*_PHASES, index)
        yield from _backwards(path, phase.start, phase.end)
        yield from _outside(path, phase)
    for index, iteration in enumerate(handbook.iterations):
        yield from _backwards(("iterations", index), iteration.start, iteration.end)
    yield from _overlapping(handbook)
    yield from _iterations_in_order(handbook)
    about = handbook.handbook
    if about.date and about.review_by and about.review_by.last_day < about.date.first_day:
        values = {"start": about.date, "end": about.review_by}
        yield Found(("handbook", "review_by"), WARNING, values, "review")


def _backwards(
    path: ContentPath, start: PartialDate | None, end: PartialDate | None
) -> Iterator[Found]:
    if start and end and end.last_day < start.first_day:
        yield Found((*path, "end"), ERROR, {"start": start, "end": end}, "backwards")


def _outside(path: ContentPath, phase: ProjectPhase) -> Iterator[Found]:
    """Yield milestones and waves before or after their phase; where it ends itself is within."""
    if phase.start and phase.end and phase.end.last_day < phase.start.first_day:
        return  # told already, and nothing could lie within
    dated: list[tuple[ContentPath, str, PartialDate | None]] = [
        *((("milestones", i, "date"), m.name, m.date) for i, m in enumerate(phase.milestones)),
        *((("waves", i, "start"), wave.name, wave.start) for i, wave in enumerate(phase.waves)),
    ]
    for place, name, moment in dated:
        if moment and phase.start and moment.last_day < phase.start.first_day:
            before: dict[str, Value] = {"name": name, "day": moment, "edge": phase.start}
            yield Found((*path, *place), WARNING, before, "before")
        elif moment and phase.end and moment.first_day > phase.end.last_day:
            after: dict[str, Value] = {"name": name, "day": moment, "edge": phase.end}
            yield Found((*path, *place), WARNING, after, "after")


def _overlapping(handbook: Handbook) -> Iterator[Found]:
    """Yield a prototyping that begins before the concept is finished; of roll-outs tells PRJ4."""
    ends = [phase.end for _, phase in phases(handbook, "concept") if phase.end]
    end = max(ends, key=lambda end: end.last_day, default=None)
    for index, phase in phases(handbook, "prototyping"):
        if end and phase.start and phase.start.last_day < end.first_day:
            values = {"start": phase.start, "end": end}
            yield Found((*_PHASES, index, "start"), WARNING, values, "overlap")


def _iterations_in_order(handbook: Handbook) -> Iterator[Found]:
    """Yield an iteration that begins before the one with the lower number did."""
    dated = sorted(
        (iteration.number, iteration.start, index)
        for index, iteration in enumerate(handbook.iterations)
        if iteration.number is not None and iteration.start
    )
    for (before, earlier, _), (number, start, index) in pairwise(dated):
        if before < number and start.last_day < earlier.first_day:
            values: dict[str, Value] = {"number": number, "start": start, "end": earlier}
            yield Found(("iterations", index, "start"), WARNING, values, "iterations")


def dat2(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Something that has happened, but on a day to come; a review too far off; a wrong year."""
    told: set[ContentPath] = set()
    for path, moment in _past_by_nature(handbook):
        if moment and moment.first_day > context.today:
            told.add(path)
            yield Found(path, WARNING, {"day": moment}, "future")
    review = handbook.handbook.review_by
    today = PartialDate(context.today.isoformat())
    if review and months(today, review) > _LONGEST_REVIEW:
        path = ("handbook", "review_by")
        told.add(path)
        yield Found(path, WARNING, {"day": review, "months": _LONGEST_REVIEW}, "review")
    for path, moment in _dates(handbook):
        if path not in told and not _is_likely(moment, context.today):
            yield Found(path, WARNING, {"day": moment}, "year")


def _past_by_nature(handbook: Handbook) -> Iterator[tuple[ContentPath, PartialDate | None]]:
    """Yield dates of what has happened, or it would not stand there."""
    about = handbook.handbook
    yield ("handbook", "date"), about.date
    yield ("handbook", "approach", "communicated", "on"), about.approach.communicated.on
    yield ("handbook", "programme", "since"), about.programme.since
    for dimension, question, answer in handbook.all_answers():
        yield (dimension, "answers", question, "decided_on"), answer.decided_on
    for index, account in enumerate(handbook.selection.key_accounts):
        if account.status in AT_WORK:
            yield ("selection", "key_accounts", index, "since"), account.since
        yield ("selection", "key_accounts", index, "plan", "updated"), account.plan.updated
    for index, assessment in enumerate(handbook.steering.assessments):
        yield ("steering", "assessments", index, "date"), assessment.date
    for index, iteration in enumerate(handbook.iterations):
        yield ("iterations", index, "start"), iteration.start
        yield ("iterations", index, "end"), iteration.end
        for number, decision in enumerate(iteration.decisions):
            yield ("iterations", index, "decisions", number, "on"), decision.on
        for key in ("open", "next"):
            for number, task in enumerate(getattr(iteration, key)):
                yield ("iterations", index, key, number, "done"), task.done


def _dates(handbook: Handbook) -> Iterator[tuple[ContentPath, PartialDate]]:
    for path, model in every_model(handbook):
        for field in fields_of(type(model)):
            value = getattr(model, field.name)
            if isinstance(value, PartialDate):
                yield (*path, field.key), value


def _is_likely(moment: PartialDate, today: date) -> bool:
    return _FIRST_YEAR <= moment.first_day.year <= today.year + _YEARS_AHEAD
