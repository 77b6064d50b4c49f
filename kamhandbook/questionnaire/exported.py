"""What a questionnaire said when it was exported, and where: read from its hidden sheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from kamhandbook.content.types import Audience
from kamhandbook.questionnaire.layout import (
    BASE_SHEET,
    FORMAT,
    HEAD_MARK,
    KEY_MARK,
    SHEET_MARK,
    TEXT_MARK,
    row_key,
)
from kamhandbook.questionnaire.plan import CellAddress
from kamhandbook.questionnaire.stored_cells import StoredSheet

_WIDTH = 5  # columns of the hidden sheet


class OtherFormatError(Exception):
    """A questionnaire of another version of the program, with all that it noted at export."""

    def __init__(self, name: str, audience: Audience, rows: list[list[str]]) -> None:
        self.name, self.audience, self.rows = name, audience, rows
        super().__init__(name)


class CellPlace(Struct, frozen=True):
    """Where a cell stood: the name of its sheet, row and column."""

    sheet: str
    row: int
    column: int


class Head(Struct, frozen=True):
    """The head of a column of a list: its title and where it stood."""

    title: str
    place: CellPlace


@dataclass(slots=True)
class ExportedSheet:
    """A sheet as it was: its tab, its texts that nobody was asked to change, keys of its rows."""

    tab: str = ""
    fixed: dict[tuple[int, int], str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def count(self) -> Counter[str]:
        """Return how often each of its texts stands there."""
        return Counter(self.fixed.values())


@dataclass(slots=True)
class Exported:
    """All that was noted at export.

    ``base`` is what every cell said, ``places`` where it stood; ``heads`` are the columns of a
    list by part and its key.
    """

    audience: Audience = Audience.MANAGEMENT
    base: dict[CellAddress, str] = field(default_factory=dict)
    places: dict[CellAddress, CellPlace] = field(default_factory=dict)
    sheets: dict[str, ExportedSheet] = field(default_factory=lambda: defaultdict(ExportedSheet))
    heads: dict[tuple[str, str], dict[str, Head]] = field(default_factory=lambda: defaultdict(dict))

    def items(self, part: str, table: str) -> dict[str, dict[str, str]]:
        """Return the items of a list by their keys in order, each with its texts by column."""
        found: dict[str, dict[str, str]] = {}
        for (of, row, column), text in self.base.items():
            if of == part and row.partition("/")[0] == table:
                found.setdefault(row, {})[column] = text
        return found


def read_exported(sheets: tuple[StoredSheet, ...]) -> Exported | None:
    """Return what was noted at export; None where there is no such note, or a damaged one.

    Raises OtherFormatError for that of another version.
    """
    cells = next((sheet.cells for sheet in sheets if sheet.title == BASE_SHEET), {})
    rows: dict[int, list[str]] = {}
    for (row, column), cell in cells.items():
        if column <= _WIDTH:
            text = "" if cell.value is None else str(cell.value)
            rows.setdefault(row, [""] * _WIDTH)[column - 1] = text
    head = rows.pop(1, [""] * _WIDTH)
    if head[0] != "format" or head[2] not in ("", *Audience):
        return None
    audience = Audience(head[2]) if head[2] else Audience.MANAGEMENT
    if head[1] != FORMAT:
        raise OtherFormatError(head[1], audience, [rows[number] for number in sorted(rows)])
    exported = Exported(audience)
    try:
        for number in sorted(rows):
            _note(exported, rows[number])
    except (ValueError, CellCoordinatesException):  # somebody wrote into the hidden sheet
        return None
    return exported


def _note(exported: Exported, row: list[str]) -> None:
    first, second, third, text, at = row
    if first == SHEET_MARK:
        exported.sheets[second].tab = third
    elif first == KEY_MARK:
        exported.sheets[second].keys.add(third)
    elif first == TEXT_MARK:
        exported.sheets[second].fixed[_coordinate(third)] = text
    elif first == HEAD_MARK:
        part, _, table = second.partition("#")
        head = Head(text, _place(at))
        exported.heads[part, table][third] = head
        sheet = exported.sheets[head.place.sheet]
        sheet.fixed[head.place.row, head.place.column] = text
    elif first:
        address = (first, second, third)
        place = _place(at)
        exported.base[address], exported.places[address] = text, place
        exported.sheets[place.sheet].keys.add(row_key(address))


def _place(at: str) -> CellPlace:
    sheet, _, coordinate = at.rpartition("!")
    return CellPlace(sheet, *_coordinate(coordinate))


def _coordinate(text: str) -> tuple[int, int]:
    letters, row = coordinate_from_string(text)
    return row, column_index_from_string(letters)


def lists_of(exported: Exported, sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the lists that stood on a sheet, as part and key."""
    for key, heads in exported.heads.items():
        if any(head.place.sheet == sheet for head in heads.values()):
            yield key
