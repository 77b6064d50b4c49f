"""KPIs as bars: where each began, is, and shall go; what cannot be read remains as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.portfolio_text import gap_text, value_text
from kamhandbook.content.progress import Progress, progress_of
from kamhandbook.content.steering import Kpi
from kamhandbook.document.drawing import Box, Drawing, Group, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, across, shown_count
from kamhandbook.figures.text_setter import NAME, PLAIN, QUIET, STRONG, LabelStyle
from kamhandbook.metrics import LINE_PITCH
from kamhandbook.positions import ContentPath

PAGE = "steering"
WIDE = 600.0  # from here on name, bar and words of a KPI stand beside each other
SHARES = (0.32, 0.38, 0.3)  # of name, bar and words
BAR, MARK = 14.0, 3.0  # height of a bar, width of the mark at its target
NAME_LINES, WORD_LINES, TEXT_LINES = 2, 2, 3
NOTE = 20.0


class _Row(Struct, frozen=True):
    """A KPI with its place in the company's list, and how far it is where that can be read."""

    kpi: Kpi
    path: ContentPath
    progress: Progress | None


def progress(subject: Subject, room: Room) -> Drawing | None:
    """Draw a row for each KPI, in the company's order; None where no course can be read."""
    kpis = subject.edition.handbook.steering.kpis
    rows = [
        _Row(kpi, ("steering", "kpis", index, "name"), progress_of(kpi, subject.language))
        for index, kpi in numbered(kpis, "name")
    ]
    if not any(row.progress for row in rows):
        return None
    canvas = Canvas.of("progress", subject, room)
    height_of_row = _wide_height if room.width >= WIDE else _narrow_height
    height = max(height_of_row(canvas, row) for row in rows)
    gap = GAP if len(rows) * (height + GAP) <= room.height else TIGHT
    need = height + gap
    count = shown_count(len(rows), need, room.height, NOTE)
    draw = _wide if room.width >= WIDE else _narrow
    for place, row in enumerate(rows[:count]):
        frame = Rect(0, place * need + gap / 2, room.width, height)
        canvas.add(Group(tuple(draw(canvas, row, frame)), row.kpi.name))
        if place:
            canvas.add(canvas.rule(0, place * need, room.width))
    bottom = count * need
    if count < len(rows):
        canvas.add(canvas.more(Rect(0, bottom, room.width, NOTE), len(rows) - count, PAGE))
        bottom += NOTE
    return canvas.finish(bottom, items="; ".join(_spoken(canvas, row) for row in rows))


# --- words


def _details(row: _Row) -> str:
    kpi = row.kpi
    return " · ".join(filter(None, (kpi.source, kpi.interval, kpi.owner)))


def _in_words(canvas: Canvas, kpi: Kpi) -> str:
    """Return target and value of a KPI as they are written."""
    if kpi.target and kpi.actual:
        return canvas.say("in_words", target=kpi.target, actual=kpi.actual)
    if kpi.target:
        return canvas.say("only_target", target=kpi.target)
    return canvas.say("only_actual", actual=kpi.actual) if kpi.actual else ""


def _value(canvas: Canvas, made: Progress, key: str) -> str:
    number = value_text(canvas.subject.language, made, getattr(made, key))
    return canvas.say(key, number=number)


def _said(canvas: Canvas, row: _Row) -> tuple[tuple[str, LabelStyle], ...]:
    """Return where a KPI is and what is missing."""
    made = row.progress
    if made is None:
        return ((_in_words(canvas, row.kpi), PLAIN),)
    colour: Role = "good" if made.is_reached else "ink"
    actual = value_text(canvas.subject.language, made, made.actual)
    return ((actual, NAME.on(colour)), (gap_text(canvas.subject.language, made), PLAIN))


def _spoken(canvas: Canvas, row: _Row) -> str:
    made = row.progress
    if made is None:
        return ": ".join(filter(None, (row.kpi.name, _in_words(canvas, row.kpi))))
    keys = [key for key in ("start", "actual", "target") if getattr(made, key) is not None]
    values = (_value(canvas, made, key) for key in keys)
    return f"{row.kpi.name}: {', '.join(values)}. {gap_text(canvas.subject.language, made)}"


# --- name, bar and words beside each other


def _places(frame: Rect) -> tuple[Rect, Rect, Rect]:
    name, bar, words = across(frame, SHARES, 2 * GAP)
    return name, bar, words


def _wide_height(canvas: Canvas, row: _Row) -> float:
    name, bar, words = _places(Rect(0, 0, canvas.room.width, 0))
    right = Rect(bar.x, 0, words.right - bar.x, 0) if row.progress is None else words
    said = _lines_high(canvas, _said(canvas, row), right.width, _most(row))
    names = _lines_high(canvas, _names(row), name.width, NAME_LINES)
    return max(said, names, BAR + TIGHT + PLAIN.pitch if row.progress else 0.0)


