"""The KPIs as traffic lights: a sign and a word each, where it stands, what is missing, who."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.content.lights import KpiLight, Light, kpi_lights
from kamhandbook.content.progress import Progress
from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Mark, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, across, shown_count
from kamhandbook.figures.text_setter import NAME, STRONG, LabelStyle
from kamhandbook.positions import ContentPath
from kamhandbook.wording.measures import PERCENT, measure_text
from kamhandbook.wording.numbers import number_text, plural

PAGE = "steering"
WIDE = 600.0  # from here on a KPI stands on one row
SIGN, SIGN_ROOM = 16.0, 26.0
SHARES = (0.3, 0.34, 0.2, 0.16)  # of name, course, gap and owner
HEAD, NOTE = 24.0, 20.0
TALL = 52.0  # most height of a row
LINES = 3
HEADS = ("kpi", "course", "gap", "owner")


def lights(subject: Subject, room: Room) -> Drawing | None:
    """Draw a row a KPI, in the company's order; None where there is no KPI."""
    rated = kpi_lights(subject.edition.handbook, subject.language)
    if not rated:
        return None
    canvas = Canvas.of("lights", subject, room)
    is_wide = room.width >= WIDE
    head = HEAD if is_wide else 0.0
    need = max(_need(canvas, each, is_wide=is_wide) for each in rated) + GAP
    count = shown_count(len(rated), need, room.height - head, NOTE)
    count -= len(rated) - count == 1 and count > 1  # one alone is not counted
    pitch = max(need, min(TALL, (room.height - head) / count)) if count == len(rated) else need
    if is_wide:
        canvas.add(*_head(canvas))
    for place, each in enumerate(rated[:count]):
        frame = Rect(0, head + place * pitch, room.width, pitch)
        path = ("steering", "kpis", each.index, "name")
        row = tuple(_row(canvas, each, frame, path, is_wide=is_wide))
        canvas.add(Group(row, each.kpi.name))
        if place:
            canvas.add(canvas.rule(0, frame.y, room.width))
    height = head + count * pitch
    if count < len(rated):
        canvas.add(canvas.more(Rect(0, height, room.width, NOTE), len(rated) - count, PAGE))
        height += NOTE
    return canvas.finish(height, items="; ".join(_spoken(canvas, each) for each in rated))


def _texts(canvas: Canvas, each: KpiLight) -> tuple[tuple[str, LabelStyle], ...]:
    """Return what a row says, with the look of each: name, course, gap, owner."""
    kpi = each.kpi
    return (
        (kpi.name, NAME),
        (canvas.say("from_to", actual=kpi.actual or canvas.say("no_actual"), target=kpi.target)
         if kpi.target else kpi.actual, NAME.regular),
        (_gap(canvas, each), NAME),
        (kpi.owner, NAME.regular.on("muted")),
    )  # fmt: skip


def _gap(canvas: Canvas, each: KpiLight) -> str:
    if each.light is Light.REACHED:
        return canvas.say("reached")
    if each.progress is None:
        return canvas.say("unread" if each.kpi.actual else "no_actual")
    key = "too_high" if each.progress.better == "less" else "missing"
    key = key if each.progress.better else "away"
    return canvas.say(key, gap=_amount(canvas, each.progress))


def _amount(canvas: Canvas, progress: Progress) -> str:
    language = canvas.subject.language
    if progress.unit != PERCENT:
        return measure_text(language, progress.gap, progress.unit)
    forms = canvas.choice("points")
    gap = round(progress.gap, 1)
    return plural(language, gap, forms).format(number=number_text(language, gap))


def _places(frame: Rect, *, is_wide: bool) -> tuple[Rect, ...]:
    inside = Rect(frame.x + SIGN_ROOM, frame.y, frame.width - SIGN_ROOM, frame.height)
    return across(inside, SHARES) if is_wide else (inside,) * len(SHARES)


def _need(canvas: Canvas, each: KpiLight, *, is_wide: bool) -> float:
    places = _places(Rect(0, 0, canvas.room.width, 0), is_wide=is_wide)
    heights = [
        min(canvas.words.count(text, style, place.width), LINES) * style.pitch
        for (text, style), place in zip(_texts(canvas, each), places, strict=True)
    ]
    return max(*heights, SIGN) if is_wide else sum(heights)


def _row(
    canvas: Canvas, each: KpiLight, frame: Rect, path: ContentPath, *, is_wide: bool
) -> Iterator[Mark]:
    texts = _texts(canvas, each)
    places = _places(frame, is_wide=is_wide)
    boxed = [
        (
            place,
            canvas.words.label(
                text, style, place.width, max_lines=LINES, path=() if index else path
            ),
        )
        for index, ((text, style), place) in enumerate(zip(texts, places, strict=True))
        if text
    ]
    if is_wide:
        yield from _sign(each.light, frame.x, frame.centre[1] - SIGN / 2)
        for place, label in boxed:
            yield Box(place, (label,), align="left", padding=0)
        return
    top = frame.y + GAP / 2
    yield from _sign(each.light, frame.x, top)
    labels = tuple(label for _, label in boxed)
    body = Rect(places[0].x, top, places[0].width, frame.height - GAP)
    yield Box(body, labels, align="left", valign="top", padding=0)


def _sign(light: Light, x: float, y: float) -> Iterator[Mark]:
    """Yield the sign of a light; its word always stands beside it, and its shape tells it, too."""
    frame = Rect(x, y, SIGN, SIGN)
    if light is Light.REACHED:
        yield Box(frame, fill="good", shape="circle")
    elif light is Light.NEAR:
        yield Box(frame.inset(0.5), stroke="caution", shape="circle")
        yield Arc(*frame.centre, SIGN / 2 - 0.5, 0.0, 0.0, 180.0, "caution")
    elif light is Light.FAR:
        yield Box(frame, fill="caution", shape="diamond")
    else:
        yield Box(frame.inset(0.5), stroke="muted", shape="circle")


def _head(canvas: Canvas) -> Iterator[Mark]:
    places = _places(Rect(0, 0, canvas.room.width, HEAD - TIGHT), is_wide=True)
    for key, place in zip(HEADS, places, strict=True):
        yield canvas.bare(place, canvas.say(key), STRONG.on("primary"))
    yield canvas.rule(0, HEAD, canvas.room.width, "primary")


def _spoken(canvas: Canvas, each: KpiLight) -> str:
    light = canvas.choice("signs")[each.light]
    texts = [text for text, _ in _texts(canvas, each)]
    return ", ".join(part for part in (texts[0], light, *texts[1:]) if part)
