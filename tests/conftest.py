"""Fixtures for more than one room's tests."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from kamhandbook.wording.language import DEFAULT, speak
from tests.programs import require_package, require_program
from tests.subsets import ROOMS, tests_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A suite that says the same every time; a search for more is started by hand:
# pytest --hypothesis-profile=random
settings.register_profile("fixed", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let one command renew every golden file, and run the tests of one room."""
    parser.addoption("--renew-goldens", action="store_true", help="write golden files anew")
    parser.addoption("--room", choices=sorted(ROOMS), help="run the tests that see this room")


def pytest_configure(config: pytest.Config) -> None:
    """Ask for a room's tests only, before any file is collected."""
    if (
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    ):  # so a shell starts what it has run behind
        signal.signal(signal.SIGINT, signal.default_int_handler)
    room = config.getoption("--room")
    if room:  # those marked slow are for the whole suite
        config.option.markexpr = config.option.markexpr or "not slow"
        config.args[:] = [str(config.rootpath / path) for path in tests_of(room)]


@pytest.fixture(autouse=True)
def usual_address() -> None:
    """Speak as usual: a handbook that a test has read does not speak for the next one."""
    speak(DEFAULT.address)


@pytest.fixture
def renew_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--renew-goldens"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, started once."""
    program = require_program("chromium", "chromium")
    sync_playwright = require_package("playwright.sync_api", "playwright").sync_playwright
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield started
        started.close()
