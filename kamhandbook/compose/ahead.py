"""What comes next for everybody who reads: rounds and trainings, by their day or month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from kamhandbook.compose.context import TemplateContext
from kamhandbook.content.types import PartialDate
from kamhandbook.wording.dates import day_text


class Appointment(Struct, frozen=True):
    """Something with a date: its name, when it is in words, and the page that tells more."""

    name: str
    when: str
    page: str
    first_day: date


def next_round(context: TemplateContext) -> Appointment | None:
    """Return the routine whose month comes soonest, this month's included."""
    return min(_rounds(context), key=_day, default=None)


def next_date(context: TemplateContext) -> Appointment | None:
    """Return what comes soonest: a round or a training."""
    return min((*_trainings(context), *_rounds(context)), key=_day, default=None)


def _day(appointment: Appointment) -> date:
    return appointment.first_day


def _rounds(context: TemplateContext) -> Iterator[Appointment]:
    page = context.catalogue.dimension("steering").page
    today = context.today
    for routine in context.edition.handbook.steering.routines:
        if not routine.name:
            continue
        for month in routine.months:
            year = today.year + (month < today.month)
            when = PartialDate(f"{year:04d}-{month:02d}")
            yield _appointment(context, routine.name, when, f"{page}#runden")


def _trainings(context: TemplateContext) -> Iterator[Appointment]:
    page = context.catalogue.dimension("people").page
    for training in context.edition.handbook.people.trainings:
        if training.name and training.date and training.date.last_day >= context.today:
            yield _appointment(context, training.name, training.date, f"{page}#trainings")


def _appointment(context: TemplateContext, name: str, when: PartialDate, page: str) -> Appointment:
    return Appointment(name, day_text(context.language, when), page, when.first_day)
