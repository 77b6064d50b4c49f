"""The signature picture: eight dimensions on one path, top to bottom, each with its state."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.drawing import Box, Drawing, Group, Icon, Line, Mark, Rect, Role
from kamhandbook.figures.answers import short_answer
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT
from kamhandbook.figures.markers import BALL, ball, target
from kamhandbook.figures.text_setter import NAME, PLAIN, STRONG, LabelStyle
from kamhandbook.wording.catalogue import Dimension

LOW, HIGH = 18.0, 46.0  # least and most height of a station with its way to the next, in points
DISC = 30.0  # most diameter of a station's disc
BAR_GAP = 8.0  # between the bars of two stations, where the way shows
ARROW = 8.0  # least length of a way that has an arrow head
ROOM_FOR_QUESTION = 150.0
ICON = 20.0


class _Plan(Struct, frozen=True):
    """Where the parts of the first row stand; the others follow ``pitch`` points below each other.

    ``question`` is 0 wide where there is no room for it, ``icon`` the side of the names' icons.
    """

    pitch: float
    disc: Rect
    bar: Rect
    name: Rect
    question: Rect
    state: Rect
    style: LabelStyle
    icon: float = 0.0


def dimensions(subject: Subject, room: Room, *, here: str = "") -> Drawing:
    """Draw the path; ``here`` is the dimension to point out, none of them when empty."""
    canvas = Canvas.of("dimensions", subject, room)
    plan = _plan(canvas)
    stations = subject.catalogue.dimensions
    for index, dimension in enumerate(stations):
        row = tuple(_station(canvas, plan, dimension, index * plan.pitch, here))
        name = f"{dimension.number} {dimension.name}"
        canvas.add(Group(row, name, target(subject, dimension)))
    canvas.add(*_way(plan, len(stations)))
    height = plan.pitch * len(stations) - (plan.pitch - plan.bar.height)
    return canvas.finish(height, items=_spoken(subject))


def _plan(canvas: Canvas) -> _Plan:
    """Plan one line a row (disc, name, leading question, state), or two where it is too narrow."""
    catalogue, width = canvas.subject.catalogue, canvas.room.width
    count = len(catalogue.dimensions)
    gap = BAR_GAP if canvas.room.height > 30 * count else 2.0
    pitch = max(LOW, min(HIGH, (canvas.room.height + gap) / count))
    bar = Rect(0, 0, width, pitch - gap)
    disc = min(DISC, bar.height - (4 if gap == BAR_GAP else 0))
    style = NAME if pitch >= 28 else STRONG
    text_left = disc + 2 * TIGHT
    name = canvas.words.widest([d.name for d in catalogue.dimensions], style) + 1.0
    state = BALL + TIGHT + canvas.words.widest([*catalogue.labels["status"].values()], PLAIN)
    question = width - text_left - name - state - 3 * GAP - TIGHT
    if question < -GAP and pitch == HIGH:
        return _two_lines(width)
    icon = ICON if question - ICON - TIGHT >= ROOM_FOR_QUESTION and bar.height > ICON else 0.0
    if icon:
        name, question = name + icon + TIGHT, question - icon - TIGHT
    return _Plan(
        pitch,
        Rect(TIGHT / 2, (bar.height - disc) / 2, disc, disc),
        bar,
        Rect(text_left, 0, min(name, width - text_left - state - GAP), bar.height),
        Rect(text_left + name + 2 * GAP, 0, max(question, 0), bar.height),
        Rect(width - state - TIGHT, 0, state, bar.height),
        style,
        icon,
    )


def _two_lines(width: float) -> _Plan:
    """Plan two lines a row: the name, and below it the state."""
    text_left, height = DISC + 2 * GAP, 46.0
    text_width = width - text_left - TIGHT
    return _Plan(
        height + BAR_GAP,
        Rect(TIGHT, (height - DISC) / 2, DISC, DISC),
        Rect(0, 0, width, height),
        Rect(text_left, 6, text_width, NAME.pitch),
        Rect(0, 0, 0, 0),
        Rect(text_left, 24, text_width, 17),
        NAME,
    )


def _way(plan: _Plan, count: int) -> Iterator[Mark]:
    """Draw the way from station to station, with arrow heads where they have room."""
    x, free = plan.disc.centre[0], plan.pitch - plan.disc.height
    for index in range(count - 1):
        start = index * plan.pitch + plan.disc.bottom
        yield Line(((x, start), (x, start + free)), "primary", arrow=free >= ARROW)


def _station(
    canvas: Canvas, plan: _Plan, dimension: Dimension, top: float, here: str
) -> Iterator[Mark]:
    is_here = dimension.id == here
    yield Box(plan.bar.moved(0, top), fill="primary_soft" if is_here else "surface")
    yield _disc(canvas, plan, dimension, top, here)
    name = plan.name.moved(0, top)
    if plan.icon:
        y = name.centre[1] - plan.icon / 2
        yield Icon(Rect(name.x, y, plan.icon, plan.icon), dimension.icon)
        name = replace(name, x=name.x + plan.icon + TIGHT, width=name.width - plan.icon - TIGHT)
    yield canvas.bare(name, dimension.name, plan.style)
    if plan.question.width >= ROOM_FOR_QUESTION:
        yield canvas.bare(plan.question.moved(0, top), *_said(canvas, plan, dimension))
    state = canvas.subject.states[dimension.id]
    frame = plan.state.moved(0, top)
    yield from ball(frame.x, frame.y + (frame.height - BALL) / 2, state)
    word = Rect(frame.x + BALL + TIGHT, frame.y, frame.width - BALL - TIGHT, frame.height)
    yield canvas.bare(word, canvas.subject.catalogue.label("status", state))


def _said(canvas: Canvas, plan: _Plan, dimension: Dimension) -> tuple[str, LabelStyle]:
    """Return what the company decided in a dimension, else the question that leads there."""
    plain = plan.style.regular
    paths = [f"{dimension.id}.{question.id}" for question in dimension.questions]
    answer = short_answer(canvas.subject, paths)
    if answer and canvas.words.fits(answer, plain, plan.question.width, 1):
        return answer, plain
    return canvas.choice("leading")[dimension.id], plain.on("muted")


def _disc(canvas: Canvas, plan: _Plan, dimension: Dimension, top: float, here: str) -> Box:
    """Draw a station's disc; beside the one that is pointed out, the others step back."""
    fill, ink = disc_colours(dimension.id, here)
    label = canvas.words.label(str(dimension.number), plan.style.on(ink), plan.disc.width)
    return Box(plan.disc.moved(0, top), (label,), fill, shape="circle", padding=0)


def disc_colours(dimension: str, here: str) -> tuple[Role, Role]:
    """Return fill and text of a station's disc, seen from the dimension that is pointed out."""
    return ("primary_soft", "ink") if here and dimension != here else ("primary", "on_primary")


def _spoken(subject: Subject) -> str:
    label = subject.catalogue.label
    return ", ".join(
        f"{dimension.number} {dimension.name} ({label('status', subject.states[dimension.id])})"
        for dimension in subject.catalogue.dimensions
    )
