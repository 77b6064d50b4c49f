"""Small masters made from ours: of another size, of another form, with less or other things on."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from kamhandbook.deck.master import OWN_MASTER
from kamhandbook.deck.xml import NAMESPACES, parsed

PLACES = {"x", "y", "cx", "cy", "w", "lIns", "tIns", "rIns", "bIns", "marL", "marR", "indent"}
TYPE = {"sz", "spc"}
MARKS = {"ph", "tailEnd", "headEnd"}  # whose sizes are words
OF_PATHS = {"path", "pt", "arcTo"}  # in units of their own


def own() -> Any:
    """Our own master as python-pptx opens it."""
    return Presentation(io.BytesIO(OWN_MASTER.read_bytes()))


def parts(deck: Any) -> list[Any]:
    return [part._element for m in deck.slide_masters for part in (m, *m.slide_layouts)]


def scaled(path: Path, factor: float) -> Path:
    """Our master with every length ``factor`` times as long."""
    deck = own()
    deck.slide_width = Emu(round(deck.slide_width * factor))
    deck.slide_height = Emu(round(deck.slide_height * factor))
    for root in parts(deck):
        for element in root.iter("{*}*"):
            name = element.tag.rsplit("}", 1)[-1]
            for key, value in element.attrib.items():
                is_space = name == "spcPts" and key == "val"
                is_length = key in PLACES | TYPE and name not in OF_PATHS | MARKS
                if is_space or is_length:
                    element.set(key, str(round(float(value) * factor)))
    deck.save(str(path))
    return path


def of_form(path: Path, width: float, height: float) -> Path:
    """Our master on slides of another form (inches): places in proportion, type as it is."""
    deck = own()
    across, down = Emu(round(width * 914_400)), Emu(round(height * 914_400))
    by_axis = {
        **dict.fromkeys(("x", "cx"), across / deck.slide_width),
        **dict.fromkeys(("y", "cy"), down / deck.slide_height),
    }
    for root in parts(deck):
        for element in root.iter("{*}off", "{*}ext", "{*}chOff", "{*}chExt"):
            for key, factor in by_axis.items():
                if element.get(key) is not None:
                    element.set(key, str(round(float(element.get(key)) * factor)))
    deck.slide_width, deck.slide_height = across, down
    deck.save(str(path))
    return path


def changed(path: Path, *changes: Any) -> Path:
    """Our master after some changes, each a function of the open presentation."""
    deck = own()
    for change in changes:
        change(deck)
    deck.save(str(path))
    return path


def moved(layout: str, kind: str, x: float, y: float, width: float, height: float) -> Any:
    """A change: the placeholder of a kind on layouts of a type goes to a place (points)."""

    def change(deck: Any) -> None:
        for sheet in deck.slide_layouts:
            if sheet._element.get("type") != layout:
                continue
            for shape in sheet.placeholders:
                if shape.element.ph.get("type", "obj") == kind:
                    shape.left, shape.top = Emu(round(x * 12_700)), Emu(round(y * 12_700))
                    shape.width = Emu(round(width * 12_700))
                    shape.height = Emu(round(height * 12_700))

    return change


def fixed(x: float, y: float, width: float, height: float, text: str = "") -> Any:
    """A change: every layout gets a filled shape at a place (points), with a text or without."""

    def change(deck: Any) -> None:
        for sheet in deck.slide_layouts:
            tree = sheet._element.cSld.spTree
            number = 1 + max(int(each.get("id")) for each in tree.iter("{*}cNvPr"))
            off = f'<a:off x="{round(x * 12_700)}" y="{round(y * 12_700)}"/>'
            ext = f'<a:ext cx="{round(width * 12_700)}" cy="{round(height * 12_700)}"/>'
            tree.append(
                parsed(
                    f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Fest"/><p:cNvSpPr/>'
                    f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>{off}{ext}</a:xfrm>'
                    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
                    '<a:schemeClr val="accent1"/></a:solidFill></p:spPr><p:txBody><a:bodyPr/>'
                    f"<a:lstStyle/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>".encode()
                )
            )

    return change
