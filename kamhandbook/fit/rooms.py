"""Blocks in several rooms, where something fixed stands amid the room for content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from kamhandbook.document.blocks import Columns
from kamhandbook.fit.slide_blocks import SlideBlock, SlideBlocks, is_label
from kamhandbook.fit.split import Cut, divisions

IsFitting = Callable[[SlideBlocks], bool]


def in_rooms(blocks: SlideBlocks, rooms: Sequence[IsFitting]) -> tuple[SlideBlocks, ...] | None:
    """Return the blocks for each room, in their order; None where they do not fit.

    Each room takes as much as fits, whole blocks where the others have room for the rest.
    """
    if not rooms or not blocks:
        return None if blocks else ((),) * len(rooms)
    fits, *others = rooms
    if fits(blocks):
        return (blocks, *((),) * len(others))
    ways = list(_ways(blocks))
    most = _fitting(ways, fits)
    whole = max(
        (n for n in range(most + 1) if n == 0 or _is_border(ways[n - 1], blocks)), default=0
    )
    for number in dict.fromkeys((whole, most)):
        upper, lower = ways[number - 1] if number else ((), blocks)
        rest = in_rooms(lower, others)
        if rest is not None:
            return (upper, *rest)
    return None


def _fitting(ways: Sequence[Cut], fits: IsFitting) -> int:
    """Return how many of some ways have a first part that fits; it grows from way to way."""
    low, high = 0, len(ways)
    while low < high:
        middle = (low + high) // 2
        if fits(ways[middle][0]):
            low = middle + 1
        else:
            high = middle
    return low


def _is_border(way: Cut, blocks: SlideBlocks) -> bool:
    """Whether a way cuts between blocks, and none of them."""
    return sum(map(len, way)) == len(blocks)


def _ways(blocks: SlideBlocks) -> Iterator[Cut]:
    """Yield every way to cut in two, between the columns of a row, too."""
    for index, block in enumerate(blocks):
        head, tail = blocks[:index], blocks[index + 1 :]
        if head and not is_label(head[-1]):
            yield head, blocks[index:]
        for upper, lower in _columns(block) if isinstance(block, Columns) else divisions(block):
            yield (*head, upper), (lower, *tail)


def _columns(row: Columns) -> Iterator[tuple[SlideBlock, SlideBlock]]:
    for index in range(1, len(row.columns)):
        yield _some(row, slice(index)), _some(row, slice(index, None))


def _some(row: Columns, which: slice) -> Columns:
    """Return some columns of a row on the whole width."""
    whole = sum(row.widths[which])
    widths = tuple(width / whole for width in row.widths[which])
    return replace(row, columns=row.columns[which], widths=widths)
