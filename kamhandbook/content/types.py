"""Field types of the content format: how a scalar as written becomes text, number or date."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Annotated, Any, Self, TypeVar

from msgspec import Struct
from pydantic import BeforeValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MONTH = re.compile(r"[12][0-9]{3}-[0-9]{2}")
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_IDENTIFIER = re.compile(r"[\w][\w.-]*")
_FOLDER = re.compile(r"[\w][\w .-]*")
_BOOLEANS = dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(
    ("false", "False", "FALSE"), False
)


class Plain(str):
    """A plain (unquoted) scalar exactly as written."""

    __slots__ = ()


class FoldedText(str):
    """A text over several lines that YAML made one of; ``written`` has it with its lines."""

    written: str

    @classmethod
    def of(cls, text: str, written: str) -> Self:
        """Return a text that remembers its lines."""
        folded = cls(text)
        folded.written = written
        return folded


class FoldedPlain(FoldedText, Plain):
    """The same without quotes."""


class Kind(StrEnum):
    """What is written at a place; field annotation where the Python type does not tell."""

    TEXT = "text"
    JOINED = "joined"  # a text, or a list of texts that are joined by commas
    MARKDOWN = "markdown"
    WHOLE = "whole"
    NUMBER = "number"
    BOOLEAN = "boolean"
    MONTH = "month"
    DATE = "date"
    IDENTIFIER = "identifier"
    FOLDER = "folder"
    SLIDE = "slide"  # the name of a slide template
    CHOICE = "choice"
    LABELLED = "labelled"  # a text, or a group that also says who may see it
    ANSWER = "answer"  # a Markdown text, or a group that says more
    GROUP = "group"
    LIST = "list"
    MAP = "map"  # a group whose keys people choose


class Audience(StrEnum):
    """Who reads; each audience sees what the one before sees, and more."""

    APPLICANTS = "applicants"
    NEWCOMERS = "newcomers"
    TEAM = "team"
    MANAGEMENT = "management"

    @property
    def rank(self) -> int:
        """0 for the widest audience."""
        return list(Audience).index(self)

    def sees(self, label: Audience | None) -> bool:
        """Whether something with ``label`` may be shown to this audience."""
        return label is None or label.rank <= self.rank


class VisibleFrom(Struct, frozen=True):
    """Field annotation: the label a field carries when its item has none of its own."""

    audience: Audience


class References(Struct, frozen=True):
    """Field annotation: the text names an item; ``target`` is ``dimension.list.key``."""

    target: str


class Markdown(str):
    """PlainText in CommonMark; every other text is plain and is shown exactly as written."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: cls(as_text(getattr(value, "written", value))),
            core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


class PartialDate(str):
    """A date as a person knows it: ``2026-11-16``, or ``2026-11`` where the day is not known.

    Sorts as text; ``first_day`` and ``last_day`` give the days it can mean.
    """

    __slots__ = ()

    @property
    def has_day(self) -> bool:
        """Whether the day is known."""
        return len(self) == 10

    @property
    def first_day(self) -> date:
        """The day, or the first of the month."""
        return date.fromisoformat(self if self.has_day else f"{self}-01")

    @property
    def last_day(self) -> date:
        """The day, or the last of the month."""
        first = self.first_day
        if self.has_day:
            return first
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _partial_date,
            core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


def as_text(value: Any) -> str:
    """Return a scalar as text; None counts as not yet filled in. PydanticCustomError for others."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value.strip())
    raise PydanticCustomError("not_text", "not text")


def _joined(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return ", ".join(as_text(part) for part in value)
    return as_text(value)


def _whole_number(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if (
        isinstance(value, Plain) and _INTEGER.fullmatch(value) and len(value) < 16
    ):  # a 64-bit integer holds it
        return int(value)
    raise PydanticCustomError("not_whole_number", "not a whole number")


def _number(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, Plain) and _FLOAT.fullmatch(value) and len(value) < 24:
        number = float(value)
        if isfinite(number):  # 1e999 is infinite
            return number
    raise PydanticCustomError("not_number", "not a number")


def _boolean(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value in _BOOLEANS:
        return _BOOLEANS[value]
    raise PydanticCustomError("not_bool", "not a boolean")


def _partial_date(value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            date.fromisoformat(value)
            return PartialDate(value)
        except ValueError:
            pass
    elif isinstance(value, str) and _MONTH.fullmatch(value) and "01" <= value[5:] <= "12":
        return PartialDate(value)
    raise PydanticCustomError("not_month_or_date", "not a date or month")


def _identifier(value: Any) -> Any:
    text = as_text(value)
    if text and not _IDENTIFIER.fullmatch(text):
        raise PydanticCustomError("bad_id", "not an identifier")
    return text


def _folder(value: Any) -> Any:
    text = as_text(value)
    if text and not _FOLDER.fullmatch(text):
        raise PydanticCustomError("bad_folder_name", "not a folder name")
    return text


def _listed(value: Any) -> Any:
    """Return a list as a tuple; nothing written counts as an empty one."""
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(value)
    raise PydanticCustomError("not_a_list", "not a list")


ItemT = TypeVar("ItemT")
PlainText = Annotated[str, BeforeValidator(as_text), Kind.TEXT]
JoinedText = Annotated[str, BeforeValidator(_joined), Kind.JOINED]
WholeNumber = Annotated[int, BeforeValidator(_whole_number), Kind.WHOLE]
Number = Annotated[float, BeforeValidator(_number), Kind.NUMBER]
Boolean = Annotated[bool, BeforeValidator(_boolean), Kind.BOOLEAN]
MonthNumber = Annotated[int, BeforeValidator(_whole_number), Field(ge=1, le=12), Kind.MONTH]
Identifier = Annotated[str, BeforeValidator(_identifier), Kind.IDENTIFIER]
FolderName = Annotated[str, BeforeValidator(_folder), Kind.FOLDER]
SlideName = Annotated[str, BeforeValidator(as_text), Kind.SLIDE]
Several = Annotated[tuple[ItemT, ...], BeforeValidator(_listed)]
