"""What colours lie behind a rectangle of a layout: its background, and the shapes on top of it.

The rectangle is looked at in a grid of points, as an eye would: a picture gives the colours it has
there, a shape counts where it really is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from msgspec import Struct

from kamhandbook.deck.fills import Fill, Shade, SolidFill, fill_of, fill_of_picture, one_fill
from kamhandbook.deck.inherit import frame_of, placeholder_of
from kamhandbook.deck.scheme import Scheme
from kamhandbook.deck.shape_area import Outline, outline_of, turned_frame
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, elements, name_of, number
from kamhandbook.design.colour import Colour
from kamhandbook.document.drawing import Rect

_Placed: TypeAlias = Callable[[Rect], Rect]
_ACROSS, _DOWN = 16, 10  # points looked at
_CALM = 1.6  # contrast within a backdrop up to which it counts as one colour
_WORST = 0.02  # share of points that may read worse: specks in a picture


class LayoutPart(Struct, frozen=True, eq=False):
    """A layout or a master: its element, its part (for pictures), its colours, its theme's fills.

    ``fills`` are those of backgrounds, ``shape_fills`` those of shapes. Compared by identity, so
    that what lies behind an area is worked out once.
    """

    element: Element
    part: Any
    scheme: Scheme
    fills: tuple[Element, ...] = ()
    shape_fills: tuple[Element, ...] = ()


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

    def at(self, x: float, y: float) -> Shade | None:
        """Return its shade at a point in points, None where it is not."""
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
            and self.fill.shade.is_opaque
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
    paper = layout.scheme.paper
    if layers[0].hides(area):
        return Backdrop({_colour_at(layers, *area.centre, paper): 1})
    return Backdrop(Counter(_colour_at(layers, x, y, paper) for x, y in _points(area)))


def _points(area: Rect) -> Iterator[tuple[float, float]]:
    for down in range(_DOWN):
        for across in range(_ACROSS):
            yield (
                area.x + area.width * (2 * across + 1) / (2 * _ACROSS),
                area.y + area.height * (2 * down + 1) / (2 * _DOWN),
            )


def _colour_at(layers: Sequence[_Layer], x: float, y: float, paper: Colour) -> Colour:
    """Return the colour seen at a point of paper under layers; the topmost comes first."""
    veils: list[Shade] = []
    for layer in layers:
        shade = layer.at(x, y)
        if shade:
            veils.append(shade)
            if shade.is_opaque:
                break
    colour = paper
    for veil in reversed(veils):
        colour = veil.over(colour)
    return colour


@lru_cache(maxsize=64)  # receipt beside metrics.faces._em
def _layers(layout: LayoutPart, master: LayoutPart, page: Rect) -> tuple[_Layer, ...]:
    """Return what is painted, the background first."""
    background = _background(layout) or _background(master)
    layers = [_Layer(background, page)] if background else []
    hides_master = layout.element.get("showMasterSp", "1") in ("0", "false")
    for part in (layout,) if hides_master else (master, layout):
        layers += _shape_layers(part.element.find(f"{P}cSld/{P}spTree"), part, _as_is)
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
    return fill or SolidFill(Shade(colour))


def _as_is(frame: Rect) -> Rect:
    return frame


def _shape_layers(tree: Element, layout: LayoutPart, placed: _Placed) -> Iterator[_Layer]:
    """Yield the shapes that adorn a layout or a master, back to front; no placeholders.

    ``placed`` says where on the slide a frame of the tree stands.
    """
    for shape in elements(tree):
        kind = name_of(shape)
        if kind == "grpSp":
            yield from _shape_layers(shape, layout, _in_group(shape, placed))
        elif kind in ("sp", "pic") and placeholder_of(shape) is None:
            layer = _layer(shape, layout, placed)
            if layer:
                yield layer


def _layer(shape: Element, layout: LayoutPart, placed: _Placed) -> _Layer | None:
    properties = shape.find(f"{P}spPr")
    frame = _frame(properties)
    if frame is None:
        return None
    frame = placed(frame)
    if name_of(shape) == "pic":
        fill = fill_of_picture(shape.find(f"{P}blipFill"), layout.part)
    elif any(name_of(child).endswith("Fill") for child in elements(properties)):
        fill = fill_of(properties, layout.scheme, layout.part)
    else:
        fill = _fill_of_style(shape.find(f"{P}style/{A}fillRef"), layout)
    outline = outline_of(properties, frame)
    return _Layer(fill, turned_frame(properties, frame), outline) if fill else None


def _fill_of_style(reference: Element, layout: LayoutPart) -> Fill | None:
    """Return the theme's fill that a shape refers to instead of having one of its own."""
    index = (number(reference, "idx") or 0) - 1
    colour = layout.scheme.first(reference)
    if not 0 <= index < len(layout.shape_fills):
        return None
    return one_fill(layout.shape_fills[index], layout.scheme, layout.part, colour)


def _in_group(group: Element, placed: _Placed) -> _Placed:
    """Return where the frames in a group stand: it may be drawn at another size than it was made.

    A group that says nothing of that stands as it is.
    """
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    outer = frame_of(transform)
    offset, extent = (
        None if transform is None else transform.find(f"{A}{name}") for name in ("chOff", "chExt")
    )
    sides = [number(offset, "x"), number(offset, "y"), number(extent, "cx"), number(extent, "cy")]
    x, y, width, height = ((side or 0) / EMU_PER_POINT for side in sides)
    if outer is None or not width or not height:
        return placed
    across, down = outer.width / width, outer.height / height

    def place(frame: Rect) -> Rect:
        return placed(
            Rect(
                outer.x + (frame.x - x) * across,
                outer.y + (frame.y - y) * down,
                frame.width * across,
                frame.height * down,
            )
        )

    return place


def _frame(properties: Element) -> Rect | None:
    return frame_of(None if properties is None else properties.find(f"{A}xfrm"))
