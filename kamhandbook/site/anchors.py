"""Anchors of headings, and the table of contents that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from markdown.extensions.toc import slugify, unique
from mkdocs.structure.toc import _TocToken
from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import (
    PLAIN,
    Attributes,
    Block,
    Blocks,
    DefinitionList,
    Heading,
    Part,
    Table,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.inside import mapped, with_inside
from kamhandbook.document.tree import walk

UNLISTED = "unlisted"  # Pandoc's class for a heading that stands in no table of contents


class Anchor(Struct, frozen=True):
    """A place on a page that a table of contents names; level from 1."""

    level: int
    id: str
    title: str


def is_listed(heading: Heading) -> bool:
    """Whether a heading has an anchor of its own: not one inside an answer."""
    return not heading.in_answer and UNLISTED not in heading.attributes.classes


def prefix_of_part(file: str) -> str:
    """Return what every anchor begins with in a part of the book."""
    return f"{part_anchor(file)}-"


def part_anchor(file: str) -> str:
    """Return the anchor of a part of the book, which is named after its page."""
    return file.removesuffix(".html")


def with_anchors(blocks: Blocks) -> Blocks:
    """Return blocks in which every listed heading has an anchor; no two are alike.

    A template may give one; else it is made of the heading's words, as Python-Markdown does, so
    that addresses stay what they are.
    """
    return _with_anchors(blocks, set(ids(blocks)))


def _with_anchors(blocks: Blocks, used: set[str]) -> Blocks:
    def inside(blocks: Blocks) -> Blocks:
        return mapped(block, blocks)

    def block(part: Block) -> Block:
        if isinstance(part, Part):
            attributes = replace(part.attributes, id=part_anchor(part.file))
            return replace(part, attributes=attributes, blocks=with_anchors(part.blocks))
        if not isinstance(part, Heading):
            return with_inside(part, inside, lambda inlines: inlines)
        if part.attributes.id or not is_listed(part):
            return part
        anchor = unique(slugify(text_of(part.children), "-"), used)
        return replace(part, attributes=replace(part.attributes, id=anchor))

    return inside(blocks)


def ids(blocks: Blocks, prefix: str = "") -> Iterator[str]:
    """Yield every anchor of blocks, as the page has it."""
    for part in walk(blocks, but_not_inside=(Part,)):
        if isinstance(part, DefinitionList):
            yield from (prefix + item.attributes.id for item in part.items if item.attributes.id)
        if isinstance(part, Table):
            yield from (prefix + anchor for anchor in part.anchors if anchor)
        attributes: Attributes = getattr(part, "attributes", PLAIN)
        if attributes.id:
            yield prefix + attributes.id
        if isinstance(part, Part):
            yield from ids(part.blocks, prefix_of_part(part.file))


def anchors(blocks: Blocks, prefix: str = "", offset: int = 0) -> Iterator[Anchor]:
    """Yield the listed headings of blocks, in order."""
    for part in walk(blocks, but_not_inside=(Part,)):
        if isinstance(part, Part):
            yield Anchor(2 + offset, prefix + part.attributes.id, part.title)
            yield from anchors(part.blocks, prefix_of_part(part.file), offset + 1)
        elif isinstance(part, Heading) and is_listed(part):
            title = " ".join(text_of(part.children).split())
            yield Anchor(part.level + offset, prefix + part.attributes.id, title)


def contents(headings: Iterable[Anchor]) -> list[_TocToken]:
    """Return a table of contents as MkDocs wants it: anchors with those below them.

    Their names are HTML.
    """
    roots: list[_TocToken] = []
    above: list[_TocToken] = []
    for anchor in headings:
        token: _TocToken = {
            "level": anchor.level,
            "id": anchor.id,
            "name": escape(anchor.title, quote=False),
            "children": [],
        }
        while above and above[-1]["level"] >= anchor.level:
            above.pop()
        (above[-1]["children"] if above else roots).append(token)
        above.append(token)
    return roots
