"""The tree of blocks: everything inside it, and the same tree with parts of it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import is_
from typing import TypeVar, assert_never

from kamhandbook.document.blocks import (
    PLAIN,
    Attributed,
    Attributes,
    Block,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Columns,
    Container,
    Definition,
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
    Styled,
    Table,
    Text,
)

T = TypeVar("T")
BlocksChange = Callable[[Blocks], Blocks]
InlinesChange = Callable[[Inlines], Inlines]


def walk(
    parts: Iterable[Block | Inline], *, but_not_inside: tuple[type, ...] = ()
) -> Sequence[Block | Inline]:
    """Return every block and inline of a tree, each before what is inside it.

    What is inside parts of the kinds ``but_not_inside`` is left out.
    """
    visited: list[Block | Inline] = []

    def visit(parts: Iterable[Block | Inline]) -> None:
        for part in parts:
            visited.append(part)
            if not isinstance(part, but_not_inside):
                for group in _inside(part):
                    visit(group)

    visit(parts)
    return visited


def _inside(part: Block | Inline) -> Sequence[Iterable[Block | Inline]]:
    """Return the groups of blocks and inlines that a part holds, in the order they are read."""
    match part:
        case Text() | Code() | Image() | Break() | Icon() | CodeBlock() | Rule() | Figure():
            return ()
        case Paragraph() | Heading() | Styled() | Link() | Attributed():
            return (part.children,)
        case ListBlock():
            return part.items
        case Columns():
            return part.columns
        case Table():
            return [cell for row in (part.header, *part.rows) for cell in row]
        case Quote() | Container() | Part():
            return (part.blocks,)
        case Details():
            return (part.summary, part.blocks)
        case DefinitionList():
            return [group for item in part.items for group in (item.term, *item.meanings)]
        case _:
            assert_never(part)


def with_inside(block: Block, blocks: BlocksChange, inlines: InlinesChange) -> Block:
    """Return a block with all that is directly inside it changed, in the order it is read.

    It is the same block where nothing changes, which is most of the time.
    """
    match block:
        case Paragraph(children=children) | Heading(children=children):
            changed = inlines(children)
            return block if changed is children else replace(block, children=changed)
        case ListBlock(items=items):
            groups = mapped(blocks, items)
            return block if groups is items else replace(block, items=groups)
        case Table(header=header, rows=rows):
            changed_header = mapped(inlines, header)
            changed_rows = mapped(lambda row: mapped(inlines, row), rows)
            is_same = changed_header is header and changed_rows is rows
            return block if is_same else replace(block, header=changed_header, rows=changed_rows)
        case Quote(blocks=content) | Container(blocks=content) | Part(blocks=content):
            changed_blocks = blocks(content)
            return block if changed_blocks is content else replace(block, blocks=changed_blocks)
        case Columns(columns=columns):
            groups = mapped(blocks, columns)
            return block if groups is columns else replace(block, columns=groups)
        case DefinitionList(items=definitions):
            changed_items = mapped(lambda item: _definition(item, blocks, inlines), definitions)
            return block if changed_items is definitions else replace(block, items=changed_items)
        case Details(summary=summary, blocks=content):
            changed_summary, changed_blocks = inlines(summary), blocks(content)
            is_same = changed_summary is summary and changed_blocks is content
            return (
                block if is_same else replace(block, summary=changed_summary, blocks=changed_blocks)
            )
        case CodeBlock() | Rule() | Figure():
            return block
        case _:
            assert_never(block)


def _definition(item: Definition, blocks: BlocksChange, inlines: InlinesChange) -> Definition:
    term, meanings = inlines(item.term), mapped(blocks, item.meanings)
    is_same = term is item.term and meanings is item.meanings
    return item if is_same else replace(item, term=term, meanings=meanings)


def with_inlines(inline: Inline, inlines: InlinesChange) -> Inline:
    """Return an inline with the inlines inside it changed."""
    match inline:
        case Styled(children=children) | Link(children=children) | Attributed(children=children):
            changed = inlines(children)
            return inline if changed is children else replace(inline, children=changed)
        case Text() | Code() | Image() | Break() | Icon():
            return inline
        case _:
            assert_never(inline)


def mapped(change: Callable[[T], T], parts: tuple[T, ...]) -> tuple[T, ...]:
    """Return parts changed one by one; the same tuple where none changes."""
    changed = tuple(map(change, parts))
    return parts if all(map(is_, changed, parts)) else changed


def _without(parts: tuple[T, ...], place: str) -> tuple[T, ...]:
    """Return parts without those that are shown only in another place than this."""
    if all(_is_on(part, place) for part in parts):
        return parts
    return tuple(part for part in parts if _is_on(part, place))


def shown_on(blocks: Blocks, place: str) -> Blocks:
    """Return blocks without what a template shows only in another place: "page" or "book"."""

    def blocks_on(parts: Blocks) -> Blocks:
        return mapped(
            lambda block: with_inside(block, blocks_on, inlines_on), _without(parts, place)
        )

    def inlines_on(parts: Inlines) -> Inlines:
        if all(type(inline) is Text for inline in parts):  # most are
            return parts
        return mapped(lambda inline: with_inlines(inline, inlines_on), _without(parts, place))

    return blocks_on(blocks)


def _is_on(part: object, place: str) -> bool:
    attributes: Attributes = getattr(part, "attributes", PLAIN)
    return attributes.only in ("", place)


def is_icon(block: Paragraph) -> bool:
    """Whether a paragraph is nothing but an icon, which needs no paragraph around it."""
    return bool(block.children) and all(isinstance(inline, Icon) for inline in block.children)
