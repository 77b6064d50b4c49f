"""The model as a motif: the eight dimensions as a path from top to bottom, on the cover."""

from __future__ import annotations

from kamhandbook.content.answers import Status
from kamhandbook.document.drawing import Box, Drawing, Line, Rect, Role
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP
from kamhandbook.figures.text_setter import NAME, LabelStyle
from kamhandbook.wording.catalogue import Dimension

MOST_DISC, LEAST_DISC, LEAST_WAY = 38.0, 20.0, 8.0  # points


def model(subject: Subject, room: Room) -> Drawing | None:
    """Draw the path; the first dimension that is not decided yet is the one to look at.

    There is none where names or numbers have no room.
    """
    canvas = Canvas.of("model", subject, room)
    stations = subject.catalogue.dimensions
    pitch = min(room.height / len(stations), MOST_DISC + 2 * LEAST_WAY)
    disc = min(MOST_DISC, pitch - LEAST_WAY)
    style = NAME.regular
    width = room.width - disc - GAP
    if disc < LEAST_DISC or not all(
        canvas.words.fits(station.name, style, width, 2) for station in stations
    ):
        return None
    here = next((s.id for s in stations if subject.states[s.id] is not Status.DECIDED), "")
    for index, station in enumerate(stations):
        frame = Rect(0, index * pitch, disc, disc)
        if index:
            x = frame.centre[0]
            canvas.add(Line(((x, frame.y - (pitch - disc)), (x, frame.y)), "muted"))
        _station(canvas, station, frame, style.on("ink"), "accent" if station.id == here else None)
    names = ", ".join(station.name for station in stations)
    return canvas.finish((len(stations) - 1) * pitch + disc, items=names)


def _station(
    canvas: Canvas, station: Dimension, frame: Rect, style: LabelStyle, fill: Role | None
) -> None:
    """Put a disc with its number and the name beside it."""
    ink: Role = "on_accent" if fill else "ink"
    number = canvas.words.label(str(station.number), NAME.on(ink), frame.width)
    canvas.add(Box(frame, (number,), fill or "primary_soft", shape="circle", padding=0))
    text = Rect(frame.right + GAP, frame.y, canvas.room.width - frame.right - GAP, frame.height)
    canvas.add(canvas.bare(text, station.name, style))
