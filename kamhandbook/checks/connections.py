"""What hangs together across dimensions: requirements and services, goals and KPIs, packages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.checks.alike import likely_partner, words_in
from kamhandbook.checks.base import HINT, WARNING, CheckContext, Found, Value
from kamhandbook.checks.common import AT_WORK, accounts, is_outside_sales
from kamhandbook.content.base import ApproachKind
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.wording.readings import speaks_of

_ACCOUNTS = ("selection", "key_accounts")
_TOP = "*"  # top management, whatever it is called


def req1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A requirement that no service meets."""
    services = handbook.services.services
    if not services:
        return  # the services are worked out later; ORD5 and PKG1 tell of them
    texts = {service.name: f"{service.name} {service.key_accounts}" for service in services}
    for paths in _unmet(handbook).values():
        index, number = paths[0]
        account = handbook.selection.key_accounts[index]
        requirement = account.requirements[number]
        path = (*_ACCOUNTS, index, "requirements", number)
        values: dict[str, Value] = {"requirement": requirement.text, "account": account.name}
        values["more"] = len(paths) - 1
        often = "_often" if len(paths) > 1 else ""
        if requirement.not_met:
            values["reason"] = requirement.not_met
            yield Found(path, HINT, values, f"not_met{often}")
            continue
        meant = likely_partner(requirement.text, texts)
        variant = ("meant" if meant else "") + often
        values["meant"] = meant
        yield Found(path, WARNING, values, variant.removeprefix("_"))


def _unmet(handbook: Handbook) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return what no service meets, each requirement once: in which accounts it stands, and where.

    Many accounts may ask for the same; that is one thing to think about, not a hundred.
    """
    unmet: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, account in accounts(handbook, AT_WORK):
        for number, requirement in enumerate(account.requirements):
            if requirement.text and not requirement.met_by:
                key = (fold(requirement.text), fold(requirement.not_met))
                unmet.setdefault(key, []).append((index, number))
    return unmet


def goa1(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A goal without a target or a date; its own words may say them."""
    for index, goal in enumerate(handbook.goals.goals):
        values: dict[str, Value] = {"goal": goal.text or goal.id}
        path = ("goals", "goals", index)
        has_target = bool(goal.target) or speaks_of(context.language, "figure", goal.text)
        has_day = bool(goal.by) or speaks_of(context.language, "year", f"{goal.text} {goal.target}")
        if not has_target and not has_day:
            yield Found(path, WARNING, values)
        elif not has_target or not has_day:
            yield Found(path, WARNING, values, "by" if has_target else "target")


def goa2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A goal that no KPI measures, or that no criterion serves."""
    kpis, criteria = handbook.steering.kpis, handbook.selection.criteria
    measured, served = {kpi.goal for kpi in kpis}, {criterion.goal for criterion in criteria}
    texts = {kpi.name: kpi.name for kpi in kpis if not kpi.goal}
    for index, goal in enumerate(handbook.goals.goals):
        path, values = ("goals", "goals", index), {"goal": goal.text or goal.id}
        if kpis and goal.id not in measured:
            meant = likely_partner(f"{goal.text} {goal.target}", texts)
            yield Found(path, HINT, values | {"meant": meant}, "kpi_meant" if meant else "kpi")
        if served - {""} and goal.id not in served:
            yield Found(path, HINT, values, "criterion")


def pkg2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """An account without a package, although there are some."""
    if handbook.services.packages:
        for index, account in accounts(handbook, AT_WORK):
            if not account.package:
                yield Found((*_ACCOUNTS, index), HINT, {"account": account.name})


def prj10(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A function that delivers a service, but is not in the project team."""
    members = handbook.introduction.team.members
    if handbook.handbook.approach.kind is not ApproachKind.COMPANY or not members:
        return
    present = _function_words(" ".join(member.function for member in members), context)
    if any(member.role == "sponsor" for member in members):
        present |= {_TOP}
    told: set[str] = set()
    for index, service in enumerate(handbook.services.services):
        function = fold(service.function)
        if function in told or not is_outside_sales(service.function, handbook, context):
            continue
        if not _function_words(service.function, context) <= present:
            told.add(function)
            values = {"function": service.function, "service": service.name}
            yield Found(("services", "services", index, "function"), WARNING, values)


def _function_words(text: str, context: CheckContext) -> set[str]:
    """Return the words that tell functions apart: "Serviceleitung" and "Leitung Service" are one.

    All of top management is one word.
    """
    words: dict[str, str] = context.language.words("readings")["functions"]
    top, spare, endings = (re.compile(words[key]) for key in ("top", "spare", "endings"))
    said = (endings.sub("", word) for word in words_in(text) if not spare.fullmatch(word))
    return {_TOP if top.fullmatch(word) else word for word in said if word}
