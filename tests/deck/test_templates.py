"""A company's template is what the deck looks like: layouts by what they offer, brand kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from kamhandbook.deck.master import own_master
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.paint import SHAPE_CONTRAST
from kamhandbook.design.brand import neutral
from kamhandbook.design.colour import TEXT_CONTRAST
from kamhandbook.pictures.kinds import kind_of
from tests.deck.conftest import RenderedDeck
from tests.openxml import P, Package

KINDS = {
    "title": "title",
    "content": "obj",
    "two_columns": "twoObj",
    "title_only": "titleOnly",
    "closing": "objTx",
    "statement": "secHead",
}


# "Content with Caption" has a title of 20 pt; section headers have no room for a statement.
CAPTION_TOO_SMALL = KINDS | {"closing": "twoObj", "statement": "obj"}


def chosen(master: Master) -> dict[str, str]:
    return {kind: plan.scene.choice.offer.type for kind, plan in master.plans.items()}


@pytest.mark.parametrize("language", ["pandoc", "german", "czech", "chinese", "potx"])
def test_layouts_are_found_whatever_they_are_called(
    foreign: dict[str, RenderedDeck], language: str
) -> None:
    assert chosen(foreign[language].master) == CAPTION_TOO_SMALL


def test_a_4_3_template_of_powerpoint_gives_its_layouts_and_its_page(
    foreign: dict[str, RenderedDeck],
) -> None:
    master = foreign["microsoft-4-3"].master
    assert chosen(master) == CAPTION_TOO_SMALL
    assert (master.geometry.width, master.geometry.height) == (720, 540)


def test_sizes_come_from_layout_master_and_text_styles(foreign: dict[str, RenderedDeck]) -> None:
    areas = foreign["microsoft-4-3"].master.geometry.layouts["content"].areas
    assert areas["title"].size() == 44  # from the master's title style
    assert areas["body"].sizes[:3] == (32, 28, 24)  # from its body style
    assert (
        foreign["microsoft-4-3"].master.geometry.layouts["two_columns"].areas["body"].size() == 28
    )


def test_insets_are_taken_off(foreign: dict[str, RenderedDeck]) -> None:
    plan = foreign["microsoft-4-3"].master.plans["content"]
    body = plan.slots["body"]
    assert body.inside.x - body.frame.x == pytest.approx(7.2)
    assert body.inside.y - body.frame.y == pytest.approx(3.6)


def test_what_a_layout_lacks_gets_room(foreign: dict[str, RenderedDeck]) -> None:
    sheets = foreign["without-columns"].master.geometry.layouts
    assert set(sheets["two_columns"].areas) >= {"title", "body", "second"}
    assert "second" not in sheets["two_columns"].placeholders
    left, right = (sheets["two_columns"].areas[slot].rect for slot in ("body", "second"))
    assert left.right < right.x and left.height == right.height
    bare = foreign["only-title"].master.geometry.layouts["content"]
    assert bare.placeholders == {"title"}
    assert bare.areas["body"].rect.height > 0.5 * foreign["only-title"].master.geometry.height


def test_a_template_without_titles_gets_one(foreign: dict[str, RenderedDeck]) -> None:
    master = foreign["without-titles"].master
    assert master.titles_added
    assert all("title" in sheet.placeholders for sheet in master.geometry.layouts.values())


def test_of_several_masters_a_calm_one_is_taken(foreign: dict[str, RenderedDeck]) -> None:
    plan = foreign["Focus"].master.plans["content"]
    assert plan.scene.choice.offer.master == 3  # white in the middle; the others are colourful
    assert plan.scene.panel is None


def test_a_panel_lies_behind_text_on_a_motley_ground(foreign: dict[str, RenderedDeck]) -> None:
    made = foreign["Focus"]
    panel = made.master.plans["title"].scene.panel
    assert panel is not None
    first = Presentation(str(made.path)).slides[0].shapes[0]
    assert first.left == pytest.approx(panel.x * made.master.scale * 12_700, abs=1)
    assert first._element.find(".//{*}decorative").get("val") == "1"


@pytest.mark.slow
def test_text_can_be_read_on_every_template(
    foreign: dict[str, RenderedDeck], sample: RenderedDeck
) -> None:
    for each in (sample, *foreign.values()):
        for kind, plan in each.master.plans.items():
            for slot, paints in plan.paints.items():
                if kind == "title" and slot == "body":
                    continue  # nothing stands there
                area = each.master.geometry.layouts[kind].areas[slot].rect
                place = plan.slots.get(slot)
                scene = plan.scene
                behind = scene.behind_text(place, area) if place else scene.behind(area)
                ground = behind.colour
                for role in ("ink", "muted", "primary", "good", "caution"):
                    where = f"{each.name} {kind} {slot} {role}"
                    assert paints[role].colour.contrast(ground) >= TEXT_CONTRAST - 0.1, where
                assert paints["accent"].colour.contrast(ground) >= SHAPE_CONTRAST - 0.1
                for role, on in (("primary", "on_primary"), ("accent", "on_accent")):
                    assert paints[on].colour.contrast(paints[role].colour) >= TEXT_CONTRAST - 0.1


def test_every_slide_stands_on_a_layout_of_the_template(
    foreign: dict[str, RenderedDeck], templates: dict[str, Path]
) -> None:
    for name, each in foreign.items():
        theirs, ours = Package(templates[name]), Package(each.path)
        for slide in ours.slides:
            (layout,) = ours.related(slide, "slideLayout")
            assert layout in theirs.members
            assert _drawn(ours, layout) == _drawn(theirs, layout), f"{name} {slide}"
            (master,) = ours.related(layout, "slideMaster")
            assert _drawn(ours, master) == _drawn(theirs, master)
            (theme,) = ours.related(master, "theme")
            assert ours.members[theme] == theirs.members[theme]
            assert _media(ours, layout) == _media(theirs, layout)
            assert _media(ours, master) == _media(theirs, master)
            assert ours.xml(slide).find(f"{P}cSld/{P}bg") is None  # nothing covers the brand


def _drawn(package: Package, name: str) -> list[str]:
    """What a sheet draws, in order, placeholders left out."""
    tree = package.xml(name).find(f"{P}cSld/{P}spTree")
    return [each.tag for each in tree if each.find(f".//{P}ph") is None]


def _media(package: Package, name: str) -> list[bytes]:
    """Return the pixels of a sheet's pictures; their metadata does not come along."""
    return [_pixels(package.members[each]) for each in sorted(package.related(name, "image"))]


def _pixels(data: bytes) -> bytes:
    if not kind_of(data):
        return data
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGBA").tobytes()


def test_our_own_master_is_recognised_by_its_placeholders(brand_master: Master) -> None:
    assert chosen(brand_master) == KINDS
    assert brand_master.geometry.layouts["content"].placeholders == {"title", "kicker", "body"}
    assert brand_master.geometry.layouts["closing"].areas["second"].on_dark
    assert not brand_master.geometry.layouts["content"].areas["body"].on_dark


def test_a_brand_without_logo_has_a_master_too() -> None:
    assert own_master(neutral()).is_own
