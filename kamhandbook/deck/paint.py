"""Colour roles as theme colours, readable on a given ground.

Our own master carries every role in a slot of its theme (see ``theme``). A foreign theme has other
ideas: primary and accent are taken from its accents, the quiet roles are mixed from its text and
background colours, and whatever cannot be read is made lighter or darker until it can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from kamhandbook.deck.scheme import Scheme, hue, lightness, saturation, with_lightness
from kamhandbook.deck.theme import SLOT_OF_ROLE
from kamhandbook.design.brand import Brand
from kamhandbook.design.colour import TEXT_CONTRAST, WHITE, Colour
from kamhandbook.document.drawing import Role

_STANDS_OUT = 2.5  # a lighter accent (a yellow) would turn brown before it can be read
SHAPE_CONTRAST = 3.0  # WCAG 2.2, graphical objects
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_NEUTRALS = ("tx1", "bg1", "tx2", "bg2")
_UNMAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_GREEN, _WARM = (75.0, 170.0), (0.0, 50.0)
_FULL = 100_000


@dataclass(frozen=True, slots=True)
class Paint:
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
    """Give the paints of our own master: the brand's roles stand in the theme's slots."""
    paints: dict[Role, Paint] = {}
    for role, wanted in brand.light.items():
        slot = SLOT_OF_ROLE.get(role)
        named = plain(_UNMAPPED.get(slot, slot), scheme) if slot else None
        paints[role] = named if named and named.colour == wanted else nearest(wanted, scheme)
    return paints


def foreign_paints(
    scheme: Scheme, ground: Colour, *, ink: Colour | None = None, accent: str = ""
) -> dict[Role, Paint]:
    """Give readable paints from any theme, for content that stands on ``ground``.

    ``ink`` is the colour text has there anyway, ``accent`` a slot to take the accent from.
    """
    soft = ground.mixed(_primary(scheme, ground).colour, 0.14)
    return _on(scheme, ground, soft, ink, accent)


def _on(
    scheme: Scheme, ground: Colour, soft: Colour, text: Colour | None, slot: str
) -> dict[Role, Paint]:
    """Mix every role; text is made readable on ``soft``, the fill that is nearest to it."""
    ink = nearest(text, scheme) if text else _ink(scheme, soft)
    primary = readable(_primary(scheme, ground), soft, scheme)
    accent = _accent(scheme, ground, primary, slot)
    step = ink.colour  # quiet colours lie between the ground and the ink
    roles: dict[str, Paint] = {
        "ink": ink,
        "paper": nearest(ground, scheme),
        "primary": primary,
        "accent": accent,
        "muted": readable(nearest(step.mixed(ground, 0.35), scheme), soft, scheme),
        "line": nearest(ground.mixed(step, 0.2), scheme),
        "surface": nearest(ground.mixed(step, 0.05), scheme),
        "primary_soft": nearest(soft, scheme),
        "accent_soft": nearest(ground.mixed(accent.colour, 0.18), scheme),
        "good": readable(_of_hue(scheme, _GREEN, primary), soft, scheme),
        "caution": readable(_of_hue(scheme, _WARM, accent), soft, scheme),
        "on_primary": text_on(primary.colour, scheme),
        "on_accent": text_on(accent.colour, scheme),
    }
    return {cast(Role, role): paint for role, paint in roles.items()}


def plain(name: str, scheme: Scheme) -> Paint | None:
    """Give a theme colour as it is."""
    colour = scheme.slot(name)
    return Paint(name, colour) if colour else None


def lit(name: str, scheme: Scheme, wanted: float) -> Paint:
    """Give a theme colour at another lightness (0 to 1), as lumMod and lumOff."""
    colour = scheme.slot(name) or WHITE
    have = lightness(colour)
    if wanted <= have:
        mod, off = (round(_FULL * wanted / have) if have else _FULL), 0
    else:
        mod = round(_FULL * (1 - wanted) / (1 - have)) if have < 1 else _FULL
        off = round(_FULL * wanted - mod * have)
    made = with_lightness(colour, have * mod / _FULL + off / _FULL)
    return Paint(name, made, mod, off)


def nearest(wanted: Colour, scheme: Scheme) -> Paint:
    """Give the paint closest to a colour: any theme colour, at any lightness."""
    names = [name for name in (*_NEUTRALS, *_ACCENTS) if scheme.slot(name)]
    exact = [paint for name in names if (paint := plain(name, scheme)) and paint.colour == wanted]
    if exact:
        return exact[0]
    mixed = [lit(name, scheme, lightness(wanted)) for name in names]
    return min(mixed, key=lambda paint: _distance(paint.colour, wanted))


def readable(paint: Paint, ground: Colour, scheme: Scheme, ratio: float = TEXT_CONTRAST) -> Paint:
    """Make a paint lighter or darker until it has the contrast; else the better of tx1 and bg1."""
    if paint.colour.contrast(ground) >= ratio:
        return paint
    direction = -1 if ground.luminance > 0.18 else 1
    start = lightness(paint.colour)
    for step in range(1, 50):
        wanted = start + direction * step / 50
        if not 0 <= wanted <= 1:
            break
        made = lit(paint.name, scheme, wanted)
        if made.colour.contrast(ground) >= ratio:
            return made
    return text_on(ground, scheme)


def text_on(ground: Colour, scheme: Scheme) -> Paint:
    """Give the text or background colour that reads best on a fill, mended where neither does."""
    found = [paint for name in _NEUTRALS if (paint := plain(name, scheme))]
    two = [paint for paint in found if paint.name in ("tx1", "bg1")] or found
    best = max(two, key=lambda paint: paint.colour.contrast(ground))
    if best.colour.contrast(ground) >= TEXT_CONTRAST:
        return best
    extremes = [lit(best.name, scheme, end) for end in (0.0, 1.0)]
    return max((best, *extremes), key=lambda paint: paint.colour.contrast(ground))


def _ink(scheme: Scheme, ground: Colour) -> Paint:
    ink = plain("tx1", scheme)
    if ink and ink.colour.contrast(ground) >= TEXT_CONTRAST:
        return ink
    return text_on(ground, scheme)


def _primary(scheme: Scheme, ground: Colour) -> Paint:
    """The first accent that has colour and stands out, made readable in its own hue."""
    accents = list(_plain(_ACCENTS, scheme))
    colourful = [each for each in accents if saturation(each.colour) > 0.15]
    outstanding = [each for each in colourful if each.colour.contrast(ground) >= _STANDS_OUT]
    candidates = outstanding or colourful or accents or list(_plain(("tx2", "tx1"), scheme))
    return readable(candidates[0], ground, scheme) if candidates else text_on(ground, scheme)


def _accent(scheme: Scheme, ground: Colour, primary: Paint, slot: str) -> Paint:
    """The accent farthest from the primary in hue; 3:1 on the ground, for it carries no text."""
    named = plain(slot, scheme) if slot else None
    if named:
        return readable(named, ground, scheme, SHAPE_CONTRAST)
    others = [
        each
        for each in _plain(_ACCENTS, scheme)
        if each.name != primary.name and saturation(each.colour) > 0.3
    ]
    if not others:
        return primary
    best = max(others, key=lambda each: _apart(hue(each.colour), hue(primary.colour)))
    return readable(best, ground, scheme, SHAPE_CONTRAST)


def _of_hue(scheme: Scheme, wanted: tuple[float, float], instead: Paint) -> Paint:
    for paint in _plain(_ACCENTS, scheme):
        if saturation(paint.colour) > 0.3 and wanted[0] <= hue(paint.colour) <= wanted[1]:
            return paint
    return instead


def _plain(names: Iterable[str], scheme: Scheme) -> Iterable[Paint]:
    return (paint for name in names if (paint := plain(name, scheme)))


def _apart(one: float, other: float) -> float:
    difference = abs(one - other) % 360
    return min(difference, 360 - difference)


def _distance(one: Colour, other: Colour) -> int:
    return (
        (one.red - other.red) ** 2 + (one.green - other.green) ** 2 + (one.blue - other.blue) ** 2
    )
