"""What people type means what Excel shows; every file of the content has its sheet."""

from __future__ import annotations

import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.cli import main
from kamhandbook.content.handbook import Handbook
from kamhandbook.questionnaire.bold import marked, restored, runs
from kamhandbook.reading.content_folder import read_content_folder
from tests.openxml import validate
from tests.programs import require_program

CONTENT = {
    "1-goals.yaml": "answers:\n  purpose: Wir wollen **mehr Anteil** und neue Normen.\n"
    "goals:\n  - {id: Z1, text: Wachsen, target: 30 %, by: 2027-03}\n",
    "2-selection.yaml": "criteria:\n  - {name: Umsatz, weight: 60}\n  - {name: Potenzial}\n"
    "review: {months: [10], triggers: [Fusion]}\n"
    "key_accounts:\n  - {name: Aldo AG, since: 2020-01-15, countries: [DE], scores: {Umsatz: 4}}\n",
    "4-organisation.yaml": "structure:\n  name: GF\n  reports:\n    - name: Vertrieb  # alt\n"
    "      reports:\n        - {name: KAM, kam: true, dotted: [Technik]}\n    - name: Technik\n",
    "handbook.yaml": "company: {name: Muster GmbH}\n",
    "introduction.yaml": "phases:\n  - kind: concept\n    start: 2026-01\n    milestones:\n"
    "      - {name: Start, date: 2026-01-15}\n"
    "team:\n  members:\n    - {role: sponsor, person: Ada Nu}\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content of every file."""
    folder = tmp_path / "content"
    (folder / "iterations").mkdir(parents=True)
    for name, text in CONTENT.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "iterations/01.yaml").write_text(
        "number: 1\nstart: 2026-02-01\nend: 2026-03-01\nlearned:\n  - text: Weniger ist mehr.\n",
        "utf-8",
    )
    return folder


def run(*command: object) -> Result:
    return CliRunner().invoke(main, [str(part) for part in ("questionnaire", *command)])


def export(content: Path, *options: str) -> Path:
    file = content.parent / "fragen.xlsx"
    done = run("export", file, "--content", content, "--force", *options)
    assert done.exit_code == 0, done.output
    return file


def key_row(sheet: Worksheet, key: str) -> int:
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == key)


Typed = tuple[str, str, int, Any] | tuple[str, str, int, Any, str]


def typed(content: Path, *cells: Typed) -> tuple[Result, Handbook]:
    """Export, type into cells (tab, key of the row, column, value, format) and import."""
    file = export(content)
    book = load_workbook(file, rich_text=True)
    for tab, key, column, value, *shown in cells:
        cell = book[tab].cell(key_row(book[tab], key), column)
        cell.value = value
        if shown:
            cell.number_format = shown[0]
    book.save(file)
    done = run("import", file, "--content", content, "--yes")
    loaded = read_content_folder(content)
    assert loaded.findings == ()
    return done, loaded.handbook


def test_out_and_back_nothing_changes(content: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    file = export(content, "--audience", "management")
    assert validate(file) == []
    done = run("import", file, "--content", content, "--yes")
    assert done.exit_code == 0 and "nichts geändert" in done.output, done.output
    assert before == {path: path.read_bytes() for path in content.rglob("*.yaml")}


@pytest.mark.parametrize(
    ("value", "shown", "day"),
    [
        ("01.12.26", "@", "2026-12-01"),
        ("1.12.2026", "@", "2026-12-01"),
        ("2026-12-01", "@", "2026-12-01"),
        ("2026-12-01 00:00:00", "@", "2026-12-01"),
        ("12.2026", "@", "2026-12"),
        ("Dezember 2026", "@", "2026-12"),
        (datetime(2026, 12, 1), "DD.MM.YYYY", "2026-12-01"),
        (date(2026, 12, 1), "yyyy-mm-dd", "2026-12-01"),
        (date(2026, 12, 1), "MMM YY", "2026-12"),
        ("31.12.98", "@", "1998-12-31"),
    ],
)
def test_days(value: Any, shown: str, day: str, content: Path) -> None:
    done, handbook = typed(content, ("1 Ziele", "goals/id:z1/0", 6, value, shown))
    assert done.exit_code == 0, done.output
    assert handbook.goals.goals[0].by == day


@pytest.mark.parametrize(
    ("value", "shown", "weight"),
    [
        (0.3, "0%", 30),
        (0.125, "0.0%", 12.5),
        ("30 %", "@", 30),
        ("32,5", "@", 32.5),
        (32.5, "General", 32.5),
    ],
)
def test_percent(value: Any, shown: str, weight: float, content: Path) -> None:
    done, handbook = typed(content, ("2 Selektion", "criteria/name:potenzial/0", 3, value, shown))
    assert done.exit_code == 0, done.output
    assert handbook.selection.criteria[1].weight == weight


def test_the_same_in_other_words_is_no_change(content: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    done, _ = typed(
        content,
        ("1 Ziele", "goals/id:z1/0", 6, "2027-03"),
        ("2 Selektion", "criteria/name:umsatz/0", 3, 0.6, "0%"),
        ("2 Selektion", "fields#review.months", 3, "Oktober"),
    )
    assert done.exit_code == 0 and "nichts geändert" in done.output, done.output
    assert before == {path: path.read_bytes() for path in content.rglob("*.yaml")}


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (0.35, "0%", "35 %"),
        (2.5, "General", "2,5"),
        (date(2026, 12, 1), "DD.MM.YYYY", "01.12.2026"),
        (1500000.0, "#,##0", "1.500.000"),
    ],
)
def test_a_text_is_what_excel_shows(value: Any, shown: str, text: str, content: Path) -> None:
    _, handbook = typed(content, ("1 Ziele", "goals/id:z1/0", 5, value, shown))
    assert handbook.goals.goals[0].target == text


