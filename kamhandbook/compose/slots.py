"""Slots: what a company says stands beside a template's text, never in it.

A template is rendered to Markdown in which every value is a placeholder. The reader of templates
puts the content there when the Markdown has been taken apart, so that no text of a company is ever
read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from markupsafe import Markup
from msgspec import Struct

from kamhandbook.compose.figures_in_columns import AskedFigure
from kamhandbook.compose.plain_text import plain_text
from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Labelled
from kamhandbook.content.types import Markdown as Prose
from kamhandbook.document.blocks import (
    Block,
    Blocks,
    Figure,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    Text,
)
from kamhandbook.document.commonmark import parse, text_of, without_bidi
from kamhandbook.document.drawing import Drawing
from kamhandbook.document.links_in_text import with_links

SLOT = re.compile("(\ue000\\d+\ue001)")  # private-use characters, which no rule of Markdown knows

_BLOCKS, _INLINES = frozenset(get_args(Block)), frozenset(get_args(Inline))


class SlotContent(Struct, frozen=True):
    """What a slot holds: words for the middle of a line, or blocks."""

    inlines: Inlines = ()
    blocks: Blocks = ()
    figure: AskedFigure | None = None  # what the one block was asked for as

    @property
    def is_prose(self) -> bool:
        """Whether the blocks are nothing but paragraphs, which can stand within a line."""
        return all(isinstance(block, Paragraph) for block in self.blocks)

    def as_inlines(self) -> Inlines:
        """Return the content where only words can stand, say in the cell of a table."""
        return self.inlines or tuple(_in_line(self.blocks))


@dataclass(slots=True)
class Slots:
    """The contents of one rendered template, by placeholder."""

    contents: dict[str, SlotContent] = field(default_factory=dict)

    @property
    def figures(self) -> dict[int, AskedFigure]:
        """The figures in the slots as they were asked for, by the identity of the block."""
        return {id(held.blocks[0]): held.figure for held in self.contents.values() if held.figure}

    def put(self, content: SlotContent) -> Markup:
        """Keep content and return the placeholder that stands for it."""
        key = f"\ue000{len(self.contents)}\ue001"
        self.contents[key] = content
        return Markup(key)

    def pieces(self, text: str) -> Iterator[str | SlotContent]:
        """Yield a text in pieces: what the template wrote, and the contents of its slots."""
        for piece in SLOT.split(text):
            if piece:
                yield self.contents.get(piece, piece)

    def inlines(self, text: str) -> Inlines:
        """Return a text with the words of its slots."""
        return tuple(
            inline
            for piece in self.pieces(text)
            for inline in ((Text(piece),) if isinstance(piece, str) else piece.as_inlines())
        )

    def plain(self, text: str) -> str:
        """Return a text with the bare words of its slots, say for an attribute."""
        return text_of(self.inlines(text)) if SLOT.search(text) else text


def content_of(value: Any) -> SlotContent | None:
    """Return what a value of a template shows; None where it shows nothing.

    Raises WrongUseError for a value that is no text: a template has to say how a list reads.
    """
    if type(value) is str:
        return _words(value)
    if isinstance(value, Answer):
        value = value.text
    if isinstance(value, Labelled):
        value = value.value
    if isinstance(value, AskedFigure):
        return SlotContent(blocks=(Figure(value.drawing),), figure=value)
    if isinstance(value, Drawing):
        value = Figure(value)
    if value is None or value == ():
        return None
    if isinstance(value, Prose):
        return SlotContent(blocks=parse(value)) if value else None
    parts = value if isinstance(value, tuple) else (value,)
    kinds = set(map(type, parts))
    if kinds <= _BLOCKS:
        return SlotContent(blocks=parts)
    if kinds <= _INLINES:
        return SlotContent(inlines=parts)
    return _words(plain_text(value))


def _words(text: str) -> SlotContent | None:
    words = " ".join(without_bidi(text).split())
    return SlotContent(inlines=tuple(with_links(words))) if words else None


def _in_line(blocks: Blocks) -> Iterator[Inline]:
    for index, block in enumerate(blocks):
        if index:
            yield Text(" ")
        if isinstance(block, Paragraph | Heading):
            yield from block.children
        else:
            yield Text(" ".join(text_of((block,)).split()))
