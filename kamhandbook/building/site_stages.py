"""The site's end of the way: an edition's pages composed, and built by MkDocs into a folder."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from kamhandbook.building.site_edition import SiteEdition
from kamhandbook.compose.pages import compose_frame, compose_pages
from kamhandbook.findings import Finding
from kamhandbook.site.contents import SiteContents


class RenderedSite(Struct, frozen=True):
    """A site in ``folder``, where nobody looks yet; ``findings`` are MkDocs' warnings."""

    folder: Path
    findings: tuple[Finding, ...]


def compose_site(edition: SiteEdition, deck: bytes = b"") -> SiteContents:
    """Compose the pages an edition's audience sees; without ``deck`` it is put in later."""
    context, brand = edition.context, edition.brand
    return SiteContents(
        pages=compose_pages(context, brand),
        brand=brand,
        imprint=context.imprint,
        root=edition.root,
        folder=edition.folder,
        deck=deck if context.has_deck else None,
        words=context.hyphenation,
        terms=context.edition.handbook.goals.terms,
        frame=compose_frame(context, brand),
    )


def render_site(contents: SiteContents, folder: Path) -> RenderedSite:
    """Let MkDocs build a site into ``folder``."""
    from kamhandbook.site.build import make_site  # MkDocs, which no deck needs

    return RenderedSite(folder, make_site(contents, folder))
