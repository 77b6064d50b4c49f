"""Widths of fonts that may not be passed on, as others have published them under a free licence.

Segoe UI: pdf.js holds how much wider each letter is than Liberation Sans' (Apache-2.0), in
thousandths of an em; a space is as wide as Arial's. Verdana: anafanafo (MIT), in 10 pixels.
Tahoma and Trebuchet MS: string-pixel-width (MIT), ASCII in hundredths of an em; a letter with an
accent is as wide as without. Kerning is published of none, so texts come out a little too wide.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

_ACCENTED = "".join(map(chr, (*range(0xA0, 0xAD), *range(0xAE, 0x180))))
#: What a source lacks and another character of the same font measures.
_ALIKE = {
    **{"\u00a0": " ", "\u2011": "-", "‐": "-", "–": "_", "„": '"', "“": '"', "”": '"', "‘": "'"},
    **{"’": "'", "‚": "'", "›": "<", "‹": "<", "€": "0", "•": "o", "ß": "B", "æ": "m", "Æ": "M"},
    **{"ø": "o", "Ø": "O", "ł": "k", "Ł": "L", "đ": "d", "œ": "m", "Œ": "M", "§": "0", "…": "M"},
    **{"£": "0", "×": "+", "·": ".", "«": "0", "»": "0", "°": "0", "²": "0", "³": "0", "—": "M"},
}
_PER_EM = 1000


class PublishedFace(Struct, frozen=True):
    """One weight: where it is from, and each character's width in thousandths of an em."""

    origin: str
    copyright: str
    advances: Mapping[str, int]
    line_height: float

    @property
    def described(self) -> dict[str, Any]:
        """What a table says beside its widths."""
        return {
            "origin": self.origin,
            "copyright": self.copyright,
            "units_per_em": _PER_EM,
            "line_height": self.line_height,
        }


def published(npm: Path) -> dict[str, PublishedFace]:
    """Return the faces by the name of their table; ``npm`` is a node_modules folder."""
    return {
        **_segoe_ui(npm / "pdfjs-dist" / "build" / "pdf.worker.mjs"),
        **_verdana(npm / "anafanafo" / "data"),
        **_by_hundredths(npm / "string-pixel-width" / "lib" / "widthsMap.js"),
    }


def _segoe_ui(file: Path) -> dict[str, PublishedFace]:
    code = file.read_text(encoding="utf-8")
    codes = _numbers(code, "LiberationSansRegularMapping")
    faces: dict[str, PublishedFace] = {}
    for weight in ("Regular", "Bold"):
        widths = _numbers(code, f"LiberationSans{weight}Widths")
        factors = _numbers(code, f"Segoeui{weight}Factors")
        advances = {
            chr(int(char)): round(width * (1 if int(char) == 0x20 else factor))
            for char, width, factor in zip(codes, widths, factors, strict=True)
            if 0x20 <= char < 0x2700
        }
        faces[f"segoe-ui-{weight.lower()}"] = PublishedFace(
            f"Segoe UI {weight}, as pdfjs-dist has it", "Mozilla Foundation", advances, 1.33
        )
    return faces


def _numbers(code: str, name: str) -> list[float]:
    found = re.search(rf"const {name} = \[([^\]]*)\]", code)
    if not found:
        raise ValueError(f"pdfjs-dist has no {name} any more")
    return [float(number) for number in found[1].split(",")]


def _verdana(folder: Path) -> dict[str, PublishedFace]:
    """Read rows of first code, last code, width at 10 pixels."""
    faces: dict[str, PublishedFace] = {}
    for weight, file in (("regular", "verdana-10px-normal"), ("bold", "verdana-10px-bold")):
        rows = json.loads((folder / f"{file}.json").read_text(encoding="utf-8"))
        advances = {
            chr(code): round(width * _PER_EM / 10)
            for first, last, width in rows
            for code in range(max(first, 0x20), min(last, 0x26FF) + 1)
            if not 0x7F <= code < 0xA0
        }
        faces[f"verdana-{weight}"] = PublishedFace(
            f"Verdana {weight}, as anafanafo has it", "Metabolize LLC", advances, 1.215
        )
    return faces


def _by_hundredths(file: Path) -> dict[str, PublishedFace]:
    """Read a map from font and character to its widths upright, bold and twice italic."""
    code = file.read_text(encoding="utf-8")
    start = code.index("widthsMap = ") + len("widthsMap = ")
    fonts = json.loads(code[start : code.index("};", start) + 1])
    return dict(_in_hundredths(fonts))


def _in_hundredths(
    fonts: Mapping[str, Mapping[str, Sequence[int]]],
) -> Iterator[tuple[str, PublishedFace]]:
    for font, line_height in (("tahoma", 1.207), ("trebuchet ms", 1.161)):
        for column, weight in enumerate(("regular", "bold")):
            known = {char: row[column] * 10 for char, row in fonts[font].items() if len(char) == 1}
            advances = known | {
                char: known[base]
                for char in (*_ACCENTED, *_ALIKE)
                if char not in known and (base := _base(char)) in known
            }
            yield (
                f"{font.replace(' ', '-')}-{weight}",
                PublishedFace(
                    f"{font.title()} {weight}, as string-pixel-width has it",
                    "Adam Bisek",
                    advances,
                    line_height,
                ),
            )


def _base(char: str) -> str:
    return _ALIKE.get(char) or unicodedata.normalize("NFD", char)[0]
