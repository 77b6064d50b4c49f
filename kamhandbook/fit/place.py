"""Blocks in place: stacked from the top of a rectangle, side by side in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from kamhandbook.design.geometry import CARD_INSET, GUTTER
from kamhandbook.document.blocks import (
    Blocks,
    Columns,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Table,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Rect
from kamhandbook.fit.cards import levelled, on_surfaces
from kamhandbook.fit.fitted import (
    FigureFrame,
    Frame,
    PictureFrame,
    TableFrame,
    TextFrame,
)
from kamhandbook.fit.paragraphs import BlockStyle, Faces, is_text, paragraphs, set_text
from kamhandbook.fit.slide_blocks import SlideBlock, SlideBlocks, slide_blocks
from kamhandbook.fit.slide_pictures import slide_picture
from kamhandbook.fit.table_sizes import set_table
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import listed
from kamhandbook.wording.sentences import ended

GAP, GAP_AIR = 10.0, 14.0  # points between blocks that stand below each other; more with room
MOST_GROWTH = 0.4  # of a card's own height
NAMED_ROWS = 8  # of a table, in its alternative text


class WideWord(Struct, frozen=True):
    """A word that is too wide for its place, by so many points at ``size``."""

    text: str
    excess: float
    size: float
    kind: str


class Placed(Struct, frozen=True):
    """Frames in reading order, how far down they reach, and what does not fit its width."""

    frames: tuple[Frame, ...] = ()
    bottom: float = 0.0
    wide_words: tuple[WideWord, ...] = ()


class Placer(Struct, frozen=True):
    """Places blocks at given sizes; ``style.air`` is the extra room between items and rows."""

    style: BlockStyle
    faces: Faces
    pictures: Path
    language: Language
    missing_pictures: list[str] = field(default_factory=list)

    def place(self, blocks: Blocks, rect: Rect) -> Placed:
        """Stack blocks from the top of ``rect``; they may reach below its bottom."""
        frames: list[Frame] = []
        wide_words: list[WideWord] = []
        y = rect.y
        for run in _runs(slide_blocks(blocks)):
            top = y + GAP + min(self.style.air, GAP_AIR) if frames else y
            room = replace(rect, y=top, height=rect.bottom - top)
            placed = self._run(run, room)
            if placed.frames:
                frames.extend(placed.frames)
                wide_words.extend(placed.wide_words)
                y = placed.bottom
        return Placed(tuple(frames), y, tuple(wide_words))

    def _run(self, run: SlideBlocks, rect: Rect) -> Placed:
        block = run[0]
        match block:
            case Table():
                return self.table(block, rect)
            case Figure():
                return self.figure(block, rect)
            case Columns():
                return self.columns(block, rect)
            case Paragraph() | Heading() | ListBlock():
                picture = _picture_of(block)
                return self._picture(picture, rect) if picture else self.text(run, rect)
            case _:
                assert_never(block)

    def text(self, blocks: SlideBlocks, rect: Rect) -> Placed:
        """Place text blocks in one frame."""
        text = set_text(paragraphs(blocks, self.style), rect.width, self.faces)
        frame = TextFrame(replace(rect, height=text.height), text.paragraphs)
        wide_words = tuple(
            WideWord(word.word, word.excess, self.style.sizes.body, "word")
            for word in text.overflow
        )
        return Placed((frame,), rect.y + text.height, wide_words)

    def table(self, block: Table, rect: Rect) -> Placed:
        """Place a table on the whole width."""
        size = self.style.sizes.table
        table = set_table(block, rect.width, size, self.faces, self.style.air)
        frame = TableFrame(
            replace(rect, height=table.height),
            table.widths,
            table.heights,
            table.rows,
            self.language.words("deck")["table_name"].format(first=text_of(block.header[0])),
            _alt(block, self.language),
        )
        wide_words = tuple(WideWord(word, excess, size, "word") for word, excess in table.overfull)
        return Placed((frame,), rect.y + table.height, wide_words)

    def figure(self, block: Figure, rect: Rect) -> Placed:
        """Place a drawing at its own size; it was drawn to its share of the body."""
        drawing = block.drawing
        frame = FigureFrame(Rect(rect.x, rect.y, drawing.width, drawing.height), drawing)
        return Placed((frame,), rect.y + drawing.height)

    def columns(self, block: Columns, rect: Rect) -> Placed:
        """Place columns side by side, below each other where words are too wide for that."""
        beside = self._beside(block, rect)
        if not beside.wide_words:
            return beside
        stacked = self._stacked(block, rect)
        return beside if stacked.wide_words else stacked

    def _stacked(self, block: Columns, rect: Rect) -> Placed:
        """Place each column on the whole width."""
        frames: list[Frame] = []
        y = rect.y
        for blocks in block.columns:
            top = y + GUTTER / 2 if frames else y
            alone = replace(block, columns=(blocks,), widths=(1.0,))
            placed = self._beside(alone, replace(rect, y=top, height=rect.bottom - top))
            if placed.wide_words:
                return placed
            frames += placed.frames
            y = placed.bottom
        return Placed(tuple(frames), y)

    def _beside(self, block: Columns, rect: Rect) -> Placed:
        """Place columns side by side, cards on surfaces of one height."""
        inset = CARD_INSET if block.role == "cards" else 0.0
        rects = list(_column_rects(block.widths, rect))
        bodies = [
            self.place(blocks, column.inset(inset))
            for blocks, column in zip(block.columns, rects, strict=True)
        ]
        wide_words = tuple(word for body in bodies for word in body.wide_words)
        bottom = max(body.bottom for body in bodies)
        if not inset:
            return Placed(
                tuple(frame for body in bodies for frame in body.frames),
                bottom,
                wide_words,
            )
        cards = levelled([body.frames for body in bodies], self.faces)
        bottom = max([bottom, *(frame.rect.bottom for frames in cards for frame in frames)]) + inset
        stretch, fills = self.style.stretch, self.style.fills
        bottom += stretch if fills else min(stretch, MOST_GROWTH * (bottom - rect.y))
        return Placed(
            tuple(on_surfaces(cards, rects, bottom, inset, fills=fills)), bottom, wide_words
        )

    def _picture(self, image: Image, rect: Rect) -> Placed:
        picture = slide_picture(self.pictures, image.src)
        if picture is None or rect.height <= 0:
            self.missing_pictures.append(image.src)
            return self.text((Paragraph((image,)),), rect)
        scale = min(rect.width / picture.width, rect.height / picture.height)
        at = Rect(rect.x, rect.y, picture.width * scale, picture.height * scale)
        frame = PictureFrame(at, picture.file, image.alt)
        return Placed((frame,), at.bottom)


def _runs(blocks: SlideBlocks) -> Iterator[SlideBlocks]:
    """Yield neighbouring text blocks together; everything else, pictures too, alone."""
    for kind, group in groupby(blocks, key=lambda block: is_text(block) and not _picture_of(block)):
        if kind:
            yield tuple(group)
        else:
            yield from ((block,) for block in group)


def _picture_of(block: SlideBlock) -> Image | None:
    if isinstance(block, Paragraph) and len(block.children) == 1:
        child = block.children[0]
        return child if isinstance(child, Image) else None
    return None


def _alt(table: Table, language: Language) -> str:
    """Return what a table shows: its columns, and what its rows are about."""
    words = language.words("deck")
    first_column, *other_columns = (text_of(cell) for cell in table.header)
    subjects = [text_of(row[0]) for row in table.rows]
    hidden = len(subjects) - NAMED_ROWS
    if hidden > 1:
        subjects = [*subjects[:NAMED_ROWS], words["table_alt_more"].format(count=hidden)]
    key = "table_alt" if other_columns else "table_alt_column"
    named = (words["table_alt_name"].format(name=column) for column in other_columns if column)
    columns, rows = ended(listed(language, named)), listed(language, subjects)
    return str(words[key].format(first=first_column, columns=columns, rows=ended(rows)))


def _column_rects(widths: Sequence[float], rect: Rect) -> Iterator[Rect]:
    room = rect.width - GUTTER * (len(widths) - 1)
    x = rect.x
    for share in widths:
        yield Rect(x, rect.y, room * share, rect.height)
        x += room * share + GUTTER
