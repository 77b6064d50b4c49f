"""Where a shape is: a test for a point, for the usual presets and for free forms, turned or not."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeAlias

from kamhandbook.deck.xml import A, Element, elements, name_of, number
from kamhandbook.document.drawing import Rect

# Whether a point of the slide, in points, lies in the shape.
Outline: TypeAlias = Callable[[float, float], bool]
Point = tuple[float, float]
_PER_CURVE = 8  # points along a curve


def outline_of(properties: Element, frame: Rect) -> Outline | None:
    """Return the test for a shape's p:spPr, None where it fills its frame.

    An unknown preset counts with its inner half.
    """
    outline, place = _unturned(properties, frame), properties.find(f"{A}xfrm")
    flips = tuple(place is not None and place.get(key) in ("1", "true") for key in _FLIPS)
    degrees = (number(place, "rot") or 0) / 60_000
    if not degrees and not (outline and any(flips)):
        return outline
    upright = outline or _rectangle(frame)
    return lambda x, y: upright(*_before_turn((x, y), frame.centre, degrees, flips))


def turned_frame(properties: Element, frame: Rect) -> Rect:
    """Return the upright rectangle around a shape that may be turned."""
    turn = math.radians((number(properties.find(f"{A}xfrm"), "rot") or 0) / 60_000)
    if not turn:
        return frame
    sine, cosine = abs(math.sin(turn)), abs(math.cos(turn))
    width = frame.width * cosine + frame.height * sine
    height = frame.width * sine + frame.height * cosine
    return Rect(frame.centre[0] - width / 2, frame.centre[1] - height / 2, width, height)


def _before_turn(point: Point, centre: Point, degrees: float, flips: tuple[bool, ...]) -> Point:
    """Return where a point of a turned and mirrored shape was before."""
    x, y, turn = point[0] - centre[0], point[1] - centre[1], math.radians(-degrees)
    across = x * math.cos(turn) - y * math.sin(turn)
    down = x * math.sin(turn) + y * math.cos(turn)
    return centre[0] + (-across if flips[0] else across), centre[1] + (-down if flips[1] else down)


def _unturned(properties: Element, frame: Rect) -> Outline | None:
    preset = properties.find(f"{A}prstGeom")
    if preset is not None:
        name = preset.get("prst", "")
        if name in _FRAME_FILLING:
            return None
        corners = _POLYGONS.get(name)
        return _of_corners(corners, frame) if corners else _PRESETS.get(name, _inner_half)(frame)
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


def _of_corners(corners: tuple[Point, ...], frame: Rect) -> Outline:
    polygon = tuple((frame.x + x * frame.width, frame.y + y * frame.height) for x, y in corners)
    return lambda x, y: _is_inside(polygon, x, y)


_FLIPS = ("flipH", "flipV")
_FRAME_FILLING = frozenset(
    {
        *("rect", "roundRect", "round1Rect", "round2SameRect", "round2DiagRect"),
        *("snip1Rect", "snip2SameRect", "snip2DiagRect", "snipRoundRect"),
        *("flowChartProcess", "flowChartAlternateProcess", "foldedCorner", "bevel"),
    }
)
_PRESETS: dict[str, Callable[[Rect], Outline]] = {"ellipse": _round, "flowChartConnector": _round}
#: Corners in shares of the frame, as presets have them before anybody moves their handles.
_POLYGONS: dict[str, tuple[Point, ...]] = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "homePlate": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    "flowChartDocument": (
        *((0, 0), (1, 0), (1, 0.8), (0.7, 0.85), (0.5, 0.93), (0.3, 0.99), (0, 0.93)),
    ),
}


def _polygon(path: Element, frame: Rect) -> tuple[Point, ...]:
    """Return a path's corners on the slide, and points along its curves."""
    width, height = number(path, "w") or 0, number(path, "h") or 0

    def on_slide(x: float, y: float) -> Point:
        x_share = x / width if width else 0.0
        y_share = y / height if height else 0.0
        return frame.x + x_share * frame.width, frame.y + y_share * frame.height

    return tuple(on_slide(x, y) for x, y in _points(path))


def _points(path: Element) -> Iterator[Point]:
    last: Point = (0, 0)
    for step in elements(path):
        ends = [(float(number(at, "x") or 0), float(number(at, "y") or 0)) for at in elements(step)]
        if name_of(step) in ("cubicBezTo", "quadBezTo"):
            yield from _curve((last, *ends))
        else:
            yield from ends
        last = ends[-1] if ends else last


def _curve(pulls: tuple[Point, ...]) -> Iterator[Point]:
    """Yield points along a Bézier curve, its end among them (de Casteljau)."""
    for number_of_point in range(1, _PER_CURVE + 1):
        share, points = number_of_point / _PER_CURVE, list(pulls)
        while len(points) > 1:
            points = [
                (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
                for (x1, y1), (x2, y2) in pairwise(points)
            ]
        yield points[0]


def _is_inside(polygon: tuple[Point, ...], x: float, y: float) -> bool:
    """Whether a point is in a polygon: a line to its right crosses an odd number of sides."""
    is_inside = False
    for (x1, y1), (x2, y2) in pairwise((*polygon, *polygon[:1])):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            is_inside = not is_inside
    return is_inside
