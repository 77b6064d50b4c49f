"""The checks of outputs have cases, too; here a whole handbook is built from each."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.building.edition_in_context import Order
from kamhandbook.building.handbook import Outputs, build
from kamhandbook.checks.output_findings import GATES
from kamhandbook.findings import CannotGoOnError, Finding
from kamhandbook.reading.content_folder import read_content_folder
from tests.checks.helpers import brief
from tests.checks.patching import SAMPLE, patched, path_of, read_case

CASES = Path(__file__).resolve().parents[1] / "cases"
FILES = [file for code in GATES for file in sorted((CASES / code).glob("*.yaml"))]


@pytest.mark.parametrize("code", GATES)
def test_every_gate_has_both_kinds_of_cases(code: str) -> None:
    kinds = {file.stem.split("_")[0] for file in FILES if file.parent.name == code}
    assert kinds == {"fires", "silent"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_build_says_what_the_case_expects(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    content = patched(case.change, tmp_path)
    (tmp_path / "themes").symlink_to(SAMPLE.parent / "themes")
    findings = built(Order(content, case.today), tmp_path / "build")
    found = [finding for finding in findings if finding.code == file.parent.name]
    assert len(found) == len(case.expect), brief(findings)
    for finding, expected in zip(found, case.expect, strict=True):
        assert finding.severity == expected.severity
        if expected.at:
            place = read_content_folder(content).positions.of(path_of(content, expected.at))
            assert finding.position.path == place.path
            assert abs(finding.position.line - place.line) <= 1  # the value, or its key


def built(order: Order, out: Path) -> tuple[Finding, ...]:
    """Build one edition; gives what was found, whether or not it stopped the build."""
    try:
        return build(order, Outputs(out)).findings
    except CannotGoOnError as stopped:
        return stopped.findings
