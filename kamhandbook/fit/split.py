"""A slide in two parts, at the borders of blocks, rows and items; a table repeats its header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from kamhandbook.document.blocks import Columns, Figure, Heading, ListBlock, Paragraph, Table
from kamhandbook.fit.slide_blocks import SlideBlock, SlideBlocks, is_label

Fits = Callable[[SlideBlocks], bool]
TRIES = 5  # of the most even cuts: each try lays out two slides


def parts(blocks: SlideBlocks, fits: Fits) -> tuple[SlideBlocks, SlideBlocks] | None:
    """Divide blocks so that the first part fits, evenly where both can; None if nothing helps.

    The second part may still be too long.
    """
    cuts = list(_cuts(blocks))
    even = sorted(cuts, key=lambda cut: abs(_weight(cut[0]) - _weight(cut[1])))
    for upper, lower in even[:TRIES]:
        if fits(upper) and fits(lower):
            return upper, lower
    return _longest_first(cuts, fits)


def _longest_first(
    cuts: Sequence[tuple[SlideBlocks, SlideBlocks]], fits: Fits
) -> tuple[SlideBlocks, SlideBlocks] | None:
    """Return the cut with the longest first part that fits; they are in order of its length."""
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        if fits(cuts[middle][0]):
            low = middle + 1
        else:
            high = middle
    return cuts[low - 1] if low else None


def _cuts(blocks: SlideBlocks) -> Iterator[tuple[SlideBlocks, SlideBlocks]]:
    """Yield every way to cut in two, neither part empty, the first part growing."""
    for index, block in enumerate(blocks):
        head, tail = blocks[:index], blocks[index + 1 :]
        if head and not is_label(head[-1]):
            yield head, blocks[index:]
        for upper, lower in _divisions(block):
            yield (*head, upper), (lower, *tail)


def _divisions(block: SlideBlock) -> Iterator[tuple[SlideBlock, SlideBlock]]:
    """Yield the ways to divide a table or a list; one that a template limits stays whole."""
    match block:
        case Table(rows=rows, slide_limit=0):
            for index in range(1, len(rows)):
                yield replace(block, rows=rows[:index]), replace(block, rows=rows[index:])
        case ListBlock(items=items, slide_limit=0):
            for index in range(1, len(items)):
                tail = replace(block, items=items[index:], start=block.start + index)
                yield replace(block, items=items[:index]), tail
        case Table() | ListBlock() | Paragraph() | Heading() | Figure() | Columns():
            return
        case _:
            assert_never(block)


def _weight(blocks: SlideBlocks) -> int:
    return sum(map(_pieces, blocks))


def _pieces(block: SlideBlock) -> int:
    match block:
        case Table(rows=rows):
            return len(rows)
        case ListBlock(items=items):
            return len(items)
        case Paragraph() | Heading() | Figure() | Columns():
            return 3
        case _:
            assert_never(block)
