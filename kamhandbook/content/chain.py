"""How the dimensions hang together: goal, criterion, account, requirement, service, function, KPI.

Only links that are written count; what lacks one is told by ``chain_gaps``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from kamhandbook.content.goals import Goal
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.content.portfolio import accounts_at_work
from kamhandbook.content.selection import Criterion, KeyAccount, Requirement
from kamhandbook.content.services import Service
from kamhandbook.content.steering import Kpi

_FEW = 4  # ways that are shown at least, where there are so many


class Link(StrEnum):
    """The kinds of things that a chain links, in its order."""

    GOAL = "goal"
    CRITERION = "criterion"
    ACCOUNT = "account"
    REQUIREMENT = "requirement"
    SERVICE = "service"
    FUNCTION = "function"
    KPI = "kpi"


class LinkedCriterion(Struct, frozen=True):
    """A criterion with its goal and the accounts that have points by it, the best first."""

    criterion: Criterion
    goal: Goal | None
    accounts: tuple[KeyAccount, ...]


class LinkedGoal(Struct, frozen=True):
    """A goal with the criteria that serve it and the KPIs that measure it."""

    goal: Goal
    criteria: tuple[LinkedCriterion, ...]
    kpis: tuple[Kpi, ...]


class LinkedRequirement(Struct, frozen=True):
    """A requirement, once, with who asks for it and what meets it, or why nothing does."""

    text: str
    accounts: tuple[KeyAccount, ...]
    service: Service | None
    not_met: str


class LinkedService(Struct, frozen=True):
    """A service with the requirements that it meets."""

    service: Service
    requirements: tuple[LinkedRequirement, ...]


class LinkedKpi(Struct, frozen=True):
    """A KPI with the goal that it measures."""

    kpi: Kpi
    goal: Goal | None


class Strand(Struct, frozen=True):
    """One way through the chain from a goal on, as far as it goes: a text for each link, or "".

    ``service`` may be missing while ``not_met`` says why.
    """

    texts: Mapping[Link, str]
    not_met: str = ""

    @property
    def length(self) -> int:
        """How many of its links are there."""
        return sum(1 for text in self.texts.values() if text)

    @property
    def is_whole(self) -> bool:
        """Whether no link is missing."""
        return self.length == len(Link)


class Chain(Struct, frozen=True):
    """All that is linked, each list in the company's order; ``strands`` at least one a goal."""

    goals: tuple[LinkedGoal, ...]
    criteria: tuple[LinkedCriterion, ...]
    accounts: tuple[KeyAccount, ...]
    requirements: tuple[LinkedRequirement, ...]
    services: tuple[LinkedService, ...]
    functions: tuple[tuple[str, tuple[Service, ...]], ...]
    kpis: tuple[LinkedKpi, ...]
    strands: tuple[Strand, ...]

    @property
    def is_carried(self) -> bool:
        """Whether at least one way through it is whole."""
        return any(strand.is_whole for strand in self.strands)

    @property
    def is_whole(self) -> bool:
        """Whether every goal is followed up to a KPI."""
        return all(strand.is_whole for strand in self.strands)

    def count(self, link: Link) -> int:
        """Return how many things of a kind there are."""
        lists: Mapping[Link, Sequence[object]] = {
            Link.GOAL: self.goals,
            Link.CRITERION: self.criteria,
            Link.ACCOUNT: self.accounts,
            Link.REQUIREMENT: self.requirements,
            Link.SERVICE: self.services,
            Link.FUNCTION: self.functions,
            Link.KPI: self.kpis,
        }
        return len(lists[link])


def chain_of(handbook: Handbook) -> Chain:
    """Return how what a handbook says hangs together."""
    goals = {goal.id: goal for goal in reversed(handbook.goals.goals) if goal.id}
    services = {each.name: each for each in reversed(handbook.services.services) if each.name}
    accounts = tuple(account for account in accounts_at_work(handbook) if account.name)
    requirements = _requirements(accounts, services)
    criteria = _criteria(handbook, accounts, goals)
    kpis = tuple(LinkedKpi(kpi, goals.get(kpi.goal)) for kpi in handbook.steering.kpis if kpi.name)
    linked_goals = _goals(handbook, criteria, kpis)
    linked_services = _services(handbook, requirements)
    functions = _grouped(handbook.services.services, lambda service: service.function)
    return Chain(
        *(linked_goals, criteria, accounts, requirements, linked_services, functions, kpis),
        strands=tuple(_strands(linked_goals, services)),
    )


def _goals(
    handbook: Handbook, criteria: Sequence[LinkedCriterion], kpis: Sequence[LinkedKpi]
) -> tuple[LinkedGoal, ...]:
    serving: dict[int, list[LinkedCriterion]] = {}
    measuring: dict[int, list[Kpi]] = {}
    for criterion in criteria:
        serving.setdefault(id(criterion.goal), []).append(criterion)
    for kpi in kpis:
        measuring.setdefault(id(kpi.goal), []).append(kpi.kpi)
    return tuple(
        LinkedGoal(goal, tuple(serving.get(id(goal), ())), tuple(measuring.get(id(goal), ())))
        for goal in handbook.goals.goals
        if goal.text
    )