@pytest.mark.parametrize(
    ("text", "months"),
    [("1; 4; 7", (1, 4, 7)), ("Jan, April\nJuli", (1, 4, 7)), ("2", (2,)), (2, (2,))],
)
def test_months(text: Any, months: tuple[int, ...], content: Path) -> None:
    done, handbook = typed(content, ("2 Selektion", "fields#review.months", 3, text))
    assert done.exit_code == 0 and handbook.selection.review.months == months, done.output


@pytest.mark.parametrize("value", [2.5, "2.5", "13", "Sommer", "1-3", date(2026, 4, 1)])
def test_what_is_no_month_is_refused_with_its_address(value: Any, content: Path) -> None:
    done, handbook = typed(content, ("2 Selektion", "fields#review.months", 3, value))
    assert done.exit_code == 1 and "Zelle 2 Selektion!C" in done.output, done.output
    assert handbook.selection.review.months == (10,)


@pytest.mark.parametrize("value", [2.5, "2,5"])
def test_no_part_of_a_whole_number_is_dropped(value: Any, content: Path) -> None:
    done, handbook = typed(content, ("2 Selektion", "fields#erp_systems", 3, value))
    assert done.exit_code == 1 and handbook.selection.erp_systems is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("DE; AT", ("DE", "AT")),
        ("DE, AT,CH", ("DE", "AT", "CH")),
        ("DE\nAT", ("DE", "AT")),
        ("- DE\n- AT", ("DE", "AT")),
        ("DE;AT\nCH;", ("DE", "AT", "CH")),
    ],
)
def test_countries(text: str, items: tuple[str, ...], content: Path) -> None:
    done, handbook = typed(content, ("2 Key Accounts", "key_accounts/name:aldo ag/0", 5, text))
    assert done.exit_code == 0, done.output
    assert handbook.selection.key_accounts[0].countries == items


def test_entries_with_commas_stand_behind_marks(content: Path) -> None:
    packages = 'packages: [{name: A, services: ["Termine, Mengen", "SLA 99,9 %", Zuhören]}]\n'
    (content / "3-services.yaml").write_text(packages, "utf-8")
    book = load_workbook(export(content))
    cells = [cell.value for sheet in book for row in sheet for cell in row]
    assert "- Termine, Mengen\n- SLA 99,9 %\n- Zuhören" in cells
    _, handbook = typed(content, ("3 Leistungen", "packages/name:a/0", 3, "SLA 99,9 %", ""))
    assert handbook.services.packages[0].services == ("SLA 99,9 %",)


def test_a_sentence_is_not_parted_at_its_comma(content: Path) -> None:
    text = "Lieferung, auch nachts, wenn es sein muss\nErst messen; dann liefern wir"
    _, handbook = typed(content, ("2 Selektion", "fields#review.triggers", 3, text))
    assert handbook.selection.review.triggers == tuple(text.split("\n"))


# Bold


def test_bold_words_are_bold_in_the_cell(content: Path) -> None:
    book = load_workbook(export(content), rich_text=True)
    cell = book["1 Ziele"].cell(key_row(book["1 Ziele"], "answers/purpose#text"), 3)
    assert "*" not in str(cell.value)
    assert [str(part) for part in cell.value if part.font.b] == ["mehr Anteil"]


