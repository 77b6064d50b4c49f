"""The German search as people use it, in a real browser, on a web server and from disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from kamhandbook.site.compounds import Compounds
from tests.publish.queries import QUERIES, SAME
from tests.publish.test_site import search

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
