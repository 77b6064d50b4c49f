"""Slides of any size: what stands on them is as large in proportion, and nothing else changes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from pptx import Presentation

from kamhandbook.compose.context import TemplateContext
from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.slide_scale import scale_of
from kamhandbook.design.brand import neutral
from kamhandbook.findings import Position
from tests.deck import masters
from tests.deck.conftest import RenderedDeck, rendered_sample
from tests.openxml import validate

FACTORS = (0.5, 1.0, 1.5, 2.7)


@pytest.fixture(scope="module")
def decks(
    context: TemplateContext, tmp_path_factory: pytest.TempPathFactory
) -> dict[float, RenderedDeck]:
    folder = tmp_path_factory.mktemp("scaled")
    files = {factor: masters.scaled(folder / f"master-{factor}.pptx", factor) for factor in FACTORS}
    read = {factor: foreign_master(file, Position(file.name)) for factor, file in files.items()}
    return {
        factor: rendered_sample(f"deck-{factor}", master, neutral(), context, folder)
        for factor, master in read.items()
    }


def texts(deck: Any) -> list[list[str]]:
    return [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in deck.slides
    ]


def sizes(deck: Any) -> list[float]:
    """Every letter's size in points."""
    return [
        float(run.get("sz")) / 100
        for slide in deck.slides
        for text in slide._element.iter("{*}r")
        if (run := text.find("{*}rPr")) is not None and run.get("sz")
        for _ in text.findtext("{*}t")
    ]


@pytest.mark.parametrize("factor", [factor for factor in FACTORS if factor != 1])
def test_a_master_of_another_size_says_the_same_in_the_same_proportions(
    decks: dict[float, RenderedDeck], factor: float
) -> None:
    ours, other = (Presentation(str(decks[key].path)) for key in (1.0, factor))
    assert other.slide_height == pytest.approx(ours.slide_height * factor, abs=1)
    assert texts(other) == texts(ours)
    for one, two in zip(ours.slides, other.slides, strict=True):
        for small, large in zip(one.shapes, two.shapes, strict=True):
            for side in ("left", "top", "width", "height"):
                wanted = getattr(small, side) * factor
                assert getattr(large, side) == pytest.approx(wanted, rel=0.01, abs=20_000)
    for small, large in zip(sizes(ours), sizes(other), strict=True):
        assert large == pytest.approx(small * factor, abs=0.02)


@pytest.mark.parametrize("factor", FACTORS)
def test_what_reads_is_as_large_in_proportion(
    decks: dict[float, RenderedDeck], factor: float
) -> None:
    deck = Presentation(str(decks[factor].path))
    in_proportion = [size * 540 * 12_700 / deck.slide_height for size in sizes(deck)]
    assert min(in_proportion) >= 8  # the foot
    assert median(in_proportion) >= 11


@pytest.mark.parametrize("factor", [0.5, 2.7])
def test_a_deck_of_another_size_is_valid(decks: dict[float, RenderedDeck], factor: float) -> None:
    assert validate(decks[factor].path) == []


def test_a_master_says_its_size_in_real_centimetres(decks: dict[float, RenderedDeck]) -> None:
    master = decks[2.7].master
    assert master.scale == pytest.approx(2.7)
    assert master.geometry.height == pytest.approx(540)


def test_slides_a_hair_higher_are_ours() -> None:
    assert [scale_of(960, height) for height in (540, 538, 543)] == [1, 1, 1]
    assert scale_of(720, 405) == 0.75


def test_an_upright_slide_counts_by_its_width_too() -> None:
    assert scale_of(540, 780) == 1.125
    assert scale_of(720, 540) == 1


@pytest.mark.parametrize(
    ("width", "height"), [(10, 7.5), (17.5, 7.5), (20, 11.25), (7.5, 10.83), (6.3, 3.54)]
)
def test_slides_of_any_form_carry_the_sample(
    width: float, height: float, context: TemplateContext, tmp_path: Path
) -> None:
    file = masters.of_form(tmp_path / "form.pptx", width, height)
    deck = rendered_sample(
        "deck", foreign_master(file, Position("x")), neutral(), context, tmp_path
    )
    assert deck.fitted.overfull == ()
    assert 15 <= len(deck.fitted.slides) <= 20
    opened = Presentation(str(deck.path))
    for slide in opened.slides:
        for shape in slide.shapes:
            if shape.width is not None:
                assert shape.left >= -12_700 and shape.top >= -12_700
                assert shape.left + shape.width <= opened.slide_width + 12_700
                assert shape.top + shape.height <= opened.slide_height + 12_700


def test_insets_nobody_wrote_down_are_lengths_too(tmp_path: Path) -> None:
    """The default inset is a tenth of an inch on a slide of any height."""
    seen = []
    for factor in (1.0, 2.0):
        file = masters.scaled(tmp_path / f"{factor}.pptx", factor)
        deck = Presentation(str(file))
        for root in masters.parts(deck):
            for body in root.iter("{*}bodyPr"):
                for key in ("lIns", "tIns", "rIns", "bIns"):
                    body.attrib.pop(key, None)
        deck.save(str(file))
        area = foreign_master(file, Position("x")).geometry.layouts["content"].areas["body"]
        seen.append(area.rect)
    assert [one.x - two.x for one, two in pairwise(seen)] == pytest.approx([3.6], abs=0.01)
