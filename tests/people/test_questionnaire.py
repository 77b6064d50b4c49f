"""The questionnaire: out and back without a change, and with every kind of change."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.building.project import open_project
from kamhandbook.cli import main
from kamhandbook.content.handbook import DIMENSIONS, Handbook, file_name
from kamhandbook.questionnaire.filled_workbook import NotAQuestionnaireError, read_filled
from kamhandbook.questionnaire.merge import merge
from kamhandbook.reading.content_folder import read_content_folder
from kamhandbook.wording.language import DEFAULT
from tests.openxml import validate
from tests.programs import missing, require_program

SAMPLE = Path(__file__).resolve().parents[2] / "content"
TODAY = "2026-11-24"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the sample's content."""
    folder = tmp_path / "content"
    shutil.copytree(SAMPLE, folder)
    return folder


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample's questionnaire, made once."""
    file = tmp_path_factory.mktemp("questionnaire") / "fragen.xlsx"
    assert run("export", file, "--content", SAMPLE, "--today", TODAY).exit_code == 0
    return file.read_bytes()


@pytest.fixture
def file(tmp_path: Path, exported: bytes) -> Path:
    """The sample's questionnaire beside its content."""
    path = tmp_path / "fragen.xlsx"
    path.write_bytes(exported)
    return path


def run(*command: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in ("questionnaire", *command)])


def export(content: Path, *options: str) -> Path:
    file = content.parent / "fragen.xlsx"
    result = run("export", file, "--content", content, "--today", TODAY, *options)
    assert result.exit_code == 0, result.output
    return file


def import_(content: Path, file: Path, *options: str) -> Result:
    return run("import", file, "--content", content, "--yes", *options)


def snapshot(content: Path) -> dict[str, bytes]:
    return {
        file.relative_to(content).as_posix(): file.read_bytes()
        for file in sorted(content.rglob("*"))
        if file.is_file()
    }


def sheets(book: Workbook) -> dict[str, Worksheet]:
    return {str(s.cell(1, 1).value): s for s in book.worksheets if s.cell(1, 1).value}


def row_of(sheet: Worksheet, key: str) -> int:
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, 1).value == key:
            return row
    raise KeyError(key)


Typed = tuple[str, str, int, Any]


def changed(file: Path, *typed: Typed) -> None:
    """Type values into cells, each given by dimension, row key and column."""
    book = load_workbook(file)
    for part, key, column, value in typed:
        sheet = sheets(book)[part]
        cell = sheet.cell(row_of(sheet, key), column)
        cell.value = value
        if isinstance(value, str) and not value.startswith("=SUM"):
            cell.data_type = "s"
    book.save(file)


# Out and back


def test_without_an_edit_not_one_byte_changes(content: Path, file: Path) -> None:
    before = snapshot(content)
    result = import_(content, file)
    assert result.exit_code == 0, result.output
    assert "nichts geändert" in result.output
    assert snapshot(content) == before


def test_a_new_project_goes_round_too(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["new", str(tmp_path), "--company", "Muster GmbH"])
    before = snapshot(tmp_path / "content")
    assert import_(tmp_path / "content", export(tmp_path / "content")).exit_code == 0
    assert snapshot(tmp_path / "content") == before


def test_saved_by_libreoffice_nothing_changes_either(content: Path, file: Path) -> None:
    office = require_program("soffice", "libreoffice-calc")
    profile = f"-env:UserInstallation=file://{content.parent}/profile"
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", content.parent / "saved"]
    done = subprocess.run(
        [office, "--headless", profile, *target, file],
        capture_output=True,
        timeout=120,
        check=False,
    )
    saved = content.parent / "saved" / file.name
    if not saved.exists():
        missing(
            f"LibreOffice Calc ({done.stderr.decode()[:60]})", "apt-get install libreoffice-calc"
        )
    changed(saved, ("goals", "answers/purpose", 5, "Leitung Vertrieb"))
    before = (content / "1-goals.yaml").read_text(encoding="utf-8")
    result = import_(content, saved)
    assert result.exit_code == 0, result.output
    assert "1 Änderung:" in result.output
    after = (content / "1-goals.yaml").read_text(encoding="utf-8")
    assert after == before.replace("owner: GF Vertrieb", "owner: Leitung Vertrieb", 1)


