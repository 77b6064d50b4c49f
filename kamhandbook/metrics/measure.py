"""Points: the width of a text and the height of its lines at a size."""

from __future__ import annotations

from typing import NewType

from kamhandbook.metrics.breaks import chunks_of
from kamhandbook.metrics.faces import LINE_PITCH, Face

Points = NewType("Points", float)

#: The share of a box's width to fill: the last hundredth covers what programs
#: round differently.
USABLE_WIDTH = 0.99


def text_width(text: str, face: Face, size: float) -> Points:
    """Return the width in points of one line of text at a font size in points, kerned."""
    return Points(face.em(text) * size)


def longest_word_width(text: str, face: Face, size: float) -> Points:
    """Return the width in points of the widest part that cannot be broken without hyphenation."""
    return Points(max(face.em(text[chunk.start : chunk.end]) for chunk in chunks_of(text)) * size)


def text_height(line_count: int, size: float, pitch: float = LINE_PITCH) -> Points:
    """Return the height in points of so many lines at a font size in points."""
    return Points(line_count * pitch * size)
