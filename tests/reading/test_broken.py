"""Whatever is wrong with content: a message with its place, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.building.project import open_project
from kamhandbook.findings import Severity
from tests.reading.broken import BROKEN, break_project


@pytest.mark.parametrize("name", BROKEN)
def test_one_located_error(name: str, tmp_path: Path) -> None:
    file, _, code, line = BROKEN[name]
    findings = open_project(break_project(name, tmp_path)).findings
    assert [f"{f.position.path}:{f.position.line} {f.code}" for f in findings] == [
        f"{file}:{line} {code}"
    ]
    assert findings[0].severity is Severity.ERROR
    assert findings[0].message and findings[0].next_step


def test_missing_folder(tmp_path: Path) -> None:
    (finding,) = open_project(tmp_path / "content").findings
    assert (finding.code, finding.position.path) == ("FILE2", "content")


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "content" / "1-goals.yaml").mkdir(parents=True)
    (finding,) = open_project(tmp_path / "content").findings
    assert (finding.code, finding.position.path) == ("FILE1", "content/1-goals.yaml")
    assert "Ordner" in finding.message


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "1-goals.yaml").write_text("wy: a\nwhy:\n  - b\ngoals: x\n", encoding="utf-8")
    (content / "7-tools.yaml").write_text("tools: [\n", encoding="utf-8")
    lines = [(f.position.path[8:], f.position.line) for f in open_project(content).findings]
    assert lines == [
        ("1-goals.yaml", 1),
        ("1-goals.yaml", 3),
        ("1-goals.yaml", 4),
        ("7-tools.yaml", 1),
    ]


def test_a_mistake_in_one_file_is_not_told_in_another(tmp_path: Path) -> None:
    """Own questions stand in handbook.yaml; while it cannot be read, their answers are no error."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "handbook.yaml").write_text("phase: x\n", encoding="utf-8")
    (content / "6-rules.yaml").write_text("answers:\n  own: Ja.\n", encoding="utf-8")
    assert [f.position.path for f in open_project(content).findings] == ["content/handbook.yaml"]


def test_an_empty_project_has_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert open_project(tmp_path / "content").findings == ()