def _most(row: _Row) -> int:
    return TEXT_LINES if row.progress is None else WORD_LINES


def _names(row: _Row) -> tuple[tuple[str, LabelStyle], ...]:
    return tuple(pair for pair in ((row.kpi.name, STRONG), (_details(row), QUIET)) if pair[0])


def _lines_high(
    canvas: Canvas, texts: Sequence[tuple[str, LabelStyle]], width: float, most: int
) -> float:
    words = canvas.words
    return sum(min(words.count(text, style, width), most) * style.pitch for text, style in texts)


def _wide(canvas: Canvas, row: _Row, frame: Rect) -> Iterator[Mark]:
    name, bar, words = _places(frame)
    yield _texts(canvas, _names(row), name, NAME_LINES, row.path)
    if row.progress is None:
        right = Rect(bar.x, frame.y, words.right - bar.x, frame.height)
        yield _texts(canvas, _said(canvas, row), right, TEXT_LINES)
        return
    top = frame.y + (frame.height - BAR - TIGHT - PLAIN.pitch) / 2
    yield from _bar(canvas, row.progress, Rect(bar.x, top, bar.width, BAR))
    yield _texts(canvas, _said(canvas, row), words, WORD_LINES)


def _texts(
    canvas: Canvas,
    texts: Sequence[tuple[str, LabelStyle]],
    place: Rect,
    most: int,
    path: ContentPath = (),
) -> Box:
    """Return texts below each other; the first must not be cut where it has a ``path``."""
    labels = tuple(
        canvas.words.label(text, style, place.width, max_lines=most, path=() if number else path)
        for number, (text, style) in enumerate(texts)
        if text
    )
    return Box(place, labels, align="left", padding=0)


# --- below each other


def _narrow_height(canvas: Canvas, row: _Row) -> float:
    width = canvas.room.width
    texts = _lines_high(canvas, _names(row), width, NAME_LINES)
    said = _lines_high(canvas, _said(canvas, row), width, _most(row))
    bar = BAR + 2 * TIGHT + PLAIN.pitch if row.progress else TIGHT
    return texts + bar + said


def _narrow(canvas: Canvas, row: _Row, frame: Rect) -> Iterator[Mark]:
    names = _names(row)
    height = _lines_high(canvas, names, frame.width, NAME_LINES)
    yield _texts(canvas, names, Rect(frame.x, frame.y, frame.width, height), NAME_LINES, row.path)
    y = frame.y + height + TIGHT
    if row.progress is not None:
        yield from _bar(canvas, row.progress, Rect(frame.x, y, frame.width, BAR))
        y += BAR + TIGHT + PLAIN.pitch
    said = _said(canvas, row)
    height = _lines_high(canvas, said, frame.width, _most(row))
    yield _texts(canvas, said, Rect(frame.x, y, frame.width, height), _most(row))


# --- the bar


def _bar(canvas: Canvas, made: Progress, track: Rect) -> Iterator[Mark]:
    """Draw the value as a bar from nought, the target as a mark, both on one scale."""
    numbers = [made.actual, made.target, *([] if made.start is None else [made.start])]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    scale = (track.width - MARK) / (high - low) if high > low else 0.0

    def at(number: float) -> float:
        return track.x + (number - low) * scale

    yield Box(track, fill="surface")
    left, right = sorted((at(0.0), at(made.actual)))
    if right - left >= 1:
        fill: Role = "good" if made.is_reached else "primary"
        yield Box(Rect(left, track.y, right - left, track.height), fill=fill)
    if made.start is not None:
        yield Box(Rect(at(made.start), track.y, MARK / 2, track.height), fill="muted")
    mark = Rect(at(made.target), track.y - TIGHT / 2, MARK, track.height + TIGHT)
    yield Box(mark, fill="accent")
    yield from _captions(canvas, made, track, at(made.target) + MARK / 2, made.start is not None)


def _captions(
    canvas: Canvas, made: Progress, track: Rect, target_at: float, has_start: bool
) -> Iterator[Mark]:
    """Write the target below its mark, and the start at the left where it has room."""
    text = _value(canvas, made, "target")
    width = min(canvas.words.width(text, PLAIN) + 1, track.width)
    x = min(max(target_at - width / 2, track.x), track.right - width)
    y = track.bottom + TIGHT
    height = PLAIN.size * LINE_PITCH
    yield canvas.bare(Rect(x, y, width, height), text, PLAIN, align="center")
    if has_start:
        start = _value(canvas, made, "start")
        room = canvas.words.width(start, QUIET) + 1
        if track.x + room + TIGHT <= x:
            yield canvas.bare(Rect(track.x, y, room, height), start, QUIET)
        elif x + width + TIGHT + room <= track.right:
            place = Rect(track.right - room, y, room, height)
            yield canvas.bare(place, start, QUIET, align="right")
