"""What a workbook's audience may not see is nowhere in it, and comes back to no harm."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from kamhandbook.cli import main
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.leaks.search import leaks
from kamhandbook.reading.content_folder import read_content_folder
from tests.audiences.contents import random_handbook, tokens, write_content
from tests.audiences.oracle import ranks
from tests.sample import ROOT, copy_of_sample

NAME = "Talvera Pumpen AG"
SECRETS = ("Geheimeinkauf", "Geheimleitung", "Geheimkunde", "Geheimleistung", "Geheimfrage")


def run(*command: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in ("questionnaire", *command)])


def export(content: Path, audience: str) -> Path:
    file = content.parent / "fragen.xlsx"
    done = run("export", file, "--content", content, "--audience", audience, "--force")
    assert done.exit_code == 0, done.output
    return file


def import_(content: Path, file: Path) -> Result:
    return run("import", file, "--content", content, "--yes")


def written(content: Path, **parts: str) -> Path:
    content.mkdir(exist_ok=True)
    for name, text in parts.items():
        (content / f"{name.replace('_', '-', 1).lstrip('n')}.yaml").write_text(text, "utf-8")
    return content


def everything_in(file: Path) -> str:
    """All parts of a package as one text, in small letters."""
    with ZipFile(file) as package:
        return "".join(package.read(name).decode("utf-8") for name in package.namelist()).lower()


HIDDEN = {
    "n2_selection": """\
criteria:
  - {name: Umsatz, weight: 60, goal: Z1}
  - {name: Geheimfrage, weight: 40, visible_from: management}
key_accounts:
  - name: Aldo Werke AG
    buying: {kind: central, text: Geheimeinkauf, visible_from: management}
  - {name: Geheimkunde AG, visible_from: management}
  - {name: Bode Werke AG, manager: Ina Mu}
""",
    "n3_services": """\
services:
  - {name: Lager}
  - {name: Geheimleistung, visible_from: management}
  - {name: Messe}
packages:
  - {name: Basis, services: [Lager, Geheimleistung, Messe]}
""",
    "n8_steering": """\
answers:
  steering: {text: Nur oben., owner: Geheimleitung, visible_from: management}
""",
    "handbook": """\
questions:
  - {dimension: rules, id: gifts, question: Geheimfrage?, visible_from: management}
