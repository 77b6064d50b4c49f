"""The project that introduces KAM: its team and its plan."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found, Months, Word
from kamhandbook.checks.common import (
    has_begun,
    is_natural_gap,
    is_sales,
    is_written,
    months,
    phases,
    prototyping_end,
)
from kamhandbook.content.base import Phase
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.content.introduction import Member
from kamhandbook.content.types import PartialDate
from kamhandbook.reading.nearest import choice_guess
from kamhandbook.wording.numbers import plural_kind

_PHASES = ("introduction", "phases")
_KINDS = ("concept", "prototyping", "rollout")
_MEMBERS = ("introduction", "team", "members")
_GROUPS = ("sales_lead", "key_account_manager", "affected_manager", "supporting")
_SALES_ROLES = ("sales_lead", "key_account_manager")
_MOST_MANAGERS = 2


def prj1(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A project team of one person, or of sales alone."""
    members = handbook.introduction.team.members
    people = _people(members)
    if is_natural_gap(handbook, "introduction"):
        return
    if len(people) < 2:
        yield Found(_MEMBERS, ERROR, variant="alone" if people else "nobody")
    elif all(_is_of_sales(member, handbook, context) for member in members):
        yield Found(_MEMBERS, ERROR, variant="sales")


def prj2(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """One of the four role groups is missing in the project team."""
    roles = {member.role for member in handbook.introduction.team.members}
    missing = tuple(Word(group) for group in _GROUPS if group not in roles)
    if missing and not is_natural_gap(handbook, "introduction"):
        variant = plural_kind(context.language, len(missing))
        yield Found(_MEMBERS, WARNING, {"missing": missing}, variant)


def prj3(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Not one or two Key Account Managers in the project team, or a large team."""
    if is_natural_gap(handbook, "introduction"):
        return
    members = handbook.introduction.team.members
    managers = len(_people([m for m in members if m.role == "key_account_manager"]))
    if not 1 <= managers <= _MOST_MANAGERS:
        variant = "managers" if managers else "no_manager"
        yield Found(_MEMBERS, HINT, {"number": managers}, variant)
    people = len(_people(members))
    severity = context.limits("PRJ3").severity(people)
    if severity:
        yield Found(_MEMBERS, severity, {"number": people}, "people")


def prj4(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No concept or prototyping phase, or a roll-out before prototyping ends."""
    kinds = ("concept", "prototyping")
    missing = tuple(Word(f"phase_{kind}") for kind in kinds if not any(phases(handbook, kind)))
    unnamed = list(_without_kind(handbook))
    if missing and not unnamed and not is_natural_gap(handbook, "introduction"):
        yield Found(_PHASES, ERROR, {"missing": missing}, "missing")
    yield from unnamed
    end = prototyping_end(handbook)
    for index, phase in phases(handbook, "rollout"):
        if end and phase.start and _is_before(phase.start, end):
            values = {"start": phase.start, "end": end}
            yield Found((*_PHASES, index, "start"), ERROR, values, "early")


def _without_kind(handbook: Handbook) -> Iterator[Found]:
    """Yield the phases that do not say which of the three they are; each may be the missing one."""
    for index, phase in enumerate(handbook.introduction.phases):
        if phase.kind is None and is_written(phase):
            meant = choice_guess(phase.name, _KINDS).word if phase.name else ""
            variant = "kind_meant" if meant else "kind"
            yield Found((*_PHASES, index), ERROR, {"name": phase.name, "meant": meant}, variant)


def prj5(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Prototyping much shorter or longer than three to six months."""
    length = _length(handbook, "prototyping")
    if length is None:
        return
    index, duration = length
    limits = context.limits("PRJ5")
    if limits.minimum is not None and duration < limits.minimum:
        yield Found((*_PHASES, index), HINT, {"months": Months(duration)}, "short")
    elif limits.severity(duration):
        yield Found((*_PHASES, index), HINT, {"months": Months(duration)}, "long")


def prj6(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A long concept phase."""
    length = _length(handbook, "concept")
    if length and context.limits("PRJ6").severity(length[1]):
        yield Found((*_PHASES, length[0]), HINT, {"months": Months(length[1])})


def prj7(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """The project team is not there for the roll-out."""
    if not handbook.introduction.team.also_rollout and not is_natural_gap(handbook, "introduction"):
        yield Found(("introduction", "team", "also_rollout"), WARNING)


def prj8(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Prototyping under way for weeks, and no iteration recorded."""
    starts = [(p.start.last_day, index) for index, p in phases(handbook, "prototyping") if p.start]
    if not starts or handbook.iterations:
        return
    start, index = min(starts)
    days = (context.today - start).days
    severity = context.limits("PRJ8").severity(days)
    if severity:
        yield Found((*_PHASES, index, "start"), severity, {"days": days})


def prj9(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A roll-out without waves."""
    plan = list(phases(handbook, "rollout"))
    for index, phase in plan:
        if not phase.waves and has_begun(phase.start, context.today):
            yield Found((*_PHASES, index, "waves"), WARNING)
            return
    if handbook.handbook.phase is Phase.ROLLOUT and not any(phase.waves for _, phase in plan):
        yield Found((*_PHASES, plan[0][0], "waves") if plan else _PHASES, WARNING)


def _people(members: list[Member] | tuple[Member, ...]) -> set[str]:
    """Return a team's people by name; somebody without a name counts as one more."""
    return {fold(m.person) or f"#{index}" for index, m in enumerate(members)}


def _is_of_sales(member: Member, handbook: Handbook, context: CheckContext) -> bool:
    """Whether somebody is of sales; where no function is noted, the role tells."""
    if member.function:
        return is_sales(member.function, handbook, context)
    return member.role in _SALES_ROLES


def _is_before(start: PartialDate, end: PartialDate) -> bool:
    """Whether ``start`` lies before ``end`` for certain, also where a day is not known."""
    return start.last_day < (end.last_day if end.has_day else end.first_day)


def _length(handbook: Handbook, kind: str) -> tuple[int, float] | None:
    """Return the first phase of a kind and how many months all of them last, if that is known."""
    dated = [
        (index, phase.start, phase.end)
        for index, phase in phases(handbook, kind)
        if phase.start and phase.end
    ]
    if not dated:
        return None
    start = min((start for _, start, _ in dated), key=lambda day: (day.first_day, day))
    end = max((end for _, _, end in dated), key=lambda day: (day.last_day, day))
    return dated[0][0], months(start, end)
