"""Answers that say nothing, figures that nobody could steer by, rules nobody could keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found
from kamhandbook.checks.common import is_natural_gap, is_released
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.wording.language import Language
from kamhandbook.wording.placeholders import is_placeholder
from kamhandbook.wording.readings import days_in, is_wholly, rhythm_in, speaks_of, words_of

_FEWEST = 8  # words of an answer
_FEWEST_TELLING = 2  # of them, words that tell this company from others
_DAYS_IN_YEAR = 365


def ans4(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """An answer that says nothing, or says the same as another."""
    severity = ERROR if is_released(handbook) else WARNING
    first: dict[str, str] = {}
    for dimension, question, answer in handbook.all_answers():
        if not answer.is_answered or is_placeholder(answer.text):
            continue
        path = (dimension, "answers", question)
        text = fold(answer.text)
        if is_wholly(context.language, "hollow", answer.text) or _is_filling(context, answer.text):
            yield Found(path, severity, {"text": answer.text})
        elif _is_short(answer.text):
            yield Found(path, severity, {"text": answer.text}, "short")
        elif text in first:
            yield Found(path, severity, {"text": answer.text, "other": first[text]}, "twice")
        first.setdefault(text, f"{dimension}.{question}")


def kpi4(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """No KPI at all, or none but money."""
    kpis = [kpi for kpi in handbook.steering.kpis if kpi.name]
    if not kpis:
        if not is_natural_gap(handbook, "steering"):
            severity = ERROR if is_released(handbook) else WARNING
            yield Found(("steering", "kpis"), severity)
    elif all(speaks_of(context.language, "money", kpi.name) for kpi in kpis):
        yield Found(("steering", "kpis"), HINT, {"kpi": kpis[0].name}, "money")


def rul5(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A level of the escalation without a limit, or with one that its body cannot keep."""
    for index, step in enumerate(handbook.rules.escalation):
        path, values = ("rules", "escalation", index), {"level": step.level, "who": step.who}
        if not step.within or is_placeholder(step.within):
            yield Found(path, WARNING, values)
            continue
        days, rhythm = days_in(context.language, step.within), _rhythm(step.who, handbook, context)
        if days is not None and rhythm is not None and days < rhythm:
            values |= {"within": step.within}
            yield Found((*path, "within"), HINT, values, "rare")


def rul6(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A decision right that says not who decides."""
    for index, right in enumerate(handbook.rules.decision_rights):
        if not right.accountable:
            path = ("rules", "decision_rights", index)
            yield Found(path, WARNING, {"topic": right.topic})


def per4(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Pay that rewards revenue alone."""
    pay = handbook.people.compensation
    places = {"principle": pay.principle, "details": pay.details.value}
    places |= {"components": ", ".join(pay.components)}
    for key, text in places.items():
        if _is_for_revenue_alone(context.language, text):
            yield Found(("people", "compensation", key), HINT, {"text": text})
            return


def _is_for_revenue_alone(language: Language, text: str) -> bool:
    """Whether pay is said to hang on revenue, and on nothing else."""
    if speaks_of(language, "not_only", text):
        return False
    is_for_revenue = speaks_of(language, "revenue_pay", text)
    return speaks_of(language, "only_revenue", text) or (
        is_for_revenue and not speaks_of(language, "other_pay", text)
    )


def _is_short(text: str) -> bool:
    """Whether a text is a few words and nothing else: no list, no table, no picture."""
    has_more = re.search(r"^\s*(?:[-*+|]|\d+[.)])|!\[", text, re.MULTILINE)
    return not has_more and len(re.findall(r"\w+", text)) < _FEWEST


def _is_of_body(who: str, routine: str, language: Language) -> bool:
    """Whether a routine is the meeting of a body: by its name, or by the body in its genitive."""
    ours, theirs = (words_of(language, "bodies", text) for text in (who, routine))
    return routine in who or any(
        one.startswith(other) or other.startswith(one) for one in ours for other in theirs
    )


def _is_filling(context: CheckContext, text: str) -> bool:
    """Whether a text holds hardly a word that says something of this company."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    telling = {word for word in words if not is_wholly(context.language, "filling", word)}
    has_more = re.search(r"\d|https?:|\|", text)
    return len(telling) < _FEWEST_TELLING and not has_more


def _rhythm(who: str, handbook: Handbook, context: CheckContext) -> float | None:
    """Return how many days lie between two meetings of a body; None for nobody that meets."""
    said = rhythm_in(context.language, who)
    if said is not None:
        return said
    for routine in handbook.steering.routines:
        if routine.name and _is_of_body(fold(who), fold(routine.name), context.language):
            if routine.months:
                return _DAYS_IN_YEAR / len(set(routine.months))
            return days_in(context.language, routine.interval)
    return None
