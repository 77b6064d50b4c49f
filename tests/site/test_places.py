"""Places on a file share: copied by a button, followed where the page lies on a file share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.made import site_of

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page, Route

PLAN = "\\\\srv01\\KAM\\Plan 2026.xlsx"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("places")
    (root / "content").mkdir()
    (root / "content" / "7-tools.yaml").write_text(
        f"answers: {{tools: 'Siehe [Plan]({PLAN}).'}}\n"
        "tools: [{name: Liste, url: 'K:\\Liste.xlsx'}]\n",
        "utf-8",
    )
    return site_of(root / "site", root / "content")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def copies(page: Page) -> None:
    assert page.locator(".kam-place").all_inner_texts() == [PLAN, "K:\\Liste.xlsx"]
    button = page.get_by_role("button", name="Pfad kopieren").first
    button.click()
    page.get_by_role("button", name="Kopiert").wait_for()
    field = page.locator(".md-search__input")
    page.evaluate("document.querySelector('[data-md-toggle=search]').checked = true")
    field.focus()
    page.keyboard.press("Control+V")
    assert field.input_value() == PLAN


def test_on_a_file_share_a_place_is_a_link_and_is_copied(page: Page, site: Path) -> None:
    page.goto((site / "werkzeuge.html").as_uri())
    links = page.locator(".kam-place a").evaluate_all("all => all.map(a => a.href)")
    assert links == ["file://srv01/KAM/Plan%202026.xlsx", "file:///K:/Liste.xlsx"]
    copies(page)


def test_in_an_intranet_it_is_copied_under_a_strict_policy(page: Page, site: Path) -> None:
    def answer(route: Route) -> None:
        name = route.request.url.removeprefix("http://intranet.example/").partition("?")[0]
        route.fulfill(path=site / name, headers={"Content-Security-Policy": POLICY})

    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.route("http://intranet.example/**", answer)
    page.goto("http://intranet.example/werkzeuge.html")
    assert page.locator(".kam-place a").count() == 0
    copies(page)
    assert not [text for text in refused if "Content Security Policy" in text]


def test_without_scripts_it_is_shown_in_full(browser: Browser, site: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((site / "werkzeuge.html").as_uri())
    assert page.locator(".kam-place").first.inner_text() == PLAN
    assert page.locator(".kam-copy:visible").count() == 0
    page.close()
