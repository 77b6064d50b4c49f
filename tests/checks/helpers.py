"""Checking a content folder as the command does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kamhandbook import checks
from kamhandbook.content.handbook import Handbook
from kamhandbook.finding_codes import FINDING_CODES
from kamhandbook.findings import Finding
from kamhandbook.positions import Positions
from kamhandbook.reading.content_folder import read_content_folder
from tests.checks.patching import TODAY


def check(content: Path, today: date = TODAY) -> tuple[Finding, ...]:
    """Give what the checks find in a folder that can be read."""
    loaded = read_content_folder(content)
    assert not loaded.findings, "\n".join(map(str, loaded.findings))
    return check_handbook(loaded.handbook, loaded.positions, today)


def check_handbook(
    handbook: Handbook, positions: Positions | None = None, today: date = TODAY
) -> tuple[Finding, ...]:
    """Give what the checks find in a handbook."""
    context = checks.CheckContext(today, handbook.handbook.checks.thresholds, handbook.language)
    findings = checks.run(handbook, positions or Positions(), context)
    assert all(f.severity in FINDING_CODES[f.code].severities for f in findings), brief(findings)
    return findings


def brief(findings: tuple[Finding, ...]) -> list[str]:
    """Name findings shortly, for the message of a failing test."""
    return [f"{f.position} {f.code} {f.severity} {f.message}" for f in findings]
