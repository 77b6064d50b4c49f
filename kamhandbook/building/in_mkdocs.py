"""The whole way for plain ``mkdocs build`` and ``mkdocs serve``, where MkDocs has the lead."""

from __future__ import annotations

from msgspec import Struct

from kamhandbook.building.deck_stages import fitted_to_brand, render_deck
from kamhandbook.building.edition_in_context import EditionInContext, Order, read_edition
from kamhandbook.building.site_stages import compose_site
from kamhandbook.building.stopping import stop_for
from kamhandbook.site.contents import SiteContents


class EditionForMkDocs(Struct, frozen=True):
    """An edition, and what its site shows, the finished deck included."""

    edition: EditionInContext
    contents: SiteContents


def edition_for_mkdocs(order: Order) -> EditionForMkDocs:
    """Read, check, cut and compose one edition; raise CannotGoOnError with all that stops it."""
    edition = read_edition(order)
    fitted = fitted_to_brand(edition)
    stop_for([*edition.findings, *fitted.findings], edition.project)
    return EditionForMkDocs(edition, compose_site(edition.of_site, render_deck(fitted).content))
