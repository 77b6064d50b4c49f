"""A table of few rows as cards: a table is the form for much."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.document.blocks import Blocks, Columns, Inline, Paragraph, Table
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.slide_blocks import SlideBlock

MOST_ROWS = 3
MOST_CARDS = 4  # of a single row

Cell = tuple[Inline, ...]


def as_cards(table: Table) -> tuple[SlideBlock, ...] | None:
    """Return up to three rows as cards side by side, each cell below its header; None for more.

    A single row is what it is about, and a card for each thing that is said of it.
    """
    if not 1 <= len(table.rows) <= MOST_ROWS or len(table.header) < 2:
        return None
    if len(table.rows) > 1:
        return (_side_by_side(tuple(_card(table.header, row) for row in table.rows)),)
    subject, *cells = table.rows[0]
    said = [(head, cell) for head, cell in zip(table.header[1:], cells, strict=True) if _has(cell)]
    if not said or len(said) > MOST_CARDS:
        return (_side_by_side((_card(table.header, table.rows[0]),)),)
    cards = tuple((Paragraph(head, "label"), Paragraph(cell, "lead")) for head, cell in said)
    return (
        Paragraph(table.header[0], "label"),
        Paragraph(subject, "lead"),
        _side_by_side(cards),
    )


def _card(header: tuple[Cell, ...], row: tuple[Cell, ...]) -> Blocks:
    return (Paragraph(row[0], "lead"), *_labelled(header[1:], row[1:]))


def _labelled(header: tuple[Cell, ...], cells: tuple[Cell, ...]) -> Iterator[Paragraph]:
    for head, cell in zip(header, cells, strict=True):
        if _has(cell):
            yield Paragraph(head, "label")
            yield Paragraph(cell)


def _has(cell: Cell) -> bool:
    return bool(text_of(cell).strip())


def _side_by_side(cards: tuple[Blocks, ...]) -> Columns:
    return Columns(cards, (1 / len(cards),) * len(cards), "cards")
