"""Speaker notes: the full answers as plain paragraphs, small enough for the notes page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from msgspec.structs import replace

from kamhandbook.document.blocks import (
    Attributed,
    Blocks,
    Break,
    Code,
    Columns,
    Figure,
    Heading,
    Icon,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Styled,
    Table,
    Text,
)
from kamhandbook.fit.fitted import Para, Span
from kamhandbook.fit.slide_blocks import SlideBlock, slide_blocks
from kamhandbook.metrics import Run, face_pair, text_height, wrap_runs

SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
_SPACE = 4.0  # points between paragraphs
_WIDE = 1.0  # em a letter: no letter is wider; German text has half of it


def notes_paragraphs(blocks: Blocks, width: float, height: float) -> tuple[Para, ...]:
    """Return the notes at the largest size at which they fit a notes page's text box (points)."""
    content = tuple(_blocks(blocks, 0))
    for size in SIZES:
        paras = tuple(_sized(para, size) for para in content)
        if _height_at_most(paras, width) <= height or _height(paras, width) <= height:
            return paras
    return tuple(_sized(para, SIZES[-1]) for para in content)


def _sized(para: Para, size: float) -> Para:
    hanging = size if para.bullet else 0.0
    return replace(para, size=size, indent=size * para.level + hanging, hanging=hanging)


def _height_at_most(paras: Iterable[Para], width: float) -> float:
    """Return a height that the paragraphs need at most, without measuring a word.

    Most notes fit even so, which leaves only the long ones to be measured.
    """
    total = 0.0
    for para in paras:
        letters = sum(len(span.text) for span in para.spans)
        breaks = sum(span.line_break for span in para.spans)
        lines = 1 + breaks + int(letters * _WIDE * para.size / (width - para.indent))
        total += para.before + text_height(lines, para.size)
    return total


def _height(paras: Iterable[Para], width: float) -> float:
    faces, total = face_pair("Calibri"), 0.0
    for para in paras:
        runs = [Run(span.text, span.bold or para.bold) for span in para.spans if span.text]
        lines = wrap_runs(runs or [Run(" ")], faces, para.size, width - para.indent).lines
        total += para.before + text_height(len(lines), para.size)
    return total


def _blocks(blocks: Blocks, level: int) -> Iterator[Para]:
    for block in slide_blocks(blocks):
        yield from _block(block, level)


def _block(block: SlideBlock, level: int) -> Iterator[Para]:
    match block:
        case Paragraph():
            yield _paragraph(block, level)
        case Heading():
            yield _heading(block, level)
        case ListBlock():
            yield from _list(block, level)
        case Table():
            yield from _table(block, level)
        case Figure():
            yield from _figure(block, level)
        case Columns(columns=columns):
            for column in columns:
                yield from _blocks(column, level)
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, level: int) -> Para:
    before = 0.0 if block.role == "code" else _SPACE
    return Para(tuple(_spans(block.children)), SIZES[0], level, before=before)


def _heading(block: Heading, level: int) -> Para:
    return Para(tuple(_spans(block.children)), SIZES[0], level, bold=True, before=2 * _SPACE)


def _list(block: ListBlock, level: int) -> Iterator[Para]:
    for number, item in enumerate(block.items, block.start):
        paras = list(_blocks(item, level + 1))
        if not paras:
            continue
        first, *rest = paras
        bullet = f"{number}." if block.ordered else "•"
        yield replace(first, level=level, bullet=bullet, before=_SPACE / 2)
        yield from rest


def _table(block: Table, level: int) -> Iterator[Para]:
    """Yield a line for each row, the header's words before the cells."""
    heads = [_plain(cell) for cell in block.header]
    for row in block.rows:
        cells = [_plain(cell) for cell in row]
        parts = [
            f"{head}: {cell}" if head else cell
            for head, cell in zip(heads, cells, strict=True)
            if cell
        ]
        yield Para((Span("; ".join(parts)),), SIZES[0], level, "•", before=_SPACE / 2)


def _figure(block: Figure, level: int) -> Iterator[Para]:
    if block.drawing.alt:
        yield Para((Span(block.drawing.alt),), SIZES[0], level, before=_SPACE)


def _plain(inlines: Iterable[Inline]) -> str:
    return "".join(span.text for span in _spans(inlines))


def _spans(inlines: Iterable[Inline], **style: Any) -> Iterator[Span]:
    for inline in inlines:
        match inline:
            case Text(text=text) | Code(text=text):
                yield Span(text, **style)
            case Styled(style=kind, children=children):
                yield from _spans(children, **style | {_STYLES[kind]: True})
            case Link(children=children, href=href):
                yield from _spans(children, **style | {"href": href})
            case Attributed(children=children):
                yield from _spans(children, **style)
            case Image(alt=alt):
                yield Span(alt, **style)
            case Break():
                yield Span("", line_break=True)
            case Icon():
                continue
            case _:
                assert_never(inline)


_STYLES = {"strong": "bold", "emphasis": "italic", "strike": "strike"}
