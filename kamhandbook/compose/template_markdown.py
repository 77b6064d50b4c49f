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

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress
from typing import Literal, cast

from markdown_it.token import Token

from kamhandbook.compose.markdown_syntax import MarkdownError, attributes_of, tokens_of
from kamhandbook.compose.slots import SLOT, Slots
from kamhandbook.document.blocks import (
    PLAIN,
    Attributed,
    Attributes,
    Block,
    Blocks,
    Columns,
    Container,
    Definition,
    DefinitionList,
    Details,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Table,
    Text,
)
from kamhandbook.document.commonmark import (
    BlockReader,
    Tokens,
    is_safe_link,
    text_of,
    top_level,
)

ROLES = frozenset({"number", "lead", "label", "muted", "excerpt"})
_ONLY: Mapping[str, Literal["page", "book"]] = {"page-only": "page", "book-only": "book"}
_SPANS = frozenset({"small", "ins", "del", "button"})
_ELEMENTS = frozenset({"div", "section", "nav", "aside"})
# Attributes that tokens have from CommonMark itself.
_OF_MARKDOWN = {"link_open": ("href", "title"), "ordered_list_open": ("start",)}
_PREFIXES = ("data-", "aria-")
_NAMES = frozenset({"role", "rel", "title", "lang", "hidden", "type"})  # of attributes

Given = Mapping[str, str]  # attributes as written, with the words of their slots


def read_template(text: str, slots: Slots) -> Blocks:
    """Return the blocks of a rendered template; raises MarkdownError with the line in question."""
    return TemplateReader(slots).blocks(tokens_of(text))


