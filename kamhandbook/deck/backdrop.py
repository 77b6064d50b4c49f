"""What colours lie behind a rectangle of a layout: its background, and the shapes on top of it.

The rectangle is looked at in a grid of points, as an eye would: a picture gives the colours it has
there, a shape counts where it really is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from kamhandbook.deck.fills import Fill, SolidFill, fill_of, fill_of_picture, one_fill
from kamhandbook.deck.inherit import placeholder_of
from kamhandbook.deck.scheme import Scheme
from kamhandbook.deck.shape_area import Outline, outline_of
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, elements, name_of, number
from kamhandbook.design.colour import Colour
from kamhandbook.document.drawing import Rect

_ACROSS, _DOWN = 16, 10  # points looked at
_CALM = 1.6  # contrast within a backdrop up to which it counts as one colour
_WORST = 0.02  # share of points that may read worse: specks in a picture


class LayoutPart(Struct, frozen=True, eq=False):
    """A layout or a master: its element, its part (for pictures), its colours, its theme's fills.

    Compared by identity, so that what lies behind an area is worked out once.
    """

    element: Element
    part: Any
    scheme: Scheme
    fills: tuple[Element, ...] = ()


class Backdrop(Struct, frozen=True):
    """The colours behind an area, each with the number of points where it is seen."""

    colours: Mapping[Colour, int]

    @property
    def colour(self) -> Colour:
        """The mean of them."""
        if len(self.colours) == 1:
            return next(iter(self.colours))
        count = sum(self.colours.values())
        return Colour(
            sum(colour.red * points for colour, points in self.colours.items()) // count,
            sum(colour.green * points for colour, points in self.colours.items()) // count,
            sum(colour.blue * points for colour, points in self.colours.items()) // count,
        )

    @property
    def is_calm(self) -> bool:
        """Whether it is about one colour all over, so that any text on it reads alike."""
        by_light = sorted(self.colours, key=lambda colour: colour.luminance)
        return self._past_specks(by_light).contrast(self._past_specks(by_light[::-1])) <= _CALM

    def contrast(self, text: Colour) -> float:
        """How well a text colour reads where it reads badly, specks left out."""
        return text.contrast(self._past_specks(sorted(self.colours, key=text.contrast)))

    def _past_specks(self, colours: Sequence[Colour]) -> Colour:
        """Return the first of some colours that is more than specks."""
        left = sum(self.colours.values()) * _WORST
        for colour in colours:
            left -= self.colours[colour]
            if left < 0:
                return colour
        return colours[-1]


class _Layer(Struct, frozen=True):
    """A filled shape; ``outline`` None covers the whole of its frame."""

    fill: Fill
    frame: Rect
    outline: Outline | None = None

    def at(self, x: float, y: float) -> Colour | None:
        """Return its colour at a point in points, None where it is not or is seen through."""
        frame = self.frame
        if not (frame.x <= x <= frame.right and frame.y <= y <= frame.bottom):
            return None
        if self.outline and not self.outline(x, y):
            return None
        return self.fill(
            (x - frame.x) / (frame.width or 1.0), (y - frame.y) / (frame.height or 1.0)
        )

    def hides(self, area: Rect) -> bool:
        """Whether nothing of an area is seen but its one colour."""
        frame = self.frame
        return (
            self.outline is None
            and isinstance(self.fill, SolidFill)
            and frame.x <= area.x
            and frame.y <= area.y
            and area.right <= frame.right
            and area.bottom <= frame.bottom
        )

    def meets(self, area: Rect) -> bool:
        """Whether its frame and an area share a place."""
        frame = self.frame
        across = frame.x < area.right and area.x < frame.right
        return across and frame.y < area.bottom and area.y < frame.bottom


def backdrop_of(layout: LayoutPart, master: LayoutPart, area: Rect, page: Rect) -> Backdrop:
    """Return the colours behind ``area``, a rectangle of the slide in points."""
    layers: list[_Layer] = []
    for layer in reversed(_layers(layout, master, page)):
        if layer.meets(area):
            layers.append(layer)
        if layer.hides(area):
            break
    if not layers:
        return Backdrop({layout.scheme.paper: 1})
    if layers[0].hides(area):
        return Backdrop({layers[0].fill(0.5, 0.5) or layout.scheme.paper: 1})
    return Backdrop(
        Counter(_colour_at(layers, x, y) or layout.scheme.paper for x, y in _points(area))
    )


def _points(area: Rect) -> Iterator[tuple[float, float]]:
    for down in range(_DOWN):
        for across in range(_ACROSS):
            yield (
                area.x + area.width * (2 * across + 1) / (2 * _ACROSS),
                area.y + area.height * (2 * down + 1) / (2 * _DOWN),
            )


def _colour_at(layers: Sequence[_Layer], x: float, y: float) -> Colour | None:
    """Return the colour of the topmost layer at a point; the topmost comes first."""
    return next((colour for layer in layers if (colour := layer.at(x, y))), None)


@lru_cache(maxsize=64)  # receipt beside metrics.faces._em
def _layers(layout: LayoutPart, master: LayoutPart, page: Rect) -> tuple[_Layer, ...]:
    """Return what is painted, the background first."""
    background = _background(layout) or _background(master)
    layers = [_Layer(background, page)] if background else []
    parts = (layout,) if layout.element.get("showMasterSp") == "0" else (master, layout)
    for part in parts:
        layers += _shape_layers(part.element.find(f"{P}cSld/{P}spTree"), part)
    return tuple(layers)


def _background(layout: LayoutPart) -> Fill | None:
    background = layout.element.find(f"{P}cSld/{P}bg")
    if background is None:
        return None
    reference = background.find(f"{P}bgRef")
    if reference is None:
        return fill_of(background.find(f"{P}bgPr"), layout.scheme, layout.part)
    colour = layout.scheme.first(reference) or layout.scheme.paper
    index = (number(reference, "idx") or 0) - 1001
    fill = None
    if 0 <= index < len(layout.fills):
        fill = one_fill(layout.fills[index], layout.scheme, layout.part, colour)
    return fill or SolidFill(colour)


def _shape_layers(tree: Element, layout: LayoutPart) -> Iterator[_Layer]:
    """Yield the shapes that adorn a layout or a master, back to front; no placeholders."""
    for shape in elements(tree):
        kind = name_of(shape)
        if kind == "grpSp":
            yield from _group_layers(shape, layout)
        elif kind in ("sp", "pic") and placeholder_of(shape) is None:
            layer = _layer(shape, layout)
            if layer:
                yield layer


def _layer(shape: Element, layout: LayoutPart) -> _Layer | None:
    properties = shape.find(f"{P}spPr")
    frame = _frame(properties)
    if frame is None:
        return None
    if name_of(shape) == "pic":
        fill = fill_of_picture(shape.find(f"{P}blipFill"), layout.part)
    else:
        fill = fill_of(properties, layout.scheme, layout.part)
    return _Layer(fill, frame, outline_of(properties, frame)) if fill else None


def _group_layers(group: Element, layout: LayoutPart) -> Iterator[_Layer]:
    """Yield the shapes of a group whose coordinates are the slide's own.

    A scaled group is rare, and left out.
    """
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    if transform is None:
        return
    off, inner = transform.find(f"{A}off"), transform.find(f"{A}chOff")
    ext, inner_ext = transform.find(f"{A}ext"), transform.find(f"{A}chExt")
    if any(element is None for element in (off, inner, ext, inner_ext)):
        return
    if dict(off.attrib) == dict(inner.attrib) and dict(ext.attrib) == dict(inner_ext.attrib):
        yield from _shape_layers(group, layout)


def _frame(properties: Element) -> Rect | None:
    transform = None if properties is None else properties.find(f"{A}xfrm")
    if transform is None:
        return None
    offset, extent = transform.find(f"{A}off"), transform.find(f"{A}ext")
    sides = (number(offset, "x"), number(offset, "y"), number(extent, "cx"), number(extent, "cy"))
    if any(side is None for side in sides):
        return None
    return Rect(*((side or 0) / EMU_PER_POINT for side in sides))
