"""What is too wide for its place, or found none in a figure: which text, by how many characters."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.document.blocks import Slide
from kamhandbook.document.drawing import Box, Drawing, flat
from kamhandbook.fit.fitted import Overfull
from kamhandbook.fit.slide import PlacedBody

CHARACTER = 0.5  # of the font size: how wide a letter is on average


def overfull_of(slide: Slide, body: PlacedBody) -> Iterator[Overfull]:
    """Yield what is too wide on a slide at its final sizes, or has no room in a figure."""
    for wide_word in body.wide_words:
        over = wide_word.excess / (wide_word.size * CHARACTER)
        kind = wide_word.kind
        yield Overfull(slide.source, slide.id, wide_word.text, max(round(over), 1), kind)
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
