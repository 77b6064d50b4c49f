"""A filled questionnaire: what stands in its cells now, and what stood there when it was made."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from openpyxl.utils import get_column_letter

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.types import Audience
from kamhandbook.questionnaire.cells import stored_text
from kamhandbook.questionnaire.layout import BASE_SHEET, FORMAT, column_of, row_key
from kamhandbook.questionnaire.plan import CellAddress
from kamhandbook.questionnaire.stored_cells import (
    MOST_CELLS,
    DamagedPartError,
    StoredCell,
    StoredSheet,
    TooManyCellsError,
    stored_sheets,
)
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import number_text

MAX_BYTES = 50_000_000  # of all parts with cells, unpacked; a questionnaire has about one million
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what old Excel files and encrypted ones begin with
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class NotAQuestionnaireError(Exception):
    """The file cannot be read as a questionnaire; the message is for people."""


class FilledWorkbook(Struct, frozen=True):
    """The texts of a questionnaire by address; ``language`` is what people were asked in.

    ``audience`` is the one it was made for; an older questionnaire does not say it and is held
    against the whole handbook. ``base`` is what stood there at export, ``texts`` what stands there
    now, ``cells`` where, as people see it ("1 Ziele!C7"); ``formulas`` are the addresses of cells
    that hold a formula.
    """

    language: Language
    audience: Audience = Audience.MANAGEMENT
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
    sheets = _sheets(file, language)
    found = _base(sheets, language)
    if found is None:
        raise not_ours
    audience, base = found
    columns: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for part, row, column in base:
        columns[part, row] += (column,)
    rows = {part: _rows(sheet, language) for part, sheet in _dimensions(sheets, language)}
    filled = FilledWorkbook(language, audience, base)
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
        cell = sheet.cells.get((row_number, column_number), StoredCell(None))
        filled.cells[address] = f"{sheet.title}!{get_column_letter(column_number)}{row_number}"
        if cell.is_formula:
            formulas.add(address)
        else:
            filled.texts[address] = stored_text(cell.value, language)
    return FilledWorkbook(language, audience, base, filled.texts, filled.cells, frozenset(formulas))


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
        raise told("encrypted" if _is_encrypted(file) else "not_a_workbook") from None
    except TooManyCellsError:
        raise told("too_many_cells", limit=number_text(language, MOST_CELLS)) from None
    except DamagedPartError as error:
        raise told("damaged", part=error.part) from None
    except OSError:
        raise told("unreadable") from None


def _is_encrypted(file: Path) -> bool:
    """Whether a file that is no package is one with a password."""
    raw = file.read_bytes() if file.stat().st_size <= MAX_BYTES else b""
    return raw.startswith(_OLE) and _ENCRYPTED in raw


def _base(
    sheets: Iterable[StoredSheet], language: Language
) -> tuple[Audience, dict[CellAddress, str]] | None:
    """Return the audience and the text of every cell at export by address.

    None where there is no such list. Its first row names the format, then the audience.
    """
    cells = next((sheet.cells for sheet in sheets if sheet.title == BASE_SHEET), {})
    rows: dict[int, list[str]] = {}
    for (row, column), cell in cells.items():
        if column <= 4:
            rows.setdefault(row, [""] * 4)[column - 1] = stored_text(cell.value, language)
    head = rows.pop(1, [""] * 4)
    if head[:2] != ["format", FORMAT] or head[2] not in ("", *Audience):
        return None
    audience = Audience(head[2]) if head[2] else Audience.MANAGEMENT
    listed = (rows[row] for row in sorted(rows))
    return audience, {
        (part, key, column): text for part, key, column, text in listed if part in DIMENSIONS
    }


def _dimensions(
    sheets: Iterable[StoredSheet], language: Language
) -> Iterator[tuple[str, StoredSheet]]:
    """Yield the sheets of dimensions; the hidden first cell names the dimension."""
    for sheet in sheets:
        part = _text_at(sheet, 1, language)
        if part in DIMENSIONS and sheet.title != BASE_SHEET:
            yield part, sheet


def _rows(sheet: StoredSheet, language: Language) -> Mapping[str, tuple[StoredSheet, int]]:
    """Return the rows by the keys in their hidden first cells."""
    numbers = sorted(row for row, column in sheet.cells if column == 1 and row > 1)
    return {key: (sheet, row) for row in numbers if (key := _text_at(sheet, row, language))}


def _text_at(sheet: StoredSheet, row: int, language: Language) -> str:
    """Return the text of a row's first cell."""
    return stored_text(sheet.cells.get((row, 1), StoredCell(None)).value, language)
