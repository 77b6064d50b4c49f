"""The register of receipts: Excel opens it, what HR wrote stays, a new state asks all again."""

from __future__ import annotations

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main

ABOUT = 'company: {name: Auental AG}\nversion: "1.0"\nacknowledgement: {version: 1}\n'
ACCOUNTS = """\
key_accounts:
  - {name: Brunnen AG, status: active, manager: Jana Öder}
  - {name: Talvera, status: active, manager: "=cmd|x", sponsor: N. N.}
decision: [{body: Kreis, members: [Jana Öder (Leitung KAM)]}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "handbook.yaml").write_text(ABOUT, "utf-8")
    (tmp_path / "content" / "2-selection.yaml").write_text(ACCOUNTS, "utf-8")
    return tmp_path


def register(project: Path, *more: str) -> Result:
    arguments = ["register", str(project / "register.csv"), "--content", str(project / "content")]
    return CliRunner().invoke(main, [*arguments, "--today", "2026-11-24", *more])


def rows(project: Path) -> list[list[str]]:
    text = (project / "register.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_everybody_who_is_named_has_a_row_that_excel_reads(project: Path) -> None:
    done = register(project)
    assert done.exit_code == 0, done.output
    raw = (project / "register.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfName;Ausgabe;Version;Kennung;") and b"\r\n" in raw
    assert [row[0] for row in rows(project)[1:]] == ["'=cmd|x", "Jana Öder"]
    assert rows(project)[2][2] == "1.0" and rows(project)[2][4] == "1"


def test_what_hr_wrote_stays_and_nobody_is_asked_twice(project: Path) -> None:
    register(project)
    head, first, second = rows(project)
    second[6], extra = "24.11.2026", ["Max Fremd", "", "", "", "1", "", "", "Praktikant"]
    text = "\r\n".join(";".join(row) for row in (head, first, second, extra))
    (project / "register.csv").write_bytes(text.encode("cp1252"))  # as Excel saves it
    assert "alle stehen schon da" in register(project).output
    again = ABOUT.replace("version: 1}", "version: 2}")
    (project / "content" / "handbook.yaml").write_text(again, "utf-8")
    assert "2 Zeilen sind dazugekommen, 5 sind es insgesamt" in register(project).output
    assert rows(project)[1:4] == [first, second, extra]
    assert [row[4] for row in rows(project)[4:]] == ["2", "2"]


def test_another_table_is_refused_and_left_as_it_is(project: Path) -> None:
    (project / "register.csv").write_text("Datum;Betrag\r\n1;2\r\n", "utf-8")
    refused = register(project)
    assert refused.exit_code == 1 and "kein Empfangsregister" in refused.output
    assert (project / "register.csv").read_text("utf-8") == "Datum;Betrag\n1;2\n"


def test_applicants_are_told_no_names(project: Path) -> None:
    assert "--audience newcomers" in register(project, "--audience", "applicants").output
    assert len(rows(project)) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Name;Bemerkung\r\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04" + bytes(60), "Excel"),
        ("Name;Bemerkung\r\nŁukasz;\r\n".encode("cp1250"), "UTF-8"),
        (None, "Pipe"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays(
    project: Path, content: bytes | None, told: str
) -> None:
    file = project / "register.csv"
    if content is None:
        os.mkfifo(file)
    else:
        file.write_bytes(content)
    done = register(project)
    assert done.exit_code == 1 and told in done.output and "register.csv:" in done.output
    assert file.is_fifo() if content is None else file.read_bytes() == content


def test_a_name_that_is_withheld_is_in_no_register(project: Path) -> None:
    about = ABOUT.replace("{version: 1}", '{version: "Stand nach Brunnen AG"}')
    (project / "content" / "handbook.yaml").write_text(about, "utf-8")
    hidden = ACCOUNTS.replace("{name: Brunnen AG", "{visible_from: management, name: Brunnen AG")
    (project / "content" / "2-selection.yaml").write_text(hidden, "utf-8")
    assert register(project, "--audience", "management").exit_code == 0
    (project / "register.csv").unlink()
    refused = register(project, "--audience", "team")
    assert refused.exit_code == 1 and "DOC6" in refused.output
    assert not (project / "register.csv").exists()
