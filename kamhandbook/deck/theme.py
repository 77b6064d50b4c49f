"""Theme of a deck: write a brand's colours, fonts and logo into our own master, read any theme.

Colour roles of a brand and the slots of the theme that carry them:

========  ============  ====================================================
role      slot          use
========  ============  ====================================================
ink       dk1 (tx1)     text
paper     lt1 (bg1)     white: slide background, text on colour fields
          dk2 (tx2)     ``primary_dark``: given, or the primary darkened to 7:1
surface   lt2 (bg2)     very light fields
primary   accent1       kicker, bullets, rules, colour fields
accent    accent2       the one thing to look at
good      accent3       state, always with a word or sign
caution   accent4       state, always with a word or sign
muted     accent5       second text colour
line      accent6       hairlines
          hlink         primary, or dk2 where primary is too light to read
muted     folHlink      visited links
========  ============  ====================================================
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree
from msgspec import Struct
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.shapes.picture import CT_Picture
from pptx.presentation import Presentation

from kamhandbook.deck.turn import turn_of
from kamhandbook.design.colour import BLACK, TEXT_CONTRAST, WHITE, Colour
from kamhandbook.document.drawing import Rect
from kamhandbook.pictures.picture import read_file
from kamhandbook.pictures.trouble import Trouble

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_EMU_PER_INCH = 914_400

ROLE_OF_SLOT: Mapping[str, str] = MappingProxyType(
    {
        "dk1": "ink",
        "lt2": "surface",
        "accent1": "primary",
        "accent2": "accent",
        "accent3": "good",
        "accent4": "caution",
        "accent5": "muted",
        "accent6": "line",
        "folHlink": "muted",
    }
)
"""Theme slots that take a brand colour as it is; lt1, dk2 and hlink are derived."""

SLOT_OF_ROLE: Mapping[str, str] = MappingProxyType(
    {role: slot for slot, role in ROLE_OF_SLOT.items() if slot != "folHlink"}
    | {"paper": "lt1", "primary_dark": "dk2"}
)
"""Where a shape finds a colour role in our own master."""

TABLE_STYLE = "{8E1B5C0A-3F5D-4D2B-9C7E-4B414D484231}"
"""The table style in our own master: a bold header over a primary rule, hairlines."""

LOGO_ON_COVER = (0.6, 0.6, 3.2, 0.66)
LOGO_ON_CLOSING = (0.6, 6.69, 2.0, 0.4)
LOGO_ON_SLIDES = (11.2333, 6.82, 1.5, 0.3)
"""Boxes the logo is fitted into: left, top, width, height in inches."""


class ThemeFacts(Struct, frozen=True):
    """What a master's theme says: ``colours`` as slot → "#rrggbb", the two Latin typefaces.

    A slot whose colour is neither sRGB nor a system colour is absent; a typeface may be "".
    """

    colours: Mapping[str, str]
    heading_font: str
    body_font: str


def apply_theme(
    prs: Presentation, colours: Mapping[str, str], heading_font: str, body_font: str
) -> None:
    """Write colours and typefaces into every theme of our own master, once per presentation.

    ``colours`` has the roles of ROLE_OF_SLOT (and may have ``primary_dark``) as "#rrggbb"; a
    missing role raises KeyError. Where white on the primary cannot be read, the master's text in
    primary turns to primary-dark and its text on colour fields to ink.
    """
    scheme = colour_scheme(colours)
    for part in _theme_parts(prs):
        part.blob = themed(part.blob, scheme, heading_font, body_font)
    if contrast(colours["primary"], "#ffffff") < TEXT_CONTRAST:
        _recolour_text(prs, {"accent1": "tx2", "bg1": "tx1"})


def read_theme(prs: Presentation, master: int = 0) -> ThemeFacts:
    """Return what the theme of the ``master``-th slide master says, whoever made it."""
    root = _parse(_theme_of(prs.slide_masters[master].part).blob)
    slots = root.find(f"{_A}themeElements/{_A}clrScheme")
    fonts = root.find(f"{_A}themeElements/{_A}fontScheme")
    colours = {etree.QName(slot).localname: _colour_of(slot) for slot in _elements(slots)}
    return ThemeFacts(
        MappingProxyType({slot: colour for slot, colour in colours.items() if colour}),
        _typeface(fonts, "majorFont"),
        _typeface(fonts, "minorFont"),
    )


def place_logos(prs: Presentation, name: str, positive: Path, inverse: Path) -> None:
    """Put the logo on our own master and its three layouts with a colour field.

    ``positive`` stands on white at the foot of each slide, ``inverse`` on the primary. ``name`` is
    what a screen reader says. Both are PNG or JPEG.
    """
    master = prs.slide_masters[0]
    _add_logo(master, positive, name, LOGO_ON_SLIDES, to_right=True)
    boxes = {"title": LOGO_ON_COVER, "objTx": LOGO_ON_CLOSING, "secHead": LOGO_ON_SLIDES}
    for layout in master.slide_layouts:
        kind = layout._element.get("type")
        if kind in boxes:
            _add_logo(layout, inverse, name, boxes[kind], to_right=kind == "secHead")


def move_dates_to_margin(prs: Presentation) -> None:
    """Let dates end at the right margin, where no logo stands."""
    master = prs.slide_masters[0]
    right = round((LOGO_ON_SLIDES[0] + LOGO_ON_SLIDES[2]) * _EMU_PER_INCH)
    for sheet in (master, *master.slide_layouts):
        for place in sheet.placeholders:
            if place.placeholder_format.type == PP_PLACEHOLDER.DATE:
                place.left = right - place.width


def colour_scheme(colours: Mapping[str, str]) -> dict[str, str]:
    """Return all twelve theme slots ("RRGGBB") for a brand's colour roles ("#rrggbb")."""
    dark = colours.get("primary_dark") or darkened(colours["primary"])
    readable = contrast(colours["primary"], "#ffffff") >= TEXT_CONTRAST
    scheme = {slot: colours[role] for slot, role in ROLE_OF_SLOT.items()}
    scheme |= {"lt1": "#ffffff", "dk2": dark, "hlink": colours["primary"] if readable else dark}
    return {slot: colour.lstrip("#").upper() for slot, colour in scheme.items()}


