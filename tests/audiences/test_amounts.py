"""Amounts are compared by value and unit, however people write them; ordinary numbers are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.findings import Finding, Severity
from kamhandbook.leaks.amounts import Amount, amounts_in
from kamhandbook.leaks.search import leaks
from kamhandbook.positions import Positions
from kamhandbook.wording.language import DEFAULT
from tests.audiences.test_cut import handbook_with

READ = [
    ("4,4 Millionen Euro", [(4_400_000, "EUR")]),
    ("4.400.000 €", [(4_400_000, "EUR")]),
    ("EUR 4,4 Mio.", [(4_400_000, "EUR")]),
    ("rund 250 TEUR", [(250_000, "EUR")]),
    ("250k€", [(250_000, "EUR")]),
    ("250 000 Euro", [(250_000, "EUR")]),
    ("CHF 1'200'000", [(1_200_000, "CHF")]),
    ("3,4 Mio.", [(3_400_000, "money")]),
    ("35 Prozent", [(35, "percent")]),
    ("eine 35-prozentige Quote", [(35, "percent")]),
    ("(70 Punkte)", [(70, "points")]),
    ("die 70-Punkte-Schwelle", [(70, "points")]),
    ("72.000 bis 98.000 EUR im Jahr", [(72_000, "EUR"), (98_000, "EUR")]),
    ("2 bis 3 Mio. EUR", [(2_000_000, "EUR"), (3_000_000, "EUR")]),
    ("von 22 auf 35 %", [(22, "percent"), (35, "percent")]),
    ("950.000,– €", [(950_000, "EUR")]),
    ("eine Million zweihunderttausend Euro", [(1_200_000, "EUR")]),
    ("drei Millionen", [(3_000_000, "money")]),
    ("anderthalb bis dreieinhalb Millionen Euro", [(3_500_000, "EUR")]),
    ("eine halbe Million EUR", [(500_000, "EUR")]),
    ("zweihundertfünfzigtausend Euro", [(250_000, "EUR")]),
    ("fünfunddreißig Prozent und 12 %", [(35, "percent"), (12, "percent")]),
    *((text, []) for text in ("ein Punkt", "drei Millionen Stück", "Millionen Euro", "ein Euro")),
    *((text, []) for text in ("2026", "3 Monate", "30.06.2026", "1.180 Menschen", "Version 0.3")),
    *((text, []) for text in ("2 Millionen Stück", "5 m", "250 k", "100 %", "0 bis 100 Punkte")),
]


@pytest.mark.parametrize(("text", "amounts"), READ)
def test_a_text_names_amounts(text: str, amounts: list[tuple[float, str]]) -> None:
    assert [(e.amount.value, e.amount.unit) for e in amounts_in(DEFAULT, text)] == amounts


def test_a_sum_without_its_currency_may_be_of_any() -> None:
    assert Amount(3e6, "money").equals(Amount(3e6, "EUR"))
    assert not Amount(3e6, "CHF").equals(Amount(3e6, "EUR"))
    assert not Amount(35, "money").equals(Amount(35, "percent"))


def found_in(why: str, account: dict[str, Any], **parts: Any) -> list[Finding]:
    """Say something in "why" that applicants read; give what is found of a key account's fields."""
    selection = {"key_accounts": [{"name": "Aldo Werke AG", **account}]}
    handbook = handbook_with(goals={"why": why}, selection=selection, **parts)
    edition = cut(handbook, Audience.APPLICANTS)
    files = {"index.html": f"<p>{why}</p>".encode()}
    found, _ = leaks(files, edition, Positions(), folder=Path("content"))
    return list(found)


@pytest.mark.parametrize("said", ["4,4 Millionen Euro", "4.400 TEUR", "rund 4,4 Mio."])
@pytest.mark.parametrize("written", ["4,4 Mio. EUR", "4.400.000 €"])
def test_a_sum_stops_in_either_wording(said: str, written: str) -> None:
    (finding,) = found_in(f"Unser größter Kunde bringt {said} Umsatz.", {"revenue": written})
    assert finding.severity is Severity.ERROR
    assert "„Umsatz“" in finding.message and "„Leitung“" in finding.message
    assert "nach ihrem Wert" in finding.consequence and "checks, accepted" in finding.next_step


@pytest.mark.parametrize("said", ["2026 beginnt es", "4,4 Punkte", "44 Millionen Euro", "440 TEUR"])
def test_another_number_is_no_sum_of_ours(said: str) -> None:
    assert not found_in(f"Wir sagen: {said}.", {"revenue": "4,4 Mio. EUR"})


def test_a_limit_quoted_for_everybody_is_a_warning_unless_somebody_labelled_it() -> None:
    criterion = {"name": "Umsatz", "threshold": "über 250.000 EUR"}
    said = "Wir nehmen Kunden ab 250 TEUR in den Blick."

    def found(**more: str) -> Finding:
        selection = {"criteria": [{**criterion, **more}]}
        handbook = handbook_with(goals={"why": said}, selection=selection)
        files = {"index.html": said.encode()}
        (finding,), _ = leaks(files, cut(handbook, Audience.APPLICANTS), Positions())
        return finding

    assert found().severity is Severity.WARNING
    assert found(visible_from="management").severity is Severity.ERROR
