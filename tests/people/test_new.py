"""A new project: complete, readable, helpful, and never at the cost of what is there."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import zipfile
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from kamhandbook.building.project import open_project
from kamhandbook.cli import COMMANDS, main
from kamhandbook.content.handbook import DIMENSIONS, FILES, file_name
from kamhandbook.design.colour import Colour
from kamhandbook.forms.yaml_scalars import folder_name, scalar
from kamhandbook.reading.content_folder import read_content_folder, validate
from kamhandbook.reading.yaml_file import parse_yaml
from kamhandbook.scaffold.project_files import ProjectSettings, project_files
from kamhandbook.wording.language import DEFAULT

TODAY = "2026-11-24"


def new(folder: Path, *options: str) -> None:
    result = CliRunner().invoke(main, ["new", str(folder), "--today", TODAY, *options])
    assert result.exit_code == 0, result.output


def test_every_guiding_question_stands_above_its_place(tmp_path: Path) -> None:
    new(tmp_path / "neu", "--company", "Muster GmbH")
    for dimension in DEFAULT.catalogue.dimensions:
        text = (tmp_path / "neu" / "content" / file_name(dimension.id)).read_text(encoding="utf-8")
        words = " ".join(text.replace("#", " ").split())
        assert dimension.why_now in words
        for question in dimension.questions:
            place = words.index(f"{question.id}: owner:")
            said = words[:place]
            assert question.question in said and question.help in said and question.example in said


def test_every_file_names_its_schema_and_it_is_there(tmp_path: Path) -> None:
    new(tmp_path / "neu", "--company", "Muster GmbH")
    for file in sorted((tmp_path / "neu" / "content").glob("*.yaml")):
        first = file.read_text(encoding="utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
        assert match and (file.parent / match[1]).is_file(), file


def test_a_new_project_has_nothing_wrong(tmp_path: Path) -> None:
    new(tmp_path / "neu", "--company", "Muster: & Söhne #1", "--approach", "sales")
    project = open_project(tmp_path / "neu" / "content")
    about = project.loaded.handbook.handbook
    assert project.findings == ()
    assert (about.company.name, about.approach.kind) == ("Muster: & Söhne #1", "sales")


def test_colours_and_contact_are_taken_over(tmp_path: Path) -> None:
    options = ("--primary", "0B4F5C", "--accent", "#d4811c", "--contact-name", "Ada Nu")
    new(tmp_path / "neu", "--company", "Ölwerk AG", *options)
    project = open_project(tmp_path / "neu" / "content")
    assert project.brand.colours["primary"] == Colour.parse("#0b4f5c")
    assert project.brand.folder == tmp_path / "neu" / "themes" / "oelwerk"
    assert project.loaded.handbook.handbook.contact.name == "Ada Nu"


@pytest.mark.parametrize("part", FILES)
def test_examples_can_be_used_by_deleting_the_comment_mark(part: str) -> None:
    text = project_files(ProjectSettings("Muster GmbH", date(2026, 11, 24)))[
        Path("content") / file_name(part)
    ]
    lines: list[str] = []
    place = ""  # the empty place that the example before it stands for
    for line in text.split("\n"):
        example = re.match(r"^( *)#   (.*)$", line)
        if example:
            lines.append(example[1] + example[2])
            place = place or lines[-1]
        elif line != place:
            lines.append(line)
            place = ""
    parsed = parse_yaml("\n".join(lines), part)
    assert parsed.findings == ()
    model, findings = validate(FILES[part], parsed)
    assert findings == ()
    assert model != FILES[part]()


def test_never_overwrites(tmp_path: Path) -> None:
    folder = tmp_path / "neu"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "1-goals.yaml").write_text("why: unseres\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["new", str(folder), "--company", "Muster GmbH"])
    assert result.exit_code == 1
    assert "content/1-goals.yaml" in result.output and "nichts angelegt" in result.output
    assert [f.name for f in folder.rglob("*") if f.is_file()] == ["1-goals.yaml"]
    assert (folder / "content" / "1-goals.yaml").read_text(encoding="utf-8") == "why: unseres\n"


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    new(tmp_path, "--company", "Muster GmbH")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_without_a_terminal_only_the_name_is_needed(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", str(tmp_path / "neu")])
    assert result.exit_code == 2 and "--company" in result.output
    assert not (tmp_path / "neu").exists()


def test_wrong_colour_is_wrong_use(tmp_path: Path) -> None:
    options = ["new", str(tmp_path / "neu"), "--company", "X", "--primary", "petrol"]
    assert CliRunner().invoke(main, options).exit_code == 2


def test_asks_at_a_terminal(tmp_path: Path) -> None:
    answers = [
        "Muster GmbH",
        "5",
        "1",
        "2",
        "Ada Nu",
        "",
        "ada@muster.example",
        "rot",
        "#0b4f5c",
        "",
        "kam muster",
        "intranet.muster.example/kam",
    ]
    said = at_terminal([str(tmp_path / "neu")], answers)
    about = read_content_folder(tmp_path / "neu" / "content").handbook.handbook
    assert "Name des Unternehmens" in said and "Bitte eine der Nummern" in said
    assert (about.company.name, about.approach.kind, about.phase) == (
        "Muster GmbH",
        "company",
        "prototyping",
    )
    assert (about.contact.name, about.contact.role) == ("Ada Nu", "")
    brand = (tmp_path / "neu" / "themes" / "muster" / "brand.yaml").read_text(encoding="utf-8")
    assert 'primary: "#0b4f5c"' in brand and 'accent: "#c77d1e"' in brand
    settings = (tmp_path / "neu" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "\nsite_url: https://intranet.muster.example/kam/\n" in settings


def at_terminal(options: list[str], answers: list[str]) -> str:
    """Run ``kamhandbook new`` at a pseudo-terminal, typing the answers; give what it said."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from kamhandbook.cli import main; main()", "new", *options]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    said = b""
    while True:
        try:
            said += os.read(ours, 4096)
        except OSError:
            break
    assert process.wait(30) == 0, said.decode()
    os.close(ours)
    return said.decode()


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_scalars_read_back_as_written(text: str) -> None:
    parsed = parse_yaml(f"a: {scalar(text)}\n", "file")
    assert parsed.findings == ()
    assert isinstance(parsed.data, dict) and (parsed.data["a"] or "") == text


