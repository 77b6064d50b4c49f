"""The tree of blocks: everything inside it, and the same tree with parts of it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kamhandbook.document.blocks import (
    PLAIN,
    Attributes,
    Block,
    Blocks,
    Icon,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Text,
)
from kamhandbook.document.inside import inside, mapped, with_inside

T = TypeVar("T")


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
            if type(part) is not Text and not isinstance(part, but_not_inside):
                inside(part, words=_nothing, inlines=visit, blocks=visit)

    visit(parts)
    return visited


def _nothing(_words: str) -> None:
    return None


def _without(parts: tuple[T, ...], place: str) -> tuple[T, ...]:
    """Return parts without those that are shown only in another place than this."""
    if all(_is_on(part, place) for part in parts):
        return parts
    return tuple(part for part in parts if _is_on(part, place))


def shown_on(blocks: Blocks, place: str) -> Blocks:
    """Return blocks without what a template shows only in another place: "page" or "book"."""

    def kept(part: T) -> T:
        return with_inside(part, kept_blocks, kept_inlines)

    def kept_blocks(blocks: Blocks) -> Blocks:
        return mapped(kept, _without(blocks, place))

    def kept_inlines(inlines: Inlines) -> Inlines:
        if all(type(inline) is Text for inline in inlines):  # most are
            return inlines
        return mapped(kept, _without(inlines, place))

    return kept_blocks(blocks)


def without_links_to(blocks: Blocks, files: frozenset[str]) -> Blocks:
    """Return blocks in which the words of links to some pages of the site stand without a link."""

    def kept(part: T) -> T:
        return with_inside(part, kept_blocks, kept_inlines)

    def kept_blocks(blocks: Blocks) -> Blocks:
        return mapped(kept, blocks)

    def kept_inlines(inlines: Inlines) -> Inlines:
        if all(type(inline) is Text for inline in inlines):
            return inlines
        if any(_leads_to(inline, files) for inline in inlines):
            inlines = tuple(each for inline in inlines for each in _words_of(inline, files))
        return mapped(kept, inlines)

    return kept_blocks(blocks) if files else blocks


def _leads_to(inline: Inline, files: frozenset[str]) -> bool:
    return isinstance(inline, Link) and inline.href.partition("#")[0] in files


def _words_of(inline: Inline, files: frozenset[str]) -> Inlines:
    """Return what is left of an inline: of a link to one of the files its words."""
    if isinstance(inline, Link) and _leads_to(inline, files):
        return inline.children
    return (inline,)


def _is_on(part: object, place: str) -> bool:
    attributes: Attributes = getattr(part, "attributes", PLAIN)
    return attributes.only in ("", place)


def is_icon(block: Paragraph) -> bool:
    """Whether a paragraph is nothing but an icon, which needs no paragraph around it."""
    return bool(block.children) and all(isinstance(inline, Icon) for inline in block.children)
