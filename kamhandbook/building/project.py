"""The first two stages: a project as read from disk, and with what the content checks found.

Nothing here loads templates, the deck or MkDocs, so that checking stays quick.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from kamhandbook import checks
from kamhandbook.building.page_link_findings import page_link_findings
from kamhandbook.building.picture_findings import picture_findings
from kamhandbook.building.site_input import site_input_findings
from kamhandbook.building.site_name import site_name_findings
from kamhandbook.checks.base import CheckContext
from kamhandbook.design.brand import Brand, load_brand
from kamhandbook.design.overrides import idle_templates, linked_files, markup_of_others
from kamhandbook.design.own_storyline import storyline_findings
from kamhandbook.findings import CannotGoOnError, Finding, Severity, in_order
from kamhandbook.reading.content_folder import Loaded, read_content_folder


class Project(Struct, frozen=True):
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


def open_project(content: Path, brand_folder: Path | None = None) -> Project:
    """Read a content folder and the brand it names; problems come back as findings.

    ``brand_folder`` takes the place of the folder of that brand.
    """
    loaded = read_content_folder(content)
    position = loaded.positions.value(("handbook", "brand"))
    themes, name = loaded.root / "themes", loaded.handbook.handbook.brand
    if brand_folder:
        themes, name = brand_folder.parent, brand_folder.name
    brand, brand_findings = load_brand(themes, name, loaded.root, position)
    findings = [*loaded.findings, *brand_findings]
    unreadable = tuple(site_input_findings(loaded.root, loaded.folder))
    findings += unreadable or picture_findings(loaded)  # which opens what lies there
    findings += () if unreadable else page_link_findings(loaded)
    findings += site_name_findings(loaded.root, loaded.handbook.handbook.company.name)
    deck = loaded.handbook.handbook.deck
    findings += storyline_findings(deck, loaded.positions, brand.folder)
    if brand.folder:
        findings += linked_files(brand.folder, loaded.root)
        findings += idle_templates(brand.folder, loaded.root, deck.order)
        findings += markup_of_others(brand.folder, loaded.root)
    return Project(loaded, brand, in_order(findings))


class CheckedProject(Struct, frozen=True):
    """A project whose answers could be read, on the day it was checked.

    ``findings`` are the problems of reading and those of all content checks, in order.
    """

    project: Project
    today: date
    findings: tuple[Finding, ...]


def read_project(content: Path) -> Project:
    """Return a content folder as read; raise CannotGoOnError with all that cannot be read."""
    project = open_project(content)
    if not project.is_readable:
        raise CannotGoOnError(project.findings)
    return project


def check_project(project: Project, today: date) -> CheckedProject:
    """Return a project with what the checks find in it; its answers must be readable."""
    findings = in_order([*project.findings, *content_findings(project, today)])
    return CheckedProject(project, today, findings)


def content_findings(project: Project, today: date) -> tuple[Finding, ...]:
    """Run every content check over the whole handbook; accepted findings are marked."""
    handbook = project.loaded.handbook
    context = CheckContext(today, handbook.handbook.checks.thresholds, handbook.language)
    return checks.run(handbook, project.loaded.positions, context)
