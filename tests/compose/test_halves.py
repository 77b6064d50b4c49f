"""A slide in two parts: both about as full, none with a few lines alone, spare blocks last."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.document.blocks import Blocks, Columns, Figure, Paragraph, Slide, Text
from kamhandbook.document.commonmark import parse, text_of
from kamhandbook.document.drawing import Drawing, Rect
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FittedDeck, FittedSlide
from kamhandbook.fit.slide_blocks import slide_blocks
from kamhandbook.fit.split import SPARSE, halves
from kamhandbook.metrics import Hyphenator
from tests.compose.conftest import context_of, master_geometry, sample
from tests.compose.holds import spills

SHORT = "Ein Satz."
LONG = "Wir halten fest, was wir vereinbart haben, und sagen es allen, die es angeht. " * 3


def drawn(height: float) -> Figure:
    return Figure(Drawing("x", 800.0, height, (), "Bild", "Bild"))


def cards(*texts: str) -> Columns:
    columns = tuple((Paragraph((Text(text),)),) for text in texts)
    return Columns(columns, (1 / len(texts),) * len(texts), "cards")


def deck_of(*blocks: Blocks, spare: Blocks = (), notes: Blocks = ()) -> FittedDeck:
    slides = [
        Slide(f"s{n}", "content", f"Folie {n}", each, notes, page="ziele.html", spare=spare)
        for n, each in enumerate(blocks)
    ]
    return fit(
        slides,
        master_geometry(),
        context_of(sample()).imprint,
        hyphenator=Hyphenator((), "de_DE"),
        pictures=Path("content"),
    )


def used(slide: FittedSlide) -> float:
    body = master_geometry().layouts[slide.layout].areas["body"].rect
    bottoms = [frame.rect.bottom for frame in slide.frames[1:] if frame.rect.y >= body.y]
    return (max(bottoms) - body.y) / body.height


def test_rows_of_unlike_height_are_divided_by_height_not_by_number() -> None:
    rows = [f"| {LONG} | {LONG} |"] * 4 + ["| kurz | kurz |"] * 14
    (table,) = parse("\n".join(["| Was | Wie |", "|---|---|", *rows]))
    deck = deck_of((table,))
    assert [slide.id for slide in deck.slides] == ["s0", "s0_2"]
    first, second = (len(slide.frames[1].rows) - 1 for slide in deck.slides)  # type: ignore[union-attr]
    assert first + second == 18 and first < second
    assert spills(deck, master_geometry()) == []


def test_a_few_lines_never_stand_alone_on_a_slide() -> None:
    body = master_geometry().layouts["content"].areas["body"].rect
    deck = deck_of((drawn(body.height - 10), cards("Das ist wichtig", "Und das auch")))
    (slide,) = deck.slides
    assert "Das ist wichtig" in text_of(slide.notes)
    (notice,) = deck.notices
    assert notice.kind == "in_notes" and notice.number == 1
    assert notice.lost == ("Das ist wichtig", "Und das auch")
    assert "in den Notizen" in notice.text
    assert deck.overfull == () and not slide.is_marked


def test_what_fills_a_second_slide_gets_one() -> None:
    body = master_geometry().layouts["content"].areas["body"].rect
    deck = deck_of((drawn(body.height - 10), *parse(LONG * 5)))
    assert [slide.id for slide in deck.slides] == ["s0", "s0_2"]
    assert used(deck.slides[1]) >= SPARSE


def test_a_figure_is_never_moved_to_the_notes() -> None:
    body = master_geometry().layouts["content"].areas["body"].rect
    deck = deck_of((drawn(body.height - 10), drawn(40)))
    assert [slide.id for slide in deck.slides] == ["s0", "s0_2"]


@pytest.mark.parametrize(("height", "is_shown"), [(100, True), (-10, False)])
def test_spare_blocks_stand_below_where_there_is_room(height: float, is_shown: bool) -> None:
    body = master_geometry().layouts["content"].areas["body"].rect
    figure = drawn(height if is_shown else body.height + height)
    deck = deck_of((figure,), spare=(cards("Merken"),))
    (slide,) = deck.slides
    assert ("Merken" in str(slide.frames)) is is_shown
    assert ("Merken" in text_of(slide.notes)) is not is_shown
    assert [notice.kind for notice in deck.notices] == ([] if is_shown else ["in_notes"])


def test_what_the_notes_say_already_is_not_said_twice() -> None:
    body = master_geometry().layouts["content"].areas["body"].rect
    notes = parse("Zuerst dies. Merken.")
    spare = parse("Merken.")
    (slide,) = deck_of((drawn(body.height - 10),), spare=spare, notes=notes).slides
    assert text_of(slide.notes).count("Merken.") == 1


def test_a_slide_that_is_dropped_is_told_once() -> None:
    full = (drawn(master_geometry().layouts["content"].areas["body"].rect.height - 10),)
    slides = [Slide(f"s{n}", "content", f"Folie {n}", parse(SHORT)) for n in range(20)]
    optional = Slide("last", "content", "Zuletzt", full, drop_order=1, spare=parse("Merken."))
    deck = fit(
        [*slides, optional],
        master_geometry(),
        context_of(sample()).imprint,
        hyphenator=Hyphenator((), "de_DE"),
        pictures=Path("content"),
    )
    (notice,) = deck.notices
    assert (notice.kind, notice.slide, notice.number) == ("dropped", "last", 0)
    assert {"Zuletzt", "Merken."} <= set(notice.lost)


def test_halves_are_found_for_any_measure() -> None:
    blocks = slide_blocks(parse("\n".join(f"- Punkt {n}" for n in range(12))))

    def fill(part: object) -> float:
        return sum(len(block.items) for block in part) / 10  # type: ignore[attr-defined]

    cut = halves(blocks, fill)
    assert cut and not cut.is_sparse
    assert [fill(cut.upper), fill(cut.lower)] == [0.6, 0.6]
    assert halves(slide_blocks(parse(SHORT)), fill=lambda _part: 2.0) is None


def test_marks_stay_where_they_are() -> None:
    """Only whole blocks go to the notes, never a part of one."""
    body = master_geometry().layouts["content"].areas["body"].rect
    deck = deck_of((drawn(body.height - 10), cards(SHORT, SHORT)))
    (slide,) = deck.slides
    assert Rect(body.x, body.y, 800.0, body.height - 10) in [f.rect for f in slide.frames]
