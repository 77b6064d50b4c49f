"""The reference of the checks: each explained, with the limits that are in force."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kamhandbook.checks.output_findings import ACCEPTABLE_GATES, GATES
from kamhandbook.checks.table import ACCEPTANCES
from kamhandbook.checks.texts import codes, condition, reason, stopped, text
from kamhandbook.checks.thresholds import limit_values
from kamhandbook.content.handbook_file import Thresholds
from kamhandbook.wording.language import Language


class Limit(Struct, frozen=True):
    """A limit by name, the value in force and the one we ship."""

    name: str
    value: float
    default: float

    @property
    def is_own(self) -> bool:
        """Whether the company set it."""
        return self.value != self.default


class Explained(Struct, frozen=True):
    """One check for people: what, when, why, and examples in the content format.

    ``because`` is the pitfall or order reason in words; ``page`` the site page concerned, "" where
    it depends on the dimension; ``stops`` says what its findings stop. ``trips`` and ``passes`` are
    content, or a sentence for checks that a few lines of content cannot show.
    """

    code: str
    title: str
    severity: str
    condition: str
    explanation: str
    because: str
    page: str
    stops: str
    limits: tuple[Limit, ...]
    trips: str
    passes: str
    can_be_accepted: bool


def explained(language: Language, code: str, own: Mapping[str, Thresholds]) -> Explained:
    """Explain one check; ``own`` are a company's thresholds. KeyError for an unknown code."""
    words = text(language, code)
    values, defaults = limit_values(code, own), limit_values(code, {})
    return Explained(
        code=code,
        title=words.title,
        severity=words.severity,
        condition=condition(language, code, own),
        explanation=words.explanation,
        because=reason(language, words.reason),
        page=words.page,
        stops=stopped(language, code),
        limits=tuple(Limit(name, value, defaults[name]) for name, value in values.items()),
        trips=words.trips.rstrip("\n"),
        passes=words.passes.rstrip("\n"),
        can_be_accepted=code in ACCEPTABLE_GATES or code not in (*GATES, *ACCEPTANCES),
    )


def reference(own: Mapping[str, Thresholds], language: Language) -> tuple[Explained, ...]:
    """Explain every check, in the catalogue's order."""
    return tuple(explained(language, code, own) for code in codes())
