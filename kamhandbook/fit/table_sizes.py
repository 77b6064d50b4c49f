"""Tables at their size: column widths by content, row heights by lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from kamhandbook.design.geometry import CELL_PADDING_X, CELL_PADDING_Y
from kamhandbook.document.blocks import Inline, Table
from kamhandbook.document.drawing import Align
from kamhandbook.fit.fitted import Para
from kamhandbook.fit.paragraphs import Faces, SetText, set_text, spans
from kamhandbook.metrics import USABLE_WIDTH, Hyphenator, longest_word_width, text_width

SHORTEST_COMPOUND, SHORTEST_SYLLABLES = 14, 10  # letters: longer words may be divided
SLACK = 1.0  # points: a width taken exactly from its text would break by rounding

Cell = tuple[Inline, ...]


class SetTable(Struct, frozen=True):
    """A table as it will be written; ``overfull`` are (text, points too wide) of single words."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    overfull: tuple[tuple[str, float], ...] = ()

    @property
    def height(self) -> float:
        """The height of all rows in points."""
        return sum(self.heights)


def set_table(table: Table, width: float, size: float, faces: Faces, air: float = 0.0) -> SetTable:
    """Set a table to ``width`` points at a font size; ``air`` points are added to each body row."""
    source_rows = [_row(table.header, table, size, header=True)]
    source_rows += [_row(cells, table, size) for cells in table.rows]
    widths = _widths(source_rows, width, faces)
    rows, heights = [], []
    overfull: list[tuple[str, float]] = []
    for number, row in enumerate(source_rows):
        cells = [
            set_text((para,), _text_width(widths[column], column), faces)
            for column, para in enumerate(row)
        ]
        rows.append(tuple(cell.paragraphs for cell in cells))
        heights.append(_height(cells, air if number else 0.0))
        overfull += [(word.word, word.excess) for cell in cells for word in cell.overflow]
    return SetTable(widths, tuple(heights), tuple(rows), tuple(overfull))


def _row(cells: Sequence[Cell], table: Table, size: float, *, header: bool = False) -> list[Para]:
    aligns: Sequence[Align] = table.align
    return [
        Para(spans(cell), size, bold=header, align=align)
        for cell, align in zip(cells, aligns, strict=True)
    ]


def _height(cells: Sequence[SetText], air: float) -> float:
    return max((cell.height for cell in cells), default=0.0) + 2 * CELL_PADDING_Y + air


def _text_width(width: float, column: int) -> float:
    return width - _margins(column)


def _margins(column: int) -> float:
    """Return the margins left and right of a column's text; the first has none at its left."""
    return CELL_PADDING_X * (2 if column else 1)


def _widths(rows: Sequence[Sequence[Para]], width: float, faces: Faces) -> tuple[float, ...]:
    """Return widths by content: short columns get theirs, long ones share the remaining width."""
    columns = list(enumerate(zip(*rows, strict=True)))
    minimum = [_margins(index) + _least_width(column, faces) for index, column in columns]
    wanted = [
        max(floor, _margins(index) + _natural_width(column, faces))
        for floor, (index, column) in zip(minimum, columns, strict=True)
    ]
    if sum(wanted) <= width:
        return _spread(wanted, width)
    if sum(minimum) > width:  # then long words are divided into syllables
        minimum = [
            _margins(index) + _least_width(column, faces, syllables=True)
            for index, column in columns
        ]
    if sum(minimum) >= width:  # only what is too wide by itself sticks out
        return _shared([0.0] * len(minimum), minimum, width)
    return _shared(minimum, wanted, width)


def _spread(wanted: Sequence[float], width: float) -> tuple[float, ...]:
    """Return columns as wide as they want, and the spare width in proportion."""
    return tuple(column * width / sum(wanted) for column in wanted)


def _shared(minimum: Sequence[float], wanted: Sequence[float], width: float) -> tuple[float, ...]:
    """Return widths, the narrowest columns served first; none goes below its longest word."""
    widths = list(minimum)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    for rank, index in enumerate(order):
        unserved = order[rank:]
        remaining = width - sum(
            widths[column] for column in range(len(widths)) if column not in unserved
        )
        fair = remaining / len(unserved)
        share = (
            fair
            if wanted[index] <= fair
            else remaining * wanted[index] / sum(wanted[column] for column in unserved)
        )
        room = remaining - sum(minimum[column] for column in unserved[1:])
        widths[index] = min(max(min(wanted[index], share), minimum[index]), room)
    return tuple(widths)


def _natural_width(column: Sequence[Para], faces: Faces) -> float:
    return max(_line_width(para, faces) for para in column) / USABLE_WIDTH + SLACK


def _line_width(para: Para, faces: Faces) -> float:
    return sum(
        text_width(span.text, faces.body.of(span.bold or para.bold), para.size)
        for span in para.spans
    )


def _least_width(column: Sequence[Para], faces: Faces, *, syllables: bool = False) -> float:
    widest = max((_longest_word(para, faces, syllables) for para in column), default=0.0)
    return widest / USABLE_WIDTH + SLACK


@lru_cache(maxsize=8192)  # receipt beside flow_of
def _longest_word(para: Para, faces: Faces, syllables: bool) -> float:
    """Return the width of a paragraph's longest word, or of its widest part if it is divided."""
    widths = [0.0]
    for span in para.spans:
        face = faces.body.of(span.bold or para.bold)
        for word in span.text.split():
            parts = _parts(word, faces.hyphenator, syllables)
            widths += [longest_word_width(part, face, para.size) for part in parts]
    return max(widths)


def _parts(word: str, hyphenator: Hyphenator, syllables: bool) -> list[str]:
    """Return a word's parts at the seams of listed compounds, or syllables; a short one whole."""
    is_long = len(word) > (SHORTEST_SYLLABLES if syllables else SHORTEST_COMPOUND)
    places = hyphenator.places(word, syllables=syllables) if is_long else ()
    edges = [0, *places, len(word)]
    pieces = [word[a:b] for a, b in pairwise(edges)]
    return [piece + "-" for piece in pieces[:-1]] + pieces[-1:]
