from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kamhandbook.content.types import Audience
from tests.site.made import site_of


@pytest.fixture(scope="session")
def newcomers_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's default edition."""
    return site_of(tmp_path_factory.mktemp("newcomers"))


@pytest.fixture(scope="session")
def management_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's widest edition."""
    folder = tmp_path_factory.mktemp("management")
    return site_of(folder, audience=Audience.MANAGEMENT)


@pytest.fixture
def many_accounts(newcomers_site: Path) -> Iterator[str]:
    """The page of key accounts with each of them three times: twelve rows."""
    html = (newcomers_site / "key-accounts.html").read_text("utf-8")
    before, rest = html.split('<tbody role="rowgroup">', 1)
    rows, after = rest.split("</tbody>", 1)
    page = newcomers_site / "many-accounts.html"
    page.write_text(f'{before}<tbody role="rowgroup">{rows * 3}</tbody>{after}', "utf-8")
    yield page.as_uri()
    page.unlink()
