"""What falls due by a handbook: tasks, reviews, trainings, meetings, steps of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.tasks import counted_tasks
from kamhandbook.content.types import PartialDate
from kamhandbook.wording.intervals import months_of
from kamhandbook.wording.language import Language

Kind = Literal[
    "task",
    "review",
    "assessment",
    "training",
    "routine",
    "list_review",
    "phase",
    "phase_end",
    "milestone",
    "wave",
    "message",
]
#: What is late once its day has passed, if nobody says that it is done.
OWED = ("task", "review", "assessment")


class Due(Struct, frozen=True):
    """Something with a day: what it is, what it is called, who sees to it.

    ``has_day`` says whether the day itself is known, or the month only; ``key`` is what tells it
    from others of its kind, the same however often it is looked up.
    """

    kind: Kind
    name: str
    day: date
    who: str = ""
    has_day: bool = True
    key: str = ""

    @property
    def first(self) -> date:
        """The first day it may mean."""
        return self.day if self.has_day else self.day.replace(day=1)

    @property
    def until(self) -> date:
        """The last day it may mean: what has no day may still come in its month."""
        return self.day if self.has_day else PartialDate(f"{self.day:%Y-%m}").last_day


def due_items(handbook: Handbook, today: date) -> tuple[Due, ...]:
    """Return everything with a day, the first first; meetings for a year from today's month on."""
    items = [*_tasks(handbook), *_reviews(handbook, today), *_trainings(handbook)]
    items += [*_routines(handbook, today), *_project(handbook)]
    return tuple(sorted(items, key=lambda item: (item.day, item.kind, item.name)))


def overdue(items: Iterable[Due], today: date) -> tuple[Due, ...]:
    """Return what should be done by now."""
    return tuple(item for item in items if item.kind in OWED and item.day < today)


def due_within(items: Iterable[Due], today: date, days: int) -> tuple[Due, ...]:
    """Return what falls on today or the ``days`` after it."""
    last = today + timedelta(days=days)
    return tuple(item for item in items if today <= item.until and item.first <= last)


def name_of(item: Due, language: Language) -> str:
    """Return what an item is called in a list of several kinds."""
    kinds = language.words("status")["due_kinds"]
    return str(kinds[item.kind]).format(name=item.name).strip(" :")


def _tasks(handbook: Handbook) -> Iterator[Due]:
    for _, task in counted_tasks(handbook):
        if task.due and not task.done and task.text:
            yield _due("task", task.text, task.due, task.owner, is_end=True)


def _reviews(handbook: Handbook, today: date) -> Iterator[Due]:
    about = handbook.handbook
    if about.review_by:
        yield _due("review", about.title, about.review_by, about.owner, is_end=True)
    yield from _assessment(handbook)
    review = handbook.selection.review
    months = months_of(handbook.language, review.months, review.interval)
    yield from _monthly("list_review", "", months, review.owner, today)


def _assessment(handbook: Handbook) -> Iterator[Due]:
    """Yield the next self-assessment of a programme that runs: a year after the last."""
    dated = handbook.steering.dated_assessments
    if handbook.handbook.programme.since and dated and dated[-1].date:
        last = dated[-1].date
        next_day = last.last_day + timedelta(days=365)
        yield Due("assessment", "", next_day, dated[-1].by, last.has_day, str(next_day.year))


def _trainings(handbook: Handbook) -> Iterator[Due]:
    for training in handbook.people.trainings:
        if training.date and training.name:
            yield _due("training", training.name, training.date)


def _routines(handbook: Handbook, today: date) -> Iterator[Due]:
    for routine in handbook.steering.routines:
        months = months_of(handbook.language, routine.months, routine.interval)
        if routine.name:
            yield from _monthly("routine", routine.name, months, routine.participants, today)


def _project(handbook: Handbook) -> Iterator[Due]:
    if handbook.handbook.programme.since:
        return
    label = handbook.language.catalogue.label
    for phase in handbook.introduction.phases:
        name = phase.name or label("phase", phase.kind or "")
        if phase.start and name:
            yield _due("phase", name, phase.start)
        if phase.end and name:
            yield _due("phase_end", name, phase.end, is_end=True)
        for milestone in phase.milestones:
            if milestone.date:
                yield _due("milestone", milestone.name, milestone.date)
        for wave in phase.waves:
            if wave.start:
                yield _due("wave", wave.name, wave.start)
    for message in handbook.introduction.change.communications:
        if message.date:
            yield _due("message", message.audience, message.date, message.sender)


def _due(kind: Kind, name: str, moment: PartialDate, who: str = "", *, is_end: bool = False) -> Due:
    """Return an item for a day, or for a month: its last day for what is to be done until then."""
    if moment.has_day or is_end:
        return Due(kind, name, moment.last_day, who, moment.has_day, name)
    return Due(kind, name, _first_weekday(moment.first_day), who, has_day=False, key=name)


def _monthly(kind: Kind, name: str, months: Iterable[int], who: str, today: date) -> Iterator[Due]:
    """Yield a meeting of every month it is held in, for a year."""
    for month in months:
        year = today.year + (month < today.month)
        day = _first_weekday(date(year, month, 1))
        yield Due(kind, name, day, who, has_day=False, key=f"{name} {year}-{month:02}")


def _first_weekday(first: date) -> date:
    """Return the first day of a month that is no Saturday or Sunday."""
    return first + timedelta(days=max(0, 7 - first.weekday()) if first.weekday() > 4 else 0)
