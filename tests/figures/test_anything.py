"""Whatever comes out of a generator: rooms, dates, trees and texts of all kinds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kamhandbook.content.handbook import Handbook
from kamhandbook.figures import draw
from kamhandbook.metrics import Hyphenator, wrap
from kamhandbook.metrics.breaks import SPACES
from tests.figures.checks import assert_sound
from tests.figures.paper import CALIBRI, room, subject

few = settings(max_examples=40, deadline=None)
words = st.sampled_from(
    ["", "KAM", "Vertriebsleitungsrunde D-A-CH", "Logistik & Einkauf", "Qualität", "a" * 45]
)
texts = st.one_of(
    words, st.text(st.characters(codec="latin-1", exclude_categories=["C"]), max_size=60)
)
rooms = st.tuples(st.floats(280, 900), st.floats(220, 420))
days = st.integers(0, 900).map(lambda n: (date(2026, 1, 1) + timedelta(n)).isoformat())
maybe_days = st.one_of(st.none(), days, days.map(lambda day: day[:7]))


def _units(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    below = st.lists(_units(depth - 1), max_size=4) if depth else st.just([])
    return st.fixed_dictionaries(
        {
            "name": texts,
            "reports": below,
            "kam": st.booleans(),
            "dotted": st.lists(words, max_size=3),
        }
    )


phases = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["concept", "prototyping", "rollout"]),
        "name": texts,
        "start": maybe_days,
        "end": maybe_days,
        "milestones": st.lists(
            st.fixed_dictionaries({"name": texts, "date": maybe_days}), max_size=5
        ),
        "waves": st.lists(st.fixed_dictionaries({"name": texts, "start": maybe_days}), max_size=4),
    }
)


def _check(name: str, content: dict[str, Any], size: tuple[float, float]) -> None:
    handbook = Handbook.model_validate(content)
    for output in ("deck", "site"):
        where = room(*size)
        drawing = draw(name, subject(handbook, output), where)  # type: ignore[arg-type]
        if drawing is not None:
            assert_sound(drawing, where, is_deck=output == "deck")


@few
@given(_units(3), rooms)
def test_any_organisation(tree: dict[str, Any], size: tuple[float, float]) -> None:
    _check("org_chart", {"organisation": {"structure": tree}}, size)


@few
@given(st.lists(phases, max_size=6), rooms)
def test_any_project_plan(found: list[dict[str, Any]], size: tuple[float, float]) -> None:
    iterations = [{"number": 1, "start": "2026-02-01", "end": "2026-03-31"}]
    about = {"phase": "prototyping"}
    content = {"handbook": about, "introduction": {"phases": found}, "iterations": iterations}
    _check("timeline", content, size)


@few
@given(
    st.lists(
        st.fixed_dictionaries(
            {"role": texts, "function": texts, "tasks": texts, "core": st.booleans()}
        ),
        max_size=16,
    ),
    rooms,
)
def test_any_team(found: list[dict[str, Any]], size: tuple[float, float]) -> None:
    _check("team", {"organisation": {"team": found}}, size)


@few
@given(
    st.lists(
        st.fixed_dictionaries(
            {"name": texts, "weight": st.one_of(st.none(), st.floats(-100, 100)), "source": texts}
        ),
        max_size=12,
    ),
    rooms,
)
def test_any_criteria(found: list[dict[str, Any]], size: tuple[float, float]) -> None:
    _check("criteria", {"selection": {"criteria": found}}, size)


@few
@given(st.lists(st.integers(1, 12), max_size=12), st.lists(texts, max_size=9), texts, rooms)
def test_any_review(
    months: list[int], triggers: list[str], text: str, size: tuple[float, float]
) -> None:
    review = {"months": months, "triggers": triggers, "interval": text, "owner": text}
    _check("review_cycle", {"selection": {"review": review}}, size)


@few
@given(st.text(max_size=80), st.floats(40, 300))
def test_a_shortened_text_is_never_wider_than_asked(text: str, width: float) -> None:
    from kamhandbook.figures.text_setter import PLAIN, TextSetter

    label = TextSetter(CALIBRI, Hyphenator((), "de_DE")).label(text, PLAIN, width, max_lines=2)
    assert 1 <= len(label.lines) <= 2
    assert all(CALIBRI.regular.em(line) * 12 <= width for line in label.lines)
    if label.lines == wrap(
        " ".join(text.split()), CALIBRI.regular, 12, width, Hyphenator((), "de_DE")
    ):
        assert _signs("".join(label.lines)).endswith(_signs(text)[-1:])


def _signs(text: str) -> str:
    """Return what can be seen of a text or divides no words: lines end at spaces of metrics."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in SPACES)
