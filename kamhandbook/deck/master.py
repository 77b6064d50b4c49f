"""A deck master, ours or a corporate template, read into plain numbers and theme colours."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from kamhandbook.brand import Brand
from kamhandbook.colour import TEXT_CONTRAST, Colour
from kamhandbook.deck.choose import Choice, Offer, choose
from kamhandbook.deck.ground import Ground, ground
from kamhandbook.deck.ground import Sheet as Part
from kamhandbook.deck.inherit import FOOTERS, Placeholder, placeholders
from kamhandbook.deck.mend import ensure_notes, ensure_text_styles, ensure_titles, ensure_unique_ids
from kamhandbook.deck.package import Parts, parts_of
from kamhandbook.deck.paint import SHAPE_CONTRAST, Paints, foreign_paints, own_paints
from kamhandbook.deck.scheme import Scheme
from kamhandbook.deck.template import open_template
from kamhandbook.deck.theme import apply_theme, place_logos
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, elements, escaped, name_of, parsed
from kamhandbook.drawing import Rect
from kamhandbook.findings import Position
from kamhandbook.geometry import Geometry, LayoutKind, Sheet, Slot, TextArea

OWN = files("kamhandbook") / "templates" / "deck.pptx"
_THEME_ROLES = ("primary", "accent", "ink", "muted", "line", "surface", "good", "caution")
_GAP = 18.0  # points between two columns that no layout offers
_FOOT = 14.0  # points of height for a footer that no master offers
_LARGE, _LARGE_BOLD = 24.0, 18.7  # points from which WCAG calls text large
_LIGHT = 0.8  # luminance above which our own roles are made for a ground
_DARK = 0.18  # luminance below which a ground is dark


@dataclass(frozen=True, slots=True)
class Plan:
    """How one kind of slide is made: its layout's part, placeholders, footers and paints.

    ``paints`` are by area, for what stands there. Text in ``unreadable`` placeholders needs a
    colour of its own: the template's lacks contrast with what lies behind. ``spare_foot`` is the
    room for the foot of the slide where the layout has no placeholder for it. ``colour_map`` is
    the layout's own, which its slides repeat; ``link_colour`` is the theme's.
    """

    partname: str
    slots: Mapping[Slot, Placeholder]
    footers: tuple[Placeholder, ...]
    paints: Mapping[Slot, Paints]
    unreadable: frozenset[Slot]
    spare_foot: Rect | None
    colour_map: str
    link_colour: Colour | None


@dataclass(frozen=True, slots=True)
class NotesPlan:
    """The notes master: its part, its placeholders for the slide's image and the text."""

    partname: str
    image: Placeholder | None
    body: Placeholder


@dataclass(frozen=True, slots=True)
class Master:
    """A master: its parts without a slide, its geometry, a plan for each kind of slide.

    ``typeface`` is the font of text outside placeholders where the master's body text has one of
    its own, else "" (the theme's). ``choices`` says why each layout was chosen.
    """

    parts: Parts
    geometry: Geometry
    plans: Mapping[LayoutKind, Plan]
    notes: NotesPlan
    choices: Mapping[LayoutKind, Choice]
    is_own: bool
    typeface: str = ""


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
    ensure_titles(deck)
    ensure_unique_ids(deck)
    ensure_text_styles(deck)
    return master_of(deck, None)


def own_master(brand: Brand) -> Master:
    """Give our own master in the brand's colours and fonts, with its logos."""
    deck = Presentation(io.BytesIO(OWN.read_bytes()))
    colours = {role: brand.light[role].hex for role in _THEME_ROLES}  # type: ignore[index]
    apply_theme(deck, colours, brand.heading_font, brand.body_font)
    positive = brand.logo.get("png")
    if positive:
        place_logos(deck, brand.name, positive, brand.logo.get("png_inverse", positive))
    return master_of(deck, brand)


