"""A sheet as it came back: which of its rows and columns is which of those at export.

A row is found by its key, a column by its letter in the hidden row, wherever they were moved. Where
those are lost, the texts that nobody was asked to change tell it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cached_property

from openpyxl.utils import column_index_from_string, get_column_letter

from kamhandbook.questionnaire.cells import typed_text
from kamhandbook.questionnaire.exported import ExportedSheet
from kamhandbook.questionnaire.layout import COLUMN_MARK
from kamhandbook.questionnaire.stored_cells import StoredCell, StoredSheet
from kamhandbook.wording.language import Language

Spot = tuple[int, int]  # row and column, from 1
_LAST_MARKER_ROW = 20  # further down nobody moves the row with the columns' letters


class Grid:
    """A sheet of a filled workbook beside the one that was exported."""

    def __init__(
        self,
        sheet: StoredSheet,
        id_: str,
        exported: ExportedSheet,
        keys: set[str],
        language: Language,
    ) -> None:
        self.sheet, self.id, self.exported, self.keys = sheet, id_, exported, keys
        self.texts = {spot: typed_text(cell, language) for spot, cell in sheet.cells.items()}
        self.taken: set[Spot] = set()  # cells that are accounted for

    def at(self, spot: Spot) -> str:
        """Return the address of a cell, as people see it."""
        return f"{self.sheet.title}!{get_column_letter(spot[1])}{spot[0]}"

    def cell(self, spot: Spot) -> StoredCell:
        """Return a cell, and note that it is accounted for."""
        self.taken.add(spot)
        return self.sheet.cells.get(spot, StoredCell(None))

    @cached_property
    def key_column(self) -> int:
        """The column with the keys of the rows; 0 where it is lost."""
        counts = Counter(column for (_, column), text in self.texts.items() if text in self.keys)
        return counts.most_common(1)[0][0] if counts else 0

    @cached_property
    def key_by_row(self) -> dict[int, str]:
        """The keys of the rows that have one."""
        return {
            row: text
            for (row, column), text in sorted(self.texts.items())
            if column == self.key_column and text in self.keys
        }

    @cached_property
    def rows_by_key(self) -> dict[str, list[int]]:
        """The rows with a key: more than one where a row was copied."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, key in self.key_by_row.items():
            rows[key].append(row)
        return rows

    @cached_property
    def columns(self) -> dict[int, int]:
        """Where the columns at export are now."""
        marked = self._marked_columns()
        return marked or self._columns_by_texts()

    @cached_property
    def moved(self) -> dict[int, int]:
        """Where the rows at export with fixed texts are now, found by these texts in order."""
        before = _signatures(self.exported.fixed)
        fixed = set(self.exported.fixed.values())
        now = _signatures({spot: text for spot, text in self.texts.items() if text in fixed})
        old, new = list(before), list(now)
        matcher = SequenceMatcher(
            a=[before[row] for row in old], b=[now[row] for row in new], autojunk=False
        )
        return {
            old[block.a + offset]: new[block.b + offset]
            for block in matcher.get_matching_blocks()
            for offset in range(block.size)
        }

    def row(self, key: str, exported_row: int) -> int:
        """Return the row with a key, else the one with the texts of that at export; 0 for none."""
        found = self.rows_by_key.get(key)
        return found[0] if found else self.moved.get(exported_row, 0)

    def take_fixed(self) -> None:
        """Account for the texts that nobody was asked to change, each as often as it was there."""
        left = self.exported.count()
        stayed = [
            spot for spot, text in self.exported.fixed.items() if self.texts.get(spot) == text
        ]
        for spot in (*stayed, *sorted(set(self.texts) - set(stayed))):
            text = self.texts[spot]
            if spot not in self.taken and left[text] > 0:
                left[text] -= 1
                self.taken.add(spot)

    def take_marks(self) -> None:
        """Account for the keys of rows and the letters of columns."""
        self.taken |= {(row, self.key_column) for row in self.key_by_row}
        for spot, text in self.texts.items():
            if spot[0] <= _LAST_MARKER_ROW and (text == self.id or _marked_column(text)):
                self.taken.add(spot)

    def _marked_columns(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for (row, column), text in sorted(self.texts.items()):
            marked = _marked_column(text)
            if row <= _LAST_MARKER_ROW and marked:
                found.setdefault(marked, column)
        return found

    def _columns_by_texts(self) -> dict[int, int]:
        """Return the columns by where most of their fixed texts are now."""
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        now: dict[str, set[int]] = defaultdict(set)
        for (_, column), text in self.texts.items():
            now[text].add(column)
        for (_, column), text in self.exported.fixed.items():
            votes[column].update(now.get(text, ()))
        found = {column: _most(column, count) for column, count in votes.items() if count}
        widest = max((column for _, column in self.exported.fixed), default=1) + 5
        shift = 0
        columns: dict[int, int] = {}
        for column in range(1, widest + 1):
            shift = found[column] - column if column in found else shift
            columns[column] = column + shift
        return columns


def _most(column: int, votes: Counter[int]) -> int:
    """Return the column with the most votes; among equals the one nearest to where it was."""
    return min(votes, key=lambda each: (-votes[each], abs(each - column)))


def _marked_column(text: str) -> int:
    letters = text.removeprefix(COLUMN_MARK)
    is_mark = text.startswith(COLUMN_MARK) and letters.isascii() and letters.isalpha()
    return (
        column_index_from_string(letters)
        if is_mark and letters.isupper() and len(letters) < 3
        else 0
    )


def _signatures(texts: dict[Spot, str]) -> dict[int, tuple[str, ...]]:
    """Return the texts of each row from left to right, rows in order."""
    rows: dict[int, list[str]] = defaultdict(list)
    for (row, _), text in sorted(texts.items()):
        if text:
            rows[row].append(text)
    return {row: tuple(found) for row, found in rows.items()}
