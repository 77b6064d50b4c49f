"""How a company deals with each pitfall, by what its answers already hold, and what they lack.

Only what an edition shows is told; what is withheld from it is never called missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from kamhandbook.checks.base import CheckContext, Found
from kamhandbook.checks.common import AT_WORK, accounts, is_late, is_outside_sales
from kamhandbook.checks.project import prj1
from kamhandbook.checks.selection import sel1, sel2, sel3, sel4
from kamhandbook.compose.context import TemplateContext
from kamhandbook.content.answers import Status
from kamhandbook.content.base import AccountStatus, ApproachKind
from kamhandbook.content.identity import fold
from kamhandbook.content.types import PartialDate
from kamhandbook.wording.lists import listed
from kamhandbook.wording.numbers import counted, numeral
from kamhandbook.wording.sentences import dated, ended, sentence_of, unended

_STANDARD_CONCERNS = ("losing_customer", "losing_revenue")
_TEAM_ROLES = ("sales_lead", "key_account_manager", "affected_manager", "supporting")
_LEARNERS = ("managers", "key_account_managers", "teams")
_NAMED = 4  # so many names stand in a sentence; more are counted


class Dealing(Struct, frozen=True):
    """What the answers say about a pitfall, and what is missing yet, each in whole sentences."""

    held: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class _Said(Struct, frozen=True):
    """A sentence by its key."""

    key: str
    values: Mapping[str, Any] = {}
    count: int = 1


class _Missing(_Said, frozen=True):
    """One that says what is missing, and where it would stand; "*" is any item of a list."""

    place: str = ""


def dealing_with(context: TemplateContext, pitfall: str) -> Dealing:
    """Return how the edition's company deals with a pitfall, by its id."""
    asked = _Asked(context)
    said = tuple(_BY_PITFALL[pitfall](asked))
    missing = [each for each in said if isinstance(each, _Missing)]
    return Dealing(
        tuple(asked.words(each) for each in said if each not in missing),
        tuple(asked.words(each) for each in missing if not asked.withholds(each.place)),
    )


class _Asked:
    """An edition as the sentences ask it."""

    def __init__(self, context: TemplateContext) -> None:
        self.context, self.language = context, context.language
        self.handbook = context.edition.handbook
        thresholds = self.handbook.handbook.checks.thresholds
        self.checks = CheckContext(context.today, thresholds, context.language)
        self.runs = self.handbook.handbook.programme.since is not None

    def words(self, said: _Said) -> str:
        return sentence_of(self.language, f"pitfall_{said.key}", said.count, **said.values)

    def withholds(self, place: str) -> bool:
        """Whether a place, or what holds it, was cut away: then nobody can say that it is open."""
        way = place.split(".")
        return any(
            len(path) <= len(way)
            and all(step in ("*", part) for step, part in zip(way, path, strict=False))
            for path in self.context.edition.hidden
        )

    def counted(self, amount: int, noun: str, case: str = "", *, start: bool = False) -> str:
        return counted(self.language, amount, noun, case, start=start)

    def listed(self, names: Any) -> str:
        return listed(self.language, (unended(name) for name in names), _NAMED)

    def finds(self, check: Callable[..., Iterator[Found]]) -> list[Found]:
        """Return what a check finds in what this edition shows."""
        return list(check(self.handbook, self.checks))

    def label(self, group: str, key: str) -> str:
        return self.language.catalogue.label(group, key)


def _wrong_questions_first(asked: _Asked) -> Iterator[_Said]:
    goals, selection = asked.handbook.goals, asked.handbook.selection
    yield _Said("why") if goals.why else _Missing("no_why", place="goals.why")
    number = sum(bool(goal.text or goal.id) for goal in goals.goals)
    if number:
        yield _Said("goals", {"amount": asked.counted(number, "goal", start=True)}, number)
    else:
        yield _Missing("no_goals", place="goals.goals.*")
    without = [criterion.name for criterion in selection.criteria if not criterion.goal]
    if without:
        values = {"amount": asked.counted(len(without), "criterion", start=True)}
        values["names"] = asked.listed(without)
        yield _Missing("criteria_without_goal", values, len(without), "selection.criteria.*.goal")
    elif number and (criteria := len(selection.criteria)):
        amount = asked.counted(criteria, "criterion")
        yield _Said("criteria_with_goal", {"amount": amount}, criteria)
    yield from _order_of_decisions(asked)


