"""Where a slot stands on its sheet, as far as writing and reading must agree about it.

A row's key stands in the hidden first column, so that rows may move; columns are fixed.
"""

from __future__ import annotations

from kamhandbook.questionnaire.plan import ANSWER_FIELDS, Address

BASE_SHEET = "_kamhandbook"
CHOICES_SHEET = "_auswahl"
FORMAT = "1"
KEY_COLUMN, FIRST_COLUMN = 1, 2
_WIDE = ANSWER_FIELDS[:2]  # these fields of an answer have a row of their own
_BESIDE = ANSWER_FIELDS[2:]
WIDEST_TABLE = 8  # a list with more columns is laid out as cards, or it could not be read on paper
PAIRS = 3  # of label and value in a row of a card or below an answer


def is_card(columns: tuple[str, ...]) -> bool:
    """Whether the items of a list with these columns are laid out as cards."""
    return len(columns) > WIDEST_TABLE


def row_key(address: Address, columns: tuple[str, ...]) -> str:
    """Give the key of the row that a slot stands in; ``columns`` are those of its item in order."""
    _, row, column = address
    if row == "fields" or (row.startswith("answers/") and column in _WIDE):
        return f"{row}#{column}"
    if not row.startswith("answers/") and is_card(columns):
        return f"{row}#{columns.index(column) // PAIRS}"
    return row


def column_of(address: Address, columns: tuple[str, ...]) -> int:
    """Give the column a slot stands in; ``columns`` are those of its item in order."""
    _, row, column = address
    if row == "fields" or (column in _WIDE and row.startswith("answers/")):
        return FIRST_COLUMN + 1
    if row.startswith("answers/"):
        return FIRST_COLUMN + 2 * _BESIDE.index(column) + 1
    if is_card(columns):
        return FIRST_COLUMN + 2 * (columns.index(column) % PAIRS) + 1
    return FIRST_COLUMN + columns.index(column)
