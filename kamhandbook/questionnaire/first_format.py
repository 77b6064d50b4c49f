"""A questionnaire of version 0.1: rows found by their hidden keys, columns by their places.

It noted what its cells said, but not where; lists with many columns stood as cards, three pairs of
label and value in a row. What was typed beside its cells cannot be told from its labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct
from openpyxl.utils import get_column_letter

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.questionnaire.cells import typed_text
from kamhandbook.questionnaire.filled_lists import FilledList
from kamhandbook.questionnaire.found_items import FoundItems, ListRow, NewRow, TypedCell
from kamhandbook.questionnaire.layout import column_of, is_wide, row_key
from kamhandbook.questionnaire.plan import CellAddress, blank_row
from kamhandbook.questionnaire.stored_cells import StoredCell, StoredSheet
from kamhandbook.wording.language import Language

FIRST_FORMAT = "1"
_PAIRS, _FIRST_PAIR = 3, 3  # of label and value in a row of a card; the column of the first value
_NEW = "/+/"

Columns = Mapping[tuple[str, str], tuple[str, ...]]  # of a list, by part and key


class FirstFormat(Struct, frozen=True):
    """What a workbook of version 0.1 said at export, and says now."""

    base: dict[CellAddress, str]
    cells: dict[CellAddress, TypedCell]
    lists: tuple[FilledList, ...]


def read_first_format(
    sheets: Iterable[StoredSheet], noted: Iterable[list[str]], language: Language
) -> FirstFormat:
    """Return a workbook of version 0.1; ``noted`` are the rows of its hidden sheet."""
    noted_texts = {(part, row, column): text for part, row, column, text, *_ in noted}
    texts = {each: text for each, text in noted_texts.items() if each[0] in DIMENSIONS}
    columns = _columns(texts)
    rows = {part: (sheet, _rows(sheet, language)) for part, sheet in _by_part(sheets, language)}
    typed: dict[CellAddress, TypedCell] = {}
    for address in texts:
        sheet, numbers = rows.get(address[0], (None, {}))
        key, column = _place(address, columns)
        if sheet is not None and key in numbers:
            cell = sheet.cells.get((numbers[key], column), StoredCell(None))
            at = f"{sheet.title}!{get_column_letter(column)}{numbers[key]}"
            typed[address] = TypedCell(at, cell, typed_text(cell, language))
    base = {address: text for address, text in texts.items() if _NEW not in address[1]}
    cells = {address: cell for address, cell in typed.items() if address in base}
    return FirstFormat(base, cells, tuple(_lists(typed)))


def _columns(texts: Iterable[CellAddress]) -> Columns:
    """Return the columns of every list, in order: its rows for new items have all of them."""
    found: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for part, row, column in texts:
        table = row.partition("/")[0]
        if row == blank_row(table):
            found[part, table] += (column,)
    return found


def _place(address: CellAddress, columns: Columns) -> tuple[str, int]:
    """Return the key of a cell's row, and its column."""
    part, row, column = address
    of_list = columns.get((part, row.partition("/")[0]), ())
    if row.startswith("answers/") or row == "fields" or column not in of_list:
        return row_key(address), column_of(address, (column,))
    if not is_wide(of_list):
        return row, column_of(address, of_list)
    line, pair = divmod(of_list.index(column), _PAIRS)
    return f"{row}#{line}", _FIRST_PAIR + 2 * pair


def _by_part(
    sheets: Iterable[StoredSheet], language: Language
) -> Iterable[tuple[str, StoredSheet]]:
    for sheet in sheets:
        part = typed_text(sheet.cells.get((1, 1), StoredCell(None)), language)
        if part in DIMENSIONS:
            yield part, sheet


def _rows(sheet: StoredSheet, language: Language) -> dict[str, int]:
    """Return the rows by the keys in their hidden first cells; of copies the first."""
    first = ((row, cell) for (row, column), cell in sorted(sheet.cells.items()) if column == 1)
    found: dict[str, int] = {}
    for row, cell in first:
        found.setdefault(typed_text(cell, language), row)
    return found


def _lists(typed: Mapping[CellAddress, TypedCell]) -> Iterable[FilledList]:
    """Yield the lists into which something new was typed."""
    rows: dict[tuple[str, str], dict[str, dict[str, TypedCell]]] = defaultdict(dict)
    for (part, row, column), cell in typed.items():
        if _NEW in row:
            rows[part, row.partition(_NEW)[0]].setdefault(row, {})[column] = cell
    for (part, table), found in rows.items():
        filled = [ListRow(number, "", cells) for number, cells in enumerate(found.values(), 1)]
        new = [NewRow(row) for row in filled if not row.is_empty]
        if new:
            yield FilledList(part, table, FoundItems(new=new))
