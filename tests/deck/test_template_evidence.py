"""What a template's own slides tell, what its logos keep free, and German from left to right."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from kamhandbook.compose.context import TemplateContext
from kamhandbook.deck.foot_notices import foot_notices
from kamhandbook.deck.layouts import choose
from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.master_parts import SPARE_FOOT
from kamhandbook.deck.occupied import meets
from kamhandbook.deck.scene import text_rect
from kamhandbook.deck.theme import apply_theme
from kamhandbook.design.brand import neutral
from kamhandbook.design.colour import TEXT_CONTRAST
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.maintenance import master_theme
from kamhandbook.wording.language import DEFAULT
from tests.deck import masters
from tests.deck.conftest import rendered_sample
from tests.deck.templates import Members, rewritten
from tests.openxml import validate

VIDEO = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/video" Target="https://videos.example/1" TargetMode="External"/>'
    b"</Relationships>"
)


def with_slides(deck: Any) -> None:
    for layout in (deck.slide_layouts[0], deck.slide_layouts[1]):
        deck.slides.add_slide(layout)


def with_video(prefix: str) -> Any:
    def change(members: Members) -> None:
        name = next(name for name in sorted(members) if name.startswith(prefix))
        members[name] = members[name].replace(b"</Relationships>", VIDEO)

    return change


def right_to_left(deck: Any) -> None:
    for root in masters.parts(deck):
        for level in root.iter("{*}lvl1pPr", "{*}lvl2pPr"):
            level.set("rtl", "1")
            level.set("algn", "r")


def test_an_online_video_on_a_sample_slide_goes_with_it(tmp_path: Path) -> None:
    plain = masters.changed(tmp_path / "plain.pptx", with_slides)
    video = rewritten(plain, tmp_path / "video.pptx", with_video("ppt/slides/_rels/"))
    master = foreign_master(video, Position(video.name))
    assert not any(b"videos.example" in xml for xml in master.parts.relations.values())


def test_an_online_video_on_a_layout_still_refuses_the_file(tmp_path: Path) -> None:
    plain = masters.changed(tmp_path / "plain.pptx", with_slides)
    video = rewritten(plain, tmp_path / "video.pptx", with_video("ppt/slideLayouts/_rels/"))
    with pytest.raises(CannotGoOnError, match=r"videos\.example"):
        foreign_master(video, Position(video.name))


def test_uses_of_layouts_are_counted_before_the_slides_go(tmp_path: Path) -> None:
    path = masters.changed(tmp_path / "used.pptx", with_slides)
    master = foreign_master(path, Position(path.name))
    assert master.plans["title"].scene.choice.offer.uses == 1
    assert master.plans["content"].scene.choice.offer.uses == 1
    assert master.plans["two_columns"].scene.choice.offer.uses == 0


def test_the_master_of_the_templates_own_slides_is_taken(tmp_path: Path) -> None:
    """Both masters offer the same; only what the company's own slides use tells them apart."""
    path = masters.changed(tmp_path / "own.pptx")
    first = [plan.scene.choice.offer for plan in foreign_master(path, Position("x")).plans.values()]
    from msgspec.structs import replace

    second = [replace(offer, master=1, uses=1) for offer in first]
    assert {choice.offer.master for choice in choose([*first, *second]).values()} == {1}
    plain = [replace(offer, uses=0) for offer in first if offer.type in ("title", "objTx")]
    no_cover = [offer for offer in second if offer.type not in ("title", "objTx")]
    assert {choice.offer.master for choice in choose([*plain, *no_cover]).values()} == {1}
    unused = [replace(offer, master=1) for offer in first]
    assert {choice.offer.master for choice in choose([*first, *unused]).values()} == {0}


def test_no_slide_stands_on_another_master_than_the_rest(tmp_path: Path) -> None:
    """A layout made for a last slide is no reason to leave the company's look for it."""
    from msgspec.structs import replace

    path = masters.changed(tmp_path / "own.pptx")
    plans = foreign_master(path, Position("x")).plans
    last = plans["closing"].scene.choice.offer
    assert last.type == "objTx"
    others = [plan.scene.choice.offer for kind, plan in plans.items() if kind != "closing"]
    chosen = choose([*(replace(offer, uses=1) for offer in others), replace(last, master=1)])
    assert {choice.offer.master for choice in chosen.values()} == {0}


