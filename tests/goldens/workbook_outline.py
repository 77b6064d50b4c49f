"""A questionnaire's workbook as readable text: sheets, cells with their look, what may be typed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

Sheet = Any
Cell = Any


def workbook_outline(content: bytes) -> str:
    """Return a workbook as text, a line a row; looks have numbers, which are told at the end."""
    workbook = load_workbook(BytesIO(content))
    looks = _Looks(Workbook().active["A1"])
    lines: list[str] = []
    for sheet in workbook.worksheets:
        lines.append(f"== {sheet.title!r} {sheet.sheet_state}")
        lines += (f"  {line}" for line in (*_about(sheet), *_rows(sheet, looks)))
    lines += (f"name {name}: {value.attr_text}" for name, value in workbook.defined_names.items())
    lines += (f"look {number}: {look}" for look, number in looks.numbers.items())
    return "\n".join(lines) + "\n"


class _Looks:
    """Numbers of looks; 0 is that of a cell nobody has touched."""

    def __init__(self, untouched: Cell) -> None:
        self.numbers = {_look(untouched): 0}
        self._by_style: dict[Any, int] = {}  # reading a look takes time, and most cells share it

    def number(self, cell: Cell) -> int:
        """Return the number of a cell's look."""
        key = tuple(cell._style or ())
        if key not in self._by_style:
            self._by_style[key] = self.numbers.setdefault(_look(cell), len(self.numbers))
        return self._by_style[key]


def _about(sheet: Sheet) -> Iterator[str]:
    print_setup = sheet.page_setup
    yield (
        f"freeze {sheet.freeze_panes} print {sheet.print_area} {print_setup.orientation} "
        f"fit {print_setup.fitToWidth}×{print_setup.fitToHeight} titles {sheet.print_title_rows} "
        f"protected {sheet.protection.sheet} gridlines {sheet.sheet_view.showGridLines}"
    )
    columns = sorted(sheet.column_dimensions.items())
    yield "columns " + " ".join(f"{k} {c.width:.1f}{' hidden' * c.hidden}" for k, c in columns)
    rows = sorted(sheet.row_dimensions.items())
    heights = groupby(((row.height, row.hidden) for _, row in rows))
    yield "heights " + " ".join(
        f"{len(list(same))}×{h}{' hidden' * gone}" for (h, gone), same in heights
    )
    merged = sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col))
    yield "merged " + " ".join(map(str, merged))
    for validation in sheet.data_validations.dataValidation:
        cells = " ".join(sorted(str(validation.sqref).split()))
        yield (
            f"may {cells} {validation.type} {validation.operator or ''} "
            f"{validation.formula1} {validation.formula2 or ''} blank {validation.allowBlank} "
            f"{validation.errorStyle or ''} {validation.error or ''!r} {validation.prompt or ''!r}"
        )


def _rows(sheet: Sheet, looks: _Looks) -> Iterator[str]:
    for row in sheet.iter_rows():
        parts = []
        for (number, value), same in groupby(row, key=lambda c: (looks.number(c), _value(c))):
            cells = list(same)
            first, last = (get_column_letter(cell.column) for cell in (cells[0], cells[-1]))
            if value or number:
                look = f"#{number} " if number else ""
                parts.append(f"{first}:{last} {look}{value}".rstrip())
        if parts:
            yield f"{row[0].row}: {' | '.join(parts)}"


def _value(cell: Cell) -> str:
    comment = f" comment {cell.comment.text!r}" if cell.comment else ""
    link = f" → {cell.hyperlink.target or cell.hyperlink.location}" if cell.hyperlink else ""
    return f"{'' if cell.value is None else repr(cell.value)}{link}{comment}"


def _look(cell: Cell) -> str:
    font, fill, place = cell.font, cell.fill, cell.alignment
    marks = "".join(mark for mark in "biu" if getattr(font, mark))
    edges = "".join(
        side[0] for side in ("left", "right", "top", "bottom") if getattr(cell.border, side).style
    )
    parts = (
        f"{font.sz:g}{marks}",
        str(font.color.rgb) if font.color and font.color.type == "rgb" else "",
        str(fill.fgColor.rgb) if fill.fill_type else "",
        f"|{edges}" if edges else "",
        "wrap" if place.wrap_text else "",
        place.vertical or "",
        place.horizontal or "",
        cell.number_format if cell.number_format != "General" else "",
        "" if cell.protection.locked else "open",
    )
    return " ".join(part for part in parts if part)
