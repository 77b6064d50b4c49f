"""The cells of a workbook as they are stored, read as a stream.

Only cells that exist are walked, so that one in Excel's last row costs no more than one in the
first; and no more than a questionnaire can have, so that no workbook takes the machine's memory.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from msgspec import Struct
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from kamhandbook.questionnaire.bold import marked

MOST_CELLS = 300_000  # of all sheets; a questionnaire has some ten thousand

_COORDINATE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ROW = re.compile(r"[1-9]\d{0,6}")
#: What Excel puts before a comment that others can answer, for programs that know no such.
_THREADED = re.compile(r"\[[^\]]+\].*?\n(?:Comment|Kommentar):\s*", re.DOTALL)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAMAGES = (
    etree.XMLSyntaxError,
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    NotImplementedError,  # a way of packing that nobody uses
    RuntimeError,  # a part with a password
)


class DamagedPartError(Exception):
    """A part of a workbook that cannot be read; carries its name in the package."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


class TooManyCellsError(Exception):
    """A workbook with more cells than ``MOST_CELLS``."""


class StoredCell(Struct, frozen=True):
    """What a cell holds: a text, number, date, yes or no; or a formula, which holds nothing.

    ``marked`` is a text with ``**`` around what is bold in it, "" where nothing is; ``format`` is
    how Excel shows a number or a day ("0 %", "DD.MM.YYYY").
    """

    value: Any
    is_formula: bool = False
    marked: str = ""
    format: str = ""


class StoredSheet(Struct, frozen=True):
    """A sheet's name and its cells that hold anything, by row and column from 1.

    ``comments`` are the notes people put on cells, by their addresses; ``drawn`` are the texts
    of boxes and shapes that lie on the sheet.
    """

    title: str
    cells: dict[tuple[int, int], StoredCell]
    comments: dict[str, str] = {}
    drawn: tuple[str, ...] = ()


class _Book(Struct, frozen=True):
    """What the cells of all sheets share: texts, formats by style, and where days begin."""

    texts: tuple[StoredCell, ...]
    formats: tuple[str, ...]
    epoch: datetime

    def format(self, style: int) -> str:
        """Return the format of a style by its number; "" for an unknown one."""
        return self.formats[style] if style < len(self.formats) else ""


def stored_sheets(package: ZipFile) -> tuple[StoredSheet, ...]:
    """Return every sheet of a workbook.

    Raises KeyError when the package holds no workbook, DamagedPartError when a part cannot be
    read, TooManyCellsError when there is too much of them.
    """
    workbook = next(iter(_related(package, "")["officeDocument"].values()))
    parts = _related(package, workbook)
    root = _root(package, workbook)
    has_1904 = any(node.get("date1904") in ("1", "true") for node in root.iter("{*}workbookPr"))
    book = _Book(
        tuple(_shared_texts(package, parts)),
        tuple(_formats(package, parts)),
        CALENDAR_MAC_1904 if has_1904 else CALENDAR_WINDOWS_1900,
    )
    sheets: list[StoredSheet] = []
    room = MOST_CELLS
    for node in root.iter("{*}sheet"):
        relation = next((value for key, value in node.items() if key.endswith("}id")), "")
        part = parts.get("worksheet", {}).get(relation)
        if part is None:  # a sheet with nothing but a chart
            continue
        cells, room = _cells(package, part, book, room)
        beside = _related(package, part)
        comments, drawn = dict(_comments(package, beside)), tuple(_drawn(package, beside))
        sheets.append(StoredSheet(node.get("name", ""), cells, comments, drawn))
    return tuple(sheets)


def _related(package: ZipFile, part: str) -> dict[str, dict[str, str]]:
    """Return what a part points to: by kind, the parts by the ids of their relations."""
    folder, name = posixpath.split(part)
    related: dict[str, dict[str, str]] = {}
    file = f"{folder}/_rels/{name}.rels".lstrip("/")
    if file not in package.NameToInfo:
        return related
    for node in _root(package, file).iter("{*}Relationship"):
        kind = node.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))
        related.setdefault(kind, {})[node.get("Id", "")] = target.lstrip("/")
    return related


