"""Slips of typing in Excel: each is taken over as it was meant, or named with its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from kamhandbook.content.handbook import Handbook
from kamhandbook.reading.content_folder import read_content_folder
from tests.people.test_workbook_values import content as content
from tests.people.test_workbook_values import export, key_row, run

ACCOUNTS, NEW, ALDO = "2 Key Accounts", "key_accounts/+/0", "key_accounts/name:aldo ag/0"
Change = Callable[[Workbook], None]


def changed(folder: Path, change: Change) -> tuple[str, int, Handbook]:
    """Export, change the workbook, import; returns what is said, the exit code and what is read."""
    file = export(folder, "--audience", "management")
    book = load_workbook(file, rich_text=True)
    change(book)
    book.save(file)
    done = run("import", file, "--content", folder, "--yes")
    return done.output, done.exit_code, read_content_folder(folder).handbook


def account(**cells: Any) -> Change:
    """Return the change of typing a new key account, by the heads of its columns."""

    def change(book: Workbook) -> None:
        sheet = book[ACCOUNTS]
        top = key_row(sheet, "key_accounts#head")
        columns = {str(cell.value).split(":")[0]: cell.column for cell in sheet[top]}
        for head, value in cells.items():
            sheet.cell(key_row(sheet, NEW), columns[head]).value = value

    return change


TAKEN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "no-break space": ({"Kunde": "Beta\u00a0AG"}, {"name": "Beta\u00a0AG"}),
    "day in words": ({"Kunde": "Beta", "Seit": "1. März 2026"}, {"since": "2026-03-01"}),
    "month in short": ({"Kunde": "Beta", "Seit": "Mrz 26"}, {"since": "2026-03"}),
    "word with blank": ({"Kunde": "Beta", "Stand": "Aktiv "}, {"status": "active"}),
    "key for a word": ({"Kunde": "Beta", "Stand": "pilot"}, {"status": "pilot"}),
    "codes by slash": ({"Kunde": "Beta", "Länder": "DE / AT"}, {"countries": ("DE", "AT")}),
    "codes by line": ({"Kunde": "Beta", "Länder": "DE\n\nCH"}, {"countries": ("DE", "CH")}),
    "points by comma": (
        {"Kunde": "Beta", "Punkte": "Umsatz: 4, Potenzial: 3"},
        {"scores": {"Umsatz": 4.0, "Potenzial": 3.0}},
    ),
    "points by semicolon": (
        {"Kunde": "Beta", "Punkte": "Umsatz: 4; Potenzial: 3,5"},
        {"scores": {"Umsatz": 4.0, "Potenzial": 3.5}},
    ),
    "garbled": ({"Kunde": "MÃ¼ller"}, {"name": "MÃ¼ller"}),
    "quotes": ({"Kunde": "„Beta“ AG"}, {"name": "„Beta“ AG"}),
    "a time": ({"Kunde": "Beta", "Warum": time(3, 4)}, {"why": "03:04:00"}),
}

REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "quarter": ({"Kunde": "Beta", "Seit": "Q4 2027"}, "G6", "Meintet ihr „10.2027“?"),
    "year": ({"Kunde": "Beta", "Seit": 2019}, "G6", "Meintet ihr „01.2019“?"),
    "Excel's number": ({"Kunde": "Beta", "Seit": 45000}, "G6", "Meintet ihr „15.03.2023“?"),
    "week": ({"Kunde": "Beta", "Seit": "KW 12"}, "G6", "zum Beispiel 31.12.2026"),
    "no such day": ({"Kunde": "Beta", "Seit": "31.02.2026"}, "G6", "gibt es nicht"),
    "two words": ({"Kunde": "Beta", "Stand": "Pilot/aktiv"}, "C6", "Meintet ihr „Pilotkunde“?"),
    "points by blank": (
        {"Kunde": "Beta", "Punkte": "Umsatz: 4 Potenzial: 3"},
        "O6",
        "kein Eintrag mit einem Wert",
    ),
    "dash": ({"Kunde": "Beta", "Seit": "-"}, "G6", "lasst die Zelle leer"),
    "no name": ({"Segment": "Chemie"}, "F6", "In dieser Zeile fehlt „Kunde“"),
    "formula": ({"Kunde": '="Beta"&" AG"'}, "B6", "Hier steht eine Formel"),
    "error": ({"Kunde": "Beta", "Warum": "=1/0"}, "H6", "Hier steht eine Formel"),
}


@pytest.mark.parametrize("what", TAKEN)
def test_is_taken_over(what: str, content: Path) -> None:
    cells, expected = TAKEN[what]
    said, code, handbook = changed(content, account(**cells))
    assert code == 0, said
    new = handbook.selection.key_accounts[1]
    assert {key: getattr(new, key) for key in expected} == expected


@pytest.mark.parametrize("what", REFUSED)
def test_is_named_with_its_cell(what: str, content: Path) -> None:
    cells, at, message = REFUSED[what]
    said, code, handbook = changed(content, account(**cells))
    assert code == 1 and f"{ACCOUNTS}!{at}" in said and message in said, said
    assert [each.name for each in handbook.selection.key_accounts] == ["Aldo AG"]


def test_a_comment_on_a_cell_is_named(content: Path) -> None:
    def comment(book: Workbook) -> None:
        cell = book[ACCOUNTS].cell(key_row(book[ACCOUNTS], ALDO), 2)
        cell.comment = Comment("Umsatz stimmt nicht", "HR")

    said, code, _ = changed(content, comment)
    assert code == 1 and "nichts geändert" not in said
    assert f"Zelle {ACCOUNTS}!B5: „Umsatz stimmt nicht“" in said


def test_a_text_box_is_named(content: Path) -> None:
    file = export(content)
    with_text_box(file, "Bitte noch prüfen")
    done = run("import", file, "--content", content, "--yes")
    assert done.exit_code == 1 and "Blatt Anleitung: „Bitte noch prüfen“" in done.output


def with_text_box(file: Path, text: str) -> None:
    """Put a text box on the first sheet of a workbook, as Excel stores it."""
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody>'
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="../drawings/drawing1.xml"/>'
    with ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    end = b"</Relationships>"
    assert end in parts[relations]
    parts[relations] = parts[relations].replace(end, relation.encode() + end)
    with ZipFile(file, "w") as package:
        for name, data in (*parts.items(), ("xl/drawings/drawing1.xml", drawing.encode())):
            package.writestr(name, data)


def test_a_renamed_sheet_and_merged_and_hidden_rows_are_read(content: Path) -> None:
    def change(book: Workbook) -> None:
        account(Kunde="Beta AG")(book)
        sheet = book[ACCOUNTS]
        row = key_row(sheet, NEW)
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=2, end_column=2)
        sheet.row_dimensions[row].hidden = True
        sheet.title = "KA Liste 2027"

    said, code, handbook = changed(content, change)
    assert code == 0, said
    assert [each.name for each in handbook.selection.key_accounts] == ["Aldo AG", "Beta AG"]


def new_iteration(due: str) -> Change:
    """Return the change of writing a record on the sheet for a new iteration."""

    def change(book: Workbook) -> None:
        sheet = book["Neue Iteration"]
        sheet.cell(key_row(sheet, "fields#start"), 3).value = "1.4.2026"
        sheet.cell(key_row(sheet, "decisions/+/0"), 2).value = "Wir behalten drei Kriterien"
        sheet.cell(key_row(sheet, "open/+/0"), 2).value = "Wer bezahlt?"
        sheet.cell(key_row(sheet, "open/+/0"), 4).value = due

    return change


def test_a_new_iteration_begins_in_excel(content: Path) -> None:
    said, code, handbook = changed(content, new_iteration("12.2026"))
    assert code == 0, said
    first, second = handbook.iterations
    assert (first.number, second.number, second.start) == (1, 2, "2026-04-01")
    assert second.decisions[0].text == "Wir behalten drei Kriterien"
    assert (content / "iterations/02.yaml").is_file()


def test_a_record_goes_on_where_it_was_begun(content: Path) -> None:
    file = export(content)
    for due, code in (("Q4 2026", 1), ("12.2026", 0), ("12.2026", 0)):
        book = load_workbook(file)
        new_iteration(due)(book)
        book.save(file)
        assert run("import", file, "--content", content, "--yes").exit_code == code
    _, record = read_content_folder(content).handbook.iterations
    assert [(task.text, task.due) for task in record.open] == [("Wer bezahlt?", "2026-12")]
    assert len(record.decisions) == 1


def test_who_sees_no_records_is_not_asked_for_one(content: Path) -> None:
    file = export(content, "--audience", "newcomers")
    assert "Neue Iteration" not in load_workbook(file).sheetnames
