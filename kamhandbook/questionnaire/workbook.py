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
from kamhandbook.questionnaire.plan import SheetPlan
from kamhandbook.questionnaire.reproducible import reproducible
from kamhandbook.questionnaire.sheets import SheetWriter
from kamhandbook.questionnaire.styles import (
    COLUMNS,
    LINE,
    CellStyles,
    WorkbookInfo,
    set_text,
    set_up_page,
)
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language


def workbook_bytes(sheets: Iterable[SheetPlan], info: WorkbookInfo, brand: Brand) -> bytes:
    """Write the workbook; the same plan on the same day gives the same content."""
    book = Workbook()
    styles = CellStyles(brand)
    plans = tuple(sheets)
    guide = book.active
    assert guide is not None
    _guide(guide, plans, info, styles)
    base: list[tuple[str, str, str, str]] = []
    for plan in plans:
        writer = SheetWriter(book.create_sheet(sheet_title(plan, info.language)), styles, info)
        writer.write(plan)
        base += writer.base
    _choices(book.create_sheet(CHOICES_SHEET), info.owners)
    _base(book.create_sheet(BASE_SHEET), [("format", FORMAT, info.audience.value, ""), *base])
    book.properties.title = info.title
    book.properties.creator = info.company
    book.security = WorkbookProtection(lockStructure=True)
    out = io.BytesIO()
    book.save(out)
    return reproducible(out.getvalue(), info.day)


def sheet_title(plan: SheetPlan, language: Language) -> str:
    """Return the name of a dimension's sheet, as people see it."""
    name: str = language.words("questionnaire")["sheet"]
    return name.format(number=plan.dimension.number, name=plan.dimension.short)


def _guide(
    sheet: Worksheet, plans: tuple[SheetPlan, ...], info: WorkbookInfo, styles: CellStyles
) -> None:
    words = info.language.words("questionnaire")["guide"]
    sheet.title = words["sheet"]
    writer = SheetWriter(sheet, styles, info)
    set_up_page(sheet, COLUMNS, styles, info)
    day = day_text(info.language, info.day)
    writer.line(words["title"].format(title=info.title), styles.title, height=30)
    writer.line(words["subtitle"].format(company=info.company, day=day), styles.quiet)
    writer.row += 1
    audience = info.language.catalogue.label("audience", info.audience)
    for line in [*words["lines"], words["audience"].format(audience=audience)]:
        writer.line(line, styles.text)
    writer.heading(words["contents"], 6 * LINE)
    for plan in plans:
        cell = writer.line(f"{plan.dimension.number} {plan.dimension.name}", styles.label)
        cell.hyperlink = f"#'{sheet_title(plan, info.language)}'!B1"
        cell.font = styles.label
        writer.line("\n".join(question.question for question in plan.questions), styles.quiet)
    sheet.print_area = f"B1:{get_column_letter(FIRST_COLUMN + COLUMNS - 1)}{writer.row}"


def _choices(sheet: Worksheet, owners: tuple[str, ...]) -> None:
    for row, owner in enumerate(owners, 1):
        cell = sheet.cell(row, 1)
        assert isinstance(cell, Cell)
        set_text(cell, owner, None)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _base(sheet: Worksheet, rows: list[tuple[str, str, str, str]]) -> None:
    """Write what every cell says now, so that an import knows what was changed since.

    The first row names the format and the audience.
    """
    for row, values in enumerate(rows, 1):
        for column, text in enumerate(values, 1):
            cell = sheet.cell(row, column)
            assert isinstance(cell, Cell)
            set_text(cell, text, None)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
