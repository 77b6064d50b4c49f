"""What a company says in short stands on the slide, as its title or below it, else in the notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from kamhandbook.building.edition_in_context import Order
from kamhandbook.building.handbook import Outputs, build

TODAY = date(2026, 11, 24)

GOALS = """answers:
  purpose: {{text: "Ein Satz. Und noch einer.", short: {short}}}
goals: [{{text: Umsatz halten, kind: revenue, by: 2026-12}}]
"""


@pytest.mark.parametrize(
    ("short", "title"),
    [
        ("[Wir bündeln unsere Kräfte, Was jeder für sich tat]", "Wir bündeln unsere Kräfte"),
        ("[Jährlich]", ""),
        ("[Mit der Quote, Wir wachsen mit wenigen Kunden]", ""),
        ("[Steht fest, Zweitens dies, Drittens das]", ""),
    ],
)
def test_the_first_two_points_stand_on_the_slide_of_goals(
    tmp_path: Path, short: str, title: str
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "1-goals.yaml").write_text(GOALS.format(short=short), encoding="utf-8")
    build(Order(content, TODAY), Outputs(tmp_path / "out", site=False))
    deck = Presentation(str(tmp_path / "out" / "kam-handbuch.pptx"))
    (slide,) = (s for s in deck.slides if "Umsatz halten" in _texts(s))
    first = short.strip("[]").split(", ")[0]
    assert (slide.shapes.title.text == first) is bool(title)
    assert first in _texts(slide)


@pytest.mark.parametrize("short", ["[Jährlich]", "[Steht fest]"])
def test_what_makes_no_title_is_in_the_notes(tmp_path: Path, short: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "2-selection.yaml").write_text(
        f'answers:\n  review: {{text: "Im Herbst. Dann neu.", short: {short}}}\n'
        "review: {interval: jährlich, months: [10], owner: Leitung KAM}\n",
        encoding="utf-8",
    )
    build(Order(content, TODAY), Outputs(tmp_path / "out", site=False))
    deck = Presentation(str(tmp_path / "out" / "kam-handbuch.pptx"))
    notes = [s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide]
    assert any(short.strip("[]") in note.split("\n") for note in notes)


def _texts(slide: object) -> list[str]:
    shapes = slide.shapes  # type: ignore[attr-defined]
    return [p.text for s in shapes if s.has_text_frame for p in s.text_frame.paragraphs]
