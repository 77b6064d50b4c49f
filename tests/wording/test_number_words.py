"""Numbers in words, and what looks like one."""

from __future__ import annotations

import pytest

from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.number_words import time_with_figures, with_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Siebzig Punkte", "70 Punkte"),
        ("fünfundsechzig", "65"),
        ("einundzwanzig Tage", "21 Tage"),
        ("hundertzwanzig oder zweihundertfünf", "120 oder 205"),
        ("zweimal im Jahr", "2 mal im Jahr"),
        ("zweimonatlich", "2 monatlich"),
        ("eine Achterbahn und ein Elfmeter", "eine Achterbahn und ein Elfmeter"),
        ("zwei Drittel, drei Kunden", "zwei Drittel, 3 Kunden"),
        ("ein Kunde", "ein Kunde"),
        ("vierteljährlich", "vierteljährlich"),
    ],
)
def test_numbers_become_figures(text: str, figures: str) -> None:
    assert with_figures(DEFAULT, text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("ein Monat", "1 monat"),
        ("eine halbe Stunde", "0,5 stunde"),
        ("jeden zweiten Monat", "2 monat"),
        ("jede 3. Woche", "3 woche"),
        ("anderthalb Tage", "1,5 tage"),
    ],
)
def test_a_length_of_time_has_its_ones_and_halves(text: str, figures: str) -> None:
    assert time_with_figures(DEFAULT, text) == figures