def test_bold_words_come_back_with_their_marks(content: Path) -> None:
    bold = InlineFont(b=True)
    text = CellRichText("Wir wollen ", TextBlock(bold, "viel mehr "), "Anteil.")
    _, handbook = typed(content, ("1 Ziele", "answers/purpose#text", 3, text))
    assert handbook.answer("goals", "purpose").text == "Wir wollen **viel mehr** Anteil."


def test_a_program_without_bold_words_takes_none_away(content: Path) -> None:
    text = "Wir wollen mehr Anteil und ganz neue Normen."
    _, handbook = typed(content, ("1 Ziele", "answers/purpose#text", 3, text))
    answer = handbook.answer("goals", "purpose").text
    assert answer == "Wir wollen **mehr Anteil** und ganz neue Normen."


@pytest.mark.parametrize(
    "text",
    ["a **b** c", "**b**", "- **eins** und\n- **zwei**", "**a** **b**", "2 ** 3 ** 4", "**a*b**"],
)
def test_what_is_shown_bold_reads_as_it_was(text: str) -> None:
    parts = runs(text)
    assert marked(parts) == text or parts == ((text, False),)
    assert restored("".join(part for part, _ in parts), text) == text


# Every file


def test_every_file_has_its_sheet(content: Path) -> None:
    tabs = load_workbook(export(content)).sheetnames
    assert {"Unternehmen", "1 Ziele", "8 Steuerung", "Einführung", "Iteration 1"} <= set(tabs)


def test_company_approach_phase_contact_and_own_questions(content: Path) -> None:
    done, handbook = typed(
        content,
        ("Unternehmen", "fields#company.industry", 3, "Pumpen"),
        ("Unternehmen", "fields#approach.kind", 3, "Vertriebsansatz"),
        ("Unternehmen", "fields#phase", 3, "Roll-out"),
        ("Unternehmen", "fields#contact.name", 3, "Ada Nu"),
        ("Unternehmen", "questions/+/0", 2, "Spielregeln & Prozesse"),
        ("Unternehmen", "questions/+/0", 3, "gifts"),
        ("Unternehmen", "questions/+/0", 4, "Was ist mit Geschenken?"),
    )
    assert done.exit_code == 0, done.output
    about = handbook.handbook
    assert (about.company.industry, about.contact.name) == ("Pumpen", "Ada Nu")
    assert (about.approach.kind, about.phase) == ("sales", "rollout")
    assert about.questions[0].question == "Was ist mit Geschenken?"


def test_the_whole_introduction(content: Path) -> None:
    done, handbook = typed(
        content,
        ("Einführung", "phases/kind:concept/0", 6, "Start | 15.01.2026\nZiele stehen | 03.2026"),
        ("Einführung", "phases/+/0", 2, "Roll-out"),
        ("Einführung", "phases/+/0", 7, "Welle 1 | Länder | 01.09.26"),
        ("Einführung", "team.members/+/0", 3, "Ina Mu"),
        ("Einführung", "fields#sponsor.name", 3, "Ada Nu"),
        ("Einführung", "fields#sponsor.commitments", 3, "Budget\nZeit"),
        ("Einführung", "change.concerns/+/0", 4, "Wir verlieren Kunden."),
        ("Einführung", "fields#pitfalls.too_many_accounts", 3, "Höchstens zehn."),
    )
    assert done.exit_code == 0, done.output
    plan = handbook.introduction
    assert [(m.name, m.date) for m in plan.phases[0].milestones] == [
        ("Start", "2026-01-15"),
        ("Ziele stehen", "2026-03"),
    ]
    wave = plan.phases[1].waves[0]
    assert (wave.name, wave.kind, wave.start) == ("Welle 1", "countries", "2026-09-01")
    assert [member.person for member in plan.team.members] == ["Ada Nu", "Ina Mu"]
    assert plan.sponsor.commitments == ("Budget", "Zeit")
    assert plan.change.concerns[0].concern == "Wir verlieren Kunden."
    assert plan.pitfalls == {"too_many_accounts": "Höchstens zehn."}


TREE = """\
- Geschäftsführung
    - Vertrieb
        - KAM [KAM] [Fachliche Linie zu: Technik, Service]
        - Innendienst
    - Technik"""


