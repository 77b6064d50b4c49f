"""A slide in two parts, at the borders of blocks, rows and items; a table repeats its header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kamhandbook.document.blocks import Block, Blocks, ListBlock, Paragraph, Table

Fits = Callable[[Blocks], bool]
TRIES = 5  # of the most even cuts: each try lays out two slides


def parts(blocks: Blocks, fits: Fits) -> tuple[Blocks, Blocks] | None:
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
    cuts: Sequence[tuple[Blocks, Blocks]], fits: Fits
) -> tuple[Blocks, Blocks] | None:
    """Return the cut with the longest first part that fits; they are in order of its length."""
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        if fits(cuts[middle][0]):
            low = middle + 1
        else:
            high = middle
    return cuts[low - 1] if low else None


def _cuts(blocks: Blocks) -> Iterator[tuple[Blocks, Blocks]]:
    """Yield every way to cut in two, neither part empty, the first part growing."""
    for index, block in enumerate(blocks):
        head, tail = blocks[:index], blocks[index + 1 :]
        if head and not _belongs_below(head[-1]):
            yield head, blocks[index:]
        for upper, lower in _divisions(block):
            yield (*head, upper), (lower, *tail)


def _divisions(block: Block) -> Iterator[tuple[Block, Block]]:
    """Yield the ways to divide a table or a list; one that a template limits stays whole."""
    if isinstance(block, Table | ListBlock) and block.slide_limit:
        return
    if isinstance(block, Table):
        for index in range(1, len(block.rows)):
            yield replace(block, rows=block.rows[:index]), replace(block, rows=block.rows[index:])
    elif isinstance(block, ListBlock):
        for index in range(1, len(block.items)):
            tail = replace(block, items=block.items[index:], start=block.start + index)
            yield replace(block, items=block.items[:index]), tail


def _belongs_below(block: Block) -> bool:
    """Whether a block belongs to the one below it."""
    return isinstance(block, Paragraph) and block.role == "label"


def _weight(blocks: Blocks) -> int:
    return sum(_pieces(block) for block in blocks)


def _pieces(block: Block) -> int:
    if isinstance(block, Table):
        return len(block.rows)
    return len(block.items) if isinstance(block, ListBlock) else 3
