"""The German search as people use it, in a real browser, on a web server and from disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from kamhandbook.document.blocks import Heading, Table, Text
from kamhandbook.site.compounds import Compounds
from kamhandbook.site.search_entries import entries_of
from tests.publish.queries import QUERIES, SAME
from tests.publish.test_site import search
from tests.site.made import pages_of

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(address + "index.html")
        yield opened


def test_the_expected_page_is_among_the_first_three(page: Page) -> None:
    assert len(QUERIES) >= 40
    missed = {
        query: found
        for query, expected in QUERIES.items()
        if expected not in (found := search(page, query)[:3])
    }
    assert missed == {}


def test_every_spelling_finds_the_same(page: Page) -> None:
    for one, other in SAME:
        assert search(page, one) == search(page, other)


def test_rows_of_tables_are_found_as_sentences() -> None:
    page = pages_of()["leistungen.html"]
    text = " ".join(entry["text"] for entry in entries_of(page.blocks, page.file, page.title))
    assert "<li>Reklamation – Key Accounts: " in text and "; Andere Kunden: " in text
    assert "Erbringt: Qualität</li>" in text
    rows = Table((words("A"), words("")), ((words("<b>"), words("x & y")),), ("left", "left"))
    (entry,) = entries_of((Heading(1, words("T")), rows), "t.html", "T")
    assert "<li>&lt;b&gt; – x &amp; y</li>" in entry["text"]


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def test_nothing_is_found_of_what_is_not_there(page: Page) -> None:
    assert search(page, "Quastenflosser") == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Schlüsselkundenmanagement", ("Schlüssel", "kunden", "management")),
        ("Kundenbesuche", ("Kunden", "besuche")),  # learned: both are words of the text
        ("Einführung", ("Einführung",)),  # "ein" is no word
        ("Führungskraft", ("Führungs", "kraft")),
        ("Besuch", ("Besuch",)),
    ],
)
def test_compounds_come_apart_at_their_joints(word: str, parts: tuple[str, ...]) -> None:
    compounds = Compounds(
        ["Schlüssel|kunden|management", "Führungs|kraft"],
        ["Kunden", "Besuche", "Kundenbesuche", "Führung"],
        prefixes=["ein"],
        joints=["s", "n"],
    )
    assert compounds.split(word) == parts
