"""Order: the eight dimensions are worked out top to bottom, for each shapes the next."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found, Value, Word
from kamhandbook.checks.common import AT_WORK, accounts, is_late, is_written
from kamhandbook.content.base import Content
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.positions import ContentPath
from kamhandbook.wording.numbers import plural_kind

_GOALS = DIMENSIONS[0]
_EXEMPT = "steering"  # pieces for it turn up in every dimension, so it may come first


def ord1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Criteria or key accounts, while why or goals are missing."""
    missing = _missing_foundation(handbook)
    selection = handbook.selection
    is_listed = is_written((*selection.criteria, *selection.key_accounts))
    if missing and (is_listed or _is_answered(selection)):
        yield Found(
            _first_filled(handbook, "selection", ("criteria", "key_accounts")), ERROR, missing
        )


def ord2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Organisation, while why or goals are missing."""
    missing = _missing_foundation(handbook)
    organisation = handbook.organisation
    is_listed = is_written(organisation.team)
    if missing and (is_listed or _has_embedding(handbook) or _is_answered(organisation)):
        yield Found(
            _first_filled(handbook, "organisation", ("form", "structure", "team")), ERROR, missing
        )


def ord3(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A dimension answered while an earlier one is empty."""
    severity = HINT if is_late(handbook) else WARNING
    for index, dimension in enumerate(DIMENSIONS):
        empty = tuple(
            Word(earlier)
            for earlier in DIMENSIONS[:index]
            if not _is_answered(getattr(handbook, earlier))
        )
        if empty and dimension != _EXEMPT and _is_answered(getattr(handbook, dimension)):
            variant = plural_kind(context.language, len(empty))
            values: dict[str, Value] = {"later": Word(dimension), "earlier": empty}
            yield Found((dimension, "answers"), severity, values, variant)


def ord4(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A criterion without a goal."""
    for index, criterion in enumerate(handbook.selection.criteria):
        if not criterion.goal:
            yield Found(
                ("selection", "criteria", index, "goal"), WARNING, {"criterion": criterion.name}
            )


def ord5(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Services, although a pilot or active key account has no requirements."""
    services = handbook.services
    if not services.services and not _is_answered(services):
        return
    severity = HINT if is_late(handbook) else WARNING
    for index, account in accounts(handbook, AT_WORK):
        if not any(account.requirements):
            path = ("selection", "key_accounts", index, "requirements")
            yield Found(path, severity, {"account": account.name})


def ord6(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Embedding, although nobody noted how a pilot or active key account buys or is organised."""
    if not _has_embedding(handbook):
        return
    severity = HINT if is_late(handbook) else WARNING
    for index, account in accounts(handbook, AT_WORK):
        if not (account.organisation or account.buying.kind or account.buying.text):
            path = ("selection", "key_accounts", index, "organisation")
            yield Found(path, severity, {"account": account.name})


def _missing_foundation(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    missing = []
    if not handbook.goals.why:
        missing.append(Word("why"))
    if not any(goal.text or goal.id for goal in handbook.goals.goals):
        missing.append(Word("goals_list"))
    return {"missing": tuple(missing)} if missing else {}


def _is_answered(part: Content) -> bool:
    """Whether any guiding question of a dimension is answered."""
    return any(answer.is_answered for answer in part.answers.values())  # type: ignore[attr-defined]


def _has_embedding(handbook: Handbook) -> bool:
    organisation = handbook.organisation
    answered = handbook.answer("organisation", "embedding").is_answered
    return answered or organisation.form is not None or bool(organisation.structure.name)


def _first_filled(handbook: Handbook, dimension: str, lists: tuple[str, ...]) -> ContentPath:
    """Return the first of a dimension's lists that is filled, else its answers."""
    part = getattr(handbook, dimension)
    return (dimension, next((name for name in lists if is_written(getattr(part, name))), "answers"))
