"""``build --report``: the committee's deck beside what else is built, always management's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kamhandbook.cli import main

ABOUT = """\
company: {name: Auental AG}
classification: {newcomers: intern, management: streng vertraulich}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "handbook.yaml").write_text(ABOUT, "utf-8")
    return tmp_path


def build(project: Path, out: str, *more: str) -> dict[str, object]:
    arguments = ["build", "--content", str(project / "content"), "--out", str(project / out)]
    more = ("--report", "--deck-only", "--format", "json", "--today", "2026-11-24", *more)
    done = CliRunner().invoke(main, [*arguments, *more])
    assert done.exit_code == 0, done.output
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_the_report_is_managements_whatever_audience_is_built(project: Path) -> None:
    told = build(project, "one", "--audience", "newcomers")
    report = told["report"]
    assert isinstance(report, dict)
    assert report["audience"] == "management" and 4 <= report["slides"] <= 6
    assert Path(report["deck"]) == project / "one" / "lenkungskreis.pptx"
    again = build(project, "two", "--audience", "applicants")
    first, second = (project / out / "lenkungskreis.pptx" for out in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    assert again["report"]


def test_with_all_audiences_it_lies_with_managements_edition(project: Path) -> None:
    build(project, "all", "--all-audiences")
    assert (project / "all" / "management" / "lenkungskreis.pptx").is_file()
    assert len(list((project / "all").rglob("lenkungskreis.pptx"))) == 1


def test_without_the_option_there_is_none(project: Path) -> None:
    arguments = ["build", "--content", str(project / "content"), "--deck-only", "--format", "json"]
    done = CliRunner().invoke(main, [*arguments, "--out", str(project / "out")])
    assert json.loads(done.stdout)["report"] is None
