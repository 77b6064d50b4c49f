"""Where a handbook stands, on one screen: eight dimensions, what is next and why, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from textwrap import wrap
from typing import Any

from msgspec import Struct

from kamhandbook.content.answers import Status
from kamhandbook.content.due import Due, due_items, due_within, name_of, overdue
from kamhandbook.content.handbook import DIMENSIONS, Handbook, file_name
from kamhandbook.content.questions import GuidingQuestion, guiding_questions, weakest
from kamhandbook.content.types import PartialDate
from kamhandbook.findings import Finding, Severity
from kamhandbook.history.changes import News
from kamhandbook.report.plain_text import Painter, summary
from kamhandbook.wording.catalogue import Catalogue
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import plural

WIDTH = 78  # characters: terminals are 80 wide, and some break before the last column
BAR = 24  # cells; one dimension's questions share them
SOON = 30  # days ahead
_MOST = 8  # lines of what is due
_NAME = 18
_WHO = 28  # characters of who sees to something, at least


class Standing(Struct, frozen=True):
    """Everything that the status is made of; ``spoken`` is its language, if not the handbook's."""

    handbook: Handbook
    findings: Sequence[Finding]
    news: News
    today: date
    spoken: Language | None = None

    @property
    def language(self) -> Language:
        """The language that the status is said in."""
        return self.spoken or self.handbook.language

    @property
    def catalogue(self) -> Catalogue:
        """The dimensions and questions, and the words for choices."""
        return self.language.catalogue

    @property
    def words(self) -> dict[str, Any]:
        """The wording of the status."""
        return self.language.words("status")


def status_text(standing: Standing, paint: Painter, *, blocks: bool = True) -> str:
    """Return where a handbook stands; no line is longer than 80 characters.

    ``blocks`` says whether the reader's terminal can show block characters.
    """
    bars = standing.words["bars" if blocks else "plain_bars"]
    sections = (
        _title_lines(standing, paint),
        _dimension_lines(standing, paint, bars),
        _next_lines(standing, paint),
        chain(
            _findings_lines(standing, paint), _review_lines(standing, paint), _news_lines(standing)
        ),
        _due_lines(standing, paint),
    )
    texts = ("\n".join(section) for section in sections)
    return "\n\n".join(text for text in texts if text)


def _title_lines(standing: Standing, paint: Painter) -> Iterator[str]:
    settings = standing.handbook.handbook
    words, label = standing.words, standing.catalogue.label
    names = [
        settings.company.name,
        settings.title or standing.language.words("iterations")["state"]["title"],
    ]
    yield paint("strong", _shortened(" · ".join(name for name in names if name)))
    facts = [label("phase", settings.phase), label("handbook_status", settings.status)]
    if settings.version:
        facts.insert(1, words["version"].format(version=settings.version))
    if standing.handbook.last_iteration or settings.phase == "prototyping":
        facts.append(words["iteration"].format(number=_iteration(standing)))
    yield _shortened(" · ".join(facts))


def _iteration(standing: Standing) -> int:
    """Return the number of the iteration at work: one above the last closed, while prototyping."""
    return standing.handbook.last_iteration + (standing.handbook.handbook.phase == "prototyping")


def _dimension_lines(standing: Standing, paint: Painter, bars: dict[str, str]) -> Iterator[str]:
    for dimension in standing.catalogue.dimensions:
        questions = guiding_questions(standing.handbook, standing.catalogue, dimension.id)
        state = weakest(question.answer for question in questions)
        done = sum(question.answer.is_answered for question in questions)
        answered = standing.words["answered"].format(done=done, all=len(questions))
        name = f"{dimension.number} {dimension.short}".ljust(_NAME)
        style = {Status.OPEN: "warning", Status.DECIDED: "hint"}.get(state, "")
        label = standing.catalogue.label("status", state).ljust(12)
        bar = _bar(questions, bars)
        yield f"{name}{bar}  {paint(style, label) if style else label}{answered}".rstrip()
    yield " " * _NAME + standing.words["legend"].format(**bars)


def _bar(questions: Sequence[GuidingQuestion], bars: dict[str, str]) -> str:
    """Draw a dimension's questions, the furthest first, as equal shares of one bar."""
    states = sorted(
        (_state(question) for question in questions), key=list(Status).index, reverse=True
    )
    edges = [round(index * BAR / len(states)) for index in range(len(states) + 1)]
    return "".join(
        bars[state] * (edges[index + 1] - edges[index]) for index, state in enumerate(states)
    )


def _state(question: GuidingQuestion) -> Status:
    return question.answer.status if question.answer.is_answered else Status.OPEN


