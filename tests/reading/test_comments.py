"""„#“ behind a blank begins a comment: a text that loses something is told, a remark is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.findings import Finding, Severity
from kamhandbook.reading.content_folder import read_content_folder
from tests.checks.patching import SAMPLE

CUT = {
    "a ticket": ("7-tools.yaml", "tools:\n  - access: Ticket # 4711 bei der IT\n", (2, 20)),
    "a room": ("7-tools.yaml", "tools:\n  - owner: Raum #12\n", (2, 17)),
    "a channel": ("7-tools.yaml", "answers:\n  tools: Fragt im Kanal #kam-team\n", (2, 25)),
    "an answer's text": ("7-tools.yaml", "answers: {tools: {text: Platz # 1\n}}\n", (1, 31)),
    "an item of a list": ("5-people.yaml", "job:\n  tasks:\n    - Kunden #1 bis #3\n", (3, 14)),
    "a version": ("handbook.yaml", "version: 0.1 # 2\n", (1, 14)),
    "an amount": ("3-services.yaml", "services:\n  - cost: Posten # 12\n", (2, 18)),
    "a map's text": ("introduction.yaml", "pitfalls:\n  too_many: Wir # 3\n", (2, 17)),
    "two blanks and a figure": ("7-tools.yaml", "tools:\n  - access: Ticket  #4711\n", (2, 21)),
    "nothing before it": ("handbook.yaml", "contact:\n  role: #1 im Vertrieb\n", (2, 9)),
    "the second line": ("1-goals.yaml", "why: Wir sind\n  Platz # 1\n", (2, 9)),
}
MAYBE = {
    "one blank and words": ("handbook.yaml", "owner: Leitung KAM # seit Mai\n", (1, 20)),
    "in a list": ("5-people.yaml", "job:\n  tasks:\n    - Liste # wöchentlich\n", (3, 13)),
}
MEANT = {
    "a choice": ("handbook.yaml", "phase: concept # seit Mai\n"),
    "a choice, two blanks": ("handbook.yaml", "phase: concept  # seit Mai\n"),
    "a number": ("2-selection.yaml", "criteria:\n  - weight: 30 # 2 Jahre lang\n"),
    "a date": ("handbook.yaml", "date: 2026-11-01 # 1. Fassung\n"),
    "months": ("8-steering.yaml", "routines:\n  - months: [1, 2] # 1. Quartal\n"),
    "two blanks": ("handbook.yaml", "owner: Leitung KAM  # seit Mai\n"),
    "a tab": ("handbook.yaml", "owner: Leitung KAM\t# seit Mai\n"),
    "wide apart": ("handbook.yaml", "owner: Leitung KAM      #1 und 2\n"),
    "quoted": ("handbook.yaml", 'owner: "Leitung" # 1 KAM\n'),
    "a block": ("1-goals.yaml", "why: | # 1 Satz\n  Ticket # 4711\n"),
    "not filled in": ("handbook.yaml", "owner: # noch klären\n"),
    "no blank": ("handbook.yaml", "owner: Abteilung C#\n"),
    "a whole line": ("handbook.yaml", "# 1 Notiz\nowner: KAM\n"),
}
BROKEN = {
    "goes on below": "tools:\n  - name: CRM\n    access: Ticket # 4711\n      bei der IT\n",
    "an answer that goes on": "answers:\n  tools: Ticket # 4711\n    bei der IT\n",
    "in braces": "tools:\n  - {name: CRM, access: Ticket # 4711}\n  - {name: B}\n",
}


def findings_of(folder: Path, name: str, text: str) -> tuple[Finding, ...]:
    content = folder / "content"
    content.mkdir()
    (content / name).write_text(text, "utf-8")
    return read_content_folder(content).findings


@pytest.mark.parametrize("case", CUT)
def test_a_text_that_is_cut_is_told_where_the_cut_is(case: str, tmp_path: Path) -> None:
    name, text, (line, column) = CUT[case]
    (found,) = (f for f in findings_of(tmp_path, name, text) if f.code == "YAML4")
    assert (found.severity, found.position.line, found.position.column) == (
        Severity.WARNING,
        line,
        column,
    )
    assert "Anführungszeichen" in found.next_step


@pytest.mark.parametrize("case", MAYBE)
def test_what_may_be_a_remark_is_asked_about(case: str, tmp_path: Path) -> None:
    name, text, (line, column) = MAYBE[case]
    (found,) = findings_of(tmp_path, name, text)
    assert (found.code, found.severity) == ("YAML4", Severity.HINT)
    assert (found.position.line, found.position.column) == (line, column)


@pytest.mark.parametrize("case", MEANT)
def test_a_remark_that_somebody_meant_is_left_alone(case: str, tmp_path: Path) -> None:
    assert not findings_of(tmp_path, *MEANT[case])


@pytest.mark.parametrize("case", BROKEN)
def test_a_cut_that_breaks_the_file_is_the_cause_that_is_told(case: str, tmp_path: Path) -> None:
    (found,) = findings_of(tmp_path, "7-tools.yaml", BROKEN[case])
    assert found.code == "YAML1"
    assert "4711" in found.message


def test_the_next_step_can_be_copied(tmp_path: Path) -> None:
    (found,) = findings_of(tmp_path, "7-tools.yaml", 'tools:\n  - owner: Raum #12 "Süd"\n')
    assert "'Raum #12 \"Süd\"'" in found.next_step


def test_the_sample_has_remarks_and_no_cut_text() -> None:
    assert "  # " in (SAMPLE / "handbook.yaml").read_text("utf-8")
    assert not read_content_folder(SAMPLE).findings
