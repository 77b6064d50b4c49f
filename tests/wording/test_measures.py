"""Amounts and measures as people write them: what is read, and what had better not be."""

from __future__ import annotations

import pytest

from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.measures import Measure, measure_in, measure_text, same_unit

READ = {
    "3,4 Mio. EUR": Measure(3_400_000, "EUR"),
    "rund 3 Mio. €": Measure(3_000_000, "EUR"),
    "EUR 3,4 Mio.": Measure(3_400_000, "EUR"),
    "3,4 Mio. EUR (2025)": Measure(3_400_000, "EUR"),
    "2025: 3,4 Mio. EUR": Measure(3_400_000, "EUR"),
    "450 TEUR": Measure(450_000, "EUR"),
    "TEUR 450": Measure(450_000, "EUR"),
    "12 000 EUR": Measure(12_000, "EUR"),
    "96.000,– EUR": Measure(96_000, "EUR"),
    "CHF 1'200'000": Measure(1_200_000, "CHF"),
    "Fr. 1'200.50": Measure(1200.5, "CHF"),
    "2.300 kSEK": Measure(2_300_000, "SEK"),
    "5 SEK": Measure(5, "SEK"),
    "96.000 EUR im Jahr": Measure(96_000, "EUR", rate="year"),
    "8.000 EUR/Monat": Measure(8_000, "EUR", rate="month"),
    "4.000 EUR je Key Account und Jahr": Measure(4_000, "EUR", rate="each"),
    "einmalig 20.000 EUR": Measure(20_000, "EUR", rate="once"),
    "24,1 % im Oktober 2026": Measure(24.1, "%"),
    "35 % bis Ende 2028": Measure(35, "%"),
    "−5 %": Measure(-5, "%"),
    "mindestens 96 %": Measure(96, "%", "least"),
    "höchstens 14 Tage": Measure(14, "Tage", "most"),
    "< 5 Tage": Measure(5, "Tage", "most"),
    "mindestens 1 in 24 Monaten": Measure(1, bound="least"),
    "mindestens 3 bis Ende 2028": Measure(3, bound="least"),
    "5 neue Kunden": Measure(5, "Kunden"),
    "3 von 4": Measure(3, whole=4),
    "in 1 von 4 Normen gesetzt": Measure(1, "Normen", whole=4),
    "von 22 auf 35 %": Measure(35, "%", start=22),
    "von 22 % auf 35 %": Measure(35, "%", start=22),
    "von 3 auf 5 Mio. EUR": Measure(5_000_000, "EUR", start=3_000_000),
    "alle": Measure(100, "%"),
    "nicht unter 98 %": Measure(98, "%", "least"),
    "nicht mehr als 3": Measure(3, bound="most"),
    "90 % innerhalb von 48 Stunden": Measure(90, "%"),
    "innerhalb von 48 Stunden": Measure(48, "Stunden", "most"),
    "von 22 % in 2025 auf 35 % in 2028": Measure(35, "%", start=22),
    "von 12 auf unter 8 Tage": Measure(8, "Tage", "most", start=12),
    "2x pro Quartal": Measure(2, rate="quarter"),
    "2 x pro Quartal": Measure(2, rate="quarter"),
    "zweimal in der Woche": Measure(2, rate="week"),
    "drei neue Rahmenverträge": Measure(3, "Rahmenverträge"),
    "fünfunddreißig Prozent": Measure(35, "%"),
    "Mio. EUR 3,4": Measure(3_400_000, "EUR"),
    "3,5 Mio. zł": Measure(3_500_000, "zł"),
}
UNREAD = (
    "",
    "mehr",
    "k. A.",
    "–",
    "ein Drittel",
    "zwei Drittel",
    "300–400 T€",
    "2026",
    "Rahmenvertrag 2026",
    "läuft seit 2024, Ausbau 2027",
    "12.01.2026",
    "8D-Report",
    "20–30 %",
    "2 bis 3 Mio.",
    "3.4 Mio. EUR",
    "1,200 EUR",
    "USD 2.5m",
    "1e3 EUR",
    "2 Mio. EUR, davon 1 Mio. EUR neu",
    "9" * 300,
)


@pytest.mark.parametrize(("text", "measure"), READ.items())
def test_what_can_be_meant_in_one_way_is_read(text: str, measure: Measure) -> None:
    assert measure_in(DEFAULT, text) == measure


@pytest.mark.parametrize("text", UNREAD)
def test_what_can_be_meant_in_two_ways_is_not(text: str) -> None:
    assert measure_in(DEFAULT, text) is None


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (12_940_000, "EUR", "12,94 Mio. EUR"),
        (96_000, "EUR", "96.000\u00a0EUR"),
        (2_100_000_000, "CHF", "2,1 Mrd. CHF"),
        (93.25, "%", "93,2\u00a0%"),
        (3, "", "3"),
        (0, "EUR", "0\u00a0EUR"),
    ],
)
def test_a_measure_is_written_as_people_do(number: float, unit: str, text: str) -> None:
    assert measure_text(DEFAULT, number, unit) == text


def test_units_are_compared_by_what_they_mean() -> None:
    assert same_unit("Tage", "Tagen")
    assert same_unit("", "Normen")
    assert not same_unit("", "%")
    assert not same_unit("EUR", "")
    assert not same_unit("Tage", "Arbeitstage")
    assert not same_unit("EUR", "CHF")
