"""Sites of an edition, made as a build makes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kamhandbook.building.edition_in_context import Order, read_edition
from kamhandbook.building.site_stages import compose_site
from kamhandbook.content.types import Audience
from kamhandbook.site.build import make_site
from tests.sample import ROOT

TODAY = date(2026, 11, 20)


def site_for(
    folder: Path, content: Path = ROOT / "content", audience: Audience | None = None
) -> Path:
    """Build one edition's site into ``folder``; gives the folder."""
    site = folder / "site"
    site.mkdir()
    edition = read_edition(Order(content, TODAY, audience))
    make_site(compose_site(edition.of_site, b"PK"), site)
    return site
