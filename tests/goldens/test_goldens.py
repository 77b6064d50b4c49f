"""Whole outputs as readable text: what a person would see that changed, and where.

Look at what changed, then renew: ``pytest tests/goldens --renew-goldens``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Cm

from tests.deck.templates import only, renamed, without_titles
from tests.goldens.deck_outline import deck_outline
from tests.goldens.site_outline import page_outline

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files"
TODAY = "2026-11-24"

# The sample in three editions, a project nobody has answered anything in, one with little in it,
# one whose answers have every form that Markdown knows.
EDITIONS = (
    ("sample", "newcomers"),
    ("sample", "applicants"),
    ("sample", "management"),
    ("draft", "newcomers"),
    ("little", "team"),
    ("forms", "team"),
)
# The sample on masters that are not ours: 4:3 and plain, the same dark with a picture at the top.
MASTERS = ("plain", "dark")
# What others change in theirs: names of layouts, layouts taken out, titles, the slide's size.
CHANGES: dict[str, Callable[[Path, Path], Path]] = {
    "german": lambda source, target: renamed(source, target, "german"),
    "few": lambda source, target: only(source, target, {"title", "obj", "blank"}),
    "no-content": lambda source, target: only(source, target, {"title", "titleOnly"}),
    "no-titles": without_titles,
    "wide": lambda source, target: _resized(source, target),
}
# The whole document repeats every page; two small editions have it in full.
REPEATS = "gesamt.html"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """Return a function that builds an edition once and gives its folder."""
    folder = tmp_path_factory.mktemp("goldens")

    @cache
    def built(company: str, audience: str) -> Path:
        project, out = folder / company, folder / f"{company}-{audience}"
        if not project.exists():
            _project(company, project)
        _run("build", "--content", project / "content", "--out", out, "--audience", audience)
        return out

    return built


def _project(company: str, folder: Path) -> None:
    if company == "draft":
        _run("new", folder, "--company", "Muster GmbH", "--today", "2026-11-30")
        return
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "themes", folder / "themes")
    if company in MASTERS:
        _write_master(company, folder / "themes" / "nordkamp" / "deck.pptx")
    if company in ("little", "forms"):
        shutil.rmtree(folder / "content")
        shutil.copytree(FILES / company, folder / "content")


def _write_master(name: str, file: Path) -> None:
    """Write a template as others have them, from the one that python-pptx brings."""
    presentation = Presentation()
    if name == "dark":
        background = presentation.slide_master.background.fill
        background.solid()
        background.fore_color.rgb = RGBColor(0x12, 0x1C, 0x2B)
        band = Image.linear_gradient("L").convert("RGB").resize((400, 40))
        picture = BytesIO()
        band.save(picture, "PNG")
        for layout in presentation.slide_layouts:
            _, relation = layout.part.get_or_add_image_part(BytesIO(picture.getvalue()))
            size = (presentation.slide_width, presentation.slide_height // 9)
            place = CT_Picture.new_pic(99, "Band", "", relation, 0, 0, *size)
            layout.shapes._spTree.insert(2, place)
    presentation.save(str(file))


def _resized(source: Path, target: Path) -> Path:
    """Make a slide as wide as a poster, and leave the places where they are."""
    presentation = Presentation(str(source))
    presentation.slide_width = Cm(56)
    presentation.save(str(target))
    return target


def _run(command: str, *arguments: object) -> None:
    today = ["--today", TODAY] if command == "build" else []
    done = subprocess.run(
        [sys.executable, "-m", "kamhandbook", command, *map(str, arguments), *today],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("company", "audience"), EDITIONS)
def test_the_deck_is_what_it_was(build, company: str, audience: str, renew_goldens: bool) -> None:  # type: ignore[no-untyped-def]
    content = (build(company, audience) / "kam-handbuch.pptx").read_bytes()
    _hold(FILES / f"{company}-{audience}.deck.txt", deck_outline(content), renew_goldens)


@pytest.mark.parametrize("master", MASTERS)
def test_the_deck_on_another_master_is_what_it_was(  # type: ignore[no-untyped-def]
    build, master: str, renew_goldens: bool
) -> None:
    content = (build(master, "newcomers") / "kam-handbuch.pptx").read_bytes()
    _hold(FILES / f"{master}-newcomers.deck.txt", deck_outline(content), renew_goldens)


@pytest.mark.parametrize("master", MASTERS)
def test_the_report_on_another_master_is_what_it_was(
    tmp_path: Path, master: str, renew_goldens: bool
) -> None:
    _write_master(master, tmp_path / "firma.pptx")
    _hold(FILES / f"{master}.brand.txt", _brand_report(tmp_path / "firma.pptx"), renew_goldens)


def _brand_report(master: Path) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "kamhandbook",
            "brand",
            "check",
            master.name,
            "--today",
            "2026-11-24",
        ],
        cwd=master.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("change", CHANGES)
def test_the_report_on_a_changed_master_is_what_it_was(
    tmp_path: Path, change: str, renew_goldens: bool
) -> None:
    _write_master("plain", tmp_path / "plain.pptx")
    master = CHANGES[change](tmp_path / "plain.pptx", tmp_path / "firma.pptx")
    _hold(FILES / f"{change}.brand.txt", _brand_report(master), renew_goldens)


@pytest.mark.parametrize(("company", "audience"), EDITIONS)
def test_the_pages_are_what_they_were(  # type: ignore[no-untyped-def]
    build, company: str, audience: str, renew_goldens: bool
) -> None:
    folder = build(company, audience) / "site"
    pages = {
        file.relative_to(folder).as_posix(): page_outline(file.read_text("utf-8"))
        for file in sorted(folder.rglob("*.html"))
        if file.name != "404.html" and (company != "sample" or file.name != REPEATS)
    }
    text = "".join(f"== {name}\n{outline}" for name, outline in pages.items())
    _hold(FILES / f"{company}-{audience}.site.txt", text, renew_goldens)


def _hold(file: Path, text: str, renew_goldens: bool) -> None:
    if renew_goldens:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text("utf-8"), "look at it, then pytest tests/goldens --renew-goldens"
