"""Where a programme stands, as its management is told: what is to decide, late, decided, learned.

Everything is read from the answers and the checks; other audiences get none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from kamhandbook.checks.overview import Topic, by_dimension, counted
from kamhandbook.checks.texts import title
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.people_to_meet import ToMeet, people_to_meet
from kamhandbook.content.answers import Status
from kamhandbook.content.due import Due, due_items, due_within, name_of, overdue
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.iteration import Learning
from kamhandbook.content.lights import Light, kpi_lights
from kamhandbook.content.portfolio import Coverage, Quantity, coverage, totals, unmet
from kamhandbook.content.questions import GuidingQuestion
from kamhandbook.content.tasks import counted_tasks
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.editions.edition import Edition
from kamhandbook.findings import Severity
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import listed
from kamhandbook.wording.measures import measure_text
from kamhandbook.wording.numbers import plural

SOON = 30  # days ahead
FEW = 5  # of what comes later
RECENT = 92  # days back that count as "lately" where no iteration says since when


class Wanted(Struct, frozen=True):
    """A decision that is wanted, and of whom; ``is_late`` when its day has passed."""

    text: str
    who: str = ""
    due: PartialDate | None = None
    is_late: bool = False


class Decided(Struct, frozen=True):
    """Something decided: an iteration's decision, or an answer that was decided on a day."""

    text: str
    who: str = ""
    on: PartialDate | None = None
    why: str = ""


class Dated(Struct, frozen=True):
    """Something that falls due: its name, who sees to it, its day or month."""

    name: str
    who: str
    day: PartialDate


class Accepted(Struct, frozen=True):
    """A finding that somebody accepted; ``is_over`` once it has to be looked at again."""

    title: str
    reason: str
    until: PartialDate | None
    place: str
    is_over: bool


class Sum(Struct, frozen=True):
    """What something adds up to, in words; ``basis`` says what of how many took part."""

    name: str
    amount: str
    basis: str


class Unmet(Struct, frozen=True):
    """A requirement that nothing meets yet, and the accounts that ask for it."""

    text: str
    accounts: tuple[str, ...]


class Standing(Struct, frozen=True):
    """Where a programme stands; everything is empty for those who are not its management.

    ``decisions`` are wanted, the late ones first; ``soon`` is what the next thirty days bring,
    ``later`` the few things after that; ``decided`` and ``learned`` are of the last
    round, which began on ``since``. ``topics`` are the checks' findings, worst first, with
    ``errors``, ``warnings`` and ``hints`` counted. ``kpis`` are counted, and of them those whose
    figures can be compared, and those at their target. ``sums`` add up revenue, potential and cost;
    ``coverage`` and ``unmet`` are about what the accounts require; ``people`` are to be met.
    """

    decisions: tuple[Wanted, ...] = ()
    overdue: tuple[Dated, ...] = ()
    soon: tuple[Dated, ...] = ()
    later: tuple[Dated, ...] = ()
    since: PartialDate | None = None
    decided: tuple[Decided, ...] = ()
    learned: tuple[Learning, ...] = ()
    topics: tuple[Topic, ...] = ()
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    accepted: tuple[Accepted, ...] = ()
    kpis: int = 0
    kpis_measured: int = 0
    kpis_reached: int = 0
    sums: tuple[Sum, ...] = ()
    coverage: Coverage = Coverage(0, 0, 0)
    unmet: tuple[Unmet, ...] = ()
    people: tuple[ToMeet, ...] = ()


def standing_of(context: TemplateContext) -> Standing:
    """Return where an edition's programme stands, for its management; nothing for others."""
    if not context.edition.sees(Audience.MANAGEMENT):
        return Standing()
    handbook, today = context.edition.handbook, context.today
    items, decisions = due_items(handbook, today), tuple(_decisions(context))
    counts, lights = counted(context.findings), kpi_lights(handbook, context.language)
    since = _since(context.edition, today)
    return Standing(
        decisions=decisions,
        overdue=_dated(overdue(items, today), context.language),
        soon=_dated(_ahead(items, decisions, today), context.language),
        later=_dated(_later(items, today), context.language),
        since=since,
        decided=tuple(_decided(context, since)),
        learned=_newest(context.edition, "learned"),
        topics=_topics(context),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        hints=counts[Severity.HINT],
        accepted=tuple(_accepted(context)),
        kpis=len(lights),
        kpis_measured=sum(each.light is not Light.UNKNOWN for each in lights),
        kpis_reached=sum(each.light is Light.REACHED for each in lights),
        sums=tuple(_sums(context)),
        coverage=coverage(handbook),
        unmet=tuple(Unmet(*each) for each in unmet(handbook)),
        people=people_to_meet(context),
    )


def _ahead(items: Iterable[Due], decisions: Iterable[Wanted], today: date) -> tuple[Due, ...]:
    """Return what falls due soon, without what is already told as a decision that is wanted."""
    wanted = {each.text for each in decisions}
    return tuple(each for each in due_within(items, today, SOON) if each.name not in wanted)


def _later(items: Iterable[Due], today: date) -> tuple[Due, ...]:
    """Return the next few things that fall due after that."""
    end = today + timedelta(days=SOON)
    return tuple(item for item in items if item.day > end)[:FEW]


