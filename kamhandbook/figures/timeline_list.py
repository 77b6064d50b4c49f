"""The project plan from top to bottom, for phones and narrow columns; and the signs of both."""

from __future__ import annotations

import math
from datetime import date

from kamhandbook.document.drawing import Box, Group, Label, Rect, Role
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, PADDING, TIGHT
from kamhandbook.figures.project_plan import PlanPoint, Stage, around_now
from kamhandbook.figures.text_setter import NAME, PLAIN, QUIET, STRONG, LabelStyle, height_of
from kamhandbook.wording.dates import day_text, days_text

PAGE = "introduction"
DIAMOND, DISC = 10.0, 16.0
SIGN = 22.0  # room for the sign before a line
TODAY, BAR, NOTE = 20.0, 44.0, 18.0  # height of today's pill, of a phase's bar, of a note


def draw_list(canvas: Canvas, plan: tuple[Stage, ...]) -> float:
    """Draw phase after phase, each with as many lines as the height allows; return the height."""
    max_lines = max(len(_lines(canvas, stage)) for stage in plan)
    if not math.isinf(canvas.room.height):
        max_lines = min(max_lines, int(canvas.room.height / PLAIN.pitch))
    while max_lines and _height(canvas, plan, max_lines) > canvas.room.height:
        max_lines -= 1
    count = len(plan)
    while (
        count > 1
        and _height(canvas, around_now(plan, count), max_lines) + NOTE > canvas.room.height
    ):
        count -= 1
    top = 0.0
    for stage in around_now(plan, count):
        top = _stage(canvas, stage, top, max_lines)
    if count < len(plan):
        note = Rect(0, top - GAP, canvas.room.width, NOTE)
        canvas.add(canvas.more(note, len(plan) - count, PAGE))
        return note.bottom
    return top - GAP


def _height(canvas: Canvas, plan: tuple[Stage, ...], max_lines: int) -> float:
    """Return the height of the list, measured by drawing it on a canvas that is thrown away."""
    trial = Canvas.of(canvas.name, canvas.subject, canvas.room)
    top = 0.0
    for stage in plan:
        top = _stage(trial, stage, top, max_lines)
    return top - GAP


def _stage(canvas: Canvas, stage: Stage, top: float, max_lines: int) -> float:
    """Draw one phase with at most so many lines, and return where the next one begins."""
    canvas.add(_bar(canvas, stage, top))
    top += BAR + TIGHT
    lines, today = _lines(canvas, stage), canvas.subject.today
    is_due = stage.is_now  # today still has to be marked
    for point in lines[:max_lines]:
        if is_due and point.day and point.day > today:
            top, is_due = _mark_today(canvas, top), False
        top = _line(canvas, point, top)
    if is_due:
        top = _mark_today(canvas, top)
    if len(lines) > max_lines > 0:
        note = Rect(SIGN, top, canvas.room.width - SIGN, NOTE)
        canvas.add(canvas.more(note, len(lines) - max_lines, PAGE))
        top += NOTE + TIGHT
    return top + GAP - TIGHT


def _lines(canvas: Canvas, stage: Stage) -> tuple[PlanPoint, ...]:
    """Return the lines of a phase by date: iterations, milestones, waves."""
    iterations = [
        PlanPoint(
            "section",
            section.name,
            days_text(canvas.subject.language, section.span.start, section.span.end),
            section.span.start,
            section.short,
        )
        for section in stage.sections
        if section.span and not section.is_wave
    ]
    undated = date.max
    return tuple(sorted((*iterations, *stage.points), key=lambda point: point.day or undated))


def _bar(canvas: Canvas, stage: Stage, top: float) -> Box:
    width = canvas.room.width - 2 * PADDING
    name, quiet = NAME, QUIET
    if stage.is_now:
        name, quiet = NAME.on("on_primary"), PLAIN.on("on_primary")
    labels = [canvas.words.label(stage.name, name, width, max_lines=1)]
    if stage.period:
        labels.append(canvas.words.label(stage.period, quiet, width, max_lines=1))
    fill: Role = "primary" if stage.is_now else "primary_soft"
    frame = Rect(0, top, canvas.room.width, BAR)
    return Box(frame, tuple(labels), fill, align="left", padding=PADDING / 2)


def _line(canvas: Canvas, point: PlanPoint, top: float) -> float:
    width = canvas.room.width - SIGN
    labels = point_labels(canvas, point, width, 2)
    text = Rect(SIGN, top, width, height_of(labels))
    box = Box(text, labels, align="left", valign="top", padding=0)
    mark = sign(canvas, point, DISC / 2, top + PLAIN.pitch / 2)
    canvas.add(Group((mark, box), point.name))
    return text.bottom + TIGHT


def _mark_today(canvas: Canvas, top: float) -> float:
    canvas.add(today_pill(canvas, 0.0, top))
    return top + TODAY + TIGHT


def today_pill(canvas: Canvas, x: float, top: float) -> Box:
    """Make today's pill with its middle at ``x``, kept inside the room."""
    text = canvas.say("today", day=day_text(canvas.subject.language, canvas.subject.today))
    style = STRONG.on("on_accent")
    width = canvas.words.width(text, style) + 2 * PADDING
    left = min(max(0.0, x - width / 2), canvas.room.width - width)
    label = canvas.words.label(text, style, width)
    return Box(Rect(left, top, width, TODAY), (label,), "accent", shape="pill", padding=2)


def point_labels(
    canvas: Canvas, point: PlanPoint, width: float, lines: int, style: LabelStyle = PLAIN
) -> tuple[Label, ...]:
    """Write a line below a phase: its name and, in quiet, its date."""
    name = canvas.words.label(point.name, style, width, max_lines=lines)
    if not point.when:
        return (name,)
    return name, canvas.words.label(point.when, QUIET, width, max_lines=1)


def sign(canvas: Canvas, point: PlanPoint, x: float, y: float) -> Box:
    """Make the sign of a line around a middle: a diamond, full once past; a disc for a section."""
    if point.kind == "section":
        label = canvas.words.label(point.sign, PLAIN, 2 * DISC)
        frame = Rect(x - DISC / 2, y - DISC / 2, DISC, DISC)
        return Box(frame, (label,), "primary_soft", shape="circle", padding=0)
    frame = Rect(x - DIAMOND / 2, y - DIAMOND / 2, DIAMOND, DIAMOND)
    if point.is_past:
        return Box(frame, fill="primary", shape="diamond")
    return Box(frame, stroke="primary", shape="diamond")