def test_the_organisation_chart_is_an_indented_list(content: Path) -> None:
    done, handbook = typed(content, ("4 Organisation", "fields#structure", 3, TREE))
    assert done.exit_code == 0, done.output
    top = handbook.organisation.structure
    assert top.name == "Geschäftsführung" and [u.name for u in top.reports] == [
        "Vertrieb",
        "Technik",
    ]
    kam, inside = top.reports[0].reports
    assert kam.kam and kam.dotted == ("Technik", "Service") and inside.name == "Innendienst"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- A\n- B", "nur eine Spitze"),
        ("- A\n  - [KAM]", "Name der Einheit"),
        ("- A [x]", "„[KAM]“"),
    ],
)
def test_a_chart_that_is_none_is_refused(text: str, said: str, content: Path) -> None:
    done, handbook = typed(content, ("4 Organisation", "fields#structure", 3, text))
    assert done.exit_code == 1 and said in done.output, done.output
    assert handbook.organisation.structure.name == "GF"


def test_points_by_criterion(content: Path) -> None:
    done, handbook = typed(
        content, ("2 Key Accounts", "key_accounts/name:aldo ag/0", 13, "Umsatz: 5\nPotenzial: 2,5")
    )
    assert done.exit_code == 0, done.output
    assert handbook.selection.key_accounts[0].scores == {"Umsatz": 5, "Potenzial": 2.5}


def test_records_of_iterations(content: Path) -> None:
    done, handbook = typed(
        content,
        ("Iteration 1", "learned/+/0", 2, "Zwei Kunden reichen."),
        ("Iteration 1", "decisions/+/0", 2, "Wir machen weiter."),
        ("Iteration 1", "fields#end", 3, "15.03.2026"),
    )
    assert done.exit_code == 0, done.output
    record = handbook.iterations[0]
    assert [each.text for each in record.learned] == ["Weniger ist mehr.", "Zwei Kunden reichen."]
    assert record.decisions[0].text == "Wir machen weiter." and record.end == "2026-03-15"


def test_an_item_with_a_label_of_its_own_is_not_written_over(content: Path) -> None:
    (content / "introduction.yaml").write_text(
        "phases:\n  - kind: concept\n    milestones:\n"
        "      - {name: Start, date: 2026-01-15, visible_from: team}\n",
        "utf-8",
    )
    before = (content / "introduction.yaml").read_text("utf-8")
    done, _ = typed(content, ("Einführung", "phases/kind:concept/0", 6, "Start | 2026-02"))
    assert done.exit_code == 1 and "Zelle Einführung!F" in done.output, done.output
    assert (content / "introduction.yaml").read_text("utf-8") == before


# Files that are no open workbook

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
FIRST_RECORD = b"\x09\x08\x10\x00" + bytes(16)


def streams(*names: str) -> bytes:
    return COMPOUND + b"".join(name.encode("utf-16-le") + bytes(80) for name in names)


CLOSED = {
    "a password": (streams("DataSpaces", "EncryptedPackage"), "mit einem Kennwort"),
    "a label": (streams("DRMEncryptedDataSpace", "EncryptedPackage"), "Vertraulichkeitsbezeich"),
    "a label on an old file": (streams("\x09DRMContent", "Workbook"), "Vertraulichkeitsbezeich"),
    "a label on any file": (b".pfile" + bytes(100), "Vertraulichkeitsbezeichnung"),
    "an old file": (streams("Workbook") + FIRST_RECORD + b"\xe1\x00", "im alten Format (.xls)"),
    "an old file with a password": (
        streams("Workbook") + FIRST_RECORD + b"\x2f\x00\x36\x00",
        "mit einem Kennwort",
    ),
    "a table of LibreOffice's": (
        b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "Format von LibreOffice (.ods)",
    ),
    "a CSV file": (b"Kunde;Stand\nAldo AG;aktiv\nBode AG;Pilot\n", "CSV-Datei"),
    "a compound file of another program": (streams("WordDocument"), "keine Excel-Datei"),
}


@pytest.mark.parametrize("what", CLOSED)
def test_a_file_that_cannot_be_read_says_why(what: str, tmp_path: Path, content: Path) -> None:
    raw, said = CLOSED[what]
    file = tmp_path / "closed.xlsx"
    file.write_bytes(raw)
    done = run("import", file, "--content", content)
    assert done.exit_code == 1 and said in done.output, done.output


def test_an_old_file_of_libreoffice_says_so(tmp_path: Path, content: Path) -> None:
    office = require_program("soffice", "libreoffice-calc")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, "--headless", profile, "--convert-to", "xls", "--outdir", tmp_path]
    subprocess.run([*command, export(content)], capture_output=True, timeout=120, check=False)
    done = run("import", tmp_path / "fragen.xls", "--content", content)
    assert done.exit_code == 1 and "im alten Format (.xls)" in done.output, done.output
