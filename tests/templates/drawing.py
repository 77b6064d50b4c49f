"""A deck as LibreOffice draws it: pictures of its slides, and fonts it may use."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from tests.deck.templates import convert
from tests.programs import require_program

_PIXELS = "2000"  # along the longer side: thin strokes keep their colour on a small slide, too
_CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir>
<alias binding="same"><family>Calibri</family><accept><family>Carlito</family></accept></alias>
<alias binding="same"><family>Calibri Light</family><accept><family>Carlito</family></accept>
</alias>
<alias binding="same"><family>Georgia</family><accept><family>Gelasio</family></accept></alias>
<match target="pattern"><edit name="family" mode="append_last">
<string>Liberation Sans</string></edit></match></fontconfig>
"""


def use_fonts(folders: Iterable[Path], work: Path) -> None:
    """Let programs started from here find fonts in ``folders``; what they lack is set in Arial's.

    Without that an unknown font is drawn in DejaVu Sans, wider than anything is taken to be.
    """
    dirs = "".join(f"<dir>{folder}</dir>" for folder in (Path("/usr/share/fonts"), *folders))
    config = work / "fonts.conf"
    config.write_text(_CONFIG.format(folders=dirs, cache=work / "fontcache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)


def as_pdf(decks: list[Path], folder: Path) -> None:
    """Draw decks into ``folder``, each under its own name."""
    convert(require_program("soffice", "libreoffice-impress"), "pdf", decks, folder)


def pictures(pdf: Path) -> list[Image.Image]:
    """Return the pages of a drawn deck."""
    stem = pdf.with_suffix("")
    program = require_program("pdftoppm", "poppler-utils")
    command = [program, "-scale-to", _PIXELS, str(pdf), str(stem)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    files = sorted(pdf.parent.glob(f"{stem.name}-*.ppm"))
    pages = [Image.open(file).convert("RGB") for file in files]
    for file in files:
        file.unlink()
    return pages


def sheet(pages: list[Image.Image], file: Path, across: int = 4) -> None:
    """Write all slides on one picture, to be looked at."""
    width = 480
    small = [page.resize((width, round(page.height * width / page.width))) for page in pages]
    height = max(page.height for page in small)
    rows = -(-len(small) // across)
    paper = Image.new("RGB", (across * (width + 8) + 8, rows * (height + 8) + 8), "#777777")
    for number, page in enumerate(small):
        down, right = divmod(number, across)
        paper.paste(page, (8 + right * (width + 8), 8 + down * (height + 8)))
    paper.save(file)
