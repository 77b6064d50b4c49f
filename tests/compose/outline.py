"""Readable outlines: of slides as a template wrote them, and of a deck as it was fitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from kamhandbook.compose.slide_markdown import Draft
from kamhandbook.document.blocks import Block, Blocks, Columns, Figure, ListBlock, Paragraph, Table
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.fitted import (
    FigureFrame,
    FittedDeck,
    Frame,
    Para,
    PictureFrame,
    TableFrame,
    TextFrame,
)


def outline_of_drafts(drafts: tuple[Draft, ...]) -> str:
    return "\n".join(line for draft in drafts for line in _draft(draft))


def _draft(draft: Draft) -> Iterator[str]:
    attributes = " ".join(f"{key}={value!r}" for key, value in sorted(draft.attributes.items()))
    yield f"slide {draft.title!r} {attributes}"
    yield from _indented(_blocks(draft.blocks))
    if draft.spare:
        yield "  spare"
        yield from _indented(_indented(_blocks(draft.spare)))
    if draft.notes:
        yield "  notes"
        yield from _indented(_indented(_blocks(draft.notes)))


def _blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    role = getattr(block, "role", "")
    limit = getattr(block, "slide_limit", 0)
    suffix = (f" .{role}" if role else "") + (f" most={limit}" if limit else "")
    match block:
        case Columns(columns=columns, widths=widths):
            yield f"columns{suffix} " + " ".join(f"{width:.2f}" for width in widths)
            for column in columns:
                yield "  column"
                yield from _indented(_indented(_blocks(column)))
        case ListBlock(items=items):
            yield f"list{suffix}"
            yield from _indented(line for item in items for line in _blocks(item))
        case Table(header=header, rows=rows, align=align):
            yield f"table{suffix} {' '.join(align)}"
            for row in (header, *rows):
                yield "  " + " | ".join(text_of(cell) for cell in row)
        case Figure(drawing=drawing):
            yield f"figure {drawing.name}"
        case Paragraph():
            yield f"text{suffix} {text_of((block,))!r}"
        case _:
            yield f"{type(block).__name__.lower()}{suffix} {text_of((block,))!r}"


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def outline_of_deck(deck: FittedDeck) -> str:
    """Return a deck as YAML: layout, titles, and every frame with its place, sizes and text."""
    slides = [
        {
            "id": slide.id,
            "layout": slide.layout,
            "section": slide.section,
            "page": slide.page,
            "frames": [_frame(frame) for frame in slide.frames],
        }
        for slide in deck.slides
    ]
    told = {
        "notices": [notice.text for notice in deck.notices],
        "overfull": [o.text for o in deck.overfull],
    }
    return yaml.safe_dump(
        {**told, "slides": slides}, allow_unicode=True, sort_keys=False, width=110
    )


def _frame(frame: Frame) -> dict[str, Any]:
    rect = frame.rect
    place = f"{rect.x:.0f},{rect.y:.0f} {rect.width:.0f}×{rect.height:.0f}"
    match frame:
        case TextFrame():
            kind = f"{frame.slot or 'text'}" + (f" on {frame.fill}" if frame.fill else "")
            return {kind: place, "text": [_para(para) for para in frame.paragraphs]}
        case TableFrame():
            rows = [" | ".join(_para(cell[0]) for cell in row) for row in frame.rows]
            widths = " ".join(f"{width:.0f}" for width in frame.widths)
            return {"table": place, "alt": frame.alt, "columns": widths, "rows": rows}
        case FigureFrame():
            return {"figure": place, "name": frame.drawing.name, "alt": frame.drawing.alt}
        case PictureFrame():
            return {"picture": place, "file": frame.file.name, "alt": frame.alt}


def _para(para: Para) -> str:
    text = "".join("\\n" if span.line_break else span.text for span in para.spans)
    return f"{para.size:g} {para.bullet + ' ' if para.bullet else ''}{text}"
