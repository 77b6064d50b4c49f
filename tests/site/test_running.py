"""A programme that runs already: no project is asked for, shown or linked."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kamhandbook.building.project import check_project, read_project
from kamhandbook.content.handbook import Handbook
from tests.checks.patching import patched
from tests.compose.test_reference import composed, edition

ROOT = Path(__file__).resolve().parents[2]
RUNNING = "programme: {since: 2019-03}\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = patched({}, tmp_path_factory.mktemp("running"))
    about = folder / "handbook.yaml"
    text = about.read_text("utf-8").replace("phase: prototyping", RUNNING + "#")
    text = text.replace("status: draft", "status: released").replace("brand: nordkamp", "brand:")
    about.write_text(text, "utf-8")
    (folder / "introduction.yaml").unlink()
    shutil.rmtree(folder / "iterations")
    return folder


def test_it_is_in_operation_unless_somebody_says_otherwise() -> None:
    since = {"programme": {"since": "2019-03"}}
    assert Handbook.model_validate({"handbook": since}).handbook.phase == "operation"
    told = Handbook.model_validate({"handbook": {**since, "phase": "rollout"}})
    assert told.handbook.phase == "rollout"
    assert Handbook.model_validate({"handbook": {"programme": {}}}).handbook.phase == "concept"


def test_no_project_is_asked_for(content: Path) -> None:
    findings = check_project(read_project(content), date(2026, 11, 24)).findings
    assert [finding for finding in findings if finding.severity != "hint"] == []


def test_no_project_is_shown_or_linked(content: Path) -> None:
    pages, slides = composed(edition(content))
    assert "einfuehrung.html" not in {page.file for page in pages}
    assert "introduction" not in {slide.id for slide in slides}
    assert "einfuehrung.html" not in repr([page.blocks for page in pages])
    assert "neu.html" in repr(pages[0].blocks)  # stands in the reading path instead
