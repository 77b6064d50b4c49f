"""Pages and slides made of random contents: no template fails, and nothing withheld gets out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from kamhandbook.building.deck_stages import fitted_to_brand
from kamhandbook.building.edition_in_context import cut_edition
from kamhandbook.building.project import check_project, read_project
from kamhandbook.building.site_stages import compose_site
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.reading.snapshots import Snapshot, file_name, to_json
from tests.audiences.contents import CHANGED, ROOT, random_handbook, tokens, write_content
from tests.audiences.oracle import ranks

# One seed is four editions, site and deck; a night's run can ask for hundreds.
SEEDS = range(int(os.environ.get("KAMHANDBOOK_RANDOM_CONTENTS", "6")))
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_withheld_gets_through_the_templates(seed: int, tmp_path: Path) -> None:
    gaps = (0.0, 0.1, 0.5)[seed % 3]
    now = random_handbook(seed, gaps=gaps, apart=True)
    then = random_handbook(seed + 1_000_000, gaps=gaps, changes=0.2, apart=True)
    content = write_content(now, tmp_path / "content")
    (tmp_path / "themes").symlink_to(ROOT / "themes")
    snapshot = to_json(Snapshot(2, PartialDate("2026-10-30"), then))
    (content / "iterations" / file_name(2)).write_bytes(snapshot)
    checked = check_project(read_project(content), TODAY)
    for audience in Audience:
        edition = cut_edition(checked, audience)
        shown = tokens((compose_site(edition.of_site).pages, fitted_to_brand(edition).deck))
        allowed = allowed_tokens(now, then, audience)
        assert shown <= allowed, f"{audience} sees {sorted(shown - allowed)}"
        assert gaps == 0.5 or len(shown) > 20
        has_news = any(token != _usual(token) for token in shown)
        assert has_news == audience.sees(Audience.NEWCOMERS) or gaps == 0.5


def allowed_tokens(now: Handbook, then: Handbook, audience: Audience) -> frozenset[str]:
    """Give what an audience may read: today's, and of the past what is not withheld today."""
    visible = _visible(now, audience)
    withheld = tokens(now) - visible
    past = (each for each in _visible(then, audience) if _usual(each) not in withheld)
    return visible | (frozenset(past) if audience.sees(Audience.NEWCOMERS) else frozenset())


def _visible(handbook: Handbook, audience: Audience) -> frozenset[str]:
    return frozenset(
        found for text, rank in ranks(handbook) if rank <= audience.rank for found in tokens(text)
    )


def _usual(token: str) -> str:
    """Give the word that a place has usually, for one that was changed in the past."""
    return f"zul{int(token[3:]) % CHANGED}"
