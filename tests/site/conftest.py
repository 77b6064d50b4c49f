from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from kamhandbook.model.types import Audience
from tests.programs import require_program
from tests.site.made import site_of

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, started once."""
    program = require_program("chromium", "chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def newcomers_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's default edition."""
    return site_of(tmp_path_factory.mktemp("newcomers"))


@pytest.fixture(scope="session")
def management_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's widest edition."""
    folder = tmp_path_factory.mktemp("management")
    return site_of(folder, audience=Audience.MANAGEMENT)
