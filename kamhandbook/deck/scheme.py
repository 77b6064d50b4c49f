"""The colours of a master: its theme's slots, mapped, and any colour element resolved to sRGB."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping

from msgspec import Struct

from kamhandbook.deck.xml import Element, elements, name_of, number
from kamhandbook.design.colour import BLACK, WHITE, Colour

# What a colour map says when it says nothing.
PLAIN_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_PRESETS = {
    "black": BLACK,
    "white": WHITE,
    "red": Colour(255, 0, 0),
    "green": Colour(0, 128, 0),
    "blue": Colour(0, 0, 255),
    "yellow": Colour(255, 255, 0),
    "gray": Colour(128, 128, 128),
    "grey": Colour(128, 128, 128),
}
_FULL = 100_000


class Scheme(Struct, frozen=True):
    """Theme colours by slot (dk1 … folHlink) and the map from bg1, tx1 … to slots."""

    slots: Mapping[str, Colour]
    mapped: Mapping[str, str]

    def slot(self, name: str) -> Colour | None:
        """Return the colour of a mapped name (tx1, accent2 …), or None where the theme has none."""
        return self.slots.get(self.mapped.get(name, PLAIN_MAP.get(name, name)))

    @property
    def paper(self) -> Colour:
        """The colour of bg1, white where the theme does not say."""
        return self.slot("bg1") or WHITE

    @property
    def ink(self) -> Colour:
        """The colour of tx1, black where the theme does not say."""
        return self.slot("tx1") or BLACK

    def resolve(self, colour: Element, placeholder: Colour | None = None) -> Colour | None:
        """Return what a colour element (srgbClr, schemeClr …) with its modifiers looks like.

        ``placeholder`` stands for phClr in a theme's fills.
        """
        resolved = self._base(colour, placeholder)
        if resolved is None:
            return None
        for modifier in elements(colour):
            modified = _MODIFIERS.get(name_of(modifier))
            share = number(modifier, "val")
            if modified and share is not None:
                resolved = modified(resolved, share / _FULL)
        return resolved

    def first(self, parent: Element, placeholder: Colour | None = None) -> Colour | None:
        """Return the first colour among the children of ``parent``, say of a:solidFill."""
        for child in elements(parent):
            colour = self.resolve(child, placeholder)
            if colour:
                return colour
        return None

    def _base(self, colour: Element, placeholder: Colour | None) -> Colour | None:
        kind, value = name_of(colour), colour.get("val") or ""
        if kind == "schemeClr":
            return placeholder if value == "phClr" else self.slot(value)
        if kind == "sysClr":
            window = WHITE if value == "window" else BLACK
            return Colour.parse(colour.get("lastClr") or "") or window
        if kind == "prstClr":
            return _PRESETS.get(value)
        if kind == "scrgbClr":
            channels = [number(colour, key) or 0 for key in "rgb"]
            return Colour(*(_gamma(channel / _FULL) for channel in channels))
        return Colour.parse(value) if kind == "srgbClr" else None


def lightness(colour: Colour) -> float:
    """Return the HSL lightness, from 0 to 1."""
    return colorsys.rgb_to_hls(colour.red / 255, colour.green / 255, colour.blue / 255)[1]


def with_lightness(colour: Colour, target: float) -> Colour:
    """Return the colour at another HSL lightness, as lumMod and lumOff do."""
    hue, _, saturation = colorsys.rgb_to_hls(
        colour.red / 255, colour.green / 255, colour.blue / 255
    )
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, target)), saturation)
    return Colour(round(red * 255), round(green * 255), round(blue * 255))


def saturation(colour: Colour) -> float:
    """Return the HSL saturation, from 0 to 1."""
    return colorsys.rgb_to_hls(colour.red / 255, colour.green / 255, colour.blue / 255)[2]


def hue(colour: Colour) -> float:
    """Return the HSL hue in degrees."""
    return 360 * colorsys.rgb_to_hls(colour.red / 255, colour.green / 255, colour.blue / 255)[0]


def _in_light(colour: Colour, change: Callable[[float], float]) -> Colour:
    """Change each channel as linear light, not as the gamma-encoded number that stands for it."""
    channels = (colour.red, colour.green, colour.blue)
    return Colour(*(_gamma(change(_light(channel / 255))) for channel in channels))


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: float) -> int:
    encoded = 12.92 * value if value <= 0.0031308 else 1.055 * float(value) ** (1 / 2.4) - 0.055
    return round(255 * min(1.0, max(0.0, encoded)))


_MODIFIERS: Mapping[str, Callable[[Colour, float], Colour]] = {
    "lumMod": lambda colour, share: with_lightness(colour, lightness(colour) * share),
    "lumOff": lambda colour, share: with_lightness(colour, lightness(colour) + share),
    "tint": lambda colour, share: _in_light(colour, lambda light: light * share + 1 - share),
    "shade": lambda colour, share: _in_light(colour, lambda light: light * share),
}
