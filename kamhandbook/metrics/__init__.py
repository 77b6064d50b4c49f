"""How wide text is and where its lines break, without any font installed.

Widths come from small tables of the fonts that companies use (see ``names`` and
``faces``); breaking follows what PowerPoint and LibreOffice agree on (see ``breaks``). Everything
errs to the wide side: a text predicted to fit does fit.
"""

from kamhandbook.metrics.faces import LINE_PITCH, Face, FacePair, face, face_pair
from kamhandbook.metrics.hyphenation import Hyphenator
from kamhandbook.metrics.measure import (
    USABLE_WIDTH,
    Points,
    longest_word_width,
    text_height,
    text_width,
)
from kamhandbook.metrics.wrap import Overflow, Piece, Run, Wrapped, WrappedLine, wrap, wrap_runs

__all__ = [
    "LINE_PITCH",
    "USABLE_WIDTH",
    "Face",
    "FacePair",
    "Hyphenator",
    "Overflow",
    "Piece",
    "Points",
    "Run",
    "Wrapped",
    "WrappedLine",
    "face",
    "face_pair",
    "longest_word_width",
    "text_height",
    "text_width",
    "wrap",
    "wrap_runs",
]
