"""Which findings stop a build."""

from __future__ import annotations

from collections.abc import Iterable

from kamhandbook.building.project import Project
from kamhandbook.findings import CannotGoOnError, Finding, Severity, in_order

ALWAYS_STOP = frozenset({"DOC1", "DOC6", "TXT1"})


def stop_for(findings: Iterable[Finding], project: Project, *, strict: bool = False) -> None:
    """Raise CannotGoOnError when findings stop a build: errors of a release, warnings if strict."""
    released = project.loaded.handbook.handbook.status == "released"
    stopping = {Severity.ERROR} if released or strict else set()
    if strict:
        stopping.add(Severity.WARNING)
    open_ones = [finding for finding in findings if not finding.accepted]
    if any(f.severity in stopping or _always_stops(f) for f in open_ones):
        raise CannotGoOnError(in_order(open_ones))


def _always_stops(finding: Finding) -> bool:
    return finding.code in ALWAYS_STOP and finding.severity is Severity.ERROR
