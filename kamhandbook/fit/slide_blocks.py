"""The few kinds of blocks that a slide has a form for, and what every other kind becomes of them.

This is the deck's one visitor: all that places, divides, shortens or speaks a slide's blocks knows
``SlideBlock`` alone. What is inside a list's items or a column is turned when it is come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from kamhandbook.document.blocks import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Columns,
    Container,
    DefinitionList,
    Details,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Quote,
    Rule,
    Table,
    Text,
)

SlideLeaf: TypeAlias = Paragraph | Heading | ListBlock | Table | Figure
SlideBlock: TypeAlias = SlideLeaf | Columns
SlideBlocks: TypeAlias = tuple[SlideBlock, ...]


def slide_blocks(blocks: Iterable[Block]) -> SlideBlocks:
    """Return blocks as kinds that a slide has a form for."""
    return tuple(shown for block in blocks for shown in _slide_blocks(block))


def _slide_blocks(block: Block) -> SlideBlocks:
    match block:
        case Paragraph() | Heading() | ListBlock() | Table() | Figure() | Columns():
            return (block,)
        case Quote(blocks=content) | Container(blocks=content):
            return slide_blocks(content)
        case CodeBlock(text=text):
            return tuple(Paragraph((Code(line),), "code") for line in text.split("\n"))
        case DefinitionList(items=items):
            groups = [(Heading(3, item.term), *_joined(item.meanings)) for item in items]
            return slide_blocks(_joined(groups))
        case Details(summary=summary, blocks=content):
            return (Heading(3, summary), *slide_blocks(content))
        case Part(title=title, blocks=content):
            return (Heading(2, (Text(title),)), *slide_blocks(content))
        case Rule():  # has no use on a slide
            return ()
        case _:
            assert_never(block)


def leaves(blocks: Iterable[Block]) -> Iterator[SlideLeaf]:
    """Yield the blocks of a slide, those in columns instead of the columns."""
    for block in slide_blocks(blocks):
        if isinstance(block, Columns):
            for column in block.columns:
                yield from leaves(column)
        else:
            yield block


def is_label(block: SlideBlock) -> bool:
    """Whether a block belongs to the one below it."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role == "label")


def _joined(groups: Iterable[Blocks]) -> Blocks:
    return tuple(block for group in groups for block in group)
