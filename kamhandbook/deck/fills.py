"""Fills as functions: the shade at a place of a shape, or None where one sees through it."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from msgspec import Struct
from PIL import Image

from kamhandbook.deck.scheme import Scheme
from kamhandbook.deck.xml import A, Element, R, elements, name_of, number
from kamhandbook.design.colour import Colour


class Shade(Struct, frozen=True):
    """A colour, and how much of what lies behind it covers, from 0 to 1."""

    colour: Colour
    alpha: float = 1.0

    @property
    def is_opaque(self) -> bool:
        """Whether nothing is seen through it."""
        return self.alpha > _OPAQUE

    def over(self, behind: Colour) -> Colour:
        """Return what is seen of it and of what lies behind."""
        return behind.mixed(self.colour, self.alpha)


# Across and down a shape, from 0 to 1.
Fill: TypeAlias = Callable[[float, float], Shade | None]


class SolidFill(Struct, frozen=True):
    """The same shade everywhere."""

    shade: Shade

    def __call__(self, _across: float, _down: float) -> Shade:
        """Return the shade."""
        return self.shade


_OPAQUE = 0.98  # alpha above which nothing is seen through a colour
_UNSEEN = 0.02  # alpha below which nothing is seen of it
_MAX_PIXELS = 40_000_000  # 160 MB unpacked: a larger one would fill the memory of a small machine
_SMALL = 48  # a picture is looked at in so many pixels each way
_FULL = 100_000


def fill_of(parent: Element, scheme: Scheme, part: Any) -> Fill | None:
    """Read the fill among an element's children; None where there is none."""
    for child in elements(parent):
        if name_of(child) in _FILLS:
            return one_fill(child, scheme, part, None)
    return None


def one_fill(fill: Element, scheme: Scheme, part: Any, placeholder: Colour | None) -> Fill | None:
    """Read a fill element; ``placeholder`` stands for phClr in a theme's fills."""
    read = _FILLS.get(name_of(fill))
    return read(fill, scheme, part, placeholder) if read else None


def fill_of_picture(fill: Element, part: Any) -> Fill | None:
    """Read a picture; None for a vector graphic or a broken one."""
    blip = None if fill is None else fill.find(f"{A}blip")
    key = None if blip is None else blip.get(f"{R}embed")
    try:
        pixels = _pixels(part.related_part(key).blob)
    except KeyError:
        return None
    if pixels is None:
        return None
    strength = _share(fill.find(f"{A}blip/{A}alphaModFix"), "amt")

    def at(across: float, down: float) -> Shade | None:
        x, y = (min(max(int(share * _SMALL), 0), _SMALL - 1) for share in (across, down))
        red, green, blue, alpha = pixels[4 * (y * _SMALL + x) : 4 * (y * _SMALL + x) + 4]
        return _shade(Colour(red, green, blue), strength * alpha / 255)

    return at


@lru_cache(maxsize=64)  # receipt beside metrics.faces._em
def _pixels(data: bytes) -> bytes | None:
    """Return a picture as ``_SMALL`` × ``_SMALL`` RGBA pixels by row; None for a broken one."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            picture.draft("RGB", (4 * _SMALL, 4 * _SMALL))  # a JPEG is decoded small at once
            small = picture.convert("RGBA").resize((_SMALL, _SMALL), Image.Resampling.BOX)
            return small.tobytes()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _solid(fill: Element, scheme: Scheme, _part: Any, placeholder: Colour | None) -> Fill | None:
    colour = scheme.first(fill, placeholder)
    shade = colour and _shade(colour, _alpha(fill))
    return SolidFill(shade) if shade else None


def _gradient(fill: Element, scheme: Scheme, _part: Any, placeholder: Colour | None) -> Fill | None:
    stops = sorted(
        (
            ((number(stop, "pos") or 0) / _FULL, Shade(colour, _alpha(stop)))
            for stop in fill.iter(f"{A}gs")
            if (colour := scheme.first(stop, placeholder))
        ),
        key=lambda pair: pair[0],
    )
    if not stops:
        return None
    line = fill.find(f"{A}lin")
    angle = math.radians((number(line, "ang") or 0) / 60_000)
    if line is None:  # from the middle outwards
        return lambda x, y: _gradient_shade(stops, min(1.0, 2 * math.hypot(x - 0.5, y - 0.5)))
    cosine, sine = math.cos(angle), math.sin(angle)
    reach = abs(cosine) + abs(sine)
    return lambda x, y: _gradient_shade(
        stops, ((x - 0.5) * cosine + (y - 0.5) * sine) / reach + 0.5
    )


def _gradient_shade(stops: list[tuple[float, Shade]], position: float) -> Shade:
    before = max((stop for stop in stops if stop[0] <= position), default=stops[0])
    after = min((stop for stop in stops if stop[0] >= position), default=stops[-1])
    span = after[0] - before[0]
    share = (position - before[0]) / span if span > 0 else 0.0
    return Shade(
        before[1].colour.mixed(after[1].colour, share),
        before[1].alpha + (after[1].alpha - before[1].alpha) * share,
    )


def _pattern(fill: Element, scheme: Scheme, _part: Any, placeholder: Colour | None) -> Fill | None:
    colours = [scheme.first(fill.find(f"{A}{name}"), placeholder) for name in ("fgClr", "bgClr")]
    known = [colour for colour in colours if colour]
    if not known:
        return None
    return SolidFill(Shade(known[0].mixed(known[-1], 0.5)))


def _picture(fill: Element, _scheme: Scheme, part: Any, _colour: Colour | None) -> Fill | None:
    return fill_of_picture(fill, part)


def _nothing(_fill: Element, _scheme: Scheme, _part: Any, _colour: Colour | None) -> None:
    return None


def _shade(colour: Colour, alpha: float) -> Shade | None:
    """Return a shade, None where nothing is seen of it."""
    return Shade(colour, min(alpha, 1.0)) if alpha > _UNSEEN else None


def _alpha(parent: Element) -> float:
    """Return how much covers the first colour that an element holds."""
    return _share(next(parent.iter(f"{A}alpha"), None), "val")


def _share(element: Element, attribute: str) -> float:
    value = number(element, attribute)
    return 1.0 if value is None else value / _FULL


_FILLS: Mapping[str, Callable[[Element, Scheme, Any, Colour | None], Fill | None]] = {
    "solidFill": _solid,
    "gradFill": _gradient,
    "blipFill": _picture,
    "pattFill": _pattern,
    "noFill": _nothing,
}
