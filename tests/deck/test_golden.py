"""Every kind of slide, frame and mark as text; ``pytest tests/deck --renew-goldens`` renews it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import Brand
from tests.deck.conftest import SITE, TODAY
from tests.deck.outline import outline
from tests.deck.samples import deck_for

GOLDEN = Path(__file__).parent / "goldens" / "kinds.yaml"


def test_every_kind_is_drawn_as_agreed(
    brand_master: Master, brand: Brand, tmp_path: Path, renew_goldens: bool
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(
        render_deck(deck_for(brand_master), brand_master, brand, today=TODAY, site_url=SITE)
    )
    made = outline(path)
    if renew_goldens:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(made, encoding="utf-8")
        pytest.skip("renewed")
    assert made == GOLDEN.read_text(encoding="utf-8")
