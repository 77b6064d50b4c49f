"""The site's end of the way: an edition's pages composed, and built by MkDocs into a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from kamhandbook.building.edition_in_context import EditionInContext
from kamhandbook.compose.pages import compose_frame, compose_pages
from kamhandbook.findings import Finding
from kamhandbook.site.contents import SiteContents


class RenderedSite(Struct, frozen=True):
    """A site in ``folder``, where nobody looks yet; ``findings`` are MkDocs' warnings."""

    folder: Path
    findings: tuple[Finding, ...]


def compose_site(
    edition: EditionInContext, deck: Callable[[], bytes] | None = None
) -> SiteContents:
    """Compose the pages an edition's audience sees; ``deck`` returns the deck its site offers."""
    project = edition.project
    return SiteContents(
        pages=compose_pages(edition.context, project.brand),
        brand=project.brand,
        imprint=edition.context.imprint,
        root=project.root,
        folder=project.loaded.folder,
        deck=deck,
        words=edition.hyphenation,
        terms=edition.edition.handbook.goals.terms,
        frame=compose_frame(edition.context, project.brand),
    )


def render_site(contents: SiteContents, folder: Path) -> RenderedSite:
    """Let MkDocs build a site into ``folder``."""
    from kamhandbook.site.build import make_site  # MkDocs, which no deck needs

    return RenderedSite(folder, make_site(contents, folder))


def load_mkdocs() -> None:
    """Load what ``render_site`` needs, to have it at hand before there is anything to render."""
    import material.plugins.search.plugin  # noqa: F401  # MkDocs itself loads it only at work

    import kamhandbook.site.build  # noqa: F401
