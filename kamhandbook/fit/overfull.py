"""What does not fit and cannot be condensed: which text, and by about how many characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from kamhandbook.document.blocks import (
    Blocks,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Slide,
    Table,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Box, Drawing, flat
from kamhandbook.fit.fitted import Overfull
from kamhandbook.fit.shorten import largest_fitting
from kamhandbook.fit.sizes import Sizes
from kamhandbook.fit.slide import PlacedBody, SlideFitter
from kamhandbook.fit.slide_blocks import SlideLeaf, leaves
from kamhandbook.metrics import LINE_PITCH

CHARACTER = 0.5  # of the font size: how wide a letter is on average


def overfull_of(
    fitter: SlideFitter,
    slide: Slide,
    blocks: Blocks,
    body: PlacedBody,
    sizes: Sizes,
    title_size: float,
) -> Iterator[Overfull]:
    """Yield what is overfull on a slide at its final sizes."""

    def overfull(text: str, characters: float, kind: str) -> Overfull:
        return Overfull(slide.source, slide.id, text, max(round(characters), 1), kind)

    area = fitter.geometry.layouts[slide.layout].areas["title"]
    if not fitter.titles.fits(slide.title, area, title_size):
        fitting = largest_fitting(
            0,
            len(slide.title),
            lambda length: fitter.titles.fits(slide.title[:length], area, title_size),
        )
        yield overfull(slide.title, len(slide.title) - fitting, "title")
    if not fitter.titles.kicker_fits(slide):
        yield overfull(slide.kicker, len(slide.kicker) // 2, "")
    for wide_word in body.wide_words:
        yield overfull(
            wide_word.text, wide_word.excess / (wide_word.size * CHARACTER), wide_word.kind
        )
    if not body.fits:
        text, kind = _longest_text(blocks)
        width = area.rect.width / (sizes.body * CHARACTER)
        yield overfull(text, -body.free_height / (sizes.body * LINE_PITCH) * width, kind)
    for drawing in body.drawings:
        for label in drawing.overflow:
            yield _unplaced_label(label, drawing, slide)


def _unplaced_label(entry: str, drawing: Drawing, slide: Slide) -> Overfull:
    """Return what a figure had no room for; ``entry`` is "content path: text"."""
    path, _, text = entry.partition(": ")
    source = tuple(int(part) if part.isdigit() else part for part in path.split("/"))
    shown_length = max(
        (len(label) for label in _labels(drawing) if text.startswith(label)), default=0
    )
    return Overfull(source, slide.id, text, max(len(text) - shown_length, 1))


def _labels(drawing: Drawing) -> Iterator[str]:
    for mark in flat(drawing.marks):
        if isinstance(mark, Box):
            yield from (" ".join(label.lines).rstrip("… ") for label in mark.labels)


def _longest_text(blocks: Blocks) -> tuple[str, str]:
    """Return the longest single text and its kind: shortening it helps most."""
    texts = (text for block in leaves(blocks) for text in _texts(block))
    return max(texts, key=lambda pair: len(pair[0]), default=("", ""))


def _texts(block: SlideLeaf) -> Iterator[tuple[str, str]]:
    match block:
        case Table(header=header, rows=rows):
            for row in (header, *rows):
                yield from ((_plain(cell), "cell") for cell in row)
        case ListBlock(items=items):
            yield from ((_plain(item), "bullet") for item in items)
        case Paragraph(children=children) | Heading(children=children):
            yield _plain(children), ""
        case Figure():  # names what it has no room for by itself
            return
        case _:
            assert_never(block)


def _plain(parts: Inlines | Blocks) -> str:
    return " ".join(text_of(parts).split())