def test_a_foot_without_a_place_keeps_off_the_number(tmp_path: Path) -> None:
    def without_foot(deck: Any) -> None:
        for root in masters.parts(deck):
            for shape in list(root.iter("{*}sp")):
                kinds = {each.get("type") for each in shape.iter("{*}ph")}
                if kinds & {"ftr", "dt"}:
                    shape.getparent().remove(shape)

    amid = masters.moved("obj", "sldNum", 450, 505, 60, 20)
    path = masters.changed(tmp_path / "x.pptx", without_foot, amid)
    plan = foreign_master(path, Position("x")).plans["content"]
    assert [place.kind for place in plan.footers] == ["sldNum"]
    assert plan.spare_foot is not None
    assert not meets(plan.spare_foot, [text_rect(place) for place in plan.footers])


def test_a_foot_on_a_logo_is_left_out_and_told(tmp_path: Path) -> None:
    path = masters.changed(tmp_path / "own.pptx")
    plan = foreign_master(path, Position("x")).plans["content"]
    number = next(place.inside for place in plan.footers if place.kind == "sldNum")
    logo = masters.fixed(number.x, number.y, number.width, number.height, "Logo")
    master = foreign_master(masters.changed(tmp_path / "logo.pptx", logo), Position("x"))
    assert "sldNum" not in {place.kind for place in master.plans["content"].footers}
    (told, *_) = foot_notices(master, ["content"], DEFAULT)
    assert "Foliennummer" in told and "„Inhalt“" in told
    assert foot_notices(foreign_master(path, Position("x")), ["content"], DEFAULT) == ()


def test_a_text_that_spills_over_its_box_counts_as_long_as_it_is(tmp_path: Path) -> None:
    def unwrapped(deck: Any) -> None:
        for sheet in deck.slide_layouts:
            for body in sheet._element.iter("{*}bodyPr"):
                if "Muster" in "".join(body.getparent().itertext()):
                    body.set("wrap", "none")

    def foot(*changes: Any) -> Any:
        path = masters.changed(tmp_path / "x.pptx", *changes)
        return foreign_master(path, Position("x")).plans["content"]

    place = next(place.inside for place in foot().footers if place.kind == "ftr")
    box = masters.fixed(place.x - 30, place.y, 25, place.height, "Muster GmbH, Werkstraße 1")
    assert "ftr" in {place.kind for place in foot(box).footers}
    plan = foot(box, unwrapped)
    assert "ftr" not in {place.kind for place in plan.footers}
    assert plan.spare_foot is None or plan.spare_foot.x > place.x + 100


def test_what_is_left_of_the_foots_place_keeps_off_number_and_logo(tmp_path: Path) -> None:
    path = masters.changed(tmp_path / "own.pptx")
    foot = next(
        place.inside
        for place in foreign_master(path, Position("x")).plans["content"].footers
        if place.kind == "ftr"
    )
    logo = masters.fixed(foot.x, foot.y, 60, foot.height, "Logo")
    plan = foreign_master(masters.changed(tmp_path / "logo.pptx", logo), Position("x")).plans[
        "content"
    ]
    spare = plan.spare_foot
    assert spare is not None and spare.x >= foot.x + 60
    assert not meets(spare, [text_rect(place) for place in plan.footers])


def test_a_foot_of_our_own_keeps_off_the_number(tmp_path: Path) -> None:
    """Where no layout has a place for it, it takes a strip that the number may stand in."""

    def without_foot(deck: Any) -> None:
        for root in masters.parts(deck):
            for ph in list(root.iter("{*}ph")):
                shape = ph.getparent().getparent().getparent()
                if ph.get("type") == "ftr":
                    shape.getparent().remove(shape)
                elif ph.get("type") == "sldNum":
                    for off in shape.iter("{*}off"):
                        off.set("x", str(300 * 12_700))
                        off.set("y", str(520 * 12_700))

    path = masters.changed(tmp_path / "number.pptx", without_foot)
    plan = foreign_master(path, Position(path.name)).plans["content"]
    numbers = [text_rect(place) for place in plan.footers if place.kind == "sldNum"]
    assert numbers and plan.spare_foot is not None
    assert not meets(plan.spare_foot, numbers)


