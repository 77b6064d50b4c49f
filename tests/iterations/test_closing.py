"""Closing an iteration: the record keeps what a person wrote, byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kamhandbook.findings import Finding
from kamhandbook.forms.json_schema import schema_file
from kamhandbook.history.closing import Closing, close, completed
from kamhandbook.reading.content_folder import Loaded, read_content_folder
from kamhandbook.wording.language import DEFAULT

TODAY = date(2026, 12, 18)
VALUES = {"number": "3", "start": "2026-10-31", "end": "2026-12-18"}
OPEN = "open:\n  - text: Preis klären\n    owner: Ina\n    due: 2026-09-30\n"
FIRST = f"number: 1\nend: 2026-08-28\n{OPEN}"


def content(tmp_path: Path, **files: str) -> Loaded:
    """Make a content folder; a file's name is „i02“ for iterations/02.yaml."""
    folder = tmp_path / "content"
    (folder / "iterations").mkdir(parents=True)
    for name, text in files.items():
        path = f"iterations/{name[1:]}.yaml" if name.startswith("i0") else f"{name}.yaml"
        (folder / path).write_bytes(text.encode())
    return read_content_folder(folder)


def closed(loaded: Loaded, number: int | None = None) -> Closing:
    closing = close(loaded, TODAY, number)
    assert isinstance(closing, Closing), closing
    return closing


def test_a_new_record_has_marked_places(tmp_path: Path) -> None:
    closing = closed(content(tmp_path, i01=FIRST), 2)
    assert closing.is_new and closing.asked == ("decisions", "learned", "open", "next")
    lines = closing.record.splitlines()
    assert lines[:4] == [
        "# Iteration 2: entschieden, gelernt, offen und als Nächstes.",
        "number: 2",
        "start: 2026-08-29  # ERGÄNZEN: stimmt der Beginn?",
        "end: 2026-12-18",
    ]
    assert sum("ERGÄNZEN" in line for line in lines) == 5
    assert "#  - Preis klären (Ina, 30.09.2026)" in lines


def test_a_new_record_names_its_schema_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / ".schema").mkdir()
    (tmp_path / ".schema" / schema_file("iteration")).touch()
    loaded = content(tmp_path, i01=FIRST)
    first = closed(loaded, 2).record.splitlines()[0]
    prefix, _, address = first.partition("=")
    assert prefix == "# yaml-language-server: $schema"
    assert (loaded.folder / "iterations" / address).is_file()


def test_a_new_record_reads_as_an_iteration(tmp_path: Path) -> None:
    loaded = content(tmp_path, i01=FIRST)
    closing = closed(loaded, 2)
    (loaded.root / closing.record_path).write_text(closing.record, "utf-8")
    again = read_content_folder(loaded.folder)
    assert again.is_readable and again.handbook.last_iteration == 2


@pytest.mark.parametrize(
    "record",
    [
        "# mein Kommentar\nnumber: 3   # Nummer\ndecisions:\n  - text: 'Es: gilt'  # ja\n",
        "number: 3\nend: 2026-12-01\nlearned:\n- text: |\n    zwei\n    Zeilen\n\n\n# Schluss",
        "# nur ein Kommentar\n",
        "next: []\nopen: [{text: eins}]\n",
        "---\nnumber: 3\n",
    ],
)
def test_what_a_person_wrote_stays_as_it_is(record: str, tmp_path: Path) -> None:
    whole = completed(record, 3, VALUES, None, DEFAULT)
    assert whole is not None and whole.startswith(record.rstrip("\n"))
    assert "ERGÄNZEN" in whole
    assert completed(whole, 3, VALUES, None, DEFAULT) == whole  # closing twice changes nothing


def test_an_empty_end_is_filled_in_where_it_stands() -> None:
    record = "number: 3\nend:   # kommt noch\nstart: 2026-11-01\n"
    whole = completed(record, 3, VALUES, None, DEFAULT)
    assert whole is not None
    assert whole.startswith("number: 3\nend: 2026-12-18   # kommt noch\nstart: 2026-11-01\n")


def test_windows_line_ends_are_kept() -> None:
    whole = completed("number: 3\r\nend:\r\n", 3, VALUES, None, DEFAULT)
    assert whole is not None and whole.startswith("number: 3\r\nend: 2026-12-18\r\n")
    assert "\n" not in whole.replace("\r\n", "")


@pytest.mark.parametrize("record", ["{number: 3}\n", "number: 3\n...\n"])
def test_a_record_that_cannot_be_completed_is_left_alone(record: str, tmp_path: Path) -> None:
    finding = close(content(tmp_path, i03=record), TODAY)
    assert isinstance(finding, Finding) and finding.code == "ITER3"
    assert str(finding.position) == "content/iterations/03.yaml:1:1"


def test_a_complete_record_stays_and_asks_nothing(tmp_path: Path) -> None:
    places = "decisions: []\nlearned: []\nopen: []\nnext: []\n"
    record = f"number: 1\nstart: 2026-07-06\nend: 2026-08-28\n{places}"
    closing = closed(content(tmp_path, i01=record))
    assert closing.record == record and not closing.asked and not closing.is_new


def test_a_record_written_beforehand_is_the_one_that_is_closed(tmp_path: Path) -> None:
    closing = closed(content(tmp_path, i01=FIRST, i02="number: 2\n"))
    assert closing.snapshot.number == 2


def test_the_first_iteration_starts_with_prototyping(tmp_path: Path) -> None:
    phases = "phases:\n  - {kind: prototyping, start: 2026-07-06}\n"
    closing = closed(content(tmp_path, introduction=phases))
    assert closing.snapshot.number == 1 and "start: 2026-07-06" in closing.record


def test_an_iteration_cannot_end_before_the_one_before_it(tmp_path: Path) -> None:
    later = FIRST.replace("2026-08-28", "2027-01-31")
    finding = close(content(tmp_path, i01=later), TODAY, 2)
    assert isinstance(finding, Finding) and finding.code == "ITER2"
    assert "31.01.2027" in finding.message and "18.12.2026" in finding.message


def test_a_record_without_end_is_at_work_not_closed(tmp_path: Path) -> None:
    loaded = content(tmp_path, i01=FIRST, i02="number: 2\n", handbook="phase: prototyping\n")
    assert loaded.handbook.last_iteration == 1
    assert loaded.handbook.iteration_at_work == 2
