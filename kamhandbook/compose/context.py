"""What a template may use: the edition's data, the catalogue's words, and a few helpers.

The same names serve site and deck, so that whoever edits a template of one can read the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal, Protocol

from msgspec import Struct

from kamhandbook.compose.figure_options import check_figure
from kamhandbook.compose.figures_in_columns import AskedFigure
from kamhandbook.compose.plain_text import plain_text, plain_texts
from kamhandbook.compose.wrong_use import must_be_known
from kamhandbook.content.answers import Status
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.questions import GuidingQuestion, guiding_questions, question_ids, weakest
from kamhandbook.content.types import PartialDate
from kamhandbook.document.blocks import Imprint, Inline, Link, Text
from kamhandbook.document.commonmark import is_safe_link
from kamhandbook.document.drawing import Drawing
from kamhandbook.editions.edition import Edition
from kamhandbook.findings import Finding
from kamhandbook.history.changes import NO_NEWS, News
from kamhandbook.wording.catalogue import Catalogue
from kamhandbook.wording.dates import day_text, period_text
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import country_names, listed
from kamhandbook.wording.numbers import counted, number_text, plural

# The handbook's parts that templates know by a name of their own; handbook.yaml is "about".
_PARTS = (*DIMENSIONS, "introduction", "iterations")

_CASES = ("dative", "accusative", "pronoun")


class DrawFigure(Protocol):
    """Draws a figure by name for the room at hand; None when there is nothing to show."""

    def __call__(self, name: str, **options: Any) -> Drawing | None:
        """Draw the figure ``name``; ``options`` are the template's, ``width`` and ``height`` in
        fractions of the room among them.
        """


class TemplateContext(Struct, frozen=True):
    """Everything the templates of one edition are rendered with.

    ``findings`` are those of the content checks, for the management edition's report only;
    ``news`` is what changed since the last closed iteration, cut to the audience; without
    ``has_deck`` the site is made alone and points to no presentation. ``own_pages`` are files of
    pages that the company has written itself.
    """

    edition: Edition
    imprint: Imprint
    today: date
    findings: tuple[Finding, ...] = ()
    news: News = NO_NEWS
    has_deck: bool = True
    own_pages: frozenset[str] = frozenset()

    @property
    def language(self) -> Language:
        """The language everything is said in: the edition's."""
        return self.edition.language

    @property
    def catalogue(self) -> Catalogue:
        """What the handbook says by itself, in its language."""
        return self.language.catalogue

    @property
    def hyphenation(self) -> tuple[str, ...]:
        """The catalogue's and the company's words with their hyphens."""
        return (*self.catalogue.hyphenation, *self.edition.handbook.handbook.hyphenation)

    def values(self, draw: DrawFigure) -> dict[str, Any]:
        """Return the names that every template may use, of pages and slides alike."""
        handbook = self.edition.handbook
        return {
            **{name: getattr(handbook, name) for name in _PARTS},
            "about": handbook.handbook,
            "handbook": handbook,
            "catalogue": self.catalogue,
            "imprint": self.imprint,
            "audience": self.edition.audience,
            "sees": self.edition.sees,
            "today": self.today,
            "findings": self.findings if self.edition.sees("management") else (),
            "news": self.news,
            "questions": self.questions,
            "state": self.state,
            "label": self.label,
            "day": self.day,
            "period": partial(period_text, self.language),
            "number": partial(number_text, self.language),
            "count": self.count,
            "plural": self.plural,
            "listed": self.listed,
            "country_names": partial(country_names, self.language),
            "figure": _figure(draw),
            "link": link,
        }

    def questions(self, dimension: str) -> tuple[GuidingQuestion, ...]:
        """Return a dimension's questions, the catalogue's first, then the company's own."""
        must_be_known("template_dimension", dimension, DIMENSIONS)
        return guiding_questions(self.edition.handbook, self.catalogue, dimension)

    def question_ids(self, dimension: str) -> tuple[str, ...]:
        """Return the ids of a dimension's questions, those withheld from this audience too."""
        return question_ids(self.edition.handbook, self.catalogue, dimension)

    def state(self, dimension: str) -> Status:
        """Return a dimension's state: its weakest answer's."""
        return weakest(question.answer for question in self.questions(dimension))

    def day(self, value: PartialDate | date | None) -> str:
        """Return a date as people read it: 16.11.2026, or November 2026."""
        return day_text(self.language, value)

    def label(self, group: str, key: str) -> str:
        """Return the words for a choice; "" for no choice made."""
        labels = self.catalogue.labels
        must_be_known("template_label_group", group, labels)
        if key:
            must_be_known("template_label", str(key), labels[group])
        return self.catalogue.label(group, key)

    def count(self, amount: int, noun: str, case: str = "", *, start: bool = False) -> str:
        """Return an amount with its noun; ``start`` begins a sentence."""
        must_be_known("template_noun", noun, self.language.words("amounts")["nouns"])
        if case:
            must_be_known("template_case", case, _CASES)
        return counted(self.language, amount, noun, case, start=start)

    def listed(
        self,
        items: Iterable[Any],
        limit: int = 0,
        *,
        style: Literal["standard", "or"] = "standard",
    ) -> str:
        """Return texts joined as in a sentence; beyond ``limit`` they are counted."""
        return listed(self.language, plain_texts(items), limit, style=style)

    def plural(self, amount: int, **forms: str) -> str:
        """Return the form that goes with an amount: ``plural(2, one="läuft", other="laufen")``."""
        return plural(self.language, amount, forms)


def _figure(draw: DrawFigure) -> Callable[..., AskedFigure | None]:
    def figure(name: str, **options: Any) -> AskedFigure | None:
        check_figure(name, options)
        drawing = draw(name, **options)
        if drawing is None:
            return None
        again = partial(_again, draw, name, options)
        return AskedFigure(drawing, again, options.get("width", 1.0))

    return figure


def _again(draw: DrawFigure, name: str, options: Mapping[str, Any], width: float) -> Drawing | None:
    return draw(name, **{**options, "width": width})


def link(text: str, href: str) -> Inline:
    """Return a plain text as a link; an unsafe address leaves just the text."""
    words = Text(" ".join(plain_text(text).split()))
    address = plain_text(href).strip()
    return Link((words,), address) if words.text and is_safe_link(address or "/") else words
