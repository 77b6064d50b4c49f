"""A handbook project as read from disk: content, brand, and everything that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamhandbook import checks
from kamhandbook.brand import Brand, load_brand
from kamhandbook.checks.base import Context as CheckContext
from kamhandbook.findings import Finding, Severity, in_order
from kamhandbook.model.catalogue import load as load_catalogue
from kamhandbook.model.load import Loaded, load


@dataclass(frozen=True, slots=True)
class Project:
    """A content folder as read, with its brand; ``findings`` are all problems of reading."""

    loaded: Loaded
    brand: Brand
    findings: tuple[Finding, ...]

    @property
    def root(self) -> Path:
        """The project root: the parent of the content folder; reported paths are relative to it."""
        return self.loaded.root

    @property
    def is_readable(self) -> bool:
        """Whether everything could be understood."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def open_project(content: Path) -> Project:
    """Read a content folder and the brand it names; problems come back as findings."""
    loaded = load(content)
    asked = loaded.positions.value(("handbook", "brand"))
    brand, about_brand = load_brand(
        loaded.root / "themes", loaded.handbook.handbook.brand, loaded.root, asked
    )
    return Project(loaded, brand, in_order([*loaded.findings, *about_brand]))


def content_findings(project: Project, today: date) -> tuple[Finding, ...]:
    """Run every content check over the whole handbook; accepted findings are marked."""
    handbook = project.loaded.handbook
    context = CheckContext(today, handbook.handbook.checks.thresholds, load_catalogue())
    return checks.run(handbook, project.loaded.positions, context)
