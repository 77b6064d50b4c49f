"""Every check has cases that make it fire and cases that keep it silent, also at its limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.checks.output_findings import GATES
from kamhandbook.checks.texts import codes
from kamhandbook.findings import Position
from kamhandbook.reading.content_folder import read_content_folder
from tests.checks.helpers import brief, check
from tests.checks.patching import patched, path_of, read_case

CASES = Path(__file__).resolve().parents[1] / "cases"
CONTENT_CODES = tuple(code for code in codes() if code not in GATES)


def cases(kind: str) -> list[Path]:
    found = [file for code in CONTENT_CODES for file in sorted((CASES / code).glob("*.yaml"))]
    return [file for file in found if file.stem.startswith(kind)]


def name(file: Path) -> str:
    return f"{file.parent.name}-{file.stem}"


@pytest.mark.parametrize("code", CONTENT_CODES)
def test_every_check_has_both_kinds_of_cases(code: str) -> None:
    names = [file.stem for file in (CASES / code).glob("*.yaml")]
    assert any(name.startswith("fires") for name in names)
    assert any(name.startswith("silent") for name in names)
    assert all(name.startswith(("fires", "silent")) for name in names)


def test_every_folder_of_cases_is_a_check() -> None:
    assert {folder.name for folder in CASES.iterdir()} <= set(codes())


@pytest.mark.parametrize("file", cases("fires"), ids=name)
def test_fires(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    assert case.expect, "a case that fires says what it expects"
    content = patched(case.change, tmp_path)
    findings = check(content, case.today)
    found = [finding for finding in findings if finding.code == file.parent.name]
    assert len(found) == len(case.expect), brief(findings)
    positions = read_content_folder(content).positions
    expected = [
        (each.severity, positions.of(path_of(content, each.at)) if each.at else None)
        for each in case.expect
    ]
    for finding, (severity, at) in zip(found, sorted(expected, key=place), strict=True):
        assert (finding.severity, finding.position) == (severity, at or finding.position)


@pytest.mark.parametrize("file", cases("silent"), ids=name)
def test_silent(file: Path, tmp_path: Path) -> None:
    case = read_case(file)
    assert not case.expect, "a silent case expects nothing"
    findings = check(patched(case.change, tmp_path), case.today)
    found = tuple(f for f in findings if f.code == file.parent.name and not f.accepted)
    assert not found, brief(found)


def place(expected: tuple[str, Position | None]) -> tuple[Position, str]:
    return expected[1] or Position(""), expected[0]
