"""A chosen layout as a place for text: what lies behind each area, and a panel where nothing reads.

Some masters are pictures all over. Where neither the template's text colour nor the theme's can be
read on one, a plain panel in the background colour goes behind the text; the rest stays in sight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kamhandbook.deck.backdrop import Ground, ground
from kamhandbook.deck.fills import fill_of
from kamhandbook.deck.inherit import TITLES, Placeholder
from kamhandbook.deck.layouts import Choice
from kamhandbook.deck.paint import SHAPE_CONTRAST
from kamhandbook.deck.scheme import Scheme
from kamhandbook.design.colour import BLACK, TEXT_CONTRAST, WHITE, Colour
from kamhandbook.design.geometry import Slot
from kamhandbook.document.drawing import Rect

_LARGE, _LARGE_BOLD = 24.0, 18.7  # points from which WCAG calls text large
_CONTENT = ("body", "second")
_LARGE_TEXT = ("title", "subtitle")
_SHORT = {"dt": 64.0, "sldNum": 20.0}  # points that a date and a number take
_PADDING = 10.0  # points of panel around the text


@dataclass(frozen=True, slots=True)
class Scene:
    """A layout with its panel, if it needs one."""

    choice: Choice
    panel: Rect | None = None

    @property
    def scheme(self) -> Scheme:
        """The layout's colours."""
        return self.choice.offer.sheet.scheme

    def behind(self, area: Rect) -> Ground:
        """Give the colours behind an area."""
        if self.panel and _holds(self.panel, area):
            return Ground({self.scheme.paper: 1})
        return behind(self.choice, area)

    def behind_text(self, place: Placeholder, area: Rect) -> Ground:
        """Give the colours behind a placeholder's text: those of its own fill, if it has one."""
        sheet = self.choice.offer.sheet
        fill = None if place.fill is None else fill_of(place.fill, sheet.scheme, sheet.part)
        seen = [fill(share, 0.5) for share in (0.2, 0.5, 0.8)] if fill else []
        colours = Counter(colour for colour in seen if colour)
        return Ground(colours) if colours else self.behind(area)

    def lacks(self, place: Placeholder, area: Rect) -> bool:
        """Whether a placeholder's text lacks contrast, and the theme has a better colour."""
        seen, theirs = self.behind_text(place, area), place.text.colour or self.scheme.ink
        found = seen.contrast(theirs)
        return found < wanted(place) and best(self.scheme, seen) > found


def scene_of(choice: Choice, areas: Mapping[Slot, Rect]) -> Scene:
    """Look at every area of a slide; one panel goes behind all that cannot be read."""
    bare, is_cover = Scene(choice), "subtitle" in areas
    used = {slot: area for slot, area in areas.items() if not (is_cover and slot in _CONTENT)}
    hidden = [area for slot, area in used.items() if _hides(bare, slot, area)]
    return Scene(choice, _panel(hidden, choice.offer.page)) if hidden else bare


def _hides(bare: Scene, slot: Slot, area: Rect) -> bool:
    """Whether text in an area can be read in no colour there is."""
    place = bare.choice.slots.get(slot)
    seen = bare.behind_text(place, area) if place else bare.behind(area)
    needed = SHAPE_CONTRAST if slot in _LARGE_TEXT else TEXT_CONTRAST
    theirs = seen.contrast(place.text.colour) if place and place.text.colour else 0.0
    if max(best(bare.scheme, seen), theirs) < needed:
        return True
    return slot in _CONTENT and not seen.is_calm


def reach(place: Placeholder) -> Rect:
    """Give the part of a footer's box that its few words take, by their alignment."""
    inside = place.inside
    if place.kind not in _SHORT:
        return inside
    wide = min(inside.width, _SHORT[place.kind])
    free = inside.width - wide
    left = {"r": free, "ctr": free / 2}.get(place.text.align, 0.0)
    return Rect(inside.x + left, inside.y, wide, inside.height)


def behind(choice: Choice, area: Rect) -> Ground:
    """Give the colours behind an area of a layout."""
    return ground(choice.offer.sheet, choice.offer.above, area, choice.offer.page)


def best(scheme: Scheme, seen: Ground) -> float:
    """Give the contrast of the best colour there is; a theme's can be made black or white."""
    colours: tuple[Colour, ...] = (scheme.ink, scheme.paper, BLACK, WHITE)
    return max(seen.contrast(colour) for colour in colours)


def wanted(place: Placeholder) -> float:
    """Give the contrast a text needs: titles that stay large need less."""
    size, is_title = place.text.sizes[0], place.kind in TITLES
    is_large = size >= _LARGE or (place.text.bold and size >= _LARGE_BOLD)
    return SHAPE_CONTRAST if is_title and is_large else TEXT_CONTRAST


def _holds(panel: Rect, area: Rect) -> bool:
    x, y = area.centre
    return panel.x <= x <= panel.right and panel.y <= y <= panel.bottom


def _panel(areas: list[Rect], page: Rect) -> Rect:
    left = max(min(each.x for each in areas) - _PADDING, 0.0)
    top = max(min(each.y for each in areas) - _PADDING, 0.0)
    right = min(max(each.right for each in areas) + _PADDING, page.width)
    bottom = min(max(each.bottom for each in areas) + _PADDING, page.height)
    return Rect(left, top, right - left, bottom - top)
