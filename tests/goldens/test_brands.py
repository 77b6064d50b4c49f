"""What a brand file gives: colours of both schemes, fonts, logos, and what is said of it.

Look at what changed, then renew: ``pytest tests/goldens --renew-goldens``.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec

from kamhandbook.design.brand import load_brand
from kamhandbook.design.colour import Colour
from kamhandbook.findings import Position

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).resolve().parents[2]

BRANDS = {
    "nothing": "",
    "a light one": "colours: {primary: '#ffe14d', accent: '#ff8800'}\n",
    "a dark one": "colours: {primary: '#100820', accent: '#203050', text: '#333333'}\n",
    "one heading font": "fonts: {heading: Georgia}\n",
    "one body font": "fonts: {body: Verdana}\n",
    "both fonts": "fonts: {heading: Georgia, body: Verdana}\n",
    "logos": "logo: {svg: logo.svg, png: logo.png}\n",
    "mistakes": "colours: {primary: rot, akzent: '#12'}\nfonts: [Georgia]\nlogo: {png: fort.png}\n",
}


def test_brands_are_what_they_were(tmp_path: Path, renew_goldens: bool) -> None:
    text = "".join(f"== {name}\n{_outline(tmp_path / name, BRANDS[name])}" for name in BRANDS)
    file = FILES / "brands.txt"
    if renew_goldens:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text("utf-8")


def _outline(root: Path, written: str) -> str:
    """Return the values that a brand file gives, and what is said of it, one a line."""
    folder = root / "themes" / "firma"
    shutil.copytree(ROOT / "themes" / "nordkamp", folder)
    (folder / "brand.yaml").write_text(written, encoding="utf-8")
    brand, findings = load_brand(root / "themes", "firma", root, Position("x"))
    lines = [
        f"{name}: {_value(value, root)}" for name, value in msgspec.structs.asdict(brand).items()
    ]
    told = [f"{finding.position} {finding.code} {finding.message}" for finding in findings]
    return "\n".join([*lines, *told]) + "\n"


def _value(value: Any, root: Path) -> str:
    match value:
        case Colour():
            return f"#{value.red:02x}{value.green:02x}{value.blue:02x}"
        case dict():
            return " ".join(f"{key}={_value(inside, root)}" for key, inside in value.items())
        case Path():
            return value.relative_to(root).as_posix()
        case _:
            return str(value)
