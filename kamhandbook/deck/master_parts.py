"""What reading a master gives: its parts, its geometry, and how each kind of slide is made."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kamhandbook.deck.inherit import Placeholder
from kamhandbook.deck.package import Parts
from kamhandbook.deck.paint import Paints
from kamhandbook.deck.scene import Scene
from kamhandbook.deck.slide_design import SlideDesign
from kamhandbook.design.colour import Colour
from kamhandbook.design.geometry import Geometry, LayoutKind, Slot
from kamhandbook.document.drawing import Rect, Role

SPARE_FOOT = "spare"  # the foot that stands in no placeholder, among the kinds of footers


class SlidePlan(Struct, frozen=True):
    """How one kind of slide is made: its layout's part, placeholders, footers and paints.

    ``paints`` are by area, for what stands there, ``foot_paints`` by kind of footer. Placeholders
    in ``unreadable`` (by slot or, for footers, by kind) need a colour of their own: the template's
    lacks contrast with what lies behind. ``spare_foot`` is the room for the foot of the slide where
    the layout has no placeholder for it, ``spare_foot_colour`` its role. ``colour_map`` is the
    layout's own, which its slides repeat; ``link_colour`` is the theme's.
    """

    partname: str
    slots: Mapping[Slot, Placeholder]
    footers: tuple[Placeholder, ...]
    paints: Mapping[Slot, Paints]
    foot_paints: Mapping[str, Paints]
    unreadable: frozenset[str]
    spare_foot: Rect | None
    spare_foot_colour: Role
    colour_map: str
    link_colour: Colour | None
    scene: Scene


class NotesPlan(Struct, frozen=True):
    """The notes master: its part, its placeholders for the slide's image and the text."""

    partname: str
    image: Placeholder | None
    body: Placeholder


class Master(Struct, frozen=True):
    """A master: its parts without a slide, its geometry, a plan for each kind of slide.

    Geometry and plans are of a slide of our height; the template's is ``scale`` times as high.
    ``typeface`` is the font of text outside placeholders where the master's body text has one of
    its own, else "" (the theme's). ``titles_added`` tells that not one layout had a title,
    ``design`` what its sample slides showed that the layouts did not.
    """

    parts: Parts
    geometry: Geometry
    plans: Mapping[LayoutKind, SlidePlan]
    notes: NotesPlan
    is_own: bool
    typeface: str = ""
    titles_added: bool = False
    scale: float = 1.0
    masters: int = 1
    design: SlideDesign = SlideDesign()