def test_german_runs_left_to_right_on_any_master(tmp_path: Path, context: TemplateContext) -> None:
    path = masters.changed(tmp_path / "rtl.pptx", right_to_left)
    master = foreign_master(path, Position(path.name))
    deck = rendered_sample("rtl-deck", master, neutral(), context, tmp_path)
    for slide in Presentation(str(deck.path)).slides:
        for paragraph in slide._element.iter("{*}p"):
            if not paragraph.tag.startswith("{http://schemas.openxmlformats.org/drawingml"):
                continue
            properties = paragraph.find("{*}pPr")
            if next(paragraph.iter("{*}t"), None) is not None:
                assert properties is not None and properties.get("rtl") == "0"
                assert properties.get("algn") in ("l", "ctr", "r", None)
        for run in slide._element.iter("{*}rPr"):
            assert run.get("lang") == "de-DE"
    assert validate(deck.path) == []


def test_deepcopies_of_masters_leave_the_template_as_it_is(tmp_path: Path) -> None:
    """Reading in our lengths changes nothing that is given out."""
    path = masters.scaled(tmp_path / "large.pptx", 2.0)
    layouts = {
        layout.part.partname.membername: deepcopy(layout._element)
        for layout in Presentation(str(path)).slide_layouts
    }
    master = foreign_master(path, Position(path.name))
    for name, element in layouts.items():
        wanted = [each.get("cx") for each in element.iter("{*}ext") if each.get("cx")]
        assert all(f'cx="{width}"'.encode() in master.parts.blobs[name] for width in wanted)


def test_texts_read_on_soft_fills_too(tmp_path: Path) -> None:
    """A template's own text colour may be just readable on white, and on nothing darker."""
    colours = master_theme.SAMPLE_COLOURS | {"ink": "#747474", "primary": "#101060"}
    path = masters.changed(
        tmp_path / "grey.pptx", lambda deck: apply_theme(deck, colours, "Arial", "Arial")
    )
    for plan in foreign_master(path, Position(path.name)).plans.values():
        for paints in plan.paints.values():
            for fill in ("primary_soft", "surface"):
                assert paints["ink"].colour.contrast(paints[fill].colour) >= TEXT_CONTRAST - 0.05


def restless(left: float, top: float, width: float, height: float) -> Any:
    """A change: stripe on stripe behind a part of every slide, on which nothing can be read."""

    def change(deck: Any) -> None:
        for stripe in range(int(width / 40)):
            masters.fixed(left + 40 * stripe, top, 20, height)(deck)

    return change


def without_feet(deck: Any) -> None:
    for root in masters.parts(deck):
        for ph in list(root.iter("{*}ph")):
            if ph.get("type") in ("ftr", "dt", "sldNum"):
                shape = ph.getparent().getparent().getparent()
                shape.getparent().remove(shape)


def test_both_columns_stand_on_the_ground_that_one_of_them_needs(tmp_path: Path) -> None:
    path = masters.changed(tmp_path / "half.pptx", restless(480, 0, 480, 540))
    master = foreign_master(path, Position(path.name))
    areas, panel = (
        master.geometry.layouts["two_columns"].areas,
        master.plans["two_columns"].scene.panel,
    )
    assert panel is not None
    for area in (areas["body"].rect, areas["second"].rect):
        assert panel.x <= area.x and area.right <= panel.right


def test_a_foot_of_our_own_is_coloured_for_what_lies_behind_it(tmp_path: Path) -> None:
    """The body has a panel here; the foot stands on the dark band below it."""
    band = masters.fixed(0, 470, 960, 70)
    path = masters.changed(tmp_path / "foot.pptx", without_feet, band)
    plan = foreign_master(path, Position(path.name)).plans["content"]
    assert plan.spare_foot is not None
    ground = plan.scene.behind(plan.spare_foot)
    colour = plan.foot_paints[SPARE_FOOT][plan.spare_foot_colour].colour
    assert ground.contrast(colour) >= TEXT_CONTRAST - 0.1
    assert ground.contrast(plan.paints["body"]["muted"].colour) < TEXT_CONTRAST