def _decisions(context: TemplateContext) -> Iterator[Wanted]:
    """Yield what waits for a decision: open points, tried answers, and where the work goes on."""
    handbook, today = context.edition.handbook, context.today
    points = [
        Wanted(task.text, task.owner, task.due, bool(task.due and task.due.last_day < today))
        for path, task in counted_tasks(handbook)
        if path[2] == "open" and task.text and not task.done
    ]
    never = date.max
    yield from sorted(points, key=lambda each: each.due.last_day if each.due else never)
    questions = [question for part in DIMENSIONS for question in context.questions(part)]
    yield from _tried(questions, context.language)
    words: Mapping[str, str] = context.language.words("standing")["wanted"]
    started = next((q for q in questions if _state(q) in (Status.OPEN, Status.DRAFT)), None)
    if started:
        text = words[_state(started)].format(question=started.question)
        yield Wanted(text, started.answer.owner or handbook.handbook.owner)


def _tried(questions: Iterable[GuidingQuestion], language: Language) -> Iterator[Wanted]:
    """Yield the answers that were tried and wait for a decision, those of an owner together."""
    names: Mapping[str, str] = language.words("deck")["question_names"]
    by_owner: dict[str, list[str]] = {}
    for question in questions:
        if _state(question) is Status.PILOTED:
            name = names.get(question.id, f"„{question.question}“")
            by_owner.setdefault(question.answer.owner, []).append(name)
    forms = language.words("standing")["wanted"]["piloted"]
    for owner, tried in by_owner.items():
        text = plural(language, len(tried), forms).format(answers=listed(language, tried))
        yield Wanted(text, owner)


def _state(question: GuidingQuestion) -> Status:
    return question.answer.status if question.answer.is_answered else Status.OPEN


def _dated(items: Iterable[Due], language: Language) -> tuple[Dated, ...]:
    return tuple(
        Dated(
            name_of(item, language),
            item.who,
            PartialDate(item.day.isoformat() if item.has_day else f"{item.day:%Y-%m}"),
        )
        for item in items
    )


def _since(edition: Edition, today: date) -> PartialDate:
    """Return when the last round began: the newest iteration's start, else three months ago."""
    handbook = edition.handbook
    started = [each.start for each in handbook.iterations if each.start]
    recent = PartialDate((today - timedelta(days=RECENT)).isoformat())
    return started[-1] if started and not handbook.handbook.programme.since else recent


def _newest(edition: Edition, key: str) -> tuple[Any, ...]:
    """Return a list of the newest iteration that has a record."""
    newest = max(edition.handbook.iterations, key=lambda each: each.number or 0, default=None)
    return tuple(each for each in getattr(newest, key) if each.text) if newest else ()


def _decided(context: TemplateContext, since: PartialDate) -> Iterator[Decided]:
    """Yield the last round's decisions, the newest first, then the answers decided meanwhile."""
    decisions = _newest(context.edition, "decisions")
    written = [Decided(each.text, each.by, each.on, each.why) for each in decisions]
    yield from sorted(written, key=lambda each: each.on or "", reverse=True)
    words: Mapping[str, str] = context.language.words("deck")["question_names"]
    for part in DIMENSIONS:
        for question in context.questions(part):
            answer = question.answer
            is_recent = answer.decided_on and answer.decided_on.last_day >= since.first_day
            if _state(question) is Status.DECIDED and is_recent:
                name = words.get(question.id, question.question)
                yield Decided(name, answer.owner, answer.decided_on)


def _topics(context: TemplateContext) -> tuple[Topic, ...]:
    open_findings = [finding for finding in context.findings if not finding.accepted]
    groups = by_dimension(open_findings, context.language)
    topics = (topic for group in groups for topic in group.topics)
    return tuple(sorted(topics, key=lambda topic: topic.severity.rank))


def _accepted(context: TemplateContext) -> Iterator[Accepted]:
    """Yield the acceptances that stand in the handbook, the next to be looked at first."""
    settings = context.edition.handbook.handbook.checks.accepted
    never = date.max
    for each in sorted(settings, key=lambda each: each.until.last_day if each.until else never):
        if each.code:
            is_over = bool(each.until and each.until.last_day < context.today)
            name = title(context.language, each.code) or each.code
            yield Accepted(name, each.reason, each.until, each.path, is_over)


def _sums(context: TemplateContext) -> Iterator[Sum]:
    """Yield what accounts bring and services cost, one sum for each currency and rate."""
    handbook, language = context.edition.handbook, context.language
    words = language.words("standing")["sums"]
    quantities: tuple[Quantity, ...] = ("revenue", "potential", "cost")
    for quantity in quantities:
        found = totals(handbook, language, quantity)
        for total in found.totals:
            rate = words["rates"].get(total.rate, "")
            amount = measure_text(language, total.number, total.unit)
            forms = words["basis"][quantity]["all" if total.count == found.of else "some"]
            basis = plural(language, found.of, forms).format(count=total.count, of=found.of)
            yield Sum(words["names"][quantity], f"{amount} {rate}".strip(), basis)
