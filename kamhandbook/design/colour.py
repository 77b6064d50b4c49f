"""Colours as sRGB, their contrast (WCAG 2.2), and how far they must shift to be read."""

from __future__ import annotations

import colorsys
import re

from msgspec import Struct

_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
TEXT_CONTRAST = 4.5  # WCAG 2.2 AA, text of normal size
SURFACE_CONTRAST = 1.2  # to its ground: less is gone on a projector
SOFT_CONTRAST = 1.4  # of what stands out from a surface, and still carries ink


class Colour(Struct, frozen=True):
    """An sRGB colour; channels from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour | None:
        """Return the colour of ``#0b4f5c``; None where the text is no colour."""
        match = _HEX.fullmatch(text.strip())
        if not match:
            return None
        value = int(match[1], 16)
        return cls(value >> 16, value >> 8 & 255, value & 255)

    @property
    def hex(self) -> str:
        """Six digits with a leading ``#``."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance from 0 (black) to 1 (white)."""
        red, green, blue = _linear(self.red), _linear(self.green), _linear(self.blue)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: Colour) -> float:
        """Return the contrast ratio to another colour, from 1 to 21."""
        lighter, darker = sorted((self.luminance, other.luminance), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    def mixed(self, other: Colour, share: float) -> Colour:
        """Return this colour with ``share`` (0 to 1) of another mixed in."""

        def channel(a: int, b: int) -> int:
            return round(a + (b - a) * share)

        return Colour(
            channel(self.red, other.red),
            channel(self.green, other.green),
            channel(self.blue, other.blue),
        )

    def tinted(self, other: Colour, ratio: float) -> Colour:
        """Return this colour with as little of another as makes it stand out by a contrast."""
        mixes = (self.mixed(other, share / 100) for share in range(101))
        return next((mix for mix in mixes if mix.contrast(self) >= ratio), other)

    def readable_on(self, ground: Colour, ratio: float = TEXT_CONTRAST) -> Colour:
        """Return the colour, its lightness shifted until the contrast on ``ground`` is enough."""
        if self.contrast(ground) >= ratio:
            return self
        hue, lightness, saturation = colorsys.rgb_to_hls(
            self.red / 255, self.green / 255, self.blue / 255
        )
        step = -0.02 if ground.luminance > 0.18 else 0.02
        while 0 < lightness < 1:
            lightness = min(1.0, max(0.0, lightness + step))
            shifted = _from_hls(hue, lightness, saturation)
            if shifted.contrast(ground) >= ratio:
                return shifted
        return WHITE if ground.luminance <= 0.18 else BLACK

    def text_on(self, dark: Colour) -> Colour:
        """Return white or ``dark``, whichever reads better on this colour; black if none does."""
        best = max((WHITE, dark), key=self.contrast)
        return (
            best if self.contrast(best) >= TEXT_CONTRAST else max((WHITE, BLACK), key=self.contrast)
        )


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def _linear(channel: int) -> float:
    """Return the light of a channel from 0 to 255, from 0 to 1."""
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _from_hls(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return Colour(round(red * 255), round(green * 255), round(blue * 255))
