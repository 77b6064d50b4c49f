"""The project plan as a timeline shows it: phases with their sections and their points."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from kamhandbook.content.base import Phase
from kamhandbook.content.introduction import ProjectPhase
from kamhandbook.content.types import PartialDate
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.dates import ONE_DAY, DateRange, date_ranges, in_sequence
from kamhandbook.wording.dates import day_text, months_text


class Section(Struct, frozen=True):
    """A part of a phase with a span of its own: an iteration, a wave of the roll-out."""

    short: str
    name: str
    span: DateRange | None
    is_running: bool = False
    is_wave: bool = False


class PlanPoint(Struct, frozen=True):
    """A line below a phase: a milestone, or a section with what it is about."""

    kind: Literal["milestone", "section"]
    name: str
    when: str
    day: date | None
    sign: str = ""  # what stands in a section's sign
    is_past: bool = False


class Stage(Struct, frozen=True):
    """A phase, ready to be drawn; ``span`` is None where no date is known."""

    name: str
    period: str
    span: DateRange | None
    is_now: bool
    sections: tuple[Section, ...]
    points: tuple[PlanPoint, ...]


def stages(canvas: Canvas) -> tuple[Stage, ...]:
    """Return the phases in order, with everything that belongs to each."""
    phases = canvas.subject.edition.handbook.introduction.phases
    ranges = date_ranges(phases)
    return tuple(
        _stage(canvas, phase, ranges[index] if ranges else None)
        for index, phase in enumerate(phases)
        if phase.name or phase.kind or phase.start or phase.end
    )


def has_scale(plan: tuple[Stage, ...]) -> bool:
    """Whether the stages can stand on one scale of time: every span known, none overlapping."""
    ranges = [stage.span for stage in plan if stage.span]
    return len(ranges) == len(plan) and in_sequence(ranges)


def around_now(plan: tuple[Stage, ...], limit: int) -> tuple[Stage, ...]:
    """Choose so many stages in a row, beginning with the one before the present if that is late."""
    now = next((index for index, stage in enumerate(plan) if stage.is_now), 0)
    start = max(0, min(len(plan) - limit, now - 1))
    return plan[start : start + limit]


def _stage(canvas: Canvas, phase: ProjectPhase, span: DateRange | None) -> Stage:
    subject, today = canvas.subject, canvas.subject.today
    sections = tuple(_iterations(canvas, span)) if phase.kind == "prototyping" else ()
    waves = tuple(_waves(canvas, phase, span))
    points = (*_milestones(canvas, phase), *_wave_points(canvas, phase, waves))
    return Stage(
        phase.name or subject.catalogue.label("phase", phase.kind or ""),
        months_text(
            subject.language,
            phase.start.first_day if phase.start else None,
            phase.end.last_day if phase.end else None,
        ),
        span,
        bool(span and span.holds(today)),
        (*sections, *waves),
        tuple(sorted(points, key=lambda point: (point.day is None, point.day or today))),
    )


def _iterations(canvas: Canvas, span: DateRange | None) -> Iterator[Section]:
    """Yield the closed iterations and, while prototyping lasts, the one at work."""
    handbook, last_range = canvas.subject.edition.handbook, None
    for iteration in sorted(handbook.iterations, key=lambda iteration: iteration.number or 0):
        if iteration.number and iteration.start and iteration.end:
            last_range = DateRange(iteration.start.first_day, iteration.end.last_day)
            name = canvas.say("iteration", number=iteration.number)
            yield Section(str(iteration.number), name, last_range)
    at_work = handbook.handbook.phase is Phase.PROTOTYPING and last_range and span
    if at_work and last_range and span and last_range.end < span.end:
        number = handbook.last_iteration + 1
        name = canvas.say("iteration", number=number)
        yield Section(
            str(number), name, DateRange(last_range.end + ONE_DAY, span.end), is_running=True
        )


def _waves(canvas: Canvas, phase: ProjectPhase, span: DateRange | None) -> Iterator[Section]:
    """Yield the waves; each lasts until the next begins, the last one until the phase ends."""
    starts = [wave.start.first_day for wave in phase.waves if wave.start]
    for number, wave in enumerate(phase.waves, 1):
        wave_span = None
        if wave.start and span:
            first_day = wave.start.first_day
            following = min((day for day in starts if day > first_day), default=span.end + ONE_DAY)
            wave_span = DateRange(first_day, max(first_day, min(following - ONE_DAY, span.end)))
        yield Section(str(number), canvas.say("wave", number=number), wave_span, is_wave=True)


def _milestones(canvas: Canvas, phase: ProjectPhase) -> Iterator[PlanPoint]:
    today = canvas.subject.today
    for milestone in phase.milestones:
        if milestone.name:
            day = milestone.date.first_day if milestone.date else None
            is_past = bool(milestone.date and milestone.date.last_day < today)
            when = day_text(canvas.subject.language, milestone.date)
            yield PlanPoint("milestone", milestone.name, when, day, is_past=is_past)


def _wave_points(
    canvas: Canvas, phase: ProjectPhase, waves: tuple[Section, ...]
) -> Iterator[PlanPoint]:
    for wave, section in zip(phase.waves, waves, strict=True):
        if wave.name:
            day = wave.start.first_day if wave.start else None
            yield PlanPoint(
                "section", wave.name, _since(canvas, section, wave.start), day, section.short
            )


def _since(canvas: Canvas, section: Section, start: PartialDate | None) -> str:
    if start is None:
        return section.name
    day = day_text(canvas.subject.language, start)
    return canvas.say("since", name=section.name, day=day)
