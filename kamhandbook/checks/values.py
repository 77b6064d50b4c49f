"""Numbers that cannot be meant, amounts that can be read in two ways, items that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found, Value
from kamhandbook.content.base import LABEL_FIELD, Content, Item, Labelled
from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.goals import Goal, Term
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold, identity_field
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.people import CareerStep, OnboardingStage
from kamhandbook.content.rules import DecisionRight
from kamhandbook.content.selection import Criterion, KeyAccount
from kamhandbook.content.services import Package, Service
from kamhandbook.content.steering import LEVELS, Assessment, Kpi, Rating, Routine
from kamhandbook.content.tools import Tool
from kamhandbook.findings import Severity
from kamhandbook.positions import ContentPath

_HIGHEST_WEIGHT = 100
_LAST_DAY = 730  # of an onboarding: two years are no onboarding any more
#: Lists in which a name stands for one thing only; a training, say, may be held twice.
_ONCE: tuple[type[Content], ...] = (
    *(Goal, Term, KeyAccount, Criterion, Service, Package, Tool, Kpi, Routine),
    *(DecisionRight, OnboardingStage, CareerStep, Assessment, Rating),
)
#: "3.4 Mio." is 3,4 to some and 34 to others; "1,200.50" and "1.00.000" are written by no rule.
_DOUBTFUL = re.compile(
    r"(?<![\d.,])(?:\d+\.\d{1,2}(?![\d.,]*\d|\.\s?\d)|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}"
    r"|\d+(?:\.\d+)*\.\d{2}\.\d{3})(?!\d)"
)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d{1,2}\.(?=\s*[A-ZÄÖÜ][a-zäöü])")
#: What makes a figure an amount and no version, section or time.
_AMOUNT = re.compile(
    r"\s*(?:%|€|\$|EUR|CHF|USD|GBP|Mio|Mrd|Tsd|TEUR|T€|k€|Prozent|Million|Milliard)"
)


def val1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A number outside of what it can be."""
    for index, criterion in enumerate(handbook.selection.criteria):
        weight = criterion.weight
        if weight is not None and not 0 <= weight <= _HIGHEST_WEIGHT:
            path = ("selection", "criteria", index, "weight")
            yield _number(path, ERROR, "weight", weight)
    for index, account in enumerate(handbook.selection.key_accounts):
        for name, points in account.scores.items():
            if points < 0:
                place = ("selection", "key_accounts", index, "scores", name)
                yield _number(place, WARNING, "negative", points)
    for index, stage in enumerate(handbook.people.onboarding):
        day = stage.until_day
        at = ("people", "onboarding", index, "until_day")
        if day is not None and day <= 0:
            yield _number(at, ERROR, "day", day)
        elif day is not None and day > _LAST_DAY:
            yield _number(at, WARNING, "late_day", day)
    yield from _courses(handbook)
    yield from _counts(handbook)


def _courses(handbook: Handbook) -> Iterator[Found]:
    """Yield KPIs whose target lies where they say that it is not better."""
    for index, kpi in enumerate(handbook.steering.kpis):
        start, target = kpi.values.start, kpi.values.target
        if kpi.better is None or start is None or target is None or start == target:
            continue
        if (target > start) != (kpi.better == "more"):
            path = ("steering", "kpis", index, "values", "target")
            yield _number(path, WARNING, "course", target)


def _counts(handbook: Handbook) -> Iterator[Found]:
    employees = handbook.handbook.company.employees
    if employees is not None and employees < 1:
        yield _number(("handbook", "company", "employees"), WARNING, "count", employees)
    systems = handbook.selection.erp_systems
    if systems is not None and systems < 0:
        yield _number(("selection", "erp_systems"), WARNING, "count", systems)
    for index, iteration in enumerate(handbook.iterations):
        if iteration.number is not None and iteration.number < 1:
            path = ("iterations", index, "number")
            yield _number(path, WARNING, "count", iteration.number)
    for index, assessment in enumerate(handbook.steering.assessments):
        for number, rating in enumerate(assessment.ratings):
            if rating.level is not None and rating.level not in LEVELS:
                place = ("steering", "assessments", index, "ratings", number, "level")
                yield _number(place, ERROR, "level", rating.level)


def _number(path: ContentPath, severity: Severity, variant: str, number: float) -> Found:
    return Found(path, severity, {"number": number}, variant)


def val2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """An amount that can be read in two ways."""
    for path, model in every_model(handbook):
        for field in fields_of(type(model)):
            if field.meanings & {Meaning.MONEY, Meaning.MEASURE}:
                written = getattr(model, field.name)
                text = written.value if isinstance(written, Labelled) else written
                for amount in doubtful_amounts(text):
                    yield Found((*path, field.key), HINT, {"amount": amount, "text": text})


def doubtful_amounts(text: str) -> Iterator[str]:
    """Yield the figures of a text that are amounts and can be read in two ways."""
    bare = _DATE.sub(lambda date: " " * len(date[0]), text)
    for found in _DOUBTFUL.finditer(bare):
        is_amount = _AMOUNT.match(bare, found.end()) or re.search(
            r"[€$]\s?$", bare[: found.start()]
        )
        if is_amount or "," in found[0]:
            yield found[0]


def dup1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Something that stands twice in its list, with other words each time or with the same."""
    first: dict[tuple[ContentPath, str], Item] = {}
    for path, item in every_model(handbook):
        if not isinstance(item, _ONCE) or not isinstance(item, Item):
            continue
        name = fold(str(getattr(item, identity_field(item)) or ""))
        if not name:
            continue
        before = first.setdefault((path[:-1], name), item)
        if before is item:
            continue
        differing = _differing(before, item)
        names = (str(getattr(each, identity_field(each))) for each in (before, item))
        values: dict[str, Value] = {"name": min(names)}  # whichever of them stands first
        if differing:
            values["fields"] = differing
        yield Found(path, WARNING if differing else HINT, values, "" if differing else "same")


def _differing(one: Item, other: Item) -> tuple[str, ...]:
    """Return the keys under which two items say different things; who may see them is none."""
    return tuple(
        field.key
        for field in fields_of(type(one))
        if field.name not in (identity_field(one), LABEL_FIELD)
        and _said(getattr(one, field.name)) != _said(getattr(other, field.name))
    )


def _said(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value
