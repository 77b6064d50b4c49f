"""What is wrong with a picture is told in German, at its place, with its cause and a way out."""

from __future__ import annotations

import io
import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from kamhandbook.cli import main
from kamhandbook.pictures.picture import MAX_BYTES, read_picture
from kamhandbook.pictures.places import place_of
from kamhandbook.pictures.trouble import Trouble
from kamhandbook.reading.limits import Limit
from tests.media.files import put, with_metadata
from tests.sample import copy_of_sample

PLACE = "content/7-tools.yaml:2:3: FILE8"
BRAND = "themes/nordkamp/brand.yaml"
NOBODY = 65534
NFC, NFD = (unicodedata.normalize(form, "Übersicht.png") for form in ("NFC", "NFD"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_sample(tmp_path / "project")


def answer(project: Path, text: str) -> None:
    lines = "\n".join(f"    {line}" for line in text.splitlines())
    put(project, "content/7-tools.yaml", f"answers:\n  tools: |\n{lines}\n".encode())


def run(project: Path, *command: str) -> str:
    result = CliRunner().invoke(main, [*command, "--content", str(project / "content")])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert str(project) not in result.output or command[0] == "build"
    return " ".join(result.output.split())


def check(project: Path) -> str:
    return run(project, "check")


@pytest.mark.parametrize(
    ("src", "said"),
    [
        (r"C:\Users\k\bild.png", "außerhalb des Ordners"),
        (r"\\server\freigabe\bild.png", "außerhalb des Ordners"),
        ("../bild.png", "außerhalb des Ordners"),
        (r"bilder\bild.png", "Schreibt ihn mit „/“"),
        (r"bilder\..\..\bild.png", "Schreibt ihn mit „/“"),  # Markdown takes two of the signs
        ("/etc/bild.png", "außerhalb des Ordners"),
        ("file:///tmp/bild.png", "außerhalb des Ordners"),
        ("http://bilder.example/x.png", "liegt im Netz"),
        ("HTTPS://bilder.example/x.png", "liegt im Netz"),
        ("//bilder.example/x.png", "liegt im Netz"),
        (f"data:image/png;base64,{'iVBORw0KGgo' * 400}", "als Text eingefügt"),
        ("mein bild.png", "spitze Klammern"),
        (f"{'b' * 300}.png", "höchstens 255 Byte"),
        (f"{'b/' * 600}b.png", "höchstens 1000 Byte"),
        ("weg.png", "liegt nicht im Ordner content/"),
        ("handbook.yaml", "kein Bild"),
        ("pages", "liegt nicht im Ordner content/"),
        ("7-tools.yaml/x.png", "liegt nicht im Ordner content/"),
        ("bild%00.png", "unsichtbares Zeichen"),
    ],
)
def test_a_name_that_names_no_picture_of_ours(project: Path, src: str, said: str) -> None:
    answer(project, f"Text davor.\n\n![Werk]({src})\n\n[http://a.example](http://a.example)")
    output = check(project)
    assert PLACE in output and said in output
    assert "iVBORw0KGgo" * 8 not in output
    run(project, "build", "--out", str(project / "build"))
    page = (project / "build/site/werkzeuge.html").read_text(encoding="utf-8")
    assert "Werk" in page
    for written in ("![Werk]", "iVBORw0KGgo", "bilder.example", "file:///tmp"):
        assert written not in page or src == "mein bild.png"
    names = [file.name for file in (project / "build/site").rglob("*") if file.is_file()]
    assert "handbook.yaml" not in names


def link_outside(project: Path) -> None:
    (project / "content/bild.png").symlink_to(
        put(project.parent, "fremd.png", with_metadata("png"))
    )


def linked_folder(project: Path) -> None:
    put(project.parent, "fremd/bild.png", with_metadata("png"))
    (project / "content/bilder").symlink_to(project.parent / "fremd")


def loop(project: Path) -> None:
    (project / "content/bild.png").symlink_to("bild.png")


def damaged(project: Path) -> None:
    put(project, "content/bild.png", with_metadata("png")[:-60])


def text_as_picture(project: Path) -> None:
    put(project, "content/bild.png", b"phase: concept\n")


def empty(project: Path) -> None:
    put(project, "content/bild.png", b"")


def huge(project: Path) -> None:
    stream = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(stream, "PNG")
    put(project, "content/bild.png", stream.getvalue())


def claims_to_be_huge(project: Path) -> None:
    data = bytearray(with_metadata("png"))
    data[16:24] = (1_000_000).to_bytes(4, "big") * 2
    put(project, "content/bild.png", bytes(data))


def heavy(project: Path) -> None:
    file = put(project, "content/bild.png", b"\x89PNG\r\n\x1a\n")
    os.truncate(file, MAX_BYTES + 1)


def pipe(project: Path) -> None:
    os.mkfifo(project / "content/bild.png")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (link_outside, "Verknüpfung"),
        (loop, "liegt nicht im Ordner"),
        (damaged, "beschädigt"),
        (text_as_picture, "kein Bild"),
        (empty, "kein Bild"),
        (huge, "50 Millionen Bildpunkte; höchstens 40"),
        (claims_to_be_huge, "Millionen Bildpunkte; höchstens 40"),
        (heavy, "höchstens 30 MB"),
        (pipe, "liegt nicht im Ordner"),
    ],
)
def test_a_file_that_cannot_be_shown(
    project: Path, make: Callable[[Path], None], said: str
) -> None:
    make(project)
    answer(project, "![Werk](bild.png)")
    output = check(project)
    assert PLACE in output and said in output
    built = run(project, "build", "--out", str(project / "build"))
    assert "OUT3" not in built and "SITE1" not in built
    assert not (project / "build/site/bilder/bild.png").exists()


