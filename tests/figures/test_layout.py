"""No text is lost, small, outside its box or on another one, whatever is written."""

from __future__ import annotations

import math

import pytest

from kamhandbook.figures import draw
from kamhandbook.metrics import face_pair
from tests.figures.checks import assert_sound
from tests.figures.extreme import COUNTS, TEXTS, extreme
from tests.figures.paper import DECK_ROOMS, NAMES, SITE_ROOMS, options, room, sample, subject

#: Only where there is room for them; elsewhere a table or nothing stands there.
NEED_ROOM = (
    "accounts",
    "contrasts",
    "decision_rights",
    "first_days",
    "job",
    "model",
    "services",
    "trainings",
)
#: What an audience is not told of: the project, KPIs' values, potential.
NOT_TOLD = {
    "applicants": {"accounts", "timeline", "progress", "portfolio", "assessment"},
    "newcomers": {"progress", "portfolio", "assessment"},
    "management": set(),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("audience", ["applicants", "newcomers", "management"])
def test_the_sample_company_is_drawn_whole(name: str, audience: str) -> None:
    seen = subject(sample(), audience=audience)
    if name in NOT_TOLD[audience]:
        assert draw(name, seen, room(*DECK_ROOMS[0]), **options(name)) is None
        return
    for width, height in DECK_ROOMS:
        where = room(width, height)
        drawing = draw(name, seen, where, **options(name))
        is_small = (width, height) != DECK_ROOMS[0]
        if drawing is None and name in NEED_ROOM and is_small:
            continue
        assert drawing is not None
        assert_sound(drawing, where, is_deck=True)
        assert drawing.overflow == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_extreme_content_stays_in_its_room_on_a_slide(name: str, text: str) -> None:
    for count in COUNTS:
        seen = subject(extreme(count, text))
        for width, height in DECK_ROOMS:
            where = room(width, height)
            drawing = draw(name, seen, where, **options(name, count, text))
            if drawing is not None:
                assert_sound(drawing, where, is_deck=True)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_extreme_content_stays_in_its_boxes_on_the_site(name: str, text: str) -> None:
    for count in COUNTS:
        seen = subject(extreme(count, text), "site")
        for width, height in SITE_ROOMS:
            where = room(width, height)
            drawing = draw(name, seen, where, **options(name, count, text))
            if drawing is not None:
                assert_sound(drawing, where, is_deck=False)


@pytest.mark.parametrize("name", NAMES)
def test_a_wide_unknown_font_needs_more_room_and_gets_it(name: str) -> None:
    seen = subject(sample())
    where = room(873, 367, faces=face_pair("Verdana"))
    drawing = draw(name, seen, where, **options(name))
    assert drawing is not None
    assert_sound(drawing, where, is_deck=True)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "services"])  # its table stays
def test_a_phone_gets_a_drawing_of_its_own(name: str) -> None:
    where = room(720, 0, narrow=True)
    drawing = draw(name, subject(sample(), "site"), where, **options(name))
    assert drawing is not None and drawing.narrow is not None
    assert drawing.narrow.width <= 330
    assert drawing.narrow.alt == drawing.alt
    assert_sound(drawing.narrow, room(330, math.inf), is_deck=False)
