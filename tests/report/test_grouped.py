"""Many findings of one kind in one line, and the first things to do on top; JSON keeps each."""

from __future__ import annotations

import json
from pathlib import Path

from kamhandbook.building.project import open_project
from kamhandbook.checks.overview import by_dimension
from kamhandbook.report.json_and_github import json_report
from kamhandbook.report.plain_text import text_report
from kamhandbook.wording.language import DEFAULT
from tests.checks.helpers import check


def accounts(root: Path, number: int) -> Path:
    """Make a content folder with key accounts that nobody gave a reason for."""
    content = root / "content"
    content.mkdir()
    items = "".join(f"  - name: Kunde {n}\n    status: candidate\n" for n in range(number))
    (content / "2-selection.yaml").write_text(f"key_accounts:\n{items}", "utf-8")
    return content


def test_many_of_one_kind_stand_in_one_line_with_their_lines(tmp_path: Path) -> None:
    content = accounts(tmp_path, 36)
    found = check(content)
    report = text_report(found, tmp_path)
    assert "SEL7 36 Key Accounts ohne „why“: Zeilen 2, 4, 6, 8" in report
    assert " und 12 weitere" in report
    assert "steht noch nicht, warum" not in report
    told = json.loads(json_report(found))["findings"]
    assert sum(each["code"] == "SEL7" for each in told) == 36


def test_lines_that_follow_each_other_are_told_as_one_run(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    lines = [f"  - {{name: Kunde {n}, status: candidate}}\n" for n in range(7)]
    lines.insert(5, "  # hier die neuen\n")
    (content / "2-selection.yaml").write_text("key_accounts:\n" + "".join(lines), "utf-8")
    assert "7 Key Accounts ohne „why“: Zeilen 2–6, 8, 9" in text_report(check(content), tmp_path)


def test_a_few_are_told_one_by_one(tmp_path: Path) -> None:
    report = text_report(check(accounts(tmp_path, 3)), tmp_path)
    first, _, told = report.partition("\n\n")  # what to do first stands on top
    assert first.count("steht noch nicht, warum") == 1
    assert told.count("steht noch nicht, warum") == 3


def test_nothing_is_lost_in_groups(tmp_path: Path) -> None:
    found = check(accounts(tmp_path, 36))
    for group in by_dimension(found, DEFAULT):
        for topic in group.topics:
            assert sum(told.count for told in topic.told) == len(topic.findings)


def test_what_stops_the_build_stands_on_top(tmp_path: Path) -> None:
    content = accounts(tmp_path, 36)
    (content / "handbook.yaml").write_text("phase: schnell\nfarbe: blau\n", "utf-8")
    (content / "1-goals.yaml").write_text("gaols: []\nxyz: 1\nwhy: [a]\n", "utf-8")
    lines = text_report(open_project(content).findings, tmp_path).split("\n")
    assert lines[0].startswith("Zuerst (")
    assert lines[1].startswith("  1. content/handbook.yaml:1:8: „schnell“")
    assert sum(line.startswith(("  1. ", "  2. ", "  3. ", "  4. ")) for line in lines) <= 3


def test_a_short_report_has_no_list_on_top(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "handbook.yaml").write_text("phase: schnell\n", "utf-8")
    assert "Zuerst" not in text_report(open_project(content).findings, tmp_path)