def test_the_same_day_gives_the_same_bytes(file: Path) -> None:
    again = file.with_name("again.xlsx")
    assert run("export", again, "--content", SAMPLE, "--today", TODAY).exit_code == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("name", ["pipe", "3-services.yaml", "empty.xlsx"])
def test_what_is_no_workbook_is_never_replaced(content: Path, name: str) -> None:
    file = content / name
    if name == "pipe":
        os.mkfifo(file)
    elif not file.exists():
        file.write_bytes(b"")
    before = file.read_bytes() if file.is_file() else None
    done = run("export", file, "--content", content, "--force")
    assert done.exit_code == 1 and "keine Excel-Arbeitsmappe" in done.output
    assert (file.read_bytes() if file.is_file() else None) == before


def test_an_existing_file_is_not_replaced(content: Path, file: Path) -> None:
    assert run("export", file, "--content", content).exit_code == 1


# What the workbook is like


def test_one_sheet_a_dimension_in_order_protected_and_printable(file: Path) -> None:
    book = load_workbook(file)
    assert [s for s in sheets(book) if s in DIMENSIONS] == list(DIMENSIONS)
    for part in DIMENSIONS:
        sheet = sheets(book)[part]
        assert sheet.protection.sheet and sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth == 1 and sheet.print_area
        validations = sheet.data_validations.dataValidation
        assert any(v.formula1 == '"offen,Entwurf,erprobt,entschieden"' for v in validations)
        assert any(str(v.formula1).startswith("_auswahl!") for v in validations)
    colour = open_project(SAMPLE).brand.light["primary"].hex.lstrip("#").upper()
    goals = sheets(book)["goals"]
    answer = goals.cell(row_of(goals, "answers/purpose#text"), 3)
    assert not answer.protection.locked and goals["B1"].protection.locked
    assert colour in {str(cell.fill.fgColor.rgb)[2:] for row in goals.rows for cell in row}


def test_drop_downs_fit_excel(file: Path) -> None:
    """A list inside a rule holds 255 characters at most, and a comma parts its entries."""
    for sheet in load_workbook(file).worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 255
            assert len(rule.prompt or "") <= 255 and len(rule.promptTitle or "") <= 32


def test_open_xml_validator_finds_nothing(file: Path) -> None:
    assert validate(file) == []


def test_money_is_left_out_unless_asked_for(content: Path, file: Path) -> None:
    def texts(file: Path) -> set[str]:
        book = load_workbook(file)
        return {str(cell.value) for s in book.worksheets for row in s.rows for cell in row}

    assert "9,5 Mio. EUR" not in texts(file)
    assert "9,5 Mio. EUR" in texts(export(content, "--force", "--audience", "management"))
    assert "Talvera Pumpen AG" not in texts(export(content, "--force", "--audience", "applicants"))


def test_an_import_of_a_smaller_audience_takes_nothing_away(content: Path) -> None:
    before = snapshot(content)
    result = import_(content, export(content, "--audience", "applicants"))
    assert result.exit_code == 0 and snapshot(content) == before


# Formulas


