"""What people who do not program get wrong, and what they are told: one message each, in German."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kamhandbook.building.project import open_project
from kamhandbook.findings import Finding
from kamhandbook.report.plain_text import text_report
from tests.people.cases import Case, cases, renew

BRAND = Path(__file__).resolve().parents[2] / "themes" / "nordkamp"
CASES = cases()


def project_with(case: Case, root: Path) -> Path:
    """Make a project that has nothing wrong but the case's file; gives its content folder."""
    brand = root / "themes" / "nordkamp"
    brand.mkdir(parents=True)
    (brand / "brand.yaml").write_text("name: Nordkamp\n", encoding="utf-8")
    content = root / "content"
    content.mkdir()
    (content / "handbook.yaml").write_text("brand: nordkamp\n", encoding="utf-8")
    (root / case.file).parent.mkdir(exist_ok=True)
    (root / case.file).write_bytes(case.raw)
    return content


def said(finding: Finding, raw: bytes) -> str:
    """Write a finding with the line it is about and a mark under the place."""
    lines = raw.decode(errors="replace").replace("\u00a0", "␣").replace("\t", "→").split("\n")
    line = lines[finding.position.line - 1]
    mark = " " * (finding.position.column - 1) + "^"
    head = f"{finding.position}: {finding.code} {finding.severity}"
    rows = (head, f"  {line}", f"  {mark}", finding.message, finding.next_step)
    return "\n".join(row.rstrip() for row in rows) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_one_message(case: Case, tmp_path: Path) -> None:
    findings = open_project(project_with(case, tmp_path)).findings
    assert len(findings) == 1, "\n".join(str(finding) for finding in findings)
    assert said(findings[0], case.raw) == case.said


def test_there_are_at_least_forty() -> None:
    assert len({case.title for case in CASES}) == len(CASES) >= 40


def test_messages_are_german_sentences() -> None:
    for case in CASES:
        message, next_step = case.said.splitlines()[-2:]
        for sentence in (message, next_step):
            assert re.search(r"[.:\"“)]$", sentence), sentence
            assert not re.search(r"\b(the|not|expected|found|error)\b", sentence), sentence


def test_renew(renew_goldens: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With --renew-goldens: write into the table what is said now."""
    if not renew_goldens:
        pytest.skip("only with --renew-goldens")
    everything = {}
    for case in CASES:
        found = open_project(project_with(case, tmp_path_factory.mktemp("case"))).findings
        everything[case.title] = "".join(said(finding, case.raw) for finding in found)
    renew(everything)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_report_shows_the_line_with_a_mark_under_the_place(case: Case, tmp_path: Path) -> None:
    (finding,) = open_project(project_with(case, tmp_path)).findings
    report = text_report((finding,), tmp_path).split("\n")
    line = case.raw.decode(errors="replace").split("\n")[finding.position.line - 1]
    if line.strip() and case.file.endswith(".yaml"):
        shown, mark = next(
            pair for pair in pairwise(report) if pair[1].strip(" │") == "^" and "│" in pair[1]
        )
        shown_line, shown_mark = shown.split("│ ", 1)[1], mark.split("│ ", 1)[1]
        assert shown_line.replace("→", "\t").replace("␣", "\u00a0") == line.rstrip()
        assert shown_mark.index("^") == finding.position.column - 1
