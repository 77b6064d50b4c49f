"""Every text of every figure can be read, whatever a company's colours are, light and dark."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from kamhandbook.design.brand import dark_palette, light_palette
from kamhandbook.design.colour import Colour
from kamhandbook.document.drawing import Arc, Box, Drawing, Role, flat
from kamhandbook.figures import draw
from tests.figures.paper import NAMES, lines, options, room, sample, subject

BRANDS = {
    "petrol": ("#0b4f5c", "#d4811c"),
    "blue": ("#0078d4", "#ffb900"),
    "yellow": ("#ffd400", "#1d1d1b"),
    "red": ("#e2001a", "#009ee0"),
    "black": ("#000000", "#ff6600"),
    "pastel": ("#9fd3c7", "#f7a8b8"),
}
READABLE = 4.5


def _named(primary: str, accent: str) -> dict[str, Colour]:
    colours = {
        "primary": primary,
        "accent": accent,
        "ink": "#1b2b30",
        "muted": "#5a6b70",
        "line": "#d5dee0",
        "surface": "#f1f6f7",
        "good": "#2e7d4f",
        "caution": "#b3541e",
    }
    return {key: parsed for key, text in colours.items() if (parsed := Colour.parse(text))}


def _pairs(drawing: Drawing) -> set[tuple[Role, Role]]:
    """Collect which text role stands on which ground."""
    found: set[tuple[Role, Role]] = set()
    marks = list(flat(drawing.marks))
    for index, box in enumerate(marks):
        if isinstance(box, Box):
            for label, _, ink in lines(box):
                grounds: list[Role] = ["paper"]
                under = (_fill(mark, *ink.centre) for mark in marks[: index + 1])
                grounds.extend(fill for fill in under if fill)
                found.add((label.colour, grounds[-1]))
    return found


def _fill(mark: object, x: float, y: float) -> Role | None:
    if isinstance(mark, Box) and mark.fill:
        rect = mark.rect
        return mark.fill if rect.x <= x <= rect.right and rect.y <= y <= rect.bottom else None
    if isinstance(mark, Arc):
        angle = math.degrees(math.atan2(x - mark.cx, mark.cy - y)) % 360
        is_on = mark.inner <= math.hypot(x - mark.cx, y - mark.cy) <= mark.outer
        return mark.fill if is_on and mark.start <= angle <= mark.end else None
    return None


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_read_on_what_it_stands_on(name: str) -> None:
    extra = options(name)
    drawing = draw(name, subject(sample()), room(873, 367), **extra)
    assert drawing is not None
    pairs = sorted(_pairs(drawing))
    for brand, colours in BRANDS.items():
        named = _named(*colours)
        for palette in (light_palette(named), dark_palette(named)):
            _assert_readable(pairs, palette, f"{name} in {brand}")


def _assert_readable(
    pairs: list[tuple[Role, Role]], palette: Mapping[Role, Colour], where: str
) -> None:
    for text, ground in pairs:
        contrast = palette[text].contrast(palette[ground])
        assert contrast >= READABLE, f"{where}: {text} on {ground} has only {contrast:.2f}:1"
