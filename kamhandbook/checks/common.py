"""Questions that several checks ask of a handbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from kamhandbook.checks.base import CheckContext
from kamhandbook.content.answers import Answers
from kamhandbook.content.base import LABEL_FIELD, AccountStatus, Phase
from kamhandbook.content.fields import ContentField
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.content.introduction import ProjectPhase
from kamhandbook.content.portfolio import AT_WORK as AT_WORK
from kamhandbook.content.selection import KeyAccount
from kamhandbook.content.types import Kind, PartialDate
from kamhandbook.positions import ContentPath

CURRENT = (*AT_WORK, AccountStatus.CANDIDATE)
LATE = (Phase.ROLLOUT, Phase.OPERATION)


def is_sales(function: str, handbook: Handbook, context: CheckContext) -> bool:
    """Whether a function is sales, by the catalogue's synonyms and the company's own."""
    names = (*context.catalogue.sales_functions, *handbook.handbook.sales_functions)
    return fold(function) in {fold(name) for name in names}


def is_outside_sales(function: str, handbook: Handbook, context: CheckContext) -> bool:
    """Whether a function is named and is not sales."""
    return bool(function) and not is_sales(function, handbook, context)


def is_late(handbook: Handbook) -> bool:
    """Whether the pilot is over: roll-out or operation."""
    return handbook.handbook.phase in LATE


def is_released(handbook: Handbook) -> bool:
    """Whether the handbook counts as released."""
    return handbook.handbook.status == "released"


def is_natural_gap(handbook: Handbook, dimension: str) -> bool:
    """Whether a dimension (or the introduction) may still be blank: untouched, in the concept
    phase, in a draft.

    The dimensions are worked out top to bottom, so that in the concept phase the later ones are
    blank by nature. Whoever has begun with one is told what it lacks.
    """
    if handbook.handbook.phase is not Phase.CONCEPT or is_released(handbook):
        return False
    part = getattr(handbook, dimension)
    answers: Answers = getattr(part, "answers", {})
    # Answers count by their status below; notes are collected in other dimensions.
    fields = [name for name in type(part).model_fields if name not in ("answers", "notes")]
    is_begun = any(is_written(getattr(part, name)) for name in fields)
    return not is_begun and not any(answer.is_answered for answer in answers.values())


def is_written(value: Any) -> bool:
    """Whether anything stands inside a value; a label alone says nothing yet."""
    if isinstance(value, BaseModel):
        fields = [name for name in type(value).model_fields if name != LABEL_FIELD]
        return any(is_written(getattr(value, name)) for name in fields)
    return any(map(is_written, value)) if isinstance(value, tuple) else bool(value)


def accounts(
    handbook: Handbook, statuses: tuple[AccountStatus, ...] = CURRENT
) -> Iterator[tuple[int, KeyAccount]]:
    """Yield the key accounts of some statuses with their indexes; by default all current ones."""
    for index, account in enumerate(handbook.selection.key_accounts):
        if account.status in statuses:
            yield index, account


def phases(handbook: Handbook, kind: str) -> Iterator[tuple[int, ProjectPhase]]:
    """Yield the project's phases of one kind with their indexes."""
    for index, phase in enumerate(handbook.introduction.phases):
        if phase.kind == kind:
            yield index, phase


def prototyping_end(handbook: Handbook) -> PartialDate | None:
    """Return when prototyping ends by the project plan; the last end when there are several."""
    ends = [phase.end for _, phase in phases(handbook, "prototyping") if phase.end]
    return max(ends, key=lambda end: (end.last_day, end), default=None)


def months(start: PartialDate, end: PartialDate) -> float:
    """Return the length of a period in calendar months; a month without a day counts whole."""
    first = start.first_day
    last = end.first_day if end.has_day else end.last_day + timedelta(days=1)
    full_months = (last.year - first.year) * 12 + last.month - first.month
    return full_months + (last.day - first.day) / 31


def texts_of(
    path: ContentPath, model: BaseModel, field: ContentField
) -> Iterator[tuple[ContentPath, str]]:
    """Yield the plain texts of a field, each item of a list for itself, with their places."""
    value = getattr(model, field.name)
    if field.kind is Kind.TEXT:
        yield (*path, field.key), value
    elif field.kind is Kind.LIST and field.item is Kind.TEXT:
        yield from (((*path, field.key, index), text) for index, text in enumerate(value))


def has_passed(moment: PartialDate | None, today: date) -> bool:
    """Whether a date lies behind us; a month only when it is over."""
    return moment is not None and moment.last_day < today


def has_begun(moment: PartialDate | None, today: date) -> bool:
    """Whether a date is today or behind us; a month only from its last day on."""
    return moment is not None and moment.last_day <= today
