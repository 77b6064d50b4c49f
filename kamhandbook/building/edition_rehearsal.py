"""Editions made for nobody, to find at once what would stop them from being handed out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from kamhandbook.building.deck_stages import fitted_to_brand, render_deck
from kamhandbook.building.edition_in_context import EditionInContext, cut_edition
from kamhandbook.building.project import CheckedProject
from kamhandbook.building.site_stages import compose_site, render_site
from kamhandbook.building.withheld import (
    files_below,
    found_in,
    places_in,
    places_in_site,
    withheld_from,
)
from kamhandbook.content.types import Audience
from kamhandbook.findings import CannotGoOnError, Finding, Severity, in_order


def rehearsed(checked: CheckedProject, audiences: Iterable[Audience]) -> tuple[Finding, ...]:
    """Return everything that is found in some audiences' sites and decks, each once, in order.

    Nothing is left of what was made.
    """
    if any(finding.severity is Severity.ERROR for finding in checked.project.findings):
        return checked.findings  # of what cannot be built
    findings: list[Finding] = []
    with TemporaryDirectory(prefix="kamhandbook-") as folder:
        for audience in audiences:
            edition = cut_edition(checked, audience)
            findings += edition.findings
            try:
                findings += _found_in(edition, Path(folder) / audience.value)
            except CannotGoOnError as error:
                findings += error.findings
    return in_order(dict.fromkeys(findings))


def _found_in(edition: EditionInContext, folder: Path) -> tuple[Finding, ...]:
    withheld = withheld_from(edition)
    site = render_site(compose_site(edition.of_site), folder)
    deck = render_deck(fitted_to_brand(edition))
    places = [
        places_in({"kam-handbuch.pptx": deck.content}, withheld),
        places_in_site(files_below(folder), withheld),
    ]
    return (*site.findings, *deck.findings, *found_in(edition, withheld, places))
