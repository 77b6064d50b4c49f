"""The words of an answer without markup, laid out as they are read: for comparing and reporting."""

from __future__ import annotations

import re

from kamhandbook.document.blocks import Block, Blocks, CodeBlock, ListBlock, Quote, Table
from kamhandbook.document.commonmark import parse, text_of

_BARE = re.compile(r"[^\[\]*_~`#|\\\n<&-]*")  # one line without anything that could be markup
_SPACES = re.compile(r"[ \t]{2,}")


def unmarked(markdown: str) -> str:
    """Return a CommonMark text without markup: a blank line between blocks, one line an item."""
    if _BARE.fullmatch(markdown):
        return _SPACES.sub(" ", markdown).strip()
    return _words(parse(markdown))


def _words(blocks: Blocks) -> str:
    return "\n\n".join(filter(None, map(_words_of_block, blocks)))


def _words_of_block(block: Block) -> str:
    match block:
        case ListBlock():
            return "\n".join(_items(block))
        case Table():
            rows = (block.header, *block.rows)
            return "\n".join(" · ".join(map(text_of, row)) for row in rows)
        case Quote():
            return _words(block.blocks)
        case CodeBlock():
            return block.text.rstrip("\n")
        case _:
            return _SPACES.sub(" ", text_of((block,)))


def _items(block: ListBlock) -> list[str]:
    signs = (f"{block.start + n}." if block.ordered else "-" for n in range(len(block.items)))
    return [f"{sign} {_words(item)}" for sign, item in zip(signs, block.items, strict=True)]
