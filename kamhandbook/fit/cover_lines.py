"""The lines below a cover's title, worded by us: they get shorter where room is short."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import Paragraph, Text
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.shorten import Fits
from kamhandbook.fit.slide_blocks import SlideBlocks

_DOT = " · "


class CoverLines(Struct, frozen=True):
    """The lines that fit, and what was left out of them, in order."""

    blocks: SlideBlocks
    left_out: tuple[str, ...] = ()


def cover_lines(blocks: SlideBlocks, fits: Fits) -> CoverLines:
    """Return a cover's lines, parts between dots left out from the last until they fit."""
    lines = CoverLines(blocks)
    for shorter in _shorter(blocks):
        if fits(lines.blocks):
            break
        lines = shorter
    return lines


def _shorter(blocks: SlideBlocks) -> Iterator[CoverLines]:
    """Yield ever fewer lines; the first one, whose handbook it is, stays."""
    kept, left_out = list(blocks), list[str]()
    while len(kept) > 1:
        last = kept.pop()
        *parts, final = text_of((last,)).split(_DOT)
        left_out.insert(0, final)
        if parts and isinstance(last, Paragraph):
            kept.append(replace(last, children=(Text(_DOT.join(parts)),)))
        yield CoverLines(tuple(kept), tuple(left_out))
