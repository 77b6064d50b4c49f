"""A workbook of version 0.1, filled in meanwhile, is read like one of today.

``format-1.xlsx`` was exported by version 0.1 from the content below.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from kamhandbook.content.handbook import Handbook
from kamhandbook.reading.content_folder import read_content_folder
from tests.people.test_workbook_values import key_row, run

WORKBOOK = Path(__file__).with_name("format-1.xlsx")
CONTENT = {
    "1-goals.yaml": "answers:\n  purpose: Wir wollen mehr Anteil.\n"
    "goals:\n  - {id: Z1, text: Wachsen, target: 30 %, by: 2027-03}\n",
    "2-selection.yaml": "criteria:\n  - {name: Umsatz, weight: 60}\n  - {name: Potenzial}\n"
    "review: {months: [10]}\n"
    "key_accounts:\n  - {name: Aldo AG, status: pilot, since: 2020-01-15, countries: [DE]}\n",
}
Typed = tuple[str, str, int, object]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content that the workbook was made of."""
    folder = tmp_path / "content"
    folder.mkdir()
    for name, text in CONTENT.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def typed(content: Path, *cells: Typed) -> tuple[Result, Handbook]:
    """Type into the workbook (tab, key of the row, column, value) and import it."""
    file = content.parent / "alt.xlsx"
    shutil.copy(WORKBOOK, file)
    book = load_workbook(file)
    for tab, key, column, value in cells:
        book[tab].cell(key_row(book[tab], key), column).value = value
    book.save(file)
    done = run("import", file, "--content", content, "--yes")
    return done, read_content_folder(content).handbook


def test_untouched_it_changes_nothing(content: Path) -> None:
    before = {path: path.read_bytes() for path in content.iterdir()}
    done, _ = typed(content)
    assert done.exit_code == 0 and "Version 0.1" in done.output, done.output
    assert before == {path: path.read_bytes() for path in content.iterdir()}


def test_what_was_changed_and_added_arrives(content: Path) -> None:
    done, handbook = typed(
        content,
        ("1 Ziele", "answers/purpose#text", 3, "Wir wollen wachsen."),
        ("1 Ziele", "goals/id:z1/0", 6, "Dezember 2027"),
        ("2 Selektion", "fields#review.months", 3, "Mai, Oktober"),
        ("2 Selektion", "criteria/name:umsatz/0", 3, 70),
        ("2 Selektion", "criteria/+/1", 2, "Nähe"),
        ("2 Selektion", "key_accounts/name:aldo ag/0#0", 5, "aktiv"),
        ("2 Selektion", "key_accounts/name:aldo ag/0#1", 7, "1. März 2021"),
        ("2 Selektion", "key_accounts/+/0#0", 3, "Beta AG"),
        ("2 Selektion", "key_accounts/+/0#1", 3, "DE, AT"),
        ("2 Selektion", "key_accounts/+/0#3", 5, "Alles in Linz"),
    )
    assert done.exit_code == 0, done.output
    assert handbook.answer("goals", "purpose").text == "Wir wollen wachsen."
    assert handbook.goals.goals[0].by == "2027-12"
    selection = handbook.selection
    assert selection.review.months == (5, 10)
    assert [(each.name, each.weight) for each in selection.criteria] == [
        ("Umsatz", 70.0),
        ("Potenzial", None),
        ("Nähe", None),
    ]
    aldo, beta = selection.key_accounts
    assert (aldo.status, aldo.since) == ("active", "2021-03-01")
    assert (beta.name, beta.countries, beta.buying.text) == (
        "Beta AG",
        ("DE", "AT"),
        "Alles in Linz",
    )


def test_what_does_not_fit_is_named_with_its_cell(content: Path) -> None:
    done, _ = typed(content, ("1 Ziele", "goals/id:z1/0", 6, "Q4 2027"))
    assert done.exit_code == 1 and "Zelle 1 Ziele!F" in done.output, done.output


def test_what_changed_on_both_sides_is_a_conflict(content: Path) -> None:
    goals = content / "1-goals.yaml"
    goals.write_text(goals.read_text("utf-8").replace("mehr Anteil", "neue Märkte"), "utf-8")
    done, handbook = typed(content, ("1 Ziele", "answers/purpose#text", 3, "Wir wollen wachsen."))
    assert done.exit_code == 1 and "inzwischen auch im Handbuch" in done.output
    assert handbook.answer("goals", "purpose").text == "Wir wollen neue Märkte."


def test_one_of_a_newer_version_says_so(content: Path) -> None:
    file = content.parent / "neu.xlsx"
    book = load_workbook(WORKBOOK)
    book["_kamhandbook"]["B1"] = "9"
    book.save(file)
    done = run("import", file, "--content", content, "--yes")
    assert done.exit_code == 1 and "neueren Fassung" in done.output
