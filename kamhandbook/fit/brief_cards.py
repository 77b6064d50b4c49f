"""Questions that share a slide, each with its answer in a line, as cards."""

from __future__ import annotations

from kamhandbook.document.blocks import Blocks, Columns, Paragraph
from kamhandbook.fit.slide_blocks import SlideBlocks, is_label

FEWEST, MOST = 3, 9
PER_ROW = 3


def brief_cards(blocks: SlideBlocks) -> Blocks:
    """Return questions and their answers as cards, three in a row; () for anything else."""
    pairs = list(zip(blocks[::2], blocks[1::2], strict=False))
    is_brief = len(blocks) % 2 == 0 and all(
        is_label(question) and isinstance(answer, Paragraph) and not answer.role
        for question, answer in pairs
    )
    if not is_brief or not FEWEST <= len(pairs) <= MOST:
        return ()
    count = 2 if len(pairs) == 4 else PER_ROW
    rows = [tuple(pairs[at : at + count]) for at in range(0, len(pairs), count)]
    return tuple(Columns(row, (1 / len(row),) * len(row), "cards") for row in rows)
