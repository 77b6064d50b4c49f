"""The calendar of routines: which round meets in which month."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kamhandbook.content.steering import Routine
from kamhandbook.document.drawing import Box, Drawing, Group, Mark, Rect
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, shown_count
from kamhandbook.figures.text_setter import NAME, QUIET, STRONG, LabelStyle
from kamhandbook.wording.dates import month_name, short_month
from kamhandbook.wording.intervals import EVERY_MONTH, months_of

PAGE = "steering"
MONTHS = 12
DOT = 14.0  # diameter of a meeting's mark
LEAST_MONTH, MOST_MONTH = 24.0, 46.0  # width of a month's column
LEAST_NAME = 110.0  # width for the names beside the months
HEAD, NOTE, TALL = 24.0, 20.0, 56.0
NAME_LINES = 3


class _CalendarLook(Struct, frozen=True):
    """What all rows share: where the months begin, how wide each is, style of the names.

    ``is_above`` says that the name stands over the months instead of beside them,
    ``has_participants`` that there is room to say who takes part.
    """

    names_width: float
    month: float
    style: LabelStyle
    is_above: bool
    has_participants: bool


def calendar(subject: Subject, room: Room) -> Drawing | None:
    """Draw a row a routine and a column a month; the present month is tinted."""
    entries = numbered(subject.edition.handbook.steering.routines, "name")
    if not entries:
        return None
    routines = tuple(routine for _, routine in entries)
    canvas = Canvas.of("calendar", subject, room)
    look = _look(canvas, routines)
    need = max(_need(canvas, look, routine) for routine in routines) + GAP
    count = shown_count(len(routines), need, room.height - HEAD, NOTE)
    pitch = max(need, min(TALL, (room.height - HEAD) / count)) if count == len(routines) else need
    height = HEAD + count * pitch
    canvas.add(*_head(canvas, look, height))
    for place, (index, routine) in enumerate(entries[:count]):
        row = tuple(_row(canvas, look, routine, index, Rect(0, HEAD + place * pitch, 0, pitch)))
        canvas.add(Group(row, routine.name))
    if count < len(routines):
        canvas.add(canvas.more(Rect(0, height, room.width, NOTE), len(routines) - count, PAGE))
        height += NOTE
    return canvas.finish(height, items="; ".join(_spoken(canvas, routine) for routine in routines))


def _look(canvas: Canvas, routines: tuple[Routine, ...]) -> _CalendarLook:
    width, words = canvas.room.width, canvas.words
    month = max(LEAST_MONTH, min(MOST_MONTH, 0.62 * width / MONTHS))
    names_width = width - MONTHS * month
    if names_width < LEAST_NAME or not all(
        words.fits(routine.name, STRONG, names_width - GAP, NAME_LINES) for routine in routines
    ):
        return _CalendarLook(0.0, width / MONTHS, STRONG, True, False)
    fits = all(words.fits(routine.name, NAME, names_width - GAP, 2) for routine in routines)
    has_participants = all(
        words.fits(_detail(routine, True), QUIET, names_width - GAP, 2) for routine in routines
    )
    return _CalendarLook(names_width, month, NAME if fits else STRONG, False, has_participants)


def _detail(routine: Routine, has_participants: bool) -> str:
    """Return what stands below the name: how often, and, where there is room, who takes part."""
    parts = (routine.interval, routine.participants) if has_participants else (routine.interval,)
    return " · ".join(part for part in parts if part)


def _need(canvas: Canvas, look: _CalendarLook, routine: Routine) -> float:
    words, width = canvas.words, _name_width(canvas, look)
    lines = min(words.count(routine.name, look.style, width), NAME_LINES)
    detail = min(words.count(_detail(routine, look.has_participants), QUIET, width), 2)
    text = lines * look.style.pitch + detail * QUIET.pitch
    return text + TIGHT + DOT if look.is_above else max(text, DOT)


def _name_width(canvas: Canvas, look: _CalendarLook) -> float:
    return canvas.room.width if look.is_above else look.names_width - GAP


def _head(canvas: Canvas, look: _CalendarLook, height: float) -> Iterator[Mark]:
    """Draw the names of the months over a rule, and a tint behind the present one."""
    today = canvas.subject.today.month
    if not look.is_above:  # names would run across its edge
        yield Box(
            Rect(look.names_width + (today - 1) * look.month, 0, look.month, height), fill="surface"
        )
    for month in range(1, MONTHS + 1):
        place = Rect(look.names_width + (month - 1) * look.month, 0, look.month, HEAD - 2)
        style = STRONG.on("primary") if month == today else QUIET
        name = short_month(canvas.subject.language, month)
        yield canvas.bare(place, name, style, align="center")
    yield canvas.rule(0, HEAD, canvas.room.width, "primary")


def _row(
    canvas: Canvas, look: _CalendarLook, routine: Routine, index: int, frame: Rect
) -> Iterator[Mark]:
    if frame.y > HEAD:
        yield canvas.rule(0, frame.y, canvas.room.width)
    width, path = _name_width(canvas, look), ("steering", "routines", index, "name")
    detail = _detail(routine, look.has_participants)
    labels = [canvas.words.label(routine.name, look.style, width, max_lines=NAME_LINES, path=path)]
    if detail:
        labels.append(canvas.words.label(detail, QUIET, width, max_lines=2))
    text = Rect(0, frame.y, width, frame.height)
    centre = frame.centre[1]
    if look.is_above:
        text = Rect(0, frame.y + GAP / 2, width, frame.height - GAP - TIGHT - DOT)
        centre = text.bottom + TIGHT + DOT / 2
    yield Box(text, tuple(labels), align="left", padding=0)
    for month in months_of(canvas.subject.language, routine.months, routine.interval):
        x = look.names_width + (month - 0.5) * look.month
        dot = Rect(x - DOT / 2, centre - DOT / 2, DOT, DOT)
        yield Box(dot, fill="primary", shape="circle")


def _spoken(canvas: Canvas, routine: Routine) -> str:
    language = canvas.subject.language
    months = months_of(language, routine.months, routine.interval)
    is_each = months == EVERY_MONTH and not routine.months
    names = "" if is_each else ", ".join(month_name(language, month) for month in months)
    return ": ".join(part for part in (routine.name, names or routine.interval) if part)
