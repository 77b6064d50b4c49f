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
from kamhandbook.wording.language import DEFAULT

if TYPE_CHECKING:
    from kamhandbook.building.site_stages import RenderedSite


class SiteJob(Struct, frozen=True):
    """What a second process needs to make one edition's site in ``folder``."""

    edition: SiteEdition
    withheld: WithheldTexts
    folder: Path


class BuiltSite(Struct, frozen=True):
    """A finished site, and where something withheld stands in it."""

    rendered: RenderedSite
    pages: int
    places: Places


def build_sites(jobs: Sequence[SiteJob]) -> list[BuiltSite]:
    """Return every site as built, with where in it something withheld stands."""
    return [_site(job) for job in jobs]


def _site(job: SiteJob) -> BuiltSite:
    from kamhandbook.building.site_stages import compose_site, render_site

    rendered = render_site(compose_site(job.edition), job.folder)
    files = files_below(job.folder)
    pages = sum(name.endswith(".html") and name != "404.html" for name in files)
    return BuiltSite(rendered, pages, places_in_site(files, job.withheld))


def load_common_tools() -> None:
    """Load what both processes need early: Markdown, and the language that most handbooks have."""
    parser()
    day_text(DEFAULT, date.today())
    _ = DEFAULT.catalogue


def load_site_tools() -> None:
    """Load what every site needs, to have it at hand before there is anything to show.

    Most of it MkDocs itself loads only at work: plugins, and what Markdown can do besides.
    """
    import material.plugins.search.plugin  # noqa: F401
    from markdown import Markdown

    from kamhandbook.building import site_stages  # noqa: F401
    from kamhandbook.site import asset_files, files, navigation, page, search  # noqa: F401
    from kamhandbook.site.settings import MARKDOWN_EXTENSIONS

    Markdown(extensions=("fenced_code", *MARKDOWN_EXTENSIONS))
    for room in ("site", "figures", "amounts", "labels"):
        DEFAULT.words(room)
