"""The approach: of the whole company or of sales – both are fine, clarity is not optional."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found, Value, Word
from kamhandbook.checks.common import accounts, is_natural_gap, is_outside_sales
from kamhandbook.checks.texts import manager_roles
from kamhandbook.content.base import ApproachKind
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold


def app1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Approach not declared."""
    if handbook.handbook.approach.kind is None:
        yield Found(("handbook", "approach"), ERROR)


def app2(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Company approach without a service or a team role outside sales."""
    if not _is(handbook, ApproachKind.COMPANY):
        return
    lists = (
        ("services", "services", handbook.services.services),
        ("organisation", "team", handbook.organisation.team),
    )
    for dimension, name, items in lists:
        outside = any(is_outside_sales(item.function, handbook, context) for item in items)
        if not outside and not is_natural_gap(handbook, dimension):
            yield Found((dimension, name), ERROR, variant=name)


def app3(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Company approach with more key accounts than every function can treat differently."""
    if not _is(handbook, ApproachKind.COMPANY):
        return
    number = sum(1 for _ in accounts(handbook))
    severity = context.limits("APP3").severity(number)
    if severity:
        yield Found(("selection", "key_accounts"), severity, {"number": number})


def app4(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Approach declared, but not communicated."""
    approach = handbook.handbook.approach
    communicated = approach.communicated
    is_written = {"on": communicated.on is not None, "to": any(communicated.to)}
    missing = tuple(
        Word(f"communicated_{name}") for name, is_given in is_written.items() if not is_given
    )
    if approach.kind and missing:
        yield Found(("handbook", "approach", "communicated"), WARNING, {"missing": missing})


def app5(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """More key accounts than a manager can develop."""
    kind = handbook.handbook.approach.kind
    if kind is None:
        return
    limits = context.limits("APP5", kind.value)
    by_manager: dict[str, list[int]] = defaultdict(list)
    for index, account in accounts(handbook):
        if account.manager:
            by_manager[fold(account.manager)].append(index)
    for indexes in by_manager.values():
        if limits.severity(len(indexes)):
            manager = min(handbook.selection.key_accounts[index].manager for index in indexes)
            values: dict[str, Value] = {"manager": manager, "number": len(indexes)}
            values["limit"] = limits.hint or 0
            yield Found(("selection", "key_accounts", indexes[0], "manager"), HINT, values)


def app6(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Sales approach without a Key Account Manager in the team."""
    if not _is(handbook, ApproachKind.SALES) or is_natural_gap(handbook, "organisation"):
        return
    roles = [fold(member.role) for member in handbook.organisation.team]
    names = manager_roles(context.language)
    if not any(_names_manager(role, names) for role in roles):
        yield Found(("organisation", "team"), WARNING)


def _is(handbook: Handbook, kind: ApproachKind) -> bool:
    return handbook.handbook.approach.kind is kind


def _names_manager(role: str, names: Iterable[str]) -> bool:
    """Whether a role is a Key Account Manager's; "KAM" alone counts, as a word of its own."""
    words = role.replace("-", " ").replace("/", " ").split()
    return any(f" {name} " in f" {' '.join(words)} " for name in names)
