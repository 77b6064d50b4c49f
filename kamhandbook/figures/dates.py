"""Days and spans, and where they stand on a scale."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from kamhandbook.content.introduction import ProjectPhase

ONE_DAY = timedelta(days=1)
UNKNOWN_LENGTH = timedelta(days=90)  # a phase of which only one end is known


class DateRange(Struct, frozen=True):
    """From a day to a day, both included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end


class Scale(Struct, frozen=True):
    """Days to points: straight between known days, so that short phases can have room."""

    days: tuple[date, ...]
    places: tuple[float, ...]

    def at(self, day: date) -> float:
        """Return where a day stands, clipped to the scale."""
        if day <= self.days[0]:
            return self.places[0]
        if day >= self.days[-1]:
            return self.places[-1]
        index = bisect_right(self.days, day) - 1
        known_before, known_after = self.days[index], self.days[index + 1]
        share = (day - known_before) / (known_after - known_before)
        return self.places[index] + share * (self.places[index + 1] - self.places[index])

    def holds(self, day: date) -> bool:
        """Whether a day lies on the scale."""
        return self.days[0] <= day <= self.days[-1]


def date_ranges(phases: Sequence[ProjectPhase]) -> tuple[DateRange, ...]:
    """Return every phase's days, unknown ends taken from its neighbours; () if no date is known."""
    known_days = [day.first_day for phase in phases for day in (phase.start, phase.end) if day]
    if not known_days:
        return ()
    ranges: list[DateRange] = []
    for index, phase in enumerate(phases):
        following = next(
            (later.start.first_day for later in phases[index + 1 :] if later.start), None
        )
        end = phase.end.last_day if phase.end else None
        start = phase.start.first_day if phase.start else None
        if start is None and ranges:
            start = ranges[-1].end + ONE_DAY
        if start is None:
            start = (end or following or min(known_days)) - UNKNOWN_LENGTH
        if end is None:
            end = start + UNKNOWN_LENGTH
            if following and following > start:
                end = following - ONE_DAY
        ranges.append(DateRange(start, max(start, end)))
    return tuple(ranges)


def in_sequence(ranges: Sequence[DateRange]) -> bool:
    """Whether every span begins later than the one before it, and not before that has ended."""
    return all(earlier.start < later.start >= earlier.end for earlier, later in pairwise(ranges))


def scale(ranges: Sequence[DateRange], left: float, right: float, min_width: float) -> Scale:
    """Make a scale over spans in sequence on which each is at least ``min_width`` points wide."""
    days = sorted({day for period in ranges for day in (period.start, period.end + ONE_DAY)})
    lengths = [float((b - a).days) for a, b in pairwise(days)]
    inner = {period.start for period in ranges}
    minimum = [min_width if day in inner else 0.0 for day in days[:-1]]
    widths = _shared(lengths, minimum, right - left)
    places = [left]
    for width in widths:
        places.append(places[-1] + width)
    return Scale(tuple(days), tuple(places))


def _shared(lengths: Sequence[float], minimum: Sequence[float], room: float) -> list[float]:
    """Return widths in proportion to lengths, none below its minimum.

    Where the minimums need more than ``room``, they are scaled down.
    """
    total_minimum = sum(minimum)
    floors = [width * min(1.0, room / total_minimum) if total_minimum else 0.0 for width in minimum]
    fixed: set[int] = set()
    while True:
        free = room - sum(floors[index] for index in fixed)
        total = sum(length for index, length in enumerate(lengths) if index not in fixed)
        widths = [
            floors[index] if index in fixed else free * length / total
            for index, length in enumerate(lengths)
        ]
        short = {index for index, width in enumerate(widths) if width < floors[index] - 1e-9}
        if not short:
            return widths
        fixed |= short


def months(first_day: date, last_day: date) -> Iterator[date]:
    """Yield the first of every month that has a day between two days."""
    month = date(first_day.year, first_day.month, 1)
    while month <= last_day:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
