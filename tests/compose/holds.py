"""Whether everything in a fitted deck has room: measured anew, text by text."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.design.geometry import CELL_PADDING_X, CELL_PADDING_Y, Geometry, SlideLayout
from kamhandbook.fit.fitted import FittedDeck, Frame, Para, TableFrame, TextFrame
from kamhandbook.metrics import FacePair, Run, face_pair, wrap_runs

SPARE = 0.02  # points, for rounding


def spills(deck: FittedDeck, geometry: Geometry) -> list[str]:
    """List everything that leaves its place; empty when all is well."""
    return [
        f"{slide.id}: {problem}"
        for slide in deck.slides
        for frame in slide.frames
        for problem in _spills(frame, geometry.layouts[slide.layout], geometry)
    ]


def _spills(frame: Frame, sheet: SlideLayout, geometry: Geometry) -> Iterator[str]:
    rect = frame.rect
    if rect.x < -SPARE or rect.y < -SPARE or rect.right > geometry.width + SPARE:
        yield f"{type(frame).__name__} leaves the page"
    lowest = max(area.rect.bottom for area in sheet.areas.values())
    if rect.bottom > lowest + SPARE:
        yield f"{type(frame).__name__} reaches {rect.bottom - lowest:.1f} pt below the body"
    if isinstance(frame, TextFrame):
        yield from _text(frame, sheet, geometry)
    if isinstance(frame, TableFrame):
        yield from _table(frame, geometry)


def _text(frame: TextFrame, sheet: SlideLayout, geometry: Geometry) -> Iterator[str]:
    area = sheet.areas.get(frame.slot) if frame.slot else None
    is_title = frame.slot == "title"
    font = geometry.heading_font if area and area.is_heading_font else geometry.body_font
    bold = bool(area and area.bold)
    spacing = area.line_spacing if area and is_title else 1.0
    room = frame.rect.inset(frame.inset)
    height = 0.0
    for index, para in enumerate(frame.paragraphs):
        lines, wide = _lines(para, room.width, face_pair(font), bold)
        height += lines * 1.2 * para.size * spacing + (para.before if index else 0)
        if wide:
            yield f"a word of {_words(para)[:40]!r} is too wide"
    if height > room.height + SPARE:
        yield f"{_words(frame.paragraphs[0])[:40]!r} needs {height - room.height:.1f} pt more"


def _table(frame: TableFrame, geometry: Geometry) -> Iterator[str]:
    if abs(sum(frame.widths) - frame.rect.width) > SPARE:
        yield "columns do not add up"
    if abs(sum(frame.heights) - frame.rect.height) > SPARE:
        yield "rows do not add up"
    for row, height in zip(frame.rows, frame.heights, strict=True):
        for column, (cell, width) in enumerate(zip(row, frame.widths, strict=True)):
            room = width - CELL_PADDING_X * (2 if column else 1)
            for para in cell:
                lines, wide = _lines(para, room, face_pair(geometry.body_font), False)
                if wide:
                    yield f"a word of {_words(para)[:40]!r} is too wide for its cell"
                if lines * 1.2 * para.size + 2 * CELL_PADDING_Y > height + SPARE:
                    yield f"{_words(para)[:40]!r} is too high for its row"


def _lines(para: Para, width: float, faces: FacePair, bold: bool) -> tuple[int, bool]:
    runs = [
        Run("\n" if span.line_break else span.text, span.bold or para.bold or bold)
        for span in para.spans
    ]
    # Without a hyphenator: what fit hyphenated must stand by its own line breaks.
    wrapped = wrap_runs(tuple(runs) or (Run(""),), faces, para.size, width - para.indent)
    return len(wrapped.lines), bool(wrapped.overflow)


def _words(para: Para) -> str:
    return "".join(span.text for span in para.spans)