""",
}


@pytest.mark.parametrize("audience", ["applicants", "newcomers", "team"])
def test_labels_on_groups_items_answers_and_questions_hold(audience: str, tmp_path: Path) -> None:
    content = written(tmp_path / "content", **HIDDEN)
    text = everything_in(export(content, audience))
    assert [secret for secret in SECRETS if secret.lower() in text] == []
    whole = everything_in(export(content, "management"))
    assert all(secret.lower() in whole for secret in SECRETS)


def test_a_name_withheld_is_not_in_the_hidden_keys_of_rows(tmp_path: Path) -> None:
    content = written(tmp_path / "content", **HIDDEN)
    text = everything_in(export(content, "applicants"))
    assert "aldo" not in text and "bode" not in text and "ina mu" not in text


def open_cells(book: Workbook) -> list[Cell]:
    """The cells that people may type into."""
    return [
        cell
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.rows
        for cell in row
        if isinstance(cell, Cell) and not cell.protection.locked
    ]


def typed(file: Path, old: str, new: str) -> None:
    """Write over the cell that says ``old`` on a sheet that people see."""
    book = load_workbook(file)
    cells = [cell for cell in open_cells(book) if cell.value == old]
    assert cells, old
    cells[0].value = new
    book.save(file)


def test_an_item_behind_a_withheld_one_is_the_one_that_changes(tmp_path: Path) -> None:
    content = written(tmp_path / "content", **HIDDEN)
    file = export(content, "team")
    typed(file, "Ina Mu", "Ada Nu")
    assert import_(content, file).exit_code == 0
    accounts = read_content_folder(content).handbook.selection.key_accounts
    assert [account.manager for account in accounts] == ["", "", "Ada Nu"]
    assert [account.name for account in accounts][1] == "Geheimkunde AG"


def test_a_row_without_its_name_is_found_by_what_it_says(tmp_path: Path) -> None:
    accounts = (
        "key_accounts:\n  - {name: Aldo AG, segment: Eins}\n  - {name: Bode AG, segment: Zwei}\n"
    )
    content = written(tmp_path / "content", n2_selection=accounts)
    file = export(content, "applicants")
    typed(file, "Zwei", "Drei")
    swapped = (
        "key_accounts:\n  - {name: Bode AG, segment: Zwei}\n  - {name: Aldo AG, segment: Eins}\n"
    )
    written(content, n2_selection=swapped)
    assert import_(content, file).exit_code == 0
    found = read_content_folder(content).handbook.selection.key_accounts
    assert {each.name: each.segment for each in found} == {"Bode AG": "Drei", "Aldo AG": "Eins"}


def test_a_list_that_shows_a_part_is_not_written_over(tmp_path: Path) -> None:
    content = written(tmp_path / "content", **HIDDEN)
    file = export(content, "team")
    typed(file, "Lager\nMesse", "Lager\nMesse\nFahrt")
    before = (content / "3-services.yaml").read_text("utf-8")
    result = import_(content, file)
    assert result.exit_code == 1 and "weil im Handbuch hier mehr steht" in result.output
    assert (content / "3-services.yaml").read_text("utf-8") == before


def test_a_cell_that_looks_empty_is_not_written_over(tmp_path: Path) -> None:
    criteria = "criteria:\n  - {name: Umsatz, goal: Z1, source: ERP}\n"
    goals = "goals:\n  - {id: Z1, text: Wachsen, visible_from: management}\n"
    content = written(tmp_path / "content", n2_selection=criteria, n1_goals=goals)
    file = export(content, "team")
    book = load_workbook(file)
    sheet = book["2 Selektion"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == "criteria/name:umsatz/0")
    column = next(c.column for c in sheet[row] if c.value == "ERP")
    empty = [c for c in sheet[row] if c.column > column and c.value is None]
    for cell in empty:
        cell.value = "Z2"
    book.save(file)
    result = import_(content, file)
    assert result.exit_code == 1
    assert read_content_folder(content).handbook.selection.criteria[0].goal == "Z1"


def test_an_item_withheld_since_the_export_is_still_found(tmp_path: Path) -> None:
    content = written(tmp_path / "content", n7_tools="tools:\n  - {name: CRM, purpose: Alt}\n")
    file = export(content, "team")
    typed(file, "Alt", "Neu")
    closed = "tools:\n  - {name: CRM, purpose: Alt, visible_from: management}\n"
    written(content, n7_tools=closed)
    assert import_(content, file).exit_code == 0
    assert (content / "7-tools.yaml").read_text("utf-8") == closed.replace("Alt", "Neu")


@pytest.mark.parametrize("seed", [2, 4])
def test_random_labels_out_and_back(seed: int, tmp_path: Path) -> None:
    """Nothing is lost of what the workbook does not show, whatever people type into it."""
    handbook, random = random_handbook(seed, apart=True), Random(seed)
    content = write_content(handbook, tmp_path / "content")
    for audience in ("applicants", "newcomers", "team"):
        rank = Audience(audience).rank
        readable = {t for text, needed in ranks(handbook) if needed <= rank for t in tokens(text)}
        secret = tokens(handbook) - readable
        file = export(content, audience)
        assert not tokens(everything_in(file)) & secret
        before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
        assert import_(content, file).exit_code == 0
        assert before == {path: path.read_bytes() for path in content.rglob("*.yaml")}
        book = load_workbook(file)
        for cell in open_cells(book):
            if random.random() < 0.2:
                cell.value = f"Getippt {cell.coordinate}"
        book.save(file)
        import_(content, file)
        now = read_content_folder(content).handbook
        assert secret <= tokens(now)


# The gate


def book_with(change: Callable[[Workbook], Any]) -> bytes:
    book = Workbook()
    book.create_sheet("_auswahl").sheet_state = "hidden"
    change(book)
    raw = BytesIO()
    book.save(raw)
    return raw.getvalue()


def set_cell(book: Workbook, value: Any, sheet: int = 0) -> None:
    book.worksheets[sheet]["B2"] = value


def validated(book: Workbook, **options: Any) -> None:
    rule = DataValidation(**options)
    rule.add("A1")
    book.worksheets[0].add_data_validation(rule)


PLANTED: dict[str, Callable[[Workbook], Any]] = {
    "a cell": lambda book: set_cell(book, f"Mit {NAME} besprochen"),
    "a hidden sheet": lambda book: set_cell(book, NAME, 1),
    "runs": lambda book: set_cell(
        book, CellRichText("Mit ", TextBlock(InlineFont(b=True), "Tal"), "vera Pumpen AG")
    ),
    "a character's number": lambda book: set_cell(book, "_x0054_alvera Pumpen AG"),
    "a comment": lambda book: setattr(book.worksheets[0]["A1"], "comment", Comment(NAME, "ich")),
    "a comment's author": lambda book: setattr(
        book.worksheets[0]["A1"], "comment", Comment("ja", NAME)
    ),
    "a list to choose from": lambda book: validated(book, type="list", formula1=f'"ja,{NAME}"'),
    "a prompt": lambda book: validated(book, prompt=f"Wie bei {NAME}", showInputMessage=True),
    "an error's text": lambda book: validated(book, error=NAME),
    "a name": lambda book: book.defined_names.add(
        DefinedName("Talvera_Pumpen", attr_text="Sheet!$A$1")
    ),
    "a constant": lambda book: book.defined_names.add(DefinedName("x", attr_text=f'"{NAME}"')),
    "a property": lambda book: setattr(book.properties, "keywords", NAME),
    "a sheet's name": lambda book: setattr(book.worksheets[0], "title", NAME),
    "a header": lambda book: setattr(book.worksheets[0].oddHeader.left, "text", NAME),
    "a footer": lambda book: setattr(book.worksheets[0].evenFooter.right, "text", f"{NAME} &P"),
    "a link": lambda book: setattr(
        book.worksheets[0]["A1"], "hyperlink", "mailto:x@y.example?subject=Talvera%20Pumpen"
    ),
    "a formula": lambda book: set_cell(book, f'="{NAME}"'),
}


@pytest.mark.parametrize("place", PLANTED)
def test_a_name_planted_in_a_workbook_is_found(place: str) -> None:
    loaded = read_content_folder(ROOT / "content")
    edition = cut(loaded.handbook, Audience.APPLICANTS)
    files = {"fragen.xlsx": book_with(PLANTED[place])}
    found, _ = leaks(files, edition, loaded.positions)
    assert ["Talvera Pumpen" in finding.message for finding in found] == [True]
    assert not leaks({"fragen.xlsx": book_with(lambda _: None)}, edition, loaded.positions)[0]


def test_inline_strings_are_read(tmp_path: Path) -> None:
    loaded = read_content_folder(ROOT / "content")
    sheet = "<c r='A1' t='inlineStr'><is><r><t>Talv</t></r><r><t>era Pumpen</t></r></is></c>"
    file = tmp_path / "a.xlsx"
    with ZipFile(file, "w") as package:
        package.writestr("xl/worksheets/sheet1.xml", f"<sheetData><row>{sheet}</row></sheetData>")
    edition = cut(loaded.handbook, Audience.APPLICANTS)
    (finding,), _ = leaks({"a.xlsx": file.read_bytes()}, edition, loaded.positions)
    assert "a.xlsx, Blatt „sheet1.xml“" in finding.message


def test_an_export_that_leaks_is_refused_and_leaves_the_old_file() -> None:
    with TemporaryDirectory() as folder:
        content = copy_of_sample(Path(folder)) / "content"
        answer = content / "3-services.yaml"
        text = answer.read_text("utf-8")
        assert "Bitte sage nur zu," in text
        said = text.replace("Bitte sage nur zu,", f"Mit {NAME} vereinbart: Sage nur zu,")
        answer.write_text(said, "utf-8")
        file = content.parent / "fragen.xlsx"
        file.write_bytes(b"PK\x03\x04 von gestern")
        command = ("export", file, "--content", content, "--force", "--audience")
        result = run(*command, "applicants")
        assert result.exit_code == 1 and "DOC6" in result.output
        assert "content/3-services.yaml:23:11" in result.output
        assert "in fragen.xlsx, Blatt „3 Leistungen“" in " ".join(result.output.split())
        assert file.read_bytes() == b"PK\x03\x04 von gestern"
        assert sorted(path.name for path in content.parent.iterdir() if path.is_file()) == [
            "fragen.xlsx",
            "mkdocs.yml",
        ]
        assert run(*command, "newcomers").exit_code == 0
