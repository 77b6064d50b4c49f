"""Where a slot stands on its sheet, as far as writing and reading must agree about it.

A row's key stands in a hidden column and a column's letter in a hidden row, so that both may move.
The hidden sheet says where everything stood at export and what it said.
"""

from __future__ import annotations

from kamhandbook.questionnaire.plan import ANSWER_FIELDS, CellAddress

BASE_SHEET = "_kamhandbook"
CHOICES_SHEET = "_auswahl"
GUIDE = "~guide"  # the name of the guide among the sheets
FORMAT = "2"  # of the hidden sheet; ``first_format`` reads the one before
KEY_COLUMN, FIRST_COLUMN = 1, 2
MARKER_ROW = 1
ROOM = 12  # rows for new items below a list; any number may be inserted
WIDE_ROOM = 60  # of a list with a sheet of its own, below which any number has room
HEADING_KEY = "#"  # the key of a row with a heading
COLUMN_MARK = "#"  # before a column's letter in the marker row
#: Kinds of rows of the hidden sheet.
SHEET_MARK, TEXT_MARK, HEAD_MARK, KEY_MARK = "~sheet", "~text", "~head", "~key"
_OWN_ROW_FIELDS = ANSWER_FIELDS[:2]  # text and short: each over the width of the sheet
_SHARED_ROW_FIELDS = ANSWER_FIELDS[2:]  # status, owner and day stand side by side
WIDEST_TABLE = 8  # a list with more columns has a sheet of its own


def is_wide(columns: tuple[str, ...]) -> bool:
    """Whether a list with these columns has a sheet of its own."""
    return len(columns) > WIDEST_TABLE


def sheet_id(part: str, table: str = "") -> str:
    """Return the name of a file's sheet, or of the one that a list of it has for itself."""
    return f"{part}#{table}" if table else part


def head_key(table: str) -> str:
    """Return the key of the row with the heads of a list's columns."""
    return f"{table}#head"


def row_key(address: CellAddress) -> str:
    """Return the key of a slot's row."""
    _, row, column = address
    if row == "fields" or (row.startswith("answers/") and column in _OWN_ROW_FIELDS):
        return f"{row}#{column}"
    return row


def column_of(address: CellAddress, columns: tuple[str, ...]) -> int:
    """Return a slot's column, from 1; ``columns`` are those of its item, in order."""
    _, row, column = address
    if row == "fields" or (column in _OWN_ROW_FIELDS and row.startswith("answers/")):
        return FIRST_COLUMN + 1
    if row.startswith("answers/"):
        return FIRST_COLUMN + 2 * _SHARED_ROW_FIELDS.index(column) + 1
    return FIRST_COLUMN + columns.index(column)
