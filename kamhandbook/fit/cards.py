"""Cards in a row: what is alike on them stands on one line, and each lies on its surface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from kamhandbook.document.drawing import Rect
from kamhandbook.fit.fitted import Frame, Para, TextFrame
from kamhandbook.fit.paragraphs import Faces, set_text

Frames = tuple[Frame, ...]


def levelled(cards: Sequence[Frames], faces: Faces) -> list[Frames]:
    """Return cards whose paragraphs of one kind begin at one height: label, lead, text, date.

    A card with fewer lines gets room above what follows; lists are left as they are.
    """
    texts = [frames[0] for frames in cards if len(frames) == 1]
    if len(texts) < len(cards) or not all(isinstance(text, TextFrame) for text in texts):
        return list(cards)
    frames = [text for text in texts if isinstance(text, TextFrame)]
    paragraphs = [list(frame.paragraphs) for frame in frames]
    widths = [frame.rect.width for frame in frames]
    for index in range(1, _common_count(paragraphs)):
        cards_with = [pair for pair in zip(paragraphs, widths, strict=True) if index < len(pair[0])]
        tops = [
            _height(paras[:index], width, faces) + paras[index].before
            for paras, width in cards_with
        ]
        for (paras, _), top in zip(cards_with, tops, strict=True):
            paras[index] = replace(paras[index], before=paras[index].before + max(tops) - top)
    return [
        (_with_paragraphs(frame, paras, _height(paras, frame.rect.width, faces)),)
        for frame, paras in zip(frames, paragraphs, strict=True)
    ]


def on_surfaces(
    cards: Sequence[Frames],
    columns: Sequence[Rect],
    bottom: float,
    inset: float,
    *,
    fills: bool = False,
) -> Iterator[Frame]:
    """Yield frames on cards that reach down to ``bottom``.

    One text is the card itself, others stand on an empty one. Where every card has but one
    paragraph, or what is on them ``fills`` a slide that says little, it stands in the middle.
    """
    is_single = all(_is_single(frames) for frames in cards)
    for frames, column in zip(cards, columns, strict=True):
        rect = replace(column, height=bottom - column.y)
        if len(frames) == 1 and isinstance(frames[0], TextFrame):
            anchor = "middle" if is_single or fills else frames[0].anchor
            yield replace(frames[0], rect=rect, fill="surface", inset=inset, anchor=anchor)
            continue
        yield TextFrame(rect, (), fill="surface", inset=inset)
        yield from frames


def _common_count(cards: Sequence[Sequence[Para]]) -> int:
    """Return how many leading paragraphs are of one kind on all cards that have so many."""
    for index, row in enumerate(zip_longest(*cards)):
        kinds = {(para.size, para.bold, para.colour, para.bullet) for para in row if para}
        if len(kinds) > 1 or any(para.bullet for para in row if para):
            return index
    return max((len(paras) for paras in cards), default=0)


def _height(paragraphs: Sequence[Para], width: float, faces: Faces) -> float:
    return set_text(paragraphs, width, faces).height


def _with_paragraphs(frame: TextFrame, paragraphs: Sequence[Para], height: float) -> TextFrame:
    return replace(frame, paragraphs=tuple(paragraphs), rect=replace(frame.rect, height=height))


def _is_single(frames: Frames) -> bool:
    return len(frames) == 1 and isinstance(frames[0], TextFrame) and len(frames[0].paragraphs) == 1
