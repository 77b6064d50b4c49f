"""The project plan: phases on a scale of time, what belongs to each below it, and today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from kamhandbook.document.drawing import Box, Drawing, Group, Label, Line, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.dates import ONE_DAY, Scale, months, scale
from kamhandbook.figures.grid import GAP, TIGHT, columns, fitting
from kamhandbook.figures.project_plan import Section, Stage, around_now, has_scale, stages
from kamhandbook.figures.text_setter import NAME, PLAIN, QUIET, STRONG, LabelStyle, height_of
from kamhandbook.figures.timeline_list import SIGN, draw_list, point_labels, sign, today_pill
from kamhandbook.wording.dates import day_text, short_month

PAGE = "introduction"
LEAST, LEAST_SHOWN = 150.0, 120.0  # width of a phase if there are few, and at the very least
CHEVRON, TALL, SECTION = 46.0, 56.0, 22.0  # height of a phase, of an iteration or wave
ROOMY = 300.0  # height of a room in which gaps are wide
STEM = 6.0  # way from today's pill to the phase
AXIS, DIAMOND = 34.0, 10.0  # height of the axis with its words, width of a milestone on it
NOTE, POINT_GAP = 18.0, 6.0
#: Style and the largest number of lines of a milestone's name, from roomy to tight.
TRIES = ((NAME.regular, 3), (PLAIN, 3), (PLAIN, 2), (PLAIN, 1))


class _Column(Struct, frozen=True):
    """A phase's place: its chevron from ``left`` to ``right``, its lines as wide as ``width``."""

    stage: Stage
    left: float
    right: float
    width: float


def timeline(subject: Subject, room: Room) -> Drawing | None:
    """Draw the plan across; as a list from top to bottom where the room is narrow."""
    canvas = Canvas.of("timeline", subject, room)
    plan = stages(canvas)
    if not plan:
        return None
    height = draw_list(canvas, plan) if canvas.is_slim else _band(canvas, plan)
    today = day_text(subject.language, subject.today)
    return canvas.finish(height, items="; ".join(map(_spoken, plan)), today=today)


def _band(canvas: Canvas, plan: tuple[Stage, ...]) -> float:
    """Draw phases, sections, axis and lines below each other; return the height."""
    stages_shown = _shown(canvas, plan)
    on_scale = _scale(canvas, stages_shown)
    phase_columns = _columns(canvas, stages_shown, on_scale)
    top = _today(canvas, phase_columns, on_scale)
    gap, chevron = (GAP, TALL) if canvas.room.height >= ROOMY else (TIGHT, CHEVRON)
    for column in phase_columns:
        frame = Rect(column.left, top, column.right - column.left, chevron)
        canvas.add(_chevron(canvas, column.stage, frame))
    top += chevron + gap
    if on_scale and any(column.stage.sections for column in phase_columns):
        canvas.add(*_sections(canvas, phase_columns, on_scale, top))
        top += SECTION + gap
    if on_scale:
        canvas.add(*_axis(canvas, on_scale, top), *_on_axis(canvas, phase_columns, on_scale, top))
        top += AXIS
    hidden_count = len(plan) - len(stages_shown)
    bottom = canvas.room.height - (NOTE if hidden_count else 0.0)
    height = _points(canvas, phase_columns, top + gap, bottom)
    if hidden_count:
        canvas.add(canvas.more(Rect(0, height, canvas.room.width, NOTE), hidden_count, PAGE))
        height += NOTE
    return height


