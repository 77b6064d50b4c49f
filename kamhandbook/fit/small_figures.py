"""Figures that are drawn smaller as a whole: the last resort, before one runs off its slide."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from kamhandbook.document.blocks import Columns, Figure
from kamhandbook.figures.enlarged import enlarged
from kamhandbook.fit.slide_blocks import SlideBlock, SlideBlocks, leaves, slide_blocks

_FACTORS = (0.9, 0.8, 0.7, 0.6, 0.5)


def with_small_figures(blocks: SlideBlocks, fits: Callable[[SlideBlocks], bool]) -> SlideBlocks:
    """Return blocks that do not fit with their figures as much smaller as helps, at most half."""
    if fits(blocks) or not any(isinstance(block, Figure) for block in leaves(blocks)):
        return blocks
    smaller = blocks
    for factor in _FACTORS:
        smaller = tuple(_smaller(block, factor) for block in blocks)
        if fits(smaller):
            break
    return smaller


def _smaller(block: SlideBlock, factor: float) -> SlideBlock:
    if isinstance(block, Figure):
        return replace(block, drawing=enlarged(block.drawing, factor))
    if isinstance(block, Columns):
        columns = (slide_blocks(column) for column in block.columns)
        return replace(
            block,
            columns=tuple(tuple(_smaller(each, factor) for each in column) for column in columns),
        )
    return block