def _next_lines(standing: Standing, paint: Painter) -> Iterator[str]:
    words = standing.words
    question = next_question(standing.handbook, standing.catalogue)
    if question is None:
        yield paint("strong", words["all_decided"])
        return
    dimension = standing.catalogue.dimension(question.dimension)
    yield paint("strong", words["next"].format(number=dimension.number, name=dimension.name))
    yield from _indented(words["next_step"][_state(question)].format(question=question.question))
    yield from _indented(words["place"].format(file=file_name(question.dimension), key=question.id))
    yield from _indented(words["why_now"].format(text=dimension.why_now))


def next_question(handbook: Handbook, catalogue: Catalogue) -> GuidingQuestion | None:
    """Return the first question from top to bottom that is open, else in draft, else piloted.

    None when all are decided: the dimensions build on each other, so the upper one comes first.
    """
    questions = [
        question
        for dimension in DIMENSIONS
        for question in guiding_questions(handbook, catalogue, dimension)
    ]
    for state in (Status.OPEN, Status.DRAFT, Status.PILOTED):
        for question in questions:
            if _state(question) is state:
                return question
    return None


def _findings_lines(standing: Standing, paint: Painter) -> Iterator[str]:
    counted = summary(standing.findings, standing.language)
    if not counted:
        yield standing.words["findings_none"]
        return
    worst = min(
        (finding.severity for finding in standing.findings if not finding.accepted),
        default=Severity.HINT,
    )
    yield paint(worst.value, _shortened(standing.words["findings"].format(summary=counted)))
    yield standing.words["findings_more"]


def _review_lines(standing: Standing, paint: Painter) -> Iterator[str]:
    words = standing.words
    due = standing.handbook.handbook.review_by
    if due is None:
        yield words["review_none"]
        return
    days = (due.last_day - standing.today).days
    if days == 0:
        yield paint("warning", words["review_today"])
        return
    date_text = day_text(standing.language, due)
    if days == 1:
        yield words["review_tomorrow"].format(date=date_text)
        return
    forms = words["review_in" if days > 0 else "review_overdue"]
    line = plural(standing.language, abs(days), forms).format(n=abs(days), date=date_text)
    yield line if days > 0 else paint("warning", line)


def _news_lines(standing: Standing) -> Iterator[str]:
    words, news = standing.words, standing.news
    if standing.handbook.handbook.programme.since:
        yield _assessment_line(standing)
    if not news.since:
        if not standing.handbook.handbook.programme.since:
            yield words["news_unkept" if standing.handbook.iterations else "news_first"]
    elif not news.changes:
        yield words["news_none"].format(since=news.since)
    else:
        kinds = Counter(change.kind for change in news.changes)
        counts = [
            text.format(n=kinds[kind]) for kind, text in words["news_kinds"].items() if kinds[kind]
        ]
        yield from wrap(
            words["news"].format(since=news.since, summary=", ".join(counts)),
            WIDTH,
            subsequent_indent=" " * 10,
        )
        yield words["news_more"]


def _assessment_line(standing: Standing) -> str:
    """Return when a programme that runs has last assessed itself."""
    dated = standing.handbook.steering.dated_assessments
    if not dated:
        return str(standing.words["assessment_none"])
    day = day_text(standing.language, dated[-1].date)
    return str(standing.words["assessment"].format(day=day))


def _due_lines(standing: Standing, paint: Painter) -> Iterator[str]:
    """Yield what is overdue and what falls due soon; the handbook's own review is told above."""
    items = due_items(standing.handbook, standing.today)
    late = overdue(items, standing.today)
    soon = due_within(items, standing.today, SOON)
    for key, listed in (("overdue", late), ("due", soon)):
        told = [item for item in listed if item.kind != "review"]
        if told:
            heading = plural(standing.language, len(told), standing.words[key])
            style = "warning" if key == "overdue" else "strong"
            yield paint(style, heading.format(n=len(told), days=SOON))
            for item in told[:_MOST]:
                yield f"  {_due_text(standing, item)}"
            if len(told) > _MOST:
                more = len(told) - _MOST
                forms = plural(standing.language, more, standing.words["due_more"])
                yield f"  {forms.format(n=more)}"


def _due_text(standing: Standing, item: Due) -> str:
    moment = PartialDate(item.day.isoformat() if item.has_day else f"{item.day:%Y-%m}")
    day = day_text(standing.language, moment)
    name = " ".join(name_of(item, standing.language).split())
    left = WIDTH - len(f"  {day}  ") - len(name) - len(" ()")
    who = f" ({_shortened(item.who, max(left, _WHO))})" if item.who else ""
    return f"{day}  {_shortened(name, WIDTH - len(f'  {day}  {who}'))}{who}"


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _shortened(text: str, room: int = WIDTH) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
