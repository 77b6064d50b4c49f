"""The edition for applicants as HR hands it out: another story, a shorter site, no project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation

from kamhandbook.cli import main
from tests.sample import copy_of_sample

NOT_FOR_APPLICANTS = ("einfuehrung.html", "fallstricke.html", "neu.html", "pruefbericht.html")


def build(project: Path, audience: str, *options: str) -> None:
    arguments = ["build", "--audience", audience, "--today", "2026-11-24", *options]
    content = ["--content", str(project / "content"), "--out", str(project / "build")]
    done = CliRunner().invoke(main, [*arguments, *content])
    assert done.exit_code == 0, done.output


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample for applicants, with a link to a page they do not have and an owner by name."""
    project = copy_of_sample(tmp_path_factory.mktemp("applicants"))
    goals = project / "content" / "1-goals.yaml"
    change(goals, "    owner: GF Vertrieb\n", "    owner: Piet Aalders\n")
    organisation = project / "content" / "4-organisation.yaml"
    link = "Wie es dazu kam, steht in der [Einführung](einfuehrung.html)."
    text = organisation.read_text("utf-8")
    organisation.write_text(
        text.replace("    text: |\n", f"    text: |\n      {link}\n\n", 1), "utf-8"
    )
    build(project, "applicants")
    return project


def pages(project: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((project / "build" / "site").glob("*.html")):
        yield file.name, file.read_text("utf-8")


def test_the_project_has_no_page_and_no_link(project: Path) -> None:
    names = {name for name, _ in pages(project)}
    assert {"index.html", "personal.html", "einarbeitung.html", "gesamt.html"} <= names
    assert not names & set(NOT_FOR_APPLICANTS)
    for name, html in pages(project):
        assert not [file for file in NOT_FOR_APPLICANTS if file in html], name


def test_a_link_to_such_a_page_stands_as_words(project: Path) -> None:
    html = (project / "build" / "site" / "organisation.html").read_text("utf-8")
    assert "Wie es dazu kam, steht in der Einführung." in html


def test_nothing_calls_it_internal_and_nobody_has_to_sign(project: Path) -> None:
    for name, html in pages(project):
        assert "zur Weitergabe" in html or name == "404.html", name
        assert "intern<" not in html and "· intern" not in html, name
        assert "Empfangsbestätigung" not in html, name


def test_the_path_is_theirs(project: Path) -> None:
    start = (project / "build" / "site" / "index.html").read_text("utf-8")
    assert "Vor dem Gespräch" in start
    assert "Neu in der Leitung KAM" not in start and "Baustellen" not in start


def test_an_owner_by_name_is_not_told(project: Path) -> None:
    assert not [name for name, html in pages(project) if "Aalders" in html]


def test_the_deck_is_short_and_says_whom_to_ask(project: Path) -> None:
    deck = Presentation(str(project / "build" / "kam-handbuch.pptx"))
    assert 8 <= len(deck.slides) <= 12
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title]
    assert titles[1] == "Was Key Account Management bei uns heißt"
    assert titles[-1] == "Katrin Volkmer hilft dir weiter"
    told = "\n".join(
        shape.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
    )
    assert "zur Weitergabe" in told and not re.search(r"\bintern\b", told)


def test_others_get_all_of_it(tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    build(project, "newcomers", "--site-only")
    names = {name for name, _ in pages(project)}
    assert {"einfuehrung.html", "fallstricke.html", "neu.html"} <= names
    downloads = (project / "build" / "site" / "downloads.html").read_text("utf-8")
    assert "Empfangsbestätigung" in downloads and "· intern" in downloads


@pytest.mark.parametrize(
    ("written", "audience", "shown"),
    [
        ("intern", "applicants", "zur Weitergabe"),
        ("intern", "management", "intern"),
        ("{applicants: Zum Mitnehmen, newcomers: nur für uns}", "applicants", "Zum Mitnehmen"),
        ("{applicants: Zum Mitnehmen, newcomers: nur für uns}", "team", "nur für uns"),
        ("{newcomers: nur für uns, management: streng geheim}", "management", "streng geheim"),
        ("{newcomers: nur für uns, management: streng geheim}", "team", "nur für uns"),
        ("{management: streng geheim}", "applicants", "zur Weitergabe"),
    ],
)
def test_a_label_for_each_audience(written: str, audience: str, shown: str, tmp_path: Path) -> None:
    project = copy_of_sample(tmp_path)
    about = project / "content" / "handbook.yaml"
    change(about, "classification: intern\n", f"classification: {written}\n")
    build(project, audience, "--site-only")
    html = (project / "build" / "site" / "ueber.html").read_text("utf-8")
    assert shown in html
    others = {"zur Weitergabe", "intern", "Zum Mitnehmen", "nur für uns", "streng geheim"} - {shown}
    assert not [other for other in others if re.search(rf"·\s*{other}\b", html)]
