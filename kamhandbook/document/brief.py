"""An answer in a sentence, whatever it begins with: prose, a list, a table, a quotation."""

from __future__ import annotations

from collections.abc import Iterable

from kamhandbook.document.blocks import (
    Block,
    Blocks,
    CodeBlock,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from kamhandbook.document.commonmark import first_sentence, text_of
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import apart, listed
from kamhandbook.wording.sentences import ended

MOST_ITEMS = 4
MOST_WORDS = 4  # of an item that is no sentence by itself


def in_brief(content: Blocks, language: Language) -> str:
    """Return the beginning of a text as a sentence; "" for a text without words."""
    said = [block for block in content if not isinstance(block, Rule) and text_of((block,)).strip()]
    blocks = [block for block in said if not isinstance(block, Heading)] or said
    if not blocks:
        return ""
    lead, following = blocks[0], blocks[1:2]
    if isinstance(lead, Paragraph):
        sentence = first_sentence((lead,), language)
        announced = following[0] if sentence.endswith(":") and following else None
        return f"{sentence} {_listed(announced, language)}" if announced else sentence
    return _listed(lead, language)


def _listed(block: Block, language: Language) -> str:
    """Return a block that is no prose as the end of a sentence."""
    if isinstance(block, ListBlock):
        items = [text_of(item[:1]) for item in block.items]
        return _numbered(items, block.start) if block.ordered else _items(items, language)
    if isinstance(block, Table):
        head = text_of(block.header[0])
        rows = _items((text_of(row[0]) for row in block.rows), language)
        return f"{head}: {rows}" if head and rows else rows or ended(head)
    if isinstance(block, Quote):
        return in_brief(block.blocks, language)
    if isinstance(block, CodeBlock):
        return block.text.strip().split("\n")[0]
    return first_sentence((block,), language) or ended(text_of((block,)).split("\n")[0])


def _numbered(texts: Iterable[str], start: int) -> str:
    items = [f"{number}. {_bare(text)}" for number, text in enumerate(texts, start)]
    return ended(apart(items[:MOST_ITEMS]))


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".;,")


def _items(texts: Iterable[str], language: Language) -> str:
    items = [_bare(text) for text in texts]
    are_clauses = any(len(item.split()) > MOST_WORDS for item in items)
    joined = apart(items[:MOST_ITEMS]) if are_clauses else listed(language, items, MOST_ITEMS)
    return ended(joined)
