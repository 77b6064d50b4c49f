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


def test_accounts_are_filtered_and_sorted(desktop: Page, many_accounts: str) -> None:
    desktop.goto(many_accounts)
    rows = desktop.locator(".kam-list tbody tr:visible")
    assert rows.count() == 12
    desktop.get_by_role("combobox", name="Key Account Manager").select_option("Emre Aslan")
    assert rows.count() == 6
    desktop.get_by_role("combobox", name="Segment").select_option("Chemie")
    assert desktop.locator(".kam-shown").inner_text() == "3 von 12 angezeigt"
    desktop.get_by_role("searchbox", name="Liste durchsuchen").fill("gibt es nicht")
    assert desktop.locator(".kam-shown").inner_text().startswith("Kein Key Account passt")
    desktop.goto(many_accounts)
    desktop.get_by_role("combobox", name="Sortieren nach").select_option(label="Seit")
    assert (
        desktop.locator(".kam-list tbody th").all_inner_texts()[-1] == "Brunnmatt Prozesstechnik AG"
    )


def test_few_rows_have_no_filters(desktop: Page, newcomers_site: Path) -> None:
    desktop.goto((newcomers_site / "key-accounts.html").as_uri())
    assert desktop.locator(".kam-list tbody tr:visible").count() == 4
    assert desktop.locator(".kam-list .kam-tools").count() == 0


def test_a_role_finds_what_it_decides(desktop: Page, newcomers_site: Path) -> None:
    desktop.goto((newcomers_site / "spielregeln.html").as_uri())
    desktop.get_by_text("Nach Rolle oder Thema finden").click()
    desktop.get_by_role("combobox", name="Rolle").select_option("GF Vertrieb")
    topics = desktop.locator(".kam-finder tbody tr:visible th")
    assert topics.all_inner_texts() == ["Preis im Rahmenvertrag", "Umsatzzuordnung"]
    assert set(desktop.locator(".kam-finder .kam-found").all_inner_texts()) == {"GF Vertrieb"}
    desktop.get_by_role("searchbox", name="Thema suchen").fill("umsatz")
    assert topics.all_inner_texts() == ["Umsatzzuordnung"]
    desktop.get_by_role("searchbox", name="Thema suchen").fill("Quastenflosser")
    assert desktop.locator(".kam-finder .kam-shown").inner_text().startswith("Dazu ist kein")


def test_a_role_sees_its_reading_path_next_time_too(desktop: Page, newcomers_site: Path) -> None:
    address = (newcomers_site / "index.html").as_uri()
    desktop.goto(address)
    paths = desktop.locator(".kam-paths section:visible h2")
    assert paths.count() == 2
    role = desktop.get_by_role("button", name="Neu in der Leitung KAM")
    role.focus()
    desktop.keyboard.press("Enter")
    assert paths.count() == 1 and role.get_attribute("aria-pressed") == "true"
    desktop.goto(address)
    assert paths.count() == 1 and paths.inner_text().startswith("Neu in der Leitung KAM")
    desktop.get_by_role("button", name="Beide Wege").click()
    assert paths.count() == 2


def test_pages_work_without_scripts(browser: Browser, newcomers_site: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((newcomers_site / "key-accounts.html").as_uri())
    assert page.locator(".kam-list tbody tr:visible").count() == 4
    assert page.locator(".kam-tools").count() == 0
    page.goto((newcomers_site / "index.html").as_uri())
    assert page.locator(".kam-paths section:visible").count() == 2
    assert page.locator(".kam-roles").count() == 0
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
