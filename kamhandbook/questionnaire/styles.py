"""How the questionnaire looks: fonts, fills, heights, pages, and what a cell may hold."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from msgspec import Struct
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kamhandbook.content.meanings import takes_role
from kamhandbook.content.types import Audience, Kind
from kamhandbook.design.brand import Brand
from kamhandbook.forms.form import Place
from kamhandbook.questionnaire.bold import runs
from kamhandbook.questionnaire.composite_cells import is_composite, is_tree, shape
from kamhandbook.questionnaire.layout import CHOICES_SHEET, FIRST_COLUMN
from kamhandbook.wording.language import Language

COLUMNS, COLUMN_WIDTH = 6, 22.0  # of a sheet at least; the width in characters
LINE = 15.0  # points
PAGE = 490.0  # points of rows on an A4 page in landscape
_TALLEST = 400.0  # points; Excel allows 409 for a row
_MOST_PROMPT = 250  # characters; Excel allows 255, and refuses the file otherwise
_MOST_PROMPT_TITLE = 32  # characters; Excel's limit
_MOST_HEADER = 100  # characters of each half; Excel allows 255 for both
_NUMBERS = (Kind.NUMBER, Kind.WHOLE)
_FORMULA_SIGNS = ("=", "+", "-", "@")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read a character's number in it
MOST_CHARACTERS = 32_767  # Excel's limit for a cell


class WorkbookInfo(Struct, frozen=True):
    """What a workbook says about itself: names, the day, its audience, known owners.

    ``language`` is the handbook's, in which people are asked.
    """

    language: Language
    company: str
    title: str
    day: date
    audience: Audience
    owners: tuple[str, ...]


class CellStyles:
    """Fonts, fills and borders in the brand's colours."""

    def __init__(self, brand: Brand) -> None:
        def argb(role: Any) -> str:
            return "FF" + brand.light[role].hex.lstrip("#").upper()

        def font(role: str, size: float, **options: Any) -> Font:
            return Font(name=brand.body_font, size=size, color=argb(role), **options)

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


def set_text(cell: Cell, text: str, place: Place | None, font: Font | None = None) -> None:
    """Write a text so that it stays one, also where it begins like a formula.

    ``font`` is that of the cell, for the words in it that are bold.
    """
    if place is not None and place.kind in _NUMBERS and _is_number(text):
        cell.value = float(text.replace(",", "."))
        cell.number_format = "General"
        return
    cell.number_format = "@"
    if text and font and place is not None and place.kind is Kind.MARKDOWN:
        _set_runs(cell, text, font)
    elif text:
        set_words(cell, text)


def set_words(cell: Cell, text: str) -> None:
    """Write a text that is never a formula, whatever a company has written into it."""
    cell.value = _ESCAPE.sub("_x005F_", text) if "_x" in text else text
    if text[:1] in _FORMULA_SIGNS:
        cell.data_type = "s"
        cell.quotePrefix = True


def _set_runs(cell: Cell, text: str, font: Font) -> None:
    """Write a text with bold letters where its Markdown has them."""
    parts = runs(text)
    if len(parts) == 1 or "_x" in text:
        set_words(cell, text)
        return
    bold, usual = (
        InlineFont(rFont=font.name, sz=font.size, color=font.color, b=is_bold or None)
        for is_bold in (True, False)
    )
    cell.value = CellRichText([TextBlock(bold if b else usual, part) for part, b in parts])
    cell.quotePrefix = text[:1] in _FORMULA_SIGNS


def fits_a_cell(text: str) -> bool:
    """Whether a text is not too long for Excel, which counts some signs twice."""
    return len(text.encode("utf-16-le")) <= 2 * MOST_CHARACTERS


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def validation(place: Place, owners: int) -> DataValidation:
    """Offer the words a cell may hold, or say what belongs there when it is selected."""
    words = place.language.words("questionnaire")
    if place.choices:
        labels = [choice.label or choice.key for choice in place.choices]
        check = DataValidation(type="list", formula1=f'"{",".join(labels)}"', allow_blank=True)
    elif place.kind is Kind.BOOLEAN:
        both = f'"{words["true_word"]},{words["false_word"]}"'
        check = DataValidation(type="list", formula1=both, allow_blank=True)
    elif takes_role(place.meanings) and owners:
        check = DataValidation(type="list", formula1=f"{CHOICES_SHEET}!$A$1:$A${owners}")
        check.allow_blank, check.showErrorMessage = True, False
    else:
        check = DataValidation(type=None, allow_blank=True)
    prompt = place.help
    if is_composite(place):
        prompt = composite_note(place)
    elif place.example:
        prompt = words["prompt_example"].format(help=place.help, example=place.example)
    check.promptTitle, check.prompt = place.title[:_MOST_PROMPT_TITLE], prompt[:_MOST_PROMPT]
    check.showInputMessage = True
    return check


def composite_note(place: Place) -> str:
    """Return how to write what a cell of several values holds."""
    key = "tree" if is_tree(place) else "lines" if place.kind is Kind.LIST else "pairs"
    return str(place.language.words("questionnaire")[key]).format(shape=shape(place))


def set_up_page(sheet: Worksheet, columns: int, styles: CellStyles, info: WorkbookInfo) -> None:
    """Set widths, protection and a page that prints on A4."""
    words = info.language.words("questionnaire")
    sheet.sheet_properties.tabColor = styles.tab
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].hidden = True
    for column in range(FIRST_COLUMN, FIRST_COLUMN + columns):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    sheet.protection.sheet = True
    protection = sheet.protection  # False allows
    protection.formatRows = protection.formatColumns = protection.insertRows = False
    protection.deleteRows = protection.sort = protection.autoFilter = False
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(0.5, 0.5, 0.6, 0.55, header=0.3, footer=0.3)  # inches
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    footer.center.text = words["print_footer"]
    header.left.text = info.company[:_MOST_HEADER].replace("&", "&&")
    header.right.text = info.title[:_MOST_HEADER].replace("&", "&&")
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer


def text_height(text: str, characters: float) -> float:
    """Return the height in points that a text needs in a cell ``characters`` wide."""
    # Excel counts widths in digits, which are a little wider than the average letter.
    usable = max(characters * 1.05, 1)
    lines = sum(1 + int(len(line) / usable) for line in text.split("\n"))
    return min(lines * LINE + 4, _TALLEST)
