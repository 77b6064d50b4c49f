"""Sites made in a second process: what it loads ahead, what it is sent, what it sends back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kamhandbook.building.site_edition import SiteEdition
from kamhandbook.building.withheld import files_below, places_in_site
from kamhandbook.document.commonmark import parser
from kamhandbook.leaks.search import Places, WithheldTexts
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import DEFAULT, speak

if TYPE_CHECKING:
    from kamhandbook.building.site_stages import RenderedSite


class SiteJob(Struct, frozen=True):
    """What a second process needs to make one edition's site in ``folder``.

    ``single_file`` asks for the same as one file besides, ``book`` for what is printed.
    """

    edition: SiteEdition
    folder: Path
    single_file: bool = False
    book: bool = False


class SearchedSite(Struct, frozen=True):
    """How many pages a finished site has, and where in it something withheld stands."""

    pages: int
    places: Places


def build_sites(jobs: Sequence[SiteJob]) -> list[RenderedSite]:
    """Return every site as built."""
    return [_built(job) for job in jobs]


def _built(job: SiteJob) -> RenderedSite:
    from kamhandbook.building.site_stages import compose_site, render_site

    speak(job.edition.context.edition.language.address)  # this process may have read no handbook
    return render_site(
        compose_site(job.edition), job.folder, single_file=job.single_file, with_book=job.book
    )


def search_sites(sites: Sequence[tuple[Path, WithheldTexts]]) -> list[SearchedSite]:
    """Return what was found in each finished site's folder of what nobody may find there."""
    return [_searched(folder, withheld) for folder, withheld in sites]


def _searched(folder: Path, withheld: WithheldTexts) -> SearchedSite:
    files = files_below(folder)
    pages = sum(name.endswith(".html") and name != "404.html" for name in files)
    return SearchedSite(pages, places_in_site(files, withheld))


def load_common_tools() -> None:
    """Load what both processes need early: Markdown, and the language that most handbooks have."""
    parser()
    day_text(DEFAULT, date.today())
    _ = DEFAULT.catalogue


def load_site_tools() -> None:
    """Load what every site needs, to have it at hand before there is anything to show.

    Most of it MkDocs itself loads only at work: plugins, and what Markdown can do besides.
    """
    import babel.lists  # noqa: F401
    import material.plugins.search.plugin  # noqa: F401
    from markdown import Markdown

    from kamhandbook.building import site_stages  # noqa: F401
    from kamhandbook.site import asset_files, build, files, navigation, page, search  # noqa: F401
    from kamhandbook.site.settings import MARKDOWN_EXTENSIONS

    Markdown(extensions=("fenced_code", *MARKDOWN_EXTENSIONS))
    for room in ("site", "site_build", "figures", "amounts", "labels", "sentences", "titles"):
        DEFAULT.words(room)
