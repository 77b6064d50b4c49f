"""Our own master: valid, reproducible, with the layouts and geometry the deck relies on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from kamhandbook.deck.theme import (
    SLOT_OF_ROLE,
    apply_theme,
    colour_scheme,
    contrast,
    darkened,
    place_logos,
    read_theme,
)
from kamhandbook.maintenance import deck_master, master_theme
from tests.openxml import A, P, package_problems, validate

BRAND = Path(__file__).resolve().parents[2] / "themes" / "nordkamp"
COLOURS = master_theme.SAMPLE_COLOURS
INCH = 914_400


@pytest.fixture
def deck() -> Any:
    return Presentation(str(deck_master.TARGET))


def layout(deck: Any, kind: str) -> Any:
    return next(each for each in deck.slide_layouts if each._element.get("type") == kind)


def filled(deck: Any) -> Any:
    """One slide of each layout, every placeholder filled."""
    for number, each in enumerate(deck.slide_layouts):
        slide = deck.slides.add_slide(each)
        for shape in slide.placeholders:
            shape.text_frame.text = f"{shape.name} {number}"
        for run in slide._element.iter(f"{A}r"):
            run.get_or_add_rPr().set("lang", "de-DE")
    return deck


def test_the_committed_file_is_what_the_script_makes(tmp_path: Path) -> None:
    deck_master.write(tmp_path / "one.pptx")
    deck_master.write(tmp_path / "two.pptx")
    assert (tmp_path / "one.pptx").read_bytes() == (tmp_path / "two.pptx").read_bytes()
    committed, made = Presentation(str(deck_master.TARGET)), Presentation(tmp_path / "one.pptx")
    parts = [
        {part.partname: part.blob for part in each.part.package.iter_parts()}
        for each in (committed, made)
    ]
    assert parts[0] == parts[1]


def test_master_is_valid() -> None:
    assert validate(deck_master.TARGET) == []
    assert package_problems(deck_master.TARGET) == []


def test_slides_on_every_layout_with_theme_logos_and_notes_are_valid(
    deck: Any, tmp_path: Path
) -> None:
    apply_theme(deck, COLOURS, "Arial", "Arial")
    place_logos(deck, 'Nordkamp "Dicht" & Co', BRAND / "logo.png", BRAND / "logo-white.png")
    filled(deck).slides[1].notes_slide.notes_text_frame.clear()
    deck.save(tmp_path / "deck.pptx")
    assert validate(tmp_path / "deck.pptx") == []
    assert package_problems(tmp_path / "deck.pptx") == []


def test_layouts_are_told_apart_by_type(deck: Any) -> None:
    kinds = [each._element.get("type") for each in deck.slide_layouts]
    assert kinds == ["title", "obj", "twoObj", "titleOnly", "objTx", "secHead"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("title", {(0, "ctrTitle"), (1, "subTitle")}),
        ("obj", {(0, "title"), (1, "obj"), (13, "body")}),
        ("twoObj", {(0, "title"), (1, "obj"), (2, "obj"), (13, "body")}),
        ("titleOnly", {(0, "title"), (13, "body")}),
        ("objTx", {(0, "title"), (1, "obj"), (2, "body"), (13, "body")}),
    ],
)
def test_placeholders_of_a_layout(deck: Any, kind: str, expected: set[tuple[int, str]]) -> None:
    found = {
        (int(ph.get("idx", 0)), ph.get("type", "obj"))
        for ph in layout(deck, kind)._element.iter(f"{P}ph")
    }
    footers = set() if kind == "title" else {(10, "dt"), (11, "ftr"), (12, "sldNum")}
    assert found == expected | footers


def test_geometry_keeps_the_margins_and_nothing_overlaps(deck: Any) -> None:
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    for each in deck.slide_layouts:
        boxes = sorted(
            (s.top, s.left, s.top + s.height, s.left + s.width) for s in each.placeholders
        )
        for number, (top, left, bottom, right) in enumerate(boxes):
            assert left >= 0.6 * INCH - 1 and right <= 12.7334 * INCH
            assert top >= 0.3 * INCH and bottom <= 7.2 * INCH
            for other_top, other_left, _, other_right in boxes[number + 1 :]:
                beside = other_left >= right or left >= other_right
                assert beside or other_top >= bottom, each.name


def test_a_title_of_two_lines_ends_above_the_body(deck: Any) -> None:
    content = layout(deck, "obj")
    title, body = (content.placeholders.get(idx=idx) for idx in (0, 1))
    assert title.height / 12_700 >= 2 * 28 * 0.9 * 1.2
    assert title.top + title.height <= body.top


def test_no_text_box_fits_itself(deck: Any) -> None:
    master = deck.slide_masters[0]
    for each in (master, *master.slide_layouts, deck.notes_master):
        for body in each._element.iter(f"{A}bodyPr"):
            assert [etree.QName(child).localname for child in body] == ["noAutofit"]


def test_theme_is_flat(deck: Any) -> None:
    theme = deck.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    for word in (b"gradFill", b"outerShdw", b"innerShdw", b"scene3d", b"sp3d", b"blipFill"):
        assert word not in theme


def test_applied_theme_is_read_back(deck: Any) -> None:
    apply_theme(deck, COLOURS | {"primary": "#123456"}, "Georgia", "Verdana")
    facts = read_theme(deck)
    assert (facts.heading_font, facts.body_font) == ("Georgia", "Verdana")
    assert facts.colours["accent1"] == "#123456"
    assert facts.colours["lt1"] == "#ffffff"
    for role, colour in COLOURS.items():
        if role != "primary":
            assert facts.colours[SLOT_OF_ROLE[role]] == colour


def test_the_notes_get_the_theme_too(deck: Any) -> None:
    apply_theme(deck, COLOURS, "Georgia", "Verdana")
    theme = deck.notes_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    assert b"Verdana" in theme


def test_a_missing_colour_role_is_an_error(deck: Any) -> None:
    with pytest.raises(KeyError):
        apply_theme(deck, {"primary": "#123456"}, "Arial", "Arial")


def test_a_foreign_theme_is_read() -> None:
    facts = read_theme(Presentation())
    assert facts.colours["dk1"] == "#000000"  # a system colour
    assert facts.colours["accent1"] == "#4f81bd"
    assert facts.body_font == "Calibri"


def test_text_on_a_light_primary_turns_dark(deck: Any) -> None:
    apply_theme(deck, COLOURS | {"primary": "#f2c200"}, "Arial", "Arial")
    runs = layout(deck, "title")._element.iter(f"{A}defRPr")
    assert {run.find(f"{A}solidFill/{A}schemeClr").get("val") for run in runs} == {"tx1"}
    kicker = layout(deck, "obj").placeholders.get(idx=13)._element
    assert kicker.find(f".//{A}defRPr/{A}solidFill/{A}schemeClr").get("val") == "tx2"
    assert contrast(read_theme(deck).colours["dk2"], "#ffffff") >= 7


def test_text_on_a_dark_primary_stays_white(deck: Any) -> None:
    apply_theme(deck, COLOURS, "Arial", "Arial")
    runs = layout(deck, "title")._element.iter(f"{A}defRPr")
    assert {run.find(f"{A}solidFill/{A}schemeClr").get("val") for run in runs} == {"bg1"}


@pytest.mark.parametrize("primary", ["#ffffff", "#f2c200", "#0b4f5c", "#ff0000", "#000000"])
def test_derived_colours_can_be_read(primary: str) -> None:
    scheme = colour_scheme(COLOURS | {"primary": primary})
    assert contrast(darkened(primary), "#ffffff") >= 7
    assert contrast(scheme["hlink"], "#ffffff") >= 4.5


def test_the_logo_stands_on_master_cover_and_closing_in_proportion(deck: Any) -> None:
    place_logos(deck, "Nordkamp", BRAND / "logo.png", BRAND / "logo-white.png")
    sheets = (deck.slide_masters[0], layout(deck, "title"), layout(deck, "objTx"))
    for sheet in sheets:
        (picture,) = sheet._element.iter(f"{P}pic")
        extent = picture.find(f"{P}spPr/{A}xfrm/{A}ext")
        assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(1300 / 256, rel=0.01)
        assert picture.find(f"{P}nvPicPr/{P}cNvPr").get("descr") == "Nordkamp"
    assert not list(layout(deck, "obj")._element.iter(f"{P}pic"))


def test_colours_of_the_sample_brand_can_be_read() -> None:
    brand = yaml.safe_load((BRAND / "brand.yaml").read_text(encoding="utf-8"))
    colours = brand["colours"]
    for role in ("primary", "ink", "muted", "good", "caution"):
        assert contrast(colours[role], "#ffffff") >= 4.5
        assert contrast(colours[role], colours["surface"]) >= 4.5
    assert all((BRAND / file).is_file() for file in brand["logo"].values())
