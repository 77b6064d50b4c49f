"""What works with and without JavaScript, on a desktop and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    yield page
    page.close()


def test_accounts_are_filtered_and_sorted(desktop: Page, newcomers_site: Path) -> None:
    desktop.goto((newcomers_site / "key-accounts.html").as_uri())
    rows = desktop.locator(".kam-list tbody tr:visible")
    assert rows.count() == 4
    desktop.get_by_role("combobox", name="Key Account Manager").select_option("Emre Aslan")
    assert rows.count() == 2
    desktop.get_by_role("combobox", name="Segment").select_option("Chemie")
    assert desktop.locator(".kam-shown").inner_text() == "1 von 4 angezeigt"
    desktop.get_by_role("searchbox", name="Liste durchsuchen").fill("gibt es nicht")
    assert desktop.locator(".kam-shown").inner_text().startswith("Kein Key Account passt")
    desktop.goto((newcomers_site / "key-accounts.html").as_uri())
    desktop.get_by_role("combobox", name="Sortieren nach").select_option(label="Seit")
    assert (
        desktop.locator(".kam-list tbody th").all_inner_texts()[-1] == "Brunnmatt Prozesstechnik AG"
    )


def test_pages_work_without_scripts(browser: Browser, newcomers_site: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((newcomers_site / "key-accounts.html").as_uri())
    assert page.locator(".kam-list tbody tr:visible").count() == 4
    assert page.locator(".kam-tools").count() == 0
    page.goto((newcomers_site / "einarbeitung.html").as_uri())
    assert page.locator("input[type=checkbox]:visible").count() >= 12
    page.goto((newcomers_site / "downloads.html").as_uri())
    assert page.locator(".kam-button:visible").count() == 0
    page.close()


def test_the_checklist_remembers(desktop: Page, newcomers_site: Path) -> None:
    address = (newcomers_site / "einarbeitung.html").as_uri()
    desktop.goto(address)
    first = desktop.locator(".kam-checklist input").first
    assert not first.is_checked()
    first.check()
    desktop.goto(address)
    assert desktop.locator(".kam-checklist input").first.is_checked()
    assert not desktop.locator(".kam-checklist input").nth(1).is_checked()


def test_figures_change_to_the_narrow_drawing(
    desktop: Page, phone: Page, newcomers_site: Path
) -> None:
    address = (newcomers_site / "organisation.html").as_uri()
    for page, shown, hidden in (
        (desktop, "kam-wide", "kam-narrow"),
        (phone, "kam-narrow", "kam-wide"),
    ):
        page.goto(address)
        assert page.locator(f".kam-figure-org_chart .{shown}").is_visible()
        assert not page.locator(f".kam-figure-org_chart .{hidden}").is_visible()


def test_nothing_is_wider_than_a_phone(phone: Page, newcomers_site: Path) -> None:
    for file in sorted(newcomers_site.glob("*.html")):
        phone.goto(file.as_uri())
        width = phone.evaluate("document.scrollingElement.scrollWidth")
        assert width <= 360, file.name


def test_tables_are_cards_on_a_phone(phone: Page, newcomers_site: Path) -> None:
    phone.goto((newcomers_site / "leistungen.html").as_uri())
    cell = phone.locator(".kam-compare tbody td").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Key Accounts"'
    rows = phone.locator(".kam-compare tbody tr")
    boxes = [rows.nth(index).bounding_box() for index in range(2)]
    assert boxes[0] is not None and boxes[1] is not None
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]


SELECT = """e => {
  const range = document.createRange();
  range.selectNodeContents(e);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return getSelection().toString();
}"""


def test_text_of_figures_can_be_selected(desktop: Page, newcomers_site: Path) -> None:
    desktop.goto((newcomers_site / "organisation.html").as_uri())
    text = desktop.locator(".kam-wide text", has_text="GF Technik").first
    assert text.evaluate(SELECT) == "GF Technik"


def test_colours_follow_the_scheme(browser: Browser, newcomers_site: Path) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto((newcomers_site / "organisation.html").as_uri())
        box = page.locator(".kam-wide .kam-fill-surface").first
        seen[scheme] = box.evaluate("e => getComputedStyle(e).fill")
        page.close()
    assert seen["light"] == "rgb(226, 234, 235)"
    assert seen["dark"] != seen["light"]


def test_a_term_tells_its_meaning_on_focus(desktop: Page, newcomers_site: Path) -> None:
    desktop.goto((newcomers_site / "werkzeuge.html").as_uri())
    term = desktop.locator(".kam-term", has_text="Key-Account-Plan").first
    term.focus()
    tip = desktop.locator(".md-tooltip2, .md-tooltip", has_text="Jährlicher Entwicklungsplan")
    tip.first.wait_for(state="visible")
    assert tip.count() >= 1
