"""Where a shape is: a test for a point, for presets that fill their frame and for free forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeAlias

from kamhandbook.deck.xml import A, Element, elements, name_of, number
from kamhandbook.document.drawing import Rect

# Whether a point of the slide, in points, lies in the shape.
Outline: TypeAlias = Callable[[float, float], bool]
Point = tuple[float, float]


def outline_of(properties: Element, frame: Rect) -> Outline | None:
    """Return the test for a shape's p:spPr, None where it fills its frame.

    An unknown preset counts with its inner half.
    """
    preset = properties.find(f"{A}prstGeom")
    if preset is not None:
        name = preset.get("prst", "")
        return None if name in _FRAME_FILLING else _PRESETS.get(name, _inner_half)(frame)
    paths = properties.find(f"{A}custGeom/{A}pathLst")
    polygons = [_polygon(path, frame) for path in elements(paths)]
    if not polygons:
        return None
    return lambda x, y: any(_is_inside(polygon, x, y) for polygon in polygons)


def _rectangle(frame: Rect) -> Outline:
    return lambda x, y: frame.x <= x <= frame.right and frame.y <= y <= frame.bottom


def _inner_half(frame: Rect) -> Outline:
    return _rectangle(frame.inset(frame.width / 4, frame.height / 4))


def _round(frame: Rect) -> Outline:
    x_centre, y_centre = frame.centre
    x_radius, y_radius = frame.width / 2 or 1.0, frame.height / 2 or 1.0
    return lambda x, y: ((x - x_centre) / x_radius) ** 2 + ((y - y_centre) / y_radius) ** 2 <= 1


_FRAME_FILLING = frozenset({"rect", "roundRect", "round1Rect", "round2SameRect", "snip1Rect"})
_PRESETS: dict[str, Callable[[Rect], Outline]] = {"ellipse": _round}


def _polygon(path: Element, frame: Rect) -> tuple[Point, ...]:
    """Return a path's corners on the slide; a curve counts with the points it is pulled to."""
    width, height = number(path, "w") or 0, number(path, "h") or 0

    def on_slide(x: int, y: int) -> Point:
        x_share = x / width if width else 0.0
        return frame.x + x_share * frame.width, frame.y + (
            y / height if height else 0.0
        ) * frame.height

    return tuple(on_slide(x, y) for x, y in _points(path))


def _points(path: Element) -> Iterator[tuple[int, int]]:
    for step in elements(path):
        ends = elements(step)
        for point in ends[-1:] if name_of(step) == "cubicBezTo" else ends:
            yield number(point, "x") or 0, number(point, "y") or 0


def _is_inside(polygon: tuple[Point, ...], x: float, y: float) -> bool:
    """Whether a point is in a polygon: a line to its right crosses an odd number of sides."""
    is_inside = False
    for (x1, y1), (x2, y2) in pairwise((*polygon, *polygon[:1])):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            is_inside = not is_inside
    return is_inside
