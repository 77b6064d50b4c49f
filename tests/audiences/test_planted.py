"""Leaks planted on purpose: each stops the build, names its place, and leaves the output whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from tests.audiences.contents import ROOT

NAME = "Talvera Pumpen AG"
YESTERDAY = ("404.html", "index.html")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample that a test may break, with an output that must stay as it is."""
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "build" / "site").mkdir(parents=True)
    for name in YESTERDAY:
        (tmp_path / "build" / "site" / name).write_text("von gestern", "utf-8")
    return tmp_path


def build(project: Path, *options: str) -> Result:
    command = ["build", "--content", str(project / "content"), "--out", str(project / "build")]
    return CliRunner().invoke(main, [*command, "--today", "2026-11-24", *options])


def override(project: Path, name: str, change: Callable[[str], str]) -> None:
    """Give the brand a template of its own: ours, changed."""
    source = files("kamhandbook") / "templates" / name
    own = project / "themes" / "nordkamp" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(change(source.read_text(encoding="utf-8")), "utf-8")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def refused(result: Result, *expected: str) -> None:
    assert result.exit_code == 1, result.output
    assert "DOC6" in result.output
    output = " ".join(result.output.split())
    for text in expected:
        assert text in output


def whole(project: Path) -> None:
    """What stood in the output folder is all that stands there."""
    there = sorted(file for file in (project / "build").rglob("*") if file.is_file())
    assert [file.name for file in there] == list(YESTERDAY)
    assert {file.read_text("utf-8") for file in there} == {"von gestern"}


SITE = {
    "text": f"\n\nUnser Kunde {NAME}\n",
    "attribute": '\n\n[Kunde]{title="Talvera Pumpen AG"}\n',
    "HTML shown as text": f"\n\n\\<!-- {NAME} --\\>\n",
    "split word": "\n\n**Tal**vera Pum\u00adpen AG\n",
}


@pytest.mark.parametrize("kind", SITE)
def test_a_leak_in_a_template_of_the_site(kind: str, project: Path) -> None:
    override(project, "site/goals.md.j2", lambda text: text + SITE[kind])
    refused(build(project, "--audience", "applicants", "--site-only"), "ziele.html", "Vorlage")
    whole(project)


def test_a_leak_in_the_notes_of_a_slide(project: Path) -> None:
    mark = "::: notes\n"
    override(
        project, "deck/goals.md.j2", lambda text: text.replace(mark, f"{mark}Siehe {NAME}.\n\n")
    )
    result = build(project, "--audience", "applicants", "--deck-only")
    refused(result, "kam-handbuch.pptx, Notizen zu Folie 3")
    whole(project)


def test_a_customer_named_in_an_answer_stops_the_applicants_edition_only(project: Path) -> None:
    answer = project / "content" / "3-services.yaml"
    replace(answer, "Bitte sage nur zu,", "Mit Talvera Pumpen ist vereinbart: Sage nur zu,")
    refused(
        build(project, "--audience", "applicants"),
        "content/3-services.yaml:23:11",
        "Formuliert diese Stelle ohne die Angabe",
    )
    whole(project)
    assert build(project, "--audience", "newcomers", "--site-only").exit_code == 0


def test_an_edition_that_leaks_stops_all_of_them(project: Path) -> None:
    answer = project / "content" / "3-services.yaml"
    replace(answer, "Bitte sage nur zu,", f"Mit {NAME} vereinbart: Sage nur zu,")
    refused(build(project, "--all-audiences", "--site-only"), "Bewerberinnen und Bewerber")
    whole(project)


def test_what_an_iteration_learned_may_not_name_a_secret_customer(project: Path) -> None:
    accounts = project / "content" / "2-selection.yaml"
    with accounts.open("a", encoding="utf-8") as file:
        file.write("  - name: Sommerfeld Kryotechnik SE\n    visible_from: management\n")
    learned = project / "content" / "iterations" / "02.yaml"
    replace(learned, "Die Werke erwarten", "Sommerfeld Kryotechnik und die Werke erwarten")
    refused(build(project, "--audience", "team", "--site-only"), "content/iterations/02.yaml:22:11")
    assert build(project, "--audience", "newcomers", "--site-only").exit_code == 0


def test_a_page_of_the_companys_own_is_read_by_everybody(project: Path) -> None:
    page = project / "content" / "pages" / "reisen-und-besuche.md"
    page.write_text(f"{page.read_text('utf-8')}\nZur {NAME} fahrt ihr mit der Bahn.\n", "utf-8")
    refused(
        build(project, "--audience", "applicants", "--site-only"),
        "content/pages/reisen-und-besuche.md",
        "Formuliert diese Seite ohne die Angabe",
    )


def test_a_name_of_an_older_state_is_withheld_still(project: Path) -> None:
    accounts = project / "content" / "2-selection.yaml"
    text = accounts.read_text("utf-8")
    start, end = text.index("  - name: Osterby"), text.index("  - name: Lindqvara")
    accounts.write_text(text[:start] + text[end:], "utf-8")
    for number in ("01", "02"):
        record = project / "content" / "iterations" / f"{number}.yaml"
        record.write_text(record.read_text("utf-8").replace("Osterby Marine A/S", ""), "utf-8")
    replace(
        project / "content" / "1-goals.yaml",
        "gehen Rahmenverträge verloren",
        "gehen Rahmenverträge wie bei Osterby Marine verloren",
    )
    refused(build(project, "--audience", "applicants", "--site-only"), "Osterby Marine")


def test_mkdocs_own_build_takes_a_leaking_site_away_again(project: Path) -> None:
    page = project / "content" / "pages" / "reisen-und-besuche.md"
    page.write_text(f"{page.read_text('utf-8')}\nZur {NAME} fahrt ihr mit der Bahn.\n", "utf-8")
    replace(project / "content" / "handbook.yaml", "audience: newcomers", "audience: applicants")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "out"]
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "content/pages/reisen-und-besuche.md" in done.stderr and "DOC6" in done.stderr
    assert not (project / "out").exists()
