"""The tree of blocks: everything inside it, and the same tree with parts of it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from kamhandbook.document.blocks import (
    PLAIN,
    Attributes,
    Block,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Columns,
    Container,
    DefinitionList,
    Details,
    Figure,
    Heading,
    Icon,
    Image,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Part,
    Quote,
    Rule,
    Span,
    Styled,
    Table,
    Text,
)

BlocksChange = Callable[[Blocks], Blocks]
InlinesChange = Callable[[Inlines], Inlines]


def walk(
    parts: Iterable[Block | Inline], *, but_not_inside: tuple[type, ...] = ()
) -> Iterator[Block | Inline]:
    """Yield every block and inline of a tree, each before what is inside it.

    What is inside parts of the kinds ``but_not_inside`` is left out.
    """
    for part in parts:
        yield part
        if not isinstance(part, but_not_inside):
            for inside in _inside(part):
                yield from walk(inside, but_not_inside=but_not_inside)


def _inside(part: Block | Inline) -> Iterator[Iterable[Block | Inline]]:
    """Yield the groups of blocks and inlines that a part holds, in the order they are read."""
    groups: list[Iterable[Block | Inline]] = []

    def blocks(inside: Blocks) -> Blocks:
        groups.append(inside)
        return inside

    def inlines(inside: Inlines) -> Inlines:
        groups.append(inside)
        return inside

    if isinstance(part, Inline):
        with_inlines(part, inlines)
    else:
        with_inside(part, blocks, inlines)
    yield from groups


def with_inside(block: Block, blocks: BlocksChange, inlines: InlinesChange) -> Block:
    """Return a block with all that is directly inside it changed, in the order it is read."""
    match block:
        case Paragraph(children=children) | Heading(children=children):
            return replace(block, children=inlines(children))
        case ListBlock(items=items):
            return replace(block, items=tuple(map(blocks, items)))
        case Table(header=header, rows=rows):
            changed = [tuple(map(inlines, row)) for row in (header, *rows)]
            return replace(block, header=changed[0], rows=tuple(changed[1:]))
        case Quote(blocks=inside) | Container(blocks=inside) | Part(blocks=inside):
            return replace(block, blocks=blocks(inside))
        case Columns(columns=columns):
            return replace(block, columns=tuple(map(blocks, columns)))
        case DefinitionList(items=definitions):
            return replace(
                block,
                items=tuple(
                    replace(d, term=inlines(d.term), meanings=tuple(map(blocks, d.meanings)))
                    for d in definitions
                ),
            )
        case Details(summary=summary, blocks=inside):
            return replace(block, summary=inlines(summary), blocks=blocks(inside))
        case CodeBlock() | Rule() | Figure():
            return block
        case _:
            assert_never(block)


def with_inlines(inline: Inline, inlines: InlinesChange) -> Inline:
    """Return an inline with the inlines inside it changed."""
    match inline:
        case Styled(children=children) | Link(children=children) | Span(children=children):
            return replace(inline, children=inlines(children))
        case Text() | Code() | Image() | Break() | Icon():
            return inline
        case _:
            assert_never(inline)


def shown_on(blocks: Blocks, place: str) -> Blocks:
    """Return blocks without what a template shows only in another place: "page" or "book"."""

    def kept_blocks(inside: Blocks) -> Blocks:
        return tuple(
            with_inside(block, kept_blocks, kept_inlines) for block in inside if _is_on(block, place)
        )

    def kept_inlines(inside: Inlines) -> Inlines:
        return tuple(
            with_inlines(inline, kept_inlines) for inline in inside if _is_on(inline, place)
        )

    return kept_blocks(blocks)


def _is_on(part: Block | Inline, place: str) -> bool:
    attributes: Attributes = getattr(part, "attributes", PLAIN)
    return attributes.only in ("", place)
