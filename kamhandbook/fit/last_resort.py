"""When nothing else helps: every long text of a slide is cut, and what follows is left to the site.

Nothing ever runs over a slide's edge. What had to be cut here is an error all the same: a point
under „short“ or a table's cell loses its meaning with its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import (
    Blocks,
    Columns,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Table,
    Text,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.shorten import ELLIPSIS, Fits, Pointer, largest_fitting
from kamhandbook.fit.slide_blocks import SlideBlock, SlideBlocks, SlideLeaf, leaves, slide_blocks

LEAST = 20  # characters of a text that is cut


class LongText(Struct, frozen=True):
    """A text as it was written, and how many characters long it is as shown, found by trying."""

    text: str
    kind: str
    shown: int


class Remains(Struct, frozen=True):
    """What a slide has room for: its blocks, which texts were cut, which blocks are missing."""

    blocks: SlideBlocks
    cut: tuple[LongText, ...] = ()
    missing: SlideBlocks = ()


def cut_down(blocks: SlideBlocks, pointer: Pointer, fits: Fits) -> Remains:
    """Return as much of some blocks as fits, where they do not fit as they are."""
    longest = max((len(text) for text, _ in texts_of(blocks)), default=0)
    if longest <= LEAST:
        return _fewer(blocks, (), pointer, fits)
    most = largest_fitting(LEAST, longest - 1, lambda length: fits(_limited(blocks, length)))
    shown = _limited(blocks, most)
    cut = tuple(
        LongText(text, kind, len(shortened(text, most)))
        for text, kind in texts_of(blocks)
        if len(text) > most
    )
    return Remains(shown, cut) if fits(shown) else _fewer(shown, cut, pointer, fits)


def texts_of(blocks: Blocks) -> Iterator[tuple[str, str]]:
    """Yield every single text of some blocks with its kind: cell, bullet, or "" for any other."""
    for block in leaves(blocks):
        yield from _texts(block)


def _texts(block: SlideLeaf) -> Iterator[tuple[str, str]]:
    match block:
        case Table(header=header, rows=rows):
            for row in (header, *rows):
                yield from ((_plain(cell), "cell") for cell in row)
        case ListBlock(items=items):
            yield from ((_plain(item), "bullet") for item in items)
        case Paragraph(children=children) | Heading(children=children):
            yield _plain(children), ""
        case Figure():  # names what it has no room for by itself
            return
        case _:
            assert_never(block)


def _fewer(blocks: SlideBlocks, cut: tuple[LongText, ...], pointer: Pointer, fits: Fits) -> Remains:
    """Return the first of some blocks, as many as fit, and the line that says where the rest is.

    One stays in any case: the slide is marked, and what it shows is better than nothing.
    """

    def first(count: int) -> SlideBlocks:
        return (*blocks[:count], pointer.to_text())

    if len(blocks) < 2:
        return Remains(blocks, cut)
    count = largest_fitting(1, len(blocks) - 1, lambda number: fits(first(number)))
    return Remains(first(count), cut, blocks[count:])


def _limited(blocks: Blocks, length: int) -> SlideBlocks:
    """Return blocks, no text of which is longer than so many characters."""
    return tuple(_limited_block(block, length) for block in slide_blocks(blocks))


def _limited_block(block: SlideBlock, length: int) -> SlideBlock:
    match block:
        case Columns(columns=columns):
            return replace(block, columns=tuple(_limited(column, length) for column in columns))
        case Table(header=header, rows=rows):
            return replace(
                block,
                header=tuple(_cell(cell, length) for cell in header),
                rows=tuple(tuple(_cell(cell, length) for cell in row) for row in rows),
            )
        case ListBlock(items=items):
            return replace(block, items=tuple(_item(item, length) for item in items))
        case Paragraph(children=children) | Heading(children=children):
            return replace(block, children=_cell(children, length))
        case Figure():
            return block
        case _:
            assert_never(block)


def _item(item: Blocks, length: int) -> Blocks:
    text = _plain(item)
    return (Paragraph((Text(shortened(text, length)),)),) if len(text) > length else item


def _cell(cell: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    text = _plain(cell)
    return (Text(shortened(text, length)),) if len(text) > length else cell


def shortened(text: str, characters: int) -> str:
    """Return a text cut at a space before so many characters, with an ellipsis."""
    head = text[:characters]
    words = head.rsplit(" ", 1)[0] if " " in head else head
    return words.rstrip(" ,;:–-·") + ELLIPSIS


def longest_fitting(text: str, fits: Callable[[str], bool]) -> str:
    """Return a text cut so that it fits; "" of none where not even its first word does."""
    most = largest_fitting(0, len(text) - 1, lambda length: fits(shortened(text, length)))
    return shortened(text, most)


def _plain(parts: tuple[Inline, ...] | Blocks) -> str:
    return " ".join(text_of(parts).split())
