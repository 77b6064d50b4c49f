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
    """Give the test for a shape's p:spPr, None where it fills its frame.

    An unknown preset counts with its inner half.
    """
    preset = properties.find(f"{A}prstGeom")
    if preset is not None:
        name = preset.get("prst", "")
        return None if name in _WHOLE else _PRESETS.get(name, _inner)(frame)
    free = properties.find(f"{A}custGeom/{A}pathLst")
    polygons = [_polygon(path, frame) for path in elements(free)]
    if not polygons:
        return None
    return lambda x, y: any(_inside(polygon, x, y) for polygon in polygons)


def _whole(frame: Rect) -> Outline:
    return lambda x, y: frame.x <= x <= frame.right and frame.y <= y <= frame.bottom


def _inner(frame: Rect) -> Outline:
    return _whole(frame.inset(frame.width / 4, frame.height / 4))


def _round(frame: Rect) -> Outline:
    across, down = frame.centre
    wide, high = frame.width / 2 or 1.0, frame.height / 2 or 1.0
    return lambda x, y: ((x - across) / wide) ** 2 + ((y - down) / high) ** 2 <= 1


_WHOLE = frozenset({"rect", "roundRect", "round1Rect", "round2SameRect", "snip1Rect"})
_PRESETS: dict[str, Callable[[Rect], Outline]] = {"ellipse": _round}


def _polygon(path: Element, frame: Rect) -> tuple[Point, ...]:
    """Give a path's corners on the slide; a curve counts with the points it is pulled to."""
    wide, high = number(path, "w") or 0, number(path, "h") or 0

    def placed(x: int, y: int) -> Point:
        across = x / wide if wide else 0.0
        return frame.x + across * frame.width, frame.y + (y / high if high else 0.0) * frame.height

    return tuple(placed(x, y) for x, y in _points(path))


def _points(path: Element) -> Iterator[tuple[int, int]]:
    for step in elements(path):
        ends = elements(step)
        for point in ends[-1:] if name_of(step) == "cubicBezTo" else ends:
            yield number(point, "x") or 0, number(point, "y") or 0


def _inside(polygon: tuple[Point, ...], x: float, y: float) -> bool:
    """Count the sides to the right of a point: odd is inside."""
    is_in = False
    for (x1, y1), (x2, y2) in pairwise((*polygon, *polygon[:1])):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            is_in = not is_in
    return is_in
