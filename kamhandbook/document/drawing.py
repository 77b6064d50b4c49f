"""A figure as marks: drawn once, rendered as SVG on the site and as native shapes in the deck.

Every length is in points, y grows downwards, every colour is a role of the brand. Text is broken
into lines by the figure (``metrics``), so that both outputs show the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

Role = Literal[
    "primary",  # the brand's strong colour
    "primary_soft",  # a light tint of it, for fills that carry ink
    "accent",  # the one thing to look at
    "accent_soft",
    "ink",
    "muted",
    "line",
    "surface",
    "good",
    "caution",
    "paper",  # the background: white on light, dark on dark
    "on_primary",  # text on a primary fill
    "on_accent",
]
Align = Literal["left", "center", "right"]
VAlign = Literal["top", "middle", "bottom"]

LABEL_SIZE = 12.0  # points: no text on a slide is smaller
RADIUS = 6.0  # the one corner radius
STROKE = 1.0  # the one line width
CHEVRON_POINT = 10.0  # how deep the point and the notch of a chevron are, in points


class Rect(Struct, frozen=True):
    """A rectangle in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """Return the rectangle made smaller on every side."""
        inset_y = dx if dy is None else dy
        return Rect(self.x + dx, self.y + inset_y, self.width - 2 * dx, self.height - 2 * inset_y)

    def moved(self, dx: float, dy: float) -> Rect:
        """Return the rectangle shifted."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def is_near(self, other: Rect, distance: float) -> bool:
        """Whether no edge is further from another rectangle's than ``distance``."""
        edges = zip(self._edges, other._edges, strict=True)
        return all(abs(one - another) <= distance for one, another in edges)

    @property
    def _edges(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.right, self.bottom


class Label(Struct, frozen=True):
    """A paragraph of text in one style, already broken into lines.

    ``before`` is free space above it in points, left out for the first label of a box.
    """

    lines: tuple[str, ...]
    size: float = LABEL_SIZE
    colour: Role = "ink"
    bold: bool = False
    before: float = 0.0


class Box(Struct, frozen=True):
    """A rectangle, filled or outlined (never both), with labels below each other.

    ``target`` links it: a slide id or a site page (``selektion.html``), resolved by the renderers.
    ``shape`` other than "box" keeps the same rectangle as its frame: a pill's ends are half
    circles, a circle fills its frame, a chevron points right (``CHEVRON_POINT`` deep), a diamond
    touches the middle of each side. ``padding`` is kept free on all four sides of the frame; inside
    it the labels follow each other, every line 1.2 times its size high and never broken again. A
    box with neither fill nor stroke is bare text.
    """

    rect: Rect
    labels: tuple[Label, ...] = ()
    fill: Role | None = None
    stroke: Role | None = None
    shape: Literal["box", "pill", "circle", "chevron", "diamond"] = "box"
    align: Align = "center"
    valign: VAlign = "middle"
    padding: float = 6.0
    target: str = ""
    dashed: bool = False


class Line(Struct, frozen=True):
    """A polyline; an arrow head at the end only where something moves."""

    points: tuple[tuple[float, float], ...]
    colour: Role = "line"
    width: float = STROKE
    arrow: bool = False
    dashed: bool = False


class Arc(Struct, frozen=True):
    """A ring segment: centre, radii in points, angles in degrees clockwise from the top.

    ``inner`` 0 makes it a slice of a pie. Never a whole turn: that is a Box of shape "circle".
    """

    cx: float
    cy: float
    outer: float
    inner: float
    start: float
    end: float
    fill: Role = "line"


class Icon(Struct, frozen=True):
    """An icon in a square, by its name in ``icon_paths`` (``material/target``); it says no text."""

    rect: Rect
    name: str
    colour: Role = "primary"


class Group(Struct, frozen=True):
    """Marks that belong together; selected and moved as one in the deck.

    ``target`` links every mark inside, as ``Box.target`` does.
    """

    marks: tuple[Mark, ...]
    name: str = ""
    target: str = ""


Mark: TypeAlias = "Box | Line | Arc | Icon | Group"


class Drawing(Struct, frozen=True):
    """A figure of ``width`` × ``height`` points.

    ``alt`` says what it shows, not what it is. ``narrow`` is the same figure laid out for a phone
    (some 330 points wide), used by the site only. ``height`` is what the figure needs: in the deck
    never more than its room, on the site as much as it takes. ``overflow`` names texts that found
    no room as ``path: text``, the content path joined by slashes
    (``selection/criteria/3/name: Umsatz …``), so that nobody ships a cut-off label. ``counts``
    say how many more items there are ("und 7 weitere"), ``unshown`` are texts that the figure
    would show with more room.
    """

    name: str
    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    alt: str
    narrow: Drawing | None = None
    overflow: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether some of the items are only counted."""
        return bool(self.counts)


def flat(marks: tuple[Mark, ...]) -> Iterator[Box | Line | Arc | Icon]:
    """Yield the marks of a drawing without their groups."""
    for mark in marks:
        if isinstance(mark, Group):
            yield from flat(mark.marks)
        else:
            yield mark


def labels(drawing: Drawing) -> Iterator[str]:
    """Yield the texts that a drawing shows, each as one line."""
    for mark in flat(drawing.marks):
        if isinstance(mark, Box):
            yield from (" ".join(label.lines) for label in mark.labels)
