"""Telephone numbers with a country's code become links; amounts do not."""

from __future__ import annotations

import pytest

from kamhandbook.document.blocks import Link
from kamhandbook.document.commonmark import parse, text_of
from kamhandbook.document.tree import walk

NUMBERS = {
    "+49 711 12345-67": "tel:+497111234567",
    "+49 (0)711 1234567": "tel:+497111234567",
    "+43/1/234 5678": "tel:+4312345678",
    "+49711123456": "tel:+49711123456",
    "Tel. 0711 1234-56": "tel:0711123456",
    "Telefon: 0711/123456": "tel:0711123456",
    "Mobil (0171) 123 45 67": "tel:01711234567",
    "Tel.-Nr. 0711 12345": "tel:071112345",
}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_a_link(number: str) -> None:
    blocks = parse(f"Ruft {number} und sagt, **was** ist.")
    assert [part.href for part in walk(blocks) if isinstance(part, Link)] == [NUMBERS[number]]
    assert text_of(blocks) == f"Ruft {number} und sagt, was ist."


@pytest.mark.parametrize(
    "text",
    [
        "Umsatz +120 000 000 EUR",
        "+20 000 000 Kunden",
        "0711 1234567",
        "Tel. 0815",
        "Hotel 0711 1234567",
        "Am 01.02.2026 um 08:30",
        "+10 bis +15 %",
        "+1 2",
    ],
)
def test_what_may_be_an_amount_is_text(text: str) -> None:
    assert not any(isinstance(part, Link) for part in walk(parse(text)))


def test_a_link_holds_no_further_link() -> None:
    (link,) = (p for p in walk(parse("[+49 711 1234567](tel:+1)")) if isinstance(p, Link))
    assert link.href == "tel:+1"
    assert not any(isinstance(part, Link) for part in link.children)
