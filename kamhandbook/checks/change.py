"""Change management and training: people have worries, and look at what their managers do."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found
from kamhandbook.checks.common import is_late, is_natural_gap
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import PartialDate
from kamhandbook.positions import ContentPath

_CHANGE = ("introduction", "change")
_TRAININGS = ("people", "trainings")
_STANDARD_CONCERNS = ("losing_customer", "losing_revenue")


def chg1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """One of the two standard concerns has no answer."""
    if is_natural_gap(handbook, "introduction"):
        return
    severity = ERROR if is_late(handbook) else WARNING
    for kind in _STANDARD_CONCERNS:
        concerns = list(enumerate(handbook.introduction.change.concerns))
        of_kind = [(index, concern) for index, concern in concerns if concern.kind == kind]
        if not any(concern.answer for _, concern in of_kind):
            path: ContentPath = (*_CHANGE, "concerns")
            yield Found((*path, of_kind[0][0]) if of_kind else path, severity, variant=kind)


def chg2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No communication plan."""
    change = handbook.introduction.change
    if not change.communications and not is_natural_gap(handbook, "introduction"):
        yield Found((*_CHANGE, "communications"), WARNING)


def chg3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Nothing changes for any function."""
    changes = handbook.introduction.change.what_changes
    if not any(change.text for change in changes) and not is_natural_gap(handbook, "introduction"):
        yield Found((*_CHANGE, "what_changes"), WARNING)


def trn1(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Training for Key Account Managers, none for managers."""
    trained = _trainings(handbook, "key_account_managers")
    if trained and not _trainings(handbook, "managers"):
        yield Found((*_TRAININGS, trained[0]), ERROR)


def trn2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """A sponsor without commitments."""
    sponsor = handbook.introduction.sponsor
    if not any(sponsor.commitments) and not is_natural_gap(handbook, "introduction"):
        yield Found(("introduction", "sponsor"), WARNING, variant="" if sponsor.name else "nobody")


def trn3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No training for key account teams."""
    if not _trainings(handbook, "teams") and not is_natural_gap(handbook, "people"):
        yield Found(_TRAININGS, HINT)


def trn4(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Managers trained after the Key Account Managers."""
    managers = _first_date(handbook, "managers")
    key_account_managers = _first_date(handbook, "key_account_managers")
    if (
        managers
        and key_account_managers
        and managers[1].first_day > key_account_managers[1].last_day
    ):
        yield Found((*_TRAININGS, managers[0], "date"), HINT)


def _trainings(handbook: Handbook, for_: str) -> list[int]:
    return [
        index for index, training in enumerate(handbook.people.trainings) if training.for_ == for_
    ]


def _first_date(handbook: Handbook, for_: str) -> tuple[int, PartialDate] | None:
    """Return the earliest dated training for somebody."""
    trainings = handbook.people.trainings
    dated = [(index, trainings[index].date) for index in _trainings(handbook, for_)]
    known_dates = [(index, day) for index, day in dated if day]
    return min(known_dates, key=lambda pair: (pair[1].last_day, pair[0]), default=None)
