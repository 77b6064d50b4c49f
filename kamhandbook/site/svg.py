"""A drawing as inline SVG: colours by class, so that light and dark work; text stays text.

No ``style`` attribute is written, so that a strict Content-Security-Policy holds.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from math import cos, radians, sin
from typing import TypeAlias, assert_never

from kamhandbook.document.commonmark import is_safe_link, without_bidi
from kamhandbook.document.drawing import (
    CHEVRON_POINT,
    RADIUS,
    Arc,
    Box,
    Drawing,
    Group,
    Icon,
    Line,
    Mark,
    Rect,
)
from kamhandbook.document.icon_paths import SHEET, icon_paths

Address: TypeAlias = Callable[[str], str]
_PITCH = 1.2  # line height over font size, as figures reckon
_ASCENT = 0.75  # of the font size, above the baseline, so that a line is optically centred
_HEAD = 6.0  # length of an arrow head in points
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def svg(drawing: Drawing, *, ids: str, address: Address = str) -> str:
    """Write a figure; its narrow layout, if it has one, is swapped in by CSS.

    ``ids`` begins every id, so that a page may hold several figures; ``address`` says where what a
    mark leads to is found.
    """
    wide = _svg(drawing, f"{ids}-w", "kam-wide" if drawing.narrow else "", address)
    narrow = _svg(drawing.narrow, f"{ids}-n", "kam-narrow", address) if drawing.narrow else ""
    name = f"kam-figure kam-figure-{escape(drawing.name)}"
    inside = f'<div class="kam-drawing">{wide}{narrow}</div>'
    return f'<figure class="{name}" data-search-exclude>{inside}</figure>\n'


def _svg(drawing: Drawing, ids: str, kind: str, address: Address) -> str:
    width, height = _number(drawing.width), _number(drawing.height)
    marks = "".join(_mark(mark, address) for mark in drawing.marks)
    role = "group" if "<a " in marks else "img"  # links inside a picture would not be reached
    names = f'aria-labelledby="{ids}-title {ids}-desc"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kam-svg {kind}" role="{role}" {names} '
        f'viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt">'
        f'<title id="{ids}-title">{_escaped(drawing.title)}</title>'
        f'<desc id="{ids}-desc">{_escaped(drawing.alt)}</desc>{marks}</svg>'
    )


def _mark(mark: Mark, address: Address) -> str:
    match mark:
        case Box():
            return _linked(_shape(mark) + _labels(mark), mark.target, address)
        case Group():
            inside = "".join(_mark(part, address) for part in mark.marks)
            return _linked(f"<g>{inside}</g>", mark.target, address)
        case Line():
            return _line(mark)
        case Arc():
            return _arc(mark)
        case Icon():
            return _icon(mark)
        case _:
            assert_never(mark)


def _linked(inside: str, target: str, address: Address) -> str:
    if not target or not is_safe_link(target):
        return inside
    return f'<a href="{escape(address(target))}">{inside}</a>'


# --- shapes


def _shape(box: Box) -> str:
    if box.fill is None and box.stroke is None:
        return ""
    return _SHAPES[box.shape](box.rect, _paint(box))


def _paint(box: Box) -> str:
    kinds = [f"kam-fill-{box.fill}" if box.fill else "kam-no-fill"]
    if box.stroke:
        kinds.append(f"kam-stroke-{box.stroke}")
    dashed = ' stroke-dasharray="4 3"' if box.dashed else ""
    return f'class="{" ".join(kinds)}"{dashed}'


def _rounded(rect: Rect, paint: str, radius: float = RADIUS) -> str:
    return (
        f'<rect x="{_number(rect.x)}" y="{_number(rect.y)}" width="{_number(rect.width)}" '
        f'height="{_number(rect.height)}" rx="{_number(radius)}" {paint}/>'
    )


def _pill(rect: Rect, paint: str) -> str:
    return _rounded(rect, paint, min(rect.width, rect.height) / 2)


def _circle(rect: Rect, paint: str) -> str:
    cx, cy = rect.centre
    return (
        f'<ellipse cx="{_number(cx)}" cy="{_number(cy)}" rx="{_number(rect.width / 2)}" '
        f'ry="{_number(rect.height / 2)}" {paint}/>'
    )


def _chevron(rect: Rect, paint: str) -> str:
    middle, depth = rect.centre[1], CHEVRON_POINT
    corners = (
        (rect.x, rect.y),
        (rect.right - depth, rect.y),
        (rect.right, middle),
        (rect.right - depth, rect.bottom),
        (rect.x, rect.bottom),
        (rect.x + depth, middle),
    )
    return f'<polygon points="{_points(corners)}" {paint}/>'


def _diamond(rect: Rect, paint: str) -> str:
    cx, cy = rect.centre
    corners = ((cx, rect.y), (rect.right, cy), (cx, rect.bottom), (rect.x, cy))
    return f'<polygon points="{_points(corners)}" {paint}/>'


# --- text


def _labels(box: Box) -> str:
    inside = box.rect.inset(box.padding)
    total = sum(label.size * _PITCH * len(label.lines) for label in box.labels)
    spare = inside.height - total
    y = inside.y + {"top": 0.0, "middle": spare / 2, "bottom": spare}[box.valign]
    x = {"left": inside.x, "center": inside.centre[0], "right": inside.right}[box.align]
    lines = []
    for label in box.labels:
        pitch = label.size * _PITCH
        kinds = f"kam-ink-{label.colour}{' kam-bold' if label.bold else ''}"
        for line in label.lines:
            baseline = y + pitch / 2 + label.size * (_ASCENT - 0.4)
            lines.append(_line_of_text(line, x, baseline, label.size, kinds, box.align))
            y += pitch
    return "".join(lines)


def _line_of_text(text: str, x: float, y: float, size: float, kinds: str, align: str) -> str:
    anchor = f' text-anchor="{_ANCHORS[align]}"' if align != "left" else ""
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}" '
        f'class="{kinds}"{anchor}>{_escaped(text)}</text>'
    )


# --- lines and arcs


def _line(line: Line) -> str:
    dashed = ' stroke-dasharray="4 3"' if line.dashed else ""
    path = (
        f'<polyline points="{_points(line.points)}" class="kam-no-fill kam-stroke-{line.colour}" '
        f'stroke-width="{_number(line.width)}"{dashed}/>'
    )
    return path + (_arrow_head(line) if line.arrow and len(line.points) > 1 else "")


def _arrow_head(line: Line) -> str:
    (x0, y0), (x1, y1) = line.points[-2:]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
    dx, dy = (x1 - x0) / length * _HEAD, (y1 - y0) / length * _HEAD
    corners = (
        (x1, y1),
        (x1 - dx - dy * 0.6, y1 - dy + dx * 0.6),
        (x1 - dx + dy * 0.6, y1 - dy - dx * 0.6),
    )
    return f'<polygon points="{_points(corners)}" class="kam-fill-{line.colour}"/>'


def _arc(arc: Arc) -> str:
    large = int(arc.end - arc.start > 180)
    start, end = _polar(arc, arc.outer, arc.start), _polar(arc, arc.outer, arc.end)
    back, home = _polar(arc, arc.inner, arc.end), _polar(arc, arc.inner, arc.start)
    outer, inner = _number(arc.outer), _number(arc.inner)
    path = (
        f"M{start} A{outer} {outer} 0 {large} 1 {end} L{back} A{inner} {inner} 0 {large} 0 {home} Z"
    )
    return f'<path d="{path}" class="kam-fill-{arc.fill}"/>'


def _icon(icon: Icon) -> str:
    scale = _number(icon.rect.width / SHEET)
    place = f"translate({_number(icon.rect.x)} {_number(icon.rect.y)}) scale({scale})"
    path = icon_paths().get(icon.name, "")
    return f'<path d="{escape(path)}" transform="{place}" class="kam-fill-{icon.colour}"/>'


def _polar(arc: Arc, radius: float, angle: float) -> str:
    turn = radians(angle)
    return f"{_number(arc.cx + radius * sin(turn))} {_number(arc.cy - radius * cos(turn))}"


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _escaped(text: str) -> str:
    return escape(without_bidi(text))


_SHAPES: dict[str, Callable[[Rect, str], str]] = {
    "box": _rounded,
    "pill": _pill,
    "circle": _circle,
    "chevron": _chevron,
    "diamond": _diamond,
}
