"""What key accounts get beside what others get: two colours, the numbers large."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.services import Service
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, across, shown_count
from kamhandbook.figures.text_setter import NAME, PLAIN, QUIET, STRONG, LabelStyle, height_of
from kamhandbook.positions import ContentPath

PAGE = "services"
WIDE = 560.0  # points: on less a table reads better
SHARES = (0.26, 0.42, 0.32)  # of name, key accounts and others
HEAD, NOTE = 22.0, 20.0
PADDING = 8.0
TALL = 96.0  # most height of a row
NOTHING = "–"
#: A number that stands alone with what it counts: „24 Stunden“, „2 ×“, „98,5 %“.
_AMOUNT = re.compile(r"(?<![\w.,-])\d[\d.,]*(?:\s?%|\s(?:×|[^\W\d_]+))")


class _Look(Struct, frozen=True):
    """Styles of an amount, of the words around it and of a text without one."""

    amount: LabelStyle
    words: LabelStyle
    text: LabelStyle


_LOOKS = (
    _Look(NAME.at(24.0), NAME.regular, NAME.at(16.0)),
    _Look(NAME.at(20.0), PLAIN, NAME),
    _Look(NAME.at(16.0), PLAIN, NAME),
    _Look(STRONG, PLAIN, STRONG),
)


def services(subject: Subject, room: Room) -> Drawing | None:
    """Draw a row a service; None where the room is small or nothing tells the two apart."""
    entries = [
        (place, service)
        for place, service in numbered(subject.edition.handbook.services.services, "name")
        if service.key_accounts or service.others
    ]
    if not entries or room.width < WIDE:
        return None
    canvas = Canvas.of("services", subject, room)
    places = across(Rect(0, 0, room.width, 0), SHARES, TIGHT)
    look, heights = _fitting(canvas, entries, places)
    count = shown_count(len(entries), max(heights) + TIGHT, room.height - HEAD, NOTE)
    pitch = max(max(heights), min(TALL, (room.height - HEAD) / count - TIGHT)) + TIGHT
    canvas.add(*_head(canvas, places))
    for row, (index, service) in enumerate(entries[:count]):
        top = HEAD + row * pitch
        frames = [Rect(place.x, top, place.width, pitch - TIGHT) for place in places]
        canvas.add(Group(tuple(_row(canvas, look, service, index, frames)), service.name))
    height = HEAD + count * pitch - TIGHT
    if count < len(entries):
        height += TIGHT
        canvas.add(canvas.more(Rect(0, height, room.width, NOTE), len(entries) - count, PAGE))
        height += NOTE
    if height > canvas.room.height:
        return None
    return canvas.finish(height, items=_spoken(canvas, [service for _, service in entries]))


def _fitting(
    canvas: Canvas, entries: Sequence[tuple[int, Service]], places: Sequence[Rect]
) -> tuple[_Look, list[float]]:
    """Return the largest look with which all rows have room, and how high they are."""
    room = canvas.room.height - HEAD
    for look in _LOOKS:
        heights = [_height(canvas, look, service, places) for _, service in entries]
        if (max(heights) + TIGHT) * len(heights) - TIGHT <= room:
            break
    return look, heights


def _height(canvas: Canvas, look: _Look, service: Service, places: Sequence[Rect]) -> float:
    texts = (service.key_accounts, service.others)
    cells = [
        height_of(_said(canvas, look, text, place.width, "ink", ())) + 2 * PADDING
        for text, place in zip(texts, places[1:], strict=True)
    ]
    return max(*cells, height_of(_name(canvas, service, 0, places[0].width)))


def _row(
    canvas: Canvas, look: _Look, service: Service, index: int, frames: Sequence[Rect]
) -> Iterator[Mark]:
    path = ("services", "services", index)
    name, ours, others = frames
    yield Box(name, _name(canvas, service, index, name.width), align="left", padding=0)
    at = (*path, "key_accounts")
    labels = _said(canvas, look, service.key_accounts, ours.width, "on_primary", at)
    yield Box(ours, labels, "primary", align="left", padding=PADDING)
    labels = _said(canvas, look, service.others, others.width, "ink", (*path, "others"))
    yield Box(others, labels, "surface", align="left", padding=PADDING)


def _name(canvas: Canvas, service: Service, index: int, width: float) -> tuple[Label, ...]:
    path = ("services", "services", index, "name")
    name = canvas.words.label(service.name, NAME, width - GAP, path=path)
    if not service.function:
        return (name,)
    return name, canvas.words.label(service.function, QUIET, width - GAP)


def _said(
    canvas: Canvas, look: _Look, text: str, width: float, ink: Role, path: ContentPath
) -> tuple[Label, ...]:
    """Return a text, an amount in it on a line of its own and large."""
    room = width - 2 * PADDING
    amount = _AMOUNT.search(text)
    if not amount:
        style = look.text if ink != "ink" else look.text.regular
        return (canvas.words.label(text or NOTHING, style.on(ink), room, path=path),)
    parts = (
        (text[: amount.start()].strip(), look.words),
        (amount[0], look.amount),
        (text[amount.end() :].strip(" ,;"), look.words),
    )
    return tuple(
        canvas.words.label(part, style.on(ink), room, path=path) for part, style in parts if part
    )


def _head(canvas: Canvas, places: Sequence[Rect]) -> Iterator[Mark]:
    for key, place in zip(("key_accounts", "others"), places[1:], strict=True):
        frame = Rect(place.x + PADDING, 0, place.width - PADDING, HEAD - TIGHT)
        yield canvas.bare(frame, canvas.say(key), STRONG.on("primary"))


def _heard(text: str) -> str:
    """Return what a cell says; "" for a dash alone, which nobody can hear."""
    return text if any(map(str.isalnum, text)) else ""


def _spoken(canvas: Canvas, shown: Sequence[Service]) -> str:
    return "; ".join(
        canvas.say(
            "spoken",
            name=service.name,
            key_accounts=_heard(service.key_accounts) or canvas.say("nothing"),
            others=_heard(service.others) or canvas.say("nothing"),
        )
        for service in shown
    )
