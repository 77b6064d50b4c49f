"""CommonMark to blocks, parsed once; used for answers and for the Markdown of deck templates.

Raw HTML is text, links lead to http, https, mailto or relative places only, pictures come from
``content/`` only. Everything else that is written is shown as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, cast
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kamhandbook.document.blocks import (
    Block,
    Blocks,
    Break,
    Code,
    CodeBlock,
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

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = ("http:", "https:", "mailto:")
_IGNORED = re.compile(r"[\s\x00-\x20\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")

Tokens = Sequence[Token]


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Give the one Markdown parser: CommonMark without HTML, with tables and strikethrough."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.validateLink = is_safe_link  # type: ignore[method-assign]
    return markdown


def is_safe_link(url: str) -> bool:
    """Whether a link may be kept: http, https, mailto, or a relative place on the site."""
    bare = _IGNORED.sub("", unquote(url)).replace("\\", "/").lower()
    if bare.startswith(_ALLOWED):
        return True
    return not bare.startswith("/") and not _SCHEME.match(bare)


@lru_cache(maxsize=4096)  # receipt beside metrics.faces._em
def parse(text: str) -> Blocks:
    """Parse an answer into blocks."""
    return blocks(parser().parse(without_bidi(text)))


def without_bidi(text: str) -> str:
    """Drop the controls that would show a text in another order than it is written."""
    return text if text.isascii() else _BIDI.sub("", text)


def plain(text: str) -> Blocks:
    """Make a plain text, shown exactly as written, a paragraph."""
    return (Paragraph((Text(text),)),) if text else ()


def blocks(tokens: Tokens) -> Blocks:
    """Turn a token stream into blocks; a kind nobody knows is a programming error."""
    made: list[Block] = []
    for kind, inside in _top_level(tokens):
        made.extend(_BLOCKS[kind](inside))
    return tuple(made)


def inlines(tokens: Tokens) -> tuple[Inline, ...]:
    """Turn inline tokens into inlines; neighbouring texts are joined."""
    made: list[Inline] = []
    for kind, inside in _top_level(tokens):
        for inline in _INLINES[kind](inside):
            if made and isinstance(inline, Text) and isinstance(made[-1], Text):
                made[-1] = Text(made[-1].text + inline.text)
            else:
                made.append(inline)
    return tuple(made)


def text_of(content: Sequence[Inline | Block]) -> str:
    """Give the bare text of inlines or blocks, blocks and items on lines of their own."""
    return "".join(_text(part) for part in content).strip("\n")


def first_list(content: Blocks) -> tuple[tuple[Inline, ...], ...]:
    """Give the items of the first list as inlines; empty when there is no list."""
    for block in content:
        if isinstance(block, ListBlock):
            return tuple(_leading(item) for item in block.items)
    return ()


def first_sentence(content: Blocks) -> str:
    """Give the first sentence of the first paragraph."""
    for block in content:
        if isinstance(block, Paragraph):
            text = " ".join(text_of(block.children).split())
            match = re.match(r".+?[.!?](?=\s+[A-ZÄÖÜ„]|$)", text)
            return match[0] if match and not _abbreviation(match[0]) else text
    return ""


def _abbreviation(sentence: str) -> bool:
    return bool(
        re.search(r"\b([A-Za-zäöüÄÖÜ]|bzw|ca|usw|vgl|inkl|max|min|Dr|Nr|St|evtl)\.$", sentence)
    )


def _leading(item: Blocks) -> tuple[Inline, ...]:
    head = item[0] if item else None
    return head.children if isinstance(head, Paragraph | Heading) else (Text(text_of(item)),)


def _text(part: Inline | Block) -> str:
    match part:
        case Text(text=text) | Code(text=text):
            return text
        case Break():
            return "\n"
        case Image(alt=alt):
            return alt
        case Styled(children=children) | Link(children=children):
            return "".join(_text(child) for child in children)
        case Paragraph(children=children) | Heading(children=children):
            return "".join(_text(child) for child in children) + "\n"
        case ListBlock(items=items):
            return "".join(_text(block) for item in items for block in item)
        case Table(header=header, rows=rows):
            return "".join(
                "\t".join(text_of(cell) for cell in row) + "\n" for row in (header, *rows)
            )
        case Quote(blocks=inside):
            return "".join(_text(block) for block in inside)
        case CodeBlock(text=text):
            return text + "\n"
    return ""


def _top_level(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    """Walk the outermost nodes as (kind, their tokens); an opening and its closing are one node."""
    start, depth = 0, 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start].type.removesuffix("_open"), tokens[start : index + 1]
            start = index + 1


# --- one node type, one short function


def _paragraph(tokens: Tokens) -> Blocks:
    return (Paragraph(_children(tokens)),)


def _heading(tokens: Tokens) -> Blocks:
    return (Heading(int(tokens[0].tag[1:]), _children(tokens)),)


def _list(tokens: Tokens) -> Blocks:
    items = tuple(blocks(inside[1:-1]) for _, inside in _top_level(tokens[1:-1]))
    ordered = tokens[0].type == "ordered_list_open"
    return (ListBlock(items, ordered, int(tokens[0].attrGet("start") or 1)),)


def _quote(tokens: Tokens) -> Blocks:
    return (Quote(blocks(tokens[1:-1])),)


def _code_block(tokens: Tokens) -> Blocks:
    return (CodeBlock(tokens[0].content.rstrip("\n")),)


def _rule(_tokens: Tokens) -> Blocks:
    return (Rule(),)


def _table(tokens: Tokens) -> Blocks:
    rows = [inside for kind, inside in _rows(tokens)]
    cells = [tuple(_children(cell) for _, cell in _top_level(row[1:-1])) for row in rows]
    align = tuple(_alignment(cell[0]) for _, cell in _top_level(rows[0][1:-1]))
    return (Table(cells[0], tuple(cells[1:]), align),)


def _rows(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    for _, part in _top_level(tokens[1:-1]):
        yield from _top_level(part[1:-1])


def _alignment(cell: Token) -> Literal["left", "center", "right"]:
    style = str(cell.attrGet("style") or "")
    found = style.removeprefix("text-align:")
    return cast(Literal["left", "center", "right"], found) if found else "left"


def _children(tokens: Tokens) -> tuple[Inline, ...]:
    return inlines(tokens[1].children or []) if len(tokens) > 2 else ()


def _inline_block(tokens: Tokens) -> Blocks:
    return (Paragraph(inlines(tokens[0].children or [])),)


def _word(tokens: Tokens) -> tuple[Inline, ...]:
    return (Text(tokens[0].content),) if tokens[0].content else ()


def _soft_break(_tokens: Tokens) -> tuple[Inline, ...]:
    return (Text(" "),)


def _hard_break(_tokens: Tokens) -> tuple[Inline, ...]:
    return (Break(),)


def _code(tokens: Tokens) -> tuple[Inline, ...]:
    return (Code(tokens[0].content),)


def _styled(
    style: Literal["strong", "emphasis", "strike"],
) -> Callable[[Tokens], tuple[Inline, ...]]:
    return lambda tokens: (Styled(style, inlines(tokens[1:-1])),)


def _link(tokens: Tokens) -> tuple[Inline, ...]:
    href = str(tokens[0].attrGet("href") or "")
    return (Link(inlines(tokens[1:-1]), href, str(tokens[0].attrGet("title") or "")),)


def _image(tokens: Tokens) -> tuple[Inline, ...]:
    src = unquote(str(tokens[0].attrGet("src") or ""))
    alt = text_of(inlines(tokens[0].children or [])) or tokens[0].content
    if _SCHEME.match(src) or src.startswith(("/", "\\")) or ".." in src.split("/"):
        return (Text(alt),)  # nothing is fetched from elsewhere
    return (Image(src, alt),)


_BLOCKS: dict[str, Callable[[Tokens], Blocks]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "fence": _code_block,
    "code_block": _code_block,
    "hr": _rule,
    "table": _table,
    "inline": _inline_block,
}

_INLINES: dict[str, Callable[[Tokens], tuple[Inline, ...]]] = {
    "text": _word,
    "text_special": _word,
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
    "code_inline": _code,
    "strong": _styled("strong"),
    "em": _styled("emphasis"),
    "s": _styled("strike"),
    "link": _link,
    "image": _image,
}
