"""One dimension's sheet, written from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace
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
from kamhandbook.questionnaire.cells import clean
from kamhandbook.questionnaire.composite_cells import is_composite
from kamhandbook.questionnaire.layout import (
    COLUMN_MARK,
    FIRST_COLUMN,
    HEAD_MARK,
    HEADING_KEY,
    KEY_COLUMN,
    KEY_MARK,
    MARKER_ROW,
    ROOM,
    TEXT_MARK,
    WIDE_ROOM,
    column_of,
    head_key,
    is_wide,
    row_key,
)
from kamhandbook.questionnaire.plan import (
    CellSlot,
    QuestionPlan,
    SheetPlan,
    TablePlan,
    blank_row,
)
from kamhandbook.questionnaire.styles import (
    COLUMN_WIDTH,
    COLUMNS,
    LINE,
    PAGE,
    CellStyles,
    WorkbookInfo,
    composite_note,
    fits_a_cell,
    set_text,
    set_up_page,
    set_words,
    text_height,
    validation,
)

_BOLD = 0.9  # of the letters that fit into a line fit when they are bold
_WIDE = 5 * COLUMN_WIDTH  # the merged cell of an answer, in characters


BaseRow = tuple[str, str, str, str, str]  # of the hidden sheet


class SheetWriter:
    """Writes one sheet from top to bottom, and notes what stands where."""

    def __init__(
        self, sheet: Worksheet, id_: str, styles: CellStyles, info: WorkbookInfo, columns: int
    ) -> None:
        self.sheet, self.id, self.styles, self.info = sheet, id_, styles, info
        self.words = info.language.words("questionnaire")
        self.row = MARKER_ROW + 1
        self.points_on_page = 0.0  # since the last page break
        self.base: list[BaseRow] = []
        self.validations: dict[str, DataValidation] = {}
        set_up_page(sheet, columns, styles, info)
        self.mark_columns(columns)

    def mark_columns(self, columns: int) -> None:
        """Write the names of sheet and columns into the hidden first row."""
        letters = map(get_column_letter, range(FIRST_COLUMN, FIRST_COLUMN + columns))
        marks = [self.id, *(COLUMN_MARK + letter for letter in letters)]
        for column, mark in enumerate(marks, KEY_COLUMN):
            cell = self.sheet.cell(MARKER_ROW, column)
            assert isinstance(cell, Cell)
            set_text(cell, mark, None)
        self.sheet.row_dimensions[MARKER_ROW].hidden = True

    def write(self, plan: SheetPlan, elsewhere: Sequence[str]) -> None:
        """Write title, questions, fields and tables; ``elsewhere`` are the tabs of wide lists."""
        self.line(plan.part.title, self.styles.title, height=30)
        self.line(plan.part.why, self.styles.quiet)
        for question in plan.questions:
            self.question(question)
        if plan.fields:
            self.heading(self.words["fields"], 6 * LINE)
            for slot in plan.fields:
                self.field(slot)
        for tab in elsewhere:
            self.heading(tab, 2 * LINE)
            self.line(self.words["own_sheet"].format(sheet=tab), self.styles.quiet)
        for table in plan.tables:
            if not is_wide(column_keys(table)):
                self.table(table)
        self.print_up_to(COLUMNS)

    def write_list(self, plan: SheetPlan, table: TablePlan) -> None:
        """Write a list that has the sheet for itself."""
        self.line(f"{plan.part.short} › {table.place.title}", self.styles.title, height=30)
        self.line(self.words["list_help"].format(help=table.place.help), self.styles.quiet)
        top = self.row
        for column, (_, place) in enumerate(table.columns, FIRST_COLUMN):
            whole = self.sheet.column_dimensions[get_column_letter(column)]
            whole.width = _width(place)
            # Below the rows that are drawn anybody may go on, or paste any number of rows.
            whole.protection, whole.number_format = Protection(locked=False), "@"
        self.rows(table, WIDE_ROOM)
        self.sheet.print_title_rows = f"{top}:{top}"
        self.sheet.freeze_panes = f"{get_column_letter(FIRST_COLUMN + 1)}{top + 1}"
        self.print_up_to(len(table.columns), top + len(table.rows) + ROOM)

    def print_up_to(self, columns: int, row: int = 0) -> None:
        """Print what stands up to a column and row."""
        widest = get_column_letter(FIRST_COLUMN + max(COLUMNS, columns) - 1)
        self.sheet.print_area = f"B{MARKER_ROW + 1}:{widest}{row or self.row}"

    def line(self, text: str, font: Font, *, height: float = 0.0) -> Cell:
        """Write a text over the width of an answer and go on to the next row."""
        cell = self.merged(FIRST_COLUMN, FIRST_COLUMN + COLUMNS - 1)
        self.fixed(cell, text)
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
        self.key(HEADING_KEY)
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
        if is_composite(slot.place):
            note = composite_note(slot.place)
        self.fixed(help_cell, slot.place.help + (f" ({note})" if note else ""))
        help_cell.font, help_cell.alignment = (
            self.styles.quiet,
            Alignment(wrap_text=True, vertical="top"),
        )
        tallest = max(
            text_height(slot.text, 3 * COLUMN_WIDTH),
            text_height(str(help_cell.value), 2 * COLUMN_WIDTH),
            text_height(slot.place.title, COLUMN_WIDTH * _BOLD),
        )
        self.height(tallest)
        self.write_key(slot)
        self.row += 1

    def table(self, table: TablePlan) -> None:
        """Write a list as an Excel table below its heading."""
        self.heading(table.place.title, 10 * LINE)
        self.line(self.words["list_help"].format(help=table.place.help), self.styles.quiet)
        self.rows(table, ROOM)

    def rows(self, table: TablePlan, room: int) -> None:
        """Write a row for every item and ``room`` for new ones below a row of heads."""
        top, keys = self.row, column_keys(table)
        for offset, (key, title) in enumerate(zip(keys, _titles(table), strict=True)):
            cell = self.cell(FIRST_COLUMN + offset)
            set_words(cell, title)
            cell.font, cell.fill = self.styles.label, self.styles.soft
            cell.border = self.styles.border
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            self.base.append(
                (HEAD_MARK, f"{table.blank[0].address[0]}#{table.key}", key, title, self.at(cell))
            )
        self.key(head_key(table.key))
        self.height(2 * LINE)
        self.row += 1
        blank = (tuple(_numbered(slot, n) for slot in table.blank) for n in range(room))
        for row in (*table.rows, *blank):
            for offset, slot in enumerate(row):
                self.input(self.cell(FIRST_COLUMN + offset), slot)
            self.height(
                max(
                    text_height(slot.text, self.width(column))
                    for column, slot in enumerate(row, FIRST_COLUMN)
                )
            )
            self.write_key(row[0], keys)
            self.row += 1
        self.excel_table(table, top)

    def width(self, column: int) -> float:
        """Return the width of a column in characters."""
        return float(self.sheet.column_dimensions[get_column_letter(column)].width)

    def excel_table(self, table: TablePlan, top: int) -> None:
        """Make the rows from ``top`` on an Excel table, so that they can be filtered and read.

        The keys are its first column: who sorts it sorts them, too.
        """
        last = get_column_letter(FIRST_COLUMN + len(table.columns) - 1)
        name = re.sub(r"[^A-Za-z0-9_]", "_", f"{table.blank[0].address[0]}_{table.key}")
        excel_table = Table(displayName=name, ref=f"A{top}:{last}{self.row - 1}")
        excel_table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
        self.sheet.add_table(excel_table)

    def input(self, cell: Cell, slot: CellSlot) -> None:
        """Write a cell that takes an answer, and remember what it says now."""
        too_long = not fits_a_cell(slot.text)
        text = slot.text
        if too_long or slot.is_closed:
            text = self.words["too_long" if too_long else "closed"]
        if text != slot.text:
            self.fixed(cell, text)
        else:
            set_text(cell, text, slot.place, self.styles.text)
        cell.font, cell.fill, cell.border = self.styles.text, self.styles.input, self.styles.border
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        cell.protection = Protection(locked=too_long or slot.is_closed)
        if text != slot.text:
            self.base.append((KEY_MARK, self.id, row_key(slot.address), "", ""))
        elif "/+/" not in slot.address[1]:
            self.base.append((*slot.address, slot.text, self.at(cell)))
        self.add_validation(cell, slot.place)

    def fixed(self, cell: Cell, text: str) -> None:
        """Write a text that nobody is asked to change, and remember it."""
        set_words(cell, text)
        self.base.append((TEXT_MARK, self.id, cell.coordinate, clean(text), ""))

    def at(self, cell: Cell) -> str:
        """Return where a cell stands, for the hidden sheet."""
        return f"{self.id}!{cell.coordinate}"

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
        self.fixed(cell, text)
        cell.font = self.styles.label
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    def write_key(self, slot: CellSlot, columns: tuple[str, ...] = ()) -> None:
        """Write into the hidden first column what the row is about."""
        self.key(row_key(slot.address))

    def key(self, key: str) -> None:
        """Write a key into the row; unlocked, so that who sorts the rows may sort it, too."""
        set_text(self.cell(KEY_COLUMN), key, None)
        self.cell(KEY_COLUMN).protection = Protection(locked=False)

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


def column_keys(table: TablePlan) -> tuple[str, ...]:
    """Return the keys of a list's columns, in order."""
    return tuple(key for key, _ in table.columns)


def _numbered(slot: CellSlot, number: int) -> CellSlot:
    """Return a cell of a row for a new item as one of the row with a number."""
    part, row, column = slot.address
    address = (part, blank_row(row.partition("/")[0], number), column)
    return replace(slot, address=address)


def _width(place: Place) -> float:
    """Return how wide a column of a list with many of them is."""
    if place.kind in (Kind.CHOICE, Kind.DATE, Kind.BOOLEAN, Kind.NUMBER, Kind.WHOLE):
        return 0.6 * COLUMN_WIDTH
    return COLUMN_WIDTH if place.kind in (Kind.TEXT, Kind.MAP) else 0.8 * COLUMN_WIDTH


def _titles(table: TablePlan) -> list[str]:
    """Return the heads of the columns; Excel wants them different."""
    titles: list[str] = []
    for key, place in table.columns:
        group = key.split(".")[0] if "." in key else ""
        prefix = f"{table.place.place(group).title}: " if group else ""
        title = prefix + place.title
        titles.append(title if title not in titles else f"{title} ({key})")
    return titles
