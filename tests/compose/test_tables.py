"""Tables: column widths by content, row heights by lines."""

from __future__ import annotations

import pytest

from kamhandbook.document.blocks import Table, Text
from kamhandbook.document.commonmark import parse
from kamhandbook.fit.table_sizes import set_table
from tests.compose.test_text import FACES


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(tuple((Text(text),) for text in row) for row in rows)
    return Table(cells[0], cells[1:], ("left",) * len(rows[0]))


def test_columns_add_up_to_the_width() -> None:
    made = set_table(table(("A", "B"), ("kurz", "ein längerer Text")), 500, 14, FACES)
    assert sum(made.widths) == pytest.approx(500)


def test_a_row_is_its_lines_and_margins_high() -> None:
    made = set_table(table(("A", "B"), ("eins", "zwei")), 500, 14, FACES)
    assert made.heights == (pytest.approx(14 * 1.2 + 7.2),) * 2


def test_air_is_added_to_body_rows_only() -> None:
    made = set_table(table(("A", "B"), ("eins", "zwei")), 500, 10, FACES, air=5)
    assert made.heights[1] - made.heights[0] == pytest.approx(5)


def test_a_short_column_is_not_broken_for_the_sake_of_a_long_one() -> None:
    long = "Ein sehr langer Satz, der viel Platz braucht und mehrere Zeilen füllt. " * 4
    made = set_table(table(("Begriff", "Bedeutung"), ("Key Account Manager", long)), 500, 14, FACES)
    lines = made.heights[1] / (14 * 1.2)
    assert lines > 3
    assert made.widths[0] > 100
    narrow = made.rows[1][0][0]
    assert not any(span.line_break for span in narrow.spans)


def test_the_header_is_bold_and_numbers_stand_right() -> None:
    (block,) = parse("| Name | Zahl |\n|---|--:|\n| a | 1 |")
    assert isinstance(block, Table)
    made = set_table(block, 300, 12, FACES)
    assert all(cell[0].bold for cell in made.rows[0])
    assert [cell[0].align for cell in made.rows[1]] == ["left", "right"]


def test_a_word_wider_than_its_column_is_told() -> None:
    made = set_table(table(("A", "B"), ("x" * 60, "y" * 60)), 200, 14, FACES)
    assert {word for word, _ in made.overfull} == {"x" * 60, "y" * 60}


def test_many_columns_share_what_there_is() -> None:
    row = tuple(f"Spalte {n} mit Text" for n in range(8))
    made = set_table(table(row, row), 600, 11, FACES)
    assert sum(made.widths) == pytest.approx(600)
    assert made.overfull == ()
