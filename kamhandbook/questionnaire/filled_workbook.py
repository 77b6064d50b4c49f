"""A filled questionnaire: what stands in its cells now, and what stood there when it was made."""

from __future__ import annotations

import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.questionnaire.cells import stored_text
from kamhandbook.questionnaire.layout import BASE_SHEET, FORMAT, column_of, row_key
from kamhandbook.questionnaire.plan import CellAddress
from kamhandbook.wording.language import Language

MAX_BYTES = 50_000_000  # of all parts, unpacked; a questionnaire has about one million


class NotAQuestionnaireError(Exception):
    """The file cannot be read as a questionnaire; the message is for people."""


class FilledWorkbook(Struct, frozen=True):
    """The texts of a questionnaire by address; ``language`` is what people were asked in.

    ``base`` is what stood there at export, ``texts`` what stands there now, ``cells`` where, as
    people see it ("1 Ziele!C7"); ``formulas`` are the addresses of cells that hold a formula.
    """

    language: Language
    base: dict[CellAddress, str] = field(default_factory=dict)
    texts: dict[CellAddress, str] = field(default_factory=dict)
    cells: dict[CellAddress, str] = field(default_factory=dict)
    formulas: frozenset[CellAddress] = frozenset()


def read_filled(file: Path, language: Language) -> FilledWorkbook:
    """Read a questionnaire in the handbook's language.

    Raises NotAQuestionnaireError with a message for people.
    """
    words = language.words("questionnaire")
    not_ours = NotAQuestionnaireError(words["not_ours"].format(file=file))
    book = _open(file, words)
    base = _base(book, language)
    if base is None:
        raise not_ours
    columns: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for part, row, column in base:
        columns[part, row] += (column,)
    rows = {part: _rows(sheet, language) for part, sheet in _sheets(book, language)}
    filled = FilledWorkbook(language, base)
    formulas: set[CellAddress] = set()
    for address in base:
        part, row, _ = address
        row_place = rows.get(part, {}).get(row_key(address, columns[part, row]))
        if row_place is None:  # the row was deleted
            continue
        sheet, row_number = row_place
        try:
            column_number = column_of(address, columns[part, row])
        except ValueError:  # somebody wrote into the hidden sheet
            raise not_ours from None
        cell = sheet.cell(row_number, column_number)
        filled.cells[address] = f"{sheet.title}!{get_column_letter(column_number)}{row_number}"
        if cell.data_type in ("f", "e"):
            formulas.add(address)
        else:
            filled.texts[address] = stored_text(cell.value, language)
    return FilledWorkbook(language, base, filled.texts, filled.cells, frozenset(formulas))


def _open(file: Path, words: Mapping[str, Any]) -> Workbook:
    if not file.is_file():
        raise NotAQuestionnaireError(words["missing"].format(file=file))
    try:
        with zipfile.ZipFile(file) as package:
            size = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, OSError):
        raise NotAQuestionnaireError(words["not_a_workbook"].format(file=file)) from None
    if size > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise NotAQuestionnaireError(words["too_large"].format(file=file, limit=limit))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions of Excel's that we do not need
            return load_workbook(file)
    except Exception:  # a damaged part can make the reader stumble in any way
        raise NotAQuestionnaireError(words["not_a_workbook"].format(file=file)) from None


def _base(book: Workbook, language: Language) -> dict[CellAddress, str] | None:
    """Return the text of every cell at export by address; None where there is no such list.

    Its first row names the format.
    """
    if BASE_SHEET not in book.sheetnames:
        return None
    cells = book[BASE_SHEET].values
    rows = [tuple(stored_text(value, language) for value in row[:4]) for row in cells]
    if not rows or rows[0][:2] != ("format", FORMAT):
        return None
    padded = ((*row, "", "", "", "")[:4] for row in rows[1:])
    return {(part, key, column): text for part, key, column, text in padded if part in DIMENSIONS}


def _sheets(book: Workbook, language: Language) -> Iterator[tuple[str, Worksheet]]:
    """Yield the sheets of dimensions; the hidden first cell names the dimension."""
    for sheet in book.worksheets:
        part = stored_text(sheet.cell(1, 1).value, language)
        if part in DIMENSIONS and sheet.title != BASE_SHEET:
            yield part, sheet


def _rows(sheet: Worksheet, language: Language) -> dict[str, tuple[Worksheet, int]]:
    return {
        key: (sheet, row)
        for row in range(2, sheet.max_row + 1)
        if (key := stored_text(sheet.cell(row, 1).value, language))
    }
