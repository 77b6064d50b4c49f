"""Where a slot stands on its sheet, as far as writing and reading must agree about it.

A row's key stands in the hidden first column, so that rows may move; columns are fixed.
"""

from __future__ import annotations

from kamhandbook.questionnaire.plan import ANSWER_FIELDS, CellAddress

BASE_SHEET = "_kamhandbook"
CHOICES_SHEET = "_auswahl"
FORMAT = "1"  # of the hidden sheet; a workbook with another one is refused
KEY_COLUMN, FIRST_COLUMN = 1, 2
_OWN_ROW_FIELDS = ANSWER_FIELDS[:2]  # text and short: each over the width of the sheet
_SHARED_ROW_FIELDS = ANSWER_FIELDS[2:]  # status, owner and day stand side by side
WIDEST_TABLE = 8  # a list with more columns is laid out as cards, or it could not be read on paper
PAIRS = 3  # of label and value in a row of a card or below an answer


def is_card(columns: tuple[str, ...]) -> bool:
    """Whether the items of a list with these columns are laid out as cards."""
    return len(columns) > WIDEST_TABLE


def row_key(address: CellAddress, columns: tuple[str, ...]) -> str:
    """Return the key of a slot's row; ``columns`` are those of its item, in order."""
    _, row, column = address
    if row == "fields" or (row.startswith("answers/") and column in _OWN_ROW_FIELDS):
        return f"{row}#{column}"
    if not row.startswith("answers/") and is_card(columns):
        return f"{row}#{columns.index(column) // PAIRS}"
    return row


def column_of(address: CellAddress, columns: tuple[str, ...]) -> int:
    """Return a slot's column, from 1; ``columns`` are those of its item, in order."""
    _, row, column = address
    if row == "fields" or (column in _OWN_ROW_FIELDS and row.startswith("answers/")):
        return FIRST_COLUMN + 1
    if row.startswith("answers/"):
        return FIRST_COLUMN + 2 * _SHARED_ROW_FIELDS.index(column) + 1
    if is_card(columns):
        return FIRST_COLUMN + 2 * (columns.index(column) % PAIRS) + 1
    return FIRST_COLUMN + columns.index(column)
