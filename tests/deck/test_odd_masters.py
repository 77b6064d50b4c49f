"""Masters that nobody plans for: titles upright or at the foot, feet on texts, any ground."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.occupied import meets
from kamhandbook.deck.scene import text_rect
from kamhandbook.deck.scheme import hue
from kamhandbook.design.colour import TEXT_CONTRAST, Colour
from kamhandbook.design.geometry import LayoutKind
from kamhandbook.document.drawing import Rect
from kamhandbook.findings import Position
from tests.deck import masters
from tests.templates.odd import ODD, logo, placed, shape, solid, style_of_text, text_colour

KINDS: tuple[LayoutKind, ...] = ("content", "two_columns", "title_only")
TEXT = ("title", "kicker", "body", "second")


def read(path: Path, *changes: object) -> Master:
    masters.changed(path, *changes)
    return foreign_master(path, Position(path.name))


@pytest.fixture
def odd(tmp_path: Path):  # type: ignore[no-untyped-def]
    return lambda name: read(tmp_path / f"{name}.pptx", *ODD[name])


def rects(master: Master, kind: LayoutKind) -> dict[str, Rect]:
    return {slot: area.rect for slot, area in master.geometry.layouts[kind].areas.items()}


@pytest.mark.parametrize(
    "name",
    [
        *("only-title-layout", "upright-title", "turned-title", "title-at-the-bottom"),
        *("title-at-the-left", "title-of-no-height", "body-off-the-slide", "low-body"),
    ],
)
def test_texts_stand_apart_on_the_slide(odd, name: str) -> None:  # type: ignore[no-untyped-def]
    master = odd(name)
    page = Rect(0, 0, master.geometry.width, master.geometry.height)
    for kind in KINDS:
        places = rects(master, kind)
        for slot, rect in places.items():
            others = [other for key, other in places.items() if key != slot]
            assert not meets(rect, others), f"{kind} {slot}"
            assert rect.x >= 0 and rect.y >= 0, f"{kind} {slot}"
            assert rect.right <= page.width and rect.bottom <= page.height, f"{kind} {slot}"
        assert places["title"].height >= 2 * 24 * 1.2 * 0.85


def test_a_title_written_upwards_is_written_across(odd) -> None:  # type: ignore[no-untyped-def]
    for name in ("upright-title", "turned-title"):
        title = rects(odd(name), "content")["title"]
        assert title.width > 800 and title.y < 60


def test_titles_beside_and_below_content_stay_there(odd) -> None:  # type: ignore[no-untyped-def]
    beside = rects(odd("title-at-the-left"), "content")
    assert beside["title"].right <= beside["body"].x
    below = rects(odd("title-at-the-bottom"), "content")
    assert below["body"].bottom <= below["title"].y


def test_a_foot_among_texts_goes_to_the_edge_and_the_rest_of_it_goes(odd) -> None:  # type: ignore[no-untyped-def]
    plan = odd("feet-in-the-middle").plans["content"]
    assert not plan.footers
    assert plan.spare_foot and plan.spare_foot.y > 500 and plan.spare_foot.width > 800


@pytest.mark.parametrize("name", ["styled-band", "group-at-half-size"])
def test_a_band_is_seen_however_it_is_made(odd, name: str) -> None:  # type: ignore[no-untyped-def]
    master = odd(name)
    plan = master.plans["content"]
    ground = plan.scene.behind(rects(master, "content")["title"])
    assert ground.colour.luminance < 0.1
    assert "title" in plan.unreadable
    assert ground.contrast(plan.paints["title"]["ink"].colour) >= TEXT_CONTRAST


def test_what_is_seen_through_mixes_with_what_lies_behind(tmp_path: Path) -> None:
    veil = shape(0, 0, 1, 1, fill=solid("000000", 40))
    master = read(tmp_path / "veil.pptx", veil)
    assert master.plans["content"].scene.behind(Rect(100, 200, 50, 50)).colour == Colour(
        153, 153, 153
    )


def test_a_foot_nothing_makes_readable_stands_on_a_panel(odd) -> None:  # type: ignore[no-untyped-def]
    plan = odd("photograph").plans["content"]
    assert plan.scene.foot_panels
    for place in plan.footers:
        ground = plan.scene.behind_text(place, text_rect(place))
        ink = plan.foot_paints[place.kind]["ink"].colour
        assert ground.contrast(ink) >= TEXT_CONTRAST


def test_a_panel_keeps_off_the_title_above_it(odd) -> None:  # type: ignore[no-untyped-def]
    master = odd("gradient")
    panel = master.plans["content"].scene.panel
    assert panel and panel.y >= rects(master, "content")["title"].bottom


def test_a_cover_s_lines_stand_on_one_ground(odd) -> None:  # type: ignore[no-untyped-def]
    master = odd("gradient")
    panel, cover = master.plans["title"].scene.panel, rects(master, "title")
    assert panel and all(panel.y <= cover[slot].y for slot in ("title", "subtitle"))
    assert all(cover[slot].bottom <= panel.bottom for slot in ("title", "subtitle"))


def test_a_title_too_pale_keeps_its_hue(tmp_path: Path) -> None:
    pale = [text_colour("accent2"), placed((), 0, 0, 0, 0)]
    master = read(tmp_path / "pale.pptx", *pale)
    plan = master.plans["content"]
    wanted, ink = plan.slots["title"].text.colour, plan.paints["title"]["ink"].colour
    assert wanted is not None and wanted.contrast(plan.scene.scheme.paper) < TEXT_CONTRAST
    assert ink.contrast(plan.scene.scheme.paper) >= TEXT_CONTRAST
    assert hue(ink) == pytest.approx(hue(wanted), abs=12)


def test_tiny_type_is_set_as_large_as_a_deck_needs(tmp_path: Path) -> None:
    tiny = [style_of_text("title", sz="1200"), style_of_text("body", sz="900")]
    cover = read(tmp_path / "tiny.pptx", *tiny).geometry.layouts["title"].areas
    assert cover["subtitle"].sizes[0] >= 16 and cover["subtitle"].sizes[1] >= 14


def test_a_logo_in_the_middle_carries_no_text(tmp_path: Path) -> None:
    master = read(tmp_path / "logo.pptx", logo(0.4, 0.4, 0.2, 0.2))
    mark = Rect(384, 216, 192, 108)
    assert not meets(rects(master, "content")["body"], [mark])
