"""Decision rights as a matrix: a row a topic, a column a role, a marker for its part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.rules import DecisionRight
from kamhandbook.document.drawing import Box, Drawing, Group, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT
from kamhandbook.figures.text_setter import NAME, PLAIN, QUIET, STRONG, LabelStyle, height_of

WIDE = 560.0  # points: on less a table reads better, on a phone a list
PARTS = ("accountable", "responsible", "consulted", "informed")
FEWEST_ROLES, MOST_ROLES = 2, 10
LEAST_COLUMN, MOST_COLUMN = 50.0, 140.0
TOPIC, LEAST_TOPIC = 0.26, 150.0  # of the width, and points, for the topics
HEAD_LINES, TOPIC_LINES = 3, 2
MARKER = 20.0
LEAST_ROW, MOST_ROW = 20.0, 54.0
LEGEND = 22.0  # height of a line of it
_SEPARATORS = re.compile(r"\s*[,;/]\s*")
#: Fill, outline and colour of each part's marker: told apart by letter, too.
_LOOKS: Mapping[str, tuple[Role | None, Role | None, Role]] = {
    "accountable": ("primary", None, "on_primary"),
    "responsible": ("primary_soft", None, "ink"),
    "consulted": (None, "primary", "ink"),
    "informed": (None, None, "muted"),
}


class _Matrix(Struct, frozen=True):
    """What is drawn where: the rights, their roles in columns, the widths of both."""

    rights: Sequence[DecisionRight]
    roles: Sequence[str]
    topic: float
    column: float

    def x(self, index: int) -> float:
        """Return where a role's column begins."""
        return self.topic + index * self.column


def decision_rights(subject: Subject, room: Room) -> Drawing | None:
    """Draw the matrix; None where a table reads better: little room, many roles, long texts."""
    rights = [
        right for _, right in numbered(subject.edition.handbook.rules.decision_rights, "topic")
    ]
    roles = _roles(rights)
    canvas = Canvas.of("decision_rights", subject, room)
    if subject.output == "site" and room.width < WIDE and rights:
        return _below_each_other(canvas, rights)
    if not rights or not FEWEST_ROLES <= len(roles) <= MOST_ROLES or room.width < WIDE:
        return None
    topic = max(LEAST_TOPIC, TOPIC * room.width)
    column = min(MOST_COLUMN, (room.width - topic) / len(roles))
    matrix = _Matrix(rights, roles, topic, column)
    if not _fits(canvas, matrix):
        return None
    head = max(canvas.words.height(role, PLAIN, column - TIGHT) for role in roles) + TIGHT
    corner = _in_corner(canvas, topic - GAP)
    head = max(head, 2 * LEGEND + TIGHT) if corner else head
    free = room.height - head - (0.0 if corner else LEGEND + TIGHT)
    least = max(LEAST_ROW, *(canvas.words.height(r.topic, NAME, topic - GAP) for r in rights))
    if (least + TIGHT) * len(rights) > free:
        return None
    pitch = max(least + TIGHT, min(MOST_ROW, free / len(rights)))
    canvas.add(*_head(canvas, matrix, head))
    for row, right in enumerate(rights):
        place = Rect(0, head + row * pitch, room.width, pitch)
        canvas.add(Group(tuple(_row(canvas, matrix, right, place)), right.topic))
    bottom = head + len(rights) * pitch
    places = corner or _in_line(canvas, bottom + TIGHT)
    canvas.add(Group(tuple(_legend(canvas, places)), canvas.say("title")))
    return canvas.finish(max(bottom, places[-1].bottom), items=_spoken(canvas, rights))


def _below_each_other(canvas: Canvas, rights: Sequence[DecisionRight]) -> Drawing:
    """Draw each topic as a list of who has a part in it, for a phone."""
    y, said, width = 0.0, canvas.choice("parts"), canvas.room.width
    for right in rights:
        name = canvas.words.label(right.topic, NAME, width)
        height = height_of((name,))
        marks: list[Mark] = [Box(Rect(0, y, width, height), (name,), align="left", padding=0)]
        y += height + TIGHT
        for part in (part for part in PARTS if getattr(right, part)):
            text = f"{getattr(right, part)} ({said[part]})"
            label = canvas.words.label(text, PLAIN, width - MARKER - TIGHT)
            place = Rect(MARKER + TIGHT, y, width - MARKER - TIGHT, height_of((label,)))
            place = replace(place, height=max(place.height, MARKER))
            marks += (_marker(canvas, part, 0, y), Box(place, (label,), align="left", padding=0))
            y = place.bottom + TIGHT
        canvas.add(Group(tuple(marks), right.topic))
        y += GAP
    return canvas.finish(y - GAP, items=_spoken(canvas, rights))


