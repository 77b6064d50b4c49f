"""One dimension's sheet, written from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.content.meanings import takes_role
from kamhandbook.content.types import Kind
from kamhandbook.forms.form import Place
from kamhandbook.questionnaire.layout import (
    FIRST_COLUMN,
    KEY_COLUMN,
    PAIRS,
    column_of,
    is_card,
    row_key,
)
from kamhandbook.questionnaire.plan import CellSlot, QuestionPlan, SheetPlan, TablePlan
from kamhandbook.questionnaire.styles import (
    COLUMN_WIDTH,
    COLUMNS,
    LINE,
    PAGE,
    CellStyles,
    WorkbookInfo,
    fits_a_cell,
    set_text,
    set_up_page,
    set_words,
    text_height,
    validation,
)

_WIDE = 5 * COLUMN_WIDTH  # the merged cell of an answer, in characters


class SheetWriter:
    """Writes one dimension's sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: CellStyles, info: WorkbookInfo) -> None:
        self.sheet, self.styles, self.info = sheet, styles, info
        self.words = info.language.words("questionnaire")
        self.row = 1
        self.points_on_page = 0.0  # since the last page break
        self.base: list[tuple[str, str, str, str]] = []
        self.validations: dict[str, DataValidation] = {}

    def write(self, plan: SheetPlan) -> None:
        """Write title, questions, fields and tables."""
        tables = [table for table in plan.tables if not is_card(_keys(table))]
        widest = max([COLUMNS, *(len(table.columns) for table in tables)])
        set_up_page(self.sheet, widest, self.styles, self.info)
        set_text(self.cell(KEY_COLUMN), plan.dimension.id, None)
        self.line(f"{plan.dimension.number} {plan.dimension.name}", self.styles.title, height=30)
        self.line(self.words["why_now"].format(text=plan.dimension.why_now), self.styles.quiet)
        for question in plan.questions:
            self.question(question)
        if plan.fields:
            self.heading(self.words["fields"], 6 * LINE)
            for slot in plan.fields:
                self.field(slot)
        for table in plan.tables:
            self.table(table)
        self.sheet.print_area = f"B1:{get_column_letter(FIRST_COLUMN + widest - 1)}{self.row}"

    def line(self, text: str, font: Font, *, height: float = 0.0) -> Cell:
        """Write a text over the width of an answer and go on to the next row."""
        cell = self.merged(FIRST_COLUMN, FIRST_COLUMN + COLUMNS - 1)
        set_words(cell, text)
        cell.font = font
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.height(height or text_height(text, _WIDE + COLUMN_WIDTH))
        self.row += 1
        return cell

    def heading(self, text: str, below: float) -> None:
        """Write a heading, on a new page unless the ``below`` points under it fit on this one."""
        self.height(LINE)
        self.row += 1
        if self.points_on_page + below > PAGE:
            self.sheet.row_breaks.append(Break(id=self.row - 1))
            self.points_on_page = 0.0
        cell = self.line(text, self.styles.heading, height=22)
        cell.fill = self.styles.band
        cell.alignment = Alignment(vertical="center", indent=1)

    def question(self, question: QuestionPlan) -> None:
        """Write a guiding question, what helps to answer it, and the cells of the answer."""
        if not question.slots:
            return
        text, short, *rest = question.slots
        below = text_height(text.text, _WIDE) + text_height(short.text, _WIDE) + 8 * LINE
        if question.number == 1:  # a sheet's title is not left alone
            below = 0.0
        self.heading(
            self.words["question"].format(number=question.number, question=question.question), below
        )
        if question.help:
            self.line(question.help, self.styles.quiet)
            self.line(self.words["example"].format(text=question.example), self.styles.quiet)
        self.wide_cell(text, 5)
        self.wide_cell(short, 3, note=self.words["one_per_line"])
        self.labelled_cells([(slot.place.title, slot) for slot in rest], ())

    def labelled_cells(
        self, cells: Sequence[tuple[str, CellSlot]], columns: tuple[str, ...]
    ) -> None:
        """Write a row of labels, each with its cell."""
        for title, slot in cells:
            column = column_of(slot.address, columns)
            self.label(column - 1, title)
            self.input(self.cell(column), slot)
        self.height(max(text_height(slot.text, COLUMN_WIDTH) for _, slot in cells))
        self.write_key(cells[0][1], columns)
        self.row += 1

    def wide_cell(self, slot: CellSlot, least: int, note: str = "") -> None:
        """Write a label and a cell at least ``least`` lines tall over the rest of the width."""
        self.label(FIRST_COLUMN, slot.place.title + (f"\n({note})" if note else ""))
        cell = self.merged(FIRST_COLUMN + 1, FIRST_COLUMN + COLUMNS - 1)
        self.input(cell, slot)
        self.height(max(text_height(slot.text, _WIDE), least * LINE))
        self.write_key(slot)
        self.row += 1

    def field(self, slot: CellSlot) -> None:
        """Write a single field: title, value, what belongs there."""
        self.label(FIRST_COLUMN, slot.place.title)
        self.input(self.merged(FIRST_COLUMN + 1, FIRST_COLUMN + 3), slot)
        help_cell = self.merged(FIRST_COLUMN + 4, FIRST_COLUMN + COLUMNS - 1)
        note = {Kind.MONTH: self.words["months"]}.get(slot.place.item or slot.place.kind)
        if slot.place.kind is Kind.LIST:
            note = note or self.words["one_per_line"]
        help_cell.value = slot.place.help + (f" ({note})" if note else "")
        help_cell.font, help_cell.alignment = (
            self.styles.quiet,
            Alignment(wrap_text=True, vertical="top"),
        )
        tallest = max(
            text_height(slot.text, 3 * COLUMN_WIDTH),
            text_height(str(help_cell.value), 2 * COLUMN_WIDTH),
        )
        self.height(tallest)
        self.write_key(slot)
        self.row += 1

    def table(self, table: TablePlan) -> None:
        """Write a list: as an Excel table, or as cards when it has too many columns for a page."""
        self.heading(table.place.title, 10 * LINE)
        self.line(self.words["list_help"].format(help=table.place.help), self.styles.quiet)
        if is_card(_keys(table)):
            self.cards(table)
        else:
            self.rows(table)

    def cards(self, table: TablePlan) -> None:
        """Write every item as some rows of labels and cells."""
        titles = _titles(table)
        for row in table.rows:
            labelled = list(zip(titles, row, strict=True))
            for start in range(0, len(labelled), PAIRS):
                self.labelled_cells(labelled[start : start + PAIRS], _keys(table))
            self.row += 1

    def rows(self, table: TablePlan) -> None:
        """Write a row for every item below a row of heads."""
        top = self.row
        for offset, title in enumerate(_titles(table)):
            cell = self.cell(FIRST_COLUMN + offset)
            cell.value, cell.font, cell.fill = title, self.styles.label, self.styles.soft
            cell.border = self.styles.border
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.height(2 * LINE)
        self.row += 1
        for row in table.rows:
            for offset, slot in enumerate(row):
                self.input(self.cell(FIRST_COLUMN + offset), slot)
            self.height(max(text_height(slot.text, COLUMN_WIDTH) for slot in row))
            self.write_key(row[0], _keys(table))
            self.row += 1
        self.excel_table(table, top)

    def excel_table(self, table: TablePlan, top: int) -> None:
        """Make the rows from ``top`` on an Excel table, so that they can be filtered and read."""
        last = get_column_letter(FIRST_COLUMN + len(table.columns) - 1)
        name = f"{table.rows[0][0].address[0]}_{table.place.key}"
        excel_table = Table(displayName=name, ref=f"B{top}:{last}{self.row - 1}")
        excel_table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
        self.sheet.add_table(excel_table)

    def input(self, cell: Cell, slot: CellSlot) -> None:
        """Write a cell that takes an answer, and remember what it says now."""
        too_long = not fits_a_cell(slot.text)
        set_text(cell, self.words["too_long"] if too_long else slot.text, slot.place)
        cell.font, cell.fill, cell.border = self.styles.text, self.styles.input, self.styles.border
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        cell.protection = Protection(locked=too_long)
        if not too_long:
            self.base.append((*slot.address, slot.text))
        self.add_validation(cell, slot.place)

    def add_validation(self, cell: Cell, place: Place) -> None:
        """Offer the words a cell may hold, or say what belongs there."""
        key = "owner" if takes_role(place.meanings) else place.path
        if key not in self.validations:
            self.validations[key] = validation(place, len(self.info.owners))
            self.sheet.add_data_validation(self.validations[key])
        self.validations[key].add(cell)

    def label(self, column: int, text: str) -> None:
        """Write the label of a cell."""
        cell = self.cell(column)
        cell.value, cell.font = text, self.styles.label
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def write_key(self, slot: CellSlot, columns: tuple[str, ...] = ()) -> None:
        """Write into the hidden first column what the row is about."""
        set_text(self.cell(KEY_COLUMN), row_key(slot.address, columns), None)

    def cell(self, column: int) -> Cell:
        """Return a cell of the row at work; columns count from 1."""
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
        points = max(points, LINE * 1.2)
        self.sheet.row_dimensions[self.row].height = points
        fits = self.points_on_page + points <= PAGE
        self.points_on_page = self.points_on_page + points if fits else points


def _keys(table: TablePlan) -> tuple[str, ...]:
    return tuple(key for key, _ in table.columns)


def _titles(table: TablePlan) -> list[str]:
    """Return the heads of the columns; Excel wants them different."""
    titles: list[str] = []
    for key, place in table.columns:
        group = key.split(".")[0] if "." in key else ""
        prefix = f"{table.place.place(group).title}: " if group else ""
        title = prefix + place.title
        titles.append(title if title not in titles else f"{title} ({key})")
    return titles
