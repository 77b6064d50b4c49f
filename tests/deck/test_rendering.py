"""LibreOffice draws what was predicted: no text outside its box, no line more than reckoned."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.metrics import face_pair
from tests.deck.conftest import Made
from tests.deck.rendering import TOLERANCE, Compared, compared, rendered

EXACT = 0.95  # share of texts with exactly the lines that were predicted
FEWEST = 8  # templates to look at


@pytest.mark.slow
def test_no_text_leaves_its_box_in_the_sample_deck(sample: Made, tmp_path: Path) -> None:
    assert not sample.fitted.overfull
    _hold(sample, *compared(sample, rendered([sample], tmp_path)[sample.name]))


@pytest.mark.slow
def test_no_text_leaves_its_box_on_foreign_templates(
    foreign: dict[str, Made], tmp_path: Path
) -> None:
    decks = [each for each in foreign.values() if _is_comparable(each)]
    assert len(decks) >= FEWEST
    pages = rendered(decks, tmp_path)
    for each in decks:
        _hold(each, *compared(each, pages[each.name]))


def _is_comparable(made: Made) -> bool:
    """Only measured fonts are drawn here as anywhere; what is overfull is an error of its own."""
    fonts = (made.master.geometry.heading_font, made.master.geometry.body_font)
    return all(face_pair(font).measured for font in fonts) and not made.fitted.overfull


def _hold(made: Made, found: list[Compared], lost: list[object]) -> None:
    assert len(lost) <= 0.02 * len(found), f"{made.name}: {[str(each) for each in lost]}"
    more = [str(each.expected) for each in found if each.lines > each.expected.lines]
    assert more == [], made.name
    outside = [f"{each.outside:.1f} {each.expected}" for each in found if each.outside > TOLERANCE]
    assert outside == [], made.name
    exact = sum(each.lines == each.expected.lines for each in found)
    assert exact >= EXACT * len(found), made.name
