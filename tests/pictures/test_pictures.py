"""A dozen slides and pages as pictures: what neither text nor numbers say, such as what overlaps.

A picture is compared coarsely, since another version of a font or a browser moves an edge. Look at
``build/pictures`` when one differs, then renew: ``pytest tests/pictures --renew-goldens``.
"""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.deck.templates import convert
from tests.programs import require_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files"
SHOWN = ROOT / "build" / "pictures"
SLIDES = (1, 2, 4, 6, 8, 11, 13, 17, 20)
PAGES = (
    ("index.html", 1280, "light"),
    ("ziele.html", 1280, "light"),
    ("steuerung.html", 1280, "dark"),
    ("personal.html", 390, "light"),
)
KEPT_WIDTH = 480  # of the picture in git, for people to look at
COARSE_WIDTH = 64  # of what is compared: a patch is as wide as three letters of a text
MOST_IN_A_PATCH = 30  # of 255: an edge that another version of a font draws stays below
MOST_ON_AVERAGE = 0.5


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's handbook, built."""
    out = tmp_path_factory.mktemp("pictures")
    command = [sys.executable, "-m", "kamhandbook", "build", "--out", str(out)]
    subprocess.run([*command, "--today", "2026-11-24"], cwd=ROOT, check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def slides(built: Path) -> dict[int, Image.Image]:
    """Every slide of the sample as LibreOffice draws it, by number."""
    convert(require_program("soffice", "libreoffice-impress"), "pdf", [built / DECK], built)
    program = require_program("pdftoppm", "poppler-utils")
    pdf = built / DECK.replace(".pptx", ".pdf")
    subprocess.run([program, "-r", "60", "-png", str(pdf), str(built / "slide")], check=True)
    return {int(file.stem.split("-")[1]): Image.open(file) for file in built.glob("slide-*.png")}


DECK = "kam-handbuch.pptx"


@pytest.mark.parametrize("number", SLIDES)
def test_a_slide_looks_as_it_did(
    slides: dict[int, Image.Image], number: int, renew_goldens: bool
) -> None:
    _hold(f"slide-{number:02}", slides[number], renew_goldens)


@pytest.mark.parametrize(("name", "width", "scheme"), PAGES)
def test_a_page_looks_as_it_did(
    browser: Browser, built: Path, name: str, width: int, scheme: str, renew_goldens: bool
) -> None:
    size = {"width": width, "height": 900}
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto((built / "site" / name).as_uri(), wait_until="load")
    page.wait_for_timeout(300)  # fonts of the system, and what the theme's script adds
    taken = Image.open(BytesIO(page.screenshot()))
    page.close()
    _hold(f"page-{Path(name).stem}-{width}-{scheme}", taken, renew_goldens)


def test_a_moved_card_and_a_changed_colour_are_seen() -> None:
    kept = Image.open(FILES / "slide-04.png").convert("RGB")
    moved = kept.copy()
    left, top, right, bottom = kept.width // 3, kept.height // 3, kept.width // 2, kept.height // 2
    moved.paste(kept.crop((left, top, right, bottom)), (left + kept.width // 24, top))
    pale = Image.blend(kept, Image.new("RGB", kept.size, "white"), 0.1)
    assert not _alike(moved, kept)
    assert not _alike(pale, kept)
    assert _alike(_small(kept.resize((kept.width * 2, kept.height * 2))), kept)


def _hold(name: str, taken: Image.Image, renew_goldens: bool) -> None:
    file, small = FILES / f"{name}.png", _small(taken)
    if renew_goldens:
        small.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    if not _alike(small, Image.open(file).convert("RGB")):
        SHOWN.mkdir(parents=True, exist_ok=True)
        taken.save(SHOWN / f"{name}.png")
        pytest.fail(f"look at build/pictures/{name}.png beside tests/pictures/files/{name}.png")


def _small(picture: Image.Image) -> Image.Image:
    height = round(picture.height * KEPT_WIDTH / picture.width)
    return picture.convert("RGB").resize((KEPT_WIDTH, height), Image.Resampling.BOX)


def _alike(first: Image.Image, second: Image.Image) -> bool:
    """Whether two pictures differ nowhere by more than an edge, on average by next to nothing."""
    size = (COARSE_WIDTH, round(COARSE_WIDTH * second.height / second.width))
    small = [picture.resize(size, Image.Resampling.BOX) for picture in (first, second)]
    difference = ImageChops.difference(*small)
    worst = max(high for _, high in difference.getextrema())  # type: ignore[misc]
    average = sum(ImageStat.Stat(difference).mean) / 3
    return worst <= MOST_IN_A_PATCH and average <= MOST_ON_AVERAGE
