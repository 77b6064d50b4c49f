"""Whatever is done to a workbook's rows, columns and sheets: each cell arrives or is named."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.cli import main
from kamhandbook.content.handbook import Handbook
from kamhandbook.reading.content_folder import read_content_folder
from tests.programs import require_program
from tests.sample import ROOT

SERVICES = """\
answers:
  services: Wir **bündeln** Leistungen.
# Alles mit Preis.
services:
  - {name: Lager, key_accounts: frei, function: Logistik, cost: 10 TEUR}
  # Die Messe ist teuer.
  - {name: Messe, key_accounts: Stand, function: Marketing, cost: 20 TEUR}
  - {name: Labor, key_accounts: Proben, function: Technik, cost: 30 TEUR}
  - {name: Fahrt, key_accounts: täglich, function: Einkauf}
packages:
  - {name: Basis, services: [Lager, Messe], for: alle}
"""
ACCOUNTS = """\
key_accounts:
  - {name: Aldo AG, status: active, countries: [DE, AT], segment: Pumpen, revenue: 9 Mio. EUR}
  - {name: Bode AG, status: pilot, manager: Ina Mu, segment: Ventile, revenue: 5 Mio. EUR}
"""


def run(*command: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in ("questionnaire", *command)])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content with costs that the team does not see."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "3-services.yaml").write_text(SERVICES, "utf-8")
    (folder / "2-selection.yaml").write_text(ACCOUNTS, "utf-8")
    return folder


def export(content: Path, *options: str) -> Path:
    file = content.parent / "fragen.xlsx"
    done = run("export", file, "--content", content, "--force", *options)
    assert done.exit_code == 0, done.output
    return file


def edited(file: Path, change: Callable[[Workbook], Any]) -> Path:
    book = load_workbook(file, rich_text=True)
    change(book)
    book.save(file)
    return file


def imported(content: Path, file: Path, *options: str) -> tuple[Result, Handbook]:
    done = run("import", file, "--content", content, "--yes", *options)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    loaded = read_content_folder(content)
    assert loaded.findings == ()
    return done, loaded.handbook


def snapshot(content: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


def row_of(sheet: Worksheet, text: str, column: int = 2) -> int:
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, column).value == text)


def say(sheet: Worksheet, row: int, *texts: Any, column: int = 2) -> None:
    for offset, text in enumerate(texts):
        sheet.cell(row, column + offset).value = text


def costs(handbook: Handbook) -> dict[str, str]:
    return {service.name: str(service.cost) for service in handbook.services.services}


WHOLE = {"Lager": "10 TEUR", "Messe": "20 TEUR", "Labor": "30 TEUR", "Fahrt": ""}


# Rows


def swapped(sheet: Worksheet, *, with_keys: bool) -> None:
    """Swap the rows of two services as cut and paste does, with the hidden column or without."""
    one, other = row_of(sheet, "Lager"), row_of(sheet, "Labor")
    for column in range(1 if with_keys else 2, 8):
        first, second = sheet.cell(one, column), sheet.cell(other, column)
        first.value, second.value = second.value, first.value


@pytest.mark.parametrize("with_keys", [True, False])
def test_two_rows_swapped_keep_what_is_hidden(with_keys: bool, content: Path) -> None:
    before = snapshot(content)
    file = edited(export(content), lambda b: swapped(b["3 Leistungen"], with_keys=with_keys))
    done, handbook = imported(content, file)
    assert done.exit_code == 0, done.output
    assert costs(handbook) == WHOLE and snapshot(content) == before
    assert "anderer Reihenfolge" in done.output and "nichts geändert" not in done.output


def test_rows_swapped_and_changed(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        swapped(sheet, with_keys=False)
        sheet.cell(row_of(sheet, "Labor"), 3).value = "Proben sofort"

    _, handbook = imported(content, edited(export(content), change))
    assert costs(handbook) == WHOLE
    said = {service.name: service.key_accounts for service in handbook.services.services}
    assert said["Labor"] == "Proben sofort" and said["Lager"] == "frei"


def test_swapped_rows_without_a_name_to_be_seen(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["2 Key Accounts"]
        spots = [cell for row in sheet.rows for cell in row if cell.value == "Segment"]
        column = spots[0].column
        one, other = row_of(sheet, "Pumpen", column), row_of(sheet, "Ventile", column)
        for each in range(2, sheet.max_column + 1):
            first, second = sheet.cell(one, each), sheet.cell(other, each)
            first.value, second.value = second.value, first.value

    before = snapshot(content)
    done, _ = imported(content, edited(export(content, "--audience", "applicants"), change))
    assert done.exit_code == 0 and snapshot(content) == before, done.output


def test_sorted_rows_are_found_by_their_names(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        rows = [row_of(sheet, name) for name in WHOLE]
        values = sorted([sheet.cell(row, c).value for c in range(2, 7)] for row in rows)
        for row, texts in zip(rows, values, strict=True):
            say(sheet, row, *texts)
        sheet.cell(row_of(sheet, "Messe"), 4).value = "Katalog"

    done, handbook = imported(content, edited(export(content), change))
    assert costs(handbook) == WHOLE and list(costs(handbook)) == list(WHOLE)
    assert {s.name: s.others for s in handbook.services.services}["Messe"] == "Katalog"
    assert "1 Änderung:" in done.output


def test_an_inserted_row_becomes_an_item_at_its_place(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        row = row_of(sheet, "Messe")
        sheet.insert_rows(row, 2)
        say(sheet, row, "Eins", "neu")
        say(sheet, row + 1, "Zwei", "neu")

    done, handbook = imported(content, edited(export(content), change))
    assert done.exit_code == 0, done.output
    assert list(costs(handbook)) == ["Lager", "Eins", "Zwei", "Messe", "Labor", "Fahrt"]
    text = (content / "3-services.yaml").read_text("utf-8")
    assert "  # Die Messe ist teuer.\n  - {name: Messe" in text
    assert imported(content, content.parent / "fragen.xlsx")[0].exit_code == 0
    assert (content / "3-services.yaml").read_text("utf-8") == text


def test_a_row_before_the_first_becomes_the_first(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        row = row_of(sheet, "Lager")
        sheet.insert_rows(row)
        say(sheet, row, "Eins", "neu")

    _, handbook = imported(content, edited(export(content), change))
    assert next(iter(costs(handbook))) == "Eins"


def without_row(book: Workbook, name: str = "Fahrt") -> None:
    sheet = book["3 Leistungen"]
    sheet.delete_rows(row_of(sheet, name))


def test_a_deleted_row_is_named_and_stays_with_yes(content: Path) -> None:
    before = snapshot(content)
    done, _ = imported(content, edited(export(content), without_row))
    assert snapshot(content) == before and "nichts geändert" not in done.output
    assert "geleert oder gelöscht" in done.output and "Fahrt" in done.output
    assert "--delete" in done.output


def test_a_deleted_row_is_deleted_when_that_is_said(content: Path) -> None:
    done, handbook = imported(content, edited(export(content), without_row), "--delete")
    assert list(costs(handbook)) == ["Lager", "Messe", "Labor"] and "Gelöscht: 1" in done.output
    assert "# Die Messe ist teuer.\n" in (content / "3-services.yaml").read_text("utf-8")


def test_a_deleted_row_with_something_hidden_stays(content: Path) -> None:
    before = snapshot(content)
    file = edited(export(content), lambda book: without_row(book, "Messe"))
    done, _ = imported(content, file, "--delete")
    assert snapshot(content) == before
    assert "Messe" in done.output and "mehr, als die Tabelle zeigt" in done.output


def test_rows_inserted_and_deleted_in_one_go(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        for name in ("Lager", "Labor"):
            sheet.delete_rows(row_of(sheet, name))
        row = row_of(sheet, "Fahrt")
        sheet.insert_rows(row)
        say(sheet, row, "Neu", "ja")

    file = edited(export(content, "--audience", "management"), change)
    _, handbook = imported(content, file, "--delete")
    assert costs(handbook) == {"Messe": "20 TEUR", "Neu": "", "Fahrt": ""}


def test_emptied_cells_are_deleted_when_that_is_said(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        sheet.cell(row_of(sheet, "Messe"), 3).value = None

    done, handbook = imported(content, edited(export(content), change), "--delete")
    assert done.exit_code == 0 and handbook.services.services[1].key_accounts == ""
    assert costs(handbook) == WHOLE


def test_filtered_rows_are_read_like_the_others(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        row = row_of(sheet, "Messe")
        sheet.row_dimensions[row].hidden = True
        sheet.cell(row, 3).value = "Stand groß"

    _, handbook = imported(content, edited(export(content), change))
    assert handbook.services.services[1].key_accounts == "Stand groß"
    assert len(handbook.services.services) == 4


def copied(sheet: Worksheet, name: str) -> int:
    """Copy a whole row, with its hidden key, into the next free one; return that."""
    row, free = row_of(sheet, name), row_of(sheet, "Fahrt") + 1
    for column in range(1, 8):
        sheet.cell(free, column).value = sheet.cell(row, column).value
    return free


def test_a_copied_row_with_a_new_name_is_a_new_item(content: Path) -> None:
    def change(book: Workbook) -> None:
        row = copied(book["3 Leistungen"], "Messe")
        book["3 Leistungen"].cell(row, 2).value = "Hausmesse"

    _, handbook = imported(content, edited(export(content), change))
    assert costs(handbook) == WHOLE | {"Hausmesse": ""}


@pytest.mark.parametrize(("text", "code"), [("Stand", 0), ("Stand groß", 1)])
def test_a_copied_row_is_told(text: str, code: int, content: Path) -> None:
    def change(book: Workbook) -> None:
        row = copied(book["3 Leistungen"], "Messe")
        book["3 Leistungen"].cell(row, 3).value = text

    before = snapshot(content)
    done, _ = imported(content, edited(export(content), change))
    assert done.exit_code == code and snapshot(content) == before, done.output
    assert "3 Leistungen!" in done.output and "nichts geändert" not in done.output


@pytest.mark.parametrize("count", [12, 40, 200])
def test_any_number_of_rows_below_the_free_ones(count: int, content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["2 Key Accounts"]
        row = row_of(sheet, "Bode AG") + 1
        for number in range(count):
            say(sheet, row + number, f"Kunde {number} AG", "Kandidat", f"Person {number}", "DE; AT")

    done, handbook = imported(content, edited(export(content), change))
    assert done.exit_code == 0, done.output
    accounts = handbook.selection.key_accounts
    assert len(accounts) == count + 2 and accounts[-1].name == f"Kunde {count - 1} AG"
    assert {account.countries for account in accounts[2:]} == {("DE", "AT")}


def test_below_the_drawn_rows_of_key_accounts_anybody_may_type(content: Path) -> None:
    sheet = load_workbook(export(content))["2 Key Accounts"]
    assert sheet.protection.sheet
    below = [sheet.column_dimensions[letter] for letter in "BCD"]
    assert all(not each.protection.locked and each.number_format == "@" for each in below)


def test_a_block_pasted_over_the_next_list_is_named_cell_by_cell(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        row = row_of(sheet, "Fahrt") + 1
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))  # as pasting over them does
        for number in range(12):
            say(sheet, row + number, f"Neu {number}", "ja")

    done, handbook = imported(content, edited(export(content), change))
    names = set(costs(handbook))
    for number in range(12):
        assert f"Neu {number}" in names or f"„Neu {number}“" in done.output
    assert handbook.services.packages[0].name == "Basis" and len(handbook.services.packages) == 1


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Lager Nord", "inklusive", None, "Lager"), WHOLE | {"Lager Nord": "10 TEUR"}),
        (("Depot", "frei", None, "Logistik"), WHOLE | {"Depot": "10 TEUR"}),
        (("Fuhrpark", "inklusive", None, "Versand"), WHOLE | {"Fuhrpark": ""}),
    ],
)
def test_a_new_name_keeps_what_is_hidden_only_where_the_rest_stayed(
    texts: tuple[str | None, ...], expected: dict[str, str], content: Path
) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        say(sheet, row_of(sheet, "Lager"), *texts)

    _, handbook = imported(content, edited(export(content), change))
    if texts[0] != "Fuhrpark":
        expected = {name: cost for name, cost in expected.items() if name != "Lager"}
    assert costs(handbook) == expected


# Columns


def extra_column(book: Workbook, at: int = 3) -> None:
    sheet = book["3 Leistungen"]
    sheet.insert_cols(at)
    top = row_of(sheet, "Leistung")
    say(sheet, top, "Bemerkung", column=at)
    say(sheet, row_of(sheet, "Messe"), "zu teuer", column=at)
    sheet.cell(row_of(sheet, "Labor"), 4).value = "Proben sofort"


@pytest.mark.parametrize("keeps_marks", [True, False])
def test_an_extra_column_is_named_and_the_others_are_read(keeps_marks: bool, content: Path) -> None:
    def change(book: Workbook) -> None:
        extra_column(book)
        if not keeps_marks:
            book["3 Leistungen"].delete_rows(1)

    done, handbook = imported(content, edited(export(content), change))
    assert done.exit_code == 1
    assert "„zu teuer“" in done.output and "„Bemerkung“" in done.output
    assert "3 Leistungen!C" in done.output
    assert handbook.services.services[2].key_accounts == "Proben sofort"
    assert costs(handbook) == WHOLE


def test_an_extra_column_at_the_end_is_named(content: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        sheet.cell(row_of(sheet, "Messe"), 9).value = "zu teuer"

    before = snapshot(content)
    done, _ = imported(content, edited(export(content), change))
    assert done.exit_code == 1 and snapshot(content) == before
    assert "Zelle 3 Leistungen!I" in done.output and "„zu teuer“" in done.output


def test_a_deleted_column_is_told(content: Path) -> None:
    before = snapshot(content)
    file = edited(export(content), lambda book: book["3 Leistungen"].delete_cols(4))
    done, _ = imported(content, file)
    assert "„Andere Kunden“" in done.output and snapshot(content) == before, done.output


@pytest.mark.parametrize("lost", ["cleared", "deleted"])
def test_without_the_hidden_column_rows_are_found_by_what_they_say(
    lost: str, content: Path
) -> None:
    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        answer = row_of(sheet, "Antwort")
        sheet.cell(answer, 3).value = "Neue Antwort."
        sheet.cell(row_of(sheet, "Messe"), 3).value = "Stand groß"
        say(sheet, row_of(sheet, "Fahrt") + 1, "Neu", "ja")
        if lost == "deleted":
            sheet.delete_cols(1)
        for row in range(1, sheet.max_row + 1) if lost == "cleared" else ():
            sheet.cell(row, 1).value = None

    done, handbook = imported(content, edited(export(content), change))
    assert done.exit_code == 0, done.output
    assert handbook.answer("services", "services").text == "Neue Antwort."
    assert handbook.services.services[1].key_accounts == "Stand groß"
    assert costs(handbook) == WHOLE | {"Neu": ""}
    assert len(handbook.services.packages) == 1


CLOSED = """\
key_accounts:
  - {name: Aldo AG, segment: Pumpen}
  - {name: Bode AG, segment: Ventile, requirements: [{text: "A | B", met_by: Lager}]}
  - {name: Cato AG, segment: Filter}
