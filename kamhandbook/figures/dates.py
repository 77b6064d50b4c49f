"""Days and spans, and where they stand on a scale."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kamhandbook.content.introduction import ProjectPhase

ONE_DAY = timedelta(days=1)
UNKNOWN_LENGTH = timedelta(days=90)  # a phase of which only one end is known


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to points: straight between known days, so that short phases can have room."""

    days: tuple[date, ...]
    places: tuple[float, ...]

    def at(self, day: date) -> float:
        """Give where a day stands, clipped to the scale."""
        if day <= self.days[0]:
            return self.places[0]
        if day >= self.days[-1]:
            return self.places[-1]
        index = bisect_right(self.days, day) - 1
        first, last = self.days[index], self.days[index + 1]
        share = (day - first) / (last - first)
        return self.places[index] + share * (self.places[index + 1] - self.places[index])

    def holds(self, day: date) -> bool:
        """Whether a day lies on the scale."""
        return self.days[0] <= day <= self.days[-1]


def spans(phases: Sequence[ProjectPhase]) -> tuple[Span, ...]:
    """Give every phase's span, unknown ends taken from its neighbours; none if no date is known."""
    known = [day.first_day for phase in phases for day in (phase.start, phase.end) if day]
    if not known:
        return ()
    found: list[Span] = []
    for index, phase in enumerate(phases):
        following = next((p.start.first_day for p in phases[index + 1 :] if p.start), None)
        end = phase.end.last_day if phase.end else None
        start = phase.start.first_day if phase.start else None
        if start is None and found:
            start = found[-1].end + ONE_DAY
        if start is None:
            start = (end or following or min(known)) - UNKNOWN_LENGTH
        if end is None:
            end = start + UNKNOWN_LENGTH
            if following and following > start:
                end = following - ONE_DAY
        found.append(Span(start, max(start, end)))
    return tuple(found)


def in_sequence(found: Sequence[Span]) -> bool:
    """Whether every span begins later than the one before it, and not before that has ended."""
    return all(a.start < b.start >= a.end for a, b in pairwise(found))


def scale(found: Sequence[Span], left: float, right: float, least: float) -> Scale:
    """Make a scale over spans in sequence on which each is at least ``least`` points wide."""
    days = sorted({day for span in found for day in (span.start, span.end + ONE_DAY)})
    lengths = [float((b - a).days) for a, b in pairwise(days)]
    inner = {span.start for span in found}
    minimum = [least if day in inner else 0.0 for day in days[:-1]]
    widths = _shared(lengths, minimum, right - left)
    places = [left]
    for width in widths:
        places.append(places[-1] + width)
    return Scale(tuple(days), tuple(places))


def _shared(lengths: Sequence[float], minimum: Sequence[float], room: float) -> list[float]:
    """Share a room by lengths, nobody below its minimum (scaled down if they ask too much)."""
    asked = sum(minimum)
    least = [each * min(1.0, room / asked) if asked else 0.0 for each in minimum]
    fixed: set[int] = set()
    while True:
        free = room - sum(least[i] for i in fixed)
        total = sum(length for i, length in enumerate(lengths) if i not in fixed)
        widths = [
            least[i] if i in fixed else free * length / total for i, length in enumerate(lengths)
        ]
        short = {i for i, width in enumerate(widths) if width < least[i] - 1e-9}
        if not short:
            return widths
        fixed |= short


def months(first: date, last: date) -> Iterator[date]:
    """Yield the first of every month that has a day between two days."""
    month = date(first.year, first.month, 1)
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
