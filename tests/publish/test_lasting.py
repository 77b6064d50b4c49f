"""Publication that lasts: versions never mix, addresses stay, and wrong ones are answered."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kamhandbook.compose.tables import Tables
from kamhandbook.content.types import Audience
from kamhandbook.document.blocks import Heading, Part
from kamhandbook.document.tree import walk
from kamhandbook.site.anchors import ids, is_listed
from kamhandbook.site.error_page import root_of
from kamhandbook.site.inline import without_neighbours
from kamhandbook.site.versions import finish, mark_of, put_deck
from kamhandbook.wording.language import DEFAULT
from tests.site.made import CONTENT, pages_of

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser

OURS = re.compile(r'(?:src|href)="(assets/kamhandbook/[^"]+)"')


def test_names_of_our_files_carry_their_contents_mark(site: Path) -> None:
    asked = {name for page in site.glob("*.html") for name in OURS.findall(page.read_text("utf-8"))}
    assert {"brand", "handbook", "search-words", "logo"} <= {
        Path(name).name.rpartition("-")[0] for name in asked
    }
    for name in asked:
        assert mark_of((site / name).read_bytes()) in name, name


def test_the_index_and_the_deck_are_asked_for_by_their_mark(site: Path) -> None:
    index = mark_of((site / "search/search_index.json").read_bytes())
    (script,) = site.glob("assets/kamhandbook/search-words-*.js")
    assert f"?v={index}" in script.read_text("utf-8")
    page = (site / "downloads.html").read_text("utf-8")
    assert f'downloads/kam-handbuch.pptx?v={mark_of(b"PK")}"' in page
    assert page.index(script.name) < page.index("javascripts/bundle.")


def test_a_deck_made_later_is_asked_for_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "eigene").mkdir()
    own = tmp_path / "eigene" / "seite.html"
    own.write_text('<a href="../downloads/kam-handbuch.pptx">Deck</a>', "utf-8")
    finish(tmp_path, "search-words.js", None)  # a site without search and deck
    put_deck(tmp_path, b"deck")
    assert (tmp_path / "downloads/kam-handbuch.pptx").read_bytes() == b"deck"
    assert f'pptx?v={mark_of(b"deck")}">Deck' in own.read_text("utf-8")


@pytest.mark.parametrize("audience", [Audience.APPLICANTS, Audience.MANAGEMENT])
def test_no_heading_takes_its_address_from_its_wording(audience: Audience) -> None:
    for page in pages_of(CONTENT, audience=audience).values():
        for block in walk(page.blocks, but_not_inside=(Part,)):
            is_title = isinstance(block, Heading) and block.level == 1
            if isinstance(block, Heading) and is_listed(block) and not is_title:
                assert block.attributes.id, (page.file, block)


def test_things_have_an_address_and_none_has_two() -> None:
    for page in pages_of(CONTENT, audience=Audience.MANAGEMENT).values():
        found = list(ids(page.blocks))
        assert len(found) == len(set(found)), page.file
    pages = pages_of(CONTENT)
    assert "leistung-reklamation" in ids(pages["leistungen.html"].blocks)
    assert "werkzeug-crm" in ids(pages["werkzeuge.html"].blocks)
    assert "kennzahl-liefertreue" in " ".join(ids(pages["steuerung.html"].blocks)).lower()
    assert "grosskunde" in " ".join(ids(pages["begriffe.html"].blocks))


def test_rows_of_one_name_are_numbered_and_odd_names_get_an_address() -> None:
    rows = [{"name": name} for name in ("CRM", "CRM", "***", "Größe & Rang")]
    table = Tables(DEFAULT)(rows, ("Name", "name"), anchors="ding")
    assert table is not None
    assert table.anchors == ("ding-crm", "ding-crm-2", "ding", "ding-groesse-rang")


def test_without_an_address_there_is_no_sitemap(site: Path) -> None:
    assert not list(site.glob("sitemap.xml*"))
    assert root_of(None) == "" and root_of("https://x.example/kam") == "/kam/"


def test_no_page_is_fetched_ahead(site: Path) -> None:
    head = '<link rel="prev" href="a.html"><link rel="next" href="b.html"><link rel="icon">'
    assert without_neighbours(head) == '<link rel="icon">'
    assert '<link rel="next"' not in (site / "ziele.html").read_text("utf-8")


@pytest.mark.parametrize("path", ["gibt-es-nicht.html", "a/b/kunden-besuche.html"])
def test_a_wrong_address_is_answered_anywhere_below_the_site(
    browser: Browser, web: str, site: Path, path: str
) -> None:
    page = browser.new_page()
    html = (site / "404.html").read_text("utf-8")
    page.route(
        re.compile(re.escape(web + path)), lambda route: route.fulfill(status=404, body=html)
    )
    page.goto(web + path)
    assert page.get_by_role("heading", level=1).inner_text() == "Diese Seite gibt es nicht"
    assert page.get_by_role("link", name="Zur Startseite").get_attribute("href") == (
        web + "index.html"
    )
    colour = page.locator("header").evaluate("header => getComputedStyle(header).backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"
    page.get_by_role("searchbox").fill("Reklamation")
    page.keyboard.press("Enter")
    page.locator(".md-search-result__item").first.wait_for()
    assert page.url == web + "index.html?q=Reklamation"
    page.close()


def test_the_next_date_is_never_over() -> None:
    for day in (date(2026, 11, 20), date(2026, 12, 31), date(2030, 1, 1)):
        (start,) = [
            page for file, page in pages_of(CONTENT, today=day).items() if file == "index.html"
        ]
        years = re.findall(r"(?:Termin).*?(20[0-9]{2})", str(start.blocks))
        assert years and int(years[0]) >= day.year
