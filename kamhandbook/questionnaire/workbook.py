"""The plan as an Excel workbook: one sheet a dimension, protected where nothing may be typed.

Every cell that takes an answer is text, so that no program makes a formula or a date of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.design.brand import Brand
from kamhandbook.questionnaire.layout import (
    BASE_SHEET,
    CHOICES_SHEET,
    FORMAT,
    GUIDE,
    MARKER_ROW,
    SHEET_MARK,
    is_wide,
    sheet_id,
)
from kamhandbook.questionnaire.plan import SheetPlan, TablePlan
from kamhandbook.questionnaire.reproducible import reproducible
from kamhandbook.questionnaire.sheets import BaseRow, SheetWriter, column_keys
from kamhandbook.questionnaire.styles import (
    COLUMNS,
    LINE,
    CellStyles,
    WorkbookInfo,
    set_text,
)
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language

_LONGEST_TAB = 31  # signs; Excel's limit


def workbook_bytes(sheets: Iterable[SheetPlan], info: WorkbookInfo, brand: Brand) -> bytes:
    """Write the workbook; the same plan on the same day gives the same content."""
    book = Workbook()
    styles = CellStyles(brand)
    plans = tuple(sheets)
    tabs = tab_names(plans, info.language)
    guide = book.active
    assert guide is not None
    base = _guide(guide, plans, tabs, info, styles)
    for plan in plans:
        base += _sheets(book, plan, tabs, info, styles)
    _choices(book.create_sheet(CHOICES_SHEET), info.owners)
    head = ("format", FORMAT, info.audience.value, "", "")
    _base(book.create_sheet(BASE_SHEET), [head, *base])
    book.properties.title = info.title
    book.properties.creator = info.company
    book.security = WorkbookProtection(lockStructure=True)
    out = io.BytesIO()
    book.save(out)
    return reproducible(out.getvalue(), info.day)


def tab_names(plans: Iterable[SheetPlan], language: Language) -> dict[str, str]:
    """Return what the sheets are called on their tabs, by their own names."""
    name: str = language.words("questionnaire")["sheet"]
    tabs: dict[str, str] = {}
    for plan in plans:
        number = (
            getattr(language.catalogue.dimension(plan.part.id), "number", "")
            if (plan.part.has_questions)
            else ""
        )
        tabs[sheet_id(plan.part.id)] = name.format(number=number, name=plan.part.short).strip()
        for table in _wide_tables(plan):
            tab = name.format(number=number, name=table.place.title).strip()
            tabs[sheet_id(plan.part.id, table.key)] = tab
    return _usable(tabs)


def _usable(tabs: dict[str, str]) -> dict[str, str]:
    """Return names that Excel takes for sheets: short, without some signs, each but once."""
    usable: dict[str, str] = {}
    for id_, name in tabs.items():
        bare = re.sub(r"[\[\]:*?/\\]", "-", name)[:_LONGEST_TAB].strip("' ")
        while bare.casefold() in (taken.casefold() for taken in usable.values()):
            bare = f"{bare[: _LONGEST_TAB - 1]}~"
        usable[id_] = bare
    return usable


def _wide_tables(plan: SheetPlan) -> list[TablePlan]:
    return [table for table in plan.tables if is_wide(column_keys(table))]


def _sheets(
    book: Workbook, plan: SheetPlan, tabs: dict[str, str], info: WorkbookInfo, styles: CellStyles
) -> list[BaseRow]:
    """Write the sheet of a file, and one for each of its wide lists."""
    own = sheet_id(plan.part.id)
    wide = {sheet_id(plan.part.id, table.key): table for table in _wide_tables(plan)}
    narrow = [len(table.columns) for table in plan.tables if table not in wide.values()]
    writer = SheetWriter(book.create_sheet(tabs[own]), own, styles, info, max([COLUMNS, *narrow]))
    writer.write(plan, [tabs[id_] for id_ in wide])
    base = [(SHEET_MARK, own, tabs[own], "", ""), *writer.base]
    for id_, table in wide.items():
        sheet = book.create_sheet(tabs[id_])
        writer = SheetWriter(sheet, id_, styles, info, max(COLUMNS, len(table.columns)))
        writer.write_list(plan, table)
        base += [(SHEET_MARK, id_, tabs[id_], "", ""), *writer.base]
    return base


def _guide(
    sheet: Worksheet,
    plans: tuple[SheetPlan, ...],
    tabs: dict[str, str],
    info: WorkbookInfo,
    styles: CellStyles,
) -> list[BaseRow]:
    words = info.language.words("questionnaire")["guide"]
    sheet.title = words["sheet"]
    writer = SheetWriter(sheet, GUIDE, styles, info, COLUMNS)
    day = day_text(info.language, info.day)
    writer.line(words["title"].format(title=info.title), styles.title, height=30)
    writer.line(words["subtitle"].format(company=info.company, day=day), styles.quiet)
    writer.row += 1
    audience = info.language.catalogue.label("audience", info.audience)
    for line in [*words["lines"], words["audience"].format(audience=audience)]:
        writer.line(line, styles.text)
    writer.heading(words["contents"], 6 * LINE)
    for plan in plans:
        cell = writer.line(plan.part.title, styles.label)
        tab = tabs[sheet_id(plan.part.id)].replace("'", "''")
        cell.hyperlink = f"#'{tab}'!B{MARKER_ROW + 1}"
        cell.font = styles.label
        if plan.questions:
            writer.line("\n".join(question.question for question in plan.questions), styles.quiet)
    writer.print_up_to(COLUMNS)
    return [(SHEET_MARK, GUIDE, sheet.title, "", ""), *writer.base]


def _choices(sheet: Worksheet, owners: tuple[str, ...]) -> None:
    for row, owner in enumerate(owners, 1):
        cell = sheet.cell(row, 1)
        assert isinstance(cell, Cell)
        set_text(cell, owner, None)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _base(sheet: Worksheet, rows: list[BaseRow]) -> None:
    """Write what every cell says now and where, so that an import knows what was changed since.

    The first row names the format and the audience.
    """
    for row, values in enumerate(rows, 1):
        for column, text in enumerate(values, 1):
            cell = sheet.cell(row, column)
            assert isinstance(cell, Cell)
            set_text(cell, text, None)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
