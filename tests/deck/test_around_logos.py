"""What a template has amid its layouts: content stands in the rooms around it, nothing on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kamhandbook.deck.master import foreign_master
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.occupied import meets
from kamhandbook.document.blocks import Columns, Figure, ListBlock, Paragraph, Text
from kamhandbook.document.drawing import Box, Drawing, Rect
from kamhandbook.findings import Position
from kamhandbook.fit.fitted import FittedDeck
from kamhandbook.fit.rooms import in_rooms
from kamhandbook.fit.slide_blocks import SlideBlocks
from kamhandbook.fit.small_figures import with_small_figures
from tests.compose.conftest import fitted, sample
from tests.deck import masters
from tests.deck.test_ledger import short
from tests.templates.odd import Change, logo, placed, shape, solid

IN_THE_MIDDLE = {
    "a logo": logo(0.4, 0.42, 0.2, 0.2),
    "a large logo": logo(0.34, 0.36, 0.32, 0.3),
    "a rule": shape(0.05, 0.55, 0.9, 0.003, fill=solid("C8102E")),
    "logos in two corners": lambda deck: [
        change(deck) for change in (logo(0.01, 0.01, 0.1, 0.09), logo(0.89, 0.01, 0.1, 0.09))
    ],
}


def read(path: Path, *changes: Change) -> Master:
    masters.changed(path, *changes)
    return foreign_master(path, Position(path.name))


def on_something_fixed(deck: FittedDeck, master: Master) -> Iterator[str]:
    """Every frame that stands on what its layout shows by itself."""
    for slide in deck.slides:
        fixed = master.geometry.layouts[slide.layout].fixed
        yield from (f"{slide.id}: {f.rect}" for f in slide.frames if meets(f.rect, fixed))


@pytest.mark.parametrize("what", IN_THE_MIDDLE)
@pytest.mark.parametrize("company", [sample, short])
def test_nothing_stands_on_it_and_little_is_lost(
    what: str, company: Callable[[], object], tmp_path: Path
) -> None:
    master = read(tmp_path / "middle.pptx", IN_THE_MIDDLE[what])
    deck = fitted(company(), geometry=master.geometry)  # type: ignore[arg-type]
    assert master.geometry.layouts["content"].fixed
    assert list(on_something_fixed(deck, master)) == []
    assert sum(slide.is_marked for slide in deck.slides) <= 1
    page = Rect(0, 0, master.geometry.width, master.geometry.height)
    assert all(f.rect.bottom <= page.bottom for slide in deck.slides for f in slide.frames)


def test_content_has_the_rooms_around_a_logo(tmp_path: Path) -> None:
    content = read(tmp_path / "logo.pptx", IN_THE_MIDDLE["a logo"]).geometry.layouts["content"]
    body = content.areas["body"]
    rooms = [body.rect, *body.further]
    assert len(rooms) >= 2
    for number, room in enumerate(rooms):
        assert not meets(room, (*content.fixed, *rooms[:number], content.areas["title"].rect))
    taken = sum(room.width * room.height for room in rooms)
    assert taken > 0.4 * 960 * 540


def test_an_undisturbed_body_has_no_further_rooms(tmp_path: Path) -> None:
    master = read(tmp_path / "plain.pptx", logo(0.9, 0.01, 0.08, 0.05))
    assert all(not each.areas["body"].further for each in master.geometry.layouts.values())


def test_a_tiny_title_at_the_edge_reaches_across(tmp_path: Path) -> None:
    master = read(tmp_path / "tiny.pptx", placed(("title", "ctrTitle"), 0.8, 0.02, 0.18, 0.04))
    assert master.geometry.layouts["content"].areas["title"].rect.width > 480


def line(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def at_most(count: int) -> Callable[[SlideBlocks], bool]:
    """A room for so many lines: one a paragraph, an item or a column."""

    def lines(blocks: SlideBlocks) -> int:
        return sum(
            len(b.items) if isinstance(b, ListBlock) else len(getattr(b, "columns", "1"))
            for b in blocks
        )

    return lambda blocks: lines(blocks) <= count


def test_whole_blocks_go_to_the_next_room_where_it_has_room() -> None:
    points = ListBlock(((line("b"),), (line("c"),)))
    blocks = (line("a"), points)
    assert in_rooms(blocks, [at_most(2), at_most(2)]) == ((line("a"),), (points,))
    first, second = in_rooms(blocks, [at_most(2), at_most(1)]) or ((), ())
    assert first == (line("a"), ListBlock(((line("b"),),)))
    assert len(second) == 1
    assert in_rooms(blocks, [at_most(2), at_most(0)]) is None
    assert in_rooms(blocks, [at_most(0), at_most(3), at_most(0)]) == ((), blocks, ())


def test_columns_go_into_rooms_one_by_one() -> None:
    row = Columns(((line("a"),), (line("b"),), (line("c"),)), (0.5, 0.25, 0.25), "cards")
    parts = in_rooms((row,), [at_most(1), at_most(2)])
    assert parts is not None
    (first,), (second,) = parts
    assert isinstance(first, Columns) and isinstance(second, Columns)
    assert (first.columns, first.widths) == (((line("a"),),), (1.0,))
    assert (second.widths, second.role) == ((0.5, 0.5), "cards")


def test_a_figure_that_fits_no_way_is_drawn_smaller() -> None:
    drawing = Drawing("f", 100, 100, (Box(Rect(0, 0, 100, 100)),), "F", "Alles")
    blocks = (line("a"), Columns(((Figure(drawing),),), (1.0,)))

    def height(blocks: SlideBlocks) -> float:
        row = blocks[1]
        assert isinstance(row, Columns)
        figure = row.columns[0][0]
        assert isinstance(figure, Figure)
        return figure.drawing.height

    assert with_small_figures(blocks, lambda each: height(each) <= 100) == blocks
    assert height(with_small_figures(blocks, lambda each: height(each) <= 75)) == pytest.approx(70)
    assert height(with_small_figures(blocks, lambda each: False)) == pytest.approx(50)
