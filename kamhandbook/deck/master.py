"""A deck master, ours or a corporate template, read into plain numbers and theme colours."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError
from msgspec.structs import replace
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from kamhandbook.deck.areas import footers, layout_of
from kamhandbook.deck.backdrop import Backdrop, LayoutPart
from kamhandbook.deck.inherit import Placeholder, placeholders
from kamhandbook.deck.layouts import LayoutChoice, Offer, choose
from kamhandbook.deck.master_parts import SPARE_FOOT, Master, NotesPlan, SlidePlan
from kamhandbook.deck.occupied import largest_free, meets, occupied
from kamhandbook.deck.package import parts_of
from kamhandbook.deck.paint import Paints, foreign_paints, own_paints
from kamhandbook.deck.repair import (
    ensure_no_shrinking,
    ensure_notes,
    ensure_text_styles,
    ensure_titles,
    ensure_unique_ids,
    ensure_unique_places,
)
from kamhandbook.deck.scene import Scene, text_rect, with_foot_panels
from kamhandbook.deck.scheme import Scheme, saturation
from kamhandbook.deck.slide_scale import as_ours, scale_of
from kamhandbook.deck.template import OpenTemplate, open_template
from kamhandbook.deck.theme import SLOT_OF_ROLE, apply_theme, move_dates_to_margin, place_logos
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, elements, escaped, name_of, parsed
from kamhandbook.design.brand import Brand
from kamhandbook.design.colour import BLACK, TEXT_CONTRAST, WHITE, Colour
from kamhandbook.design.geometry import Geometry, SlideLayout, Slot
from kamhandbook.document.drawing import Rect, Role
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.wording.messages import phrase, problem

__all__ = ["Master", "foreign_master", "own_master", "read_master"]

OWN_MASTER = files("kamhandbook") / "templates" / "deck.pptx"
_THEME_ROLES = ("primary", "accent", "ink", "muted", "line", "surface", "good", "caution")
# What reading a template raises that lacks a part or an element which PowerPoint always writes.
_DAMAGED = (LookupError, AttributeError, TypeError, ValueError, ArithmeticError, LxmlError)
_UNUSED: Mapping[str, int] = {}
_FOOT = 14.0  # points of height for a footer that no master offers
_LEAST_FOOT, _SHORTEST_FOOT = 10.0, 100.0  # points of height and width for any foot at all
_SHADES, _GREY = 20, 0.3  # shades of a colour that are tried; saturation below which it is grey
_LIGHT = 0.8  # luminance of a backdrop that our own roles are made for, at least


def read_master(brand: Brand) -> Master:
    """Read the master a brand's decks are made with: its corporate template, else our own.

    Raises CannotGoOnError with a finding that says why a template cannot be used.
    """
    if brand.master is None:
        return own_master(brand)
    folder = brand.folder.name if brand.folder else brand.name
    return foreign_master(brand.master, Position(f"themes/{folder}/{brand.master.name}"))


def foreign_master(file: Path, position: Position) -> Master:
    """Read a corporate template; ``position`` is where findings about it stand."""
    template = open_template(file, position)
    try:
        return _foreign(template)
    except _DAMAGED as error:
        damage = phrase("template_incomplete")
        raise CannotGoOnError([problem("template_broken", position, problem=damage)]) from error


def _foreign(template: OpenTemplate) -> Master:
    deck = template.deck
    titles_added = ensure_titles(deck)
    ensure_no_shrinking(deck)
    ensure_unique_ids(deck)
    ensure_unique_places(deck)
    ensure_text_styles(deck)
    master = _master_of(deck, None, template.used)
    return replace(master, titles_added=titles_added, design=template.design)


def own_master(brand: Brand) -> Master:
    """Return our own master in the brand's colours and fonts, with its logos."""
    deck = Presentation(io.BytesIO(OWN_MASTER.read_bytes()))
    colours = {role: brand.light[role].hex for role in _THEME_ROLES}  # type: ignore[index]
    apply_theme(deck, colours, brand.heading_font, brand.body_font)
    positive = brand.logo.get("png")
    if positive:
        place_logos(deck, brand.name, positive, brand.logo.get("png_inverse", positive))
    else:
        move_dates_to_margin(deck)
    return _master_of(deck, brand)


def _master_of(deck: Any, brand: Brand | None, used: Mapping[str, int] = _UNUSED) -> Master:
    """Read an open presentation without slides; ``brand`` is given for our own master only.

    ``used`` says on which layouts a template's own slides stood, and how many.
    """
    wide, high = deck.slide_width / EMU_PER_POINT, deck.slide_height / EMU_PER_POINT
    scale = scale_of(wide, high)
    page = Rect(0, 0, wide / scale, high / scale)
    choices = choose(_offers(deck, page, scale, used))
    layouts = {kind: layout_of(kind, choices, is_foreign=brand is None) for kind in choices}
    notes = _notes_plan(deck)
    return Master(
        parts=parts_of(deck.part.package),
        geometry=Geometry(
            page.width,
            page.height,
            {kind: layout for kind, (layout, _) in layouts.items()},
            *_fonts(choices["content"]),
        ),
        plans={kind: _plan(layout, scene, brand) for kind, (layout, scene) in layouts.items()},
        notes=notes,
        is_own=brand is not None,
        typeface=_own_typeface(choices["content"]),
        scale=scale,
        masters=len(deck.slide_masters),
    )


