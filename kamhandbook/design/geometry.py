"""A deck master as plain numbers: what room each kind of slide offers.

Lengths in points. The deck reads a master into this; fit needs nothing else of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from kamhandbook.document.drawing import Rect

CELL_PADDING_X = 7.2  # points left and right of a table cell's text
CELL_PADDING_Y = 3.6  # points above and below it
GUTTER = 24.0  # points between columns
CARD_INSET = 14.0  # points between a card's edge and what stands on it

LayoutKind = Literal["title", "content", "two_columns", "title_only", "closing", "statement"]
Slot = Literal["title", "kicker", "subtitle", "body", "second"]


def bullet_indent(size: float, level: int = 0) -> float:
    """Return where text begins behind a bullet that no master sets, at ``size`` points.

    So it is in text boxes, in table cells, and in areas whose ``bullets`` is False. In an area with
    bullets the master's own ``indents`` count; a paragraph without bullet begins at 0 there.
    """
    return size * (level + 1)


class TextArea(Struct, frozen=True):
    """Room for text: ``rect`` is the usable inside (insets taken off), ``size`` the level-1 size.

    ``sizes`` and ``indents`` are by list level from 0; ``line_spacing`` is a factor on the line
    pitch, ``space_before`` points before a paragraph by level. ``bullets`` says whether the master
    puts a bullet there by itself. ``further`` are more rooms around what a master has fixed
    amid it, a logo, say.
    """

    rect: Rect
    sizes: tuple[float, ...]
    indents: tuple[float, ...] = (0.0,)
    space_before: tuple[float, ...] = (0.0,)
    line_spacing: float = 1.0
    bold: bool = False
    is_heading_font: bool = False
    bullets: bool = False
    on_dark: bool = False
    further: tuple[Rect, ...] = ()

    def size(self, level: int = 0) -> float:
        """Return the font size of a list level."""
        return self.sizes[min(level, len(self.sizes) - 1)]

    def indent(self, level: int = 0) -> float:
        """Return where the text of a list level begins."""
        return self.indents[min(level, len(self.indents) - 1)]

    def before(self, level: int = 0) -> float:
        """Return the space before a paragraph of a list level."""
        return self.space_before[min(level, len(self.space_before) - 1)]


class SlideLayout(Struct, frozen=True):
    """One kind of slide.

    ``areas`` has "title" and "body" always (a missing placeholder's area is the master's body
    rectangle), the others where the layout offers them. ``placeholders`` names the areas that are
    real placeholders; text for any other area goes into a text box. ``fixed`` are the places of
    what a foreign master shows by itself.
    """

    kind: LayoutKind
    areas: Mapping[Slot, TextArea]
    placeholders: frozenset[Slot]
    fixed: tuple[Rect, ...] = ()

    def is_free(self, rect: Rect) -> bool:
        """Whether nothing fixed stands at a place."""
        return not any(
            rect.x < each.right
            and each.x < rect.right
            and rect.y < each.bottom
            and each.y < rect.bottom
            for each in self.fixed
        )


class Geometry(Struct, frozen=True):
    """A master: page size, sheets by kind, the theme's fonts."""

    width: float
    height: float
    layouts: Mapping[LayoutKind, SlideLayout]
    heading_font: str
    body_font: str
