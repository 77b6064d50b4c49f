"""A deck master, ours or a corporate template, read into plain numbers and theme colours."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from kamhandbook.deck.areas import footers, sheet_of
from kamhandbook.deck.backdrop import Ground
from kamhandbook.deck.backdrop import Sheet as Part
from kamhandbook.deck.inherit import placeholders
from kamhandbook.deck.layouts import Choice, Offer, choose
from kamhandbook.deck.master_parts import Master, NotesPlan, Plan
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
from kamhandbook.deck.scene import Scene, reach
from kamhandbook.deck.scheme import Scheme
from kamhandbook.deck.template import open_template
from kamhandbook.deck.theme import SLOT_OF_ROLE, apply_theme, place_logos
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, elements, escaped, name_of, parsed
from kamhandbook.design.brand import Brand
from kamhandbook.design.colour import TEXT_CONTRAST, Colour
from kamhandbook.design.geometry import Geometry, Sheet, Slot
from kamhandbook.document.drawing import Rect
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.wording.messages import phrase, problem

__all__ = ["Master", "foreign_master", "own_master", "read_master"]

OWN = files("kamhandbook") / "templates" / "deck.pptx"
_THEME_ROLES = ("primary", "accent", "ink", "muted", "line", "surface", "good", "caution")
# What reading a template raises that lacks a part or an element which PowerPoint always writes.
_DAMAGED = (LookupError, AttributeError, TypeError, ValueError, ArithmeticError, LxmlError)
_FOOT = 14.0  # points of height for a footer that no master offers
_LIGHT = 0.8  # luminance above which our own roles are made for a ground


def read_master(brand: Brand) -> Master:
    """Read the master a brand's decks are made with: its corporate template, else our own.

    Raises CannotGoOnError with a finding that says why a template cannot be used.
    """
    if brand.master is None:
        return own_master(brand)
    folder = brand.folder.name if brand.folder else brand.name
    return foreign_master(brand.master, Position(f"themes/{folder}/{brand.master.name}"))


def foreign_master(file: Path, at: Position) -> Master:
    """Read a corporate template; ``at`` is where findings about it stand."""
    deck = open_template(file, at)
    try:
        return _foreign(deck)
    except _DAMAGED as error:
        damage = phrase("template_incomplete")
        raise CannotGoOnError([problem("template_broken", at, problem=damage)]) from error


def _foreign(deck: Any) -> Master:
    titles_added = ensure_titles(deck)
    ensure_no_shrinking(deck)
    ensure_unique_ids(deck)
    ensure_unique_places(deck)
    ensure_text_styles(deck)
    return replace(_master_of(deck, None), titles_added=titles_added)


def own_master(brand: Brand) -> Master:
    """Give our own master in the brand's colours and fonts, with its logos."""
    deck = Presentation(io.BytesIO(OWN.read_bytes()))
    colours = {role: brand.light[role].hex for role in _THEME_ROLES}  # type: ignore[index]
    apply_theme(deck, colours, brand.heading_font, brand.body_font)
    positive = brand.logo.get("png")
    if positive:
        place_logos(deck, brand.name, positive, brand.logo.get("png_inverse", positive))
    return _master_of(deck, brand)


def _master_of(deck: Any, brand: Brand | None) -> Master:
    """Read an open presentation without slides; ``brand`` is given for our own master only."""
    page = Rect(0, 0, deck.slide_width / EMU_PER_POINT, deck.slide_height / EMU_PER_POINT)
    choices = choose(_offers(deck, page))
    made = {kind: sheet_of(kind, choices) for kind in choices}
    notes = _notes_plan(deck)
    return Master(
        parts=parts_of(deck.part.package),
        geometry=Geometry(
            page.width,
            page.height,
            {kind: sheet for kind, (sheet, _) in made.items()},
            *_fonts(choices["content"]),
        ),
        plans={kind: _plan(sheet, scene, brand) for kind, (sheet, scene) in made.items()},
        notes=notes,
        is_own=brand is not None,
        typeface=_own_typeface(choices["content"]),
    )


# --- reading layouts


