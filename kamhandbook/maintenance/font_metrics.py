"""Makes ``kamhandbook/metrics/data/*.json``: how wide letters are in the fonts companies use.

Run it once when a font or the set of characters changes; it needs fonttools and brotli, which the
package itself does not, and fonts from Debian and npm::

    apt-get install fonts-crosextra-carlito fonts-liberation
    npm install --ignore-scripts --prefix FOLDER @fontsource/{gelasio,ibm-plex-sans,inter,lato}
    npm install --ignore-scripts --prefix FOLDER @fontsource/{montserrat,noto-sans,open-sans}
    npm install --ignore-scripts --prefix FOLDER @fontsource/{poppins,roboto,source-sans-3}
    npm install --ignore-scripts --prefix FOLDER pdfjs-dist anafanafo string-pixel-width
    pip install fonttools brotli
    python -m kamhandbook.maintenance.font_metrics --npm FOLDER/node_modules

Carlito is drawn to Calibri's advance widths, Liberation Sans to Arial's, Gelasio to Georgia's. Open
fonts are measured themselves; of fonts that nobody may pass on, ``published_widths`` takes the
numbers that others have published. Only numbers are taken: widths and kerning are facts about a
font, no outline is copied. The licences of the sources lie beside the tables.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from fontTools.ttLib import TTFont

from kamhandbook.maintenance.published_widths import published

DEBIAN_FONTS = Path("/usr/share/fonts/truetype")
DATA = Path(__file__).parents[1] / "metrics" / "data"
FACES = {
    "carlito-regular": "crosextra/Carlito-Regular.ttf",
    "carlito-bold": "crosextra/Carlito-Bold.ttf",
    "liberation-sans-regular": "liberation/LiberationSans-Regular.ttf",
    "liberation-sans-bold": "liberation/LiberationSans-Bold.ttf",
}
#: Open fonts that npm's @fontsource has, each in two files; and a twin of one that is not open.
FROM_NPM = (
    *("gelasio", "ibm-plex-sans", "inter", "lato", "montserrat"),
    *("noto-sans", "open-sans", "poppins", "roboto", "source-sans-3"),
)
WEIGHTS = {"regular": 400, "bold": 700}
#: Points of line height of a font whose twin has another one (Gelasio 1.27).
LINE_HEIGHTS = {"gelasio": 1.136}
#: Characters whose pairs are kept of a font from npm: a table with all is ten times as large.
KERNED = "".join(map(chr, range(0x20, 0x7F))) + "äöüÄÖÜß„“”’–…"
_PAIRS, _TYPO_METRICS = 2, 1 << 7  # a kind of GPOS lookup; a bit of fsSelection
CHARACTERS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180))))
    + "ȘșȚțẞ\u2002\u2003\u2007\u2009\u200a\u202f‐\u2011‒–—―‘’‚‛“”„‟†‡•…‰′″‹›⁄₂€№™"
    + "←↑→↓↔⇒−≈≠≤≥√∞∆∑✓✔✗✘☐☑■□▪▲►▼◄●○◆★"
)


def kerning_subtables(font: TTFont) -> Iterator[tuple[Any, ...]]:
    """Yield, per GPOS lookup of the Latin ``kern`` feature, its pair-adjustment subtables."""
    gpos = font["GPOS"].table
    scripts = {record.ScriptTag: record.Script for record in gpos.ScriptList.ScriptRecord}
    script = scripts.get("latn") or scripts.get("DFLT")
    if script is None:
        return
    features = [gpos.FeatureList.FeatureRecord[i] for i in script.DefaultLangSys.FeatureIndex]
    for index in (i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex):
        tables = gpos.LookupList.Lookup[index].SubTable
        subtables = [getattr(table, "ExtSubTable", table) for table in tables]
        yield tuple(table for table in subtables if table.LookupType == _PAIRS)


def adjustment(table: Any, left: str, right: str) -> int | None:
    """Return what one subtable adds to the left glyph's advance; None if it has no say."""
    if left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        value = next((pair.Value1 for pair in pairs if pair.SecondGlyph == right), None)
        return getattr(value, "XAdvance", 0) if value else None
    left_class = table.ClassDef1.classDefs.get(left, 0)
    right_class = table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[left_class].Class2Record[right_class].Value1
    return getattr(value, "XAdvance", 0)


def first_adjustment(tables: Iterable[Any], left: str, right: str) -> int:
    """Return the adjustment by the first subtable that knows the pair, as shaping engines do."""
    adjustments = (adjustment(table, left, right) for table in tables)
    return next((units for units in adjustments if units is not None), 0)


