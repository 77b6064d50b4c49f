"""The plan as an Excel workbook: one sheet a dimension, protected where nothing may be typed.

Every cell that takes an answer is text, so that no program makes a formula or a date of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.brand import Brand
from kamhandbook.messages import wording
from kamhandbook.model.form import Place
from kamhandbook.model.types import Kind
from kamhandbook.questionnaire.layout import (
    BASE_SHEET,
    CHOICES_SHEET,
    FIRST_COLUMN,
    FORMAT,
    KEY_COLUMN,
    PAIRS,
    column_of,
    is_card,
    row_key,
)
from kamhandbook.questionnaire.package import settled
from kamhandbook.questionnaire.plan import Asked, Sheet, Slot, Table

MOST_CHARACTERS = 32_767  # Excel's limit for a cell
_COLUMNS, _WIDTH = 6, 22.0
_WIDE = 5 * _WIDTH  # the merged cell of an answer, in characters
_LINE = 15.0  # points
_TALLEST = 400.0
_PAGE = 440.0  # points of rows on an A4 page in landscape
_MOST_PROMPT = 250
_NUMBERS = (Kind.NUMBER, Kind.WHOLE)


@dataclass(frozen=True, slots=True)
class About:
    """What the guide says: names, the day, the audience in words, known owners."""

    company: str
    title: str
    day: date
    audience: str
    owners: tuple[str, ...]


def workbook_bytes(sheets: Iterable[Sheet], about: About, brand: Brand) -> bytes:
    """Write the workbook; the same plan on the same day gives the same content."""
    book = Workbook()
    look = _Look(brand)
    planned = tuple(sheets)
    guide = book.active
    assert guide is not None
    _guide(guide, planned, about, look)
    base: list[tuple[str, str, str, str]] = []
    for sheet in planned:
        drawn = _SheetWriter(book.create_sheet(sheet_title(sheet)), look, about)
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


class _Look:
    """Fonts, fills and borders in the brand's colours."""

    def __init__(self, brand: Brand) -> None:
        def argb(role: Any) -> str:
            return "FF" + brand.light[role].hex.lstrip("#").upper()

        def font(role: str, size: float, **more: Any) -> Font:
            return Font(name=brand.body_font, size=size, color=argb(role), **more)

        line = Side(style="thin", color=argb("line"))
        self.title = font("primary", 20, bold=True)
        self.heading = font("on_primary", 12, bold=True)
        self.label = font("ink", 11, bold=True)
        self.text = font("ink", 11)
        self.quiet = font("muted", 10)
        self.band = PatternFill("solid", fgColor=argb("primary"))
        self.soft = PatternFill("solid", fgColor=argb("primary_soft"))
        self.input = PatternFill("solid", fgColor=argb("surface"))
        self.border = Border(left=line, right=line, top=line, bottom=line)
        self.tab = argb("primary")[2:]