def _order_of_decisions(asked: _Asked) -> Iterator[_Said]:
    """Yield which was decided first, the goals or the criteria, where both days are noted."""
    answers = [asked.handbook.answer("goals", "purpose")]
    answers.append(asked.handbook.answer("selection", "identification"))
    goals, criteria = (a.decided_on if a.status is Status.DECIDED else None for a in answers)
    if goals is None or criteria is None:
        return
    days = {"goals": asked.context.day(goals), "criteria": asked.context.day(criteria)}
    if goals.last_day < criteria.first_day:
        yield _Said("goals_first", days)
    elif criteria.last_day < goals.first_day:
        yield _Missing("criteria_first", days)


def _too_many_accounts(asked: _Asked) -> Iterator[_Said]:
    by_status = Counter(account.status for _, account in accounts(asked.handbook))
    pilots, active = (by_status[status] for status in AT_WORK)
    if pilots:
        key = "pilots_remain" if is_late(asked.handbook) else "pilots"
        case, start = ("", True) if is_late(asked.handbook) else ("dative", False)
        amount = asked.counted(pilots, "pilot", case, start=start)
        yield _Said(key, {"amount": amount}, pilots)
    if active:
        yield _Said("active", {"amount": asked.counted(active, "key_account", start=True)}, active)
    if waiting := by_status[AccountStatus.CANDIDATE]:
        amount = asked.counted(waiting, "candidate", start=True)
        yield _Said("candidates", {"amount": amount}, waiting)
    managed = Counter(fold(account.manager) for _, account in accounts(asked.handbook, AT_WORK))
    if most := max((n for name, n in managed.items() if name), default=0):
        amount = asked.counted(most, "key_account", "accusative")
        yield _Said("load", {"amount": amount}, most)
    if not pilots + active:
        key = "no_accounts" if is_late(asked.handbook) else "no_pilots"
        yield _Missing(key, place="selection.key_accounts.*")
    if asked.finds(sel1):
        yield _Missing("many_accounts")


def _unclear_approach(asked: _Asked) -> Iterator[_Said]:
    approach = asked.handbook.handbook.approach
    if approach.kind is None:
        yield _Missing("no_approach", place="handbook.approach")
        return
    values = {"approach": asked.label("approach", approach.kind), "reason": ended(approach.reason)}
    yield _Said("approach_because" if approach.reason else "approach", values)
    to = asked.listed(filter(None, approach.communicated.to))
    if to and approach.communicated.on:
        on_date = dated(asked.language, approach.communicated.on, "on")
        yield _Said("told", {"on_date": on_date, "to": to})
    elif not asked.runs:
        yield _Missing("not_told", place="handbook.approach.communicated.*")
    functions = _functions(asked, asked.handbook.services.services)
    if approach.kind is ApproachKind.COMPANY and functions:
        amount = asked.counted(functions, "function")
        yield _Said("functions", {"amount": amount}, functions)
    elif approach.kind is ApproachKind.COMPANY:
        yield _Missing("no_functions", place="services.services.*")


def _functions(asked: _Asked, items: Any) -> int:
    """Count the functions outside of sales among items."""
    outside = (
        i.function for i in items if is_outside_sales(i.function, asked.handbook, asked.checks)
    )
    return len({fold(function) for function in outside})


def _too_many_criteria(asked: _Asked) -> Iterator[_Said]:
    selection = asked.handbook.selection
    number = len(selection.criteria)
    if not number:
        yield _Missing("no_criteria", place="selection.criteria.*")
        return
    yield _Said("criteria", {"amount": asked.counted(number, "criterion", start=True)}, number)
    without = [selection.criteria[int(found.path[2])].name for found in asked.finds(sel3)]
    if without:
        values = {"amount": asked.counted(len(without), "criterion", start=True)}
        values["names"] = asked.listed(without)
        yield _Missing(
            "criteria_without_source", values, len(without), "selection.criteria.*.source"
        )
    else:
        sources = dict.fromkeys(criterion.source for criterion in selection.criteria)
        yield _Said("sources", {"names": asked.listed(sources)}, number)
    if asked.finds(sel2):
        yield _Missing("many_criteria")
    if selection.erp_systems == 1:
        yield _Said("one_system")
    elif selection.erp_systems and asked.finds(sel4):
        amount = numeral(asked.language, selection.erp_systems)
        yield _Missing("many_systems", {"amount": amount}, selection.erp_systems)


