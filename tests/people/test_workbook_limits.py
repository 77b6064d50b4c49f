"""Workbooks at their limits: what a cell cannot hold on the way out, too much on the way in."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from kamhandbook.cli import main
from kamhandbook.questionnaire import filled_workbook, stored_cells
from kamhandbook.questionnaire.filled_workbook import NotAQuestionnaireError, read_filled
from kamhandbook.reading.content_folder import read_content_folder
from kamhandbook.wording.language import DEFAULT
from tests.openxml import validate

LAST_ROW = 1_048_576


def run(*command: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in ("questionnaire", *command)])


def written(folder: Path, **parts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in parts.items():
        (folder / f"{name.replace('_', '-', 1).lstrip('n')}.yaml").write_text(text, "utf-8")
    return folder


def export(content: Path, *options: str) -> tuple[Path, str]:
    file = content.parent / "fragen.xlsx"
    result = run("export", file, "--content", content, "--force", *options)
    assert result.exit_code == 0, result.output
    return file, result.output


def unchanged(content: Path, file: Path) -> None:
    before = {path: path.read_bytes() for path in content.iterdir()}
    result = run("import", file, "--content", content, "--yes")
    assert result.exit_code == 0 and "nichts geändert" in result.output, result.output
    assert before == {path: path.read_bytes() for path in content.iterdir()}


# On the way out


def test_signs_that_no_office_file_holds_are_dropped_and_told(tmp_path: Path) -> None:
    content = written(
        tmp_path / "content",
        n3_services='services:\n  - name: "Lager\\x01haltung"\n'
        '    key_accounts: "viel\\x0bPlatz"\n',
        n8_steering='owner: "Leitung\\x02KAM"\n',
        handbook='company: {name: "Mus\\x03ter"}\ntitle: "Ti\\x04tel"\nquestions:\n'
        '  - {dimension: rules, id: gifts, question: "Was\\x05 nun?"}\n',
    )
    file, output = export(content)
    said = " ".join(output.split())
    for place in ("3-services.yaml:2:11", "3-services.yaml:3:19", "8-steering.yaml:1:8"):
        assert f"content/{place}: Hier stehen Steuerzeichen" in said
    texts = {cell.value for sheet in load_workbook(file) for row in sheet.rows for cell in row}
    assert {"Lagerhaltung", "vielPlatz", "LeitungKAM"} <= texts
    unchanged(content, file)
    book = load_workbook(file)
    cells = [cell for row in book["3 Leistungen"].rows for cell in row if cell.value == "vielPlatz"]
    cells[0].value = "viel Platz"
    book.save(file)
    assert run("import", file, "--content", content, "--yes").exit_code == 0
    service = read_content_folder(content).handbook.services.services[0]
    assert (service.name, service.key_accounts) == ("Lager\x01haltung", "viel Platz")


SIGNS = ("=1+1", "+1", "-1", "@SUM(A1)")


@pytest.mark.parametrize("text", SIGNS)
def test_no_text_of_a_company_is_a_formula(text: str, tmp_path: Path) -> None:
    quoted = f"'{text}'"
    content = written(
        tmp_path / "content",
        handbook=f"company: {{name: {quoted}}}\ntitle: {quoted}\nquestions:\n"
        f"  - {{dimension: rules, id: gifts, question: {quoted}}}\n",
        n6_rules=f"answers:\n  gifts: {quoted}\n"
        "  rules: {text: Nur oben., visible_from: management}\n"
        "  processes: {text: Nur oben., visible_from: management}\n"
        f"escalation:\n  - {{level: {quoted}, who: {quoted}}}\n",
        n8_steering=f"owner: {quoted}\n",
    )
    file, _ = export(content)
    cells = [cell for sheet in load_workbook(file) for row in sheet.rows for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    like = [cell for cell in cells if str(cell.value or "").startswith(text)]
    assert len(like) >= 8 and all(cell.quotePrefix for cell in like)
    assert validate(file) == []
    unchanged(content, file)


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x005F_", "_xyz_"])
def test_what_looks_like_a_characters_number_stays_as_it_is(text: str, tmp_path: Path) -> None:
    content = written(tmp_path / "content", n1_goals=f"why: Vorher {text} danach\n")
    file, _ = export(content)
    assert f"Vorher {text} danach" in read_filled(file, DEFAULT).texts.values()
    unchanged(content, file)


@pytest.mark.parametrize(("text", "fits"), [("a" * 32_767, True), ("a" * 32_768, False)])
def test_a_text_too_long_for_a_cell_is_told(text: str, fits: bool, tmp_path: Path) -> None:
    content = written(tmp_path / "content", n1_goals=f"why: {text}\n")
    file, output = export(content)
    assert ("länger als die 32.767 Zeichen einer Zelle" in output) is not fits
    assert ("content/1-goals.yaml:1:6" in output) is not fits
    values = {cell.value for sheet in load_workbook(file) for row in sheet.rows for cell in row}
    assert (text in values) is fits
    unchanged(content, file)


def test_signs_that_excel_counts_twice_count_twice(tmp_path: Path) -> None:
    content = written(tmp_path / "content", n1_goals=f"why: {'😀' * 16_384}\n")
    file, output = export(content)
    assert "content/1-goals.yaml:1:6" in output
    unchanged(content, file)


def test_a_very_long_name_of_an_item_is_still_found(tmp_path: Path) -> None:
    note = "Lang " * 8_000
    content = written(tmp_path / "content", n8_steering=f"notes:\n  - note: {note}\n")
    file, _ = export(content)
    unchanged(content, file)


def test_long_names_of_company_and_handbook_leave_a_valid_file(tmp_path: Path) -> None:
    about = f"company: {{name: {'Muster & ' * 60}Co}}\ntitle: {'Handbuch ' * 60}\n"
    file, _ = export(written(tmp_path / "content", handbook=about))
    for sheet in load_workbook(file):
        assert len(str(sheet.oddHeader)) <= 255


# On the way in


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("limits")
    content = written(folder / "content", n1_goals="why: Weil es sich lohnt.\nnon_goals: [Eins]\n")
    return export(content)[0].read_bytes()


def repacked(raw: bytes, file: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write a workbook with parts of it changed."""
    source = file.with_suffix(".source")
    source.write_bytes(raw)
    with ZipFile(source) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file


