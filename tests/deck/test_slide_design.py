"""Design that stands on sample slides only: taken over where that is safe, told where it is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Pt

from kamhandbook.compose.context import TemplateContext
from kamhandbook.deck.inherit import placeholder_of
from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.slide_design import SlideDesign
from kamhandbook.deck.template_notices import design_sentences
from kamhandbook.design.brand import neutral
from kamhandbook.design.geometry import LayoutKind
from kamhandbook.findings import Position
from kamhandbook.wording.language import DEFAULT
from tests.deck.conftest import rendered_sample
from tests.openxml import package_problems, validate

NAVY, WIDE, HIGH = RGBColor(0x0B, 0x2A, 0x4A), 720, 540  # the slides of python-pptx, in points
Change = Callable[[Any], None]


def template(path: Path, *slides: tuple[int, tuple[Change, ...]]) -> Master:
    """PowerPoint's own default with slides on layouts by number, each changed."""
    deck = Presentation()
    for layout, changes in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        for change in changes:
            change(slide)
    deck.save(str(path))
    return foreign_master(path, Position(path.name))


def ground(colour: RGBColor = NAVY) -> Change:
    def change(slide: Any) -> None:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = colour

    return change


def bar(x: float, y: float, width: float, height: float, text: str = "") -> Change:
    def change(slide: Any) -> None:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x), Pt(y), Pt(width), Pt(height))
        shape.fill.solid()
        shape.fill.fore_color.rgb = NAVY
        shape.text_frame.text = text

    return change


def picture(x: float, y: float, width: float, height: float, colour: str = "#884422") -> Change:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")

    def change(slide: Any) -> None:
        stream.seek(0)
        slide.shapes.add_picture(stream, Pt(x), Pt(y), Pt(width), Pt(height))

    return change


FULL = picture(0, 0, WIDE, HIGH)
LOGO = picture(620, 12, 80, 30, "#2266aa")
BAR = bar(0, 520, WIDE, 20)
COVER, CONTENT, TITLE_ONLY = 0, 1, 5


def fixed_on(master: Master, kind: LayoutKind) -> int:
    """How many shapes stand on the layout of a kind of slide."""
    layout = master.plans[kind].scene.choice.offer.layout.element
    return sum(
        placeholder_of(shape) is None
        for tag in ("sp", "pic")
        for shape in layout.iter(f"{{*}}{tag}")
    )


def test_what_slides_share_comes_onto_the_layouts(tmp_path: Path) -> None:
    slides = [(layout, (LOGO, BAR)) for layout in (CONTENT, TITLE_ONLY, CONTENT)]
    master = template(tmp_path / "x.pptx", (COVER, ()), *slides)
    assert master.design == SlideDesign(marks=2)
    assert {kind: fixed_on(master, kind) for kind in master.plans} == {
        "title": 0,
        "content": 2,
        "two_columns": 2,
        "title_only": 2,
        "closing": 2,
        "statement": 2,
    }


def test_texts_keep_off_what_was_taken_over(tmp_path: Path) -> None:
    slides = [(CONTENT, (picture(0, 0, 100, HIGH),)) for _ in range(3)]
    master = template(tmp_path / "x.pptx", (COVER, ()), *slides)
    assert master.design == SlideDesign(left=(2, 3, 4))  # so large that text would stand on it
    slides = [(CONTENT, (picture(0, 0, 80, HIGH),)) for _ in range(3)]
    master = template(tmp_path / "y.pptx", (COVER, ()), *slides)
    assert master.design == SlideDesign(marks=1)
    for area in master.geometry.layouts["content"].areas.values():
        assert area.rect.x >= 80


def test_a_ground_of_all_slides_is_that_of_the_deck(tmp_path: Path) -> None:
    master = template(tmp_path / "x.pptx", (CONTENT, (ground(),)))
    assert master.design == SlideDesign(grounds=1)
    assert all(
        area.on_dark
        for layout in master.geometry.layouts.values()
        for slot, area in layout.areas.items()
        if slot in ("title", "body")
    )


def test_a_cover_keeps_to_covers(tmp_path: Path) -> None:
    master = template(tmp_path / "x.pptx", (COVER, (FULL, LOGO)), (CONTENT, ()), (CONTENT, ()))
    assert master.design == SlideDesign(grounds=1, marks=1)
    assert fixed_on(master, "title") == 2
    assert fixed_on(master, "content") == 0


@pytest.mark.parametrize(
    ("slides", "left"),
    [
        (((CONTENT, (FULL,)),), (1,)),  # a photograph on the only slide
        (((COVER, ()), (CONTENT, (FULL,)), (CONTENT, ()), (CONTENT, ())), (2,)),
        (((COVER, ()), (CONTENT, (LOGO,)), (CONTENT, ()), (CONTENT, (FULL,))), (2, 4)),
    ],
)
def test_what_one_slide_shows_is_told_and_not_taken(
    tmp_path: Path, slides: Any, left: tuple[int, ...]
) -> None:
    master = template(tmp_path / "x.pptx", *slides)
    assert master.design == SlideDesign(left=left)
    (told,) = design_sentences(master, DEFAULT)
    assert all(str(number) in told for number in left)
    assert "im Folienmaster" in told


@pytest.mark.parametrize(
    "slides",
    [
        (),
        ((COVER, ()), (CONTENT, ())),
        ((COVER, ()), (CONTENT, (picture(200, 200, 100, 100),)), (CONTENT, ())),  # content
        ((COVER, ()), (CONTENT, (bar(0, 520, WIDE, 20, "Fertigung"),)), (CONTENT, ())),
    ],
)
def test_content_of_sample_slides_is_no_design(tmp_path: Path, slides: Any) -> None:
    master = template(tmp_path / "x.pptx", *slides)
    assert master.design == SlideDesign()
    assert list(design_sentences(master, DEFAULT)) == []


def test_what_the_layout_shows_already_is_not_put_there_twice(tmp_path: Path) -> None:
    deck = Presentation()
    for _ in range(3):
        BAR(deck.slides.add_slide(deck.slide_layouts[CONTENT]))
    shape = deck.slides[0].shapes[-1]._element
    for layout in deck.slide_layouts:
        layout.shapes._spTree.append(deepcopy(shape))
    path = tmp_path / "x.pptx"
    deck.save(str(path))
    assert foreign_master(path, Position("x")).design == SlideDesign()


def test_a_deck_with_it_is_whole_and_its_slides_are_gone(
    tmp_path: Path, context: TemplateContext
) -> None:
    slides = [(CONTENT, (LOGO, BAR)) for _ in range(3)]
    master = template(tmp_path / "x.pptx", (COVER, (FULL,)), *slides)
    deck = rendered_sample("slide-design", master, neutral(), context, tmp_path)
    assert validate(deck.path) == []
    assert package_problems(deck.path) == []
    pictures = {
        shape.image.sha1
        for layout in Presentation(str(deck.path)).slide_layouts
        for shape in layout.shapes
        if shape.shape_type == 13
    }
    assert len(pictures) == 2


def test_lengths_are_the_templates_own(tmp_path: Path) -> None:
    """A wide slide is read as one of ours; what is taken over stands where it stood."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(deck.slide_width * 2), Emu(deck.slide_height * 2)
    for _ in range(3):
        bar(0, 1040, 2 * WIDE, 40)(deck.slides.add_slide(deck.slide_layouts[CONTENT]))
    path = tmp_path / "x.pptx"
    deck.save(str(path))
    master = foreign_master(path, Position("x"))
    assert master.design == SlideDesign(marks=1)
    assert all(
        area.rect.bottom <= 521 for area in master.geometry.layouts["content"].areas.values()
    )
