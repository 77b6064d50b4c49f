"""Newcomers find every answered question on a slide and whole in its notes, on at most twenty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kamhandbook.compose.statements import Statements
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.questions import BESIDE, GuidingQuestion
from kamhandbook.document.commonmark import parse, text_of
from kamhandbook.document.letters import letters
from kamhandbook.editions.redaction import texts
from kamhandbook.fit.deck import MOST_SLIDES
from kamhandbook.fit.fitted import FittedDeck, FittedSlide
from kamhandbook.fit.said import said
from kamhandbook.history.changes import Change, News
from kamhandbook.reading.content_folder import read_content_folder
from tests.compose.conftest import composed, context_of, fitted, sample
from tests.deck.test_ledger import long, one_of_each, short

COMPANIES_OF_TESTS = Path(__file__).resolve().parents[1] / "companies"
LONG = 12  # letters of a text that stands on a slide by no chance
NEWS = News(
    since=2,
    changes=tuple(
        Change("changed", "goals", ("goals", "goals", n), f"Ziel {n}", "goals", "vorher", "nachher")
        for n in range(12)
    ),
)


def many_own(count: int) -> Handbook:
    """The sample with many guiding questions of its own, in every dimension."""
    data = sample().model_dump(by_alias=True)
    asked = []
    for number in range(count):
        dimension, id_ = DIMENSIONS[number % len(DIMENSIONS)], f"own{number}"
        asked.append({"dimension": dimension, "id": id_, "question": f"Was gilt im Fall {number}?"})
        answer = {"text": f"Im Fall {number} gilt, was wir dazu vereinbart haben. Sonst nichts."}
        data[dimension]["answers"][id_] = answer
    data["handbook"]["questions"] = asked
    return Handbook.model_validate(data)


def half() -> Handbook:
    """The sample in the middle of the work: every second question has no answer yet."""
    data = sample().model_dump(by_alias=True)
    for part in (data[dimension] for dimension in DIMENSIONS):
        part["answers"] = dict(list(part["answers"].items())[::2])
    data["handbook"]["questions"] = []
    return Handbook.model_validate(data)


def of_tests(name: str) -> Callable[[], Handbook]:
    return lambda: read_content_folder(COMPANIES_OF_TESTS / name / "content").handbook


COMPANIES: dict[str, Callable[[], Handbook]] = {
    "sample": sample,
    "a sentence each": short,
    "twice of everything": long,
    "one of each": one_of_each,
    "half": half,
    "two own questions": lambda: many_own(2),
    "twelve own questions": lambda: many_own(12),
    "verteiler": of_tests("verteiler"),
}


@cache
def deck_of(company: str) -> FittedDeck:
    return fitted(COMPANIES[company](), news=NEWS)


def answered(handbook: Handbook) -> Iterator[GuidingQuestion]:
    context = context_of(handbook)
    for dimension in DIMENSIONS:
        yield from (each for each in context.questions(dimension) if each.answer.is_answered)


def on_slide(deck: FittedDeck, slide: FittedSlide) -> str:
    alone = FittedDeck(deck.imprint, (slide,), (), ())
    without_notes = " ".join(said(alone)).removesuffix(text_of(slide.notes))
    return letters(f"{slide.title} {without_notes}")


def is_said(slide: str, ways: list[str], handbook: Handbook, ref: str) -> bool:
    """Whether a slide says an answer in a way there is, or shows the data that belong beside it."""
    if any(way in slide for way in ways):
        return True
    for place in BESIDE.get(ref, ()):
        value: Any = handbook
        for name in place.split("."):
            value = getattr(value, name)
        passages = list(texts(value))
        names = [letters(each.value) for each in passages if each.why == "name"]
        if names and 2 * sum(name in slide for name in names) >= len(names):
            return True
        others = [letters(each.value) for each in passages if len(each.value) > LONG]
        if not names and any(other in slide for other in others):
            return True
    return False


def lost(handbook: Handbook, deck: FittedDeck) -> Iterator[str]:
    """Yield a line of the table question × slide × notes for each answer that is not there."""
    statements = Statements(context_of(handbook))
    slides = {slide.id: on_slide(deck, slide) for slide in deck.slides}
    notes = {slide.id: letters(text_of(slide.notes)) for slide in deck.slides}
    for question in answered(handbook):
        ref = f"{question.dimension}.{question.id}"
        ways = [letters(each) for each in (*question.answer.short, statements.in_short(ref))]
        if not any(is_said(text, ways, handbook, ref) for text in slides.values()):
            yield f"{ref}: on no slide"
        whole = letters(text_of(parse(question.answer.text)))
        if not any(whole in text for text in notes.values()):
            yield f"{ref}: not in the notes"


@pytest.mark.parametrize("company", COMPANIES)
def test_every_answer_is_on_a_slide_and_in_its_notes(company: str) -> None:
    assert len(deck_of(company).slides) <= MOST_SLIDES
    assert list(lost(COMPANIES[company](), deck_of(company))) == []


def test_the_table_sees_a_slide_that_is_missing() -> None:
    deck = deck_of("sample")
    rest = tuple(slide for slide in deck.slides if slide.id not in ("job", "dimensions"))
    assert list(lost(sample(), replace(deck, slides=rest, notices=()))) == [
        "people.job: on no slide",
        "people.job: not in the notes",
    ]


def test_what_is_new_goes_before_a_question() -> None:
    deck = deck_of("two own questions")
    ids = [slide.id for slide in deck.slides]
    assert "news" not in ids and {"review", "team", "terms"} <= set(ids)
    gone = [(each.kind, each.slide) for each in deck.notices if each.slide not in ids]
    assert gone[:2] == [("dropped", "news"), ("merged", "own_questions")]
    assert {kind for kind, _ in gone[1:]} == {"merged"}


def test_an_own_question_stands_with_its_dimension() -> None:
    slides = [slide.id for slide in composed(sample())]
    assert slides[slides.index("processes") + 1] == "own_questions"
