"""Dates, months and periods as people read them, by the customs of a language (CLDR, by Babel)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Protocol

from kamhandbook.wording.language import Language

_BETWEEN = " – "


class PartialDay(Protocol):
    """A day, or a month of which no day is known; ``first_day`` is the first it can mean."""

    @property
    def has_day(self) -> bool:
        """Whether the day is known."""

    @property
    def first_day(self) -> date:
        """The day, or the first of the month."""


def day_text(language: Language, day: PartialDay | date | None) -> str:
    """Return a day, 16.11.2026, or November 2026 where only the month is known; "" for None."""
    if day is None:
        return ""
    if isinstance(day, date):
        return _written(language, day, "medium")
    return _written(language, day.first_day, "medium" if day.has_day else "yMMMM")


def figures_text(language: Language, day: PartialDay | date) -> str:
    """Return a day in figures, 16.11.2026, or 11/2026 where only the month is known."""
    if isinstance(day, date) or day.has_day:
        return day_text(language, day)
    return _written(language, day.first_day, "yMM")


def period_text(language: Language, start: PartialDay | None, end: PartialDay | None) -> str:
    """Return a period; either end may be open: 01.05.2026 – November 2026."""
    return _BETWEEN.join(filter(None, (day_text(language, start), day_text(language, end))))


def days_text(language: Language, start: date, end: date) -> str:
    """Return a period from day to day: 01.05.2026 – 30.06.2026."""
    return day_text(language, start) + _BETWEEN + day_text(language, end)


def months_text(language: Language, start: date | None, end: date | None) -> str:
    """Return from which month to which something goes, in short: Mai – Jun 2026."""
    same_year = start is not None and end is not None and start.year == end.year
    first = _short_month(language, start, with_year=not same_year)
    last = _short_month(language, end, with_year=True)
    if same_year and start and end and start.month == end.month:
        return last
    return _BETWEEN.join(filter(None, (first, last)))


def month_name(language: Language, month: int) -> str:
    """Return the name of a month, 1 to 12: November."""
    return _month_names(language, "wide")[month]


def short_month(language: Language, month: int) -> str:
    """Return the name of a month, 1 to 12, where there is little room: Nov."""
    return _month_names(language, "abbreviated")[month]


def weekday_name(language: Language, day: int) -> str:
    """Return the name of a day of the week, 0 for Monday: Montag."""
    return str(language.locale.days["format"]["wide"][day])


def short_weekday(language: Language, day: int) -> str:
    """Return the name of a day of the week in short, 0 for Monday: Mo."""
    return str(language.locale.days["stand-alone"]["abbreviated"][day])


def month_number(language: Language, name: str) -> int:
    """Return which month a name means, in full or short, in any case; 0 for none."""
    folded = name.casefold()
    for month in range(1, 13):
        names = (month_name(language, month), short_month(language, month))
        if folded in (month_text.casefold() for month_text in names):
            return month
    return 0


def _short_month(language: Language, day: date | None, *, with_year: bool) -> str:
    if day is None:
        return ""
    name = short_month(language, day.month)
    return f"{name} {day.year}" if with_year else name


# Cached: a build writes the same days on page after page.
@cache
def _written(language: Language, day: date, form: str) -> str:
    """Return a day in one of CLDR's forms: a length ("medium") or a skeleton ("yMMMM")."""
    from babel.dates import format_date, format_skeleton  # only where a date is written at all

    if form == "medium":
        return format_date(day, form, locale=language.locale)
    return format_skeleton(form, day, locale=language.locale)


@cache
def _month_names(language: Language, width: str) -> dict[int, str]:
    """Return the names as they stand alone: „Mär“, where within a date it is „März“."""
    return dict(language.locale.months["stand-alone"][width].items())
