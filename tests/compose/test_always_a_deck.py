"""However little room there is: a deck, nothing over an edge, and all that is missing is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kamhandbook.design.geometry import Geometry, Slot, TextArea
from kamhandbook.document.blocks import ListBlock, Paragraph, Table, Text
from kamhandbook.fit.cover_lines import cover_lines
from kamhandbook.fit.fitted import FittedDeck, FittedSlide, TableFrame, TextFrame
from kamhandbook.fit.last_resort import cut_down, shortened, texts_of
from kamhandbook.fit.short_titles import short_title
from kamhandbook.fit.shorten import Pointer
from kamhandbook.wording.language import DEFAULT
from tests.compose.conftest import fitted, made, master_geometry, sample
from tests.compose.test_overfull import content

LONG = "Wir halten fest, was wir vereinbart haben, und sagen es allen. "
POINTER = Pointer("regeln.html", DEFAULT)


def cramped(slot: Slot, **sides: float) -> Geometry:
    """Our master with one kind of area made small on every layout."""
    geometry = master_geometry()
    return replace(
        geometry,
        layouts={
            kind: replace(layout, areas=dict(areas_of(layout.areas, slot, sides)))
            for kind, layout in geometry.layouts.items()
        },
    )


def areas_of(
    areas: dict[Slot, TextArea], slot: Slot, sides: dict[str, float]
) -> Iterator[tuple[Slot, TextArea]]:
    for name, area in areas.items():
        yield name, replace(area, rect=replace(area.rect, **sides)) if name == slot else area


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def text_of_slide(slide: FittedSlide) -> str:
    return " ".join(
        "".join(span.text for span in para.spans)
        for frame in slide.frames
        if isinstance(frame, TextFrame)
        for para in frame.paragraphs
    )


def below_edge(deck: FittedDeck, geometry: Geometry) -> list[str]:
    return [
        f"{slide.id}: {frame.rect.bottom}"
        for slide in deck.slides
        for frame in slide.frames
        if isinstance(frame, TextFrame | TableFrame) and frame.rect.bottom > geometry.height
    ]


@pytest.mark.parametrize("height", [60, 120, 200])
def test_a_low_body_gives_a_deck_and_nothing_reaches_over_the_slide(height: float) -> None:
    geometry = cramped("body", height=height)
    deck = fitted(sample(), geometry=geometry)
    assert len(deck.slides) >= 12
    assert below_edge(deck, geometry) == []
    assert {slide.id for slide in deck.slides if slide.is_marked} >= {
        overfull.slide for overfull in deck.overfull
    }


def test_our_own_master_marks_nothing() -> None:
    deck = fitted(sample())
    assert deck.overfull == () and not any(slide.is_marked for slide in deck.slides)


def deck_with(folder: Path, point: str) -> FittedDeck:
    """The deck of a company that has answered one question, with a point under „short“."""
    folder.mkdir()
    short = f"    short:\n      - Klare Regeln helfen uns allen\n      - {point}\n"
    text = f"answers:\n  rules:\n    text: Kurz.\n{short}"
    return fitted(content(folder, **{"6_rules": text}).handbook)


def test_what_is_cut_is_told_with_its_slide_and_its_page(tmp_path: Path) -> None:
    deck = deck_with(tmp_path / "long", LONG * 60)
    (told,) = [each.text for each in deck.notices if "gekürzt, weil der Text" in each.text]
    assert "Wir halten fest" in told and "spielregeln.html" in told
    (slide,) = [slide for slide in deck.slides if slide.is_marked]
    assert "…" in text_of_slide(slide)


def test_a_text_shortened_by_the_characters_told_fits(tmp_path: Path) -> None:
    """The figure is found by trying, so it holds."""
    text = (LONG * 60).strip()
    (overfull,) = deck_with(tmp_path / "long", text).overfull
    fitting = text[: len(text) - overfull.characters].strip()
    assert deck_with(tmp_path / "fitting", fitting).overfull == ()


def test_a_long_title_is_cut_and_stands_whole_in_the_notes() -> None:
    purpose = (LONG * 5).strip()
    deck = fitted(made(people={"job": {"purpose": purpose}}))
    (slide,) = [slide for slide in deck.slides if slide.is_marked]
    assert slide.title.endswith("…") and slide.title.startswith("Wir halten fest")
    assert purpose.rstrip(".") in "".join(text for text, _ in texts_of(slide.notes[:1]))
    assert any("Der Titel „" in notice.text for notice in deck.notices)


def test_an_empty_kicker_line_is_left_out_and_told() -> None:
    deck = fitted(sample(), geometry=cramped("kicker", width=30))
    assert deck.overfull == ()
    assert any("über dem Titel" in notice.text for notice in deck.notices)


@pytest.mark.parametrize(
    ("title", "most", "shown", "over"),
    [
        ("Kurz", 10, "Kurz", 0),
        ("Stelle: Wir führen viele Kunden", 24, "Wir führen viele Kunden", 0),
        ("Wir führen viele große Kunden", 20, "Wir führen viele …", 11),
        ("Wir führen viele Kunden (2/2)", 22, "Wir führen … (2/2)", 11),
        ("Fazit: Gut so", 8, "Fazit …", 6),
    ],
)
def test_titles_get_shorter_by_what_can_be_spared(
    title: str, most: int, shown: str, over: int
) -> None:
    short = short_title(title, lambda text: len(text) <= most)
    assert (short.text, short.over) == (shown, over)


def test_a_covers_lines_lose_their_ends_first_and_never_the_company() -> None:
    lines = (
        paragraph("Nordkamp"),
        paragraph("Version 1 · Mai · Entwurf"),
        paragraph("KAM · intern"),
    )
    reduced = cover_lines(lines, lambda blocks: len(list(texts_of(blocks))) < 3)
    assert reduced.left_out == ("KAM", "intern")
    none = cover_lines(lines, lambda blocks: False)
    assert [text for text, _ in texts_of(none.blocks)] == ["Nordkamp"]
    assert cover_lines(lines, lambda blocks: True).blocks == lines


def test_cutting_down_reaches_cells_items_and_columns() -> None:
    table = Table(((Text("Kunde"),),), (((Text(LONG),),),), ("left",))
    blocks = (table, ListBlock(((paragraph(LONG),),)), paragraph(LONG))

    def fits(shown: object) -> bool:
        return all(len(text) <= 32 for text, _ in texts_of(shown))  # type: ignore[arg-type]

    remains = cut_down(blocks, POINTER, fits)
    assert [text.kind for text in remains.cut] == ["cell", "bullet", ""]
    assert {text.shown for text in remains.cut} == {26}
    assert remains.missing == () and fits(remains.blocks)


def test_blocks_for_which_there_is_no_room_at_all_are_named() -> None:
    blocks = tuple(paragraph("Kurz") for _ in range(6))
    remains = cut_down(blocks, POINTER, lambda shown: len(shown) <= 3)
    assert len(remains.missing) == 4 and len(remains.blocks) == 3
    kept = cut_down(blocks, POINTER, lambda shown: False)
    assert len(kept.missing) == 5


def test_a_cut_ends_at_a_word() -> None:
    assert shortened("Wir halten fest, was gilt", 18) == "Wir halten fest …"
    assert shortened("Donaudampfschiff", 5) == "Donau …"