def _criteria(
    handbook: Handbook, accounts: Sequence[KeyAccount], goals: Mapping[str, Goal]
) -> tuple[LinkedCriterion, ...]:
    scored: dict[str, list[KeyAccount]] = {}
    for account in accounts:
        for name, points in account.scores.items():
            if points > 0:
                scored.setdefault(name, []).append(account)

    def best_first(name: str) -> tuple[KeyAccount, ...]:
        return tuple(sorted(scored.get(name, ()), key=lambda account: -account.scores[name]))

    return tuple(
        LinkedCriterion(criterion, goals.get(criterion.goal), best_first(criterion.name))
        for criterion in handbook.selection.criteria
        if criterion.name
    )


def _requirements(
    accounts: Sequence[KeyAccount], services: Mapping[str, Service]
) -> tuple[LinkedRequirement, ...]:
    """Return each requirement once; asked for twice and met by different services it is two."""
    asking: dict[tuple[str, str, str], tuple[str, list[KeyAccount]]] = {}
    for account in accounts:
        for each in account.requirements:
            key = (fold(each.text), each.met_by, "" if each.met_by else each.not_met)
            if each.text:
                askers = asking.setdefault(key, (each.text, []))[1]
                if account not in askers[-1:]:
                    askers.append(account)
    return tuple(
        LinkedRequirement(text, tuple(askers), services.get(met_by), not_met)
        for (_, met_by, not_met), (text, askers) in asking.items()
    )


def _services(
    handbook: Handbook, requirements: Sequence[LinkedRequirement]
) -> tuple[LinkedService, ...]:
    met: dict[str, list[LinkedRequirement]] = {}
    for each in requirements:
        if each.service:
            met.setdefault(each.service.name, []).append(each)
    return tuple(
        LinkedService(service, tuple(met.get(service.name, ())))
        for service in handbook.services.services
        if service.name
    )


def _grouped(
    services: Iterable[Service], key: Callable[[Service], str]
) -> tuple[tuple[str, tuple[Service, ...]], ...]:
    groups: dict[str, tuple[str, list[Service]]] = {}
    for service in services:
        if service.name and key(service):
            groups.setdefault(fold(key(service)), (key(service), []))[1].append(service)
    return tuple((name, tuple(inside)) for name, inside in groups.values())


# --- ways through the chain


class _Way(Struct, frozen=True):
    """A way from a goal on, as places in the company's lists."""

    criterion: LinkedCriterion | None = None
    account: KeyAccount | None = None
    requirement: Requirement | None = None


def _strands(goals: Sequence[LinkedGoal], services: Mapping[str, Service]) -> Iterator[Strand]:
    """Yield the strongest way from each goal on, of few goals a second one where it is whole.

    Accounts and services that were not shown yet go first.
    """
    told: set[int] = set()
    ways_each = max(1, _FEW // max(len(goals), 1))
    for linked in goals:
        ways = (_Way(), *_ways(linked.criteria))
        for number in range(ways_each):
            best = max(ways, key=lambda way: _strength(way, services, told))
            strand = _strand(linked, best, services)
            if number and (id(best.account) in told or not strand.is_whole):
                break
            told |= {id(best.account), id(_service(best, services))}
            yield strand


def _ways(criteria: Iterable[LinkedCriterion]) -> Iterator[_Way]:
    for criterion in criteria:
        yield _Way(criterion)
        for account in criterion.accounts:
            yield _Way(criterion, account)
            yield from (_Way(criterion, account, each) for each in account.requirements)


def _strength(
    way: _Way, services: Mapping[str, Service], told: set[int]
) -> tuple[int, bool, bool, bool, float]:
    """Return what makes one way say more than another: its length, news, a reason, its points."""
    asked, account, service = way.requirement, way.account, _service(way, services)
    links = (way.criterion, account, asked, service, service and service.function)
    reason = bool(asked and asked.not_met)
    criterion = way.criterion.criterion if way.criterion else None
    points = account.scores.get(criterion.name, 0.0) if account and criterion else 0.0
    weight = (criterion.weight or 1.0) if criterion else 0.0
    is_new = id(account) not in told, id(service) not in told
    return sum(map(bool, links)), *is_new, reason, weight * points


def _service(way: _Way, services: Mapping[str, Service]) -> Service | None:
    """Return the service that meets what a way's account asks for."""
    return services.get(way.requirement.met_by) if way.requirement else None


def _strand(linked: LinkedGoal, way: _Way, services: Mapping[str, Service]) -> Strand:
    asked, service = way.requirement, _service(way, services)
    texts = {
        Link.GOAL: linked.goal.text,
        Link.CRITERION: way.criterion.criterion.name if way.criterion else "",
        Link.ACCOUNT: way.account.name if way.account else "",
        Link.REQUIREMENT: asked.text if asked else "",
        Link.SERVICE: service.name if service else "",
        Link.FUNCTION: service.function if service else "",
        Link.KPI: linked.kpis[0].name if linked.kpis else "",
    }
    return Strand(texts, asked.not_met if asked and not service else "")
