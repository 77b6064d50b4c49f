"""Blocks to HTML: one node type, one short function; every text is escaped here and only here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from kamhandbook.compose.environment import SLOT
from kamhandbook.compose.terms import GLOSSARY
from kamhandbook.document.blocks import (
    Block,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Columns,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)
from kamhandbook.document.commonmark import is_safe_link, text_of, without_bidi
from kamhandbook.site.pictures import picture_url
from kamhandbook.site.svg import svg

_WHOLE_PARAGRAPH = re.compile(rf"<p>\s*(?P<alone>{SLOT.pattern})\s*</p>|(?P<inline>{SLOT.pattern})")
_PAGE_LINK = re.compile(r"^(?!\w+:)([^?#]+)\.md(?=$|[?#])")
_ALIGN = {"left": "", "center": ' class="kam-centre"', "right": ' class="kam-right"'}
_STYLES = {"strong": "strong", "emphasis": "em", "strike": "del"}
_HEAD = ' scope="row" role="rowheader"'
LOWEST_HEADING = 6

Row = tuple[tuple[Inline, ...], ...]


@dataclass(slots=True)
class Writer:
    """Writes the blocks of one page; keeps what must be unique or in order on it.

    ``heading_offset`` is the level of the heading the blocks stand under; headings inside are
    demoted below it and never skip a level. ``ids`` begins every id.
    """

    heading_offset: int = 2
    ids: str = ""
    _figures: int = field(default=0, init=False)
    _level: int = field(default=0, init=False)

    def blocks(self, blocks: Blocks) -> str:
        """Write blocks that stand below a heading of level ``heading_offset``."""
        self._level = self.heading_offset
        return self.inner(blocks)

    def inner(self, blocks: Blocks) -> str:
        """Write blocks inside other blocks."""
        return "".join(_BLOCKS[type(block)](block, self) for block in blocks)

    def heading_level(self, wanted: int) -> int:
        """Demote a heading; it is never more than one level below the one before it."""
        self._level = min(wanted + self.heading_offset, self._level + 1, LOWEST_HEADING)
        return self._level

    def figure_id(self) -> str:
        """Give the next figure's id prefix."""
        self._figures += 1
        return f"{self.ids}figure-{self._figures}"


def blocks_html(blocks: Blocks, *, heading_offset: int = 2, ids: str = "") -> str:
    """Write blocks as HTML; ``heading_offset`` is the level of the heading they stand under."""
    return Writer(heading_offset, ids).blocks(blocks)


def inlines_html(inlines: Iterable[Inline]) -> str:
    """Write inlines as HTML."""
    return "".join(_INLINES[type(inline)](inline) for inline in inlines)


def filled(html: str, slots: Mapping[str, Blocks], *, heading_offset: int = 2) -> str:
    """Put the blocks of a page's slots into its HTML, in one pass, so that nothing is read twice.

    A slot that is a paragraph of its own becomes blocks; one inside a line becomes inlines, unless
    it holds more than one paragraph.
    """
    writer = Writer(heading_offset)

    def fill(match: re.Match[str]) -> str:
        alone = match["alone"]
        content = slots.get(alone or match["inline"])
        if content is None:
            return match[0]
        if not alone and len(content) == 1 and isinstance(content[0], Paragraph):
            return inlines_html(content[0].children)
        return writer.blocks(content)

    return _WHOLE_PARAGRAPH.sub(fill, html)


def text_html(text: str) -> str:
    """Write characters so that they are shown exactly as they are."""
    return escape(without_bidi(text))


# --- blocks


def _paragraph(block: Paragraph, _writer: Writer) -> str:
    role = f' class="kam-{escape(block.role)}"' if block.role else ""
    return f"<p{role}>{inlines_html(block.children)}</p>\n"


def _heading(block: Heading, writer: Writer) -> str:
    if not text_of(block.children).strip():
        return ""
    level = writer.heading_level(block.level)
    return f"<h{level}>{inlines_html(block.children)}</h{level}>\n"


def _list(block: ListBlock, writer: Writer) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    items = "".join(f"<li>{_item(item, writer)}</li>\n" for item in block.items)
    return f"<{tag}{start}>\n{items}</{tag}>\n"


