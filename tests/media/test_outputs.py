"""Pictures in site and deck: no metadata in any edition, upright, and a leak in one is found."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from lxml import etree
from msgspec.structs import replace
from PIL import Image, ImageOps

from kamhandbook.cli import main
from kamhandbook.content.types import Audience
from kamhandbook.deck.master import own_master
from kamhandbook.deck.render import render_deck
from kamhandbook.deck.xml import A, P
from kamhandbook.design.brand import neutral
from kamhandbook.document.drawing import Rect
from kamhandbook.fit.fitted import FittedSlide, PictureFrame
from kamhandbook.leaks.decode import texts_of_files
from kamhandbook.pictures.picture import Picture, read_file
from tests.deck.conftest import TODAY
from tests.deck.samples import deck_for, frame
from tests.media.files import KINDS, SECRET, pixels, put, with_metadata
from tests.sample import copy_of_sample

ANSWER = "answers:\n  tools: |\n    Das Bild zeigt das Werk:\n\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with pictures of every kind in answers, on an own page, and as logos."""
    folder = copy_of_sample(tmp_path_factory.mktemp("project"))
    shown = ""
    for kind, ending in KINDS.items():
        put(folder, f"content/bilder/bild-{kind}.{ending}", with_metadata(kind, 6))
        put(folder, f"content/pages/eigen-{kind}.{ending}", with_metadata(kind, 6))
        shown += f"    ![Werk](bilder/bild-{kind}.{ending})\n\n"
    put(folder, "content/7-tools.yaml", f"{ANSWER}{shown}".encode())
    put(folder, "content/pages/eigene.md", b"# Eigene\n\n![Werk](eigen-jpeg.jpg)\n")
    for name in ("logo.png", "logo-white.png"):
        put(folder, f"themes/nordkamp/{name}", with_metadata("png"))
    drawing = (folder / "themes/nordkamp/icon.svg").read_text(encoding="utf-8")
    told = drawing.replace("</svg>", f"<metadata>{SECRET}</metadata></svg>")
    put(folder, "themes/nordkamp/icon.svg", told.encode())
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    out = project / "build"
    command = ["build", "--all-audiences", "--content", str(project / "content")]
    result = CliRunner().invoke(main, [*command, "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out


@pytest.mark.parametrize("audience", list(Audience))
def test_no_file_of_any_edition_has_a_trace(built: Path, audience: Audience) -> None:
    files = {
        file.relative_to(built).as_posix(): file.read_bytes()
        for file in (built / audience.value).rglob("*")
        if file.is_file()
    }
    assert sum(name.endswith((".jpg", ".png", ".gif", ".webp")) for name in files) >= 8
    texts = texts_of_files(files)
    assert [text for text in texts if SECRET in text or "Geheimkamera" in text] == []


def test_the_site_has_the_same_pixels_and_how_they_are_turned(project: Path, built: Path) -> None:
    site = built / "management/site"
    for kind, ending in KINDS.items():
        for written, name in (
            (f"bilder/bild-{kind}.{ending}", f"content/bilder/bild-{kind}.{ending}"),
            (f"eigen-{kind}.{ending}", f"content/pages/eigen-{kind}.{ending}"),
        ):
            file = site / ("bilder" if "bild-" in written else "") / written
            one, other = (project / name).read_bytes(), file.read_bytes()
            assert pixels(one) == pixels(other)
            if kind != "gif":
                with Image.open(io.BytesIO(other)) as picture:
                    assert picture.getexif()[0x0112] == 6


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_slide_turns_a_picture_that_was_taken_on_its_side(
    tmp_path: Path, orientation: int
) -> None:
    brand = neutral()
    master = own_master(brand)
    file = put(tmp_path, "bild.png", with_metadata("png", orientation))
    read = read_file(file)
    assert isinstance(read, Picture)
    seen = Rect(50, 120, 4.0 * read.width, 4.0 * read.height)
    frames = (
        frame(master, "title_only", "title", "Ein Bild"),
        PictureFrame(seen, file, "Werk"),
    )
    slide = FittedSlide("a", "title_only", "Ein Bild", frames)
    deck = render_deck(replace(deck_for(master), slides=(slide,)), master, brand, today=TODAY)
    with ZipFile(io.BytesIO(deck)) as package:
        (name,) = (name for name in package.namelist() if "media/picture-" in name)
        stored = package.read(name)
        (pic,) = etree.fromstring(package.read("ppt/slides/slide1.xml")).iter(f"{P}pic")
    place = pic.find(f".//{A}xfrm")
    wide, high = (int(place.find(f"{A}ext").get(side)) / 12_700 for side in ("cx", "cy"))
    x, y = (int(place.find(f"{A}off").get(side)) / 12_700 for side in ("x", "y"))
    assert (x + wide / 2, y + high / 2) == (seen.x + seen.width / 2, seen.y + seen.height / 2)
    with Image.open(io.BytesIO(stored)) as bare:
        assert not dict(bare.getexif())
        assert (wide, high) == (4.0 * bare.width, 4.0 * bare.height)
        mirrored = ImageOps.mirror(bare) if place.get("flipH") == "1" else bare.copy()
        turned = mirrored.rotate(-int(place.get("rot", "0")) / 60_000, expand=True)
    with Image.open(file) as original:
        assert turned.tobytes() == ImageOps.exif_transpose(original).tobytes()


def test_a_name_in_a_picture_s_metadata_is_a_leak() -> None:
    for kind, ending in KINDS.items():
        name = f"bilder/werk.{ending}"
        texts = texts_of_files({name: with_metadata(kind)})
        assert any(SECRET in text and name in places for text, places in texts.items()), kind
    packed = io.BytesIO()
    with ZipFile(packed, "w") as package:
        package.writestr("ppt/media/image1.png", with_metadata("png"))
    texts = texts_of_files({"deck.pptx": packed.getvalue()})
    assert any(SECRET in text for text in texts)


@pytest.mark.parametrize("name", ["besuch-talvera-pumpen-ag.png", "Talvera Pumpen AG.png"])
def test_a_withheld_name_in_a_picture_s_file_name_stops_the_build(
    tmp_path: Path, name: str
) -> None:
    project = copy_of_sample(tmp_path)
    put(project, f"content/{name}", with_metadata("png"))
    text = f"answers:\n  tools: |\n    Ein Bild.\n\n    ![Werk](<{name}>)\n"
    put(project, "content/7-tools.yaml", text.encode())
    command = ["build", "--site-only", "--audience", "applicants", "--out", str(tmp_path / "b")]
    result = CliRunner().invoke(main, [*command, "--content", str(project / "content")])
    assert result.exit_code == 1
    assert "DOC6" in result.output and "Talvera" in result.output
