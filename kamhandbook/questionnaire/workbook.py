"""The plan as an Excel workbook: one sheet a dimension, protected where nothing may be typed.

Every cell that takes an answer is text, so that no program makes a formula or a date of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.design.brand import Brand
from kamhandbook.questionnaire.layout import BASE_SHEET, CHOICES_SHEET, FIRST_COLUMN, FORMAT
from kamhandbook.questionnaire.package import settled
from kamhandbook.questionnaire.plan import Sheet
from kamhandbook.questionnaire.sheets import SheetWriter
from kamhandbook.questionnaire.styles import COLUMNS, LINE, About, Look, set_text, set_up
from kamhandbook.wording.messages import wording


def workbook_bytes(sheets: Iterable[Sheet], about: About, brand: Brand) -> bytes:
    """Write the workbook; the same plan on the same day gives the same content."""
    book = Workbook()
    look = Look(brand)
    planned = tuple(sheets)
    guide = book.active
    assert guide is not None
    _guide(guide, planned, about, look)
    base: list[tuple[str, str, str, str]] = []
    for sheet in planned:
        drawn = SheetWriter(book.create_sheet(sheet_title(sheet)), look, about)
        drawn.write(sheet)
        base += drawn.base
    _choices(book.create_sheet(CHOICES_SHEET), about.owners)
    _base(book.create_sheet(BASE_SHEET), base)
    book.properties.title = about.title
    book.properties.creator = about.company
    book.security = WorkbookProtection(lockStructure=True)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), about.day)


def sheet_title(sheet: Sheet) -> str:
    """Give the name of a dimension's sheet."""
    name: str = wording("questionnaire")["sheet"]
    return name.format(number=sheet.dimension.number, name=sheet.dimension.short)


def _guide(sheet: Worksheet, sheets: tuple[Sheet, ...], about: About, look: Look) -> None:
    words = wording("questionnaire")["guide"]
    sheet.title = words["sheet"]
    writer = SheetWriter(sheet, look, about)
    set_up(sheet, COLUMNS, look, about)
    day = about.day.strftime("%d.%m.%Y")
    writer.line(words["title"].format(title=about.title), look.title, height=30)
    writer.line(words["subtitle"].format(company=about.company, day=day), look.quiet)
    writer.row += 1
    for line in [*words["lines"], words["audience"].format(audience=about.audience)]:
        writer.line(line, look.text)
    writer.heading(words["contents"], 6 * LINE)
    for each in sheets:
        cell = writer.line(f"{each.dimension.number} {each.dimension.name}", look.label)
        cell.hyperlink = f"#'{sheet_title(each)}'!B1"
        cell.font = look.label
        writer.line("\n".join(asked.question for asked in each.questions), look.quiet)
    sheet.print_area = f"B1:{get_column_letter(FIRST_COLUMN + COLUMNS - 1)}{writer.row}"


def _choices(sheet: Worksheet, owners: tuple[str, ...]) -> None:
    for row, owner in enumerate(owners, 1):
        cell = sheet.cell(row, 1)
        assert isinstance(cell, Cell)
        set_text(cell, owner, None)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _base(sheet: Worksheet, base: list[tuple[str, str, str, str]]) -> None:
    """Keep what every cell said, so that an import knows what was changed since."""
    for row, values in enumerate([("format", FORMAT, "", ""), *base], 1):
        for column, text in enumerate(values, 1):
            cell = sheet.cell(row, column)
            assert isinstance(cell, Cell)
            set_text(cell, text, None)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
