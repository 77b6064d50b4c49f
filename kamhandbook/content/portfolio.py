"""The accounts as a whole: who counts, their points, what they amount to, what meets their needs.

Everything is worked out of what is there: of an edition's handbook, only from what its audience
may see. What cannot be read takes part in nothing, and is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from kamhandbook.content.base import AccountStatus
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.content.selection import Criterion, KeyAccount
from kamhandbook.wording.language import Language
from kamhandbook.wording.measures import Measure, may_be_money, measure_in

AT_WORK = (AccountStatus.PILOT, AccountStatus.ACTIVE)
_FULL_WEIGHT = 100
_TOLERANCE = 0.5
#: What an account turns over, it does in a year, whether that is said or not; a cost may be once.
_YEARLY = ("revenue", "potential")

Quantity = Literal["revenue", "potential", "cost"]


class Total(Struct, frozen=True):
    """What amounts of one currency and rate add up to; ``count`` is how many took part."""

    number: float
    unit: str
    rate: str
    count: int


class Totals(Struct, frozen=True):
    """The sums of one quantity, one for each currency and rate, the largest first.

    ``read`` of ``of`` items took part; ``unread`` are the texts that say no amount for certain.
    """

    totals: tuple[Total, ...]
    of: int
    unread: tuple[str, ...]

    @property
    def read(self) -> int:
        """How many items took part in a sum."""
        return sum(total.count for total in self.totals)


class Coverage(Struct, frozen=True):
    """How many requirements of accounts at work a service meets, none by decision, or none yet."""

    met: int
    refused: int
    open: int

    @property
    def all(self) -> int:
        """How many requirements there are."""
        return self.met + self.refused + self.open


def accounts_at_work(handbook: Handbook) -> tuple[KeyAccount, ...]:
    """Return the accounts that are worked with; where there is none yet, the candidates."""
    accounts = handbook.selection.key_accounts
    current = tuple(account for account in accounts if account.status in AT_WORK)
    return current or tuple(a for a in accounts if a.status is AccountStatus.CANDIDATE)


def totals(handbook: Handbook, language: Language, quantity: Quantity) -> Totals:
    """Return what accounts turn over or could, or what services cost, added up where it can be."""
    if quantity == "cost":
        return _totals([str(each.cost) for each in handbook.services.services], language, quantity)
    accounts = accounts_at_work(handbook)
    return _totals([str(getattr(each, quantity)) for each in accounts], language, quantity)


def _totals(texts: Sequence[str], language: Language, quantity: Quantity) -> Totals:
    amounts: dict[tuple[str, str], list[float]] = {}
    unread: list[str] = []
    for text in filter(None, texts):
        measure = amount_in(language, text)
        if measure is None:
            unread.append(text)
            continue
        rate = "" if quantity in _YEARLY and measure.rate == "year" else measure.rate
        amounts.setdefault((measure.unit, rate), []).append(measure.number)
    sums = (Total(sum(each), *kind, len(each)) for kind, each in amounts.items())
    largest_first = sorted(sums, key=lambda total: (-total.count, -total.number, total.unit))
    return Totals(tuple(largest_first), len(texts), tuple(unread))


def amount_in(language: Language, text: str) -> Measure | None:
    """Return the amount of money that a text names for certain, of everything that it is for."""
    measure = measure_in(language, text)
    if measure is None or measure.is_share or measure.bound or measure.rate == "each":
        return None
    return measure if may_be_money(language, measure) else None


def points_of(account: KeyAccount, criteria: Iterable[Criterion]) -> float | None:
    """Return an account's weighted points.

    None where the weights are not given or are no 100, and where points are missing for a criterion
    that counts.
    """
    weights = {each.name: each.weight or 0 for each in criteria if each.name}
    if abs(sum(weights.values()) - _FULL_WEIGHT) > _TOLERANCE:
        return None
    counting = {name: weight for name, weight in weights.items() if weight}
    if any(name not in account.scores for name in counting):
        return None
    return round(sum(w * account.scores[name] for name, w in counting.items()) / _FULL_WEIGHT, 1)


def coverage(handbook: Handbook) -> Coverage:
    """Return how the requirements of the accounts at work are met."""
    accounts = accounts_at_work(handbook)
    asked = [each for account in accounts for each in account.requirements if each.text]
    met = sum(1 for each in asked if each.met_by)
    refused = sum(1 for each in asked if each.not_met and not each.met_by)
    return Coverage(met, refused, len(asked) - met - refused)


def unmet(handbook: Handbook) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the requirements that nothing meets yet, each once, with the accounts that ask."""
    asking: dict[str, tuple[str, list[str]]] = {}
    for account in accounts_at_work(handbook):
        for each in account.requirements:
            if each.text and not each.met_by and not each.not_met:
                asking.setdefault(fold(each.text), (each.text, []))[1].append(account.name)
    return tuple((text, tuple(names)) for text, names in asking.values())