def master_of(deck: Any, brand: Brand | None) -> Master:
    """Read an open presentation without slides; ``brand`` is given for our own master only."""
    page = Rect(0, 0, deck.slide_width / EMU_PER_POINT, deck.slide_height / EMU_PER_POINT)
    offers = _offers(deck, page)
    choices = choose(offers)
    fonts = _fonts(choices["content"])
    sheets = {kind: _sheet(kind, choices, page) for kind in choices}
    plans = {kind: _plan(choices[kind], sheets[kind], brand) for kind in choices}
    notes = _notes_plan(deck)
    return Master(
        parts=parts_of(deck.part.package),
        geometry=Geometry(page.width, page.height, sheets, *fonts),
        plans=plans,
        notes=notes,
        choices=choices,
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


# --- geometry


def _sheet(kind: LayoutKind, choices: Mapping[LayoutKind, Choice], page: Rect) -> Sheet:
    choice = choices[kind]
    areas = {slot: _area(choice, place, page) for slot, place in choice.slots.items()}
    for slot, rect in _missing(kind, choices, page).items():
        if slot not in areas:
            areas[slot] = _box(choices, choice, rect)
    return Sheet(kind, areas, frozenset(choice.slots))


def _area(choice: Choice, place: Placeholder, page: Rect) -> TextArea:
    area = place.area(on_dark=_on_dark(choice, place))
    if place is choice.slots["title"]:
        return area
    return replace(area, rect=_clipped(choice, area.rect, page))


def _on_dark(choice: Choice, place: Placeholder) -> bool:
    """Whether text there is light: by its colour, else by what lies behind it."""
    if place.text.colour and not lacks(choice, place):
        return place.text.colour.luminance > 0.5
    return behind(choice, place.inside).colour.luminance < _DARK


def behind(choice: Choice, area: Rect) -> Ground:
    """Give the colours behind an area of a layout."""
    return ground(choice.offer.sheet, choice.offer.above, area, choice.offer.page)


def lacks(choice: Choice, place: Placeholder) -> bool:
    """Whether a placeholder's text lacks contrast, and we know a colour that reads better."""
    text, scheme = place.text, choice.offer.sheet.scheme
    seen = behind(choice, place.inside)
    is_large = text.sizes[0] >= _LARGE or (text.bold and text.sizes[0] >= _LARGE_BOLD)
    found = seen.contrast(text.colour or scheme.ink)
    if found >= (SHAPE_CONTRAST if is_large else TEXT_CONTRAST):
        return False
    return seen.contrast(foreign_paints(scheme, seen.colour)["ink"].colour) > found


def _clipped(choice: Choice, rect: Rect, page: Rect) -> Rect:
    """Keep a text area clear of the title above and of the footers below it."""
    top, bottom = rect.y, rect.bottom
    title = choice.slots["title"].inside
    if _beside(title, rect) and title.y < rect.y < title.bottom:
        top = title.bottom
    for footer in _footers(choice.offer):
        frame = footer.inside
        low = frame.y > page.height * 0.8
        if low and _beside(frame, rect) and rect.y < frame.y < bottom:
            bottom = frame.y
    return Rect(rect.x, top, rect.width, max(bottom - top, 1.0))


def _beside(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share some of their width."""
    return one.x < other.right and other.x < one.right


def _missing(
    kind: LayoutKind, choices: Mapping[LayoutKind, Choice], page: Rect
) -> dict[Slot, Rect]:
    """Give room for what the layout does not offer: the body, a second column, a subtitle."""
    choice = choices[kind]
    title = choice.slots["title"].inside
    if kind == "title":
        below = Rect(title.x, title.bottom + 6, title.width, page.height * 0.94 - title.bottom - 6)
        return {"subtitle": below, "body": below}
    body = _body(choices, choice, page)
    if kind not in ("two_columns", "closing") or "body" in choice.slots:
        return {"body": body}
    half = (body.width - _GAP) / 2
    return {
        "body": replace(body, width=half),
        "second": replace(body, x=body.x + half + _GAP, width=half),
    }


def _body(choices: Mapping[LayoutKind, Choice], choice: Choice, page: Rect) -> Rect:
    """Give the master's body rectangle, below this layout's own title."""
    made = choices["content"].slots.get("body")
    title = choice.slots["title"].inside
    rect = made.inside if made else _body_of_master(choice.offer) or _below(title, page)
    if _beside(title, rect) and rect.y < title.bottom < rect.bottom * 0.6:
        rect = Rect(rect.x, title.bottom, rect.width, rect.bottom - title.bottom)
    return _clipped(choice, rect, page)


def _body_of_master(offer: Offer) -> Rect | None:
    above = placeholders(offer.above.element, offer.above.element, offer.above.scheme)
    return next((place.inside for place in above if place.kind == "body"), None)


def _below(title: Rect, page: Rect) -> Rect:
    top = title.bottom + 0.02 * page.height
    return Rect(title.x, top, title.width, 0.9 * page.height - top)


def _box(choices: Mapping[LayoutKind, Choice], choice: Choice, rect: Rect) -> TextArea:
    """Give an area for a text box, set like the master's body text."""
    body = choices["content"].slots.get("body")
    dark = behind(choice, rect).colour.luminance < _DARK
    if body is None:
        return TextArea(rect, (18.0, 16.0, 14.0), on_dark=dark)
    text = body.text
    return TextArea(rect, text.sizes, text.indents, text.before, on_dark=dark)


# --- plans


def _plan(choice: Choice, sheet: Sheet, brand: Brand | None) -> Plan:
    return Plan(
        partname=choice.offer.sheet.part.partname.membername,
        slots=choice.slots,
        footers=_footers(choice.offer),
        paints={slot: _paints(choice, area, brand) for slot, area in sheet.areas.items()},
        unreadable=frozenset(slot for slot, place in choice.slots.items() if lacks(choice, place)),
        spare_foot=_spare_foot(choice, sheet),
        colour_map=_colour_map(choice.offer.sheet.element),
        link_colour=choice.offer.sheet.scheme.slot("hlink"),
    )


def _spare_foot(choice: Choice, sheet: Sheet) -> Rect | None:
    """Give the master's place for the footer, or a strip below the body; None if it has one."""
    if any(place.kind == "ftr" for place in choice.offer.places):
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


def _paints(choice: Choice, area: TextArea, brand: Brand | None) -> Paints:
    colour = behind(choice, area.rect).colour
    if brand and colour.luminance > _LIGHT:
        return own_paints(brand, choice.offer.sheet.scheme)
    return foreign_paints(choice.offer.sheet.scheme, colour)


def _footers(offer: Offer) -> tuple[Placeholder, ...]:
    return tuple(place for place in offer.places if place.kind in FOOTERS)
