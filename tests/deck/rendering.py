"""What LibreOffice draws, held against what was predicted, text by text."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct

from kamhandbook.design.geometry import CELL_PADDING_X, Geometry, TextArea
from kamhandbook.document.drawing import Box, Rect, flat
from kamhandbook.fit.fitted import FigureFrame, FittedSlide, Para, TableFrame, TextFrame
from kamhandbook.fit.paragraphs import Faces, set_text
from kamhandbook.metrics import Hyphenator, face_pair
from tests.deck.conftest import RenderedDeck
from tests.deck.templates import convert
from tests.programs import require_program

TOLERANCE = 2.0  # points
BEYOND_LETTERS = 0.15  # share above and below that pdftotext's boxes reach beyond the letters


class Word(Struct, frozen=True, dict=True):
    text: str
    box: Rect


class Expected(Struct, frozen=True, dict=True):
    """A text with the room it was given and the number of lines that was predicted."""

    slide: str
    room: Rect
    words: tuple[str, ...]
    lines: int

    def __str__(self) -> str:
        return f"{self.slide}: {' '.join(self.words)[:60]}"


class Compared(Struct, frozen=True, dict=True):
    """One text as predicted and as drawn; ``outside`` is how many points it leaves its room."""

    expected: Expected
    lines: int
    outside: float


def rendered(decks: Iterable[RenderedDeck], folder: Path) -> dict[str, list[list[Word]]]:
    """Draw decks with LibreOffice and return the words of each page, by deck."""
    program = require_program("soffice", "libreoffice-impress")
    decks_in_order = list(decks)
    convert(program, "pdf", [deck.path for deck in decks_in_order], folder)
    return {deck.name: words_of(folder / f"{deck.path.stem}.pdf") for deck in decks_in_order}


def words_of(pdf: Path) -> list[list[Word]]:
    program = require_program("pdftotext", "poppler-utils")
    command = [program, "-raw", "-bbox", str(pdf), "-"]
    process = subprocess.run(command, check=True, capture_output=True, timeout=60)
    root = etree.fromstring(process.stdout, etree.XMLParser(recover=True))
    return [[_word(word) for word in page.iter("{*}word")] for page in root.iter("{*}page")]


def _word(word: etree._Element) -> Word:
    left, top, right, bottom = (float(word.get(k)) for k in ("xMin", "yMin", "xMax", "yMax"))
    spare = (bottom - top) * BEYOND_LETTERS
    return Word(word.text or "", Rect(left, top, right - left, bottom - top).inset(0, spare))


def _as_fitted(word: Word, scale: float) -> Word:
    """Return a word where it would stand on a slide of our height, which fit reckons with."""
    box = word.box
    sides = (side / scale for side in (box.x, box.y, box.width, box.height))
    return Word(word.text, Rect(*sides))


def compared(deck: RenderedDeck, pages: list[list[Word]]) -> tuple[list[Compared], list[Expected]]:
    """Return every text compared with the drawing, and the texts that were not found."""
    comparisons, missing = [], []
    for slide, page in zip(deck.fitted.slides, pages, strict=True):
        words = [_as_fitted(word, deck.master.scale) for word in page]
        for expected in _expected(slide, deck.master.geometry):
            drawn_words = _nearest(expected, words)
            if drawn_words:
                comparisons.append(
                    Compared(expected, _lines(drawn_words), _outside(drawn_words, expected.room))
                )
            else:
                missing.append(expected)
    return comparisons, missing


def _expected(slide: FittedSlide, geometry: Geometry) -> Iterator[Expected]:
    hyphenator = Hyphenator((), "de_DE")
    faces = Faces(face_pair(geometry.body_font), face_pair(geometry.heading_font), hyphenator)
    for frame in slide.frames:
        if isinstance(frame, TextFrame):
            room = frame.rect.inset(frame.inset)
            area = geometry.layouts[slide.layout].areas["title"] if frame.slot == "title" else None
            for para in frame.paragraphs:
                yield _paragraph(slide, room, para, room.width, faces, area)
        elif isinstance(frame, TableFrame):
            yield from _cells(slide, frame, faces)
        elif isinstance(frame, FigureFrame):
            for mark in flat(frame.drawing.marks):
                if isinstance(mark, Box):
                    room = mark.rect.moved(frame.rect.x, frame.rect.y)
                    for label in mark.labels:
                        words = tuple(" ".join(label.lines).split())
                        yield Expected(slide.id, room, words, len(label.lines))


def _paragraph(
    slide: FittedSlide,
    room: Rect,
    para: Para,
    width: float,
    faces: Faces,
    area: TextArea | None = None,
) -> Expected:
    text = "".join("\n" if span.line_break else span.text for span in para.spans)
    lines = set_text((para,), width, faces, area=area).lines
    return Expected(slide.id, room, tuple(text.split()), lines)


def _cells(slide: FittedSlide, frame: TableFrame, faces: Faces) -> Iterator[Expected]:
    """Yield the cells; LibreOffice draws rows lower than PowerPoint, so any height goes."""
    for row in frame.rows:
        x = frame.rect.x
        for column, (cell, width) in enumerate(zip(row, frame.widths, strict=True)):
            room = Rect(x, frame.rect.y, width, sum(frame.heights))
            text_width = width - CELL_PADDING_X * (2 if column else 1)
            for para in cell:
                yield _paragraph(slide, room, para, text_width, faces)
            x += width


def _nearest(expected: Expected, words: list[Word]) -> list[Word]:
    """Find the words in the order they were drawn; of several places the nearest.

    A word may be drawn in two parts: it breaks at a hyphen of its own.
    """
    text = "".join(expected.words)
    if not text:
        return []
    places = (_from(at, text, words) for at in range(len(words)))
    occurrences = [drawn_words for drawn_words in places if drawn_words]
    return min(
        occurrences, key=lambda drawn_words: _distance(drawn_words, expected.room), default=[]
    )


def _from(start: int, text: str, words: list[Word]) -> list[Word]:
    drawn_words, joined = list[Word](), ""
    for word in words[start:]:
        drawn_words.append(word)
        joined += word.text
        if joined == text:
            return drawn_words
        if not text.startswith(joined):
            return []
    return []


def _distance(drawn_words: list[Word], room: Rect) -> float:
    x, y = drawn_words[0].box.centre
    return max(room.x - x, x - room.right, 0) + max(room.y - y, y - room.bottom, 0)


def _lines(drawn_words: list[Word]) -> int:
    tops: list[float] = []
    for word in drawn_words:
        middle = word.box.centre[1]
        if not any(abs(middle - top) < word.box.height * 0.6 for top in tops):
            tops.append(middle)
    return len(tops)


def _outside(drawn_words: list[Word], room: Rect) -> float:
    """Return how many points the letters leave their room; 0 where they keep to it."""
    return max(
        max(
            room.x - word.box.x,
            word.box.right - room.right,
            room.y - word.box.y,
            word.box.bottom - room.bottom,
        )
        for word in drawn_words
    )
