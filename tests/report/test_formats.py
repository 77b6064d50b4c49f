"""Findings as text, JSON, SARIF and GitHub annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kamhandbook.findings import Finding, Position, Severity
from kamhandbook.report.json_and_github import github_report, json_report
from kamhandbook.report.plain_text import text_report
from kamhandbook.report.sarif import sarif_report
from tests.checks.helpers import check
from tests.checks.patching import SAMPLE

TESTS = Path(__file__).resolve().parents[1]
SCHEMA = TESTS / "sarif" / "sarif-schema-2.1.0.json"

ODD = Finding(
    code="SEL3",
    severity=Severity.HINT,
    position=Position("content/2, Kopie: 50%.yaml", 3, 7),
    message="Zeile eins\nZeile zwei, 100 %: so.",
    next_step="Weiter.",
)


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads(SCHEMA.read_text("utf-8"))


@pytest.fixture(params=["hast", "alleingang", "anfang", "verteiler"])
def findings(request: pytest.FixtureRequest) -> tuple[Finding, ...]:
    return check(TESTS / "companies" / request.param / "content")


def test_json_has_exactly_the_promised_keys(findings: tuple[Finding, ...]) -> None:
    report = json.loads(json_report(findings))
    assert set(report) == {"findings", "summary"}
    keys = ["code", "severity", "path", "line", "column", "message", "next_step", "accepted"]
    assert all(list(each) == keys for each in report["findings"])
    assert list(report["summary"]) == ["error", "warning", "hint"]
    assert sum(report["summary"].values()) == len(findings)


def test_accepted_findings_are_listed_but_not_counted() -> None:
    accepted = Finding("SEL1", Severity.ERROR, Position("a.yaml"), "Zu.", "Tut.", reason="Weil.")
    report = json.loads(json_report([accepted]))
    assert report["findings"][0]["accepted"] is True
    assert report["summary"] == {"error": 0, "warning": 0, "hint": 0}
    assert "Weil." in text_report([accepted], Path())
    assert github_report([accepted]).startswith("::notice file=a.yaml,line=1,col=1,title=SEL1::Zu.")
    result = json.loads(sarif_report([accepted]))["runs"][0]["results"][0]
    assert result["suppressions"] == [{"kind": "external", "justification": "Weil."}]


def test_sarif_passes_the_official_schema(findings: tuple[Finding, ...], schema: Any) -> None:
    report = json.loads(sarif_report((*findings, ODD)))
    jsonschema.validate(report, schema)
    run = report["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == len(findings) + 1
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in run["results"])
    odd = run["results"][-1]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert odd["uri"] == "content/2%2C%20Kopie%3A%2050%25.yaml"


def test_github_annotations_are_one_line_each_and_escaped() -> None:
    assert github_report([ODD]) == (
        "::notice file=content/2%2C Kopie%3A 50%25.yaml,line=3,col=7,title=SEL3"
        "::Zeile eins%0AZeile zwei, 100 %25: so.%0AWeiter."
    )


def test_text_shows_dimension_source_line_consequence_and_next_step() -> None:
    folder = TESTS / "companies" / "alleingang" / "content"
    report = text_report(check(folder), folder.parent)
    assert (
        """\
4 Organisation & Teams  (3 Warnungen)

  Warnungen
content/4-organisation.yaml:1:1: APP6 Festgelegt ist ein Vertriebsansatz, im Key-Account-Team \
steht aber noch keine Rolle „Key Account Manager“.
      1 │ team:
        │ ^
       Dann betreut jemand die Kunden nebenher, und im Alltag ändert sich wenig.
       → Ergänzt in 4-organisation.yaml unter „team“ die Rolle „Key Account Manager“ mit ihren
         Aufgaben.
       (Fallstrick 3: Unklar, ob Unternehmens- oder Vertriebsansatz)

content/4-organisation.yaml:1:1: ANS1 Die Leitfrage „Wer gehört zu einem Key-Account-Team?“ ist \
noch nicht beantwortet.
      1 │ team:
        │ ^
"""
        in report
    )
    assert report.split("\n")[-2] == "8 Fehler, 36 Warnungen, 6 Hinweise"


def test_dimensions_come_in_order_and_the_worst_finding_first() -> None:
    folder = TESTS / "companies" / "hast" / "content"
    report = text_report(check(folder), folder.parent).split("\n")
    heads = [
        line for line in report if line.endswith(")") and not line.startswith((" ", "content"))
    ]
    names = [head.split("  (")[0] for head in heads]
    assert names[:3] == [
        "Handbuch und Ansatz",
        "1 Ziele & Terminologien",
        "2 Key-Account-Selektion",
    ]
    assert names[-1] == "Einführung und Iterationen"
    severities = [
        line.strip() for line in report if line in ("  Fehler", "  Warnungen", "  Hinweis")
    ]
    assert severities[:2] == ["Fehler", "Warnungen"]


def test_the_same_advice_is_given_once_in_a_group() -> None:
    folder = TESTS / "companies" / "hast" / "content"
    report = text_report(check(folder), folder.parent)
    assert report.count("Schreibt unter „why“ einen halben Satz") == 1


def test_colours_only_where_they_are_asked_for() -> None:
    folder = TESTS / "companies" / "anfang" / "content"
    found = check(folder)
    assert "\x1b[" not in text_report(found, folder.parent)
    assert "\x1b[1;31mAPP1\x1b[0m" in text_report(found, folder.parent, colours=True)


def test_nothing_found_is_said_in_a_sentence() -> None:
    report = text_report(check(SAMPLE), SAMPLE.parent)
    assert report == "Nichts gefunden: Kein Fehler, keine Warnung, kein Hinweis."


def test_long_and_odd_source_lines_are_shown_safely(tmp_path: Path) -> None:
    line = "x" * 300 + "\x1b[31m\t" + "ziel" + "y" * 300
    (tmp_path / "a.yaml").write_text(line + "\n", "utf-8")
    at = Position("a.yaml", 1, 307)
    found = Finding("SEL3", Severity.ERROR, at, "Hier.", "Tut etwas.")
    shown, caret = text_report([found], tmp_path).split("\n")[4:6]
    assert "\x1b" not in shown
    assert len(shown) < 110
    assert shown[caret.index("^") :].startswith("ziel")


def test_a_missing_file_has_no_source_line(tmp_path: Path) -> None:
    found = Finding("SEL3", Severity.ERROR, Position("fort.yaml"), "Fort.", "Tut etwas.")
    assert "│" not in text_report([found], tmp_path)
