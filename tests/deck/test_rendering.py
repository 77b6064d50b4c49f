"""LibreOffice draws what was predicted: no text outside its box, no line more than reckoned."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.metrics import face_pair
from tests.deck.conftest import RenderedDeck
from tests.deck.rendering import TOLERANCE, Compared, compared, rendered

EXACT = 0.95  # share of texts with exactly the lines that were predicted
FEWEST = 8  # templates to look at
INSTALLED = ("carlito", "liberation-sans")  # as CONTRIBUTING.md wants it


@pytest.mark.slow
def test_no_text_leaves_its_box_in_the_sample_deck(sample: RenderedDeck, tmp_path: Path) -> None:
    assert not sample.fitted.overfull
    _hold(sample, *compared(sample, rendered([sample], tmp_path)[sample.name]))


@pytest.mark.slow
def test_no_text_leaves_its_box_on_foreign_templates(
    foreign: dict[str, RenderedDeck], tmp_path: Path
) -> None:
    decks = [each for each in foreign.values() if _is_comparable(each)]
    assert len(decks) >= FEWEST
    pages = rendered(decks, tmp_path)
    for each in decks:
        _hold(each, *compared(each, pages[each.name]))


def _is_comparable(deck: RenderedDeck) -> bool:
    """Only fonts that are here are drawn as anywhere; what is overfull is an error of its own."""
    fonts = (deck.master.geometry.heading_font, deck.master.geometry.body_font)
    faces = [face_pair(font).regular for font in fonts]
    is_drawn = all(face.measured and face.family in INSTALLED for face in faces)
    return is_drawn and not deck.fitted.overfull


def _hold(deck: RenderedDeck, comparisons: list[Compared], lost: list[object]) -> None:
    assert len(lost) <= 0.02 * len(comparisons), f"{deck.name}: {[str(each) for each in lost]}"
    more = [str(each.expected) for each in comparisons if each.lines > each.expected.lines]
    assert more == [], deck.name
    outside = [
        f"{each.outside:.1f} {each.expected}" for each in comparisons if each.outside > TOLERANCE
    ]
    assert outside == [], deck.name
    exact = sum(each.lines == each.expected.lines for each in comparisons)
    assert exact >= EXACT * len(comparisons), deck.name
