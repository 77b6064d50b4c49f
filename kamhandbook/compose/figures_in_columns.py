"""Figures on slides as wide as the column or card they stand in, and never wider.

A template asks for a figure before anybody knows where it will stand. So what it asked for is kept
beside the drawing, and it is drawn again where there is less room than it took.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from kamhandbook.design.geometry import CARD_INSET, GUTTER, LayoutKind, SlideLayout, Slot
from kamhandbook.document.blocks import Block, Blocks, Columns, Figure
from kamhandbook.document.drawing import Drawing
from kamhandbook.document.inside import inside, with_inside


class AskedFigure(Struct, frozen=True):
    """A figure as a template asked for it; ``again`` draws it for another part of the room.

    ``width`` is the part that the template named, 1 if it named none.
    """

    drawing: Drawing
    again: Callable[[float], Drawing | None]
    width: float = 1.0


class RoomForFigures(Struct, frozen=True):
    """Finds room for the figures of one slide; ``asked`` are they, by the identity of the block.

    Lengths are points; ``full`` is the width that a figure's own is a part of.
    """

    asked: Mapping[int, AskedFigure]
    full: float

    def on_slide(self, blocks: Blocks, layout: SlideLayout) -> Blocks:
        """Return the blocks of a slide with every figure in its room."""
        if not self.asked:
            return blocks
        first, *others = blocks or (None,)
        if isinstance(first, Columns) and len(first.columns) > 1 and layout.kind in _IN_AREAS:
            slots = _IN_AREAS[layout.kind]
            areas = [_width(layout, slots[min(index, 1)]) for index in range(len(first.columns))]
            return (self._in(first, areas), *self.within(tuple(others), areas[-1]))
        return self.within(blocks, _width(layout, "body"))

    def within(self, blocks: Blocks, width: float) -> Blocks:
        """Return blocks with every figure drawn for a width."""
        return tuple(shown for block in blocks for shown in self._block(block, width))

    def _block(self, block: Block, width: float) -> Blocks:
        if isinstance(block, Figure):
            return self._figure(block, width)
        if isinstance(block, Columns):
            inset = 2 * CARD_INSET if block.role == "cards" else 0.0
            free = width - GUTTER * (len(block.widths) - 1)
            return (self._in(block, [free * share - inset for share in block.widths]),)
        return (with_inside(block, lambda blocks: self.within(blocks, width), lambda words: words),)

    def _in(self, block: Columns, widths: list[float]) -> Columns:
        columns = zip(block.columns, widths, strict=True)
        inside = tuple(self.within(blocks, width) for blocks, width in columns)
        return Columns(inside, block.widths, block.role, block.attributes, block.each)

    def _figure(self, block: Figure, width: float) -> Blocks:
        asked = self.asked.get(id(block))
        part = width / self.full
        if asked is None or asked.width <= part:
            return (block,)
        drawing = asked.again(part)
        return (Figure(drawing),) if drawing else ()


def figure_count(blocks: Blocks) -> int:
    """Return how many figures stand in blocks, columns and all."""
    inner = (inside(block, lambda _: 0, lambda _: 0, figure_count) for block in blocks)
    return sum(isinstance(block, Figure) for block in blocks) + sum(map(sum, inner))


# Where the first column of a slide stands, and the others.
_IN_AREAS: Mapping[LayoutKind, tuple[Slot, Slot]] = {
    "two_columns": ("body", "second"),
    "closing": ("second", "body"),
}


def _width(layout: SlideLayout, slot: Slot) -> float:
    return layout.areas.get(slot, layout.areas["body"]).rect.width
