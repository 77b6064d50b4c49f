"""What counts as a text in a template: a list, a record or a block never becomes one unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from jinja2 import Undefined
from pydantic import BaseModel

from kamhandbook.compose.wrong_use import WrongUseError

_TEXTS = (str, int, float, Decimal, date, Enum, Undefined)  # an undefined name tells of itself
_PYTHONS_WORDS = (object.__str__, BaseModel.__str__)  # of a value that has none of its own


def plain_text(value: Any) -> str:
    """Return a value as text, "" for nothing; raises WrongUseError for one that is none."""
    if value is None:
        return ""
    check_text(value)
    return str(value)


def check_text(value: Any) -> None:
    """Raise WrongUseError for a value that is no text: a template has to say how it reads."""
    kind: Any = type(value)
    if value is not None and not _is_text(kind):
        raise WrongUseError("template_no_text")


def plain_texts(values: Iterable[Any]) -> Iterator[str]:
    """Yield values as texts; raises WrongUseError for one that is none, and for no list."""
    if isinstance(values, BaseModel):
        raise WrongUseError("template_no_text")
    return map(plain_text, values)


@cache
def _is_text(kind: Any) -> bool:
    """Whether values of a class read as text: plain ones, and those with words of their own."""
    return issubclass(kind, _TEXTS) or kind.__str__ not in _PYTHONS_WORDS