def test_texts_like_formulas_stay_texts(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    why = '=HYPERLINK("http://evil.example")'
    (content / "1-goals.yaml").write_text(
        f"why: '{why}'\nnon_goals:\n  - '@SUM(1)'\n  - +1\n  - -2\n", encoding="utf-8"
    )
    before = snapshot(content)
    file = export(content)
    book = load_workbook(file)
    cells = [cell for s in book.worksheets for row in s.rows for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    like = [cell for cell in cells if str(cell.value or "")[:1] in tuple("=+-@")]
    assert {cell.value for cell in like} == {why, "@SUM(1)\n+1\n-2"}
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in like)
    assert import_(content, file).exit_code == 0 and snapshot(content) == before


def test_a_formula_is_neither_run_nor_taken_over(content: Path, file: Path) -> None:
    before = snapshot(content)
    changed(file, ("goals", "answers/purpose#text", 3, "=SUM(1,2)"))
    result = import_(content, file)
    assert result.exit_code == 1
    assert "Hier steht eine Formel" in result.output and "1 Ziele!C" in result.output
    assert snapshot(content) == before


# Changes


def only_changed(before: dict[str, bytes], content: Path) -> list[str]:
    return [name for name, raw in snapshot(content).items() if before.get(name) != raw]


def test_an_answer_with_a_list_survives(content: Path, file: Path) -> None:
    before = snapshot(content)
    text = "Wir wollen:\n\n- mehr **Anteil**,\n- neue Normen.\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    changed(file, ("goals", "answers/purpose#text", 3, text))
    result = import_(content, file)
    assert result.exit_code == 0, result.output
    assert read_content_folder(content).handbook.answer("goals", "purpose").text == text
    assert only_changed(before, content) == ["1-goals.yaml"]
    old = before["1-goals.yaml"].decode().split("\n")
    new = (content / "1-goals.yaml").read_text(encoding="utf-8").split("\n")
    assert [line for line in old if line.startswith(("#", "  terms:", "goals:"))] == [
        line for line in new if line.startswith(("#", "  terms:", "goals:"))
    ]
    assert new[-60:] == old[-60:]


CHANGES: list[tuple[Typed, Callable[[Handbook], Any], Any]] = [
    (
        ("goals", "answers/purpose", 3, "erprobt"),
        lambda h: h.answer("goals", "purpose").status,
        "piloted",
    ),
    (
        ("goals", "answers/purpose", 7, "24.12.2026"),
        lambda h: h.answer("goals", "purpose").decided_on,
        "2026-12-24",
    ),
    (
        ("goals", "answers/terms#short", 3, "- eins\n- zwei"),
        lambda h: h.answer("goals", "terms").short,
        ("eins", "zwei"),
    ),
    (("goals", "fields#why", 3, "Darum: so"), lambda h: h.goals.why, "Darum: so"),
    (
        ("goals", "goals/id:z2/0", 5, "fünf: alle"),
        lambda h: h.goals.goals[1].target,
        "fünf: alle",
    ),
    (
        ("selection", "fields#review.months", 3, "3, Oktober"),
        lambda h: h.selection.review.months,
        (3, 10),
    ),
    (
        ("selection", "criteria/name:zugängliches potenzial/0", 3, 32.5),
        lambda h: h.selection.criteria[1].weight,
        32.5,
    ),
    (
        ("selection", "criteria/name:zentrale werksnorm vorhanden/0", 3, "17,5"),
        lambda h: h.selection.criteria[2].weight,
        17.5,
    ),
    (
        ("organisation", "team/role:key account manager/0", 5, "nein"),
        lambda h: h.organisation.team[0].core,
        False,
    ),
    (
        ("rules", "answers/confidentiality", 5, "Recht"),
        lambda h: h.answer("rules", "confidentiality").owner,
        "Recht",
    ),
]


def test_every_kind_of_change(content: Path, file: Path) -> None:
    before = snapshot(content)
    changed(file, *(typed for typed, _, _ in CHANGES))
    result = import_(content, file)
    assert result.exit_code == 0, result.output
    loaded = read_content_folder(content)
    assert loaded.findings == ()
    assert [value(loaded.handbook) for _, value, _ in CHANGES] == [told for _, _, told in CHANGES]
    parts = {file_name(typed[0]) for typed, _, _ in CHANGES}
    assert set(only_changed(before, content)) == parts
    for name in parts:
        old = before[name].decode().split("\n")
        new = (content / name).read_text(encoding="utf-8").split("\n")
        assert len([line for line in old if line not in new]) <= 9


def test_a_new_row_becomes_an_item(content: Path, file: Path) -> None:
    changed(
        file,
        ("goals", "goals/+/0", 2, "Z4"),
        ("goals", "goals/+/0", 3, "Neue Märkte"),
        ("goals", "goals/+/0", 4, "Weiteres Ziel"),
    )
    result = import_(content, file)
    assert result.exit_code == 0, result.output
    goal = read_content_folder(content).handbook.goals.goals[-1]
    assert (goal.id, goal.text, goal.kind) == ("Z4", "Neue Märkte", "other")


def test_the_sheet_of_key_accounts_takes_changes_and_new_customers(
    content: Path, file: Path
) -> None:
    accounts = "selection#key_accounts"
    changed(file, (accounts, "key_accounts/name:talvera pumpen ag/0", 4, "Ada Nu"))
    changed(file, (accounts, "key_accounts/+/0", 2, "Neukunde AG"))
    changed(file, (accounts, "key_accounts/+/0", 3, "Kandidat"))
    result = import_(content, file)
    assert result.exit_code == 0, result.output
    accounts = read_content_folder(content).handbook.selection.key_accounts
    assert accounts[0].manager == "Ada Nu"
    assert (accounts[-1].name, accounts[-1].status) == ("Neukunde AG", "candidate")


def test_first_answers_in_a_new_project(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["new", str(tmp_path), "--company", "Muster GmbH"])
    content = tmp_path / "content"
    before = (content / "1-goals.yaml").read_text(encoding="utf-8")
    file = export(content)
    changed(
        file,
        ("goals", "answers/purpose#text", 3, "Wir wachsen:\n\n- mit Kunden"),
        ("goals", "answers/purpose", 3, "Entwurf"),
        ("goals", "goals/+/0", 3, "Anteil ausbauen"),
    )
    result = import_(content, file)
    assert result.exit_code == 0, result.output
    handbook = read_content_folder(content).handbook
    assert handbook.answer("goals", "purpose").text == "Wir wachsen:\n\n- mit Kunden"
    assert handbook.goals.goals[0].text == "Anteil ausbauen"
    after = (content / "1-goals.yaml").read_text(encoding="utf-8")
    hints = [line.partition("#")[2] for line in before.split("\n")]
    assert [hint for hint in hints if hint not in after] == []


def test_an_answer_written_as_plain_text_gets_a_status(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "7-tools.yaml").write_text("answers:\n  tools: Ein CRM.  # so\n", encoding="utf-8")
    file = export(content)
    changed(file, ("tools", "answers/tools", 3, "entschieden"))
    assert import_(content, file).exit_code == 0
    answer = read_content_folder(content).handbook.answer("tools", "tools")
    assert (answer.text, answer.status) == ("Ein CRM.", "decided")
    assert "# so" in (content / "7-tools.yaml").read_text(encoding="utf-8")


def test_line_ends_of_windows_stay(content: Path, file: Path) -> None:
    goals = content / "1-goals.yaml"
    goals.write_bytes(goals.read_bytes().replace(b"\n", b"\r\n"))
    changed(file, ("goals", "answers/purpose#text", 3, "eins\nzwei"))
    assert import_(content, file).exit_code == 0
    raw = goals.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") and b"      eins\r\n      zwei\r\n" in raw


def test_permissions_stay(content: Path, file: Path) -> None:
    (content / "1-goals.yaml").chmod(0o640)
    changed(file, ("goals", "fields#why", 3, "Darum"))
    assert import_(content, file).exit_code == 0
    assert (content / "1-goals.yaml").stat().st_mode & 0o777 == 0o640


# What is not taken over


def test_a_conflict_is_listed_and_not_decided(content: Path, file: Path) -> None:
    changed(file, ("goals", "goals/id:z1/0", 5, "von 22 auf 50 %"))
    changed(file, ("goals", "goals/id:z2/0", 5, "alle Normen"))
    goals = content / "1-goals.yaml"
    text = goals.read_text(encoding="utf-8").replace("von 22 auf 35 %", "von 22 auf 40 %")
    goals.write_text(text, encoding="utf-8")
    result = import_(content, file)
    assert result.exit_code == 1
    assert "inzwischen auch im Handbuch geändert" in result.output
    assert "von 22 auf 50 %" in result.output and "von 22 auf 40 %" in result.output
    targets = [goal.target for goal in read_content_folder(content).handbook.goals.goals[:2]]
    assert targets == ["von 22 auf 40 %", "alle Normen"]


def test_the_same_change_on_both_sides_is_none(content: Path, file: Path) -> None:
    changed(file, ("goals", "goals/id:z1/0", 5, "50 %"))
    goals = content / "1-goals.yaml"
    text = goals.read_text(encoding="utf-8").replace("von 22 auf 35 %", "50 %")
    goals.write_text(text, encoding="utf-8")
    result = import_(content, file)
    assert result.exit_code == 0 and "nichts geändert" in result.output


def test_items_may_move_in_between(content: Path, file: Path) -> None:
    changed(file, ("goals", "goals/id:z2/0", 5, "alle Normen"))
    goals = content / "1-goals.yaml"
    head, rest = goals.read_text(encoding="utf-8").split("goals:\n  - id: Z1", 1)
    moved = f"{head}goals:\n  - id: Z9\n    text: Neu\n  - id: Z1{rest}"
    goals.write_text(moved, encoding="utf-8")
    assert import_(content, file).exit_code == 0
    found = {goal.id: goal.target for goal in read_content_folder(content).handbook.goals.goals}
    assert found["Z2"] == "alle Normen" and found["Z9"] == ""


def test_an_item_that_is_gone(content: Path, file: Path) -> None:
    changed(file, ("tools", "tools/name:crm/0", 3, "Neuer Zweck"))
    tools = content / "7-tools.yaml"
    tools.write_text("answers: {}\n", encoding="utf-8")
    result = import_(content, file)
    assert result.exit_code == 1 and "nicht mehr" in result.output
    assert tools.read_text(encoding="utf-8") == "answers: {}\n"


def test_an_emptied_cell_deletes_nothing(content: Path, file: Path) -> None:
    before = snapshot(content)
    changed(file, ("goals", "answers/purpose#text", 3, None))
    result = import_(content, file)
    assert result.exit_code == 0 and "im Handbuch bleibt der alte Text" in result.output
    assert snapshot(content) == before


REFUSED: list[tuple[Typed, str]] = [
    (("goals", "answers/purpose", 3, "fertig"), "„fertig“ ist hier nicht vorgesehen"),
    (("goals", "answers/purpose", 7, "bald"), "Datum oder ein Monat erwartet"),
    (("goals", "answers/terms", 7, "31.02.2026"), "Einen Tag „31.02.2026“ gibt es nicht"),
    (("selection", "fields#erp_systems", 3, "sieben"), "ganze Zahl erwartet"),
    (("selection", "fields#review.months", 3, "13"), "außerhalb des Möglichen"),
    (("goals", "goals/id:z1/0", 2, "Ziel eins"), "taugt nicht als Kennung"),
]


def test_what_does_not_fit_is_refused(content: Path, file: Path) -> None:
    before = snapshot(content)
    changed(file, *(typed for typed, _ in REFUSED))
    result = import_(content, file)
    assert result.exit_code == 1
    assert [said for _, said in REFUSED if said not in result.output] == []
    assert snapshot(content) == before


def test_without_a_terminal_only_yes_agrees(content: Path, file: Path) -> None:
    before = snapshot(content)
    changed(file, ("goals", "fields#why", 3, "Darum"))
    result = run("import", file, "--content", content)
    assert result.exit_code == 1 and "--yes" in result.output and "Darum" in result.output
    assert snapshot(content) == before


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0 OLE", b"a;b\n"])
def test_other_files_are_turned_down(content: Path, raw: bytes) -> None:
    file = content.parent / "other.xlsx"
    file.write_bytes(raw)
    result = import_(content, file)
    assert result.exit_code == 1 and "keine Excel-Datei" in result.output


def test_another_workbook_is_turned_down(content: Path) -> None:
    Workbook().save(content.parent / "other.xlsx")
    result = import_(content, content.parent / "other.xlsx")
    assert result.exit_code == 1 and "kein Fragebogen" in result.output
    assert import_(content, content.parent / "none.xlsx").exit_code == 1


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_never_ends_in_a_traceback(exported: bytes, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(exported)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    length = data.draw(st.integers(0, 40))
    parts[name] = parts[name][:at] + data.draw(st.binary(max_size=10)) + parts[name][at + length :]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fragen.xlsx"
        with zipfile.ZipFile(file, "w") as package:
            for part, content in parts.items():
                package.writestr(part, content)
        try:
            merge(read_filled(file, DEFAULT), open_project(SAMPLE).loaded.handbook)
        except NotAQuestionnaireError as error:
            assert str(file) in str(error)


def test_a_workbook_read_twice_adds_its_new_rows_once(content: Path, file: Path) -> None:
    changed(file, ("selection#key_accounts", "key_accounts/+/0", 2, "Neukunde AG"))
    changed(file, ("selection#key_accounts", "key_accounts/+/0", 3, "Kandidat"))
    assert import_(content, file).exit_code == 0
    once = snapshot(content)
    result = import_(content, file)
    assert result.exit_code == 0 and "nichts geändert" in result.output, result.output
    assert snapshot(content) == once
