"""A slide in two parts, at the borders of blocks, rows and items; a table repeats its header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import Columns, Figure, Heading, ListBlock, Paragraph, Table
from kamhandbook.fit.slide_blocks import SlideBlock, SlideBlocks, is_label, leaves

Cut: TypeAlias = "tuple[SlideBlocks, SlideBlocks]"
Fill = Callable[[SlideBlocks], float]
FULL = 1.0  # of a body's height; what is above runs over its edge
SPARSE = 0.3  # of a body's height: a slide with less on it looks forgotten
NEAR = 2  # cuts to either side of the most even one that are tried, too


class Halves(Struct, frozen=True):
    """A slide's blocks in two parts; of one that ``is_sparse`` one part is a few lines of text."""

    upper: SlideBlocks
    lower: SlideBlocks
    is_sparse: bool = False


def halves(blocks: SlideBlocks, fill: Fill) -> Halves | None:
    """Divide blocks so that both parts fit and are about as full; None if nothing helps.

    ``fill`` says what share of a slide's body some blocks take. The second part may still be too
    long where no cut makes both fit.
    """
    cuts = list(_cuts(blocks))
    fitting = []
    for upper, lower in _most_even(cuts, fill):
        above, below = fill(upper), fill(lower)
        if max(above, below) <= FULL:
            smaller = upper if above < below else lower
            is_sparse = min(above, below) < SPARSE and not _has_figure(smaller)
            fitting.append((abs(above - below), Halves(upper, lower, is_sparse)))
    if fitting:
        return min(fitting, key=lambda each: each[0])[1]
    cut = _longest_first(cuts, fill)
    return Halves(*cut) if cut else None


def _has_figure(blocks: SlideBlocks) -> bool:
    return any(isinstance(block, Figure) for block in leaves(blocks))


def _most_even(cuts: Sequence[Cut], fill: Fill) -> Sequence[Cut]:
    """Return the cuts around the first whose upper part is the fuller one."""
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        upper, lower = cuts[middle]
        if fill(upper) < fill(lower):
            low = middle + 1
        else:
            high = middle
    return cuts[max(low - NEAR, 0) : low + NEAR]


def _longest_first(cuts: Sequence[Cut], fill: Fill) -> Cut | None:
    """Return the cut with the longest first part that fits; they are in order of its length."""
    low, high = 0, len(cuts)
    while low < high:
        middle = (low + high) // 2
        if fill(cuts[middle][0]) <= FULL:
            low = middle + 1
        else:
            high = middle
    return cuts[low - 1] if low else None


def _cuts(blocks: SlideBlocks) -> Iterator[Cut]:
    """Yield every way to cut in two, neither part empty, the first part growing."""
    for index, block in enumerate(blocks):
        head, tail = blocks[:index], blocks[index + 1 :]
        if head and not is_label(head[-1]):
            yield head, blocks[index:]
        for upper, lower in divisions(block):
            yield (*head, upper), (lower, *tail)


def divisions(block: SlideBlock) -> Iterator[tuple[SlideBlock, SlideBlock]]:
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
