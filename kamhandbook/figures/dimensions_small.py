"""The same path in small: eight discs in a strip, each in its place whichever you are at."""

from __future__ import annotations

from msgspec.structs import replace

from kamhandbook.document.drawing import Box, Drawing, Line, Mark, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.dimensions import disc_colours
from kamhandbook.figures.markers import target
from kamhandbook.figures.text_setter import STRONG
from kamhandbook.wording.catalogue import Dimension

DISC = 22.0  # diameter of a disc and height of the strip, in points
MOST_GAP = 18.0


def dimensions_small(subject: Subject, room: Room, *, here: str = "") -> Drawing:
    """Draw the strip, only as long as it needs; top to bottom where the room is not wide enough."""
    canvas = Canvas.of("dimensions_small", subject, room)
    upright = room.width < 8 * DISC
    gap = _gap(canvas, upright)
    x = y = 0.0
    stations: list[Mark] = []
    for dimension in subject.catalogue.dimensions:
        frame = Rect(x, y, DISC, DISC)
        if dimension.number > 1:
            canvas.add(_way(frame, gap, upright))
        stations.append(_disc(canvas, dimension, frame, here))
        x, y = (x, frame.bottom + gap) if upright else (frame.right + gap, y)
    canvas.add(*stations)
    drawing = canvas.finish(y - gap if upright else DISC, here=_spoken(canvas, here))
    return replace(drawing, width=DISC if upright else x - gap)


def _gap(canvas: Canvas, upright: bool) -> float:
    count = len(canvas.subject.catalogue.dimensions)
    room = canvas.room.height if upright else canvas.room.width
    return max(2.0, min(MOST_GAP, (room - count * DISC) / (count - 1)))


def _disc(canvas: Canvas, dimension: Dimension, frame: Rect, here: str) -> Box:
    fill, ink = disc_colours(dimension.id, here)
    label = canvas.words.label(str(dimension.number), STRONG.on(ink), frame.width)
    to = target(canvas.subject, dimension)
    return Box(frame, (label,), fill, shape="circle", padding=0, target=to)


def _way(frame: Rect, gap: float, upright: bool) -> Line:
    x, y = (frame.centre[0], frame.y) if upright else (frame.x, frame.centre[1])
    start = (x, y - gap) if upright else (x - gap, y)
    return Line((start, (x, y)), "muted")


def _spoken(canvas: Canvas, here: str) -> str:
    for dimension in canvas.subject.catalogue.dimensions:
        if dimension.id == here:
            return canvas.say("here", number=dimension.number, name=dimension.name)
    return canvas.say("nowhere")
