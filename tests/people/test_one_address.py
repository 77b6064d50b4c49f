"""One run speaks to its reader in one way: „ihr“, or „Sie“ where the handbook asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from kamhandbook.cli import main
from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.reading.spoken_address import address_in
from tests.wording.grammar import patterns

SLIPS = {
    "handbook.yaml": "company: {name: Klinikum Auental}\ntitel: KAM\ndate: morgen\n",
    "1-goals.yaml": "goals:\n  - text: „Mehr: Wachstum“\n  – text: Nähe\n",
    "2-selection.yaml": "key_acounts:\n  - name: Aldo\ncriteria: Umsatz\n",
    "5-people.yaml": "answers:\n  job: |\n  Erster Satz\n",
    "6-rules.yaml": "answers: {rules: tbd}\ndecision_rights:\n  topic: Preis\n",
    "7-tools.yaml": "tools:\n  - name: CRM\n    url: kam(at)klinikum.example\n",
}
BEFORE = ("", "{\n", "# Sie\n")  # the last two: a file that cannot be read, and one that can


def project(folder: Path, address: str, first: str = "") -> Path:
    content = folder / "content"
    content.mkdir()
    for name, text in SLIPS.items():
        (content / name).write_text(text, "utf-8")
    said = f"address: {address}\n" if address else ""
    (content / "handbook.yaml").write_text(said + first + SLIPS["handbook.yaml"], "utf-8")
    return content


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["--lang", "de", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def wrong(address: str, output: str) -> list[str]:
    """Return the lines that speak otherwise, without what people wrote."""
    lines = [line for line in output.splitlines() if "│" not in line]
    return [line for line in lines if list(patterns.of_reader(address, line))]


@pytest.mark.parametrize("first", BEFORE)
@pytest.mark.parametrize("address", ["", "du", "Sie", '"Sie"'])
def test_reading_speaks_as_the_handbook_does(address: str, first: str, tmp_path: Path) -> None:
    content = project(tmp_path, address, first)
    said = run("check", "--content", str(content))
    speaks = "Sie" if address.strip('"').casefold() == "sie" else "du"
    assert said.count("\n") > 20
    assert wrong(speaks, said) == []
    assert ("Schreiben Sie" in said) is (speaks == "Sie")
    assert wrong(speaks, run("status", "--content", str(content))) == []
    assert wrong(speaks, run("build", "--content", str(content), "--out", str(tmp_path))) == []


@pytest.mark.parametrize("address", ["du", "Sie"])
def test_a_workbook_is_refused_as_the_handbook_speaks(address: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "handbook.yaml").write_text(f"address: {address}\ncompany: {{name: A}}\n", "utf-8")
    (content / "2-selection.yaml").write_text("criteria: [{name: Umsatz, weight: 50}]\n", "utf-8")
    workbook = tmp_path / "fragen.xlsx"
    run("questionnaire", "export", str(workbook), "--content", str(content))
    book = load_workbook(workbook)
    sheet = next(s for s in book if any(c.value == "Umsatz" for row in s for c in row))
    row, column = next((c.row, c.column) for line in sheet for c in line if c.value == "Umsatz")
    sheet.cell(row, column + 1).value = "viel"
    sheet.cell(row + 1, column + 1).value = 7
    sheet.cell(row + 40, 20).value = "irgendwo"
    book.save(workbook)
    said = run("questionnaire", "import", "--yes", str(workbook), "--content", str(content))
    assert "viel" in said
    assert wrong(address, said) == []
    assert ("Schreiben Sie" in said) is (address == "Sie")


def test_a_file_in_braces_says_how_to_speak_when_it_is_read(tmp_path: Path) -> None:
    content = project(tmp_path, "")
    (content / "handbook.yaml").write_text('{"title": "KAM", "address": "Sie"}\n', "utf-8")
    assert wrong("Sie", run("check", "--content", str(content))) == []


def test_only_a_line_of_its_own_says_how_to_speak(tmp_path: Path) -> None:
    file = tmp_path / "handbook.yaml"
    assert address_in(file) == "du"
    for text, address in {
        "title: |\n  address: Sie\n": "du",
        "address: du\n": "du",
        "address: Sie  # wie überall\n": "Sie",
        "'address' : 'Sie'\r\n": "Sie",
        "address: sie\n": "Sie",
        "address: Siegen\n": "du",
    }.items():
        file.write_text(text, "utf-8")
        assert address_in(file) == address, text
    file.write_bytes("address: Sie\n".encode("utf-16"))
    assert address_in(file) == "du"


def test_every_file_is_tried() -> None:
    assert set(SLIPS) <= {file_name(part) for part in FILES}
