"""WCAG 2.2 AA and best practice by axe, and the keyboard, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.programs import require_package
from tests.site.brands import AWKWARD, project_in
from tests.site.made import site_of

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what a scheme or a brand can change
RUN = "([where, rules]) => axe.run(where, {runOnly: rules, resultTypes: ['violations']})"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(management_site: Path) -> Iterator[str]:
    """The widest edition over http, on any free port, so that the 404 page has its style, too."""
    handler = partial(_Silent, directory=str(management_site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def axe_script() -> str:
    """Return the accessibility checker that runs inside a page."""
    package = require_package("axe_playwright_python", "axe-playwright-python")
    return (files(package) / "axe.min.js").read_text("utf-8")


def violations(page: Page, address: str, rules: list[str]) -> list[str]:
    """Run axe on a page; each finding as one line."""
    page.goto(address)
    page.evaluate(axe_script())
    # The Gesamtdokument repeats all pages; the colours of its own are those of the cover.
    where = ".kam-cover" if rules is COLOURS and "gesamt" in address else "html"
    found = page.evaluate(RUN, [where, rules])["violations"]
    return [
        f"{address}: {each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("light", 360), ("dark", 360)])
def test_no_page_has_a_violation(
    browser: Browser, served: str, management_site: Path, scheme: str, width: int
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    names = sorted(file.name for file in management_site.glob("*.html"))
    assert len(names) >= 22
    rules = TAGS if scheme == "light" else COLOURS
    found = [line for name in names for line in violations(page, f"{served}/{name}", rules)]
    page.close()
    assert found == []


# Pages that together have every part a page can have; all pages are tried in our own brand.
OF_EVERY_KIND = (
    *("index", "ueberblick", "ziele", "key-accounts", "organisation", "spielregeln", "steuerung"),
    *("einfuehrung", "einarbeitung", "neu", "begriffe", "zusammenhang"),
)


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_brands_stay_readable(browser: Browser, tmp_path: Path, name: str) -> None:
    site = site_of(tmp_path / "site", project_in(tmp_path, name))
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        found = [
            line
            for name in OF_EVERY_KIND
            for line in violations(page, (site / f"{name}.html").as_uri(), COLOURS)
        ]
        page.close()
        assert found == []


FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e), a = getComputedStyle(e, "::after");
  const ring = (x) => x.outlineStyle !== "none" && parseFloat(x.outlineWidth) >= 1.5;
  return {name: e.textContent.trim().slice(0, 60) || e.getAttribute("aria-label") || e.name || "",
          href: e.getAttribute("href") || "", ring: ring(s) || ring(a), tag: e.tagName};
}"""


def focus_order(page: Page, presses: int) -> list[dict[str, object]]:
    """Press Tab so often; what has the focus each time."""
    order = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUSED))
    return order


def test_keyboard_reaches_skip_link_cards_and_paths(browser: Browser, newcomers_site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((newcomers_site / "index.html").as_uri())
    order = focus_order(page, 70)
    assert order[0]["href"] == "#neu-hier"
    page.close()
    reached = [str(each["href"]) for each in order]
    cards = [
        "ziele.html",
        "key-accounts.html",
        "leistungen.html",
        "organisation.html",
        "personal.html#training",
        "werkzeuge.html",
    ]
    start = len(reached) - reached[::-1].index("personal.html#training") - 5
    assert reached[start : start + 6] == cards
    assert [each for each in order if not each["ring"] and each["tag"] != "BODY"] == []


def test_skip_link_leads_to_the_content(browser: Browser, newcomers_site: Path) -> None:
    page = browser.new_page()
    page.goto((newcomers_site / "ziele.html").as_uri())
    page.keyboard.press("Tab")
    page.wait_for_function("getComputedStyle(document.querySelector('.md-skip')).opacity === '1'")
    page.keyboard.press("Enter")
    assert page.url.endswith("#ziele-terminologien")
    page.close()


def test_the_account_list_works_by_keyboard(browser: Browser, many_accounts: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(many_accounts)
    page.locator(".kam-tools input").focus()
    page.keyboard.type("marine")
    assert page.locator(".kam-list tbody tr:visible").count() == 3
    assert page.locator(".kam-shown").inner_text() == "3 von 12 angezeigt"
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    order = focus_order(page, 10)
    assert {"SELECT", "BUTTON"} <= {str(each["tag"]) for each in order}
    assert all(each["ring"] for each in order)
    page.locator("thead button").first.focus()
    page.keyboard.press("Enter")
    names = page.locator(".kam-list tbody th").all_inner_texts()
    assert names == sorted(names)
    assert page.locator("thead th").first.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert page.locator(".kam-list tbody th").all_inner_texts() == names[::-1]
    page.close()


def test_old_texts_open_by_keyboard(browser: Browser, newcomers_site: Path) -> None:
    page = browser.new_page()
    page.goto((newcomers_site / "personal.html").as_uri())
    old = page.get_by_text("Die Karrierestufen arbeiten wir mit HR aus.").last
    assert not old.is_visible()
    page.locator("summary", has_text="Was stand hier vorher?").focus()
    page.keyboard.press("Enter")
    assert old.is_visible()
    page.close()