def _named(text: str) -> list[str]:
    """Return the roles that a text names, one after the other."""
    return [name for name in _SEPARATORS.split(text.strip()) if name]


def _roles(rights: Sequence[DecisionRight]) -> list[str]:
    """Return every role once: those who decide most before those who are only told."""
    weights: dict[str, float] = {}
    for right in rights:
        for rank, part in enumerate(PARTS):
            for name in _named(getattr(right, part)):
                weights[name] = weights.get(name, 0.0) + (len(PARTS) - rank)
    return sorted(weights, key=lambda name: -weights[name])


def _fits(canvas: Canvas, matrix: _Matrix) -> bool:
    """Whether every text is shown whole, and no marker stands on another one."""
    words, most = canvas.words, matrix.column - TIGHT
    markers = max(
        sum(role in _named(getattr(right, part)) for part in PARTS)
        for right in matrix.rights
        for role in matrix.roles
    )
    return (
        matrix.column >= max(LEAST_COLUMN, markers * (MARKER + TIGHT))
        and all(words.fits(role, PLAIN, most, HEAD_LINES) for role in matrix.roles)
        and all(words.fits(r.topic, NAME, matrix.topic - GAP, TOPIC_LINES) for r in matrix.rights)
    )


def _head(canvas: Canvas, matrix: _Matrix, height: float) -> Iterator[Mark]:
    """Name the roles over a rule."""
    for index, role in enumerate(matrix.roles):
        place = Rect(matrix.x(index) + TIGHT / 2, 0, matrix.column - TIGHT, height - TIGHT)
        yield canvas.bare(place, role, PLAIN, align="center", valign="bottom")
    yield canvas.rule(0, height, matrix.x(len(matrix.roles)), "primary")


def _row(canvas: Canvas, matrix: _Matrix, right: DecisionRight, place: Rect) -> Iterator[Mark]:
    topic = Rect(0, place.y, matrix.topic - GAP, place.height)
    yield canvas.bare(topic, right.topic, NAME)
    for index, role in enumerate(matrix.roles):
        parts = [part for part in PARTS if role in _named(getattr(right, part))]
        middle = matrix.x(index) + matrix.column / 2
        left = middle - (len(parts) * (MARKER + TIGHT) - TIGHT) / 2
        for number, part in enumerate(parts):
            x = left + number * (MARKER + TIGHT)
            yield _marker(canvas, part, x, place.centre[1] - MARKER / 2)
    yield canvas.rule(0, place.bottom, matrix.x(len(matrix.roles)))


def _marker(canvas: Canvas, part: str, x: float, y: float) -> Box:
    fill, stroke, ink = _LOOKS[part]
    style: LabelStyle = STRONG.on(ink)
    letter = canvas.words.label(canvas.choice("letters")[part], style, MARKER)
    return Box(Rect(x, y, MARKER, MARKER), (letter,), fill, stroke, "circle", padding=0)


def _widths(canvas: Canvas) -> list[float]:
    """Return how wide each part's marker and what it means are."""
    said = canvas.choice("parts")
    return [MARKER + TIGHT + canvas.words.width(said[part], QUIET) + 1.0 for part in PARTS]


def _in_corner(canvas: Canvas, width: float) -> tuple[Rect, ...]:
    """Return places for the legend above the topics, two in a row; () where that is too narrow."""
    widths = _widths(canvas)
    second = max(widths[::2]) + GAP
    if second + max(widths[1::2]) > width:
        return ()
    return tuple(
        Rect(number % 2 * second, number // 2 * LEGEND, wide, LEGEND)
        for number, wide in enumerate(widths)
    )


def _in_line(canvas: Canvas, top: float) -> tuple[Rect, ...]:
    """Return places for the legend beside each other."""
    places: list[Rect] = []
    for wide in _widths(canvas):
        x = places[-1].right + 2 * GAP if places else 0.0
        places.append(Rect(x, top, wide, LEGEND))
    return tuple(places)


def _legend(canvas: Canvas, places: Sequence[Rect]) -> Iterator[Mark]:
    """Say what each marker means."""
    said = canvas.choice("parts")
    for part, place in zip(PARTS, places, strict=True):
        yield _marker(canvas, part, place.x, place.centre[1] - MARKER / 2)
        text = Rect(place.x + MARKER + TIGHT, place.y, place.width - MARKER - TIGHT, LEGEND)
        yield canvas.bare(text, said[part], QUIET)


def _spoken(canvas: Canvas, rights: Sequence[DecisionRight]) -> str:
    said = canvas.choice("parts")

    def of(right: DecisionRight) -> str:
        parts = ((said[part], getattr(right, part)) for part in PARTS)
        return ", ".join(f"{name}: {who}" for name, who in parts if who)

    return "; ".join(f"{right.topic} – {of(right)}" for right in rights)
