"""The page "Prüfbericht": what was found, for management only."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from kamhandbook.building.edition_in_context import Order, read_edition
from kamhandbook.building.site_stages import compose_site
from kamhandbook.checks.texts import codes
from kamhandbook.content.types import Audience
from tests.checks.patching import SAMPLE
from tests.site.made import html_of

COMPANIES = Path(__file__).resolve().parents[1] / "companies"
TODAY = date(2026, 11, 24)


def pages(content: Path, audience: Audience) -> dict[str, str]:
    """Compose an edition's pages; gives their HTML by file, as a reader sees it."""
    contents = compose_site(read_edition(Order(content, TODAY, audience)).of_site)
    return {page.file: unescape(html_of(page)) for page in contents.pages}


@pytest.fixture(scope="module")
def report() -> str:
    return pages(COMPANIES / "alleingang" / "content", Audience.MANAGEMENT)["pruefbericht.html"]


def test_findings_come_by_dimension_with_links_to_the_pages_concerned(report: str) -> None:
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", report)
    assert heads[0] == "Handbuch und Ansatz"
    assert heads[-2:] == ["Einführung und Iterationen", "Was geprüft wird"]
    assert '<a href="organisation.html">Organisation & Teams</a>' in report
    assert (
        "<li>Das Projektteam besteht bisher aus einer Person. <code>content/introduction.yaml:4:3"
        in report
    )
    assert "<strong>Nächster Schritt:</strong> Holt unter „team“" in report


def test_every_check_is_explained_on_it(report: str) -> None:
    for code in codes():
        assert f'id="{code.lower()}"' in report
    assert "mehr als 5 Key Accounts" in report
    assert "# content/2-selection.yaml\nkey_accounts:" in report


def test_a_spotless_handbook_says_so() -> None:
    page = pages(SAMPLE, Audience.MANAGEMENT)["pruefbericht.html"]
    assert "keinen Fehler, keine Warnung und keinen Hinweis" in page


@pytest.mark.parametrize("audience", [a for a in Audience if a is not Audience.MANAGEMENT])
def test_nobody_else_sees_it(audience: Audience) -> None:
    made = pages(COMPANIES / "alleingang" / "content", audience)
    assert "pruefbericht.html" not in made
    assert not any("Nächster Schritt:</strong> Holt unter" in text for text in made.values())
