"""Snapshots hold everything, are the same for the same state, and tell what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.editions.edition import cut
from kamhandbook.findings import Finding
from kamhandbook.history.diff import diff
from kamhandbook.reading.content_folder import read_content_folder
from kamhandbook.reading.snapshots import (
    Snapshot,
    file_name,
    read_snapshot,
    read_snapshots,
    to_json,
)
from tests.audiences.contents import ROOT, random_handbook, sample

DAY = PartialDate("2026-10-30")


def written(handbook: object, folder: Path) -> Path:
    file = folder / file_name(2)
    file.write_bytes(to_json(Snapshot(2, DAY, handbook)))  # type: ignore[arg-type]
    return file


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 2**32))
def test_a_snapshot_reads_back_as_what_was_frozen(tmp_path: Path, seed: int) -> None:
    handbook = random_handbook(seed)
    read = read_snapshot(written(handbook, tmp_path), "x", 2)
    assert isinstance(read, Snapshot) and read.closed_on == DAY
    assert read.handbook == handbook.model_copy(update={"iterations": ()})
    for audience in Audience:
        expected = cut(handbook, audience).hidden
        assert {path for path in expected if path[0] != "iterations"} == cut(
            read.handbook, audience
        ).hidden


def test_a_snapshot_is_readable_json_with_sorted_keys(tmp_path: Path) -> None:
    text = written(sample(), tmp_path).read_text("utf-8")
    values = json.loads(text)
    assert list(values) == ["closed_on", "handbook", "iteration", "schema"]
    assert "Lieferfähigkeit" in text  # written as it is, not escaped
    assert text == json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert set(values["handbook"]["selection"]["answers"]) == {
        "identification",
        "review",
        "decision",
    }


def test_the_samples_snapshots_tell_a_story_that_fits_its_dates() -> None:
    loaded = read_content_folder(ROOT / "content")
    first, second = loaded.snapshots
    assert (first.number, second.number) == (1, 2)
    assert [s.closed_on for s in loaded.snapshots] == [i.end for i in loaded.handbook.iterations]
    assert not first.handbook.rules.revenue_attribution
    assert second.handbook.rules.revenue_attribution
    assert len(first.handbook.services.services) == 5
    assert len(diff(first.handbook, second.handbook).changes) > 20
    assert 5 < len(diff(second.handbook, loaded.handbook).changes) < 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "content/iterations/02.snapshot.json:1:1"),
        ('{"schema": 1,\n  "handbook": {]', "content/iterations/02.snapshot.json:2:16"),
        ('{"schema": 99, "closed_on": "2026-10-30", "handbook": {}}', "schema 99"),
        ('{"schema": 1, "closed_on": "gestern", "handbook": {}}', "gestern"),
        ('{"schema": 1, "closed_on": "2026-10-30", "handbook": {"goals": {"x": 1}}}', "goals.x"),
        ('{"schema": 1}', "closed_on"),
        ("[]", "SNAP1"),
        ("[" * 200_000, "SNAP1"),
        ('{"schema": 1, "closed_on": "2026-10-30", "handbook": {"goals": 3}}', "goals"),
    ],
)
def test_a_broken_snapshot_is_a_finding(text: str, expected: str, tmp_path: Path) -> None:
    folder = tmp_path / "content" / "iterations"
    folder.mkdir(parents=True)
    (folder / "02.snapshot.json").write_text(text, "utf-8")
    loaded = read_content_folder(tmp_path / "content")
    assert not loaded.is_readable and not loaded.snapshots
    (finding,) = loaded.findings
    assert isinstance(finding, Finding) and expected in str(finding)


def test_only_files_named_by_a_number_are_snapshots(tmp_path: Path) -> None:
    folder = tmp_path / "iterations"
    folder.mkdir()
    for name in ("10.snapshot.json", "2.snapshot.json", "entwurf.snapshot.json", "3.json"):
        (folder / name).write_bytes(to_json(Snapshot(1, DAY, sample())))
    snapshots, findings = read_snapshots(sorted(folder.iterdir()), tmp_path)
    assert [snapshot.number for snapshot in snapshots] == [2, 10] and not findings