def _change_management(asked: _Asked) -> Iterator[_Said]:
    change = asked.handbook.introduction.change
    answered = sum(bool(concern.answer) for concern in change.concerns)
    if answered:
        yield _Said(
            "answered", {"amount": asked.counted(answered, "concern", start=True)}, answered
        )
    if unanswered := len(change.concerns) - answered:
        amount = asked.counted(unanswered, "concern", start=True)
        yield _Missing(
            "unanswered", {"amount": amount}, unanswered, "introduction.change.concerns.*.answer"
        )
    if told := len(change.communications):
        yield _Said("communications", {"amount": asked.counted(told, "group")}, told)
    functions = len({fold(each.function) for each in change.what_changes if each.text})
    if functions:
        yield _Said("changes", {"amount": asked.counted(functions, "function")}, functions)
    if asked.runs:
        return
    kinds = {concern.kind for concern in change.concerns}
    for kind in _STANDARD_CONCERNS:
        if kind not in kinds:
            yield _Missing(f"no_{kind}", place="introduction.change.concerns.*")
    if not told:
        yield _Missing("no_communications", place="introduction.change.communications.*")
    if not functions:
        yield _Missing("no_changes", place="introduction.change.what_changes.*")


def _sales_alone(asked: _Asked) -> Iterator[_Said]:
    if asked.runs:
        yield from _key_account_team(asked)
        return
    team, place = asked.handbook.introduction.team, "introduction.team.members.*"
    people = len({fold(m.person) or f"#{index}" for index, m in enumerate(team.members)})
    if not people:
        yield _Missing("no_team", place=place)
        return
    functions = len({fold(member.function) for member in team.members if member.function})
    if people > 1 and functions > 1 and _functions(asked, team.members):
        values = {"people": asked.counted(people, "person", start=True)}
        values["functions"] = asked.counted(functions, "function", "dative")
        yield _Said("team", values)
    elif people > 1:
        yield _Said("people", {"people": asked.counted(people, "person", start=True)})
    for found in asked.finds(prj1):
        yield _Missing(f"team_{found.variant}", place=place)
    roles = {member.role for member in team.members}
    lacking = [asked.label("member_role", role) for role in _TEAM_ROLES if role not in roles]
    if lacking:
        yield _Missing("no_roles", {"roles": "; ".join(lacking)}, len(lacking), place=place)
    if team.also_rollout:
        yield _Said("same_team")
    else:
        yield _Missing("no_same_team", place="introduction.team.also_rollout")


def _key_account_team(asked: _Asked) -> Iterator[_Said]:
    """Yield who works for key accounts, where KAM runs and no project team is expected."""
    team = asked.handbook.organisation.team
    functions = _functions(asked, team)
    if not team:
        yield _Missing("no_roles_at_work", place="organisation.team.*")
    elif functions:
        yield _Said("roles", {"amount": asked.counted(functions, "function")}, functions)
    else:
        yield _Missing("roles_of_sales", place="organisation.team.*")


def _only_managers_trained(asked: _Asked) -> Iterator[_Said]:
    first = _first_trainings(asked)
    if not first:
        yield _Missing("no_trainings", place="people.trainings.*")
        return
    known = {for_: day for for_, day in first.items() if day}
    names = {for_: asked.label("training_for", for_) for for_ in first}
    if len(known) > 1:
        in_order = sorted(known, key=lambda for_: (known[for_].last_day, _LEARNERS.index(for_)))
        steps = [f"{names[for_]} ({asked.context.day(known[for_])})" for for_ in in_order]
        yield _Said("order_of_trainings", {"names": asked.listed(steps)})
    if others := [names[for_] for for_ in _LEARNERS if for_ in first and for_ not in known]:
        yield _Said("trainings", {"names": asked.listed(others)})
    elif len(known) == 1:
        yield _Said("trainings", {"names": asked.listed(names.values())})
    for for_ in _LEARNERS:
        if for_ not in first:
            yield _Missing(f"no_{for_}", place="people.trainings.*")
    managers, key_account_managers = known.get("managers"), known.get("key_account_managers")
    if managers and key_account_managers and managers.first_day > key_account_managers.last_day:
        yield _Missing("managers_late", place="people.trainings.*")


def _first_trainings(asked: _Asked) -> dict[str, PartialDate | None]:
    """Return for whom there are trainings, and the day of each first one, where days are known."""
    days: dict[str, list[PartialDate]] = {}
    for training in asked.handbook.people.trainings:
        if training.for_:
            days.setdefault(training.for_, []).extend(filter(None, [training.date]))
    return {for_: min(of, key=lambda day: day.last_day, default=None) for for_, of in days.items()}


_BY_PITFALL: Mapping[str, Callable[[_Asked], Iterator[_Said]]] = {
    "wrong_questions_first": _wrong_questions_first,
    "too_many_accounts": _too_many_accounts,
    "unclear_approach": _unclear_approach,
    "too_many_criteria": _too_many_criteria,
    "change_management": _change_management,
    "sales_alone": _sales_alone,
    "only_key_account_managers_trained": _only_managers_trained,
}
