"""The Gesamtdokument and the receipt on paper, printed by a real browser."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.programs import require_program

if TYPE_CHECKING:  # only tests with a browser need it
    from playwright.sync_api import Browser

RUNNING = (
    "Nordkamp Dichtsysteme GmbH · KAM-Handbuch",
    "Version 0.3 · Entwurf, Iteration 3 · intern",
)


def sheets(pdf: Path) -> list[str]:
    """Give the text of every sheet, laid out as on paper."""
    program = require_program("pdftotext", "poppler-utils")
    done = subprocess.run([program, "-layout", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def printed(browser: Browser, page_file: Path, target: Path) -> list[str]:
    """Print a page on A4."""
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.pdf(path=str(target), prefer_css_page_size=True, format="A4")
    page.close()
    return sheets(target)


@pytest.fixture(scope="module")
def whole(
    browser: Browser, newcomers_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    """The sheets of the Gesamtdokument."""
    target = tmp_path_factory.mktemp("print") / "gesamt.pdf"
    return printed(browser, newcomers_site / "gesamt.html", target)


def test_every_sheet_carries_version_label_and_number(whole: list[str]) -> None:
    assert 20 < len(whole) < 50
    for number, text in enumerate(whole, start=1):
        for part in RUNNING:
            assert part in text, number
        assert re.search(rf"\b{number} / {len(whole)}\b", text), number


def test_cover_and_contents_come_first(whole: list[str]) -> None:
    assert "KAM-Handbuch" in whole[0].replace(RUNNING[0], "")
    assert "Inhalt" in whole[1]
    assert "18. Über dieses Handbuch" in whole[1]


def test_nothing_of_the_screen_is_printed(whole: list[str]) -> None:
    text = "\n".join(whole)
    for words in ("Suche", "Zum Inhalt", "Rückmeldung zu dieser Seite", "Als Tabelle", "¶"):
        assert words not in text


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Hotline", "keines"),  # Leistungen im Vergleich
        ("22 auf", "31.12.2027"),  # Ziele
        ("Preis im Rahmenvertrag", "Freigabe des Key-Account-"),  # Entscheidungsrechte
        ("Führungskräftetagung", "Betriebsversammlung"),  # Kommunikation
    ],
)
def test_no_table_is_cut(whole: list[str], first: str, last: str) -> None:
    (sheet,) = [text for text in whole if first in text]
    assert last in sheet


def test_the_receipt_has_a_sheet_of_its_own(
    browser: Browser, newcomers_site: Path, tmp_path: Path
) -> None:
    (last,) = printed(browser, newcomers_site / "empfang.html", tmp_path / "empfang.pdf")
    assert "Empfangsbestätigung" in last
    assert re.search(r"Version\s+0\.3\b", last) and re.search(r"Datum\s+16\.11\.2026", last)
    assert "Stand 1, gültig seit 16.11.2026" in last
    assert "Unterschrift" in last
    assert "Hartmut Sieck" not in last


def test_every_page_prints_with_its_label(
    browser: Browser, newcomers_site: Path, tmp_path: Path
) -> None:
    for name in ("index", "key-accounts", "reisen-und-besuche"):
        texts = printed(browser, newcomers_site / f"{name}.html", tmp_path / f"{name}.pdf")
        assert all(RUNNING[1] in text for text in texts)


def test_the_receipt_alone_can_be_printed(
    browser: Browser, newcomers_site: Path, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto((newcomers_site / "empfang.html").as_uri())
    page.evaluate("window.print = () => { window.classes = document.body.className; }")
    page.get_by_role("button", name="Bestätigung drucken").click()
    assert "kam-print-part" in page.evaluate("window.classes")
    page.evaluate("document.body.classList.add('kam-print-part')")
    page.pdf(path=str(tmp_path / "receipt.pdf"))
    page.close()
    (text,) = sheets(tmp_path / "receipt.pdf")
    assert "Unterschrift" in text
    assert "PowerPoint" not in text
