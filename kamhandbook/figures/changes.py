"""What is new since the last closed iteration: how much, and what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamhandbook.content.types import Markdown
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Line, Mark, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, PADDING, TIGHT, columns, fitting
from kamhandbook.figures.text_setter import BIG, NAME, PLAIN, QUIET, STRONG, height_of
from kamhandbook.history.changes import NO_NEWS, Change, News

PAGE = "news"
TILE, MOST_TILE = 66.0, 210.0  # height and most width of a tile with a number
TILE_PADDING, LEAST_WORD = 8.0, 60.0
PILL, ARROW = 20.0, 28.0
ROW_GAP, NOTE = 10.0, 20.0
LEAST_COLUMN = 380.0  # width of a column of changes
SHORT = 48  # characters of a value that is shown as before and after
LINES = (2, 1)  # most lines of a name


def changes(subject: Subject, room: Room, *, news: News = NO_NEWS) -> Drawing | None:
    """Draw a tile a kind of change with its number, and below them the changes themselves."""
    shown_changes = [change for change in news.changes if change.name]
    if not shown_changes:
        return None
    canvas = Canvas.of("changes", subject, room)
    top = _tiles(canvas, shown_changes)
    height = _list(canvas, shown_changes, top)
    return canvas.finish(
        height,
        since=news.since,
        counts=", ".join(f"{number} {kind}" for number, kind in _counted(canvas, shown_changes)),
    )


def _counted(canvas: Canvas, shown_changes: Sequence[Change]) -> list[tuple[int, str]]:
    """Count the changes by kind, the most frequent kind first."""
    kinds = [_kind(canvas, change) for change in shown_changes]
    order = sorted(dict.fromkeys(kinds), key=lambda kind: -kinds.count(kind))
    return [(kinds.count(kind), kind) for kind in order]


def _tiles(canvas: Canvas, shown_changes: Sequence[Change]) -> float:
    """Draw the numbers beside each other and return where they end; rare kinds share a tile."""
    counted = _counted(canvas, shown_changes)
    widest = max(canvas.words.widest([kind for _, kind in counted], PLAIN), LEAST_WORD)
    most_tiles = max(2, fitting(canvas.room.width, widest + 2 * TILE_PADDING))
    if len(counted) > most_tiles:
        rare_count = sum(number for number, _ in counted[most_tiles - 1 :])
        counted = [*counted[: most_tiles - 1], (rare_count, canvas.say("rest"))]
    width = min(MOST_TILE, (canvas.room.width + GAP) / len(counted) - GAP)
    row = Rect(0, 0, len(counted) * (width + GAP) - GAP, TILE)
    for (number, kind), place in zip(counted, columns(row, len(counted)), strict=True):
        text_width = width - 2 * TILE_PADDING
        labels = (
            canvas.words.label(str(number), BIG, text_width),
            canvas.words.label(kind, PLAIN, text_width, max_lines=1),
        )
        canvas.add(Box(place, labels, "surface", align="left", padding=TILE_PADDING))
    return TILE + GAP + TIGHT


def _list(canvas: Canvas, shown_changes: Sequence[Change], top: float) -> float:
    """Draw the changes in one or two columns, as many as fit, and return where they end."""
    room = canvas.room
    column_count = max(1, min(2, fitting(room.width, LEAST_COLUMN, 2 * GAP)))
    places = columns(Rect(0, 0, room.width, 0), column_count, 2 * GAP)
    pill = (
        canvas.words.widest([_kind(canvas, change) for change in shown_changes], STRONG)
        + 2 * PADDING
    )
    width = places[0].width - pill - GAP
    row_count = -(-len(shown_changes) // column_count)
    for lines in LINES:
        texts = [_labels(canvas, change, width, lines) for change in shown_changes]
        rows = _rows(texts, row_count)
        if top + sum(rows) <= room.height:
            break
    if top + sum(rows) > room.height:
        row_count = max(1, int((room.height - top - NOTE) // max(rows)))
        rows = [max(rows)] * row_count
    count = min(len(shown_changes), row_count * column_count)
    for index, (change, labels) in enumerate(zip(shown_changes[:count], texts, strict=False)):
        place = places[index // row_count].moved(0, top + sum(rows[: index % row_count]))
        canvas.add(Group(tuple(_row(canvas, change, labels, place, pill)), change.name))
    bottom = top + sum(rows[:count])
    if count < len(shown_changes):
        canvas.add(canvas.more(Rect(0, bottom, room.width, NOTE), len(shown_changes) - count, PAGE))
        return bottom + NOTE
    return bottom - ROW_GAP


def _rows(texts: Sequence[tuple[Label, ...]], down: int) -> list[float]:
    """Return every row's height: as much as the higher of the changes beside each other needs."""
    heights = [max(height_of(labels), PILL) + ROW_GAP for labels in texts]
    return [max(heights[row::down]) for row in range(down)]