def themed(xml: bytes, scheme: Mapping[str, str], heading_font: str, body_font: str) -> bytes:
    """Return a theme part's XML with its colour slots and Latin typefaces replaced."""
    root = _parse(xml)
    for slot in _elements(root.find(f"{_A}themeElements/{_A}clrScheme")):
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{_A}srgbClr", val=scheme[etree.QName(slot).localname])
    fonts = root.find(f"{_A}themeElements/{_A}fontScheme")
    fonts.find(f"{_A}majorFont/{_A}latin").set("typeface", heading_font)
    fonts.find(f"{_A}minorFont/{_A}latin").set("typeface", body_font)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio (WCAG 2.2) of two colours "#rrggbb", 1 to 21."""
    return _colour(first).contrast(_colour(second))


def darkened(colour: str, target: float = 7.0) -> str:
    """Return "#rrggbb" darkened by a third, or until white on it has the ``target`` contrast."""
    mixed = (_colour(colour).mixed(BLACK, share / 100) for share in range(32, 100, 4))
    return next((dark for dark in mixed if dark.contrast(WHITE) >= target), BLACK).hex


def _colour(text: str) -> Colour:
    colour = Colour.parse(text)
    if colour is None:
        raise ValueError(f"not a colour: {text}")
    return colour


def _parse(xml: bytes) -> Any:
    """Parse without entities or network: a corporate template comes from anywhere."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _elements(parent: Any) -> list[Any]:
    return [] if parent is None else [child for child in parent if isinstance(child.tag, str)]


def _colour_of(slot: Any) -> str:
    for element in _elements(slot):
        value = element.get("lastClr") or element.get("val") or ""
        if len(value) == 6:
            return f"#{value.lower()}"
    return ""


def _typeface(fonts: Any, name: str) -> str:
    latin = None if fonts is None else fonts.find(f"{_A}{name}/{_A}latin")
    return "" if latin is None else latin.get("typeface", "")


def _theme_of(part: Any) -> Any:
    return part.part_related_by(RELATIONSHIP_TYPE.THEME)


def _theme_parts(prs: Presentation) -> Iterator[Any]:
    for master in prs.slide_masters:
        yield _theme_of(master.part)
    yield _theme_of(prs.notes_master.part)


def _recolour_text(prs: Presentation, swap: Mapping[str, str]) -> None:
    for master in prs.slide_masters:
        for part in (master, *master.slide_layouts):
            for fill in part._element.iter(f"{_A}schemeClr"):
                if fill.getparent().getparent().tag == f"{_A}defRPr" or (
                    fill.getparent().tag == f"{_A}buClr"
                ):
                    fill.set("val", swap.get(fill.get("val"), fill.get("val")))


def _add_logo(
    sheet: Any,
    picture: Path,
    name: str,
    box_inches: tuple[float, float, float, float],
    *,
    to_right: bool,
) -> None:
    """Fit a picture into ``box`` (inches), its sides kept in proportion, vertically centred."""
    read = read_file(picture)
    if isinstance(read, Trouble):  # told where the brand names it
        return
    _, relation = sheet.part.get_or_add_image_part(io.BytesIO(read.unturned()))
    left, top, width, height = (round(side * _EMU_PER_INCH) for side in box_inches)
    scale = min(width / read.width, height / read.height)
    drawn_width, drawn_height = round(read.width * scale), round(read.height * scale)
    x = left + (width - drawn_width if to_right else 0)
    tree = sheet._element.cSld.spTree
    number = max(int(shape.get("id")) for shape in tree.iter(f"{_P}cNvPr")) + 1
    y = top + (height - drawn_height) // 2
    turn = turn_of(read)
    place = turn.before(Rect(x, y, drawn_width, drawn_height))
    box = (round(side) for side in (place.x, place.y, place.width, place.height))
    new_picture: Any = CT_Picture.new_pic
    element = new_picture(number, "Logo", "", relation, *box)
    turn.mark(element.spPr.xfrm)
    element.nvPicPr.cNvPr.set("descr", name)  # new_pic does not escape quotation marks
    tree.append(element)
