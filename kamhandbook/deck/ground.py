"""What colour lies behind a rectangle of a layout: its background, and shapes that cover it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image

from kamhandbook.colour import Colour
from kamhandbook.deck.inherit import placeholder_of
from kamhandbook.deck.scheme import Scheme
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, R, elements, name_of, number
from kamhandbook.drawing import Rect

_COVERING = 0.6  # share of a rectangle that a shape covers to be its ground
_FULL_SHAPES = frozenset({"rect", "roundRect", "round2SameRect", "snip1Rect"})
_MAX_PIXELS = 40_000_000
_SEEN_THROUGH = 50_000  # alpha below which a fill does not count


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layout or a master: its element, its part (for pictures), its theme's fills."""

    element: Element
    part: Any
    scheme: Scheme
    fills: tuple[Element, ...] = ()


def ground(layout: Sheet, master: Sheet, area: Rect) -> tuple[Colour, bool]:
    """Give the colour behind ``area``, and whether it is only the mean of a picture or gradient."""
    found = _background(layout) or _background(master) or (layout.scheme.paper, False)
    sheets = (layout,) if layout.element.get("showMasterSp") == "0" else (master, layout)
    for sheet in sheets:
        for frame, fill in _covers(sheet):
            if _share(area, frame) >= _COVERING:
                found = fill
    return found


def _background(sheet: Sheet) -> tuple[Colour, bool] | None:
    background = sheet.element.find(f"{P}cSld/{P}bg")
    if background is None:
        return None
    reference = background.find(f"{P}bgRef")
    if reference is None:
        return _fill(background.find(f"{P}bgPr"), sheet)
    colour = sheet.scheme.first(reference) or sheet.scheme.paper
    place = (number(reference, "idx") or 0) - 1001
    if 0 <= place < len(sheet.fills):
        return _one_fill(sheet.fills[place], sheet, colour) or (colour, False)
    return colour, False


def _fill(parent: Element, sheet: Sheet) -> tuple[Colour, bool] | None:
    """Read the fill among an element's children."""
    for child in elements(parent):
        if name_of(child) in _FILLS:
            return _one_fill(child, sheet, None)
    return None


def _one_fill(
    fill: Element, sheet: Sheet, placeholder: Colour | None
) -> tuple[Colour, bool] | None:
    read = _FILLS.get(name_of(fill))
    return read(fill, sheet, placeholder) if read else None


def _solid(fill: Element, sheet: Sheet, colour: Colour | None) -> tuple[Colour, bool] | None:
    alphas = [number(alpha, "val") or 0 for alpha in fill.iter(f"{A}alpha")]
    found = sheet.scheme.first(fill, colour)
    if found is None or any(alpha < _SEEN_THROUGH for alpha in alphas):
        return None
    return found, False


def _gradient(fill: Element, sheet: Sheet, colour: Colour | None) -> tuple[Colour, bool] | None:
    stops = [sheet.scheme.first(stop, colour) for stop in fill.iter(f"{A}gs")]
    return (_mean([stop for stop in stops if stop]), True) if any(stops) else None


def _picture(fill: Element, sheet: Sheet, _colour: Colour | None) -> tuple[Colour, bool] | None:
    blip = fill.find(f"{A}blip")
    key = None if blip is None else blip.get(f"{R}embed")
    try:
        mean = _mean_of(sheet.part.related_part(key).blob)
    except KeyError:
        return None
    return (mean, True) if mean else None


@lru_cache(maxsize=64)
def _mean_of(data: bytes) -> Colour | None:
    """Give a picture's mean colour on white; None for a vector graphic or a broken picture."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            picture.draft("RGB", (64, 64))  # a JPEG is decoded small at once
            return _mean_colour(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _mean_colour(picture: Image.Image) -> Colour:
    small = picture.convert("RGBA").resize((16, 16), Image.Resampling.BOX)
    flat = Image.new("RGBA", small.size, (255, 255, 255, 255))
    flat.alpha_composite(small)
    data = flat.convert("RGB").tobytes()
    return Colour(*(sum(data[channel::3]) // (len(data) // 3) for channel in range(3)))


def _mean(colours: list[Colour]) -> Colour:
    count = len(colours)
    return Colour(
        sum(each.red for each in colours) // count,
        sum(each.green for each in colours) // count,
        sum(each.blue for each in colours) // count,
    )


def _nothing(_fill: Element, _sheet: Sheet, _colour: Colour | None) -> None:
    return None


_FILLS: Mapping[str, Callable[[Element, Sheet, Colour | None], tuple[Colour, bool] | None]] = {
    "solidFill": _solid,
    "gradFill": _gradient,
    "blipFill": _picture,
    "pattFill": _gradient,
    "noFill": _nothing,
}


def _covers(sheet: Sheet) -> Iterator[tuple[Rect, tuple[Colour, bool]]]:
    """Walk the shapes that adorn a sheet and are filled all over, back to front."""
    for shape in elements(sheet.element.find(f"{P}cSld/{P}spTree")):
        kind = name_of(shape)
        if kind == "sp" and placeholder_of(shape) is None and _is_full(shape):
            fill = _fill(shape.find(f"{P}spPr"), sheet)
        elif kind == "pic":
            fill = _picture(shape.find(f"{P}blipFill"), sheet, None)
        else:
            continue
        frame = _frame(shape)
        if fill and frame:
            yield frame, fill


def _is_full(shape: Element) -> bool:
    geometry = shape.find(f"{P}spPr/{A}prstGeom")
    return geometry is not None and geometry.get("prst") in _FULL_SHAPES


def _frame(shape: Element) -> Rect | None:
    off = shape.find(f"{P}spPr/{A}xfrm/{A}off")
    ext = shape.find(f"{P}spPr/{A}xfrm/{A}ext")
    if off is None or ext is None:
        return None
    sides = (number(off, "x"), number(off, "y"), number(ext, "cx"), number(ext, "cy"))
    return Rect(*((side or 0) / EMU_PER_POINT for side in sides))


def _share(area: Rect, frame: Rect) -> float:
    across = min(area.right, frame.right) - max(area.x, frame.x)
    down = min(area.bottom, frame.bottom) - max(area.y, frame.y)
    return max(across, 0.0) * max(down, 0.0) / (area.width * area.height or 1.0)
