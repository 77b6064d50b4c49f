"""A round that meets every month has a dot in each, whether its months are named or not."""

from __future__ import annotations

import pytest

from tests.figures.paper import boxes
from tests.figures.test_figures import drawn, texts


@pytest.mark.parametrize(
    ("routine", "dots"),
    [
        ({"interval": "monatlich"}, 12),
        ({"interval": "jeden Montag"}, 12),
        ({"interval": "monatlich", "months": [3]}, 1),
        ({"interval": "jährlich"}, 0),
    ],
)
def test_a_calendar_has_a_dot_for_each_meeting(routine: dict[str, object], dots: int) -> None:
    calendar = drawn("calendar", {"steering": {"routines": [{"name": "Runde", **routine}]}})
    assert sum(box.shape == "circle" for box in boxes(calendar)) == dots
    assert "Runde: " in calendar.alt


def test_a_list_that_is_reviewed_monthly_is_reviewed_twelve_times() -> None:
    ring = drawn("review_cycle", {"selection": {"review": {"interval": "monatlich"}}})
    assert "12" in texts(ring)
