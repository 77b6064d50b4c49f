"""What today's date says: tasks overdue, a phase behind its plan, people told or trained late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kamhandbook.checks.alike import trainings_meant
from kamhandbook.checks.base import HINT, WARNING, CheckContext, Found, Value, Word
from kamhandbook.checks.common import has_begun, has_passed, is_natural_gap, phases
from kamhandbook.content.base import AccountStatus, Phase
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.tasks import overdue_tasks
from kamhandbook.content.types import PartialDate
from kamhandbook.positions import ContentPath

_ORDER = tuple(Phase)
_LONGEST = 3650  # days of an onboarding; a longer one is told by VAL1


def dat3(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """An open point or a next step whose day has passed."""
    for place, task in overdue_tasks(handbook, context.today):
        assert task.due
        values: dict[str, Value] = {"task": task.text, "due": task.due}
        if task.owner:
            values["owner"] = task.owner
        yield Found((*place, "due"), WARNING, values, "owned" if task.owner else "")


def prj11(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A phase that should be over by the plan."""
    now = handbook.handbook.phase
    begun = [
        kind
        for kind in (Phase.PROTOTYPING, Phase.ROLLOUT)
        if any(has_begun(phase.start, context.today) for _, phase in phases(handbook, kind))
    ]
    if begun and _ORDER.index(begun[-1]) > _ORDER.index(now):
        starts = [phase.start for _, phase in phases(handbook, begun[-1]) if phase.start]
        values = {"phase": Word(f"phase_{now}"), "next": Word(f"phase_{begun[-1]}")}
        yield Found(("handbook", "phase"), WARNING, values | {"start": min(starts)})
        return
    ends = [phase.end for _, phase in phases(handbook, now) if phase.end]
    end = max(ends, key=lambda day: day.last_day, default=None)
    if end and has_passed(end, context.today) and not _is_planned_after(handbook, now):
        over: dict[str, Value] = {"phase": Word(f"phase_{now}"), "end": end}
        yield Found(("handbook", "phase"), WARNING, over, "ended")


def _is_planned_after(handbook: Handbook, now: Phase) -> bool:
    """Whether the plan has a later phase, with or without its day."""
    later = _ORDER[_ORDER.index(now) + 1 :]
    return any(True for kind in later for _ in phases(handbook, kind))


def chg4(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """People told only after the pilots began."""
    begin = _pilots_begin(handbook)
    plan = handbook.introduction.change.communications
    told = [(item.date.first_day, index) for index, item in enumerate(plan) if item.date]
    if begin and told and min(told)[0] > begin.last_day:
        _, index = min(told)
        day = plan[index].date
        assert day
        values: dict[str, Value] = {"audience": plan[index].audience, "day": day, "start": begin}
        path: ContentPath = ("introduction", "change", "communications", index, "date")
        yield Found(path, WARNING, values)
    on = handbook.handbook.approach.communicated.on
    if begin and on and on.first_day > begin.last_day:
        path = ("handbook", "approach", "communicated", "on")
        yield Found(path, WARNING, {"day": on, "start": begin}, "approach")


def trn5(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """The first days ask for a training that takes place later, whichever day is the nearest."""
    for index, stage in enumerate(handbook.people.onboarding):
        until = context.today + timedelta(days=min(stage.until_day or 0, _LONGEST))
        for number, step in enumerate(stage.steps):
            days = [(each.date, each) for each in trainings_meant(step.text, handbook) if each.date]
            if days and all(day.first_day > until for day, _ in days):
                day, training = min(days, key=lambda pair: pair[0].first_day)
                values: dict[str, Value] = {"training": training.name, "day": day}
                values["number"] = stage.until_day or 0
                yield Found(("people", "onboarding", index, "steps", number), HINT, values)


def trn6(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No training at all."""
    if not handbook.people.trainings and not is_natural_gap(handbook, "people"):
        yield Found(("people", "trainings"), WARNING)


def _pilots_begin(handbook: Handbook) -> PartialDate | None:
    """Return when the first pilot began: by days of the list, else by the plan, else by months."""
    listed = [
        account.since
        for account in handbook.selection.key_accounts
        if account.status is AccountStatus.PILOT and account.since
    ]
    days = [day for day in listed if day.has_day]
    planned = [phase.start for _, phase in phases(handbook, "prototyping") if phase.start]
    return min(days or planned or listed, key=lambda day: day.last_day, default=None)
