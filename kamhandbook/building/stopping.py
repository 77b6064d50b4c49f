"""Which findings stop a build, by the table of finding codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kamhandbook.finding_codes import is_stopping
from kamhandbook.findings import CannotGoOnError, Finding, in_order

if TYPE_CHECKING:
    from kamhandbook.building.project import Project


def stop_for(findings: Iterable[Finding], project: Project, *, strict: bool = False) -> None:
    """Raise CannotGoOnError with every finding when one of them stops a build."""
    released = project.loaded.handbook.handbook.status == "released"
    open_ones = [finding for finding in findings if not finding.accepted]
    if any(is_stopping(finding, is_released=released, strict=strict) for finding in open_ones):
        raise CannotGoOnError(in_order(open_ones))
