"""Key account selection: few accounts, few criteria, figures that a system delivers."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found, Word
from kamhandbook.checks.common import AT_WORK, accounts, is_natural_gap
from kamhandbook.content.base import AccountStatus, Phase
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.wording.language import Language
from kamhandbook.wording.readings import is_wholly, speaks_of

_CRITERIA = ("selection", "criteria")
_ACCOUNTS = ("selection", "key_accounts")
_FULL_WEIGHT = 100.0


def sel1(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Too many key accounts at work before the roll-out: pilots, and those called active."""
    if handbook.handbook.phase not in (Phase.CONCEPT, Phase.PROTOTYPING):
        return
    pilots = sum(1 for _ in accounts(handbook, (AccountStatus.PILOT,)))
    number = sum(1 for _ in accounts(handbook, AT_WORK))
    severity = context.limits("SEL1").severity(number)
    if severity:
        variant = "" if number == pilots else "active"
        yield Found(_ACCOUNTS, severity, {"number": number, "pilots": pilots}, variant)


def sel2(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Too many criteria."""
    number = len(handbook.selection.criteria)
    severity = context.limits("SEL2").severity(number)
    if severity:
        yield Found(_CRITERIA, severity, {"number": number})


def sel3(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A criterion that no system delivers."""
    for index, criterion in enumerate(handbook.selection.criteria):
        path = (*_CRITERIA, index, "source")
        if not criterion.source:
            yield Found(path, ERROR, {"criterion": criterion.name})
        elif is_no_system(context.language, criterion.source):
            values = {"criterion": criterion.name, "source": criterion.source}
            yield Found(path, ERROR, values, "hollow")


def is_no_system(language: Language, source: str) -> bool:
    """Whether a source is open, or is a guess that no system holds."""
    is_guessed = speaks_of(language, "guessed", source)
    return is_wholly(language, "no_source", source) or (
        is_guessed and not speaks_of(language, "a_system", source)
    )


def sel4(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A global criterion, while the figures lie in several ERP systems, or nobody says in how many.

    A source that brings them together is all that is asked for.
    """
    systems = handbook.selection.erp_systems
    if systems is not None and systems <= 1:
        return
    for index, criterion in enumerate(handbook.selection.criteria):
        is_told = is_no_system(context.language, criterion.source)  # by SEL3
        if criterion.scope != "global" or is_told or _is_consolidated(criterion.source, context):
            continue
        path = (*_CRITERIA, index, "scope")
        if systems is None:
            yield Found(path, HINT, {"criterion": criterion.name}, "unknown")
        else:
            yield Found(path, WARNING, {"criterion": criterion.name, "systems": systems})


def _is_consolidated(source: str, context: CheckContext) -> bool:
    """Whether a source brings the figures of several systems together."""
    language = context.language
    return speaks_of(language, "consolidated", source) and not speaks_of(
        language, "not_consolidated", source
    )


def sel5(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A review without interval or owner."""
    review = handbook.selection.review
    missing = tuple(Word(name) for name in ("interval", "owner") if not getattr(review, name))
    if missing and not is_natural_gap(handbook, "selection"):
        yield Found(("selection", "review"), WARNING, {"missing": missing})


def sel6(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No body that decides about the list on a level."""
    if is_natural_gap(handbook, "selection"):
        return
    decided = {decision.level for decision in handbook.selection.decision if decision.body}
    for level in _levels(handbook):
        if level not in decided:
            yield Found(("selection", "decision"), WARNING, {"level": Word(level)})


def sel7(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A key account that nobody can give a reason for."""
    for index, account in accounts(handbook):
        if not account.why:
            yield Found((*_ACCOUNTS, index, "why"), ERROR, {"account": account.name})


def sel8(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Weights that do not make 100."""
    weights = [
        criterion.weight
        for criterion in handbook.selection.criteria
        if criterion.weight is not None
    ]
    total = round(sum(weights), 6)  # so that 33.3 three times is 99.9
    severity = (
        context.limits("SEL8").severity(round(abs(total - _FULL_WEIGHT), 6)) if weights else None
    )
    if severity:
        yield Found(_CRITERIA, severity, {"total": total})


def _levels(handbook: Handbook) -> tuple[str, ...]:
    """National always; international only where more than one country is concerned."""
    countries = {fold(country) for country in handbook.handbook.company.locations}
    for _, account in accounts(handbook):
        countries |= {fold(country) for country in account.countries}
    return ("national", "international") if len(countries - {""}) > 1 else ("national",)
