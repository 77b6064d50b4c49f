from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kamhandbook.building.edition_in_context import Order, read_edition
from kamhandbook.building.site_stages import compose_site
from kamhandbook.site.build import make_site
from tests.publish.web import served

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's default edition with a stand-in for the deck."""
    folder = tmp_path_factory.mktemp("site")
    edition = read_edition(Order(ROOT / "content", date(2026, 11, 20)))
    assert make_site(compose_site(edition.of_site, b"PK"), folder) == ()
    return folder


@pytest.fixture(scope="session")
def web(site: Path) -> Iterator[str]:
    """The address of the sample's site on a web server."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session", params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    """The sample's site on a web server, and opened from disk."""
    if request.param == "file":
        return f"{site.as_uri()}/"
    web: str = request.getfixturevalue("web")
    return web
