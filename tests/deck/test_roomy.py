"""Areas that a template makes too small grow into what it leaves free; the others stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.occupied import largest_free, meets, occupied
from kamhandbook.design.geometry import LayoutKind, SlideLayout
from kamhandbook.document.drawing import Rect
from kamhandbook.findings import Position
from tests.deck import masters

KINDS: tuple[LayoutKind, ...] = ("content", "two_columns", "title_only")
LOGO = Rect(840, 20, 100, 60)


def layouts(path: Path) -> dict[LayoutKind, SlideLayout]:
    return dict(foreign_master(path, Position(path.name)).geometry.layouts)


def test_a_master_with_room_enough_keeps_its_places(tmp_path: Path) -> None:
    areas = layouts(masters.changed(tmp_path / "own.pptx"))["content"].areas
    master = foreign_master(tmp_path / "own.pptx", Position("own.pptx"))
    for slot, place in master.plans["content"].slots.items():
        assert areas[slot].rect == place.inside


def test_a_title_of_one_line_gets_two(tmp_path: Path) -> None:
    change = masters.moved("obj", "title", 43, 60, 874, 26)
    content = layouts(masters.changed(tmp_path / "low.pptx", change))["content"].areas
    title = content["title"]
    assert title.rect.height >= 2 * 24 * 1.2 * title.line_spacing - 0.1
    assert title.rect.bottom <= content["body"].rect.y


def test_content_that_is_too_small_takes_what_is_free(tmp_path: Path) -> None:
    change = masters.moved("obj", "obj", 43, 120, 300, 200)
    content = layouts(masters.changed(tmp_path / "small.pptx", change))["content"].areas
    body, title = content["body"].rect, content["title"].rect
    assert body.width * body.height > 0.4 * 960 * 540
    assert title.bottom <= body.y and body.bottom <= 520


def test_a_title_in_the_middle_goes_to_the_top_and_leaves_content_the_rest(tmp_path: Path) -> None:
    changes = [masters.moved("obj", "title", 257, 141, 446, 154)]
    changes.append(masters.moved("obj", "obj", 326, 309, 600, 154))
    content = layouts(masters.changed(tmp_path / "middle.pptx", *changes))["content"].areas
    body, title = content["body"].rect, content["title"].rect
    assert title.y < 60 and title.bottom <= body.y
    assert body.width * body.height > 0.5 * 960 * 540


def test_a_title_all_over_the_slide_becomes_a_strip_above_content(tmp_path: Path) -> None:
    changes = [masters.moved(kind, "title", 0, 0, 960, 540) for kind in ("obj", "titleOnly")]
    content = layouts(masters.changed(tmp_path / "statement.pptx", *changes))["content"].areas
    assert content["title"].rect.height < 120
    assert content["body"].rect.height > 250


def test_a_covers_small_print_gets_three_lines(tmp_path: Path) -> None:
    change = masters.moved("title", "subTitle", 43, 331, 720, 20)
    cover = layouts(masters.changed(tmp_path / "cover.pptx", change))["title"].areas
    assert cover["subtitle"].rect.height == pytest.approx(80)
    assert cover["title"].rect.bottom <= cover["subtitle"].rect.y


def test_nothing_of_ours_lies_on_a_logo(tmp_path: Path) -> None:
    logo = masters.fixed(LOGO.x, LOGO.y, LOGO.width, LOGO.height, "Logo")
    path = masters.changed(tmp_path / "logo.pptx", logo)
    master = foreign_master(path, Position(path.name))
    for kind in KINDS:
        offer = master.plans[kind].scene.choice.offer
        fixed = occupied(offer.layout, offer.parent, offer.page)
        assert any(each.x == pytest.approx(LOGO.x, abs=0.1) for each in fixed)
        for slot, area in master.geometry.layouts[kind].areas.items():
            assert slot == "kicker" or not meets(area.rect, fixed), (kind, slot)


def test_a_fixed_text_that_runs_on_takes_the_place_where_it_is_seen(tmp_path: Path) -> None:
    def unwrapped(deck: Any) -> None:
        masters.fixed(400, 500, 20, 20, "Vertraulich, nur für den Dienstgebrauch")(deck)
        for root in masters.parts(deck):
            for shape in root.iter("{*}sp"):
                if any(each.get("name") == "Fest" for each in shape.iter("{*}cNvPr")):
                    next(shape.iter("{*}bodyPr")).set("wrap", "none")

    path = masters.changed(tmp_path / "long.pptx", unwrapped)
    offer = foreign_master(path, Position(path.name)).plans["content"].scene.choice.offer
    fixed = occupied(offer.layout, offer.parent, offer.page)
    assert any(each.x == pytest.approx(400, abs=0.1) and each.width > 200 for each in fixed)


def test_a_large_surface_is_ground_and_no_obstacle(tmp_path: Path) -> None:
    surface = masters.fixed(0, 0, 960, 540)
    path = masters.changed(tmp_path / "ground.pptx", surface)
    offer = foreign_master(path, Position(path.name)).plans["content"].scene.choice.offer
    assert all(each.width < 900 for each in occupied(offer.layout, offer.parent, offer.page))


def test_the_largest_free_rectangle_keeps_off_everything() -> None:
    room = Rect(0, 0, 100, 100)
    free = largest_free(room, [Rect(0, 0, 30, 20), Rect(80, 60, 20, 40)], gap=0)
    assert free == Rect(0, 20, 80, 80)
    assert largest_free(room, []) == room
    assert largest_free(room, [room]).width == 0


@pytest.mark.parametrize(
    ("one", "other", "meeting"),
    [
        (Rect(0, 0, 10, 10), Rect(5, 5, 10, 10), True),
        (Rect(0, 0, 10, 10), Rect(10, 0, 10, 10), False),
        (Rect(0, 0, 100, 40), Rect(0, 20, 100, 0), True),  # a rule through a title
        (Rect(0, 0, 100, 40), Rect(0, 45, 100, 0), False),
    ],
)
def test_meeting_is_more_than_touching(one: Rect, other: Rect, meeting: bool) -> None:
    assert meets(one, [other]) is meeting


def test_a_title_stays_on_the_band_made_for_it(tmp_path: Path) -> None:
    """A filled strip behind the title is its ground; a text on it would be nobody's obstacle."""
    band = masters.fixed(0, 40, 960, 60)
    path = masters.changed(tmp_path / "band.pptx", band)
    master = foreign_master(path, Position(path.name))
    place = master.plans["content"].slots["title"]
    assert master.geometry.layouts["content"].areas["title"].rect == place.inside
