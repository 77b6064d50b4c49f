"""What makes a slide calm: titles without a lonely word, cards on one line, no gaps."""

from __future__ import annotations

import pytest

from kamhandbook.fit.balance import balanced
from kamhandbook.fit.fitted import FittedDeck, FittedSlide, TextFrame
from kamhandbook.metrics import Run, face_pair, wrap_runs
from tests.compose.conftest import fitted, made, master_geometry


def slide_of(deck: FittedDeck, id_: str) -> FittedSlide:
    return next(slide for slide in deck.slides if slide.id == id_)


def cards_of(slide: FittedSlide) -> list[TextFrame]:
    return [f for f in slide.frames if isinstance(f, TextFrame) and f.fill]


def tops(card: TextFrame) -> list[float]:
    """Where every paragraph of a card begins, measured anew."""
    y, found = card.rect.y + card.inset, []
    for index, para in enumerate(card.paragraphs):
        y += para.before if index else 0.0
        found.append(round(y, 2))
        runs = [Run("\n" if s.line_break else s.text, s.bold or para.bold) for s in para.spans]
        width = card.rect.width - 2 * card.inset
        lines = wrap_runs(tuple(runs), face_pair("Carlito"), para.size, width).lines
        y += len(lines) * 1.2 * para.size
    return found


@pytest.mark.parametrize(
    ("title", "halves"),
    [
        (
            "Sechs Leistungen aus sechs Funktionen, abgeleitet aus Kundenanforderungen",
            ("Sechs Leistungen aus sechs Funktionen,", "abgeleitet aus Kundenanforderungen"),
        ),
        (
            "Key Account Manager: Entwickelt zwei bis drei Key Accounts über Länder hinweg",
            ("Key Account Manager:", "Entwickelt zwei bis drei Key Accounts über Länder hinweg"),
        ),
        (
            "Noch offen: Was wollen wir mit dem KAM-Programm erreichen – und warum?",
            ("Noch offen: Was wollen wir mit dem", "KAM-Programm erreichen – und warum?"),
        ),
        (
            "Zwei Hälften sind von selbst ziemlich gleich lang, also bleiben sie so, wie sie sind",
            None,
        ),
    ],
)
def test_a_title_of_two_lines_leaves_no_word_alone(
    title: str, halves: tuple[str, str] | None
) -> None:
    assert balanced(title, lambda text: len(text) <= 58) == halves


def test_a_balanced_title_is_still_the_same_words(sample_deck: FittedDeck) -> None:
    slide = slide_of(sample_deck, "services")
    (para,) = slide.frames[0].paragraphs  # type: ignore[union-attr]
    assert [span.line_break for span in para.spans] == [False, True, False]
    assert " ".join(span.text for span in para.spans if not span.line_break) == slide.title


def test_what_is_alike_on_cards_begins_on_one_line(sample_deck: FittedDeck) -> None:
    cards = cards_of(slide_of(sample_deck, "goals"))
    assert len(cards) == 3
    first, *others = (tops(card) for card in cards)
    assert all(other == pytest.approx(first, abs=0.1) for other in others)
    assert len({card.rect.height for card in cards}) == 1


def test_cards_of_different_kinds_are_left_as_they_are() -> None:
    goals = [
        {"id": "a", "text": "Ein Ziel ohne Zahl, das über mehrere Zeilen geht, weil es lang ist"},
        {"id": "b", "text": "Kurz", "target": "35 %", "by": "2028-12-31"},
    ]
    one, other = cards_of(slide_of(fitted(made(goals={"goals": goals})), "goals"))
    assert [para.before for para in one.paragraphs][1:] == pytest.approx([one.paragraphs[1].before])
    assert len(other.paragraphs) == 4


def test_points_to_remember_stand_on_cards_in_their_middle(sample_deck: FittedDeck) -> None:
    *tools, one, other = cards_of(slide_of(sample_deck, "tools"))
    cards = (one, other)
    assert len(tools) == 4
    assert [card.anchor for card in cards] == ["middle", "middle"]
    assert all(len(card.paragraphs) == 1 and not card.paragraphs[0].bullet for card in cards)


def test_more_points_than_cards_stay_a_list_that_points_to_the_site() -> None:
    short = [f"Das ist Punkt {n}" for n in range(6)]
    deck = fitted(made(tools={"answers": {"tools": {"text": "Ja.", "short": short}}}))
    slide = slide_of(deck, "tools")
    assert len(cards_of(slide)) == 4  # the tools
    assert "Weitere 3 Einträge" in str(slide.frames)


@pytest.mark.parametrize("name", ["Eva Au", "Prof. Dr. Maximiliane von Hohenstein-Brandenburg"])
def test_whom_to_ask_follows_the_last_title_however_long_it_is(name: str) -> None:
    contact = {"name": name, "role": "Leitung KAM", "email": "kam@nordkamp.example"}
    slide = slide_of(fitted(made(handbook={"contact": contact})), "contacts")
    title, contact_frame = (
        next(f for f in slide.frames if isinstance(f, TextFrame) and f.slot == slot)
        for slot in ("title", "second")
    )
    area = master_geometry().layouts["closing"].areas["second"].rect
    gap = contact_frame.rect.y - title.rect.bottom
    assert gap == pytest.approx(18, abs=0.1) or contact_frame.rect.y == area.y
    assert gap > 0
