"""The limits of every check in one place, and a company's own values over them.

APP5 has a limit for each approach; what a company writes under ``APP5`` holds for the approach it
has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import fields, replace

from kamhandbook.checks.further import further_checks
from kamhandbook.checks.limits import Limits
from kamhandbook.content.handbook_file import Thresholds as OwnThresholds

DEFAULTS: dict[str, Limits] = {
    "SEL1": Limits(error=9, warning=5),  # key accounts at work before the roll-out
    "SEL2": Limits(error=8, warning=5),  # criteria
    "SEL8": Limits(error=0.5),  # points that the weights' sum may be away from 100
    "APP3": Limits(warning=19),  # key accounts
    "APP5": Limits(hint=5),  # key accounts per manager, company approach
    "APP5_sales": Limits(hint=15),  # the same, sales approach
    "PRJ3": Limits(hint=9),  # people
    "PRJ5": Limits(hint=6.5, minimum=2.5),  # months; "about 3 to 6" leaves two weeks either side
    "PRJ6": Limits(hint=3),  # months
    "PRJ8": Limits(warning=60),  # days
    "ASM1": Limits(hint=13),  # months since the last self-assessment: a year, and one to make it
    "DOC1": Limits(error=20, minimum=15),  # slides
}


# Limits that a company may lower, never raise: a handbook deck has no slide 21.
CEILINGS: Mapping[str, Limits] = {"DOC1": Limits(error=20)}


class Idle(Struct, frozen=True):
    """A threshold somebody wrote that has no effect; ``why`` is threshold, limit or ceiling."""

    code: str
    limit: str
    why: str


def limits_of(code: str, own: Mapping[str, OwnThresholds], variant: str = "") -> Limits:
    """Return the limits in force for a check; ``variant`` picks one of several defaults."""
    defaults = _defaults()
    default = defaults.get(f"{code}_{variant}") or defaults.get(code, Limits())
    if code not in own:
        return default
    limits, ceiling = default.over(own[code]), CEILINGS.get(code, Limits())
    too_high = {n: getattr(ceiling, n) for n in ceiling.names() if _is_over(limits, ceiling, n)}
    return replace(limits, **too_high)


def limit_values(code: str, own: Mapping[str, OwnThresholds]) -> Mapping[str, float]:
    """Return a check's limits in force by name; those of a further variant as ``hint_sales``."""
    values: dict[str, float] = {}
    for key in _defaults():
        name, _, variant = key.partition("_")
        if name == code:
            limits = limits_of(code, own, variant)
            ending = f"_{variant}" if variant else ""
            values |= {f"{each}{ending}": getattr(limits, each) for each in limits.names()}
    return values


def configurable() -> tuple[str, ...]:
    """Return the codes that have limits."""
    return tuple(code for code in _defaults() if "_" not in code)


def idle_thresholds(own: Mapping[str, OwnThresholds]) -> Iterator[Idle]:
    """Yield what a company wrote that no check heeds; limit "" where the code has none at all."""
    for code, limits in own.items():
        if code not in configurable():
            yield Idle(code, "", "threshold")
            continue
        for name in (field.name for field in fields(Limits)):
            if name not in limits.model_fields_set:
                continue
            if name not in _defaults()[code].names():
                yield Idle(code, name, "limit")
            elif _is_over(limits, CEILINGS.get(code, Limits()), name):
                yield Idle(code, name, "ceiling")


def _defaults() -> Mapping[str, Limits]:
    """Return the limits we ship and those that checks of other packages bring."""
    return DEFAULTS | {
        check.code: check.limits for check in further_checks() if check.limits.names()
    }


def _is_over(limits: Limits | OwnThresholds, ceiling: Limits, name: str) -> bool:
    value, highest = getattr(limits, name), getattr(ceiling, name)
    return value is not None and highest is not None and value > highest