def test_a_linked_folder_of_pictures_is_not_followed(project: Path) -> None:
    linked_folder(project)
    answer(project, "![Werk](bilder/bild.png)")
    assert "Verknüpfung" in check(project)


@pytest.mark.parametrize(("written", "lies"), [(NFC, NFD), (NFD, NFC), (NFC, NFC), (NFD, NFD)])
@pytest.mark.parametrize("folder", ["", "Bänder/", "pages/"])
def test_a_name_is_the_same_however_its_umlauts_are_written(
    project: Path, written: str, lies: str, folder: str
) -> None:
    in_folder, below = (unicodedata.normalize(form, folder) for form in ("NFD", "NFC"))
    put(project, f"content/{in_folder}{lies}", with_metadata("png"))
    answer(project, f"![Werk]({below}{written})")
    assert "FILE8" not in check(project)
    run(project, "build", "--out", str(project / "build"))
    names = {
        str(file.relative_to(project / "build/site"))
        for file in (project / "build/site").rglob("*")
    }
    name = unicodedata.normalize("NFC", folder + NFC)
    assert (name.removeprefix("pages/") if folder == "pages/" else f"bilder/{name}") in names


@pytest.mark.parametrize(("written", "lies"), [(NFC, NFD), (NFD, NFC)])
def test_an_own_page_finds_a_picture_however_its_umlauts_are_written(
    project: Path, written: str, lies: str
) -> None:
    put(project, f"content/pages/{lies}", with_metadata("png"))
    put(project, "content/pages/eigene.md", f"# Eigene\n\n![Werk]({written})\n".encode())
    output = run(project, "build", "--site-only", "--out", str(project / "build"))
    assert "SITE2" not in output
    assert (project / "build/site" / NFC).exists()


def test_own_pages_tell_pictures_from_elsewhere_at_their_line(project: Path) -> None:
    text = "# Eigene\n\nText\n\n![a](http://bilder.example/x.png)\n\n![b](C:\\Users\\k\\b.png)\n"
    put(project, "content/pages/eigene.md", text.encode())
    output = check(project)
    assert "content/pages/eigene.md:5:1: FILE8" in output
    assert "content/pages/eigene.md:7:1: FILE8" in output


def test_links_below_pages_that_lead_out_of_the_project_are_told_and_not_followed(
    project: Path,
) -> None:
    put(project.parent, "geheim/geheim.txt", b"geheim")
    put(project.parent, "geheim/bild.png", with_metadata("png"))
    (project / "content/pages/bilder").symlink_to(project.parent / "geheim")
    (project / "content/pages/geheim.txt").symlink_to(project.parent / "geheim/geheim.txt")
    output = check(project)
    assert "content/pages/bilder:1:1: FILE8" in output
    assert "content/pages/geheim.txt:1:1: FILE8" in output
    run(project, "build", "--site-only", "--out", str(project / "build"))
    names = {file.name for file in (project / "build/site").rglob("*")}
    assert not names & {"geheim.txt", "bild.png"}


def test_what_lies_behind_such_a_link_is_not_even_counted(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kamhandbook.reading.input_folders.FILES", Limit(50, "too_many_files"))
    for number in range(60):
        put(project.parent, f"viel/{number}.txt", b"fremd")
    (project / "content/pages/viel").symlink_to(project.parent / "viel")
    output = check(project)
    assert "content/pages/viel:1:1: FILE8" in output and "FILE3" not in output


def brand(project: Path, key: str, value: str) -> None:
    file = project / BRAND
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"  {key}:"))
    lines[at] = f"  {key}: {value}"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (f"{'l' * 300}.svg", "höchstens 255 Byte"),
        ('"a\\0b.svg"', "unsichtbares Zeichen"),
        ("../../mkdocs.yml", "außerhalb"),
        ("C:/logo.svg", "außerhalb"),
        ("http://bilder.example/logo.svg", "Netz"),
        ("fehlt.svg", "fehlt im Markenordner"),
        (".", "fehlt im Markenordner"),
        ("brand.yaml", "kein Bild im Format SVG"),
        ("logo.png", "kein Bild im Format SVG"),
    ],
)
def test_a_logo_s_name_is_told_at_its_line(project: Path, value: str, said: str) -> None:
    brand(project, "svg", value)
    output = check(project)
    assert f"{BRAND}:17:8: BRAND3" in output and said in output


