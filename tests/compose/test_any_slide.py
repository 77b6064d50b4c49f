"""Any slides at all: everything stays in its place, or it is told what does not."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamhandbook.document.blocks import Block, Columns, ListBlock, Paragraph, Slide, Table, Text
from tests.compose.conftest import master_geometry
from tests.compose.holds import spills
from tests.compose.test_budget import fit_of

WORDS = st.text("aeinrst äöüß-", min_size=1, max_size=60)
INLINES = WORDS.map(lambda text: (Text(text),))
PARAGRAPHS = st.builds(Paragraph, INLINES, st.sampled_from(["", "label", "lead", "excerpt"]))
LISTS = st.builds(
    lambda items, role: ListBlock(tuple((Paragraph(item),) for item in items), role=role),
    st.lists(INLINES, min_size=1, max_size=30),
    st.sampled_from(["", "excerpt"]),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 6))
    row = st.tuples(*[INLINES] * columns)
    rows = draw(st.lists(row, min_size=1, max_size=30))
    return Table(
        draw(row), tuple(rows), ("left",) * columns, slide_limit=draw(st.sampled_from([0, 9]))
    )


LEAVES = st.one_of(PARAGRAPHS, LISTS, tables())


@st.composite
def columns(draw: st.DrawFn) -> Columns:
    sides = draw(st.lists(st.tuples(LEAVES), min_size=1, max_size=3))
    role = draw(st.sampled_from(["", "cards"]))
    return Columns(tuple(sides), (1 / len(sides),) * len(sides), role)


BLOCKS: st.SearchStrategy[list[Block]] = st.lists(
    st.one_of(LEAVES, columns()), min_size=1, max_size=3
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BLOCKS, min_size=1, max_size=4), st.integers(0, 19))
def test_nothing_leaves_its_place_unsaid(bodies: list[list[Block]], others: int) -> None:
    slides = [
        Slide(f"s{number}", "content", f"Folie {number}", tuple(body), page="ziele.html")
        for number, body in enumerate(bodies)
    ]
    fillers = [
        Slide(f"f{n}", "content", f"Füller {n}", (Paragraph((Text("da"),)),), drop_order=n % 3)
        for n in range(others)
    ]
    deck = fit_of(*slides, *fillers)
    told = {overfull.slide for overfull in deck.overfull}
    assert [
        spill for spill in spills(deck, master_geometry()) if spill.split(":")[0] not in told
    ] == []
    needed = len(slides) + sum(not filler.drop_order for filler in fillers)
    assert len(deck.slides) <= max(20, needed)
