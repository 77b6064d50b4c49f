"""Twenty slides at most: what drops, what gets a second part, what is condensed."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.document.blocks import Blocks, Slide
from kamhandbook.document.commonmark import parse
from kamhandbook.fit import MOST_SLIDES, fit
from kamhandbook.fit.fitted import FittedDeck, FittedSlide, TableFrame, TextFrame
from kamhandbook.metrics import Hyphenator
from tests.compose.conftest import composed, context_of, fitted, made, master_geometry, sample
from tests.compose.holds import spills

TEXT = parse("Ein Satz.")
MOST = 16  # points of text and tables that fill their slide


def slide(number: int, blocks: Blocks = TEXT, *, drop: int = 0) -> Slide:
    return Slide(
        f"s{number}", "content", f"Folie {number}", blocks, page="ziele.html", drop_order=drop
    )


def fit_of(*slides: Slide) -> FittedDeck:
    return fit(
        slides,
        master_geometry(),
        context_of(sample()).imprint,
        hyphenator=Hyphenator((), "de_DE"),
        pictures=Path("content"),
    )


def long_table(rows: int) -> Blocks:
    body = "\n".join(f"| Zeile {n} | Text {n} |" for n in range(1, rows + 1))
    return parse(f"| Was | Wie |\n|---|---|\n{body}\n")


def long_list(items: int) -> Blocks:
    return parse("\n".join(f"- Punkt {n}" for n in range(1, items + 1)))


def test_what_answers_a_question_goes_last_and_stands_on_another_slide() -> None:
    slides = composed(sample())
    order = sorted((s for s in slides if s.drop_order), key=lambda s: s.drop_order)
    assert [s.id for s in order] == ["own_questions", "processes", "review", "team", "terms"]
    assert all(s.briefs for s in order)


def test_optional_slides_drop_one_by_one_until_twenty_are_left() -> None:
    optional = [slide(1, drop=2), slide(2, drop=1), slide(3, drop=3)]
    for more in range(4):
        deck = fit_of(*optional, *(slide(n) for n in range(10, 27 + more)))
        gone = {"s1", "s2", "s3"} - {s.id for s in deck.slides}
        assert gone == set(["s2", "s1", "s3"][:more])
        assert len(deck.slides) == MOST_SLIDES
        assert len(deck.notices) == more
        assert all(
            "entfällt" in notice.text and "ziele.html" in notice.text for notice in deck.notices
        )


def test_what_is_not_optional_stays_and_is_counted() -> None:
    assert len(fit_of(*(slide(n) for n in range(23))).slides) == 23


def test_a_long_table_gets_a_second_part_with_the_header_again() -> None:
    deck = fit_of(slide(1), slide(2, long_table(26)), slide(3))
    assert [s.id for s in deck.slides] == ["s1", "s2", "s2_2", "s3"]
    assert [s.title for s in deck.slides[1:3]] == ["Folie 2 (1/2)", "Folie 2 (2/2)"]
    tables = [f for s in deck.slides for f in s.frames if isinstance(f, TableFrame)]
    assert tables[0].rows[0] == tables[1].rows[0]
    assert [len(t.rows) for t in tables] == [14, 14]
    assert spills(deck, master_geometry()) == []


def test_a_second_part_makes_an_optional_slide_drop() -> None:
    slides = [slide(n) for n in range(18)]
    deck = fit_of(*slides, slide(30, drop=1), slide(31, long_table(26)))
    ids = [s.id for s in deck.slides]
    assert len(ids) == MOST_SLIDES
    assert "s30" not in ids
    assert "s31_2" in ids


def test_without_room_for_a_second_part_a_table_is_condensed_and_points_to_the_site() -> None:
    deck = fit_of(*(slide(n) for n in range(19)), slide(31, long_table(26)))
    assert len(deck.slides) == MOST_SLIDES
    table, more = deck.slides[-1].frames[1:]
    assert isinstance(table, TableFrame)
    assert isinstance(more, TextFrame)
    hidden = 26 - (len(table.rows) - 1)
    span = more.paragraphs[0].spans[0]
    assert (span.text, span.href) == (f"Weitere {hidden} Einträge auf der Website", "ziele.html")
    assert any(f"{len(table.rows) - 1} von 26 Zeilen" in notice.text for notice in deck.notices)
    assert spills(deck, master_geometry()) == []


def test_more_than_two_parts_are_never_made() -> None:
    deck = fit_of(slide(1, long_table(90)))
    assert [s.id for s in deck.slides] == ["s1", "s1_2"]
    assert "auf der Website" in str(deck.slides[1].frames[-1])
    assert spills(deck, master_geometry()) == []


def test_a_long_list_is_divided_between_items() -> None:
    deck = fit_of(slide(1, long_list(30)))
    texts = [
        f for s in deck.slides for f in s.frames if isinstance(f, TextFrame) and f.slot == "body"
    ]
    assert [len(t.paragraphs) for t in texts] == [15, 15]
    assert texts[1].paragraphs[0].spans[0].text == "Punkt 16"


def test_an_excerpt_is_shortened_at_a_word_and_points_to_the_site() -> None:
    slides = composed(
        made(
            goals={"answers": {"purpose": "Wir wollen sehr viel und noch mehr " * 90}, "goals": []}
        )
    )
    goals = next(s for s in slides if s.id == "goals")
    deck = fit_of(goals, *(slide(n) for n in range(19)))
    body = next(f for f in deck.slides[0].frames if isinstance(f, TextFrame) and f.slot == "body")
    text = body.paragraphs[0].spans[0].text
    assert text.endswith(" …")
    assert 100 < len(text) < 3000
    assert deck.overfull == ()
    assert any("gekürzt" in notice.text for notice in deck.notices)


def test_one_size_per_role_across_the_deck() -> None:
    """Larger is only what a slide has room for that says little."""
    crowded = slide(2, long_list(17))
    for deck in (fit_of(slide(1), crowded), fitted(sample())):
        plain = [s for s in deck.slides if s.layout not in ("title", "closing", "statement")]
        titles = {
            f.paragraphs[0].size
            for s in plain
            for f in s.frames
            if isinstance(f, TextFrame) and f.slot == "title"
        }
        assert len(titles) == 1
        for sizes in (map(_table_sizes, plain), map(_bullet_sizes, plain)):
            of_slides = [size for size in sizes if size]
            assert all(len(size) == 1 for size in of_slides)
            usual = max(map(max, of_slides), default=0.0)
            smaller = [size for size in of_slides if max(size) < usual]
            assert len(smaller) <= 1  # a slide that says more than its own question


def _table_sizes(slide: FittedSlide) -> set[float]:
    tables = (frame for frame in slide.frames if isinstance(frame, TableFrame))
    sizes = {p.size for table in tables for row in table.rows for cell in row for p in cell}
    return {size for size in sizes if size <= MOST}


def _bullet_sizes(slide: FittedSlide) -> set[float]:
    texts = (frame for frame in slide.frames if isinstance(frame, TextFrame))
    sizes = {p.size for text in texts for p in text.paragraphs if p.bullet == "•"}
    return {size for size in sizes if size <= MOST}


def test_sizes_step_down_by_whole_points_only_as_far_as_needed() -> None:
    sizes = []
    for items in (5, 15, 16):
        deck = fit_of(slide(1, long_list(items)))
        frame = next(
            f for f in deck.slides[0].frames if isinstance(f, TextFrame) and f.slot == "body"
        )
        sizes.append(frame.paragraphs[0].size)
    assert sizes[0] > 16
    assert sizes == sorted(sizes, reverse=True)
    assert all(size == int(size) and size >= 14 for size in sizes)
