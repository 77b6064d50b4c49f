"""What a check is: a pure function from a handbook and a context to what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from kamhandbook.checks.limits import Limits
from kamhandbook.checks.thresholds import limits_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.handbook_file import Thresholds
from kamhandbook.findings import Severity
from kamhandbook.positions import ContentPath
from kamhandbook.wording.catalogue import Catalogue
from kamhandbook.wording.language import Language

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


class Word(str):
    """A value of a message that the checks' texts have a word for, by this key."""

    __slots__ = ()


class Months(float):
    """A length of time in months."""

    __slots__ = ()


Value = str | float | date | tuple[str, ...]


class Found(Struct, frozen=True):
    """What a check found: where, how bad, and the values its message needs.

    ``path`` may lead to something that is not written; the finding then stands at the nearest
    parent. ``variant`` picks among a check's several messages.
    """

    path: ContentPath
    severity: Severity
    values: Mapping[str, Value] = field(default_factory=dict)
    variant: str = ""


class CheckContext(Struct, frozen=True):
    """What checks may know besides the handbook."""

    today: date
    thresholds: Mapping[str, Thresholds]
    language: Language

    @property
    def catalogue(self) -> Catalogue:
        """The dimensions, questions and pitfalls in the handbook's language."""
        return self.language.catalogue

    def limits(self, code: str, variant: str = "") -> Limits:
        """Return the limits in force for a check."""
        return limits_of(code, self.thresholds, variant)


class Check(Struct, frozen=True):
    """A check in the table: its code, its function, whether it asks of the project alone."""

    code: str
    function: Callable[[Handbook, CheckContext], Iterator[Found]]
    is_of_project: bool = False
