"""What a template may use: the edition's data, the catalogue's words, and a few helpers.

The same names serve site and deck, so that whoever edits a template of one can read the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from kamhandbook.compose.environment import Templates, Trusted
from kamhandbook.document import Figure, Imprint, Link, Paragraph, Text
from kamhandbook.drawing import Drawing
from kamhandbook.findings import Finding
from kamhandbook.model.base import Answer, Status
from kamhandbook.model.catalogue import Catalogue
from kamhandbook.model.edition import Edition
from kamhandbook.model.handbook import DIMENSIONS
from kamhandbook.model.types import PartialDate
from kamhandbook.prose import is_safe_link


class DrawFigure(Protocol):
    """Draws a figure by name for the room at hand; None when there is nothing to show."""

    def __call__(self, name: str, **options: Any) -> Drawing | None: ...


@dataclass(frozen=True, slots=True)
class Said:
    """One guiding question with its answer, as templates see it."""

    dimension: str
    id: str
    question: str
    answer: Answer
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Everything the templates of one edition are rendered with.

    ``findings`` are those of the content checks, for the management edition's report only.
    """

    edition: Edition
    catalogue: Catalogue
    imprint: Imprint
    today: date
    draw: DrawFigure
    findings: tuple[Finding, ...] = ()

    def values(self, templates: Templates) -> dict[str, Any]:
        """Give the names that stand in every template."""
        handbook = self.edition.handbook
        parts = {name: getattr(handbook, name) for name in type(handbook).model_fields}
        return {
            **{name: part for name, part in parts.items() if name != "handbook"},
            "about": handbook.handbook,
            "handbook": handbook,
            "catalogue": self.catalogue,
            "ui": self.catalogue.ui,
            "imprint": self.imprint,
            "audience": self.edition.audience,
            "sees": self.edition.sees,
            "today": self.today,
            "findings": self.findings if self.edition.sees("management") else (),
            "said": self.said,
            "state": self.state,
            "label": self.catalogue.label,
            "day": self.day,
            "period": self.period,
            "figure": self._figure(templates),
            "link": link(templates),
        }

    def said(self, dimension: str) -> tuple[Said, ...]:
        """List a dimension's questions, the catalogue's first, then the company's own."""
        handbook = self.edition.handbook
        asked = [(q.id, q.question, False) for q in self.catalogue.dimension(dimension).questions]
        own = handbook.handbook.questions
        asked += [(q.id, q.question, True) for q in own if q.dimension == dimension and q.id]
        return tuple(
            Said(dimension, id_, question, handbook.answer(dimension, id_), is_own)
            for id_, question, is_own in asked
        )

    def state(self, dimension: str) -> Status:
        """Give a dimension's state: its weakest answer's."""
        return weakest(said.answer for said in self.said(dimension))

    def day(self, value: PartialDate | date | None) -> str:
        """Write a date as Germans read it: 16.11.2026, or November 2026."""
        if value is None:
            return ""
        if isinstance(value, PartialDate) and not value.has_day:
            first = value.first_day
            return f"{self.catalogue.label('month', str(first.month))} {first.year}"
        found = value.first_day if isinstance(value, PartialDate) else value
        return f"{found.day:02}.{found.month:02}.{found.year}"

    def period(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """Write a period; either end may be open."""
        return " – ".join(part for part in (self.day(start), self.day(end)) if part)

    def _figure(self, templates: Templates) -> Callable[..., Trusted]:
        def figure(name: str, **options: Any) -> Trusted:
            drawing = self.draw(name, **options)
            return templates.slot((Figure(drawing),)) if drawing else Trusted("")

        return figure


def weakest(answers: Iterable[Answer]) -> Status:
    """Give the weakest status; an unanswered question is open, no question at all is too."""
    order = list(Status)
    states = [answer.status if answer.is_answered else Status.OPEN for answer in answers]
    return min(states, key=order.index, default=Status.OPEN)


def link(templates: Templates) -> Callable[[str, str], Trusted]:
    """Give the helper that links a plain text; an unsafe address leaves just the text."""

    def make(text: str, href: str) -> Trusted:
        words = Text(" ".join(str(text).split()))
        address = str(href).strip()
        inline = Link((words,), address) if address and is_safe_link(address) else words
        return templates.slot((Paragraph((inline,)),)) if words.text else Trusted("")

    return make


def dimension_states(context: Context) -> Mapping[str, Status]:
    """Give every dimension's state by id, in order."""
    return {dimension: context.state(dimension) for dimension in DIMENSIONS}