"""


def test_without_the_hidden_column_a_closed_cell_ends_no_list(content: Path) -> None:
    (content / "2-selection.yaml").write_text(CLOSED, "utf-8")

    def change(book: Workbook) -> None:
        sheet = book["2 Key Accounts"]
        assert any("mehr, als eine Zelle" in str(cell.value) for row in sheet for cell in row)
        row = row_of(sheet, "Cato AG")
        column = next(cell.column for cell in sheet[row] if cell.value == "Filter")
        sheet.cell(row, column).value = "Siebe"
        sheet.delete_cols(1)

    done, handbook = imported(content, edited(export(content), change))
    assert done.exit_code == 0, done.output
    assert handbook.selection.key_accounts[2].segment == "Siebe"


# Sheets and cells beside the questions


def test_what_stands_on_an_extra_sheet_is_named(content: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Notizen")["D14"] = "Nicht vergessen"

    done, _ = imported(content, edited(export(content), change))
    assert done.exit_code == 1 and "Zelle Notizen!D14: „Nicht vergessen“" in done.output


def test_a_label_that_was_written_over_is_named(content: Path) -> None:
    def change(book: Workbook) -> None:
        book["3 Leistungen"]["B2"] = "Unsere Leistungen"

    done, _ = imported(content, edited(export(content), change))
    assert done.exit_code == 1 and "Zelle 3 Leistungen!B2" in done.output


def test_a_copy_of_a_sheet_is_no_second_one(content: Path) -> None:
    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book["3 Leistungen"])
        copy.cell(row_of(copy, "Messe"), 3).value = "Stand groß"

    before = snapshot(content)
    done, _ = imported(content, edited(export(content), change))
    assert done.exit_code == 1 and snapshot(content) == before
    assert "3 Leistungen Copy!C" in done.output and "„Stand groß“" in done.output
    assert done.output.count("! Zelle") == 1  # what stands there as in the questionnaire is no news


def test_a_deleted_sheet_is_told(content: Path) -> None:
    before = snapshot(content)
    done, _ = imported(content, edited(export(content), lambda b: b.remove(b["3 Leistungen"])))
    assert "Blatt „3 Leistungen“ fehlt" in done.output and snapshot(content) == before


@pytest.mark.parametrize("seed", range(4))
def test_every_cell_typed_anywhere_arrives_or_is_named(seed: int, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file, chosen = export(content), random.Random(seed)
    typed: dict[str, str] = {}

    def change(book: Workbook) -> None:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for number in range(40):
            sheet = chosen.choice(visible)
            cell = sheet.cell(
                chosen.randint(1, sheet.max_row + 8), chosen.randint(1, sheet.max_column + 2)
            )
            if not isinstance(cell, MergedCell):
                cell.value = f"Getippt{number}x"
                typed[f"{sheet.title}!{cell.coordinate}"] = cell.value

    done, _ = imported(content, edited(file, change))
    written = "".join(path.read_text("utf-8") for path in content.rglob("*.yaml"))
    lost = {at: text for at, text in typed.items() if text not in written + done.output}
    assert {at: text for at, text in lost.items() if at not in done.output} == {}


def test_saved_by_libreoffice_moved_rows_are_still_found(content: Path) -> None:
    office = require_program("soffice", "libreoffice-calc")

    def change(book: Workbook) -> None:
        sheet = book["3 Leistungen"]
        swapped(sheet, with_keys=False)
        say(sheet, row_of(sheet, "Fahrt") + 1, "Neu", "ja")
        sheet.cell(row_of(sheet, "Messe"), 9).value = "zu teuer"

    file = edited(export(content), change)
    profile = f"-env:UserInstallation=file://{content.parent}/profile"
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", content.parent / "saved"]
    command = [office, "--headless", profile, *target, file]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    done, handbook = imported(content, content.parent / "saved" / file.name)
    assert costs(handbook) == WHOLE | {"Neu": ""}, done.output
    assert done.exit_code == 1 and "„zu teuer“" in done.output
    assert handbook.answer("services", "services").text == "Wir **bündeln** Leistungen."