def in_sheets(addition: bytes, start: str = "sheet") -> Callable[[str, bytes], bytes]:
    """Return a change that adds rows to the end of every sheet."""

    def change(name: str, part: bytes) -> bytes:
        is_sheet = name.startswith(f"xl/worksheets/{start}")
        return part.replace(b"</sheetData>", addition + b"</sheetData>") if is_sheet else part

    return change


def test_a_cell_in_the_last_row_of_every_sheet_costs_nothing(
    exported: bytes, tmp_path: Path
) -> None:
    cell = f'<c r="XFD{LAST_ROW}" t="inlineStr"><is><t>hier</t></is></c>'
    row = f'<row r="{LAST_ROW}">{cell}</row>'.encode()
    file = repacked(exported, tmp_path / "fragen.xlsx", in_sheets(row))
    started = time.process_time()
    filled = read_filled(file, DEFAULT)
    assert time.process_time() - started < 1
    assert filled.base and filled.texts == filled.base


def test_a_merge_over_the_whole_sheet_costs_nothing(exported: bytes, tmp_path: Path) -> None:
    merge = f'<mergeCells count="1"><mergeCell ref="A900:XFD{LAST_ROW}"/></mergeCells>'.encode()

    def change(name: str, part: bytes) -> bytes:
        is_sheet = name.startswith("xl/worksheets/sheet")
        return part.replace(b"</sheetData>", b"</sheetData>" + merge) if is_sheet else part

    started = time.process_time()
    assert read_filled(repacked(exported, tmp_path / "a.xlsx", change), DEFAULT).base
    assert time.process_time() - started < 1


