"""The names that pages and slides may use: the edition's data, words, and a few helpers.

They are the same for site and deck, so that whoever edits a template of one can read the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Literal, Protocol

from msgspec import Struct

from kamhandbook.compose.connections import Connections
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.course import course_text
from kamhandbook.compose.figure_options import check_figure
from kamhandbook.compose.figures_in_columns import AskedFigure
from kamhandbook.compose.plain_text import plain_text, plain_texts
from kamhandbook.compose.standing import standing_of
from kamhandbook.compose.wrong_use import must_be_known
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.iteration import Task
from kamhandbook.content.tasks import overdue_tasks
from kamhandbook.document.addresses import linked
from kamhandbook.document.blocks import PLAIN, Attributed, Inline, Text
from kamhandbook.document.drawing import Drawing
from kamhandbook.wording.dates import PartialDay, period_text
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import country_names, listed
from kamhandbook.wording.names import of_company
from kamhandbook.wording.numbers import counted, number_text, plural
from kamhandbook.wording.sentences import dated, ended, sentence_about, sentence_of, unended
from kamhandbook.wording.titles import makes_title

# The handbook's parts that templates know by a name of their own; handbook.yaml is "about".
_PARTS = (*DIMENSIONS, "introduction", "iterations")

_CASES = ("dative", "accusative", "pronoun")


class DrawFigure(Protocol):
    """Draws a figure by name for the room at hand; None when there is nothing to show."""

    def __call__(self, name: str, **options: Any) -> Drawing | None:
        """Draw the figure ``name``; ``options`` are the template's, ``width`` and ``height`` in
        fractions of the room among them.
        """


def template_names(context: TemplateContext, draw: DrawFigure) -> dict[str, Any]:
    """Return the names that every template may use, of pages and slides alike."""
    handbook, words = context.edition.handbook, _Words(context.language)
    return {
        **{name: getattr(handbook, name) for name in _PARTS},
        "about": handbook.handbook,
        "handbook": handbook,
        "catalogue": context.catalogue,
        "imprint": context.imprint,
        "audience": context.edition.audience,
        "sees": context.edition.sees,
        "today": context.today,
        "findings": context.findings if context.edition.sees("management") else (),
        "news": context.news,
        "standing": standing_of(context),
        "questions": context.questions,
        "state": context.state,
        "label": words.label,
        "day": context.day,
        "period": partial(period_text, context.language),
        "number": partial(number_text, context.language),
        "count": words.count,
        "plural": words.plural,
        "listed": words.listed,
        "ended": words.ended,
        "unended": words.unended,
        "makes_title": words.makes_title,
        "say": words.say,
        "say_about": words.say_about,
        "by_company": lambda: by_company(context),
        "on_date": words.on_date,
        "of_date": words.of_date,
        "country_names": partial(country_names, context.language),
        "figure": _figure(draw),
        "link": link,
        "task_state": _task_state(context),
        "course": lambda values: course_text(context.language, values),
        **Connections(context).values(),
    }


class _Words(Struct, frozen=True):
    """What a language says of choices, amounts and lists."""

    language: Language

    def label(self, group: str, key: str) -> str:
        """Return the words for a choice; "" for no choice made."""
        labels = self.language.catalogue.labels
        must_be_known("template_label_group", group, labels)
        if key:
            must_be_known("template_label", str(key), labels[group])
        return self.language.catalogue.label(group, key)

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

    def say(self, key: str, count: float = 1, **values: Any) -> str:
        """Return a sentence of the catalogue; ``count`` chooses its form."""
        must_be_known("template_sentence", key, self.language.words("sentences"))
        return sentence_of(self.language, key, count, **_plain(values))

    def say_about(self, key: str, name: str, **values: Any) -> str:
        """Return a sentence about somebody, or about several."""
        must_be_known("template_sentence", key, self.language.words("sentences"))
        return sentence_about(self.language, key, plain_text(name), **_plain(values))

    def ended(self, text: str) -> str:
        """Return a text that ends as a sentence does."""
        return ended(plain_text(text))

    def unended(self, text: str) -> str:
        """Return a text as part of a sentence, without its full stop."""
        return unended(plain_text(text))

    def makes_title(self, text: str) -> bool:
        """Whether a text says something by itself."""
        return makes_title(self.language, plain_text(text))

    def on_date(self, date: PartialDay | None) -> str:
        """Return a date behind its preposition: am 07.07.2026, im Juli 2026."""
        return dated(self.language, date, "on")

    def of_date(self, date: PartialDay | None) -> str:
        """Return a date behind its preposition: vom 07.07.2026, von Juli 2026."""
        return dated(self.language, date, "of")

    def plural(self, amount: int, **forms: str) -> str:
        """Return the form that goes with an amount: ``plural(2, one="läuft", other="laufen")``."""
        return plural(self.language, amount, forms)


def _task_state(context: TemplateContext) -> Callable[[Task], str]:
    """Return the helper that says how far a task is: done, overdue, or "" for one on its way."""
    words = context.language.catalogue.label
    overdue = overdue_tasks(context.edition.handbook, context.today)

    def task_state(task: Task) -> str:
        if task.done:
            return f"{words('task', 'done')} {context.day(task.done)}"
        return words("task", "overdue") if any(task is each for _, each in overdue) else ""

    return task_state


def by_company(context: TemplateContext) -> str:
    """Return "bei der Muster" for sentences about the company; "" where nobody has named it."""
    company = context.edition.handbook.handbook.company
    name = company.short or company.name
    return of_company(context.language, "by", name, company.article or "") if name else ""


def _plain(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: plain_text(value) for name, value in values.items()}


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
    """Return a plain text as a link; an address that leads nowhere leaves just the text."""
    words = Text(" ".join(plain_text(text).split()))
    address = plain_text(href).strip()
    parts = linked((words,), address) if words.text and address else (words,)
    return parts[0] if len(parts) == 1 else Attributed(parts, PLAIN)
