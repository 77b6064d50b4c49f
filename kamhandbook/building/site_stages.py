"""The site's end of the way: an edition's pages composed, and built by MkDocs into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.building.site_edition import SiteEdition
from kamhandbook.compose.pages import compose_frame, compose_pages
from kamhandbook.findings import Finding
from kamhandbook.site.contents import SiteContents

if TYPE_CHECKING:
    from kamhandbook.site.book import Book
    from kamhandbook.site.single_file import SingleFile


class RenderedSite(Struct, frozen=True):
    """A site in ``folder``, where nobody looks yet; ``findings`` are MkDocs' warnings.

    ``single_file`` is the same as one file, ``book`` what is printed of it, where asked for.
    """

    folder: Path
    findings: tuple[Finding, ...]
    single_file: SingleFile | None = None
    book: Book | None = None


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


def render_site(
    contents: SiteContents, folder: Path, *, single_file: bool = False, with_book: bool = False
) -> RenderedSite:
    """Let MkDocs build a site into ``folder``; make one file and a book of it where asked to."""
    from kamhandbook.site.build import build_live  # MkDocs, which no deck needs

    (_, plugin), findings = build_live(contents, folder)
    site = RenderedSite(folder, findings)
    if single_file:
        from kamhandbook.site import single_file as maker  # lxml, which no other site needs

        site = replace(site, single_file=maker.single_file(folder, plugin.navigation, contents))
    if with_book:
        from kamhandbook.site import book as binder

        site = replace(site, book=binder.book(folder, contents))
    return site
