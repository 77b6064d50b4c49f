"""``build --format json``: one object on standard output, with the ledger of every deck."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kamhandbook.cli import main
from tests.sample import copy_of_sample


def run(root: Path, *more: str) -> Result:
    arguments = ["build", "--content", str(root / "content"), "--out", str(root / "out")]
    return CliRunner().invoke(main, [*arguments, "--today", "2026-11-24", *more])


def told(result: Result) -> dict[str, Any]:
    data = json.loads(result.stdout)
    assert isinstance(data, dict)
    return data


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy_of_sample(tmp_path / "kam")
    return tmp_path / "kam"


def test_a_build_says_what_stands_where(root: Path) -> None:
    data = told(run(root, "--format", "json"))
    assert data["built"] is True
    (output,) = data["outputs"]
    assert Path(output["site"]).is_file() and Path(output["deck"]).is_file()
    assert output["audience"] == "newcomers"
    assert output["pages"] > 20 and output["slides"] == 20
    assert set(data["summary"]) == {"error", "warning", "hint"}


def test_every_notice_names_its_slide_and_what_is_lost(root: Path) -> None:
    (output,) = told(run(root, "--deck-only", "--format", "json"))["outputs"]
    assert output["site"] is None and output["pages"] == 0
    notices = {notice["kind"]: notice for notice in output["notices"]}
    rows = notices["condensed_rows"]
    assert rows["id"] == "terms" and 1 < rows["slide"] <= 20
    assert "Interne Norm des Kunden, die zugelassene Bauteile festlegt." in rows["lost"]
    dropped = notices["dropped"]
    assert dropped["slide"] is None and dropped["lost"]
    text = run(root, "--deck-only").stdout
    assert f"– Folie {rows['slide']}: {rows['text']}" in text
    assert f"– {dropped['text']}" in text


def test_what_stops_a_build_is_data_too(root: Path) -> None:
    file = root / "content" / "1-goals.yaml"
    file.write_text(file.read_text("utf-8") + "\nzweck: x\n", "utf-8")
    result = run(root, "--format", "json")
    data = told(result)
    assert result.exit_code == 1
    assert data["built"] is False and data["outputs"] == []
    (finding,) = [each for each in data["findings"] if each["severity"] == "error"]
    assert finding["path"] == "content/1-goals.yaml" and finding["next_step"]


def test_each_edition_has_its_own_ledger(root: Path) -> None:
    outputs = told(run(root, "--deck-only", "--all-audiences", "--format", "json"))["outputs"]
    assert [output["audience"] for output in outputs] == [
        "applicants",
        "newcomers",
        "team",
        "management",
    ]
    assert all(isinstance(output["notices"], list) for output in outputs)
