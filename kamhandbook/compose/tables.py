"""Lists of the content as tables: one column a field; a column nobody may see is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.compose.plain_text import plain_text, plain_texts
from kamhandbook.compose.terms import slug
from kamhandbook.compose.wrong_use import must_be_known
from kamhandbook.content.types import PartialDate
from kamhandbook.document.addresses import linked
from kamhandbook.document.blocks import Inline, Table, Text
from kamhandbook.document.commonmark import text_of
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import number_text, percent_text

EMPTY = "–"
_RIGHT = frozenset({"number", "percent", "right"})
# Heading, key, kind, and for a link the key of its address; a kind may be a function of the value,
# the address one of the item.
Column = tuple[Any, ...]
Row = tuple[tuple[Inline, ...], ...]


class Tables(Struct, frozen=True):
    """Makes tables for templates."""

    language: Language

    def __call__(
        self,
        items: Iterable[Any],
        *columns: Column,
        role: str = "",
        counted: bool = False,
        anchors: str = "",
    ) -> Table | None:
        """Return a table of ``items``; None when there is nothing to show.

        A column is ``(heading, key)`` or ``(heading, key, kind)``: kind is number, percent, list,
        link (then the key of the address follows, or a function of the item that returns it), a
        group of the catalogue's labels, or a function of the value. A key may lead inside
        (``buying.text``), "" is the item. A column without a value is left out.
        Rows that say the same become one if they are ``counted``: people whose names are withheld.
        ``anchors`` begins the anchor of every row, which is made of its first cell.
        """
        listed = tuple(items)
        filled = [column for column in columns if any(self._cell(item, column) for item in listed)]
        if not filled:
            return None
        rows = [self._row(item, filled) for item in listed]
        if counted:
            first = {row: index for index, row in reversed(list(enumerate(rows)))}
            listed = tuple(listed[index] for index in sorted(first.values()))
            rows = [_times(rows.count(row), row) for row in dict.fromkeys(rows)]
        return Table(
            header=tuple((Text(column[0]),) for column in filled),
            rows=tuple(rows),
            align=tuple(_align(column) for column in filled),
            role=role,
            sort_keys=tuple(tuple(_key(item, column) for column in filled) for item in listed),
            anchors=_anchors(anchors, rows),
        )

    def _row(self, item: Any, columns: list[Column]) -> Row:
        return tuple(self._cell(item, column) or (Text(EMPTY),) for column in columns)

    def _cell(self, item: Any, column: Column) -> tuple[Inline, ...]:
        value = _value(item, column[1])
        kind = column[2] if len(column) > 2 else ""
        text = self._text(value, kind)
        if not text:
            return ()
        if kind == "link":
            address = column[3](item) if callable(column[3]) else _value(item, column[3])
            href = str(address or "")
            return linked((Text(text),), href) if href else (Text(text),)
        return (Text(text),)

    def _text(self, value: Any, kind: Any) -> str:
        if value is None or value == "":
            return ""
        if callable(kind):
            return plain_text(kind(value))
        if isinstance(value, PartialDate | date):
            return day_text(self.language, value)
        if isinstance(value, tuple):
            return ", ".join(plain_texts(value))
        if isinstance(value, float | int):
            write = percent_text if kind == "percent" else number_text
            return write(self.language, value)
        if kind in self.language.catalogue.labels:
            return self.language.catalogue.label(kind, str(value))
        return " ".join(plain_text(value).split())


def _anchors(kind: str, rows: Iterable[Row]) -> tuple[str, ...]:
    """Return an anchor for each row, made of its name alone, so that it stays in any order."""
    found: list[str] = []
    for row in rows if kind else ():
        address, number = f"{kind}-{slug(text_of(row[0]), without='')}".strip("-"), 2
        unnumbered = address
        while address in found:
            address, number = f"{unnumbered}-{number}", number + 1
        found.append(address)
    return tuple(found)


def _times(number: int, row: Row) -> Row:
    """Return a row with how often it stands there in front, if more than once."""
    return ((Text(f"{number}\u00a0× "), *row[0]), *row[1:]) if number > 1 else row


def _key(item: Any, column: Column) -> str:
    """Return what a cell sorts by where its text would not do: dates and numbers."""
    value = _value(item, column[1])
    if isinstance(value, PartialDate | date):
        return str(value)
    return f"{value:015.3f}" if isinstance(value, float | int) else ""


def _value(item: Any, key: str) -> Any:
    for part in key.split(".") if key else ():
        if isinstance(item, dict):
            item = item.get(part)
            continue
        if isinstance(item, BaseModel) and not hasattr(item, part):
            must_be_known("template_column", part, type(item).model_fields)
        item = getattr(item, part)
    return item


def _align(column: Column) -> Literal["left", "right"]:
    return "right" if len(column) > 2 and column[2] in _RIGHT else "left"
