"""Slides of any size as if they were 7.5 inches high: a template is read so, a slide drawn so.

A text of 14 points on a slide 28 inches high reads as one of 4 points on ours. So every length of
a master is divided by how much higher its slides are, all that is decided with sizes in points
(floors, gaps, margins) is decided there, and the finished slide is enlarged again.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from kamhandbook.deck.xml import A, Element, P, elements, name_of, number

_HEIGHT = 540.0  # points: 7.5 inches, PowerPoint's own slide
_NARROWEST = 480.0  # points of width that tables need: an upright slide counts by its width, too
_NEAR = 0.01  # a slide this little higher or lower is as ours
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
_PLACEHOLDER_SIZE = 1_800  # hundredths of a point, where neither layout nor master says more
_MARGINS = ("marL", "marR", "indent")
_RUNS = ("defRPr", "rPr", "endParaRPr")
_LENGTHS: Mapping[str, tuple[str, ...]] = {
    "off": ("x", "y"),
    "chOff": ("x", "y"),
    "ext": ("cx", "cy"),
    "chExt": ("cx", "cy"),
    "gridCol": ("w",),
    "tr": ("h",),
    "bodyPr": tuple(_INSETS),
    "tcPr": ("marL", "marR", "marT", "marB"),
    "spcPts": ("val",),
    "pPr": _MARGINS,
    **dict.fromkeys(("ln", "lnL", "lnR", "lnT", "lnB"), ("w",)),
    **dict.fromkeys((f"lvl{level}pPr" for level in range(1, 10)), _MARGINS),
    **dict.fromkeys(_RUNS, ("sz", "spc")),
}


def scale_of(width: float, height: float) -> float:
    """Return how many times as large as ours slides of so many points are; 1 where nearly so."""
    scale = min(height / _HEIGHT, width / _NARROWEST)
    return 1.0 if abs(scale - 1) < _NEAR else scale


def scale_lengths(root: Element, factor: float) -> None:
    """Multiply every length below an element: places, sizes of type, margins, lines."""
    for element in root.iter(f"{A}*", f"{P}*"):
        for key in _LENGTHS.get(name_of(element), ()):
            value = number(element, key)
            if value is not None:
                element.set(key, str(round(value * factor)))


def as_ours(part: Element, scale: float, *, is_master: bool) -> Element:
    """Return a layout or a master with the lengths it has on a slide of our height."""
    if scale == 1.0:
        return part
    reduced = deepcopy(part)
    if is_master:
        _write_defaults(reduced)
    scale_lengths(reduced, 1 / scale)
    return reduced


def _write_defaults(master: Element) -> None:
    """Write out what holds where a master says nothing: defaults are lengths, too."""
    for shape in master.iter(f"{P}sp"):
        for body in shape.iter(f"{A}bodyPr"):
            for key, value in _INSETS.items():
                body.set(key, body.get(key, str(value)))
    for style in elements(master.find(f"{P}txStyles")):
        for level in elements(style):
            run = level.find(f"{A}defRPr")
            if run is not None:
                run.set("sz", run.get("sz", str(_PLACEHOLDER_SIZE)))
