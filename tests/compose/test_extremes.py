"""Extreme companies: whatever they write, nothing is cut off, no more than 20 slides come out."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.types import Audience
from kamhandbook.design.geometry import Geometry, SlideLayout, TextArea
from kamhandbook.document.drawing import Rect
from tests.compose.conftest import fitted, made, master_geometry, sample
from tests.compose.holds import spills

NAME = "Zentralgenossenschaft Nordwestdeutscher Dichtungshersteller eG"  # 62 characters
LONG = "Wir liefern, was vereinbart ist, und sagen früh, wenn etwas klemmt. " * 44  # 3,000


def many(rows: int, **values: Any) -> list[dict[str, Any]]:
    """So many rows; a text with {n} is numbered."""
    return [
        {k: v.format(n=n) if isinstance(v, str) else v for k, v in values.items()}
        for n in range(1, rows + 1)
    ]


def company(rows: int, name: str = NAME) -> dict[str, Any]:
    """Every list of the format with so many rows."""
    return {
        "goals": {
            "goals": many(rows, id="Z{n}", text=name, target=name, by="2028-12-31"),
            "terms": many(rows, term=name[:30] + " {n}", meaning=name, synonyms=[name, name]),
            "non_goals": [name] * min(rows, 6),
        },
        "selection": {
            "criteria": many(rows, name=name[:40] + " {n}", source=name, weight=3.0),
            "key_accounts": many(
                rows,
                name=name + " {n}",
                segment="Segment {n}",
                manager=name[:30],
                countries=["DE", "AT", "CH"],
                why=name,
                status="active",
            ),
        },
        "services": {
            "services": many(rows, name=name[:40] + " {n}", key_accounts=name, others=name)
        },
        "organisation": {"team": many(rows, role=name[:40] + " {n}", function=name, tasks=name)},
        "people": {
            "job": {"purpose": name, "tasks": [name] * rows, "competencies": [name] * rows},
            "trainings": many(rows, name=name + " {n}", format=name),
            "career": many(min(rows, 6), step=name[:40], requirements=name),
        },
        "rules": {
            "decision_rights": many(
                rows, topic=name, responsible=name[:30], accountable=name[:30], consulted=name
            ),
            "escalation": many(min(rows, 4), level="Stufe {n}", who=name[:40], within="sofort"),
            "processes": many(rows, process=name, change=name, owner=name[:30]),
        },
        "tools": {"tools": many(rows, name=name + " {n}", purpose=name, owner=name[:30])},
        "steering": {
            "kpis": many(rows, name=name + " {n}", target=name, source=name[:30], owner=name[:30]),
            "routines": many(rows, name=name[:40] + " {n}", interval="monatlich", months=[1, 7]),
        },
    }


def answered(text: str) -> dict[str, Any]:
    """Every guiding question answered with the same text."""
    return {
        part: {"answers": {question: {"text": text} for question in sample().answers(part)}}
        for part in DIMENSIONS
    }


def standard() -> Geometry:
    """A 4:3 master as many companies have: no kicker, large type, a narrow body."""
    own = master_geometry()

    def area(rect: Rect, size: float) -> TextArea:
        return TextArea(rect, (size, size - 4), (20.0, 40.0), (8.0, 4.0), bullets=True)

    title = area(Rect(50, 30, 620, 80), 36.0)
    body = area(Rect(50, 130, 620, 350), 28.0)
    half = replace(body, rect=Rect(50, 130, 300, 350))
    other = replace(half, rect=Rect(370, 130, 300, 350))
    areas: dict[Any, dict[Any, TextArea]] = {
        "title": {"title": title, "subtitle": replace(body, bullets=False), "body": body},
        "content": {"title": title, "body": body},
        "two_columns": {"title": title, "body": half, "second": other},
        "title_only": {"title": title, "body": body},
        "closing": {"title": title, "body": body},
        "statement": {"title": title, "body": body},
    }
    layouts = {
        kind: SlideLayout(kind, found, frozenset(set(found) - {"second"}))
        for kind, found in areas.items()
    }
    return replace(own, width=720.0, height=540.0, layouts=layouts, body_font="Verdana")


GEOMETRIES = {"own": master_geometry, "4:3": standard}


@pytest.mark.parametrize("master", GEOMETRIES)
@pytest.mark.parametrize("rows", [1, 12, 30])
def test_many_rows_and_long_names(rows: int, master: str) -> None:
    geometry = GEOMETRIES[master]()
    deck = fitted(made(**company(rows)), geometry=geometry)
    assert spills(deck, geometry) == []
    assert deck.overfull == ()
    assert len(deck.slides) <= 20


@pytest.mark.parametrize("master", GEOMETRIES)
def test_answers_of_3000_characters(master: str) -> None:
    geometry = GEOMETRIES[master]()
    parts = {part: {**values, **empty(part)} for part, values in answered(LONG).items()}
    deck = fitted(made(**parts), geometry=geometry)
    assert spills(deck, geometry) == []
    assert deck.overfull == ()
    assert len(deck.slides) <= 20


@pytest.mark.parametrize("items", [1, 30])
def test_answers_that_are_one_long_list(items: int) -> None:
    text = "\n".join(f"- {LONG[:400]}" for _ in range(items))
    parts = {part: {**values, **empty(part)} for part, values in answered(text).items()}
    deck = fitted(made(**parts))
    assert spills(deck, master_geometry()) == []
    assert deck.overfull == ()


def empty(part: str) -> dict[str, Any]:
    """A dimension's lists left empty, so that slides fall back to the answers."""
    lists = sample().model_dump(by_alias=True)[part]
    return {key: [] for key, value in lists.items() if isinstance(value, tuple | list)}


def test_nothing_but_a_name() -> None:
    parts = {part: {"answers": {}, **empty(part)} for part in DIMENSIONS}
    deck = fitted(made(**parts, iterations=[]), Audience.TEAM)
    assert spills(deck, master_geometry()) == []
    assert 5 <= len(deck.slides) <= 20
    assert any(slide.id == "open_questions" for slide in deck.slides)


@pytest.mark.parametrize("master", GEOMETRIES)
@pytest.mark.parametrize("audience", list(Audience))
def test_the_sample_on_every_master(audience: Audience, master: str) -> None:
    geometry = GEOMETRIES[master]()
    deck = fitted(sample(), audience, geometry=geometry)
    assert spills(deck, geometry) == []
    assert deck.overfull == ()
    fewest, most = (8, 12) if audience is Audience.APPLICANTS else (15, 20)
    assert fewest <= len(deck.slides) <= most