def test_a_damaged_logo_is_told_where_the_brand_names_it(project: Path) -> None:
    file = project / "themes/nordkamp/logo-white.png"
    data = bytearray(file.read_bytes())
    data[data.index(b"IDAT") + 40] ^= 0xFF
    file.write_bytes(data)
    for output in (
        check(project),
        run(project, "build", "--deck-only", "--out", str(project / "b")),
    ):
        assert f"{BRAND}:20:16: BRAND3" in output and "beschädigt" in output
        assert "OUT3" not in output


def test_a_logo_with_script_is_cleaned_and_told(project: Path) -> None:
    logo = project / "themes/nordkamp/logo-white.svg"
    text = logo.read_text(encoding="utf-8").replace(
        "</svg>", "<script>window.pwned=1</script></svg>"
    )
    logo.write_text(text, encoding="utf-8")
    output = check(project)
    assert f"{BRAND}:19:16: BRAND5" in output and "Programmcode" in output
    run(project, "build", "--site-only", "--out", str(project / "build"))
    (file,) = (project / "build/site/assets/kamhandbook").glob("logo-*.svg")
    written = file.read_bytes()
    assert b"pwned" not in written and b"<path" in written


def test_an_answer_with_a_good_picture_is_silent(project: Path) -> None:
    shutil.copy(project / "themes/nordkamp/logo.png", project / "content/unser logo.png")
    answer(project, "![Logo](<unser logo.png>) `![x](kein bild)`")
    assert "FILE8" not in check(project)


@pytest.mark.parametrize(
    "name", ["x" * 300, '"a\\0b"', "../..", "/etc", "C:/marke", "http://a.example"]
)
def test_a_brand_s_name_that_is_none_is_told(project: Path, name: str) -> None:
    file = project / "content/handbook.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("brand: nordkamp", f"brand: {name}"), encoding="utf-8")
    output = check(project)
    assert "content/handbook.yaml:41:8: BRAND1" in output or ":41:8: TYPE1" in output


def test_a_brand_folder_that_leads_out_of_the_project_is_not_followed(project: Path) -> None:
    shutil.move(project / "themes/nordkamp", project.parent / "fremd")
    (project / "themes/nordkamp").symlink_to(project.parent / "fremd")
    assert "BRAND4" in check(project)


def test_a_picture_on_an_own_page_that_is_none_is_told_and_left_out(project: Path) -> None:
    put(project, "content/pages/handy.heic", b"\x00\x00\x00\x18ftypheic GPS")
    put(project, "content/pages/liste.png", b"geheim: ja\n")
    output = check(project)
    assert "content/pages/handy.heic:1:1: FILE8" in output
    assert "content/pages/liste.png:1:1: FILE8" in output
    run(project, "build", "--site-only", "--out", str(project / "build"))
    assert not {"handy.heic", "liste.png"} & {f.name for f in (project / "build/site").iterdir()}


def test_a_name_that_differs_in_capitals_only_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder" / "Werk.PNG").touch()
    if (tmp_path / "bilder" / "werk.png").exists():
        pytest.skip("large and small letters are the same here")
    told = place_of(tmp_path, "bilder/werk.png")
    assert isinstance(told, Trouble) and told.key == "capitals"
    assert told.values["other"] == "bilder/Werk.PNG"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are asked for as nobody, in a fork")
def test_a_picture_in_a_folder_that_nobody_may_enter_is_not_told_as_missing(
    project: Path,
) -> None:
    put(project, "content/bilder/a.png", with_metadata("png"))
    (project / "content/bilder").chmod(0)
    is_root = os.geteuid() == 0  # who may look anywhere
    for folder in (project / "content", project, *project.parents[:3]):
        if is_root:
            folder.chmod(folder.stat().st_mode | 0o055)
    child = os.fork()
    if child == 0:
        if is_root:
            os.seteuid(NOBODY)
        found = read_picture(project / "content", "bilder/a.png")
        os._exit(0 if isinstance(found, Trouble) and found.key == "unreadable" else 1)
    assert os.waitpid(child, 0)[1] == 0