def _offers(deck: Any, page: Rect) -> tuple[Offer, ...]:
    found: list[Offer] = []
    for number, master in enumerate(deck.slide_masters):
        theme = parsed(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
        fills = tuple(elements(theme.find(f"{A}themeElements/{A}fmtScheme/{A}bgFillStyleLst")))
        for layout in master.slide_layouts:
            scheme = _scheme(theme, master._element, layout._element)
            above = Part(master._element, master.part, scheme, fills)
            sheet = Part(layout._element, layout.part, scheme, fills)
            places = placeholders(layout._element, master._element, scheme)
            found.append(Offer(number, sheet, above, places, page))
    return tuple(offer for offer in found if offer.title)


def _scheme(theme: Element, master: Element, layout: Element) -> Scheme:
    slots: dict[str, Colour] = {}
    bare = Scheme({}, {})
    for slot in elements(theme.find(f"{A}themeElements/{A}clrScheme")):
        colour = bare.first(slot)
        if colour:
            slots[name_of(slot)] = colour
    override = layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    mapped = override if override is not None else master.find(f"{P}clrMap")
    return Scheme(slots, {} if mapped is None else dict(mapped.attrib))


def _fonts(content: Choice) -> tuple[str, str]:
    """Give the typefaces of titles and of text in the layout for content."""
    title = content.slots["title"].text.typeface
    body = content.slots.get("body")
    return (
        _named(title or "+mj-lt", content.offer),
        _named((body.text.typeface if body else "") or "+mn-lt", content.offer),
    )


def _named(typeface: str, offer: Offer) -> str:
    """Give the font's name; +mj-lt and +mn-lt are the theme's."""
    if not typeface.startswith("+"):
        return typeface
    theme = parsed(offer.above.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    which = "majorFont" if typeface.startswith("+mj") else "minorFont"
    latin = theme.find(f"{A}themeElements/{A}fontScheme/{A}{which}/{A}latin")
    return "" if latin is None else str(latin.get("typeface", ""))


def _own_typeface(content: Choice) -> str:
    body = content.slots.get("body")
    face = body.text.typeface if body else ""
    return "" if face.startswith("+") else face


# --- plans


def _plan(sheet: Sheet, scene: Scene, brand: Brand | None) -> Plan:
    choice = scene.choice
    marked = footers(choice.offer)
    hidden: list[str] = []
    hidden += [slot for slot, p in choice.slots.items() if scene.lacks(p, sheet.areas[slot].rect)]
    hidden += [place.kind for place in marked if scene.lacks(place, reach(place))]
    return Plan(
        partname=choice.offer.sheet.part.partname.membername,
        slots=choice.slots,
        footers=marked,
        paints=_paints_by_area(sheet, scene, brand),
        foot_paints={
            place.kind: _paints(scene, scene.behind_text(place, reach(place)), brand)
            for place in marked
        },
        unreadable=frozenset(hidden),
        spare_foot=_spare_foot(choice, sheet),
        colour_map=_colour_map(choice.offer.sheet.element),
        link_colour=scene.scheme.slot("hlink"),
        scene=scene,
    )


def _paints_by_area(sheet: Sheet, scene: Scene, brand: Brand | None) -> dict[Slot, Paints]:
    """Mix the paints for each area, once for areas on the same ground."""
    seen = {slot: scene.behind(area.rect) for slot, area in sheet.areas.items()}
    mixed = {ground.colour: _paints(scene, ground, brand) for ground in seen.values()}
    return {slot: mixed[ground.colour] for slot, ground in seen.items()}


def _paints(scene: Scene, seen: Ground, brand: Brand | None) -> Paints:
    """Give the paints for a ground; where it reads well, the template's own text colour is ink."""
    scheme = scene.scheme
    if brand and seen.colour.luminance > _LIGHT:
        return own_paints(brand, scheme)
    if brand:
        return foreign_paints(scheme, seen.colour, accent=SLOT_OF_ROLE["accent"])
    body = scene.choice.slots.get("body")
    theirs = body.text.colour if body else None
    reads = theirs and seen.contrast(theirs) >= TEXT_CONTRAST
    return foreign_paints(scheme, seen.colour, ink=theirs if reads else None)


def _spare_foot(choice: Choice, sheet: Sheet) -> Rect | None:
    """Give the master's place for the footer, or a strip below the body; None if it has one."""
    if any(place.kind == "ftr" for place in footers(choice.offer)):
        return None
    above = choice.offer.above
    for place in placeholders(above.element, above.element, above.scheme):
        if place.kind == "ftr":
            return place.inside
    page, body = choice.offer.page, sheet.areas["body"].rect
    high = min(_FOOT, page.height - body.bottom - 4)
    return Rect(body.x, page.height - high - 4, body.width, high) if high >= 10 else None


def _notes_plan(deck: Any) -> NotesPlan:
    ensure_notes(deck)
    root = deck.notes_master._element
    found = {place.kind: place for place in placeholders(root, root, Scheme({}, {}))}
    name = deck.notes_master.part.partname.membername
    return NotesPlan(name, found.get("sldImg"), found["body"])


def _colour_map(layout: Element) -> str:
    override = layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if override is None:
        return "<a:masterClrMapping/>"
    names = " ".join(f'{key}="{escaped(value)}"' for key, value in override.attrib.items())
    return f"<a:overrideClrMapping {names}/>"