def _row(
    canvas: Canvas, change: Change, labels: tuple[Label, ...], place: Rect, pill: float
) -> Iterator[Mark]:
    kind = canvas.words.label(_kind(canvas, change), STRONG, pill)
    frame = Rect(place.x, place.y, pill, PILL)
    yield Box(frame, (kind,), "primary_soft", shape="pill", padding=2)
    text = Rect(frame.right + GAP, place.y, place.width - pill - GAP, max(height_of(labels), PILL))
    if not _is_from_to(canvas, change, text.width):
        yield Box(text, labels, align="left", valign="top", padding=0)
        return
    yield Box(text, labels[:1], align="left", valign="top", padding=0)
    top = text.y + height_of(labels[:1])
    yield from _from_to(canvas, change, Rect(text.x, top, text.width, PLAIN.pitch))


def _from_to(canvas: Canvas, change: Change, place: Rect) -> Iterator[Mark]:
    """Draw what was, an arrow, and what is now."""
    x = place.x
    for text, style in ((_place(change), QUIET), (change.before, QUIET), (change.after, STRONG)):
        if not text:
            continue
        if text is change.after:
            y = place.centre[1]
            yield Line(((x, y), (x + ARROW - TIGHT, y)), "primary", arrow=True)
            x += ARROW
        width = canvas.words.width(text, style) + 1.0
        yield canvas.bare(Rect(x, place.y, width, place.height), text, style)
        x += width + TIGHT


def _is_from_to(canvas: Canvas, change: Change, width: float) -> bool:
    """Whether what was and what is now have room on one line, and are short."""
    if not (_is_short(change.before) and _is_short(change.after)):
        return False
    texts = ((_place(change), QUIET), (change.before, QUIET), (change.after, STRONG))
    taken = sum(canvas.words.width(text, style) + TIGHT + 1.0 for text, style in texts if text)
    return taken + ARROW <= width


def _place(change: Change) -> str:
    parts = " · ".join(part for part in (change.where, change.field) if part)
    return f"{parts}:" if parts else ""


def _labels(canvas: Canvas, change: Change, width: float, lines: int) -> tuple[Label, ...]:
    name = canvas.words.label(change.name, NAME, width, max_lines=lines)
    for detail in _details(change):
        if canvas.words.fits(detail, QUIET, width, 1):
            return name, canvas.words.label(detail, QUIET, width)
    return (name,)


def _details(change: Change) -> Iterator[str]:
    """Yield what to say about a change, the fullest first: place, field, from what to what."""
    place = " · ".join(part for part in (change.where, change.field) if part)
    values = [value for value in (change.before, change.after) if _is_short(value)]
    if len(values) == 2:
        yield ": ".join(part for part in (place, " → ".join(values)) if part)
    yield from (text for text in (place, change.where) if text)


def _is_short(value: str) -> bool:
    return bool(value) and len(value) <= SHORT and not isinstance(value, Markdown)


def _kind(canvas: Canvas, change: Change) -> str:
    return canvas.subject.catalogue.label("change", change.kind)
