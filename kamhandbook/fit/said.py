"""All that a fitted deck says, on its slides and in their notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kamhandbook.document.drawing import labels
from kamhandbook.fit.fitted import (
    FigureFrame,
    FittedDeck,
    Frame,
    Para,
    PictureFrame,
    TableFrame,
    TextFrame,
)
from kamhandbook.fit.notices import texts_in


def said(deck: FittedDeck) -> Iterator[str]:
    """Yield every text of a deck and of its ledger, as it is written there."""
    for slide in deck.slides:
        for frame in slide.frames:
            yield from _of_frame(frame)
        yield from texts_in(slide.notes)
    for notice in deck.notices:
        yield from (*notice.lost, notice.text)


def _of_frame(frame: Frame) -> Iterator[str]:
    match frame:
        case TextFrame(paragraphs=paragraphs):
            yield from _texts(paragraphs)
        case TableFrame(rows=rows):
            for row in rows:
                for cell in row:
                    yield from _texts(cell)
        case FigureFrame(drawing=drawing):
            yield from labels(drawing)
        case PictureFrame(alt=alt):
            yield alt
        case _:
            assert_never(frame)


def _texts(paragraphs: Iterable[Para]) -> Iterator[str]:
    yield from ("".join(span.text for span in paragraph.spans) for paragraph in paragraphs)