@pytest.mark.parametrize(
    ("company", "folder"),
    [
        ("Nordkamp Dichtsysteme GmbH", "nordkamp"),
        ("Müller & Söhne", "mueller"),
        ("GmbH", "marke"),
        ("上海", "marke"),
        ("A. Özgür AG", "ozgur"),
    ],
)
def test_brand_folder(company: str, folder: str) -> None:
    assert folder_name(company, "marke") == {"ozgur": "oezguer"}.get(folder, folder)


def test_order_of_dimensions_is_the_order_of_files() -> None:
    made = [path.name for path in project_files(ProjectSettings("X", date(2026, 1, 1)))]
    assert [name for name in made if name[0].isdigit() and name.endswith(".yaml")] == [
        file_name(dimension) for dimension in DIMENSIONS
    ]


def test_a_new_project_builds_at_once_to_a_friendly_draft(tmp_path: Path) -> None:
    new(tmp_path / "neu", "--company", "Muster GmbH", "--primary", "#7a1f3d")
    content, out = tmp_path / "neu" / "content", tmp_path / "neu" / "build"
    command = ["build", "--content", str(content), "--out", str(out), "--today", TODAY]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    start = (out / "site" / "index.html").read_text(encoding="utf-8")
    assert start.count("Noch offen") >= 6 and "Muster GmbH" in start
    for dimension in DEFAULT.catalogue.dimensions:
        page = unescape((out / "site" / dimension.page).read_text(encoding="utf-8"))
        assert "Noch offen" in page and all(q.question in page for q in dimension.questions)
    deck = Presentation(str(out / "kam-handbuch.pptx"))
    assert len(deck.slides) == 6  # cover, model, open questions, next step, the way, contact
    assert read_theme_colour(out / "kam-handbuch.pptx") == "7A1F3D"


def read_theme_colour(deck: Path) -> str:
    """Give the first accent colour of a deck's theme."""
    with zipfile.ZipFile(deck) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    match = re.search(r'<a:accent1><a:srgbClr val="(\w+)"', theme)
    assert match
    return match[1].upper()


def test_its_readme_names_commands_that_exist(tmp_path: Path) -> None:
    new(tmp_path / "neu", "--company", "Muster GmbH")
    readme = (tmp_path / "neu" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"kamhandbook ([a-z]+)", readme))
    assert named >= {"build", "serve", "status", "check", "questionnaire"} and named <= set(
        COMMANDS
    )
    assert len(readme.split("\n")) < 60