class TemplateReader(BlockReader):
    """Reads the tokens of one rendered template; whatever stands in a slot is put in its place."""

    takes_any_class = True

    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self.fences: Mapping[str, Callable[[Tokens, str, Given], Blocks]] = {
            "columns": self._columns,
            "cards": self._columns,
            "column": self._column_alone,
            "card": self._card,
            "limit": self._limit,
            "details": self._details,
            "facts": self._facts,
            "checklist": self._checklist,
            **dict.fromkeys(sorted(ROLES), self._role),
            **dict.fromkeys(sorted(_ELEMENTS), self._element),
        }

    def literal(self, text: str) -> str:
        """Return the bare words of what stands in code."""
        return self.slots.plain(text)

    # --- blocks

    def paragraph(self, tokens: Tokens) -> Blocks:
        """Read a paragraph; blocks that stand in its slots come out of it."""
        attributes = self._attributes(tokens[0])
        blocks = tuple(self._apart(tokens[1]))
        return tuple(_with_attributes(block, attributes) for block in blocks)

    def heading(self, tokens: Tokens) -> Blocks:
        """Read a heading of the template."""
        attributes = self._attributes(tokens[0])
        return (Heading(int(tokens[0].tag[1:]), self.children(tokens), attributes),)

    def bullet_list(self, tokens: Tokens) -> Blocks:
        """Read a list with its attributes."""
        attributes = self._attributes(tokens[0])
        return tuple(_with_attributes(block, attributes) for block in super().bullet_list(tokens))

    ordered_list = bullet_list

    def table(self, tokens: Tokens) -> Blocks:
        """Read a table; a column that says nothing is left out: nothing withheld leaves a hole."""
        return tuple(
            _without_empty_columns(block) if isinstance(block, Table) else block
            for block in super().table(tokens)
        )

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

    def container(self, tokens: Tokens) -> Blocks:
        """Read a fence."""
        name, given = self._opened(tokens[0])
        read = self.fences.get(name)
        if read is None and self.takes_any_class and tokens[0].info.startswith("{"):
            read = self._element
        if read is None:
            allowed = ", ".join(sorted(self.fences))
            raise MarkdownError("slide_fence", tokens[0], fence=name, allowed=allowed)
        return read(tokens, name, given)

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
        words = self.inlines(tokens[1:-1])
        if not is_safe_link(href):
            return words
        attributes = self._attributes(tokens[0])
        return (Link(words, href, self.slots.plain(_title(tokens[0])), attributes),)

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

    def _given(self, token: Token, attributes: Mapping[str, object]) -> Given:
        return {name: self.slots.plain(str(value)) for name, value in attributes.items()}

    def _attributes(self, token: Token) -> Attributes:
        """Return what a template says of an element in braces."""
        given = {k: v for k, v in token.attrs.items() if k not in _OF_MARKDOWN.get(token.type, ())}
        return self.attributes(token, self._given(token, given)) if given else PLAIN

    def attributes(self, token: Token, given: Given) -> Attributes:
        """Return attributes as written; raises MarkdownError for one that no element has."""
        classes = given.get("class", "").split()
        further = {k: v for k, v in given.items() if k not in ("id", "class")}
        for name in further:
            if name not in _NAMES and not name.startswith(_PREFIXES):
                raise MarkdownError(
                    "slide_attribute", token, attribute=name, allowed=", ".join(sorted(_NAMES))
                )
        return Attributes(
            id=given.get("id", ""),
            classes=tuple(name for name in classes if name not in _ONLY),
            further=tuple(further.items()),
            only=next((_ONLY[name] for name in classes if name in _ONLY), ""),
        )

    def _opened(self, token: Token) -> tuple[str, Given]:
        """Return the name of a fence, which is its first class, and what else it says."""
        name, _, braces = token.info.partition("{")
        given = dict(self._given(token, attributes_of("{" + braces, token) if braces else {}))
        if name.strip():
            return name.strip(), given
        first, *classes = given.get("class", "").split() or [""]
        if first in self.fences:
            given["class"] = " ".join(classes)
        return first, given

    # --- fences

    def _element(self, tokens: Tokens, name: str, given: Given) -> Blocks:
        element = cast(Literal["div", "section"], name if name in _ELEMENTS else "div")
        searched, attributes = self._of_fence(tokens[0], given)
        return (Container(self.blocks(tokens[1:-1]), element, attributes, searched),)

    def _details(self, tokens: Tokens, _name: str, given: Given) -> Blocks:
        searched, attributes = self._of_fence(tokens[0], given)
        blocks = self.blocks(tokens[1:-1])
        if not blocks or not isinstance(blocks[0], Paragraph):
            raise MarkdownError("slide_details", tokens[0])
        return (Details(blocks[0].children, blocks[1:], attributes, searched),)

    def _of_fence(self, token: Token, given: Given) -> tuple[bool, Attributes]:
        kept = {name: value for name, value in given.items() if name != "search"}
        return given.get("search") != "no", self.attributes(token, kept)

    def _facts(self, tokens: Tokens, _name: str, _given: Given) -> Blocks:
        return tuple(
            replace(block, role="facts") if isinstance(block, DefinitionList) else block
            for block in self.blocks(tokens[1:-1])
        )

    def _checklist(self, tokens: Tokens, _name: str, given: Given) -> Blocks:
        attributes = self.attributes(tokens[0], given)
        return tuple(
            replace(block, role="checklist", attributes=attributes)
            if isinstance(block, ListBlock)
            else block
            for block in self.blocks(tokens[1:-1])
        )

    def _columns(self, tokens: Tokens, name: str, _given: Given) -> Blocks:
        columns = [self._column(kind, node) for kind, node in top_level(tokens[1:-1])]
        full = [(width, blocks) for width, blocks in columns if blocks]
        if not full:
            return ()
        widths = _widths([width for width, _ in full])
        role = "cards" if name == "cards" else ""
        return (Columns(tuple(blocks for _, blocks in full), widths, role),)

    def _column(self, kind: str, tokens: Tokens) -> tuple[float | None, Blocks]:
        name, given = self._opened(tokens[0]) if kind == "container" else ("", {})
        if name != "column":
            raise MarkdownError("slide_no_column", tokens[0])
        width = given.get("width", "")
        if not width:
            return None, self.blocks(tokens[1:-1])
        if not _is_percentage(width):
            raise MarkdownError("slide_width", tokens[0], width=width)
        return float(width.rstrip("%")) / 100, self.blocks(tokens[1:-1])

    def _column_alone(self, tokens: Tokens, _name: str, _given: Given) -> Blocks:
        raise MarkdownError("slide_column_alone", tokens[0])

    def _card(self, tokens: Tokens, _name: str, _given: Given) -> Blocks:
        return (Columns((self.blocks(tokens[1:-1]),), (1.0,), "cards"),)

    def _role(self, tokens: Tokens, role: str, _given: Given) -> Blocks:
        return tuple(
            replace(block, role=role) if isinstance(block, Paragraph | ListBlock) else block
            for block in self.blocks(tokens[1:-1])
        )

    def _limit(self, tokens: Tokens, _name: str, given: Given) -> Blocks:
        """Tables and lists show so many rows or items at the most; the others are on the site."""
        written = given.get("most", "")
        if not written.isdigit():
            raise MarkdownError("slide_most", tokens[0], most=written)
        return tuple(
            replace(block, slide_limit=int(written))
            if isinstance(block, Table | ListBlock)
            else block
            for block in self.blocks(tokens[1:-1])
        )


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


def _with_attributes(block: Block, attributes: Attributes) -> Block:
    if attributes is not PLAIN and isinstance(block, Paragraph | ListBlock | DefinitionList):
        return replace(block, attributes=attributes)
    return block


def _without_empty_columns(table: Table) -> Table:
    said = [
        any(text_of(cells[index]).strip() for cells in table.rows)
        for index in range(len(table.header))
    ]
    if all(said) or not table.rows:
        return table
    return replace(
        table,
        header=tuple(compress(table.header, said)),
        rows=tuple(tuple(compress(cells, said)) for cells in table.rows),
        align=tuple(compress(table.align, said)),
    )


def _is_percentage(width: str) -> bool:
    number = width.removesuffix("%")
    return width.endswith("%") and number.replace(".", "", 1).isdigit()


def _widths(given: Sequence[float | None]) -> tuple[float, ...]:
    """Return fractions; columns that name none share what is left, and all add up to 1."""
    left = max(1 - sum(width for width in given if width), 0.0)
    without = given.count(None)
    widths = [left / without if width is None else width for width in given]
    total = sum(widths) or 1.0
    return tuple(width / total for width in widths)
