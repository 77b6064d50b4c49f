"""The Markdown of templates, for site and deck alike, read into blocks.

It is CommonMark with tables and definition lists, and with Pandoc's conventions for what
CommonMark has no signs for. Attributes stand in braces: ``{#anchor .class name="value"}`` behind a
heading, behind ``[words]`` or a link, behind a term, or on a line of their own above a paragraph or
list. Fences hold what is inside them together, and may hold others:

- ``::: lead``, ``label``, ``number``, ``muted``, ``excerpt``: the role of a text;
- ``::: columns`` with ``::: column`` or ``::: {.column width=40%}``: side by side; ``::: cards``
  the same on surfaces, ``::: card`` a single one;
- ``::: {.limit most=8}``: a table or list of which a slide shows so many rows or items;
- ``::: details``: opens when asked; its first paragraph is the summary;
- ``::: facts``: a definition list as a small table; ``::: checklist``: a list to tick off;
- ``::: section``, ``nav``, ``aside``, ``div``, or ``::: {.any-class}``: an element of a page.

``{.page-only}`` and ``{.book-only}`` say where something stands if not everywhere; ``search=no``
keeps what a fence holds out of the search. HTML is text. In a template a comment is ``{## … ##}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Literal, cast

from markdown_it.token import Token
from msgspec.structs import replace

from kamhandbook.compose.markdown_syntax import MarkdownError, tokens_of
from kamhandbook.compose.slots import SLOT, Slots
from kamhandbook.compose.template_fences import FenceReader, with_attributes
from kamhandbook.document.addresses import address_of, linked
from kamhandbook.document.blocks import (
    PLAIN,
    Attributed,
    Attributes,
    Block,
    Blocks,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Table,
    Text,
)
from kamhandbook.document.commonmark import (
    Tokens,
    is_safe_link,
    text_of,
    top_level,
)
from kamhandbook.document.links_in_text import without_links

_SPANS = frozenset({"small", "ins", "del", "button"})
# Attributes that tokens have from CommonMark itself.
_OF_MARKDOWN = {"link_open": ("href", "title"), "ordered_list_open": ("start",)}


def read_template(text: str, slots: Slots) -> Blocks:
    """Return the blocks of a rendered template; raises MarkdownError with the line in question."""
    return TemplateReader(slots).blocks(tokens_of(text))


class TemplateReader(FenceReader):
    """Reads the tokens of one rendered template; whatever stands in a slot is put in its place."""

    def literal(self, text: str) -> str:
        """Return the bare words of what stands in code."""
        return self.slots.plain(text)

    # --- blocks

    def paragraph(self, tokens: Tokens) -> Blocks:
        """Read a paragraph; blocks that stand in its slots come out of it."""
        attributes = self._attributes(tokens[0])
        blocks = tuple(self._apart(tokens[1]))
        return tuple(with_attributes(block, attributes) for block in blocks)

    def heading(self, tokens: Tokens) -> Blocks:
        """Read a heading of the template."""
        attributes = self._attributes(tokens[0])
        return (Heading(int(tokens[0].tag[1:]), self.children(tokens), attributes),)

    def bullet_list(self, tokens: Tokens) -> Blocks:
        """Read a list with its attributes."""
        attributes = self._attributes(tokens[0])
        return tuple(with_attributes(block, attributes) for block in super().bullet_list(tokens))

    ordered_list = bullet_list

    def table(self, tokens: Tokens) -> Blocks:
        """Read a table; a column that says nothing is left out: nothing withheld leaves a hole."""
        attributes = self._attributes(tokens[0])
        return tuple(
            with_attributes(_without_empty_columns(block), attributes)
            if isinstance(block, Table)
            else block
            for block in super().table(tokens)
        )

    def blockquote(self, tokens: Tokens) -> Blocks:
        """Read a quotation."""
        self.refuse(tokens[0])
        return super().blockquote(tokens)

    def fence(self, tokens: Tokens) -> Blocks:
        """Read literal lines."""
        self.refuse(tokens[0])
        return super().fence(tokens)

    def hr(self, tokens: Tokens) -> Blocks:
        """Read a thematic break."""
        self.refuse(tokens[0])
        return super().hr(tokens)

    def dl(self, tokens: Tokens) -> Blocks:
        """Read a list of terms and their meanings."""
        items: list[Definition] = []
        for kind, node in top_level(tokens[1:-1]):
            if kind == "dt":
                items.append(Definition(self.children(node), (), self._attributes(node[0])))
            else:
                meanings = (*items[-1].meanings, self.blocks(node[1:-1]))
                items[-1] = replace(items[-1], meanings=meanings)
        return (DefinitionList(tuple(items), attributes=self._attributes(tokens[0])),)

    # --- inlines

    def text(self, tokens: Tokens) -> Inlines:
        """Read characters with the words of their slots."""
        return self.slots.inlines(tokens[0].content)

    text_special = text

    def span(self, tokens: Tokens) -> Inlines:
        """Read words with attributes; some classes name the element they are in HTML."""
        attributes = self._attributes(tokens[0])
        element = next((name for name in attributes.classes if name in _SPANS), "span")
        classes = tuple(name for name in attributes.classes if name != element)
        kind = cast(Literal["span", "small", "ins", "del", "button"], element)
        inside = self.inlines(tokens[1:-1])
        return (Attributed(inside, replace(attributes, classes=classes), kind),)

    def link(self, tokens: Tokens) -> Inlines:
        """Read a link; an address in a slot that is not safe leaves the words."""
        href = self.slots.plain(str(tokens[0].attrGet("href") or ""))
        words = without_links(self.inlines(tokens[1:-1]))
        title, attributes = self.slots.plain(_title(tokens[0])), self._attributes(tokens[0])
        if address_of(href):
            return linked(words, href, title, attributes)
        return (Link(words, href, title, attributes),) if is_safe_link(href) else words

    def image(self, tokens: Tokens) -> Inlines:
        """Read a picture."""
        self._refuse_in_line(tokens[0], "src", "alt", "title")
        return super().image(tokens)

    def code_inline(self, tokens: Tokens) -> Inlines:
        """Read literal text."""
        self._refuse_in_line(tokens[0])
        return super().code_inline(tokens)

    # --- slots and attributes

    def _apart(self, token: Token) -> Iterator[Block]:
        """Yield paragraphs of words, and between them the blocks that slots hold."""
        has_words = bool(SLOT.sub("", token.content).strip())
        line: list[Inline] = []
        for kind, node in top_level(token.children or []):
            if kind not in ("text", "text_special"):
                line.extend(getattr(self, kind)(node))
                continue
            for piece in self.slots.pieces(node[0].content):
                if isinstance(piece, str):
                    line.append(Text(piece))
                elif piece.inlines or (has_words and piece.is_prose):
                    line.extend(piece.as_inlines())
                else:
                    yield from _paragraph(line)
                    line.clear()
                    yield from piece.blocks
        yield from _paragraph(line)

    def _refuse_in_line(self, token: Token, *known: str) -> None:
        """Raise MarkdownError for attributes behind something in a line that takes none."""
        written = [name for name in token.attrs if name not in known]
        if written or token.meta.get("insecure_attrs"):
            raise MarkdownError("template_attribute_place", token)

    def _attributes(self, token: Token) -> Attributes:
        """Return what a template says of an element in braces."""
        for name in token.meta.get("insecure_attrs", ()):
            self.attributes(token, {name: ""})
        attributes = {
            k: v for k, v in token.attrs.items() if k not in _OF_MARKDOWN.get(token.type, ())
        }
        if not attributes:
            return PLAIN
        return self.attributes(token, self.raw_attributes(token, attributes))


def _title(token: Token) -> str:
    return str(token.attrGet("title") or "")


def _paragraph(line: Sequence[Inline]) -> Iterator[Block]:
    """Yield a paragraph of a line, unless nothing stands on it."""
    joined: list[Inline] = []
    for inline in line:
        if joined and isinstance(inline, Text) and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    if any(not isinstance(inline, Text) or inline.text.strip() for inline in joined):
        yield Paragraph(tuple(joined))


def _without_empty_columns(table: Table) -> Table:
    is_filled = [
        any(text_of(cells[index]).strip() for cells in table.rows)
        for index in range(len(table.header))
    ]
    if all(is_filled) or not table.rows:
        return table
    return replace(
        table,
        header=tuple(compress(table.header, is_filled)),
        rows=tuple(tuple(compress(cells, is_filled)) for cells in table.rows),
        align=tuple(compress(table.align, is_filled)),
    )
