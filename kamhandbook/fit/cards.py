"""Cards in a row: what is alike on them stands on one line, and each lies on its surface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from kamhandbook.document.drawing import Rect
from kamhandbook.fit.fitted import Frame, Para, TextFrame
from kamhandbook.fit.paragraphs import Faces, set_text

Frames = tuple[Frame, ...]


def levelled(cards: Sequence[Frames], faces: Faces) -> list[Frames]:
    """Let paragraphs of one kind begin at one height on all cards: label, lead, text, date.

    A card with fewer lines gets room above what follows; lists are left as they are.
    """
    texts = [frames[0] for frames in cards if len(frames) == 1]
    if len(texts) < len(cards) or not all(isinstance(text, TextFrame) for text in texts):
        return list(cards)
    frames = [text for text in texts if isinstance(text, TextFrame)]
    written = [list(frame.paragraphs) for frame in frames]
    widths = [frame.rect.width for frame in frames]
    for index in range(1, _alike(written)):
        there = [each for each in zip(written, widths, strict=True) if index < len(each[0])]
        tops = [_height(paras[:index], w, faces) + paras[index].before for paras, w in there]
        for (paras, _), top in zip(there, tops, strict=True):
            paras[index] = replace(paras[index], before=paras[index].before + max(tops) - top)
    return [
        (_with(frame, paras, _height(paras, frame.rect.width, faces)),)
        for frame, paras in zip(frames, written, strict=True)
    ]


def on_surfaces(
    cards: Sequence[Frames], across: Sequence[Rect], bottom: float, inset: float
) -> Iterator[Frame]:
    """Put frames on cards that reach down to ``bottom``.

    One text is the card itself, others stand on an empty one. Where every card has but one
    paragraph, it stands in the middle.
    """
    is_single = all(_is_single(frames) for frames in cards)
    for frames, column in zip(cards, across, strict=True):
        rect = replace(column, height=bottom - column.y)
        if len(frames) == 1 and isinstance(frames[0], TextFrame):
            anchor = "middle" if is_single else frames[0].anchor
            yield replace(frames[0], rect=rect, fill="surface", inset=inset, anchor=anchor)
            continue
        yield TextFrame(rect, (), fill="surface", inset=inset)
        yield from frames


def _alike(written: Sequence[Sequence[Para]]) -> int:
    """Count the leading paragraphs that are of one kind on all cards that have so many."""
    for index, row in enumerate(zip_longest(*written)):
        kinds = {(para.size, para.bold, para.colour, para.bullet) for para in row if para}
        if len(kinds) > 1 or any(para.bullet for para in row if para):
            return index
    return max((len(paras) for paras in written), default=0)


def _height(paragraphs: Sequence[Para], width: float, faces: Faces) -> float:
    return set_text(paragraphs, width, faces).height


def _with(frame: TextFrame, paragraphs: Sequence[Para], height: float) -> TextFrame:
    return replace(frame, paragraphs=tuple(paragraphs), rect=replace(frame.rect, height=height))


def _is_single(frames: Frames) -> bool:
    return len(frames) == 1 and isinstance(frames[0], TextFrame) and len(frames[0].paragraphs) == 1
