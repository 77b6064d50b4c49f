"""Points: whether accounts have them, and whether they reach what the list asks for."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import HINT, WARNING, CheckContext, Found, Value
from kamhandbook.checks.common import AT_WORK, accounts
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.portfolio import points_of
from kamhandbook.content.selection import KeyAccount
from kamhandbook.wording.placeholders import is_nobody_yet
from kamhandbook.wording.readings import points_in, speaks_of

_ACCOUNTS = ("selection", "key_accounts")
_ENTRY = ("selection", "review", "entry")


def sel9(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A key account without a manager."""
    for index, account in accounts(handbook, AT_WORK):
        if not account.manager or is_nobody_yet(account.manager):
            yield Found((*_ACCOUNTS, index, "manager"), WARNING, {"account": account.name})


def sel10(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Entry asks for points that accounts do not have, or cannot have."""
    entry = points_in(context.language, handbook.selection.review.entry)
    listed = list(accounts(handbook, AT_WORK))
    if entry is None or not listed:
        return
    asked: dict[str, Value] = {"entry": entry}
    scored = [account for _, account in listed if account.scores]
    highest = max((max(account.scores.values()) for account in scored), default=0)
    if not scored:
        yield Found(_ENTRY, WARNING, asked, "none")
        return
    if 0 < highest < entry:
        yield Found(_ENTRY, WARNING, asked | {"highest": highest}, "scale")
        return
    for index, account in listed:
        path, values = (*_ACCOUNTS, index, "scores"), asked | {"account": account.name}
        missing = _unscored(account, handbook)
        if missing:
            yield Found(path, HINT, values | {"missing": missing}, "missing")
            continue
        total = points_of(account, handbook.selection.criteria)
        is_explained = speaks_of(context.language, "exception", account.why)
        if total is not None and total < entry and not is_explained:
            yield Found(path, WARNING, values | {"total": total})


def _unscored(account: KeyAccount, handbook: Handbook) -> tuple[str, ...]:
    """Return the criteria that an account has no points for."""
    names = (criterion.name for criterion in handbook.selection.criteria if criterion.name)
    return tuple(name for name in names if name not in account.scores)