def refused(file: Path, *expected: str) -> None:
    with pytest.raises(NotAQuestionnaireError) as error:
        read_filled(file, DEFAULT)
    for text in (str(file), *expected):
        assert text in str(error.value)


@pytest.mark.parametrize("what", [b'<row r="%d"/>', b'<row r="%d"><c r="A%d"/></row>'])
def test_too_many_cells_are_told_with_the_limit(
    what: bytes, exported: bytes, tmp_path: Path
) -> None:
    count = what.count(b"%d")
    rows = b"".join(
        what % ((number,) * count) for number in range(1_000, 1_000 + stored_cells.MOST_CELLS)
    )
    file = repacked(exported, tmp_path / "fragen.xlsx", in_sheets(rows, "sheet2"))
    started = time.process_time()
    refused(file, "mehr als 300.000 Zellen")
    assert time.process_time() - started < 5


def test_too_many_bytes_are_told_with_the_limit(exported: bytes, tmp_path: Path) -> None:
    filling = b" " * filled_workbook.MAX_BYTES
    refused(repacked(exported, tmp_path / "a.xlsx", in_sheets(filling, "sheet2")), "mehr als 50 MB")


def test_a_damaged_part_is_named(exported: bytes, tmp_path: Path) -> None:
    part = "xl/worksheets/sheet2.xml"
    damaged = repacked(
        exported, tmp_path / "a.xlsx", lambda name, raw: raw[:-40] if name == part else raw
    )
    refused(damaged, "beschädigt", part)


@pytest.mark.parametrize("number", ["0", "-1", "9" * 5_000, "\u0663", "eins", ""])
def test_a_row_that_is_none_is_damage(number: str, exported: bytes, tmp_path: Path) -> None:
    rows = f'<row r="{number}"/>'.encode()
    refused(repacked(exported, tmp_path / "a.xlsx", in_sheets(rows, "sheet2")), "sheet2.xml")


RELATION = '<Relationships><Relationship Id="a" Type="x/{}" Target="{}"/></Relationships>'


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"_rels/.rels": "<Relationships/>"},
        {"_rels/.rels": RELATION.format("core-properties", "a.xml")},
        {"_rels/.rels": RELATION.format("officeDocument", "xl/workbook.bin")},
    ],
)
def test_a_package_without_a_workbook_is_no_excel_file(
    parts: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "a.xlsx"
    with ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    refused(file, "keine Excel-Datei")


def test_entities_are_not_expanded(exported: bytes, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "{}">{}]>'.format(
        "x" * 1_000, "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 50}">' for n in range(1, 8))
    ).encode()

    def change(name: str, part: bytes) -> bytes:
        return bomb + part.replace(b"<t>", b"<t>&b7;", 1) if "sheet2" in name else part

    file = repacked(exported, tmp_path / "a.xlsx", change)
    started = time.process_time()
    try:
        read_filled(file, DEFAULT)
    except NotAQuestionnaireError as error:
        assert "sheet2" in str(error)
    assert time.process_time() - started < 2


def test_a_password_is_told_as_one(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + name + bytes(500))
    refused(file, "mit einem Kennwort verschlüsselt")


def test_days_numbers_and_yes_are_read_as_excel_stores_them(tmp_path: Path) -> None:
    content = written(tmp_path / "content", n1_goals="answers:\n  purpose: Weil.\n")
    file, _ = export(content)
    book = load_workbook(file)
    sheet = book["1 Ziele"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == "answers/purpose")
    (why,) = (cell.row for cell in sheet["A"] if cell.value == "fields#why")
    sheet.cell(row, 7).value, sheet.cell(row, 7).number_format = 46_350, "DD.MM.YYYY"
    sheet.cell(why, 3).value, sheet.cell(why, 3).number_format = 12, "General"
    book.save(file)
    assert run("import", file, "--content", content, "--yes").exit_code == 0
    handbook = read_content_folder(content).handbook
    assert handbook.answer("goals", "purpose").decided_on == "2026-11-24"
    assert handbook.goals.why == "12"
