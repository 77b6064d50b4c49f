"""Makes ``kamhandbook/metrics/data/*.json`` from the fonts that stand in for Calibri and Arial.

Run it once when a face or the set of characters changes; it needs fonttools, which the package
itself does not::

    apt-get install fonts-crosextra-carlito fonts-liberation
    pip install fonttools
    python -m kamhandbook.maintenance.font_metrics

Carlito is drawn to Calibri's advance widths and Liberation Sans to Arial's (both fonts are under
the SIL Open Font License or its predecessor). Only numbers are taken: widths and kerning are facts
about a font, no outline is copied.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from fontTools.ttLib import TTFont

DEBIAN_FONTS = Path("/usr/share/fonts/truetype")
DATA = Path(__file__).parents[1] / "metrics" / "data"
FACES = {
    "carlito-regular": "crosextra/Carlito-Regular.ttf",
    "carlito-bold": "crosextra/Carlito-Bold.ttf",
    "liberation-sans-regular": "liberation/LiberationSans-Regular.ttf",
    "liberation-sans-bold": "liberation/LiberationSans-Bold.ttf",
}
CHARACTERS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180))))
    + "ȘșȚțẞ\u2002\u2003\u2007\u2009\u200a\u202f‐\u2011‒–—―‘’‚‛“”„‟†‡•…‰′″‹›⁄₂€№™"
    + "←↑→↓↔⇒−≈≠≤≥√∞∆∑✓✔✗✘☐☑■□▪▲►▼◄●○◆★"
)


def kerning_subtables(font: TTFont) -> Iterator[tuple[Any, ...]]:
    """Yield, per GPOS lookup of the Latin ``kern`` feature, its pair-adjustment subtables."""
    gpos = font["GPOS"].table
    script = next(s for s in gpos.ScriptList.ScriptRecord if s.ScriptTag == "latn").Script
    features = [gpos.FeatureList.FeatureRecord[i] for i in script.DefaultLangSys.FeatureIndex]
    for index in (i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex):
        tables = gpos.LookupList.Lookup[index].SubTable
        yield tuple(getattr(table, "ExtSubTable", table) for table in tables)


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
    cmap = font.getBestCmap()
    glyphs = {char: cmap[ord(char)] for char in CHARACTERS if ord(char) in cmap}
    advances: defaultdict[str, str] = defaultdict(str)
    for char, glyph in glyphs.items():
        advances[str(font["hmtx"][glyph][0])] += char
    return {
        "origin": f"{font['name'].getDebugName(4)}, {font['name'].getDebugName(5).split(';')[0]}",
        "copyright": font["name"].getDebugName(0).split("This font")[0].strip(),
        "units_per_em": font["head"].unitsPerEm,
        "advances": dict(sorted(advances.items(), key=lambda item: int(item[0]))),
        "kerning": kerning(font, glyphs),
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
def main(fonts: Path) -> None:
    """Read the four fonts below FONTS and write the package's metric data."""
    for name, path in FACES.items():
        (DATA / f"{name}.json").write_text(as_text(metrics(fonts / path)), encoding="utf-8")


if __name__ == "__main__":
    main()
