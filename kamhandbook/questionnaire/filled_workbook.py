"""A filled questionnaire: what stands in its cells now, and what stood there when it was made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field
from openpyxl.utils import get_column_letter

from kamhandbook.content.types import Audience
from kamhandbook.questionnaire.cells import typed_text
from kamhandbook.questionnaire.closed_files import kind_of_closed_file
from kamhandbook.questionnaire.exported import (
    CellPlace,
    Exported,
    OtherFormatError,
    read_exported,
)
from kamhandbook.questionnaire.filled_lists import FilledList, keys_of_lists, read_lists
from kamhandbook.questionnaire.first_format import FIRST_FORMAT, read_first_format
from kamhandbook.questionnaire.found_items import TypedCell
from kamhandbook.questionnaire.grid import Grid
from kamhandbook.questionnaire.layout import BASE_SHEET, CHOICES_SHEET, row_key
from kamhandbook.questionnaire.plan import CellAddress
from kamhandbook.questionnaire.stored_cells import (
    MOST_CELLS,
    DamagedPartError,
    StoredSheet,
    TooManyCellsError,
    stored_sheets,
)
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import number_text

MAX_BYTES = 50_000_000  # of all parts with cells, unpacked; a questionnaire has about one million
_LAST_NAMED_ROW = 20  # further down no sheet says which it is


class NotAQuestionnaireError(Exception):
    """The file cannot be read as a questionnaire; the message is for people."""


class Stray(Struct, frozen=True):
    """A cell that nothing of the export explains, and why it is not taken over (a key of words)."""

    at: str
    text: str
    why: str


class FilledWorkbook(Struct, frozen=True):
    """The cells of a questionnaire by address; ``language`` is what people were asked in.

    ``audience`` is the one it was made for. ``base`` is what stood there at export, ``cells`` what
    stands there now and where, as people see it ("1 Ziele!C7"); ``lists`` are the lists with their
    items, ``strays`` the cells that belong to nothing, ``lost`` the sheets that are gone.
    One of the first format knows no strays on its sheets.
    """

    language: Language
    audience: Audience = Audience.MANAGEMENT
    base: dict[CellAddress, str] = field(default_factory=dict)
    cells: dict[CellAddress, TypedCell] = field(default_factory=dict)
    lists: tuple[FilledList, ...] = ()
    strays: tuple[Stray, ...] = ()
    lost: tuple[str, ...] = ()
    is_first_format: bool = False

    @property
    def parts(self) -> frozenset[str]:
        """The parts of the handbook that had anything to say when it was made."""
        return frozenset(part for part, _, _ in self.base)

    @property
    def texts(self) -> dict[CellAddress, str]:
        """What stands in the cells now, but for formulas."""
        return {
            address: each.text for address, each in self.cells.items() if not each.cell.is_formula
        }


def read_filled(file: Path, language: Language) -> FilledWorkbook:
    """Read a questionnaire in the handbook's language.

    Raises NotAQuestionnaireError with a message for people.
    """
    words = language.words("questionnaire")
    stored = _sheets(file, language)
    try:
        exported = read_exported(stored)
    except OtherFormatError as other:
        if other.name != FIRST_FORMAT:
            raise NotAQuestionnaireError(words["newer"].format(file=file)) from None
        first = read_first_format(stored, other.rows, language)
        strays = tuple(stray for sheet in stored for stray in _beside_cells(sheet))
        return FilledWorkbook(
            language,
            other.audience,
            first.base,
            first.cells,
            first.lists,
            strays,
            is_first_format=True,
        )
    if exported is None:
        raise NotAQuestionnaireError(words["not_ours"].format(file=file))
    return _filled(stored, exported, language)


def _filled(
    stored: tuple[StoredSheet, ...], exported: Exported, language: Language
) -> FilledWorkbook:
    grids, others = _grids(stored, exported, language)
    cells: dict[CellAddress, TypedCell] = {}
    for address, place in exported.places.items():
        grid = grids.get(place.sheet)
        if grid is not None and (address[0], _table(address)) not in exported.heads:
            _read_cell(cells, grid, address, place)
    lists = [each for id_, grid in grids.items() for each in read_lists(grid, exported, id_)]
    for each in lists:
        for key, row in each.found.rows.items() if each.found else ():
            cells |= {(each.part, key, column): cell for column, cell in row.cells.items()}
    lost = [noted.tab for id_, noted in exported.sheets.items() if id_ not in grids]
    strays = [stray for grid in grids.values() for stray in _strays(grid)]
    for sheet in others:
        copied = grids.get(_name(sheet, exported))
        strays += _strays_of_extra(sheet, copied.sheet if copied else None, language)
    strays += [stray for sheet in stored for stray in _beside_cells(sheet)]
    return FilledWorkbook(
        language, exported.audience, exported.base, cells, tuple(lists), tuple(strays), tuple(lost)
    )


def _table(address: CellAddress) -> str:
    return address[1].partition("/")[0]


def _read_cell(
    cells: dict[CellAddress, TypedCell], grid: Grid, address: CellAddress, place: CellPlace
) -> None:
    """Read the cell of an answer or a single field, unless its row or column was deleted."""
    row = grid.row(row_key(address), place.row)
    column = grid.columns.get(place.column, 0)
    if row and column:
        spot = (row, column)
        cells[address] = TypedCell(grid.at(spot), grid.cell(spot), grid.texts.get(spot, ""))


def _grids(
    stored: tuple[StoredSheet, ...], exported: Exported, language: Language
) -> tuple[dict[str, Grid], list[StoredSheet]]:
    """Return the sheets of the questionnaire by their names, and the others.

    Of a sheet that was copied the one with the tab of the export is the questionnaire's.
    """
    own = [sheet for sheet in stored if sheet.title not in (BASE_SHEET, CHOICES_SHEET)]
    names = {id(sheet): _name(sheet, exported) for sheet in own}
    grids: dict[str, Grid] = {}
    for id_, noted in exported.sheets.items():
        candidates = [sheet for sheet in own if names[id(sheet)] == id_]
        named = [sheet for sheet in candidates if sheet.title == noted.tab]
        for sheet in (named or candidates)[:1]:
            grids[id_] = Grid(
                sheet, id_, noted, noted.keys | keys_of_lists(exported, id_), language
            )
    taken = {id(grid.sheet) for grid in grids.values()}
    return grids, [sheet for sheet in own if id(sheet) not in taken]


def _name(sheet: StoredSheet, exported: Exported) -> str:
    """Return which sheet of the export it is: by its mark, else by its tab; "" for none."""
    for (row, _), cell in sorted(sheet.cells.items()):
        if row > _LAST_NAMED_ROW:
            break
        if isinstance(cell.value, str) and cell.value in exported.sheets:
            return cell.value
    return next((id_ for id_, noted in exported.sheets.items() if noted.tab == sheet.title), "")


def _strays(grid: Grid) -> Iterator[Stray]:
    """Yield the cells of a sheet that nothing explains."""
    grid.take_marks()
    grid.take_fixed()
    heads = set(grid.columns.values())
    for spot, cell in sorted(grid.sheet.cells.items()):
        text = grid.texts[spot]
        if spot in grid.taken or not (text or cell.is_formula):
            continue
        why = "label" if spot in grid.exported.fixed else "place"
        if spot[1] not in heads:
            why = "column"
        yield Stray(grid.at(spot), text, why)


def _strays_of_extra(
    sheet: StoredSheet, copied: StoredSheet | None, language: Language
) -> Iterator[Stray]:
    """Yield the cells of a sheet that is none of the questionnaire's.

    Of a copy of one, whatever stands there in the same place says nothing of its own.
    """
    for (row, column), cell in sorted(sheet.cells.items()):
        text = typed_text(cell, language)
        same = copied.cells.get((row, column)) if copied else None
        if same and not cell.is_formula and typed_text(same, language) == text:
            continue
        if text or cell.is_formula:
            at = f"{sheet.title}!{get_column_letter(column)}{row}"
            yield Stray(at, text, "sheet")


def _beside_cells(sheet: StoredSheet) -> Iterator[Stray]:
    """Yield what people wrote on a sheet, but into no cell."""
    for at, text in sheet.comments.items():
        yield Stray(f"{sheet.title}!{at}", text, "comment")
    for text in sheet.drawn:
        yield Stray(sheet.title, text, "drawn")


def _sheets(file: Path, language: Language) -> tuple[StoredSheet, ...]:
    """Return the sheets of a file, or say what is the matter with it."""
    words = language.words("questionnaire")

    def told(key: str, **values: object) -> NotAQuestionnaireError:
        return NotAQuestionnaireError(str(words[key]).format(file=file, **values))

    if not file.is_file():
        raise told("missing")
    try:
        with zipfile.ZipFile(file) as package:
            parts = [part for part in package.infolist() if part.filename.endswith(".xml")]
            if sum(part.file_size for part in parts) > MAX_BYTES:
                raise told("too_large", limit=MAX_BYTES // 1_000_000)
            return stored_sheets(package)
    except (zipfile.BadZipFile, LookupError, NotImplementedError):
        raise told(_why_closed(file) or "not_a_workbook") from None
    except TooManyCellsError:
        raise told("too_many_cells", limit=number_text(language, MOST_CELLS)) from None
    except DamagedPartError as error:
        raise told("damaged", part=error.part) from None
    except OSError:
        raise told("unreadable") from None


def _why_closed(file: Path) -> str:
    """Return the word for why a file that is no package cannot be read; "" for any other."""
    return kind_of_closed_file(file.read_bytes()) if file.stat().st_size <= MAX_BYTES else ""