class _SheetWriter:
    """Writes one dimension's sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, look: _Look, about: About) -> None:
        self.sheet, self.look, self.about = sheet, look, about
        self.row = 1
        self.used = 0.0  # points since the last page break
        self.base: list[tuple[str, str, str, str]] = []
        self.lists: dict[str, DataValidation] = {}

    def write(self, plan: Sheet) -> None:
        """Write title, questions, fields and tables."""
        words = wording("questionnaire")
        tables = [table for table in plan.tables if not is_card(_keys(table))]
        widest = max([_COLUMNS, *(len(table.columns) for table in tables)])
        _set_up(self.sheet, widest, self.look, self.about)
        set_text(self.cell(KEY_COLUMN), plan.dimension.id, None)
        self.line(f"{plan.dimension.number} {plan.dimension.name}", self.look.title, height=30)
        self.line(words["why_now"].format(text=plan.dimension.why_now), self.look.quiet)
        for asked in plan.questions:
            self.question(asked)
        if plan.fields:
            self.heading(words["fields"], 6 * _LINE)
            for slot in plan.fields:
                self.field(slot)
        for table in plan.tables:
            self.table(table)
        self.sheet.print_area = f"B1:{get_column_letter(FIRST_COLUMN + widest - 1)}{self.row}"

    def line(self, text: str, font: Font, *, height: float = 0.0) -> Cell:
        """Write a text over the width of an answer and go on to the next row."""
        cell = self.merged(FIRST_COLUMN, FIRST_COLUMN + _COLUMNS - 1)
        cell.value, cell.font = text, font
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.height(height or _needed(text, _WIDE + _WIDTH))
        self.row += 1
        return cell

    def heading(self, text: str, below: float) -> None:
        """Write a heading, on a new page unless the ``below`` points under it fit on this one."""
        self.height(_LINE)
        self.row += 1
        if self.used + below > _PAGE:
            self.sheet.row_breaks.append(Break(id=self.row - 1))
            self.used = 0.0
        cell = self.line(text, self.look.heading, height=22)
        cell.fill = self.look.band
        cell.alignment = Alignment(vertical="center", indent=1)

    def question(self, asked: Asked) -> None:
        """Write a guiding question, what helps to answer it, and the cells of the answer."""
        words = wording("questionnaire")
        if not asked.slots:
            return
        text, short, *rest = asked.slots
        below = _needed(text.text, _WIDE) + _needed(short.text, _WIDE) + 8 * _LINE
        if asked.number == 1:  # a sheet's title is not left alone
            below = 0.0
        self.heading(words["question"].format(number=asked.number, question=asked.question), below)
        if asked.help:
            self.line(asked.help, self.look.quiet)
            self.line(words["example"].format(text=asked.example), self.look.quiet)
        self.wide(text, 5)
        self.wide(short, 3, note=words["one_per_line"])
        self.pairs([(slot.place.title, slot) for slot in rest], ())

    def pairs(self, pairs: Sequence[tuple[str, Slot]], columns: tuple[str, ...]) -> None:
        """Write a row of labels, each with its cell."""
        for title, slot in pairs:
            column = column_of(slot.address, columns)
            self.label(column - 1, title)
            self.input(self.cell(column), slot)
        self.height(max(_needed(slot.text, _WIDTH) for _, slot in pairs))
        self.keyed(pairs[0][1], columns)
        self.row += 1

    def wide(self, slot: Slot, least: int, note: str = "") -> None:
        """Write a label and a tall cell over the rest of the width."""
        self.label(FIRST_COLUMN, slot.place.title + (f"\n({note})" if note else ""))
        cell = self.merged(FIRST_COLUMN + 1, FIRST_COLUMN + _COLUMNS - 1)
        self.input(cell, slot)
        self.height(max(_needed(slot.text, _WIDE), least * _LINE))
        self.keyed(slot)
        self.row += 1

    def field(self, slot: Slot) -> None:
        """Write a single field: title, value, what belongs there."""
        words = wording("questionnaire")
        self.label(FIRST_COLUMN, slot.place.title)
        self.input(self.merged(FIRST_COLUMN + 1, FIRST_COLUMN + 3), slot)
        help_ = self.merged(FIRST_COLUMN + 4, FIRST_COLUMN + _COLUMNS - 1)
        note = {Kind.MONTH: words["months"]}.get(slot.place.item or slot.place.kind)
        if slot.place.kind is Kind.LIST:
            note = note or words["one_per_line"]
        help_.value = slot.place.help + (f" ({note})" if note else "")
        help_.font, help_.alignment = self.look.quiet, Alignment(wrap_text=True, vertical="top")
        tallest = max(_needed(slot.text, 3 * _WIDTH), _needed(str(help_.value), 2 * _WIDTH))
        self.height(tallest)
        self.keyed(slot)
        self.row += 1

    def table(self, table: Table) -> None:
        """Write a list: as an Excel table, or as cards when it has too many columns for a page."""
        words = wording("questionnaire")
        self.heading(table.place.title, 10 * _LINE)
        self.line(words["list_help"].format(help=table.place.help), self.look.quiet)
        if is_card(_keys(table)):
            self.cards(table)
        else:
            self.rows(table)

    def cards(self, table: Table) -> None:
        """Write every item as some rows of labels and cells."""
        titles = _titles(table)
        for row in table.rows:
            labelled = list(zip(titles, row, strict=True))
            for start in range(0, len(labelled), PAIRS):
                self.pairs(labelled[start : start + PAIRS], _keys(table))
            self.row += 1

    def rows(self, table: Table) -> None:
        """Write a row for every item below a row of heads."""
        top = self.row
        for offset, title in enumerate(_titles(table)):
            cell = self.cell(FIRST_COLUMN + offset)
            cell.value, cell.font, cell.fill = title, self.look.label, self.look.soft
            cell.border = self.look.border
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.height(2 * _LINE)
        self.row += 1
        for row in table.rows:
            for offset, slot in enumerate(row):
                self.input(self.cell(FIRST_COLUMN + offset), slot)
            self.height(max(_needed(slot.text, _WIDTH) for slot in row))
            self.keyed(row[0], _keys(table))
            self.row += 1
        self.named(table, top)

    def named(self, table: Table, top: int) -> None:
        """Make the rows from ``top`` on an Excel table, so that they can be filtered and read."""
        last = get_column_letter(FIRST_COLUMN + len(table.columns) - 1)
        name = f"{table.rows[0][0].address[0]}_{table.place.key}"
        excel = ExcelTable(displayName=name, ref=f"B{top}:{last}{self.row - 1}")
        excel.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
        self.sheet.add_table(excel)

    def input(self, cell: Cell, slot: Slot) -> None:
        """Write a cell that takes an answer, and remember what it says now."""
        set_text(cell, slot.text, slot.place)
        cell.font, cell.fill, cell.border = self.look.text, self.look.input, self.look.border
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        too_long = len(slot.text) > MOST_CHARACTERS
        cell.protection = Protection(locked=too_long)
        if too_long:
            cell.value = wording("questionnaire")["too_long"]
        else:
            self.base.append((*slot.address, slot.text))
        self.choices(cell, slot.place)

    def choices(self, cell: Cell, place: Place) -> None:
        """Offer the words a cell may hold, or say what belongs there."""
        key = place.path if place.key != "owner" else "owner"
        if key not in self.lists:
            self.lists[key] = _validation(place, len(self.about.owners))
            self.sheet.add_data_validation(self.lists[key])
        self.lists[key].add(cell)

    def label(self, column: int, text: str) -> None:
        """Write the label of a cell."""
        cell = self.cell(column)
        cell.value, cell.font = text, self.look.label
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def keyed(self, slot: Slot, columns: tuple[str, ...] = ()) -> None:
        """Write into the hidden first column what the row is about."""
        set_text(self.cell(KEY_COLUMN), row_key(slot.address, columns), None)

    def cell(self, column: int) -> Cell:
        """Give a cell of the row at work."""
        cell = self.sheet.cell(self.row, column)
        assert isinstance(cell, Cell)
        return cell

    def merged(self, first: int, last: int) -> Cell:
        """Merge cells of the row at work; every one of them gets the border."""
        for column in range(first, last + 1):
            self.cell(column)
        cell = self.cell(first)
        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=first, end_column=last
        )
        return cell

    def height(self, points: float) -> None:
        """Make the row at work at least this tall."""
        points = max(points, _LINE * 1.2)
        self.sheet.row_dimensions[self.row].height = points
        self.used = self.used + points if self.used + points <= _PAGE else points


def set_text(cell: Cell, text: str, place: Place | None) -> None:
    """Write a text so that it stays one, also where it begins like a formula."""
    if place is not None and place.kind in _NUMBERS and _is_number(text):
        cell.value = float(text)
        cell.number_format = "General"
        return
    cell.number_format = "@"
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"


def _is_number(text: str) -> bool:
    try:
        return bool(text) and float(text) is not None
    except ValueError:
        return False


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(key for key, _ in table.columns)


def _titles(table: Table) -> list[str]:
    """Give the heads of the columns; Excel wants them different."""
    titles: list[str] = []
    for key, place in table.columns:
        group = key.split(".")[0] if "." in key else ""
        prefix = f"{table.place.place(group).title}: " if group else ""
        title = prefix + place.title
        titles.append(title if title not in titles else f"{title} ({key})")
    return titles


def _validation(place: Place, owners: int) -> DataValidation:
    words = wording("questionnaire")
    if place.choices:
        labels = [choice.label or choice.key for choice in place.choices]
        check = DataValidation(type="list", formula1=f'"{",".join(labels)}"', allow_blank=True)
    elif place.kind is Kind.BOOLEAN:
        both = f'"{words["true_word"]},{words["false_word"]}"'
        check = DataValidation(type="list", formula1=both, allow_blank=True)
    elif place.key == "owner" and owners:
        check = DataValidation(type="list", formula1=f"{CHOICES_SHEET}!$A$1:$A${owners}")
        check.allow_blank, check.showErrorMessage = True, False
    else:
        check = DataValidation(type=None, allow_blank=True)
    prompt = place.help
    if place.example:
        prompt = words["prompt_example"].format(help=place.help, example=place.example)
    check.promptTitle, check.prompt = place.title[:32], prompt[:_MOST_PROMPT]
    check.showInputMessage = True
    return check


def _set_up(sheet: Worksheet, columns: int, look: _Look, about: About) -> None:
    """Widths, protection and a page that prints on A4."""
    words = wording("questionnaire")
    sheet.sheet_properties.tabColor = look.tab
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].hidden = True
    for column in range(FIRST_COLUMN, FIRST_COLUMN + columns):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    footer.center.text = words["print_footer"]
    header.left.text = about.company.replace("&", "&&")
    header.right.text = about.title.replace("&", "&&")
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer


def _guide(sheet: Worksheet, sheets: tuple[Sheet, ...], about: About, look: _Look) -> None:
    words = wording("questionnaire")["guide"]
    sheet.title = words["sheet"]
    writer = _SheetWriter(sheet, look, about)
    _set_up(sheet, _COLUMNS, look, about)
    day = about.day.strftime("%d.%m.%Y")
    writer.line(words["title"].format(title=about.title), look.title, height=30)
    writer.line(words["subtitle"].format(company=about.company, day=day), look.quiet)
    writer.row += 1
    for line in [*words["lines"], words["audience"].format(audience=about.audience)]:
        writer.line(line, look.text)
    writer.heading(words["contents"], 6 * _LINE)
    for each in sheets:
        cell = writer.line(f"{each.dimension.number} {each.dimension.name}", look.label)
        cell.hyperlink = f"#'{sheet_title(each)}'!B1"
        cell.font = look.label
        writer.line("\n".join(asked.question for asked in each.questions), look.quiet)
    sheet.print_area = f"B1:{get_column_letter(FIRST_COLUMN + _COLUMNS - 1)}{writer.row}"


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


def _needed(text: str, characters: float) -> float:
    """Give the height in points that a text needs in so many characters of width."""
    usable = max(characters * 1.05, 1)
    lines = sum(1 + int(len(line) / usable) for line in text.split("\n"))
    return min(lines * _LINE + 4, _TALLEST)
