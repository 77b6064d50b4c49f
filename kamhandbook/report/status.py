"""Where a handbook stands, on one screen: eight dimensions, what is next and why, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from textwrap import wrap
from typing import Any

from kamhandbook.content.base import Status
from kamhandbook.content.handbook import DIMENSIONS, Handbook, file_name
from kamhandbook.content.questions import Said, said, weakest
from kamhandbook.findings import Finding, Severity
from kamhandbook.history.changes import News
from kamhandbook.report.plain_text import Paint, summary
from kamhandbook.wording.catalogue import Catalogue
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language

WIDTH = 78
BAR = 24  # cells; one dimension's questions share them
_NAME = 18


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the status is told from."""

    handbook: Handbook
    findings: Sequence[Finding]
    news: News
    today: date

    @property
    def language(self) -> Language:
        """The handbook's."""
        return self.handbook.language

    @property
    def catalogue(self) -> Catalogue:
        """The dimensions and questions, and the words for choices."""
        return self.language.catalogue

    @property
    def words(self) -> dict[str, Any]:
        """The wording of the status."""
        return self.language.words("status")


def status_text(standing: Standing, paint: Paint, *, blocks: bool = True) -> str:
    """Tell where a handbook stands; no line is longer than 80 characters.

    ``blocks`` says whether the reader's terminal can show block characters.
    """
    bars = standing.words["bars" if blocks else "plain_bars"]
    sections = (
        _title(standing, paint),
        _dimensions(standing, paint, bars),
        _next(standing, paint),
        chain(_findings(standing, paint), _review(standing, paint), _news(standing)),
    )
    return "\n\n".join("\n".join(section) for section in sections)


def _title(standing: Standing, paint: Paint) -> Iterator[str]:
    about = standing.handbook.handbook
    words, label = standing.words, standing.catalogue.label
    names = [about.company.name, about.title or standing.language.phrase("default_title")]
    yield paint("strong", _cut(" · ".join(name for name in names if name)))
    facts = [label("phase", about.phase), label("handbook_status", about.status)]
    if about.version:
        facts.insert(1, words["version"].format(version=about.version))
    if standing.handbook.last_iteration or about.phase == "prototyping":
        facts.append(words["iteration"].format(number=_iteration(standing)))
    yield _cut(" · ".join(facts))


def _iteration(standing: Standing) -> int:
    """Give the last closed iteration, plus one while prototyping lasts."""
    return standing.handbook.last_iteration + (standing.handbook.handbook.phase == "prototyping")


def _dimensions(standing: Standing, paint: Paint, bars: dict[str, str]) -> Iterator[str]:
    for dimension in standing.catalogue.dimensions:
        questions = said(standing.handbook, standing.catalogue, dimension.id)
        state = weakest(each.answer for each in questions)
        done = sum(each.answer.is_answered for each in questions)
        answered = standing.words["answered"].format(done=done, all=len(questions))
        name = f"{dimension.number} {dimension.short}".ljust(_NAME)
        style = {Status.OPEN: "warning", Status.DECIDED: "hint"}.get(state, "")
        label = standing.catalogue.label("status", state).ljust(12)
        bar = _bar(questions, bars)
        yield f"{name}{bar}  {paint(style, label) if style else label}{answered}".rstrip()
    yield " " * _NAME + standing.words["legend"].format(**bars)


def _bar(questions: Sequence[Said], bars: dict[str, str]) -> str:
    """Draw a dimension's questions, the furthest first, as equal shares of one bar."""
    states = sorted((_state(each) for each in questions), key=list(Status).index, reverse=True)
    edges = [round(index * BAR / len(states)) for index in range(len(states) + 1)]
    return "".join(
        bars[state] * (edges[index + 1] - edges[index]) for index, state in enumerate(states)
    )


def _state(each: Said) -> Status:
    return each.answer.status if each.answer.is_answered else Status.OPEN


def _next(standing: Standing, paint: Paint) -> Iterator[str]:
    words = standing.words
    found = next_question(standing.handbook, standing.catalogue)
    if found is None:
        yield paint("strong", words["all_decided"])
        return
    dimension = standing.catalogue.dimension(found.dimension)
    yield paint("strong", words["next"].format(number=dimension.number, name=dimension.name))
    yield from _indented(words["next_step"][_state(found)].format(question=found.question))
    yield from _indented(words["place"].format(file=file_name(found.dimension), key=found.id))
    yield from _indented(words["why_now"].format(text=dimension.why_now))


def next_question(handbook: Handbook, catalogue: Catalogue) -> Said | None:
    """Give the first question from top to bottom that is open, else in draft, else piloted."""
    questions = [each for dimension in DIMENSIONS for each in said(handbook, catalogue, dimension)]
    for state in (Status.OPEN, Status.DRAFT, Status.PILOTED):
        for each in questions:
            if _state(each) is state:
                return each
    return None


def _findings(standing: Standing, paint: Paint) -> Iterator[str]:
    counted = summary(standing.findings, standing.language)
    if not counted:
        yield standing.words["findings_none"]
        return
    worst = min((f.severity for f in standing.findings if not f.accepted), default=Severity.HINT)
    yield paint(worst.value, _cut(standing.words["findings"].format(summary=counted)))
    yield standing.words["findings_more"]


def _review(standing: Standing, paint: Paint) -> Iterator[str]:
    words = standing.words
    due = standing.handbook.handbook.review_by
    if due is None:
        yield words["review_none"]
        return
    days = (due.last_day - standing.today).days
    if days == 0:
        yield paint("warning", words["review_today"])
        return
    key = "review_in" if days > 0 else "review_overdue"
    number = "one" if abs(days) == 1 else "many"
    line = words[key][number].format(n=abs(days), date=day_text(standing.language, due))
    yield line if days > 0 else paint("warning", line)


def _news(standing: Standing) -> Iterator[str]:
    words, news = standing.words, standing.news
    if not news.since:
        yield words["news_first"]
    elif not news.changes:
        yield words["news_none"].format(since=news.since)
    else:
        kinds = Counter(change.kind for change in news.changes)
        told = [text.format(n=kinds[k]) for k, text in words["news_kinds"].items() if kinds[k]]
        yield from wrap(
            words["news"].format(since=news.since, summary=", ".join(told)),
            WIDTH,
            subsequent_indent=" " * 10,
        )
        yield words["news_more"]


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1].rstrip() + "…"
