"""The room each kind of slide offers: placeholders, and boxes for what a layout lacks."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from kamhandbook.deck.inherit import FOOTERS, Placeholder, placeholders
from kamhandbook.deck.layouts import LayoutChoice, Offer
from kamhandbook.deck.occupied import occupied
from kamhandbook.deck.roomy import further_rooms, roomy
from kamhandbook.deck.scene import Scene, scene_of
from kamhandbook.design.geometry import LayoutKind, SlideLayout, Slot, TextArea
from kamhandbook.document.drawing import Rect

_GAP = 18.0  # points between two columns that no layout offers
_LARGEST_BODY = 18.0  # points
_SUBTITLE, _SMALL_PRINT = (16.0, 20.0), (14.0, 16.0)  # points: least and most of either
_DARK = 0.18  # luminance of a backdrop below which it is dark: there white has more contrast

Choices = Mapping[LayoutKind, LayoutChoice]


def layout_of(
    kind: LayoutKind, choices: Choices, *, is_foreign: bool = False
) -> tuple[SlideLayout, Scene]:
    """Return a kind of slide as plain numbers, and what lies behind its areas.

    On a foreign master areas that are too small grow; ours has the room it needs.
    """
    choice = choices[kind]
    rects = {slot: _clipped_place(choice, place) for slot, place in choice.slots.items()}
    rects = _missing(kind, choices) | rects
    if is_foreign:
        rects = roomy(kind, choice, rects)
    scene = scene_of(choice, rects)
    areas = {slot: _area(scene, slot, rect, choices) for slot, rect in rects.items()}
    layout = SlideLayout(kind, areas, frozenset(choice.slots))
    if not is_foreign:
        return layout, scene
    offer = choice.offer
    fixed = occupied(offer.layout, offer.parent, offer.page)
    return replace(layout, areas=_with_further(scene, layout), fixed=fixed), scene


def _with_further(scene: Scene, layout: SlideLayout) -> Mapping[Slot, TextArea]:
    """Return the areas of a slide, content with what is free beyond a logo, on the same ground."""
    rects, body = {slot: area.rect for slot, area in layout.areas.items()}, layout.areas["body"]
    if scene.panel:
        return layout.areas
    ground = scene.behind(body.rect).colour
    rooms = further_rooms(layout.kind, scene.choice, rects)
    further = tuple(room for room in rooms if scene.behind(room).colour == ground)
    return dict(layout.areas) | {"body": replace(body, further=further)}


def _area(scene: Scene, slot: Slot, rect: Rect, choices: Choices) -> TextArea:
    place = scene.choice.slots.get(slot)
    on_dark = _on_dark(scene, place, rect)
    if place:
        area = replace(_narrowed(place.area(on_dark=on_dark)), rect=rect)
        return replace(area, sizes=_subtitle_sizes(area)) if slot == "subtitle" else area
    body = choices["content"].slots.get("body")
    if body is None:
        return TextArea(rect, (18.0, 16.0, 14.0), on_dark=on_dark)
    text = body.text
    return _narrowed(TextArea(rect, text.sizes, text.indents, text.before, on_dark=on_dark))


def _subtitle_sizes(area: TextArea) -> tuple[float, ...]:
    """Leave room for three lines under the title, whatever one line would be set in."""
    limits = ((size, _SMALL_PRINT if level else _SUBTITLE) for level, size in enumerate(area.sizes))
    return tuple(min(max(size, least), most) for size, (least, most) in limits)


def _narrowed(area: TextArea) -> TextArea:
    """Bring indents made for large letters in line with the sizes a handbook is set in."""
    scale = min(1.0, _LARGEST_BODY / area.size())
    return replace(area, indents=tuple(indent * scale for indent in area.indents))


def _on_dark(scene: Scene, place: Placeholder | None, rect: Rect) -> bool:
    """Whether text there is light: by its own colour, else by what lies behind it."""
    if place and place.text.colour and not scene.lacks_contrast(place, rect):
        return place.text.colour.luminance > 0.5
    return scene.behind(rect).colour.luminance < _DARK


def _clipped_place(choice: LayoutChoice, place: Placeholder) -> Rect:
    is_title = place is choice.slots["title"]
    return place.inside if is_title else _clipped(choice, place.inside)


def _clipped(choice: LayoutChoice, rect: Rect) -> Rect:
    """Keep a text area clear of the title above and of the footers below it."""
    top, bottom = rect.y, rect.bottom
    title = choice.slots["title"].inside
    if _share_width(title, rect) and title.y < rect.y < title.bottom:
        top = title.bottom
    for footer in footers(choice.offer):
        frame = footer.inside
        is_low = frame.y > choice.offer.page.height * 0.8
        if is_low and _share_width(frame, rect) and rect.y < frame.y < bottom:
            bottom = frame.y
    return Rect(rect.x, top, rect.width, max(bottom - top, 1.0))


def _share_width(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right


def _missing(kind: LayoutKind, choices: Choices) -> dict[Slot, Rect]:
    """Return room for what the layout does not offer: the body, a second column, a subtitle."""
    choice = choices[kind]
    title, page = choice.slots["title"].inside, choice.offer.page
    if kind == "title":
        below = Rect(title.x, title.bottom + 6, title.width, page.height * 0.94 - title.bottom - 6)
        return {"subtitle": below, "body": below}
    body = _body(choices, choice)
    if kind not in ("two_columns", "closing") or "body" in choice.slots:
        return {"body": body}
    half = (body.width - _GAP) / 2
    return {
        "body": replace(body, width=half),
        "second": replace(body, x=body.x + half + _GAP, width=half),
    }


def _body(choices: Choices, choice: LayoutChoice) -> Rect:
    """Return the master's body rectangle, below this layout's own title."""
    place = choices["content"].slots.get("body")
    title = choice.slots["title"].inside
    rect = place.inside if place else _body_of_master(choice.offer) or _below(title, choice)
    if _share_width(title, rect) and rect.y < title.bottom < rect.bottom * 0.6:
        rect = Rect(rect.x, title.bottom, rect.width, rect.bottom - title.bottom)
    return _clipped(choice, rect)


def _body_of_master(offer: Offer) -> Rect | None:
    places = placeholders(offer.parent.element, offer.parent.element, offer.parent.scheme)
    return next((place.inside for place in places if place.kind == "body"), None)


def _below(title: Rect, choice: LayoutChoice) -> Rect:
    height = choice.offer.page.height
    top = title.bottom + 0.02 * height
    return Rect(title.x, top, title.width, 0.9 * height - top)


def footers(offer: Offer) -> tuple[Placeholder, ...]:
    """Return a layout's placeholders for date, footer and slide number."""
    return tuple(place for place in offer.places if place.kind in FOOTERS)
