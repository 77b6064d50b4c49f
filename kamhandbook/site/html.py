"""Blocks to HTML: one node type, one short method; every text is escaped here and only here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.compose.icons import icon_file
from kamhandbook.document.addresses import PLACE
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
from kamhandbook.document.commonmark import is_safe_link, text_of, without_bidi
from kamhandbook.document.tree import is_icon
from kamhandbook.site.anchors import is_listed, prefix_of_part
from kamhandbook.site.pictures import picture_url
from kamhandbook.site.svg import svg

LOWEST_HEADING = 6
_PAGE_LINK = re.compile(r"^(?!\w+:)([^?#]+)\.md(?=$|[?#])")
_ALIGN = {"left": "", "center": ' class="kam-centre"', "right": ' class="kam-right"'}
_STYLES = {"strong": "strong", "emphasis": "em", "strike": "del"}
_HEAD = ' scope="row" role="rowheader"'
_ROLES = {"label": "panel-title"}  # classes where they are not called as the role
_BEHAVIOUR = "data-kam-"  # attributes that our script looks for

Row = tuple[Inlines, ...]


class Target(Struct, frozen=True):
    """Where the HTML is shown.

    ``address`` turns what a link says into what the browser is to follow. ``prefix`` begins every
    anchor and every link to one, ``offset`` is added to the level of every heading. Where nothing
    ``moves``, as in a book to print, no attribute asks our script to filter, sort or remember.
    ``permalink`` is written behind headings with an anchor (HTML, with an empty anchor).
    ``copy`` is what a button says that copies a path, and what it says then; None for none.
    """

    address: Callable[[str], str] = str
    prefix: str = ""
    offset: int = 0
    moves: bool = True
    permalink: str = ""
    copy: tuple[str, str] | None = None


@dataclass(slots=True)
class HtmlWriter:
    """Writes blocks for one target; keeps what must be in order among them."""

    target: Target = field(default_factory=Target)
    _figures: int = field(default=0, init=False)
    _level: int = field(default=2, init=False)  # of the last heading inside an answer
    _is_bare: bool = field(default=False, init=False)  # paragraphs of a nav have no tag

    # --- blocks

    def blocks(self, blocks: Blocks) -> str:
        """Return blocks as HTML."""
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        """Return a block as HTML."""
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
            case Quote():
                return f"<blockquote>\n{self.blocks(block.blocks)}</blockquote>\n"
            case CodeBlock():
                return f'<pre class="kam-code"><code>{text_html(block.text)}</code></pre>\n'
            case Rule():
                return "<hr>\n"
            case Figure():
                return self._figure(block)
            case Columns():
                return self._columns(block)
            case DefinitionList():
                return self._definitions(block)
            case Container():
                return self._container(block)
            case Details():
                return self._details(block)
            case Part():
                return self._part(block)
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph) -> str:
        words = self.inlines(block.children)
        if self._is_bare or is_icon(block):
            return words
        role = _ROLES.get(block.role, block.role)
        return (
            f"<p{self._attributes(block.attributes, f'kam-{role}' if role else '')}>{words}</p>\n"
        )

    def _heading(self, block: Heading) -> str:
        if block.in_answer:
            return self._inside_answer(block)
        self._level = 2
        level = min(block.level + self.target.offset, LOWEST_HEADING)
        attributes = self._attributes(block.attributes)
        words = self.inlines(block.children)
        if is_listed(block):
            anchor = self.target.prefix + block.attributes.id
            words += self.target.permalink.replace('href="#"', f'href="#{escape(anchor)}"')
        return f"<h{level}{attributes}>{words}</h{level}>\n"

    def _inside_answer(self, block: Heading) -> str:
        """Demote a heading below its question; it is never more than one level below the last."""
        if not text_of(block.children).strip():
            return ""
        self._level = min(block.level + 2, self._level + 1)
        level = min(self._level + self.target.offset, LOWEST_HEADING)
        return f"<h{level}>{self.inlines(block.children)}</h{level}>\n"

    def _list(self, block: ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        if block.role == "checklist":
            ticked = (f"<li>{self._tick_box(item)}</li>\n" for item in block.items)
            classes = self._attributes(block.attributes, "kam-checklist", "kam-plain")
            return f"<{tag}{classes}>\n{''.join(ticked)}</{tag}>\n"
        items = "".join(f"<li>{self._item(item)}</li>\n" for item in block.items)
        return f"<{tag}{start}{self._attributes(block.attributes)}>\n{items}</{tag}>\n"

    def _tick_box(self, item: Blocks) -> str:
        return f'<label><input type="checkbox"><span>{self._item(item)}</span></label>'

    def _item(self, blocks: Blocks) -> str:
        """Return an item; a first paragraph that is nothing special needs no tag of its own."""
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and not first.role and first.attributes is PLAIN:
            return self.inlines(first.children) + self.blocks(blocks[1:])
        return self.blocks(blocks)

    def _table(self, block: Table) -> str:
        labels = [text_of(cell) for cell in block.header]
        head = "".join(
            self._cell("th", cell, align, ' scope="col" role="columnheader"')
            if label.strip()
            else self._cell("td", cell, align, ' role="cell"')
            for cell, align, label in zip(block.header, block.align, labels, strict=True)
        )
        keys = block.sort_keys or ((("",) * len(labels)),) * len(block.rows)
        marks = block.anchors or ("",) * len(block.rows)
        rows = "".join(
            self._row(row, block, labels, sort, anchor)
            for row, sort, anchor in zip(block.rows, keys, marks, strict=True)
        )
        role = f"kam-{block.role}" if block.role else ""
        attributes = self._attributes(block.attributes, "kam-table", role)
        return (
            f'<div class="kam-tablewrap"><table{attributes} role="table">\n'
            f'<thead role="rowgroup">\n<tr role="row">{head}</tr>\n</thead>\n'
            f'<tbody role="rowgroup">\n{rows}</tbody>\n</table></div>\n'
        )

    def _row(
        self, row: Row, block: Table, labels: list[str], keys: tuple[str, ...], anchor: str
    ) -> str:
        """Return a row; roles keep it a row where a phone shows it as a card."""
        cells = []
        for index, (cell, align, label) in enumerate(zip(row, block.align, labels, strict=True)):
            is_head = index == 0 and bool(text_of(cell).strip())
            extra = _HEAD if is_head else f' role="cell" data-label="{text_html(label)}"'
            sort = f' data-sort="{text_html(keys[index])}"' if keys[index] else ""
            cells.append(self._cell("th" if is_head else "td", cell, align, extra + sort))
        mark = f' id="{escape(self.target.prefix + anchor)}"' if anchor else ""
        return f'<tr{mark} role="row">{"".join(cells)}</tr>\n'

    def _cell(self, tag: str, content: Inlines, align: str, extra: str = "") -> str:
        return f"<{tag}{_ALIGN[align]}{extra}>{self.inlines(content)}</{tag}>"

    def _figure(self, block: Figure) -> str:
        self._figures += 1
        ids = f"{self.target.prefix}figure-{self._figures}"
        return svg(block.drawing, ids=ids, address=self._address)

    def _columns(self, block: Columns) -> str:
        each = block.each or (PLAIN,) * len(block.columns)
        columns = list(zip(block.columns, each, strict=True))
        if block.role == "cards":
            cards = "".join(
                f"<li{self._attributes(attributes, 'kam-card')}>{self._item(column)}</li>\n"
                for column, attributes in columns
            )
            outside = self._attributes(block.attributes, "kam-cards", "kam-plain")
            return f"<ol{outside}>\n{cards}</ol>\n"
        inside = "".join(
            f"<div{self._attributes(attributes)}>\n{self.blocks(column)}</div>\n"
            for column, attributes in columns
        )
        return f"<div{self._attributes(block.attributes, 'kam-columns')}>\n{inside}</div>\n"

    def _definitions(self, block: DefinitionList) -> str:
        if block.role == "facts":
            rows = "".join(
                f'<tr><th scope="row"{self._attributes(item.attributes)}>'
                f"{self.inlines(item.term)}</th>"
                f"<td>{''.join(map(self._item, item.meanings))}</td></tr>\n"
                for item in block.items
            )
            return f"<table{self._attributes(block.attributes, 'kam-facts')}>\n{rows}</table>\n"
        items = "".join(
            f"<div><dt{self._attributes(item.attributes)}>{self.inlines(item.term)}</dt>"
            + "".join(f"<dd>{self._item(meaning)}</dd>" for meaning in item.meanings)
            + "</div>\n"
            for item in block.items
        )
        return f"<dl{self._attributes(block.attributes)}>\n{items}</dl>\n"

    def _container(self, block: Container) -> str:
        """Return an element with blocks; a div that says nothing is not written."""
        attributes = self._attributes(block.attributes) + _excluded(block.searched)
        before, self._is_bare = self._is_bare, self._is_bare or block.element == "nav"
        inside = self.blocks(block.blocks)
        self._is_bare = before
        if block.element == "div" and not attributes:
            return inside
        return f"<{block.element}{attributes}>\n{inside}</{block.element}>\n"

    def _details(self, block: Details) -> str:
        attributes = self._attributes(block.attributes) + _excluded(block.searched)
        summary = f"<summary>{self.inlines(block.summary)}</summary>"
        return f"<details{attributes}>{summary}\n{self.blocks(block.blocks)}</details>\n"

    def _part(self, block: Part) -> str:
        prefix = prefix_of_part(block.file)
        inside = replace(self.target, prefix=prefix, offset=self.target.offset + 1)
        title = Heading(2, (Text(block.title),), block.attributes)
        return self.block(title) + HtmlWriter(inside).blocks(block.blocks)

    # --- inlines

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Return inlines as HTML."""
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Inline) -> str:
        """Return an inline as HTML."""
        match inline:
            case Text(text=text):
                return text_html(text)
            case Styled():
                tag = _STYLES[inline.style]
                return f"<{tag}>{self.inlines(inline.children)}</{tag}>"
            case Code(text=text):
                return f"<code>{text_html(text)}</code>"
            case Link():
                return self._link(inline)
            case Image():
                source = escape(self.target.address(picture_url(inline.src)))
                return f'<img src="{source}" alt="{text_html(inline.alt)}" loading="lazy">'
            case Break():
                return "<br>"
            case Attributed():
                tag, attributes = inline.element, self._attributes(inline.attributes)
                return f"<{tag}{attributes}>{self.inlines(inline.children)}</{tag}>"
            case Icon():
                return _icon(inline.name)
            case _:
                assert_never(inline)

    def _link(self, link: Link) -> str:
        words = self.inlines(link.children)
        if not is_safe_link(link.href):
            return words
        if not words.strip():
            words = text_html(link.href)
        if link.href.lower().startswith(PLACE):
            return self._place(link, words)
        attributes = self._attributes(link.attributes)
        title = f' title="{text_html(link.title)}"' if link.title else ""
        return f'<a href="{escape(self._address(link.href))}"{attributes}{title}>{words}</a>'

    def _place(self, link: Link, words: str) -> str:
        """Return a place on a file share: our script lets it be copied, or followed from there."""
        shown = f'<span class="kam-place" translate="no">{words}</span>'
        if not self.target.copy:
            return shown
        label, done = map(text_html, self.target.copy)
        return (
            f'{shown} <button type="button" class="kam-copy" hidden aria-live="polite" '
            f'data-kam-place="{escape(link.href)}" data-kam-done="{done}">{label}</button>'
        )

    def _address(self, href: str) -> str:
        """Return where a link leads; one inside a part of the book stays there."""
        if href.startswith("#") and self.target.prefix:
            return f"#{self.target.prefix}{href[1:]}"
        return self.target.address(_PAGE_LINK.sub(r"\1.html", href))

    def _attributes(self, attributes: Attributes, *classes: str) -> str:
        if attributes is PLAIN and not any(classes):
            return ""
        parts = [f' id="{escape(self.target.prefix + attributes.id)}"'] if attributes.id else []
        names = " ".join(filter(None, (*classes, *attributes.classes)))
        if names := " ".join(name for name in names.split() if name != "unlisted"):
            parts.append(f' class="{escape(names)}"')
        for name, value in attributes.further:
            if self.target.moves or not name.startswith(_BEHAVIOUR):
                parts.append(f' {name}="{text_html(value)}"')
        return "".join(parts)


def text_html(text: str) -> str:
    """Return characters so that they are shown exactly as they are."""
    return escape(without_bidi(text))


def _excluded(is_searched: bool) -> str:
    return "" if is_searched else " data-search-exclude"


@cache
def _icon(name: str) -> str:
    """Return an icon that takes the text's colour."""
    drawing = " ".join(icon_file(name).read_text(encoding="utf-8").split())
    return drawing.replace("<svg ", '<svg class="kam-icon" aria-hidden="true" ', 1)