def kerning(font: TTFont, glyphs: Mapping[str, str]) -> list[list[Any]]:
    """Return the font's kerning as ``[left characters, {units: right characters}]`` rows.

    Characters that kern alike (A, Ä, À) share a row: that is most of the smallness.
    """
    lookups = tuple(kerning_subtables(font))
    rows: defaultdict[str, str] = defaultdict(str)
    for left, left_glyph in glyphs.items():
        row: defaultdict[str, str] = defaultdict(str)
        for right, right_glyph in glyphs.items():
            units = sum(first_adjustment(tables, left_glyph, right_glyph) for tables in lookups)
            if units:
                row[str(units)] += right
        if row:
            rows[json.dumps(row, ensure_ascii=False, sort_keys=True)] += left
    return [[lefts, json.loads(row)] for row, lefts in rows.items()]


def metrics(path: Path) -> dict[str, Any]:
    """Return one face's data as written to JSON; widths and kerning in font units."""
    font = TTFont(path)
    glyphs = _glyphs(font, CHARACTERS)
    advances = {char: font["hmtx"][glyph][0] for char, glyph in glyphs.items()}
    return _described(font) | {"advances": by_units(advances), "kerning": kerning(font, glyphs)}


def web_metrics(folder: Path, family: str, weight: int) -> dict[str, Any]:
    """Return the data of a font that @fontsource divides: western letters, and the other Latin."""
    parts = (folder / f"{family}-{part}-{weight}-normal.woff2" for part in ("latin", "latin-ext"))
    fonts = [TTFont(part) for part in parts]
    advances = {
        char: font["hmtx"][glyph][0]
        for font in fonts
        for char, glyph in _glyphs(font, CHARACTERS).items()
    }
    return _described(fonts[0]) | {
        "line_height": LINE_HEIGHTS.get(family, line_height_of(fonts[0])),
        "advances": by_units(advances),
        "kerning": kerning(fonts[0], _glyphs(fonts[0], KERNED)),
    }


def line_height_of(font: TTFont) -> float:
    """Return the height of a line over the font size, as a program on Windows reads it."""
    os2, units = font["OS/2"], int(font["head"].unitsPerEm)
    if os2.fsSelection & _TYPO_METRICS:
        height = int(os2.sTypoAscender - os2.sTypoDescender + os2.sTypoLineGap)
    else:
        height = int(os2.usWinAscent + os2.usWinDescent)
    return round(height / units, 3)


def by_units(advances: Mapping[str, int]) -> dict[str, str]:
    """Return widths as they are written: all characters of a width, the narrowest first."""
    rows: defaultdict[int, str] = defaultdict(str)
    for char, units in advances.items():
        rows[units] += char
    return {str(units): rows[units] for units in sorted(rows)}


def _glyphs(font: TTFont, characters: str) -> dict[str, str]:
    cmap = font.getBestCmap()
    return {char: cmap[ord(char)] for char in characters if ord(char) in cmap}


def _described(font: TTFont) -> dict[str, Any]:
    name = font["name"]
    return {
        "origin": f"{name.getDebugName(4)}, {name.getDebugName(5).split(';')[0]}",
        "copyright": name.getDebugName(0).split("This font")[0].strip(),
        "units_per_em": font["head"].unitsPerEm,
    }


def as_text(data: Mapping[str, Any]) -> str:
    """Return the data as JSON, one entry a line for the header, widths and kerning packed."""
    body = (
        f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in data.items()
    )
    return "{\n" + ",\n".join(body) + "\n}\n"


@click.command()
@click.option("--fonts", type=click.Path(path_type=Path, exists=True), default=DEBIAN_FONTS)
@click.option("--npm", type=click.Path(path_type=Path, exists=True), required=True)
def main(fonts: Path, npm: Path) -> None:
    """Read the fonts below FONTS and NPM and write the package's metric data."""
    tables = {name: metrics(fonts / path) for name, path in FACES.items()}
    for family in FROM_NPM:
        folder = npm / "@fontsource" / family / "files"
        for name, weight in WEIGHTS.items():
            tables[f"{family}-{name}"] = web_metrics(folder, family, weight)
    for name, face in published(npm).items():
        advances = {char: face.advances[char] for char in CHARACTERS if char in face.advances}
        tables[name] = face.described | {"advances": by_units(advances), "kerning": []}
    for name, table in tables.items():
        (DATA / f"{name}.json").write_text(as_text(table), encoding="utf-8")


if __name__ == "__main__":
    main()
