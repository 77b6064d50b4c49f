"""``brand check`` says yes exactly where ``build`` gives a deck, and writes no deck."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from kamhandbook.deck.brand_report import report_on
from kamhandbook.deck.master import foreign_master
from kamhandbook.findings import Position
from kamhandbook.maintenance import deck_master
from tests.deck import masters
from tests.deck.templates import Members, as_template, from_python_pptx, replaced, rewritten
from tests.sample import copy_of_sample

TODAY = ("--today", "2026-11-24")
LABEL = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
    b'name="MSIP_Label_1-2_Name"><vt:lpwstr>Streng vertraulich</vt:lpwstr></property></Properties>'
)


def narrow(path: Path) -> None:
    """No room for a title anywhere."""
    surface, lower = masters.fixed(0, 90, 960, 60, "Fest"), masters.fixed(300, 0, 660, 90, "Fest")
    titles = [masters.moved(kind, "title", 20, 60, 200, 26) for kind in ("obj", "titleOnly")]
    masters.changed(path, surface, lower, *titles)


def with_name(path: Path) -> None:
    """A name fixed on every slide that applicants may not see."""
    masters.changed(path, masters.fixed(700, 500, 200, 20, "Talvera Pumpen AG"))


def office_default(path: Path) -> None:
    shutil.copy(from_python_pptx(path.parent), path)
    (path.parent / "microsoft.pptx").unlink()


def labelled(members: Members) -> None:
    members["docProps/custom.xml"] = LABEL
    types = members["[Content_Types].xml"]
    custom = (
        b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.custom-properties+xml"/></Types>'
    )
    members["[Content_Types].xml"] = types.replace(b"</Types>", custom)
    relation = (
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )
    rels = members["_rels/.rels"]
    members["_rels/.rels"] = rels.replace(b"</Relationships>", relation)


TEMPLATES: dict[str, Callable[[Path], object]] = {
    "our own": lambda path: masters.changed(path),
    "of an office": office_default,
    "large": lambda path: masters.scaled(path, 2.0),
    "upright": lambda path: masters.of_form(path, 7.5, 10.0),
    "narrow": narrow,
    "with a name": with_name,
    "labelled": lambda path: rewritten(deck_master.TARGET, path, labelled),
    "template": lambda path: as_template(deck_master.TARGET, path),
    "macros": lambda path: rewritten(
        deck_master.TARGET, path, lambda members: members.update({"ppt/vbaProject.bin": b"x"})
    ),
    "damaged": lambda path: rewritten(
        deck_master.TARGET, path, replaced("ppt/slideLayouts/slideLayout2.xml", b"</p:sld", b"")
    ),
    "empty": lambda path: path.write_bytes(b""),
    "of git": lambda path: path.write_bytes(b"version https://git-lfs.github.com/spec/v1\n"),
}
CONTENTS: dict[str, Callable[[str], str]] = {
    "draft": lambda text: text,
    "released": lambda text: text.replace("status: draft", "status: released"),
    "for applicants": lambda text: text + "\naudience: applicants\n",
    "unreadable": lambda text: text + "\nzweck: x\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy_of_sample(tmp_path / "kam")
    return tmp_path / "kam"


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), *TODAY])


def check(file: Path, *more: str) -> Result:
    return invoke("brand", "check", file, "--format", "json", *more)


# Every template as a draft and released; what the answers alone decide, on two templates.
CASES = [
    *product(TEMPLATES, ("draft", "released")),
    *product(("our own", "empty"), ("for applicants", "unreadable")),
]


@pytest.mark.slow
@pytest.mark.parametrize(("template", "content"), CASES)
def test_exit_status_is_that_of_a_build(root: Path, template: str, content: str) -> None:
    file = root / "themes" / "nordkamp" / "deck.pptx"
    TEMPLATES[template](file)
    handbook = root / "content" / "handbook.yaml"
    handbook.write_text(CONTENTS[content](handbook.read_text("utf-8")), "utf-8")
    built = invoke(
        "build", "--deck-only", "--content", root / "content", "--out", root / "out"
    ).exit_code
    assert built == (0 if (root / "out" / "kam-handbuch.pptx").is_file() else 1)
    for target in (file, file.parent, root) if content == "draft" else (file,):
        checked = check(target)
        assert checked.exit_code == built, checked.output
        assert json.loads(checked.stdout)["usable"] is (built == 0)
    assert not list(file.parent.glob("*vorschau*"))


def test_both_answers_occur() -> None:
    """Some of the cases above are refused, others stopped by the handbook alone."""
    assert {"narrow", "with a name", "empty"} < {template for template, _ in CASES}
    assert set(CONTENTS) == {content for _, content in CASES}


def test_without_a_project_the_full_handbook_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    masters.changed(tmp_path / "firma.pptx")
    data: dict[str, Any] = json.loads(check(Path("firma.pptx")).stdout)
    assert [each["handbook"] for each in data["rehearsals"]] == ["full"]
    assert data["usable"] is True and data["rehearsals"][0]["slides"] == 20


def test_the_project_around_the_template_is_found_from_anywhere(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    file = masters.changed(root / "themes" / "nordkamp" / "deck.pptx")
    data = json.loads(check(file).stdout)
    own = data["rehearsals"][0]
    assert own["handbook"] == "own" and own["built"] and own["slides"] > 15
    assert all(set(each) == {"kind", "slide", "id", "text", "lost"} for each in own["notices"])


def test_data_says_where_everything_stands(tmp_path: Path) -> None:
    logo = masters.fixed(800, 20, 100, 30, "Logo GmbH")
    file = masters.changed(tmp_path / "firma.pptx", logo)
    data = json.loads(check(file).stdout)
    assert data["slide"]["width"] == pytest.approx(33.87, abs=0.01)
    assert [font["role"] for font in data["fonts"]] == ["heading", "body"]
    content = next(each for each in data["layouts"] if each["kind"] == "content")
    assert {"slot", "x", "y", "width", "height", "size", "placeholder"} == set(content["areas"][0])
    assert {"x": 28.22, "y": 0.71, "width": 3.53, "height": 1.06} in content["fixed"]
    assert 0 < content["free"] < 1
    assert any("Logo GmbH" in fact for fact in data["facts"])


def test_the_drawing_shows_areas_fixed_things_and_what_is_free(tmp_path: Path) -> None:
    logo = masters.fixed(800, 20, 150, 60, "Logo")
    master = foreign_master(masters.changed(tmp_path / "x.pptx", logo), Position("x"))
    report = report_on(master, "x.pptx", Position("x.pptx"))
    content = next(each for each in report.layouts if each.kind == "content")
    signs = set("".join(content.picture))
    assert {"t", "I", "F", "#", "."} <= signs  # the title has moved off the logo
    assert len({len(row) for row in content.picture}) == 1
    assert content.picture[1].rstrip(".").endswith("#")
    title, body = (next(n for n, row in enumerate(content.picture) if s in row) for s in "tI")
    assert title < body


def test_an_area_of_ours_is_told_from_a_placeholder(tmp_path: Path) -> None:
    small = masters.moved("obj", "obj", 60, 150, 300, 60)
    master = foreign_master(masters.changed(tmp_path / "x.pptx", small), Position("x"))
    report = report_on(master, "x.pptx", Position("x.pptx"))
    content = next(each for each in report.layouts if each.kind == "content")
    assert "i" in "".join(content.picture) and "I" not in "".join(content.picture)
    assert [area.is_ours for area in content.areas if area.slot == "body"] == [True]


def test_a_place_has_one_share_in_the_whole_report(tmp_path: Path) -> None:
    small = masters.moved("obj", "obj", 60, 150, 500, 280)
    master = foreign_master(masters.changed(tmp_path / "x.pptx", small), Position("x"))
    report = report_on(master, "x.pptx", Position("x.pptx"))
    content = next(each for each in report.layouts if each.kind == "content")
    (room,) = [each for each in report.findings if "Platz für Inhalt" in each.message]
    (reason,) = [each for each in content.reasons if "%" in each]
    share = reason.split("(")[1].split(" ")[0]
    assert f"nur {share} % der Folie" in room.message


def test_a_label_is_told_and_kept(root: Path) -> None:
    file = root / "themes" / "nordkamp" / "deck.pptx"
    TEMPLATES["labelled"](file)
    assert json.loads(check(file).stdout)["labels"] == ["Streng vertraulich"]
    result = invoke("build", "--deck-only", "--content", root / "content", "--out", root / "out")
    assert "Vertraulichkeitsbezeichnung der Vorlage: „Streng vertraulich“" in result.stdout


def test_a_folder_without_template_is_our_own_master(root: Path) -> None:
    data = json.loads(check(root / "themes" / "nordkamp").stdout)
    assert data["usable"] is True and data["facts"] == []


def test_a_brand_that_cannot_be_read_is_no_yes(root: Path) -> None:
    (root / "themes" / "nordkamp" / "brand.yaml").write_text("colours: {primary: rot}\n", "utf-8")
    assert check(root / "themes" / "nordkamp").exit_code == 1


def test_text_tells_both_rehearsals(root: Path) -> None:
    file = masters.changed(root / "themes" / "nordkamp" / "deck.pptx")
    result = invoke("brand", "check", file, "--out", root / "vorschau.pptx")
    assert result.exit_code == 0, result.output
    assert "Probe mit eurem Handbuch" in result.stdout
    assert "Probe mit einem vollen Handbuch" in result.stdout
    assert "T Titel" in result.stdout and "│" in result.stdout
