"""Our pages as entries of the search: one for the page, one for each heading with an anchor.

A company's own pages are left to Material, whose parser takes any HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, TypeAlias, assert_never

from kamhandbook.compose.tables import EMPTY
from kamhandbook.document.blocks import (
    Attributed,
    Block,
    Blocks,
    Break,
    Code,
    Columns,
    Definition,
    DefinitionList,
    Heading,
    Icon,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Styled,
    Table,
    Text,
)
from kamhandbook.document.inside import inside
from kamhandbook.document.tree import is_icon
from kamhandbook.site.anchors import is_listed

Entry: TypeAlias = dict[str, Any]  # location, title, text, tags, boost: as Material writes them
HtmlPiece: TypeAlias = str | Heading  # HTML, and between it the headings that begin an entry


def entries_of(blocks: Blocks, url: str, title: str) -> Iterator[Entry]:
    """Yield the entries of a page; what stands above and under its title is the page's own."""
    location, name, text = url, escape(title, quote=False), ""
    is_first = True
    for piece in _blocks(blocks):
        if isinstance(piece, str):
            text += piece
        elif is_first:  # the title
            is_first = False
        else:
            yield _entry(location, name, text)
            location, name = f"{url}#{piece.attributes.id}", _tidy(_words(piece.children))
            text = ""
    yield _entry(location, name, text)


def _entry(location: str, title: str, text: str) -> Entry:
    return {"location": location, "title": title, "text": _tidy(text)}


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _blocks(blocks: Iterable[Block]) -> Iterator[HtmlPiece]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[HtmlPiece]:
    """Yield what a hit may show of a block: words, paragraphs and lists; all else stays apart."""
    match block:
        case Paragraph() if is_icon(block):
            yield " "
        case Paragraph(children=children):
            yield f"<p>{_words(children)}</p>\n"
        case Heading() if is_listed(block):
            yield block
        case Table():
            yield from _table(block)
        case ListBlock():
            yield from _list("ol" if block.ordered else "ul", block.items)
        case Columns(role="cards", columns=columns):
            yield from _list("ol", columns)
        case DefinitionList(items=items):
            for item in items:
                yield from _definition(item)
        case _ if getattr(block, "searched", True):
            yield from _inside(block)
        case _:
            yield " "


def _inside(block: Block) -> Iterator[HtmlPiece]:
    pieces = inside(block, words=_apart, inlines=lambda line: [f" {_words(line)} "], blocks=_blocks)
    for piece in pieces:
        yield from piece
    if not pieces:
        yield " "


def _apart(words: str) -> Iterable[HtmlPiece]:
    return [f" {escape(words, quote=False)} "]


def _list(tag: str, items: Iterable[Blocks]) -> Iterator[HtmlPiece]:
    yield f"<{tag}>\n"
    for item in items:
        yield "<li>"
        yield from _item(item)
        yield "</li>\n"
    yield f"</{tag}>\n"


def _table(table: Table) -> Iterator[HtmlPiece]:
    """Yield rows as sentences that need no table: „Name – Feld: Wert; Feld: Wert“."""
    fields = [_tidy(_words(cell)) for cell in table.header]
    yield "<ul>\n"
    for row in table.rows:
        name, *values = (_tidy(_words(cell)) for cell in row)
        said = [
            f"{field}: {value}" if field else value
            for field, value in zip(fields[1:], values, strict=True)
            if value not in ("", EMPTY)
        ]
        yield f"<li>{' – '.join(filter(None, (name, '; '.join(said))))}</li>\n"
    yield "</ul>\n"


def _item(blocks: Blocks) -> Iterator[HtmlPiece]:
    """Yield an item; a first paragraph has no tag of its own."""
    if blocks and isinstance(blocks[0], Paragraph):
        yield _words(blocks[0].children)
        blocks = blocks[1:]
    yield from _blocks(blocks)


def _definition(item: Definition) -> Iterator[HtmlPiece]:
    yield f" {_words(item.term)} "
    for meaning in item.meanings:
        yield " "
        yield from _item(meaning)
        yield " "


def _words(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return escape(text, quote=False)
        case Styled(children=children) | Link(children=children):
            return _words(children)
        case Attributed(element="ins" | "del", children=children):
            return _words(children)
        case Attributed(children=children):
            return f" {_words(children)} "
        case Image() | Break() | Icon():
            return " "
        case _:
            assert_never(inline)
