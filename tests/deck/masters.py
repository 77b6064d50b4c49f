"""Small masters made from ours: of another size, of another form, with less or other things on."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from kamhandbook.deck.master import OWN_MASTER

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
