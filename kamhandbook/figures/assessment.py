"""The self-assessments over time: a row a dimension, a column a day, each level as filled dots.

The number stands beside the dots, so that no reader depends on their colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.steering import LEVELS, Assessment
from kamhandbook.document.drawing import Box, Drawing, Group, Mark, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT
from kamhandbook.figures.text_setter import PLAIN, QUIET, STRONG, LabelStyle
from kamhandbook.wording.catalogue import Dimension
from kamhandbook.wording.dates import day_text

PAGE = "steering"
HEAD, FOOT = 24.0, 20.0
LOW, HIGH = 15.0, 46.0  # least and most height of a row on a slide
DOT, BETWEEN = 10.0, 3.0
LEAST_EVIDENCE = 200.0
MOST_EVIDENCE = 6  # lines
MOST_DAYS = 5


class _Plan(Struct, frozen=True):
    """What all rows share: widths of the names and of a day's column, and where evidence begins."""

    days: tuple[Assessment, ...]
    names: float
    day: float
    pitch: float
    is_short: bool

    @property
    def evidence(self) -> float:
        """Where the evidence begins."""
        return self.names + len(self.days) * self.day + GAP


def assessment(subject: Subject, room: Room) -> Drawing | None:
    """Draw the newest self-assessments, the oldest of them first; beside the newest its evidence.

    Days for which there is no room are counted.
    """
    dated = subject.edition.handbook.steering.dated_assessments
    if not dated:
        return None
    canvas = Canvas.of("assessment", subject, room)
    plan = _plan(canvas, dated)
    canvas.add(*_head(canvas, plan))
    top = HEAD
    for dimension in subject.catalogue.dimensions:
        height = max(plan.pitch, _need(canvas, plan, dimension))
        row = tuple(_row(canvas, plan, dimension, Rect(0, top, room.width, height)))
        canvas.add(Group(row, dimension.short))
        top += height
    foot = Rect(0, top + TIGHT, room.width, FOOT)
    if unshown := len(dated) - len(plan.days):
        canvas.add(canvas.more(foot, unshown, f"{PAGE}#selbsteinschaetzung"))
    else:
        canvas.add(canvas.bare(foot, canvas.say("scale", **_scale(subject)), QUIET))
    return canvas.finish(foot.bottom, items=_spoken(canvas, dated))


def _plan(canvas: Canvas, dated: Sequence[Assessment]) -> _Plan:
    """Plan as many of the newest days as there is room for; names are short where room is."""
    room, words, dimensions = canvas.room, canvas.words, canvas.subject.catalogue.dimensions
    is_short = room.width < 2 * LEAST_EVIDENCE + 200
    names = max(words.width(_name(each, is_short), STRONG) for each in dimensions) + GAP
    dots = len(LEVELS[1:]) * (DOT + BETWEEN) + TIGHT + words.width("0", STRONG)
    shown = list(dated[-MOST_DAYS:])
    day = max(dots, *(words.width(_day(canvas, each), STRONG) for each in shown)) + GAP
    left = room.width - names - (0 if is_short else LEAST_EVIDENCE)
    count = max(1, int(left // day))
    rest = room.height - HEAD - FOOT - TIGHT
    pitch = max(LOW, min(HIGH, rest / len(dimensions)))
    return _Plan(tuple(shown[-count:]), min(names, room.width - day), day, pitch, is_short)


def _head(canvas: Canvas, plan: _Plan) -> Iterator[Mark]:
    for place, each in enumerate(plan.days):
        is_newest = place == len(plan.days) - 1
        rect = Rect(plan.names + place * plan.day, 0, plan.day, HEAD - 2)
        yield canvas.bare(rect, _day(canvas, each), STRONG.on("primary") if is_newest else QUIET)
    if not plan.is_short:
        rect = Rect(plan.evidence, 0, canvas.room.width - plan.evidence, HEAD - 2)
        yield canvas.bare(rect, canvas.say("evidence"), QUIET)
    yield canvas.rule(0, HEAD, canvas.room.width, "primary")


def _row(canvas: Canvas, plan: _Plan, dimension: Dimension, frame: Rect) -> Iterator[Mark]:
    if frame.y > HEAD:
        yield canvas.rule(0, frame.y, frame.width)
    name = Rect(0, frame.y, plan.names, frame.height)
    yield canvas.bare(name, _name(dimension, plan.is_short), STRONG)
    for place, each in enumerate(plan.days):
        is_newest = place == len(plan.days) - 1
        x = plan.names + place * plan.day
        style = STRONG if is_newest else PLAIN
        yield from _level(canvas, each, dimension, Rect(x, frame.y, plan.day, frame.height), style)
    text = _evidence(plan, dimension)
    if text and not plan.is_short:
        width = canvas.room.width - plan.evidence
        yield canvas.bare(Rect(plan.evidence, frame.y, width, frame.height), text)


def _level(
    canvas: Canvas, each: Assessment, dimension: Dimension, frame: Rect, style: LabelStyle
) -> Iterator[Mark]:
    """Draw a level as dots, as many of them filled, and its number; a dash where none is."""
    rating = each.rating(dimension.id)
    if rating is None:
        yield canvas.bare(frame, canvas.say("unrated"), QUIET)
        return
    level = rating.level or 0
    top = frame.centre[1] - DOT / 2
    for step in LEVELS[1:]:
        dot = Rect(frame.x + (step - 1) * (DOT + BETWEEN), top, DOT, DOT)
        if step <= level:
            yield Box(dot, fill="primary", shape="circle")
        else:
            yield Box(dot.inset(0.5), stroke="muted", shape="circle")
    x = frame.x + len(LEVELS[1:]) * (DOT + BETWEEN) + TIGHT - BETWEEN
    yield canvas.bare(Rect(x, frame.y, frame.right - x, frame.height), str(level), style)


def _need(canvas: Canvas, plan: _Plan, dimension: Dimension) -> float:
    """Return the height that a row's evidence needs on a page, where a figure may grow."""
    text = _evidence(plan, dimension)
    if not text or plan.is_short or canvas.subject.output == "deck":
        return 0.0
    lines = canvas.words.count(text, PLAIN, canvas.room.width - plan.evidence)
    return min(lines, MOST_EVIDENCE) * PLAIN.pitch + GAP


def _name(dimension: Dimension, is_short: bool) -> str:
    return f"{dimension.number} {dimension.short if is_short else dimension.name}"


def _evidence(plan: _Plan, dimension: Dimension) -> str:
    rating = plan.days[-1].rating(dimension.id)
    return rating.evidence if rating else ""


def _day(canvas: Canvas, each: Assessment) -> str:
    return day_text(canvas.subject.language, each.date)


def _scale(subject: Subject) -> dict[str, str]:
    return {f"level_{level}": subject.catalogue.label("rating", str(level)) for level in LEVELS}


def _spoken(canvas: Canvas, dated: Sequence[Assessment]) -> str:
    """Return the course of each dimension in words: "1 Ziele: 1 (2025), 2 (2026)"."""
    lines = []
    for dimension in canvas.subject.catalogue.dimensions:
        rated = ((each, each.rating(dimension.id)) for each in dated)
        course = [f"{rating.level} ({_day(canvas, each)})" for each, rating in rated if rating]
        said = ", ".join(course) or canvas.say("unspoken")
        lines.append(f"{_name(dimension, is_short=True)}: {said}")
    return "; ".join(lines)
