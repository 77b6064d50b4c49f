"""A chosen layout as a place for text: what lies behind each area, and a panel where nothing reads.

Some masters are pictures all over. Where neither the template's text colour nor the theme's can be
read on one, a plain panel in the background colour goes behind the text; the rest stays in sight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.deck.backdrop import Backdrop, backdrop_of
from kamhandbook.deck.fills import fill_of
from kamhandbook.deck.inherit import Placeholder
from kamhandbook.deck.layouts import LayoutChoice
from kamhandbook.deck.scheme import Scheme
from kamhandbook.design.colour import BLACK, TEXT_CONTRAST, WHITE, Colour
from kamhandbook.design.geometry import Slot
from kamhandbook.document.drawing import Rect

_CONTENT: frozenset[Slot] = frozenset({"body", "second"})
_COVER: frozenset[Slot] = frozenset({"title", "subtitle"})
_SHORT = {"dt": 64.0, "sldNum": 20.0}  # points that a date and a number take
_PADDING, _FOOT_PADDING = 10.0, 2.0  # points of panel around the text


class Scene(Struct, frozen=True):
    """A layout with its panel, if it needs one, and those behind parts of the foot."""

    choice: LayoutChoice
    panel: Rect | None = None
    foot_panels: tuple[Rect, ...] = ()

    @property
    def scheme(self) -> Scheme:
        """The layout's colours."""
        return self.choice.offer.layout.scheme

    def behind(self, area: Rect) -> Backdrop:
        """Return the colours behind an area."""
        panels = (self.panel, *self.foot_panels) if self.panel else self.foot_panels
        if any(_contains(panel, area) for panel in panels):
            return Backdrop({self.scheme.paper: 1})
        return behind(self.choice, area)

    def behind_text(self, place: Placeholder, area: Rect) -> Backdrop:
        """Return the colours behind a placeholder's text: those of its own fill, if it has one."""
        layout = self.choice.offer.layout
        fill = None if place.fill is None else fill_of(place.fill, layout.scheme, layout.part)
        shades = [fill(share, 0.5) for share in (0.2, 0.5, 0.8)] if fill else []
        behind = self.behind(area)
        colours = Counter(shade.over(behind.colour) for shade in shades if shade)
        return Backdrop(colours) if colours else behind

    def lacks_contrast(self, place: Placeholder, area: Rect) -> bool:
        """Whether a placeholder's text lacks contrast, and the theme has a better colour."""
        backdrop, colour = self.behind_text(place, area), place.text.colour or self.scheme.ink
        contrast = backdrop.contrast(colour)
        return contrast < TEXT_CONTRAST and best_contrast(self.scheme, backdrop) > contrast


def scene_of(choice: LayoutChoice, areas: Mapping[Slot, Rect]) -> Scene:
    """Look at every area of a slide; one panel goes behind all that cannot be read."""
    scene, is_cover = Scene(choice), "subtitle" in areas
    shown = {slot: area for slot, area in areas.items() if not (is_cover and slot in _CONTENT)}
    unreadable = {slot for slot, area in shown.items() if _is_unreadable(scene, slot, area)}
    for together in (_CONTENT, _COVER if is_cover else frozenset[Slot]()):
        if unreadable & together:  # what belongs together stands on one ground
            unreadable |= together & set(shown)
    if not unreadable:
        return scene
    others = [area for slot, area in shown.items() if slot not in unreadable]
    panel = _panel([shown[slot] for slot in unreadable], others, choice.offer.page)
    return Scene(choice, panel)


def with_foot_panels(scene: Scene, feet: Iterable[Rect]) -> Scene:
    """Return a scene with panels behind those parts of the foot that no colour makes readable."""
    panels = tuple(
        foot.inset(-_FOOT_PADDING)
        for foot in feet
        if best_contrast(scene.scheme, scene.behind(foot)) < TEXT_CONTRAST
    )
    return replace(scene, foot_panels=panels) if panels else scene


def _is_unreadable(scene: Scene, slot: Slot, area: Rect) -> bool:
    """Whether text in an area can be read in no colour there is."""
    place = scene.choice.slots.get(slot)
    backdrop = scene.behind_text(place, area) if place else scene.behind(area)
    own_contrast = backdrop.contrast(place.text.colour) if place and place.text.colour else 0.0
    if max(best_contrast(scene.scheme, backdrop), own_contrast) < TEXT_CONTRAST:
        return True
    return slot in _CONTENT and not backdrop.is_calm


def text_rect(place: Placeholder) -> Rect:
    """Return the part of a footer's box that its few words take, by their alignment."""
    box = place.inside
    if place.kind not in _SHORT:
        return box
    width = min(box.width, _SHORT[place.kind])
    slack = box.width - width
    offset = {"r": slack, "ctr": slack / 2}.get(place.text.align, 0.0)
    return Rect(box.x + offset, box.y, width, box.height)


def behind(choice: LayoutChoice, area: Rect) -> Backdrop:
    """Return the colours behind an area of a layout."""
    return backdrop_of(choice.offer.layout, choice.offer.parent, area, choice.offer.page)


def best_contrast(scheme: Scheme, backdrop: Backdrop) -> float:
    """Return the contrast of the best colour there is; a theme's can be made black or white."""
    colours: tuple[Colour, ...] = (scheme.ink, scheme.paper, BLACK, WHITE)
    return max(backdrop.contrast(colour) for colour in colours)


def _contains(panel: Rect, area: Rect) -> bool:
    x, y = area.centre
    return panel.x <= x <= panel.right and panel.y <= y <= panel.bottom


def _panel(areas: Iterable[Rect], others: Iterable[Rect], page: Rect) -> Rect:
    """Return what lies behind some areas, with a margin as far as others leave room for it."""
    rects = list(areas)
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    above = [rect.bottom for rect in others if top - _PADDING < rect.bottom <= top]
    roof = max((top - _PADDING, *above, 0.0))
    left, right = max(left - _PADDING, 0.0), min(right + _PADDING, page.width)
    return Rect(left, roof, right - left, min(bottom + _PADDING, page.height) - roof)
