"""Which table of widths a font's name stands for: its own, its twin's, or a wide guess."""

from __future__ import annotations

import re

from msgspec import Struct

#: Font names to families, lower case. Only fonts whose widths are those of the family.
_FAMILIES = {
    "carlito": ("carlito", "calibri"),
    "liberation-sans": ("liberation sans", "arial", "arimo", "helvetica"),
    "gelasio": ("gelasio", "georgia"),
    "source-sans-3": ("source sans", "source sans 3", "source sans pro"),
}
_OWN = (
    *("ibm plex sans", "inter", "lato", "montserrat", "noto sans", "open sans", "poppins"),
    *("roboto", "segoe ui", "tahoma", "trebuchet ms", "verdana"),
)
TWINS = {name: family for family, names in _FAMILIES.items() for name in names}
TWINS |= {name: name.replace(" ", "-") for name in _OWN}
#: How much wider than Arial an unknown font is assumed to run. Measured on German text, regular
#: and bold: Roboto 0.99 and 0.94, Segoe UI 0.99, Open Sans 1.04, Inter 1.06 and 1.03; wider than
#: the guess are only Verdana (1.14, 1.18) and Montserrat (1.13, 1.11), which have tables.
UNKNOWN_FACTOR = 1.12
#: Fonts known to run wider still; DejaVu Sans, drawn like Verdana, measures 1.14 and 1.20.
_WIDE_FACTORS = {"dejavu sans": 1.25}
#: Cuts of a family beside regular and bold: whether they go by the bold one, and how much wider
#: than that they are taken to be. Of the families here light cuts measure 0.93 to 0.99 of regular,
#: semibold ones 0.95 to 1.00 of bold, black ones 1.00 to 1.04.
_CUTS = {
    **dict.fromkeys(("thin", "hairline", "extralight", "ultralight", "light"), (False, 1.02)),
    **dict.fromkeys(("semilight", "book", "text", "display", "regular"), (False, 1.02)),
    **dict.fromkeys(("medium", "semibold", "demibold", "demi", "bold"), (True, 1.02)),
    **dict.fromkeys(("extrabold", "ultrabold", "heavy", "black"), (True, 1.05)),
}
_CUT = re.compile(rf"[ -](?P<cut>{'|'.join(_CUTS)})$")


class Table(Struct, frozen=True):
    """The table a font is measured with, in both weights.

    ``factor`` says how much wider it is taken to be; anything but 1 is a guess. ``is_heavy`` tells
    that regular text is as wide as the family's bold.
    """

    family: str
    factor: float = 1.0
    is_heavy: bool = False


def table_of(font_name: str) -> Table:
    """Return the table for a font's name in any case; an unknown font gets Arial's, widened."""
    name = " ".join(font_name.lower().split())
    if name in TWINS:
        return Table(TWINS[name])
    cut = _CUT.search(re.sub(r"(extra|ultra|semi|demi)[ -](?=light|bold)", r"\1", name))
    family = TWINS.get(cut.string[: cut.start()]) if cut else None
    if cut and family:
        is_heavy, factor = _CUTS[cut["cut"]]
        return Table(family, factor, is_heavy)
    # Arial runs wider than Calibri in every weight, so it is the one to start from.
    return Table("liberation-sans", _WIDE_FACTORS.get(name, UNKNOWN_FACTOR))
