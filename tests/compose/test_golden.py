"""The sample deck as a readable outline; ``pytest tests --renew-goldens`` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.content.types import Audience
from tests.compose.conftest import fitted, master_geometry, sample
from tests.compose.holds import spills
from tests.compose.outline import outline_of_deck

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("audience", [Audience.APPLICANTS, Audience.NEWCOMERS])
def test_the_sample_deck_is_what_it_was(audience: Audience, renew_goldens: bool) -> None:
    file = GOLDENS / f"deck-{audience}.yaml"
    outline = outline_of_deck(fitted(sample(), audience))
    if renew_goldens:
        file.write_text(outline, encoding="utf-8")
    assert outline == file.read_text("utf-8"), "look at it, then pytest --renew-goldens"


@pytest.mark.parametrize("audience", list(Audience))
def test_nothing_of_the_sample_deck_leaves_its_place(audience: Audience) -> None:
    deck = fitted(sample(), audience)
    assert spills(deck, master_geometry()) == []
    assert deck.overfull == ()
    fewest, most = (8, 12) if audience is Audience.APPLICANTS else (15, 20)
    assert fewest <= len(deck.slides) <= most


def test_the_default_deck_has_18_to_20_slides() -> None:
    assert 18 <= len(fitted(sample()).slides) <= 20