# --- reading layouts


def _offers(deck: Any, page: Rect, scale: float, used: Mapping[str, int]) -> tuple[Offer, ...]:
    offers: list[Offer] = []
    for index, master in enumerate(deck.slide_masters):
        theme = parsed(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
        formats = theme.find(f"{A}themeElements/{A}fmtScheme")
        fills, shape_fills = (
            tuple(elements(None if formats is None else formats.find(f"{A}{name}")))
            for name in ("bgFillStyleLst", "fillStyleLst")
        )
        element = as_ours(master._element, scale, is_master=True)
        for layout in master.slide_layouts:
            layout_element = as_ours(layout._element, scale, is_master=False)
            scheme = _scheme(theme, element, layout_element)
            parent = LayoutPart(element, master.part, scheme, fills, shape_fills)
            layout_part = LayoutPart(layout_element, layout.part, scheme, fills, shape_fills)
            places = placeholders(layout_element, element, scheme)
            uses = used.get(layout.part.partname.membername, 0)
            offers.append(Offer(index, layout_part, parent, places, page, uses))
    return tuple(offer for offer in offers if offer.title)


def _scheme(theme: Element, master: Element, layout: Element) -> Scheme:
    slots: dict[str, Colour] = {}
    empty = Scheme({}, {})
    for slot in elements(theme.find(f"{A}themeElements/{A}clrScheme")):
        colour = empty.first(slot)
        if colour:
            slots[name_of(slot)] = colour
    override = layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    colour_map = override if override is not None else master.find(f"{P}clrMap")
    return Scheme(slots, {} if colour_map is None else dict(colour_map.attrib))


def _fonts(content: LayoutChoice) -> tuple[str, str]:
    """Return the typefaces of titles and of text in the layout for content."""
    title = content.slots["title"].text.typeface
    body = content.slots.get("body")
    return (
        _font_name(title or "+mj-lt", content.offer),
        _font_name((body.text.typeface if body else "") or "+mn-lt", content.offer),
    )


def _font_name(typeface: str, offer: Offer) -> str:
    """Return the font's name; +mj-lt and +mn-lt are the theme's."""
    if not typeface.startswith("+"):
        return typeface
    theme = parsed(offer.parent.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    fonts = "majorFont" if typeface.startswith("+mj") else "minorFont"
    latin = theme.find(f"{A}themeElements/{A}fontScheme/{A}{fonts}/{A}latin")
    return "" if latin is None else str(latin.get("typeface", ""))


def _own_typeface(content: LayoutChoice) -> str:
    body = content.slots.get("body")
    typeface = body.text.typeface if body else ""
    return "" if typeface.startswith("+") else typeface


# --- plans


def _plan(layout: SlideLayout, scene: Scene, brand: Brand | None) -> SlidePlan:
    choice = scene.choice
    footer_places = tuple(
        place for place in footers(choice.offer) if brand or _is_free(place, choice, layout)
    )
    spare_foot = _spare_foot(choice, layout)
    feet = [text_rect(place) for place in footer_places]
    if layout.kind != "title":  # a cover has no foot
        scene = with_foot_panels(scene, (*feet, spare_foot) if spare_foot else feet)
    unreadable: list[str] = []
    unreadable += [
        slot
        for slot, place in choice.slots.items()
        if scene.lacks_contrast(place, layout.areas[slot].rect)
    ]
    unreadable += [
        place.kind for place in footer_places if scene.lacks_contrast(place, text_rect(place))
    ]
    behind_feet = {
        place.kind: scene.behind_text(place, text_rect(place)) for place in footer_places
    } | ({SPARE_FOOT: scene.behind(spare_foot)} if spare_foot else {})
    foot_paints = {kind: _paints(scene, ground, brand) for kind, ground in behind_feet.items()}
    return SlidePlan(
        partname=choice.offer.layout.part.partname.membername,
        slots=choice.slots,
        footers=footer_places,
        paints=_paints_by_area(layout, scene, brand),
        foot_paints=foot_paints,
        unreadable=frozenset(unreadable),
        spare_foot=spare_foot,
        spare_foot_colour=_quietest(behind_feet.get(SPARE_FOOT), foot_paints.get(SPARE_FOOT)),
        colour_map=_colour_map(choice.offer.layout.element),
        link_colour=scene.scheme.slot("hlink"),
        scene=scene,
    )


def _quietest(ground: Backdrop | None, paints: Paints | None) -> Role:
    """Return the role for a foot: muted where it reads even where the ground is at its worst."""
    if ground is None or paints is None:
        return "muted"
    return "muted" if ground.contrast(paints["muted"].colour) >= TEXT_CONTRAST else "ink"


def _is_free(place: Placeholder, choice: LayoutChoice, layout: SlideLayout) -> bool:
    """Whether a footer's words stand on no logo, no other fixed thing and no text of ours."""
    offer = choice.offer
    fixed = occupied(offer.layout, offer.parent, offer.page)
    return not meets(text_rect(place), (*fixed, *_text_areas(layout)))


def _text_areas(layout: SlideLayout) -> list[Rect]:
    """Return where a slide has text; a cover's body is its subtitle."""
    unused = "body" if layout.kind == "title" else ""
    return [area.rect for slot, area in layout.areas.items() if slot != unused]


def _paints_by_area(layout: SlideLayout, scene: Scene, brand: Brand | None) -> dict[Slot, Paints]:
    """Return the paints for each area, mixed once for areas on the same backdrop."""
    mixed: dict[tuple[Colour, Colour | None], Paints] = {}
    paints: dict[Slot, Paints] = {}
    for slot, area in layout.areas.items():
        place = scene.choice.slots.get("body" if slot == "second" else slot)
        backdrop = scene.behind_text(place, area.rect) if place else scene.behind(area.rect)
        key = backdrop.colour, place.text.colour if place else None
        if key not in mixed:
            mixed[key] = _paints(scene, backdrop, brand, place)
        paints[slot] = mixed[key]
    return paints


def _paints(
    scene: Scene, backdrop: Backdrop, brand: Brand | None, place: Placeholder | None = None
) -> Paints:
    """Return the paints for a backdrop; ink is the template's colour there, or a shade that reads.

    That is the colour of ``place``, without one that of its body text.
    """
    scheme = scene.scheme
    if brand and backdrop.colour.luminance > _LIGHT:
        return own_paints(brand, scheme)
    if brand:
        accent = SLOT_OF_ROLE["accent"]
        return foreign_paints(scheme, backdrop.colour, accent=accent, primary="bg1")
    place = place or scene.choice.slots.get("body")
    wanted = (place.text.colour if place else None) or scheme.ink
    return foreign_paints(scheme, backdrop.colour, ink=_readable_on(backdrop, wanted, scheme))


def _readable_on(backdrop: Backdrop, wanted: Colour, scheme: Scheme) -> Colour:
    """Return the shade of a colour that reads even where a backdrop is at its worst."""
    better_first = sorted((BLACK, WHITE), key=backdrop.contrast, reverse=True)
    steps = range(_SHADES if saturation(wanted) > _GREY else 1)  # a grey is no better than black
    shades = (wanted.mixed(end, step / _SHADES) for end in better_first for step in steps)
    candidates = (*shades, scheme.ink, scheme.paper, BLACK, WHITE)
    reading = (colour for colour in candidates if backdrop.contrast(colour) >= TEXT_CONTRAST)
    return next(reading, None) or max(candidates, key=backdrop.contrast)


def _spare_foot(choice: LayoutChoice, layout: SlideLayout) -> Rect | None:
    """Return what a logo leaves of the footer's place, else the master's, else a strip below.

    None where the layout has a place for it, or nothing is left.
    """
    own = [place for place in footers(choice.offer) if place.kind == "ftr"]
    offer, body, page = choice.offer, layout.areas["body"].rect, choice.offer.page
    if own and _is_free(own[0], choice, layout):
        return None
    taken = [
        *occupied(offer.layout, offer.parent, offer.page),
        *_text_areas(layout),
        *(text_rect(place) for place in footers(offer) if place.kind != "ftr"),
    ]
    for place in own or placeholders(
        offer.parent.element, offer.parent.element, offer.parent.scheme
    ):
        free = largest_free(place.inside, taken) if place.kind == "ftr" else None
        if free and free.height >= _LEAST_FOOT and free.width >= _SHORTEST_FOOT:
            return free
    height = min(_FOOT, page.height - body.bottom - 4)
    right = max(area.right for area in _text_areas(layout))
    strip = Rect(body.x, page.height - height - 4, right - body.x, max(height, 0.0))
    free = largest_free(strip, taken)
    return free if free.height >= _LEAST_FOOT and free.width >= _SHORTEST_FOOT else None


def _notes_plan(deck: Any) -> NotesPlan:
    ensure_notes(deck)
    root = deck.notes_master._element
    places = {place.kind: place for place in placeholders(root, root, Scheme({}, {}))}
    name = deck.notes_master.part.partname.membername
    return NotesPlan(name, places.get("sldImg"), places["body"])


def _colour_map(layout: Element) -> str:
    override = layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if override is None:
        return "<a:masterClrMapping/>"
    names = " ".join(f'{key}="{escaped(value)}"' for key, value in override.attrib.items())
    return f"<a:overrideClrMapping {names}/>"
