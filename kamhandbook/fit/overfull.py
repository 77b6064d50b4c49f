"""What does not fit and cannot be condensed: which text, and by about how many characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from kamhandbook.document.blocks import (
    Block,
    Blocks,
    CodeBlock,
    Columns,
    Container,
    DefinitionList,
    Details,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Part,
    Quote,
    Rule,
    Slide,
    Table,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Box, Drawing, flat
from kamhandbook.fit.fitted import Overfull
from kamhandbook.fit.sizes import Sizes
from kamhandbook.fit.slide import Set, Sheets
from kamhandbook.metrics import LINE_PITCH

CHARACTER = 0.5  # of the font size: how wide a letter is on average


def overfull_of(
    sheets: Sheets, slide: Slide, blocks: Blocks, body: Set, sizes: Sizes, title_size: float
) -> Iterator[Overfull]:
    """Walk what is overfull on a slide at its final sizes."""

    def found(text: str, characters: float, kind: str) -> Overfull:
        return Overfull(slide.source, slide.id, text, max(round(characters), 1), kind)

    area = sheets.geometry.sheets[slide.layout].areas["title"]
    if not sheets.title_fits(slide.title, area, title_size):
        most = _longest(slide.title, lambda text: sheets.title_fits(text, area, title_size))
        yield found(slide.title, len(slide.title) - most, "title")
    if not sheets.kicker_fits(slide):
        yield found(slide.kicker, len(slide.kicker) // 2, "")
    for misfit in body.misfits:
        yield found(misfit.text, misfit.excess / (misfit.size * CHARACTER), misfit.kind)
    if not body.fits:
        text, kind = _offender(blocks)
        width = area.rect.width / (sizes.body * CHARACTER)
        yield found(text, -body.left / (sizes.body * LINE_PITCH) * width, kind)
    for drawing in body.drawings:
        for lost in drawing.overflow:
            yield _lost(lost, drawing, slide)


def _lost(lost: str, drawing: Drawing, slide: Slide) -> Overfull:
    """Read what a figure had no room for: the content path, then the text."""
    path, _, text = lost.partition(": ")
    source = tuple(int(part) if part.isdigit() else part for part in path.split("/"))
    shown = max((len(label) for label in _labels(drawing) if text.startswith(label)), default=0)
    return Overfull(source, slide.id, text, max(len(text) - shown, 1))


def _labels(drawing: Drawing) -> Iterator[str]:
    for mark in flat(drawing.marks):
        if isinstance(mark, Box):
            yield from (" ".join(label.lines).rstrip("… ") for label in mark.labels)


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


def _offender(blocks: Blocks) -> tuple[str, str]:
    """Find the longest single text: whatever is too high is too high because of it."""
    return max(_texts(blocks), key=lambda each: len(each[0]), default=("", ""))


def _texts(blocks: Blocks) -> Iterator[tuple[str, str]]:
    for block in blocks:
        yield from _inside(block)


def _inside(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Columns(columns=columns):
            for column in columns:
                yield from _texts(column)
        case Table(header=header, rows=rows):
            for row in (header, *rows):
                yield from ((_one(cell), "cell") for cell in row)
        case ListBlock(items=items):
            yield from ((" ".join(text_of(item).split()), "bullet") for item in items)
        case Paragraph(children=children):
            yield _one(children), ""
        case Container(blocks=inside) | Details(blocks=inside) | Part(blocks=inside):
            yield from _texts(inside)
        case Heading() | Quote() | CodeBlock() | Rule() | Figure() | DefinitionList():
            yield " ".join(text_of((block,)).split()), ""
        case _:
            assert_never(block)


def _one(inlines: tuple[Inline, ...]) -> str:
    return " ".join(text_of(inlines).split())
