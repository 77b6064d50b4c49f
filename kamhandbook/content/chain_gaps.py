"""Where the chain of the dimensions is broken: goals without a KPI, requirements nobody meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.chain import Chain
from kamhandbook.positions import ContentPath


class Gap(Struct, frozen=True):
    """What is not linked: the kind of gap, and the things that have it."""

    kind: str
    names: tuple[str, ...]


def gaps_of(chain: Chain, hidden: Collection[ContentPath] = ()) -> tuple[Gap, ...]:
    """Return what is not linked, in the chain's order.

    ``hidden`` are the paths at which an edition was cut: what may only be withheld is no gap.
    """
    found = (
        Gap(kind, tuple(dict.fromkeys(names)))
        for kind, names, sources in _kinds(chain)
        if not any(_withholds(hidden, *source) for source in sources)
    )
    return tuple(gap for gap in found if gap.names)


#: A list with the fields of its items that a gap depends on.
_Source = tuple[ContentPath, tuple[str, ...]]
_CRITERIA: _Source = (("selection", "criteria"), ("goal", "name"))
_SCORES: _Source = (("selection", "key_accounts"), ("scores", "name"))
_REQUIREMENTS: _Source = (("selection", "key_accounts"), ("requirements", "name"))
_SERVICES: _Source = (("services", "services"), ("name", "function"))
_KPIS: _Source = (("steering", "kpis"), ("goal", "name"))
_GOALS: _Source = (("goals", "goals"), ("id", "text"))


def _kinds(chain: Chain) -> Iterator[tuple[str, Iterable[str], Sequence[_Source]]]:
    """Yield each kind of gap with the names that have it and the lists it depends on."""
    if chain.criteria:
        yield (
            "goal_without_criterion",
            [each.goal.text for each in chain.goals if not each.criteria],
            (_CRITERIA,),
        )
    yield (
        "goal_without_kpi",
        [each.goal.text for each in chain.goals if not each.kpis],
        (_KPIS,),
    )
    yield (
        "criterion_without_goal",
        [each.criterion.name for each in chain.criteria if not each.goal],
        (_GOALS, _CRITERIA),
    )
    if chain.accounts:
        yield (
            "criterion_without_account",
            [each.criterion.name for each in chain.criteria if not each.accounts],
            (_SCORES, _CRITERIA),
        )
    yield (
        "account_without_points",
        [account.name for account in chain.accounts if not account.scores and chain.criteria],
        (_SCORES, _CRITERIA),
    )
    yield (
        "account_without_requirement",
        [a.name for a in chain.accounts if not any(each.text for each in a.requirements)],
        (_REQUIREMENTS,),
    )
    open_ones = [each for each in chain.requirements if not each.service]
    yield (
        "requirement_without_service",
        [each.text for each in open_ones if not each.not_met],
        (_REQUIREMENTS, _SERVICES),
    )
    yield (
        "requirement_not_met",
        [each.text for each in open_ones if each.not_met],
        (_REQUIREMENTS, _SERVICES),
    )
    if chain.requirements:
        yield (
            "service_without_requirement",
            [each.service.name for each in chain.services if not each.requirements],
            (_REQUIREMENTS, _SERVICES),
        )
    yield (
        "service_without_function",
        [each.service.name for each in chain.services if not each.service.function],
        (_SERVICES,),
    )
    yield (
        "kpi_without_goal",
        [each.kpi.name for each in chain.kpis if not each.goal],
        (_GOALS, _KPIS),
    )


def _withholds(hidden: Iterable[ContentPath], place: ContentPath, fields: Sequence[str]) -> bool:
    """Whether a list, an item of it, or one of some fields of its items is hidden."""
    return any(
        path[:2] == place[: len(path)] and (len(path) <= 3 or path[3] in fields) for path in hidden
    )
