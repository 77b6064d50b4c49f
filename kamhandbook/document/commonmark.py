"""CommonMark to blocks: what people write in answers, parsed once.

Raw HTML is text, links lead where ``addresses`` knows a way only, pictures come from ``content/``
only; of others the alternative text is shown. Everything else that is written is shown as it was
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, cast
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token

from kamhandbook.content.pasted_text import as_markdown
from kamhandbook.document.addresses import PLACE, WEB, address_of, linked
from kamhandbook.document.blocks import (
    Attributed,
    Block,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Heading,
    Icon,
    Image,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
)
from kamhandbook.document.inside import inside
from kamhandbook.document.links_in_text import whole_address, with_links, without_links
from kamhandbook.document.places_in_text import place_in_text, place_link
from kamhandbook.pictures.places import address_trouble
from kamhandbook.wording.language import Language

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IGNORED = re.compile(r"[\s\x00-\x20\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_UNREAD_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_UNREAD_LINK = re.compile(
    r"\] ?\((?P<address>(?:https?:|www\.|mailto:|file:|\\\\|[a-z]:[\\/])[^\n\[)]*)", re.IGNORECASE
)
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")

_FULL_STOP = re.compile(r"[.!?](?=\s|$)")
_OPENING = "„“«»‚‘\"'"  # quotes that may open a sentence, in one language or another

Tokens = Sequence[Token]


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the one Markdown parser: CommonMark without HTML, with tables and strikethrough."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.validateLink = is_safe_link  # type: ignore[method-assign]
    markdown.inline.ruler.at("image", _image_from_anywhere)
    markdown.inline.ruler.before("escape", "place", place_in_text)
    markdown.inline.ruler.before("escape", "whole_address", whole_address)
    markdown.inline.ruler.before("link", "place_link", place_link)
    return markdown


def _image_from_anywhere(state: StateInline, silent: bool) -> bool:
    """Read a picture as one wherever it lies; ``BlockReader.image`` shows only ours."""
    before = state.md.validateLink
    state.md.validateLink = _is_any_link  # type: ignore[method-assign,assignment]
    try:
        return image(state, silent)
    finally:
        state.md.validateLink = before  # type: ignore[method-assign]


def _is_any_link(_url: str) -> bool:
    return True


def is_safe_link(url: str) -> bool:
    """Whether a link may be kept: to web, mailbox, telephone, file share, or on our site."""
    bare = _IGNORED.sub("", unquote(url)).replace("\\", "/").lower()
    if bare.startswith((*WEB, PLACE)):
        return True
    return not bare.startswith("/") and not _SCHEME.match(bare)


def refused_links(text: str) -> tuple[str, ...]:
    """Return the addresses of links in a text that lead nowhere we would follow, as written."""
    refused: list[str] = []
    markdown = parser()

    def is_followed(url: str) -> bool:
        if not url or address_of(unquote(url)):
            return is_safe_link(url)
        refused.append(unquote(url))
        return False

    markdown.validateLink = is_followed  # type: ignore[method-assign]
    try:
        markdown.parse(without_bidi(as_markdown(text)))
    finally:
        markdown.validateLink = is_safe_link  # type: ignore[method-assign]
    return tuple(dict.fromkeys(refused))


def unread_links(text: str) -> tuple[str, ...]:
    """Return the addresses of what was meant as a link and is none, say for a blank in it."""
    found: list[str] = []
    for token in parser().parse(without_bidi(as_markdown(text))):
        words = "".join(
            each.content if each.type in ("text", "text_special") else "\n"
            for each in token.children or ()
        )
        found += (each["address"].rstrip(" .,") for each in _UNREAD_LINK.finditer(words))
    return tuple(dict.fromkeys(found))


def picture_addresses(text: str) -> Iterator[tuple[str, int]]:
    """Yield the address of every picture in a text, and the line its paragraph begins in, from 0.

    An address that cannot be read, say for a blank in it, is yielded with all that was written.
    """
    for token in parser().parse(without_bidi(text)):
        line = token.map[0] if token.map else 0
        for inline in token.children or ():
            if inline.type == "image":
                yield unquote(str(inline.attrGet("src") or "")), line
            elif inline.type == "text":
                yield from ((found, line) for found in _UNREAD_PICTURE.findall(inline.content))


@lru_cache(maxsize=4096)  # receipt beside metrics.faces._em
def parse(text: str) -> Blocks:
    """Return an answer as blocks."""
    return _ANSWERS.blocks(parser().parse(without_bidi(as_markdown(text))))


def without_bidi(text: str) -> str:
    """Return a text without the controls that would show it in another order than written."""
    return text if text.isascii() else _BIDI.sub("", text)


def plain(text: str) -> Blocks:
    """Return a plain text, shown exactly as written, as a paragraph."""
    return (Paragraph((Text(text),)),) if text else ()


def text_of(content: Sequence[Inline | Block]) -> str:
    """Return the bare text of inlines or blocks, each line of words on one of its own."""
    return "".join(_text(part) for part in content).strip("\n")


def first_list(content: Blocks) -> tuple[tuple[Inline, ...], ...]:
    """Return the items of the first list as inlines; () where there is no list."""
    for block in content:
        if isinstance(block, ListBlock):
            return tuple(_leading(item) for item in block.items)
    return ()


def first_sentence(content: Blocks, language: Language) -> str:
    """Return the first sentence of the first paragraph; "" where there is no paragraph."""
    for block in content:
        if isinstance(block, Paragraph):
            text = " ".join(text_of(block.children).split())
            ends = (match.end() for match in _FULL_STOP.finditer(text))
            return text[: next((end for end in ends if _ends_at(text, end, language)), None)]
    return ""


def _ends_at(text: str, end: int, language: Language) -> bool:
    """Whether a sentence ends before ``end``: another begins there, and no word is abbreviated."""
    following = text[end + 1 : end + 2]
    begins = not following or following.isupper() or following in _OPENING
    return begins and not _ends_abbreviated(text[:end], language)


def _ends_abbreviated(sentence: str, language: Language) -> bool:
    """Whether a text ends with the full stop of an abbreviation."""
    last_word = re.split(r"\W", sentence[:-1])[-1]
    return sentence.endswith(".") and (
        (len(last_word) == 1 and last_word.isalpha())
        or last_word in language.words("amounts")["abbreviations"]
    )


def _leading(item: Blocks) -> tuple[Inline, ...]:
    head = item[0] if item else None
    return head.children if isinstance(head, Paragraph | Heading) else (Text(text_of(item)),)


def _text(part: Inline | Block) -> str:
    match part:
        case Text(text=text):
            return text
        case Break():
            return "\n"
        case Code() | Styled() | Link() | Image() | Attributed() | Icon():
            return "".join(inside(part, words=str, inlines=_joined, blocks=_joined))
        case _:
            return _text_of_block(part)


def _text_of_block(block: Block) -> str:
    if isinstance(block, Table):
        rows = (block.header, *block.rows)
        return "".join("\t".join(map(text_of, row)) + "\n" for row in rows)
    return "".join(inside(block, words=_line, inlines=_line_of, blocks=_joined))


def _joined(parts: Iterable[Inline | Block]) -> str:
    return "".join(map(_text, parts))


def _line_of(inlines: Inlines) -> str:
    return _line(_joined(inlines))


def _line(words: str) -> str:
    return words + "\n"


def top_level(tokens: Tokens) -> Iterator[tuple[str, Tokens]]:
    """Yield the outermost nodes as (kind, tokens); an opening and its closing are one node."""
    start, depth = 0, 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start].type.removesuffix("_open"), tokens[start : index + 1]
            start = index + 1


class BlockReader:
    """Turns tokens into blocks and inlines: a method for each kind, named as markdown-it names it.

    A kind without a method is a programming error: nothing that is written is lost silently.
    """

    def blocks(self, tokens: Tokens) -> Blocks:
        """Return the blocks of a token stream."""
        return tuple(
            block for kind, node in top_level(tokens) for block in getattr(self, kind)(node)
        )

    def inlines(self, tokens: Tokens) -> Inlines:
        """Return the inlines of inline tokens; neighbouring texts are joined."""
        joined: list[Inline] = []
        for kind, node in top_level(tokens):
            for inline in getattr(self, kind)(node):
                if joined and isinstance(inline, Text) and isinstance(joined[-1], Text):
                    joined[-1] = Text(joined[-1].text + inline.text)
                else:
                    joined.append(inline)
        return tuple(joined)

    def children(self, tokens: Tokens) -> Inlines:
        """Return what stands inside a block of one line of text."""
        return self.inlines(tokens[1].children or []) if len(tokens) > 2 else ()

    def literal(self, text: str) -> str:
        """Return what stands in code for what is written there."""
        return text

    # --- blocks

    def paragraph(self, tokens: Tokens) -> Blocks:
        """Read a paragraph of an answer."""
        return (Paragraph(self.children(tokens), in_answer=True),)

    def heading(self, tokens: Tokens) -> Blocks:
        """Read a heading of an answer."""
        return (Heading(int(tokens[0].tag[1:]), self.children(tokens), in_answer=True),)

    def bullet_list(self, tokens: Tokens) -> Blocks:
        """Read a list."""
        items = tuple(self.blocks(item[1:-1]) for _, item in top_level(tokens[1:-1]))
        ordered = tokens[0].type == "ordered_list_open"
        return (ListBlock(items, ordered, int(tokens[0].attrGet("start") or 1)),)

    ordered_list = bullet_list

    def blockquote(self, tokens: Tokens) -> Blocks:
        """Read a quotation."""
        return (Quote(self.blocks(tokens[1:-1])),)

    def fence(self, tokens: Tokens) -> Blocks:
        """Read literal lines."""
        return (CodeBlock(self.literal(tokens[0].content).rstrip("\n")),)

    code_block = fence

    def hr(self, _tokens: Tokens) -> Blocks:
        """Read a thematic break."""
        return (Rule(),)

    def table(self, tokens: Tokens) -> Blocks:
        """Read a table."""
        rows = [row for _, part in top_level(tokens[1:-1]) for _, row in top_level(part[1:-1])]
        cells = [tuple(self.children(cell) for _, cell in top_level(row[1:-1])) for row in rows]
        align = tuple(_alignment(cell[0]) for _, cell in top_level(rows[0][1:-1]))
        return (Table(cells[0], tuple(cells[1:]), align),)

    def inline(self, tokens: Tokens) -> Blocks:
        """Read text that stands alone, without a paragraph around it."""
        return (Paragraph(self.inlines(tokens[0].children or []), in_answer=True),)

    # --- inlines

    def text(self, tokens: Tokens) -> Inlines:
        """Read characters."""
        return tuple(with_links(tokens[0].content))

    text_special = text

    def softbreak(self, _tokens: Tokens) -> Inlines:
        """Read the end of a line, which means no more than a space."""
        return (Text(" "),)

    def hardbreak(self, _tokens: Tokens) -> Inlines:
        """Read a line break."""
        return (Break(),)

    def code_inline(self, tokens: Tokens) -> Inlines:
        """Read literal text."""
        return (Code(self.literal(tokens[0].content)),)

    def strong(self, tokens: Tokens) -> Inlines:
        """Read what is written bold."""
        return (Styled("strong", self.inlines(tokens[1:-1])),)

    def em(self, tokens: Tokens) -> Inlines:
        """Read what is written italic."""
        return (Styled("emphasis", self.inlines(tokens[1:-1])),)

    def s(self, tokens: Tokens) -> Inlines:
        """Read what is struck through."""
        return (Styled("strike", self.inlines(tokens[1:-1])),)

    def link(self, tokens: Tokens) -> Inlines:
        """Read a link."""
        href = str(tokens[0].attrGet("href") or "")
        title = str(tokens[0].attrGet("title") or "")
        words = without_links(self.inlines(tokens[1:-1]))
        return linked(words, str(tokens[0].meta.get("written", href)), title)

    def image(self, tokens: Tokens) -> Inlines:
        """Read a picture; nothing is fetched from elsewhere."""
        src = unquote(str(tokens[0].attrGet("src") or ""))
        alt = text_of(self.inlines(tokens[0].children or [])) or tokens[0].content
        if not src or address_trouble(src):
            return (Text(alt),)
        return (Image(src, alt),)


_ANSWERS = BlockReader()


def _alignment(cell: Token) -> Literal["left", "center", "right"]:
    style = str(cell.attrGet("style") or "")
    side = style.removeprefix("text-align:")
    return cast(Literal["left", "center", "right"], side) if side else "left"
