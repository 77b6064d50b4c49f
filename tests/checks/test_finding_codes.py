"""The table of finding codes says of every code how severe it is and what it stops, and is true."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from kamhandbook.checks import CHECKS, GATES
from kamhandbook.checks.table import ACCEPTANCES
from kamhandbook.checks.texts import codes, stopped, text
from kamhandbook.finding_codes import FINDING_CODES, Stops, is_stopping, stopped_by
from kamhandbook.findings import Finding, Position, Severity
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import problems_by_code
from tests.checks.patching import read_case

PACKAGE = Path(__file__).resolve().parents[2] / "kamhandbook"
CASES = Path(__file__).resolve().parents[1] / "cases"
NAMES = {"Fehler": Severity.ERROR, "Warnung": Severity.WARNING, "Hinweis": Severity.HINT}


@cache
def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Return every call of a function in the package, with its module."""
    return [
        (file.relative_to(PACKAGE).as_posix(), node)
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
    ]


@cache
def messages() -> dict[str, str]:
    """Return the code of every message that is a problem."""
    found = {}
    for file in sorted((PACKAGE / "catalogue").glob("de.messages*.yaml")):
        entries = yaml.safe_load(file.read_text("utf-8"))
        found |= {key: entry["code"] for key, entry in entries.items() if entry["code"]}
    return found


@cache
def variants_of_gates() -> set[str]:
    """Return every text in a call that makes a finding of a gate; the variants are among them."""
    made = [node for _, call in calls("gate_finding") for node in ast.walk(call)]
    return {node.value for node in made if isinstance(node, ast.Constant)}


def test_every_code_that_can_be_said_is_in_the_table_and_no_other() -> None:
    in_checks = {*(check.code for check in CHECKS), *GATES, *ACCEPTANCES}
    assert set(FINDING_CODES) == in_checks | set(problems_by_code())


def test_findings_are_made_in_three_places_only() -> None:
    assert {file for file, _ in calls("Finding")} == {
        "checks/output_findings.py",
        "checks/runner.py",
        "wording/messages.py",
    }


def test_only_what_a_measure_decides_gives_its_own_severity() -> None:
    own = {file for file, call in calls("problem") if "severity" in {k.arg for k in call.keywords}}
    assert own == set()


@pytest.mark.parametrize("code", FINDING_CODES)
def test_variants_are_there_and_have_a_severity_of_the_code(code: str) -> None:
    row = FINDING_CODES[code]
    assert list(row.severities) == sorted(row.severities, key=lambda severity: severity.rank)
    known = {key for key, its in messages().items() if its == code}
    known = known or variants_of_gates() | set(text(DEFAULT, code).messages)
    assert set(row.variants) <= known
    assert set(row.variants.values()) <= set(row.severities)


@pytest.mark.parametrize("code", sorted(set(codes()) - {"DOC6"}))  # its hints are notices
def test_cases_show_each_severity_of_a_check_and_no_other(code: str) -> None:
    cases = [read_case(file) for file in sorted((CASES / code).glob("fires*.yaml"))]
    expected = {each.severity for case in cases for each in case.expect}
    assert expected == set(FINDING_CODES[code].severities)


@pytest.mark.parametrize("code", codes())
def test_the_words_on_a_checks_severity_are_those_of_the_table(code: str) -> None:
    named = {
        NAMES[name] for name in re.findall("Fehler|Warnung|Hinweis", text(DEFAULT, code).severity)
    }
    assert named == set(FINDING_CODES[code].severities)


@pytest.mark.parametrize("code", FINDING_CODES)
def test_what_a_code_stops_can_be_said(code: str) -> None:
    assert len(stopped(DEFAULT, code).split(". ")) == len(FINDING_CODES[code].severities)


@pytest.mark.parametrize(
    ("code", "severity", "stops"),
    [
        ("YAML1", Severity.ERROR, Stops.ALWAYS),
        ("DOC6", Severity.ERROR, Stops.ALWAYS),
        ("DOC6", Severity.HINT, Stops.NOTHING),
        ("SEL1", Severity.ERROR, Stops.RELEASE),
        ("SEL1", Severity.WARNING, Stops.STRICT),
        ("DECK4", Severity.WARNING, Stops.NOTHING),
        ("ACME1", Severity.ERROR, Stops.RELEASE),
    ],
)
def test_what_stops_what(code: str, severity: Severity, stops: Stops) -> None:
    assert stopped_by(code, severity) is stops
    finding = Finding(code, severity, Position("content/handbook.yaml"), "", "")
    stopping = {
        (released, strict): is_stopping(finding, is_released=released, strict=strict)
        for released in (False, True)
        for strict in (False, True)
    }
    assert stopping[False, False] == (stops is Stops.ALWAYS)
    assert stopping[True, False] == (stops in (Stops.ALWAYS, Stops.RELEASE))
    assert stopping[False, True] == stopping[True, True] == (stops is not Stops.NOTHING)


def test_what_somebody_accepted_stops_nothing() -> None:
    at = Position("content/handbook.yaml")
    finding = Finding("SEL1", Severity.ERROR, at, "", "", reason="Mit Grund")
    assert not is_stopping(finding, is_released=True, strict=True)
