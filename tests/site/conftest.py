from __future__ import annotations

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
