"""Little to say is no white slide: a body reaches its share of the sheet, or is a statement."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.questions import guiding_questions
from kamhandbook.deck.master import foreign_master
from kamhandbook.design.geometry import Geometry
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.letters import letters
from kamhandbook.findings import Position
from kamhandbook.fit.fitted import FigureFrame, FittedSlide, Frame, TextFrame
from kamhandbook.fit.paragraphs import Faces, set_text
from kamhandbook.fit.slide import faces_of
from kamhandbook.metrics import Hyphenator
from tests.compose.conftest import fitted, master_geometry, sample
from tests.compose.holds import spills
from tests.deck import masters
from tests.deck.amounts import LITTLE, nothing
from tests.deck.templates import from_python_pptx

LEAST = 0.6  # of the slide's height
COMPANIES: dict[str, Callable[[], Handbook]] = {**LITTLE, "sample": sample}
MASTERS = ("own", "4-3", "python-pptx")


@pytest.fixture(scope="module")
def geometry_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Geometry]:
    folder = tmp_path_factory.mktemp("masters")

    @cache
    def read(name: str) -> Geometry:
        if name == "own":
            return master_geometry()
        if name == "4-3":
            path = masters.of_form(folder / "4-3.pptx", 10.0, 7.5)
        else:
            path = from_python_pptx(folder)
        return foreign_master(path, Position(path.name)).geometry

    return read


@pytest.mark.parametrize("master", MASTERS)
@pytest.mark.parametrize("company", COMPANIES)
def test_a_body_reaches_its_share_or_is_a_statement(
    company: str, master: str, geometry_of: Callable[[str], Geometry]
) -> None:
    geometry = geometry_of(master)
    deck = fitted(COMPANIES[company](), geometry=geometry)
    assert spills(deck, geometry) == []
    short = [
        f"{slide.id}: {_end(slide, geometry):.0%}"
        for slide in deck.slides
        if slide.layout not in ("title", "closing", "statement") and _end(slide, geometry) < LEAST
    ]
    assert short == []


@pytest.mark.parametrize("company", LITTLE)
def test_every_answer_stands_on_a_slide_and_in_its_notes(company: str) -> None:
    handbook = LITTLE[company]()
    deck = fitted(handbook)
    shown = [_said(slide) for slide in deck.slides]
    noted = " ".join(letters(text_of(slide.notes)) for slide in deck.slides)
    catalogue = handbook.language.catalogue
    for dimension in catalogue.dimensions:
        for question in guiding_questions(handbook, catalogue, dimension.id):
            if question.answer.is_answered:
                answer = letters(question.answer.text.rstrip("."))
                assert answer in noted, question.id
                if company != "one":  # there data say it
                    assert any(answer in said for said in shown), question.id


def test_a_draft_is_six_slides() -> None:
    ids = [slide.id for slide in fitted(nothing()).slides]
    assert ids == ["cover", "dimensions", "open_questions", "next_step", "introduction", "contacts"]


def test_links_to_what_is_merged_or_open_lead_to_a_slide() -> None:
    for make in LITTLE.values():
        deck = fitted(make())
        known = {id_ for slide in deck.slides for id_ in (slide.id, *slide.stands_for)}
        assert {"goals", "services", "tools", "steering"} <= known


def _end(slide: FittedSlide, geometry: Geometry) -> float:
    """Return how far down a slide's body reaches, as a share of the slide."""
    faces = faces_of(geometry, Hyphenator((), "de"))
    ends = [_bottom(frame, faces) for frame in slide.frames if _is_body(frame)]
    return max(ends, default=0.0) / geometry.height


def _is_body(frame: Frame) -> bool:
    if isinstance(frame, FigureFrame):
        return frame.drawing.name != "dimensions_small"
    return not (isinstance(frame, TextFrame) and frame.slot in ("title", "kicker"))


def _bottom(frame: Frame, faces: Faces) -> float:
    if isinstance(frame, TextFrame) and frame.slot == "body" and not frame.fill:
        height = set_text(frame.paragraphs, frame.rect.width, faces).height
        free = frame.rect.height - height
        return frame.rect.bottom - {"top": free, "middle": free / 2, "bottom": 0.0}[frame.anchor]
    return frame.rect.bottom


def _said(slide: FittedSlide) -> str:
    texts = [
        span.text
        for frame in slide.frames
        if isinstance(frame, TextFrame)
        for para in frame.paragraphs
        for span in para.spans
    ]
    return letters(" ".join((slide.title, *texts)))
