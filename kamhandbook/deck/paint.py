"""Colour roles as theme colours, readable on a given background.

Our own master carries every role in a slot of its theme (see ``theme``). A foreign theme has other
ideas: primary and accent are taken from its accents, the quiet roles are mixed from its text and
background colours, and whatever cannot be read is made lighter or darker until it can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from msgspec import Struct

from kamhandbook.deck.scheme import Scheme, hue, lightness, saturation, with_lightness
from kamhandbook.deck.theme import SLOT_OF_ROLE
from kamhandbook.design.brand import Brand
from kamhandbook.design.colour import SOFT_CONTRAST, SURFACE_CONTRAST, TEXT_CONTRAST, WHITE, Colour
from kamhandbook.document.drawing import Role

_STANDS_OUT = 2.5  # a lighter accent (a yellow) would turn brown before it can be read
SHAPE_CONTRAST = 3.0  # WCAG 2.2, graphical objects
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_NEUTRALS = ("tx1", "bg1", "tx2", "bg2")
_UNMAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_GREEN, _WARM = (75.0, 170.0), (0.0, 50.0)
_FULL = 100_000


class Paint(Struct, frozen=True):
    """A theme colour: its name in the colour map, and how it is made lighter or darker.

    ``xml`` is the a:schemeClr element, ``colour`` what it looks like.
    """

    name: str
    colour: Colour
    mod: int = _FULL
    off: int = 0

    @property
    def xml(self) -> str:
        """The colour as a:schemeClr."""
        if self.mod == _FULL and not self.off:
            return f'<a:schemeClr val="{self.name}"/>'
        lifted = f'<a:lumOff val="{self.off}"/>' if self.off else ""
        return f'<a:schemeClr val="{self.name}"><a:lumMod val="{self.mod}"/>{lifted}</a:schemeClr>'


Paints = Mapping[Role, Paint]


def own_paints(brand: Brand, scheme: Scheme) -> dict[Role, Paint]:
    """Return the paints of our own master: the brand's roles stand in the theme's slots."""
    paints: dict[Role, Paint] = {}
    for role, colour in brand.light.items():
        slot = SLOT_OF_ROLE.get(role)
        paint = theme_paint(_UNMAPPED.get(slot, slot), scheme) if slot else None
        paints[role] = paint if paint and paint.colour == colour else nearest(colour, scheme)
    return paints


def foreign_paints(
    scheme: Scheme,
    background: Colour,
    *,
    ink: Colour | None = None,
    accent: str = "",
    primary: str = "",
) -> dict[Role, Paint]:
    """Return readable paints from any theme, for content that stands on ``background``.

    ``ink`` is the colour text has there anyway, ``accent`` a slot to take the accent from,
    ``primary`` one for the primary.
    """
    strong = (theme_paint(primary, scheme) if primary else None) or _primary(scheme, background)
    soft = nearest(background.tinted(strong.colour, SOFT_CONTRAST), scheme)
    if ink and nearest(ink, scheme).colour.contrast(soft.colour) < TEXT_CONTRAST:
        soft = nearest(background, scheme)  # of another hue: a middling ground has no near paint
    return _roles_on(scheme, background, soft, ink, accent, strong)


def _roles_on(
    scheme: Scheme,
    background: Colour,
    soft_fill: Paint,
    text: Colour | None,
    slot: str,
    strong: Paint,
) -> dict[Role, Paint]:
    """Return every role; text is made readable on ``soft_fill``, the fill nearest to it."""
    soft = soft_fill.colour
    ink = _inked(nearest(text, scheme), background, soft, scheme) if text else _ink(scheme, soft)
    primary = readable(strong, soft, scheme)
    accent = _accent(scheme, background, primary, slot)
    step = ink.colour  # quiet colours lie between the background and the ink
    roles: dict[str, Paint] = {
        "ink": ink,
        "paper": nearest(background, scheme),
        "primary": primary,
        "accent": accent,
        "muted": readable(nearest(step.mixed(background, 0.35), scheme), soft, scheme),
        "line": nearest(background.mixed(step, 0.2), scheme),
        "surface": nearest(background.tinted(step, SURFACE_CONTRAST), scheme),
        "primary_soft": soft_fill,
        "accent_soft": nearest(background.mixed(accent.colour, 0.18), scheme),
        "good": readable(_of_hue(scheme, _GREEN, primary), soft, scheme),
        "caution": readable(_of_hue(scheme, _WARM, accent), soft, scheme),
        "on_primary": text_on(primary.colour, scheme),
        "on_accent": text_on(accent.colour, scheme),
    }
    return {cast(Role, role): paint for role, paint in roles.items()}


def theme_paint(name: str, scheme: Scheme) -> Paint | None:
    """Return a theme colour as it is."""
    colour = scheme.slot(name)
    return Paint(name, colour) if colour else None


def at_lightness(name: str, scheme: Scheme, target: float) -> Paint:
    """Return a theme colour at another lightness (0 to 1), as lumMod and lumOff."""
    colour = scheme.slot(name) or WHITE
    current = lightness(colour)
    if target <= current:
        mod, off = (round(_FULL * target / current) if current else _FULL), 0
    else:
        mod = round(_FULL * (1 - target) / (1 - current)) if current < 1 else _FULL
        off = round(_FULL * target - mod * current)
    colour = with_lightness(colour, current * mod / _FULL + off / _FULL)
    return Paint(name, colour, mod, off)


def nearest(colour: Colour, scheme: Scheme) -> Paint:
    """Return the paint closest to a colour: any theme colour, at any lightness."""
    names = [name for name in (*_NEUTRALS, *_ACCENTS) if scheme.slot(name)]
    equal = [
        paint for name in names if (paint := theme_paint(name, scheme)) and paint.colour == colour
    ]
    if equal:
        return equal[0]
    candidates = [at_lightness(name, scheme, lightness(colour)) for name in names]
    return min(candidates, key=lambda paint: _colour_distance(paint.colour, colour))


def readable(
    paint: Paint, background: Colour, scheme: Scheme, ratio: float = TEXT_CONTRAST
) -> Paint:
    """Return a paint, made lighter or darker until it has the contrast; else tx1 or bg1."""
    if paint.colour.contrast(background) >= ratio:
        return paint
    # At this luminance black and white have the same contrast (WCAG): above it, darker helps.
    direction = -1 if background.luminance > 0.18 else 1
    start = lightness(paint.colour)
    for step in range(1, 50):
        target = start + direction * step / 50
        if not 0 <= target <= 1:
            break
        candidate = at_lightness(paint.name, scheme, target)
        if candidate.colour.contrast(background) >= ratio:
            return candidate
    return text_on(background, scheme)


def text_on(background: Colour, scheme: Scheme) -> Paint:
    """Return tx1 or bg1, whichever reads better on a fill; black or white where neither does."""
    neutrals = [paint for name in _NEUTRALS if (paint := theme_paint(name, scheme))]
    pair = [paint for paint in neutrals if paint.name in ("tx1", "bg1")] or neutrals
    best = max(pair, key=lambda paint: paint.colour.contrast(background))
    if best.colour.contrast(background) >= TEXT_CONTRAST:
        return best
    extremes = [at_lightness(best.name, scheme, end) for end in (0.0, 1.0)]
    return max((best, *extremes), key=lambda paint: paint.colour.contrast(background))


def _inked(wanted: Paint, background: Colour, soft: Colour, scheme: Scheme) -> Paint:
    """Return a paint that reads on a soft fill, too, as long as it reads on the ground itself."""
    shade = readable(wanted, soft, scheme)
    return shade if shade.colour.contrast(background) >= TEXT_CONTRAST else wanted


def _ink(scheme: Scheme, background: Colour) -> Paint:
    ink = theme_paint("tx1", scheme)
    if ink and ink.colour.contrast(background) >= TEXT_CONTRAST:
        return ink
    return text_on(background, scheme)


def _primary(scheme: Scheme, background: Colour) -> Paint:
    """Return the first accent that has colour and stands out, made readable in its own hue."""
    accents = list(_theme_paints(_ACCENTS, scheme))
    colourful = [paint for paint in accents if saturation(paint.colour) > 0.15]
    outstanding = [paint for paint in colourful if paint.colour.contrast(background) >= _STANDS_OUT]
    candidates = outstanding or colourful or accents or list(_theme_paints(("tx2", "tx1"), scheme))
    return (
        readable(candidates[0], background, scheme) if candidates else text_on(background, scheme)
    )


def _accent(scheme: Scheme, background: Colour, primary: Paint, slot: str) -> Paint:
    """Return the accent farthest from the primary in hue; 3:1 suffices, for it carries no text."""
    given = theme_paint(slot, scheme) if slot else None
    if given:
        return readable(given, background, scheme, SHAPE_CONTRAST)
    others = [
        paint
        for paint in _theme_paints(_ACCENTS, scheme)
        if paint.name != primary.name and saturation(paint.colour) > 0.3
    ]
    if not others:
        return primary
    best = max(others, key=lambda paint: _hue_distance(hue(paint.colour), hue(primary.colour)))
    return readable(best, background, scheme, SHAPE_CONTRAST)


def _of_hue(scheme: Scheme, hues: tuple[float, float], fallback: Paint) -> Paint:
    for paint in _theme_paints(_ACCENTS, scheme):
        if saturation(paint.colour) > 0.3 and hues[0] <= hue(paint.colour) <= hues[1]:
            return paint
    return fallback


def _theme_paints(names: Iterable[str], scheme: Scheme) -> Iterable[Paint]:
    return (paint for name in names if (paint := theme_paint(name, scheme)))


def _hue_distance(one: float, other: float) -> float:
    difference = abs(one - other) % 360
    return min(difference, 360 - difference)


def _colour_distance(one: Colour, other: Colour) -> int:
    return (
        (one.red - other.red) ** 2 + (one.green - other.green) ** 2 + (one.blue - other.blue) ** 2
    )
