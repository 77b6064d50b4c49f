"""A deck as it will be drawn: every text with its size, every thing with its place, in points.

Made by fit, drawn by the deck; no layout arithmetic is left to do. Lines are 1.2 × size apart,
except in the title, which inherits its master's line spacing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, field

from kamhandbook.design.geometry import LayoutKind, Slot
from kamhandbook.document.blocks import Blocks, Imprint
from kamhandbook.document.drawing import Align, Drawing, Rect, Role, VAlign
from kamhandbook.fit.notices import Notice
from kamhandbook.positions import ContentPath


class Span(Struct, frozen=True):
    """A run of text in one style; ``href`` is http(s), mailto, a site page or ``#slide-id``.

    A hyphenated line ends with "-" and a ``line_break`` span after it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    href: str = ""
    line_break: bool = False


class Para(Struct, frozen=True):
    """A paragraph at its final size; ``colour`` None inherits the placeholder's or the table's.

    Its text begins ``indent`` points from the left of its frame, the bullet ``hanging`` points
    before that; both are to be written even where they are 0, since a placeholder has its own.
    A paragraph without a ``bullet`` must not inherit one. ``before`` is the space above it, 0 in
    a frame's first paragraph.
    """

    spans: tuple[Span, ...]
    size: float
    level: int = 0
    bullet: str = ""  # "•", "–", "1." … or none
    bold: bool = False
    colour: Role | None = None
    align: Align = "left"
    before: float = 0.0
    indent: float = 0.0
    hanging: float = 0.0


class TextFrame(Struct, frozen=True):
    """Text in a placeholder (``slot``) or, without one, in a text box; both stand at ``rect``.

    ``inset`` is the margin inside ``rect`` on all four sides: 0, but for a card with a ``fill``.
    """

    rect: Rect
    paragraphs: tuple[Para, ...]
    slot: Slot | None = None
    anchor: VAlign = "top"
    fill: Role | None = None
    name: str = ""
    inset: float = 0.0


class TableFrame(Struct, frozen=True):
    """A native table; ``rows`` includes the header first, each cell a tuple of paragraphs.

    Cells have the margins ``CELL_PADDING_X`` and ``CELL_PADDING_Y`` of ``geometry``; only the first
    column has no left margin, so that its text stands on the slide's margin. Text is centred
    vertically.
    """

    rect: Rect
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    name: str
    alt: str


class FigureFrame(Struct, frozen=True):
    """A drawing placed at ``rect``, drawn to exactly that size."""

    rect: Rect
    drawing: Drawing


class PictureFrame(Struct, frozen=True):
    """A picture of the company's, its sides in proportion."""

    rect: Rect
    file: Path
    alt: str


Frame: TypeAlias = "TextFrame | TableFrame | FigureFrame | PictureFrame"


class FittedSlide(Struct, frozen=True):
    """A slide with everything in place; frames in reading order, the title first.

    One that ``is_marked`` lacks something that only people can shorten. Links to the slides that
    it ``stands_for``, by their ids, lead to it.
    """

    id: str
    layout: LayoutKind
    title: str
    frames: tuple[Frame, ...]
    notes: Blocks = ()
    section: str = ""
    page: str = ""
    is_marked: bool = False
    stands_for: tuple[str, ...] = ()


class Overfull(Struct, frozen=True):
    """Something that cannot be condensed and does not fit: where it stands, by how much.

    ``source`` is the content path of the slide it is on, ``kind`` what it is there: title, word,
    bullet, cell, or "" for anything else.
    """

    source: ContentPath
    slide: str
    text: str
    characters: int
    kind: str = ""


class FittedDeck(Struct, frozen=True):
    """The whole deck, its ledger of what was left out or condensed, and what is overfull."""

    imprint: Imprint
    slides: tuple[FittedSlide, ...]
    notices: tuple[Notice, ...] = ()
    overfull: tuple[Overfull, ...] = field(default_factory=tuple)
