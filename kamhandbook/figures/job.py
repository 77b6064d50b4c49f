"""The job as a pair: what a Key Account Manager does, and what not; below, what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.document.drawing import Box, Drawing, Group, Label, Line, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, across
from kamhandbook.figures.text_setter import HEADING, NAME, PLAIN, STRONG, LabelStyle, height_of

PATH = ("people", "job")
WIDE = 480.0  # points: from here on what is and what is not a task stand side by side
SHARES = (0.58, 0.42)
PADDING = 14.0
SIGN, STROKE_WIDTH = 16.0, 2.0  # size of tick and cross
CHIP_PADDING, CHIP_HIGH = 10.0, 7.0
MOST_AIR = 1.5


class _JobLook(Struct, frozen=True):
    """Styles of the lists and of what it takes."""

    item: LabelStyle
    chip: LabelStyle


LOOKS = (
    _JobLook(HEADING.regular.at(18.0), NAME),
    _JobLook(HEADING.regular, NAME),
    _JobLook(NAME.regular, STRONG),
    _JobLook(PLAIN, STRONG),
)


class _Card(Struct, frozen=True):
    """A list on its card: what it is called, its points, and whether they are tasks."""

    name: str
    points: Sequence[str]
    is_task: bool


def job(subject: Subject, room: Room) -> Drawing | None:
    """Draw the pair; None where nothing says what the job is not, or there is no room."""
    said = subject.edition.handbook.people.job
    if not said.tasks or not said.not_tasks:
        return None
    canvas = Canvas.of("job", subject, room)
    cards = (
        _Card(canvas.say("tasks"), said.tasks, True),
        _Card(canvas.say("not_tasks"), said.not_tasks, False),
    )
    for look in LOOKS:
        canvas.marks.clear()
        height = _drawn(canvas, look, cards, said.competencies)
        if height <= room.height:
            break
    else:
        return None
    return canvas.finish_whole(
        height, tasks=", ".join(said.tasks), others=", ".join(said.not_tasks)
    )


def _drawn(
    canvas: Canvas, look: _JobLook, cards: Sequence[_Card], competencies: Sequence[str]
) -> float:
    """Draw everything at a look and return how high it is."""
    width, room = canvas.room.width, canvas.room.height
    chips = _chips(canvas, look, competencies)
    below = chips[-1][1].bottom + NAME.pitch + TIGHT + GAP if chips else 0.0
    is_wide = width >= WIDE
    places = across(Rect(0, 0, width, 0), SHARES, GAP) if is_wide else (Rect(0, 0, width, 0),) * 2
    heights = [_height(canvas, look, c, p.width) for c, p in zip(cards, places, strict=True)]
    need = max(heights) if is_wide else sum(heights) + GAP
    if is_wide:
        high = max(need, min(need * MOST_AIR, room - below))
        heights = [high, high]
    y = 0.0
    for card, place, height in zip(cards, places, heights, strict=True):
        frame = Rect(place.x, y, place.width, height)
        canvas.add(Group(tuple(_list(canvas, look, card, frame)), card.name))
        y = y if is_wide else frame.bottom + GAP
    bottom = max(heights) if is_wide else y - GAP
    if not chips:
        return bottom
    head = Rect(0, bottom + GAP, width, NAME.pitch)
    marks = [canvas.bare(head, canvas.say("competencies"), STRONG.on("primary"))]
    for label, place in chips:
        frame = place.moved(0, head.bottom + TIGHT)
        marks.append(Box(frame, (label,), "primary_soft", shape="box", padding=CHIP_HIGH))
    canvas.add(Group(tuple(marks), canvas.say("competencies")))
    return bottom + below


def _chips(canvas: Canvas, look: _JobLook, texts: Sequence[str]) -> list[tuple[Label, Rect]]:
    """Return what it takes as chips, row by row."""
    x = y = 0.0
    chips: list[tuple[Label, Rect]] = []
    for text in texts:
        most = canvas.room.width - 2 * CHIP_PADDING
        label = canvas.words.label(text, look.chip, most, path=PATH)
        wide = min(canvas.words.width(text, look.chip), most) + 2 * CHIP_PADDING
        high = height_of((label,)) + 2 * CHIP_HIGH
        if x and x + wide > canvas.room.width:
            x, y = 0.0, chips[-1][1].bottom + TIGHT
        chips.append((label, Rect(x, y, wide, high)))
        x += wide + TIGHT
    return chips


def _height(canvas: Canvas, look: _JobLook, card: _Card, width: float) -> float:
    labels = _labels(canvas, look, card, width)
    points = sum(height_of((label,)) + TIGHT for label in labels) - TIGHT
    return 2 * PADDING + NAME.pitch + GAP + points


def _labels(canvas: Canvas, look: _JobLook, card: _Card, width: float) -> list[Label]:
    room = width - 2 * PADDING - SIGN - TIGHT
    style = look.item if card.is_task else look.item.on("muted")
    return [canvas.words.label(point, style, room, path=PATH) for point in card.points]


def _list(canvas: Canvas, look: _JobLook, card: _Card, place: Rect) -> Iterator[Mark]:
    """Draw a card: filled for what is a task, outlined for what is none."""
    yield Box(place, fill="surface") if card.is_task else Box(place, stroke="line")
    inside = place.inset(PADDING)
    head = Rect(inside.x, inside.y, inside.width, NAME.pitch)
    yield canvas.bare(head, card.name, NAME.on("primary" if card.is_task else "muted"))
    labels = _labels(canvas, look, card, place.width)
    free = inside.bottom - head.bottom - GAP - sum(height_of((label,)) for label in labels)
    gap = max(TIGHT, min(free / max(len(labels) - 1, 1), look.item.pitch))
    y = head.bottom + GAP
    for label in labels:
        text = Rect(inside.x + SIGN + TIGHT, y, inside.width - SIGN - TIGHT, height_of((label,)))
        yield _sign(inside.x, y + (look.item.pitch - SIGN) / 2, is_tick=card.is_task)
        yield Box(text, (label,), align="left", valign="top", padding=0)
        y = text.bottom + gap


def _sign(x: float, y: float, *, is_tick: bool) -> Mark:
    """Return a tick or a cross."""
    if is_tick:
        points = ((2.0, 8.0), (6.0, 12.0), (13.0, 4.0))
        return _stroke(points, x, y, "good")
    lines = (((3.0, 4.0), (12.0, 13.0)), ((12.0, 4.0), (3.0, 13.0)))
    return Group(tuple(_stroke(points, x, y, "muted") for points in lines))


def _stroke(points: Sequence[tuple[float, float]], x: float, y: float, colour: Role) -> Line:
    return Line(tuple((x + dx, y + dy) for dx, dy in points), colour, STROKE_WIDTH)
