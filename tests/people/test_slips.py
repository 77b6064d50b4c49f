"""Further slips of typing: each is told where it was made, with what to do; several may be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.building.project import open_project
from tests.people.cases import Case, cases, renew
from tests.people.test_mistakes import project_with, said

TABLE = Path(__file__).with_name("slips.txt")
CASES = cases(TABLE)


def told(case: Case, root: Path) -> str:
    """Return everything that is said of a case."""
    return "".join(
        said(finding, case.raw) for finding in open_project(project_with(case, root)).findings
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_is_told(case: Case, tmp_path: Path) -> None:
    assert told(case, tmp_path) == case.said


def test_renew(renew_goldens: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With --renew-goldens: write into the table what is said now."""
    if not renew_goldens:
        pytest.skip("only with --renew-goldens")
    everything = {case.title: told(case, tmp_path_factory.mktemp("case")) for case in CASES}
    renew(everything, TABLE)