def _shown(canvas: Canvas, plan: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Choose the phases that have room, beginning with the one before the present."""
    limit = max(1, fitting(canvas.room.width, LEAST_SHOWN, TIGHT))
    return around_now(plan, limit)


def _scale(canvas: Canvas, stages_shown: tuple[Stage, ...]) -> Scale | None:
    if not has_scale(stages_shown):
        return None
    min_width = min(LEAST, 0.85 * canvas.room.width / len(stages_shown))
    return scale(
        [stage.span for stage in stages_shown if stage.span], 0.0, canvas.room.width, min_width
    )


def _columns(
    canvas: Canvas, stages_shown: tuple[Stage, ...], on_scale: Scale | None
) -> tuple[_Column, ...]:
    """Place the phases on the scale, or side by side where there is none."""
    width = canvas.room.width
    if on_scale is None:
        equal = columns(Rect(0, 0, width, 0), len(stages_shown), TIGHT)
        return tuple(
            _Column(stage, place.x, place.right, place.width)
            for stage, place in zip(stages_shown, equal, strict=True)
        )
    dated = [(stage, stage.span) for stage in stages_shown if stage.span]
    lefts = [on_scale.at(span.start) for _, span in dated]
    following_lefts = [*lefts[1:], width + GAP]
    return tuple(
        _Column(
            stage, left, min(on_scale.at(span.end + ONE_DAY), following), following - GAP - left
        )
        for (stage, span), left, following in zip(dated, lefts, following_lefts, strict=True)
    )


def _today(canvas: Canvas, phase_columns: Sequence[_Column], on_scale: Scale | None) -> float:
    """Mark today above the phases, if it is within the plan, and return where the phases begin."""
    today = canvas.subject.today
    x = next(
        ((column.left + column.right) / 2 for column in phase_columns if column.stage.is_now), None
    )
    if on_scale:
        x = on_scale.at(today) if on_scale.holds(today) else None
    if x is None:
        return 0.0
    pill = today_pill(canvas, x, 0.0)
    canvas.add(pill, Line(((x, pill.rect.bottom), (x, pill.rect.bottom + STEM)), "accent"))
    return pill.rect.bottom + STEM


def _chevron(canvas: Canvas, stage: Stage, frame: Rect) -> Box:
    ink: Role = "on_primary" if stage.is_now else "ink"
    quiet: Role = "on_primary" if stage.is_now else "muted"
    width = frame.width - 4 * TIGHT
    style = NAME if canvas.words.fits(stage.name, NAME, width, 1) else STRONG
    labels = [canvas.words.label(stage.name, style.on(ink), width, max_lines=1)]
    if stage.period and canvas.words.fits(stage.period, PLAIN, width, 1):
        labels.append(canvas.words.label(stage.period, PLAIN.on(quiet), width))
    fill: Role = "primary" if stage.is_now else "primary_soft"
    return Box(frame, tuple(labels), fill, shape="chevron", padding=TIGHT)


def _sections(
    canvas: Canvas, phase_columns: Sequence[_Column], on_scale: Scale, top: float
) -> Iterator[Mark]:
    """Draw iterations and waves as bars below their phase; the one at work only as an outline."""
    for column in phase_columns:
        bars = list(_bars(column, on_scale, top))
        fits = all(
            canvas.words.fits(section.name, PLAIN, bar.width - 8, 1) for section, bar in bars
        )
        for section, bar in bars:
            text, text_width = section.name if fits else section.short, bar.width - 8
            is_whole = canvas.words.fits(text, PLAIN, text_width, 1)
            labels = (canvas.words.label(text, PLAIN, text_width),) if is_whole else ()
            if section.is_running:
                yield Box(bar, labels, stroke="primary", padding=3)
            else:
                yield Box(bar, labels, fill="surface", padding=3)


def _bars(column: _Column, on_scale: Scale, top: float) -> Iterator[tuple[Section, Rect]]:
    """Place the sections of a phase; one that runs beside another has its line below only."""
    free = column.left
    for section in column.stage.sections:
        if section.span:
            left = max(on_scale.at(section.span.start), column.left)
            right = min(on_scale.at(section.span.end + ONE_DAY), column.right) - 2
            if right - left >= 4 and left >= free:
                yield section, Rect(left, top, right - left, SECTION)
                free = right


def _axis(canvas: Canvas, on_scale: Scale, top: float) -> Iterator[Mark]:
    """Draw the line of time with the months that have room."""
    y = top + DIAMOND / 2 + 1
    yield Line(((0, y), (canvas.room.width, y)), "muted")
    for x, text, left, width in _ticks(canvas, on_scale):
        yield Line(((x, y), (x, y + 4)), "muted")
        yield canvas.bare(Rect(left, y + 6, width, QUIET.pitch), text, QUIET, align="center")


def _ticks(canvas: Canvas, on_scale: Scale) -> list[tuple[float, str, float, float]]:
    """Choose every month, quarter, half or whole year, whichever is the finest that has room.

    A tick is its place, its text, and where that begins and how wide it is.
    """
    first_day, last_day = on_scale.days[0], on_scale.days[-1] - ONE_DAY
    for step in (1, 3, 6, 12):
        ticked_months = [
            month for month in months(first_day, last_day) if (month.month - 1) % step == 0
        ]
        ticks = [
            _tick(canvas, on_scale.at(month), month, month == ticked_months[0])
            for month in ticked_months
        ]
        if all(
            left_tick[2] + left_tick[3] + TIGHT <= right_tick[2]
            for left_tick, right_tick in pairwise(ticks)
        ):
            return ticks
    return []


def _tick(canvas: Canvas, x: float, month: date, is_first: bool) -> tuple[float, str, float, float]:
    """Write a month, a year at its January, month and year at the beginning."""
    name = short_month(canvas.subject.language, month.month)
    text = f"{name} {month.year}" if is_first else str(month.year) if month.month == 1 else name
    width = canvas.words.width(text, QUIET)
    return x, text, min(max(0.0, x - width / 2), canvas.room.width - width), width


def _on_axis(
    canvas: Canvas, phase_columns: Sequence[_Column], on_scale: Scale, top: float
) -> Iterator[Mark]:
    """Put the milestones on the line of time."""
    for column in phase_columns:
        for point in column.stage.points:
            if point.kind == "milestone" and point.day and on_scale.holds(point.day):
                x = min(max(on_scale.at(point.day), DIAMOND / 2), canvas.room.width - DIAMOND / 2)
                mark = sign(canvas, point, x, top + DIAMOND / 2 + 1)
                yield Box(mark.rect, fill="paper", shape="diamond")  # hides the line behind it
                yield mark


def _points(canvas: Canvas, phase_columns: Sequence[_Column], top: float, bottom: float) -> float:
    """Write the lines of every phase below it, all in one size, and return where they end."""
    for style, lines in TRIES:
        texts = [_texts(canvas, column, style, lines) for column in phase_columns]
        if top + max(map(_sum, texts)) <= bottom:
            break
    ends = [
        _lines(canvas, column, column_texts, Rect(column.left, top, column.width, bottom - top))
        for column, column_texts in zip(phase_columns, texts, strict=True)
    ]
    return max(ends)


def _texts(
    canvas: Canvas, column: _Column, style: LabelStyle, lines: int
) -> list[tuple[Label, ...]]:
    width = column.width - SIGN
    return [point_labels(canvas, point, width, lines, style) for point in column.stage.points]


def _lines(
    canvas: Canvas, column: _Column, texts: Sequence[tuple[Label, ...]], place: Rect
) -> float:
    """Write the lines of one phase, as many as fit, and return where they end."""
    count, top = len(texts), place.y
    while count and top + _sum(texts[:count]) + NOTE * (count < len(texts)) > place.bottom:
        count -= 1
    for point, labels in zip(column.stage.points[:count], texts, strict=False):
        text = Rect(place.x + SIGN, top, place.width - SIGN, height_of(labels))
        box = Box(text, labels, align="left", valign="top", padding=0)
        mark = sign(canvas, point, place.x + SIGN / 2 - 2, top + labels[0].size * 0.6)
        canvas.add(Group((mark, box), point.name))
        top = text.bottom + POINT_GAP
    end = top - POINT_GAP if count else top
    hidden_count = len(texts) - count
    if hidden_count and end + NOTE <= place.bottom + 0.01:
        note = Rect(place.x + SIGN, end, place.width - SIGN, NOTE)
        canvas.add(canvas.more(note, hidden_count, PAGE))
        return end + NOTE
    return end


def _sum(texts: Sequence[tuple[Label, ...]]) -> float:
    return sum(height_of(labels) + POINT_GAP for labels in texts) - POINT_GAP * bool(texts)


def _spoken(stage: Stage) -> str:
    parts = [": ".join(filter(None, (stage.name, stage.period)))]
    parts += [" ".join(filter(None, (point.name, point.when))) for point in stage.points]
    return ", ".join(parts)
