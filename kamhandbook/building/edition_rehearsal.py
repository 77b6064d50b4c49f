"""Editions made for nobody, to find at once what would stop them from being handed out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

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
from kamhandbook.output_checks.newcomer_questions import told_once
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import listed

LEAK = "DOC6"


def rehearsed(checked: CheckedProject, audiences: Iterable[Audience]) -> tuple[Finding, ...]:
    """Return everything that is found in some audiences' sites and decks, each once, in order.

    The audiences are given from the one that sees least on.

    Nothing is left of what was made.
    """
    if any(finding.severity is Severity.ERROR for finding in checked.project.findings):
        return checked.findings  # of what cannot be built
    of_editions: list[tuple[Finding, ...]] = []
    findings: list[Finding] = []
    leaks: dict[tuple[object, ...], list[tuple[Finding, Audience]]] = {}
    with TemporaryDirectory(prefix="kamhandbook-") as folder:
        for audience in audiences:
            edition = cut_edition(checked, audience)
            of_editions.append(edition.findings)
            try:
                found = _found_in(edition, Path(folder) / audience.value)
            except CannotGoOnError as error:
                found = error.findings
            findings += (each for each in found if each.code != LEAK)
            for each in found:
                if each.code == LEAK:
                    key = (each.position, each.severity, each.subject, each.reason)
                    leaks.setdefault(key, []).append((each, audience))
    language = checked.project.loaded.handbook.language
    findings += told_once(chain.from_iterable(reversed(of_editions)))
    return in_order([*dict.fromkeys(findings), *(_once(same, language) for same in leaks.values())])


def _once(same: Sequence[tuple[Finding, Audience]], language: Language) -> Finding:
    """Return one finding for a text that leaks to several audiences: with the others named."""
    (first, _), *others = same
    if not others:
        return first
    labels = (f"„{language.catalogue.label('audience', audience)}“" for _, audience in others)
    also = language.phrase("leaks_also", audiences=listed(language, dict.fromkeys(labels)))
    return replace(first, consequence=f"{first.consequence} {also}")


def _found_in(edition: EditionInContext, folder: Path) -> tuple[Finding, ...]:
    withheld = withheld_from(edition)
    site = render_site(compose_site(edition.of_site), folder)
    deck = render_deck(fitted_to_brand(edition))
    places = [
        places_in({"kam-handbuch.pptx": deck.content}, withheld),
        places_in_site(files_below(folder), withheld),
    ]
    return (*site.findings, *deck.findings, *found_in(edition, withheld, places))
