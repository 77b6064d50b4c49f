"""A deck as it will be drawn: every text with its size, every thing with its place, in points.

Made by fit, drawn by the deck; no layout arithmetic is left to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from kamhandbook.document import Blocks, Imprint
from kamhandbook.drawing import Align, Drawing, Rect, Role, VAlign
from kamhandbook.geometry import LayoutKind, Slot
from kamhandbook.source import Path_


@dataclass(frozen=True, slots=True)
class Span:
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


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph at its final size; ``colour`` None inherits the placeholder's or the table's."""

    spans: tuple[Span, ...]
    size: float
    level: int = 0
    bullet: str = ""  # "•", "–", "1." … or none
    bold: bool = False
    colour: Role | None = None
    align: Align = "left"
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class TextFrame:
    """Text in a placeholder (``slot``) or, without one, in a text box at ``rect``."""

    rect: Rect
    paragraphs: tuple[Para, ...]
    slot: Slot | None = None
    anchor: VAlign = "top"
    fill: Role | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class TableFrame:
    """A native table; ``rows`` includes the header first, each cell a tuple of paragraphs."""

    rect: Rect
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class FigureFrame:
    """A drawing placed at ``rect``, drawn to exactly that size."""

    rect: Rect
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """A picture of the company's, its sides in proportion."""

    rect: Rect
    file: Path
    alt: str


Frame: TypeAlias = "TextFrame | TableFrame | FigureFrame | PictureFrame"


@dataclass(frozen=True, slots=True)
class FittedSlide:
    """A slide with everything in place; frames in reading order, the title first."""

    id: str
    layout: LayoutKind
    title: str
    frames: tuple[Frame, ...]
    notes: Blocks = ()
    section: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Overfull:
    """Something that cannot be condensed and does not fit: where it stands, by how much."""

    source: Path_
    slide: str
    text: str
    characters: int


@dataclass(frozen=True, slots=True)
class FittedDeck:
    """The whole deck, what was left out or condensed (a sentence each), and what is overfull."""

    imprint: Imprint
    slides: tuple[FittedSlide, ...]
    notices: tuple[str, ...] = ()
    overfull: tuple[Overfull, ...] = field(default_factory=tuple)
