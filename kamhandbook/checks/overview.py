"""Findings in the order people work on them: by dimension, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kamhandbook.checks.texts import page_of, part_name, part_page
from kamhandbook.findings import Finding, Severity
from kamhandbook.model.handbook import FILES, file_name

OTHER = "other"  # whatever stands in no file of the answers: the brand, the project's own files
PARTS = (*FILES, OTHER)
_PART_OF_FILE = {file_name(part): part for part in FILES}


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding with the site page it is about."""

    finding: Finding
    page: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one part of the handbook, worst first; ``page`` is "" without one."""

    part: str
    name: str
    page: str
    found: tuple[Reported, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings alone."""
        return tuple(each.finding for each in self.found)


def by_dimension(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Group findings by dimension, in the handbook's order; only groups that have some."""
    parts: dict[str, list[Finding]] = {part: [] for part in PARTS}
    for finding in findings:
        parts[part_of(finding)].append(finding)
    return tuple(_group(part, found) for part, found in parts.items() if found)


def part_of(finding: Finding) -> str:
    """Give the part of the handbook a finding is about, else of the file it stands in."""
    return finding.dimension or _part_of_path(finding.position.path)


def counted(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """Count findings by severity, the accepted ones left out."""
    found = Counter(finding.severity for finding in findings if not finding.accepted)
    return {severity: found[severity] for severity in Severity}


def _part_of_path(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if folder.endswith("iterations"):
        return "introduction"
    return _PART_OF_FILE.get(name, OTHER)


def _group(part: str, findings: Iterable[Finding]) -> Group:
    worst_first = sorted(findings, key=lambda f: (f.severity.rank, f.position, f.code, f.message))
    page = part_page(part)
    found = tuple(Reported(each, page_of(each.code) or page) for each in worst_first)
    return Group(part, part_name(part), page, found)
