"""Slots filled: the placeholders that a template wrote give way to the blocks they stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import compress
from typing import TypeAlias, cast

from kamhandbook.compose.environment import SLOT
from kamhandbook.document.blocks import (
    Block,
    Blocks,
    Columns,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Table,
    Text,
)
from kamhandbook.document.commonmark import text_of

Slots: TypeAlias = Mapping[str, Blocks]
Cell: TypeAlias = tuple[Inline, ...]


def filled(blocks: Blocks, slots: Slots) -> Blocks:
    """Put the slots' blocks into blocks; a paragraph of nothing but slots becomes their blocks."""
    made: list[Block] = []
    for block in blocks:
        fill = cast(Callable[[Block, Slots], Blocks], _FILL.get(type(block), _as_it_is))
        made.extend(fill(block, slots))
    return tuple(made)


def filled_inlines(inlines: tuple[Inline, ...], slots: Slots) -> tuple[Inline, ...]:
    """Put the slots' words into inlines."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            made.extend(_words(inline.text, slots))
        elif isinstance(inline, Styled | Link):
            made.append(replace(inline, children=filled_inlines(inline.children, slots)))
        else:
            made.append(inline)
    return tuple(made)


def _words(text: str, slots: Slots) -> list[Inline]:
    made: list[Inline] = []
    end = 0
    for match in SLOT.finditer(text):
        if match.start() > end:
            made.append(Text(text[end : match.start()]))
        made.extend(_inlines(slots[match[0]]))
        end = match.end()
    if end < len(text) or not made:
        made.append(Text(text[end:]))
    return made


def _inlines(blocks: Blocks) -> tuple[Inline, ...]:
    """Take blocks for inlines, where only words can stand."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].children
    words = " ".join(text_of(blocks).split())
    return (Text(words),) if words else ()


def _paragraph(block: Paragraph, slots: Slots) -> Blocks:
    only = [child.text for child in block.children if isinstance(child, Text)]
    text = "".join(only)
    if len(only) == len(block.children) and text.strip() and not SLOT.sub("", text).strip():
        return tuple(each for key in SLOT.findall(text) for each in slots[key])
    return (replace(block, children=filled_inlines(block.children, slots)),)


def _heading(block: Heading, slots: Slots) -> Blocks:
    return (replace(block, children=filled_inlines(block.children, slots)),)


def _list(block: ListBlock, slots: Slots) -> Blocks:
    return (replace(block, items=tuple(filled(item, slots) for item in block.items)),)


def _quote(block: Quote, slots: Slots) -> Blocks:
    return (replace(block, blocks=filled(block.blocks, slots)),)


def _columns(block: Columns, slots: Slots) -> Blocks:
    return (replace(block, columns=tuple(filled(each, slots) for each in block.columns)),)


def _table(block: Table, slots: Slots) -> Blocks:
    def row(cells: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
        return tuple(filled_inlines(cell, slots) for cell in cells)

    whole = replace(block, header=row(block.header), rows=tuple(row(r) for r in block.rows))
    return (_without_empty_columns(whole),)


def _without_empty_columns(table: Table) -> Table:
    """Drop the columns that say nothing: what an audience may not see leaves no hole."""
    said = [
        any(text_of(cells[index]).strip() for cells in table.rows)
        for index in range(len(table.header))
    ]
    if all(said) or not table.rows:
        return table

    def kept(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(compress(cells, said))

    return replace(
        table,
        header=kept(table.header),
        rows=tuple(kept(cells) for cells in table.rows),
        align=tuple(compress(table.align, said)),
    )


def _as_it_is(block: Block, _slots: Slots) -> Blocks:
    return (block,)


_FILL: Mapping[type, object] = {
    Paragraph: _paragraph,
    Heading: _heading,
    ListBlock: _list,
    Quote: _quote,
    Columns: _columns,
    Table: _table,
}
