"""What people type or paste arrives as it was meant, or is told at its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kamhandbook.building.project import Project, check_project, open_project
from kamhandbook.checks.table import CHECKS
from kamhandbook.content.types import Markdown
from kamhandbook.document.blocks import Inline, Link, Paragraph, Table
from kamhandbook.document.commonmark import parse, text_of
from kamhandbook.document.inside import inside
from tests.people.cases import Case, cases, renew
from tests.people.test_mistakes import project_with

TABLE = Path(__file__).with_name("typed.txt")
CASES = cases(TABLE)
TODAY = date(2026, 11, 24)
#: Checks of what was typed; the others are about what is missing.
OF_TYPING = {"ANS2", "ANS3", "LINK1", "DAT1", "DAT2", "VAL1", "VAL2", "VAL3", "DUP1", "REF1"}
OTHERS = {check.code for check in CHECKS} - OF_TYPING


def outcome(case: Case, root: Path) -> str:
    """Return everything that is said of a case, and all that arrives of it."""
    project = open_project(project_with(case, root))
    findings = project.findings
    if project.is_readable:
        findings = check_project(project, TODAY).findings
    lines = [
        line
        for each in findings
        if each.code not in OTHERS
        for line in (
            f"{each.position}: {each.code} {each.severity}{' (fix)' if each.remedy else ''}",
            f"  {each.message}",
            f"  {each.next_step}",
        )
    ]
    return "".join(f"{line}\n" for line in (*lines, *arrived(project, case)))


def arrived(project: Project, case: Case) -> Iterator[str]:
    """Yield a line for every value that was read of the case's file, blocks for an answer."""
    part = Path(case.file).stem.partition("-")[2] or Path(case.file).stem
    handbook = project.loaded.handbook
    content = handbook.iterations[0] if "iterations" in case.file else getattr(handbook, part)
    yield from leaves(content.model_dump(by_alias=True, exclude_unset=True), "")


def leaves(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value, 1):
            yield from leaves(each, f"{path} {index}")
    elif isinstance(value, Markdown) or path.endswith(".text"):
        yield f"= {path}"
        for block in parse(str(value)):
            yield f"    {type(block).__name__}: {text_of((block,))!r}"
            yield from links(block)
    else:
        yield f"= {path}: {value!r}"


def links(block: Any) -> Iterator[str]:
    """Yield where the links of a block lead."""

    def of(parts: tuple[Inline, ...]) -> list[str]:
        return [f"    → {part.href}" for part in parts if isinstance(part, Link)]

    if isinstance(block, Paragraph | Table):
        for found in inside(block, words=lambda _: [], inlines=of, blocks=lambda _: []):
            yield from found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_arrives_or_is_told(case: Case, tmp_path: Path) -> None:
    assert outcome(case, tmp_path) == case.said


def test_there_are_forty() -> None:
    assert len({case.title for case in CASES}) == len(CASES) >= 40


def test_renew(renew_goldens: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With --renew-goldens: write into the table what is said now."""
    if not renew_goldens:
        pytest.skip("only with --renew-goldens")
    everything = {case.title: outcome(case, tmp_path_factory.mktemp("case")) for case in CASES}
    renew(everything, TABLE)
