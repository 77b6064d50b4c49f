"""A build of a handbook's deck with a template, up to the point where it would be written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.building.deck_stages import fitted_to_brand, render_deck
from kamhandbook.building.edition_in_context import cut_edition, default_audience
from kamhandbook.building.handbook import DECK_FILE
from kamhandbook.building.project import Project, check_project, open_project
from kamhandbook.building.stopping import stop_for
from kamhandbook.building.withheld import places_in, refuse_withheld, withheld_from
from kamhandbook.design.brand import Brand
from kamhandbook.findings import CannotGoOnError, Finding, in_order
from kamhandbook.fit.notices import Notice

#: A handbook with every question answered, which comes with the product.
FULL_CONTENT = Path(__file__).resolve().parents[1] / "templates" / "brand" / "content"


class Rehearsal(Struct, frozen=True):
    """What came of it: a deck of so many slides with its ledger, or what stops the build."""

    is_built: bool
    findings: tuple[Finding, ...]
    slides: int = 0
    notices: tuple[Notice, ...] = ()


def rehearse(project: Project, today: date) -> Rehearsal:
    """Do what ``build --deck-only`` does with a project, and write nothing."""
    try:
        return _rehearsed(project, today)
    except CannotGoOnError as error:
        return Rehearsal(False, error.findings)


def _rehearsed(project: Project, today: date) -> Rehearsal:
    if not project.is_readable:
        raise CannotGoOnError(project.findings)
    checked = check_project(project, today)
    edition = cut_edition(checked, default_audience(checked))
    rendered = render_deck(fitted_to_brand(edition))
    stop_for(in_order({*edition.findings, *rendered.findings}), project)
    withheld = withheld_from(edition)
    refuse_withheld(edition, withheld, [places_in({DECK_FILE: rendered.content}, withheld)])
    return Rehearsal(True, rendered.findings, rendered.slides, rendered.notices)


def with_brand(content: Path, brand: Brand | None = None, master: Path | None = None) -> Project:
    """Return a project as read, in another brand or with another template than its own."""
    project = open_project(content, brand.folder if brand else None)
    return replace(project, brand=replace(project.brand, master=master)) if master else project


def full_handbook(brand: Brand) -> Project:
    """Return the handbook that comes with the product, in a brand."""
    return replace(open_project(FULL_CONTENT), brand=brand)
