"""Faces: the advance widths and kerning of a font, measured or assumed.

The numbers were taken once by ``kamhandbook.maintenance.font_metrics``; each JSON file in ``data``
names its origin, and is read when a template uses the font. What ``names`` does not know is assumed
to be wide, and its face says so.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct

from kamhandbook.metrics.names import table_of

DATA = Path(__file__).parent / "data"
#: Height of a line over the font size, for every font whose table asks for no more. Measured in
#: LibreOffice; PowerPoint's single spacing is the same for Calibri and a little less for Arial.
LINE_PITCH = 1.2
#: Line heights up to this are as that one: Calibri's is 1.22, and its lines fit.
_USUAL_HEIGHT = 1.22
#: Characters measured as another when a font lacks them: the other is as wide or wider.
STAND_INS = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{HAIR SPACE}": " ",
    "\N{FIGURE SPACE}": "0",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{FIGURE DASH}": "–",
    "\N{SUBSCRIPT TWO}": "²",
}
#: Widths for characters in no table, in em: East Asian and anything unknown, pictographs.
FULL_WIDTH, PICTOGRAPH_WIDTH = 1.0, 1.4


class Face(Struct, frozen=True, eq=False):
    """One weight of a font; compared by identity, because ``face`` makes each one only once.

    ``advances`` and ``kerning`` are in font units, ``units_per_em`` of them to an em, so that
    nothing is lost by rounding; ``scale`` widens a face that stands in for an unknown font, and
    ``measured`` is False then. ``kerning[left][right]`` is added between two characters; ``pitch``
    is the height of a line over the font size.
    """

    family: str
    bold: bool
    units_per_em: int
    advances: Mapping[str, int]
    kerning: Mapping[str, Mapping[str, int]]
    scale: float = 1.0
    measured: bool = True
    pitch: float = LINE_PITCH

    def em(self, text: str) -> float:
        """Return the width of a text in em: multiply by the size for points."""
        return _em(self, text)

    def join(self, left: str, right: str) -> float:
        """Return the kerning between two neighbouring characters, in em (mostly negative)."""
        units = self.kerning.get(left, {}).get(right, 0)
        return units * self.scale / self.units_per_em

    def advance(self, character: str) -> float:
        """Return one character's advance width in font units, generous if it is in no table."""
        units = self.advances.get(character)
        if units is None:
            units = self.advances.get(STAND_INS.get(character, ""))
        return _unknown(character) * self.units_per_em if units is None else units


class FacePair(Struct, frozen=True):
    """The regular and the bold face of one font. Italics are measured upright.

    Over German text Carlito's italics run 0.1 to 0.6 % narrower, Liberation Sans' the same.
    """

    regular: Face
    bold: Face

    def of(self, bold: bool) -> Face:
        """Return the face for a run of this weight."""
        return self.bold if bold else self.regular

    @property
    def measured(self) -> bool:
        """Whether the widths are the font's own, not an assumption."""
        return self.regular.measured and self.bold.measured

    @property
    def pitch(self) -> float:
        """The height of a line over the font size."""
        return self.regular.pitch


@cache
def face(font_name: str, *, bold: bool = False) -> Face:
    """Return the face for a font name in any case; an unknown font gets a wide stand-in."""
    table = table_of(font_name)
    return _load(table.family, bold=bold or table.is_heavy, scale=table.factor)


def face_pair(font_name: str) -> FacePair:
    """Return the two weights of a font, as runs need them."""
    return FacePair(face(font_name), face(font_name, bold=True))


@cache
def _load(family: str, *, bold: bool, scale: float = 1.0) -> Face:
    data = _data(f"{family}-{'bold' if bold else 'regular'}.json")
    return Face(
        family=family,
        bold=bold,
        units_per_em=data["units_per_em"],
        advances={char: int(units) for units, chars in data["advances"].items() for char in chars},
        kerning=_kerning(data["kerning"]),
        scale=scale,
        measured=scale == 1.0,
        pitch=_pitch(data.get("line_height", LINE_PITCH)),
    )


def _pitch(line_height: float) -> float:
    return line_height if line_height > _USUAL_HEIGHT else LINE_PITCH


@cache
def _data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return data


def _kerning(rows: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, dict[str, int]]:
    """Unpack the rows; characters that kern alike share one dictionary."""
    kerning: dict[str, dict[str, int]] = {}
    for lefts, packed in rows:
        row = {right: int(units) for units, rights in packed.items() for right in rights}
        kerning.update(dict.fromkeys(lefts, row))
    return kerning


# Receipt (python -m tests.publish.receipts small_memos: processor time of whole builds of the
# sample in turn, median of 8 pairs, busy machine): without the memos of this, _read_mark, parse,
# escaped, _pixels and _layers a build takes 13 % longer; one alone cannot be told from the noise.
@lru_cache(maxsize=65536)
def _em(face: Face, text: str) -> float:
    try:
        units: float = sum(map(face.advances.__getitem__, text))
    except KeyError:  # a character that is in no table
        units = sum(map(face.advance, text))
    kerning = face.kerning
    for left, right in pairwise(text):
        if row := kerning.get(left):
            units += row.get(right, 0)
    return units * face.scale / face.units_per_em


def _unknown(character: str) -> float:
    """Return an em width that no font exceeds for a character in no table."""
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    return PICTOGRAPH_WIDTH if category == "So" else FULL_WIDTH
