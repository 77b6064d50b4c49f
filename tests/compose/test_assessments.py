"""A programme that runs shows where it stands in each dimension, to team and management only."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kamhandbook.compose.pages import compose_pages
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.types import Audience
from kamhandbook.design.brand import neutral
from kamhandbook.document.commonmark import text_of
from kamhandbook.reading.content_folder import read_content_folder
from tests.compose.conftest import composed, context_of, made

RUNNING = Path(__file__).parents[1] / "companies" / "langlauf" / "content"


@cache
def running() -> Handbook:
    return read_content_folder(RUNNING).handbook


def rated(*levels: int) -> Handbook:
    """Return a handbook whose newest assessment has these levels, from the first dimension on."""
    ratings = [
        {"dimension": dimension, "level": level, "evidence": f"Beleg {number}"}
        for number, (dimension, level) in enumerate(zip(DIMENSIONS, levels, strict=False))
    ]
    older = {"date": "2024-01", "ratings": [{"dimension": "goals", "level": 3}]}
    return made(steering={"assessments": [{"date": "2025-01", "ratings": ratings}, older]})


def page_of(handbook: Handbook, audience: Audience) -> str:
    pages = compose_pages(context_of(handbook, audience), neutral())
    return text_of(next(page for page in pages if page.file == "steuerung.html").blocks)


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.MANAGEMENT])
def test_the_slide_stands_in_place_of_the_projects(audience: Audience) -> None:
    ids = [slide.id for slide in composed(running(), audience)]
    assert "introduction" not in ids
    assert ids.index("assessment") == ids.index("steering") + 1


@pytest.mark.parametrize("audience", [Audience.APPLICANTS, Audience.NEWCOMERS])
def test_others_see_nothing_of_it(audience: Audience) -> None:
    assert "assessment" not in [slide.id for slide in composed(running(), audience)]
    assert "Selbsteinschätzung" not in page_of(running(), audience)


@pytest.mark.parametrize(
    ("levels", "title"),
    [
        ((0, 1, 1), "Wo KAM nach eigener Einschätzung steht"),
        ((2, 1, 0), "KAM ist nach eigener Einschätzung in einer Dimension Alltag"),
        ((3,) * 8, "KAM ist nach eigener Einschätzung in acht Dimensionen Alltag"),
    ],
)
def test_the_title_counts_what_is_lived(levels: tuple[int, ...], title: str) -> None:
    slides = composed(rated(*levels), Audience.TEAM)
    assert next(slide for slide in slides if slide.id == "assessment").title == title


def test_everything_typed_stands_in_the_notes_and_on_the_page() -> None:
    handbook = rated(2, 7)  # a level that is none is told by VAL1, and its evidence still shown
    slides = composed(handbook, Audience.TEAM)
    notes = text_of(next(slide for slide in slides if slide.id == "assessment").notes)
    for said in (notes, page_of(handbook, Audience.TEAM)):
        assert "Beleg 0" in said and "Beleg 1" in said