def _comments(package: ZipFile, beside: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the comments on a sheet's cells, each with the cell's address."""
    for part in beside.get("comments", {}).values():
        for node in _elements(package, part, "comment"):
            text = _THREADED.sub("", _text(node)).strip()
            if text:
                yield node.get("ref", ""), text


def _drawn(package: ZipFile, beside: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the texts of boxes and shapes on a sheet."""
    for part in beside.get("drawing", {}).values():
        for node in _root(package, part).iter("{*}txBody"):
            paragraphs = ("".join(p.itertext()).strip() for p in node.iterchildren("{*}p"))
            text = " ".join(filter(None, paragraphs))
            if text:
                yield text


def _shared_texts(package: ZipFile, parts: dict[str, dict[str, str]]) -> Iterator[StoredCell]:
    for part in parts.get("sharedStrings", {}).values():
        for node in _elements(package, part, "si"):
            yield _text_cell(node)
            node.clear()


def _formats(package: ZipFile, parts: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield how each style, by number, shows a number."""
    for part in parts.get("styles", {}).values():
        root = _root(package, part)
        formats = dict(BUILTIN_FORMATS)
        for node in root.iter("{*}numFmt"):
            formats[int(node.get("numFmtId", "0"))] = node.get("formatCode", "")
        for group in root.iter("{*}cellXfs"):
            for style in group.iterchildren("{*}xf"):
                yield formats.get(int(style.get("numFmtId", "0"))) or ""


def _cells(
    package: ZipFile, part: str, book: _Book, room: int
) -> tuple[dict[tuple[int, int], StoredCell], int]:
    """Return a sheet's cells that hold anything, and for how many more there is room."""
    cells: dict[tuple[int, int], StoredCell] = {}
    row = column = 0
    for node in _elements(package, part, "row", "c", events=("start", "end")):
        event, element = node
        is_row = element.tag.endswith("}row")
        if event == "start":
            room -= 1
            if room < 0:
                raise TooManyCellsError
            if is_row:
                row, column = _number(part, element.get("r"), row + 1), 0
        elif is_row:
            _forget(element)
        else:
            row, column = _coordinate(part, element.get("r"), row, column + 1)
            try:
                cell = _cell(element, book)
            except _DAMAGES as error:
                raise DamagedPartError(part) from error
            if cell is not None:
                cells[row, column] = cell
            element.clear()
    return cells, room


def _cell(element: Any, book: _Book) -> StoredCell | None:
    """Return what a cell holds; None for nothing."""
    kind = element.get("t", "n")
    if kind == "e" or element.find("{*}f") is not None:
        return StoredCell(None, is_formula=True)
    if kind == "inlineStr":
        inline = element.find("{*}is")
        return None if inline is None else _text_cell(inline)
    raw = element.findtext("{*}v")
    if not raw:
        return None
    if kind == "s":
        return book.texts[int(raw)]
    if kind == "b":
        return StoredCell(raw.strip() in ("1", "true"))
    if kind == "d":
        return StoredCell(datetime.fromisoformat(raw.strip()))
    if kind == "str":
        return StoredCell(_unescaped(raw))
    shown = book.format(int(element.get("s", "0")))
    return StoredCell(_day_or_number(float(raw), shown, book), format=shown)


def _day_or_number(number: float, shown: str, book: _Book) -> Any:
    if not is_date_format(shown):
        return number
    try:
        return from_excel(number, book.epoch)
    except (ValueError, OverflowError):  # no calendar goes that far
        return number


def _text_cell(node: Any) -> StoredCell:
    """Return a text with what is bold in it."""
    runs = [(_text(run), _is_bold(run)) for run in node.iterchildren("{*}r")]
    return StoredCell(_text(node), marked=marked(runs) if any(bold for _, bold in runs) else "")


def _is_bold(run: Any) -> bool:
    bold = run.find("{*}rPr/{*}b")
    return bold is not None and bold.get("val", "1") not in ("0", "false")


def _text(node: Any) -> str:
    """Return the text of a string with its runs, without how it is spoken."""
    texts = node.iter("{*}t")
    spoken = "{*}rPh"
    return _unescaped(
        "".join(each.text or "" for each in texts if next(each.iterancestors(spoken), None) is None)
    )


def _unescaped(text: str) -> str:
    """Return a text with the characters that Excel writes as their numbers."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _coordinate(part: str, written: str | None, row: int, column: int) -> tuple[int, int]:
    """Return where a cell stands: as written, else behind the one before."""
    if written is None:
        return row, column
    matched = _COORDINATE.fullmatch(written)
    if matched is None:
        raise DamagedPartError(part)
    return int(matched[2]), column_index_from_string(matched[1])


def _number(part: str, written: str | None, otherwise: int) -> int:
    if written is None:
        return otherwise
    if not _ROW.fullmatch(written):
        raise DamagedPartError(part)
    return int(written)


def _root(package: ZipFile, part: str) -> Any:
    if part not in package.NameToInfo:
        raise KeyError(part)
    try:
        return etree.fromstring(package.read(part), _parser())
    except _DAMAGES as error:
        raise DamagedPartError(part) from error


def _elements(
    package: ZipFile, part: str, *tags: str, events: tuple[str, ...] = ("end",)
) -> Iterator[Any]:
    """Yield a part's elements of some names, with the event where ``events`` are asked for."""
    names = [f"{{*}}{tag}" for tag in tags]
    try:
        with package.open(part) as stream:
            parser = etree.iterparse(stream, events, tag=names, resolve_entities=False)
            for event, element in parser:
                yield element if events == ("end",) else (event, element)
    except _DAMAGES as error:
        raise DamagedPartError(part) from error


def _forget(row: Any) -> None:
    """Let go of a row that was read, and of all before it."""
    row.clear()
    while row.getprevious() is not None:
        del row.getparent()[0]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