def _item(blocks: Blocks, writer: Writer) -> str:
    """Write a list item; a first paragraph needs no tag of its own."""
    if blocks and isinstance(blocks[0], Paragraph):
        return inlines_html(blocks[0].children) + writer.inner(blocks[1:])
    return writer.inner(blocks)


def _table(block: Table, _writer: Writer) -> str:
    labels = [text_of(cell) for cell in block.header]
    head = "".join(
        _cell("th", cell, align, ' scope="col" role="columnheader"')
        if label.strip()
        else _cell("td", cell, align, ' role="cell"')
        for cell, align, label in zip(block.header, block.align, labels, strict=True)
    )
    keys = block.keys or ((("",) * len(labels)),) * len(block.rows)
    rows = "".join(
        _row(row, block, labels, sort) for row, sort in zip(block.rows, keys, strict=True)
    )
    role = f" kam-{escape(block.role)}" if block.role else ""
    table = (
        f'<thead role="rowgroup">\n<tr role="row">{head}</tr>\n</thead>\n'
        f'<tbody role="rowgroup">\n{rows}</tbody>'
    )
    return (
        f'<div class="kam-tablewrap"><table class="kam-table{role}" role="table">\n'
        f"{table}\n</table></div>\n"
    )


def _row(row: Row, block: Table, labels: list[str], keys: tuple[str, ...]) -> str:
    """Write a row; roles keep it a row where a phone shows it as a card."""
    cells = []
    for index, (cell, align, label) in enumerate(zip(row, block.align, labels, strict=True)):
        is_head = index == 0 and bool(text_of(cell).strip())
        extra = _HEAD if is_head else f' role="cell" data-label="{text_html(label)}"'
        sort = f' data-sort="{text_html(keys[index])}"' if keys[index] else ""
        cells.append(_cell("th" if is_head else "td", cell, align, extra + sort))
    return f'<tr role="row">{"".join(cells)}</tr>\n'


def _cell(tag: str, content: tuple[Inline, ...], align: str, extra: str = "") -> str:
    return f"<{tag}{_ALIGN[align]}{extra}>{inlines_html(content)}</{tag}>"


def _quote(block: Quote, writer: Writer) -> str:
    return f"<blockquote>\n{writer.inner(block.blocks)}</blockquote>\n"


def _code_block(block: CodeBlock, _writer: Writer) -> str:
    return f'<pre class="kam-code"><code>{text_html(block.text)}</code></pre>\n'


def _rule(_block: Rule, _writer: Writer) -> str:
    return "<hr>\n"


def _figure(block: Figure, writer: Writer) -> str:
    return svg(block.drawing, ids=writer.figure_id())


def _columns(block: Columns, writer: Writer) -> str:
    inside = "".join(f"<div>\n{writer.inner(column)}</div>\n" for column in block.columns)
    return f'<div class="kam-columns">\n{inside}</div>\n'


# --- inlines


def _text(inline: Text) -> str:
    return text_html(inline.text)


def _styled(inline: Styled) -> str:
    tag = _STYLES[inline.style]
    return f"<{tag}>{inlines_html(inline.children)}</{tag}>"


def _code(inline: Code) -> str:
    return f"<code>{text_html(inline.text)}</code>"


def _link(inline: Link) -> str:
    words = inlines_html(inline.children)
    if not is_safe_link(inline.href):
        return words
    if not text_of(inline.children).strip():
        words = text_html(inline.href)
    href = _PAGE_LINK.sub(r"\1.html", inline.href)
    kind = ' class="kam-term"' if href.startswith(f"{GLOSSARY}#") and inline.title else ""
    title = f' title="{text_html(inline.title)}"' if inline.title else ""
    return f'<a href="{escape(href)}"{kind}{title}>{words}</a>'


def _image(inline: Image) -> str:
    source = escape(picture_url(inline.src))
    return f'<img src="{source}" alt="{text_html(inline.alt)}" loading="lazy">'


def _break(_inline: Break) -> str:
    return "<br>"


_BLOCKS: dict[type[Block], Callable[[Any, Writer], str]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    ListBlock: _list,
    Table: _table,
    Quote: _quote,
    CodeBlock: _code_block,
    Rule: _rule,
    Figure: _figure,
    Columns: _columns,
}

_INLINES: dict[type[Inline], Callable[[Any], str]] = {
    Text: _text,
    Styled: _styled,
    Code: _code,
    Link: _link,
    Image: _image,
    Break: _break,
}
