"""How far a KPI is: where it began, where it is, where it shall go, and what is missing."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.steering import Kpi
from kamhandbook.wording.language import Language
from kamhandbook.wording.measures import PERCENT, Measure, measure_in, same_unit

_PERCENT = (PERCENT, "Prozent")
_ALL = 100  # percent: nothing is more than all


class Progress(Struct, frozen=True):
    """A KPI's course as numbers of one unit.

    ``better`` is None where nobody says whether more or less of it is good, and the figures do not
    tell: then nothing is called reached.
    """

    kpi: Kpi
    actual: float
    target: float
    unit: str
    start: float | None = None
    better: Literal["more", "less"] | None = None

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; None where it is not known what is better."""
        if self.better is None:
            return True if self.actual == self.target else None
        return self.actual >= self.target if self.better == "more" else self.actual <= self.target

    @property
    def gap(self) -> float:
        """How far the target is away, always counted up."""
        return abs(round(self.target - self.actual, 6))

    @property
    def share(self) -> float | None:
        """How much of the way from start to target is made, from 0 to 1; None without a start."""
        if self.start is None or self.start == self.target:
            return None
        made = (self.actual - self.start) / (self.target - self.start)
        return min(max(made, 0.0), 1.0)


def progress_of(kpi: Kpi, language: Language) -> Progress | None:
    """Return how far a KPI is; None where its figures cannot be read, or not be compared.

    Plain ``values`` count before what is written as text.
    """
    target = _side(language, kpi.values.target, kpi.values.unit, kpi.target)
    actual = _side(language, kpi.values.actual, kpi.values.unit, kpi.actual)
    if target is None or actual is None or target.rate != actual.rate:
        return None
    pair = _on_one_scale(actual, target)
    if pair is None:
        return None
    start = target.start if kpi.values.start is None else kpi.values.start
    better = kpi.better or _better(target, start)
    unit = target.unit or actual.unit
    return Progress(kpi, *pair, unit, start, better)


def progresses(handbook: Handbook, language: Language) -> tuple[Progress, ...]:
    """Return how far the KPIs are of which that can be said, in the company's order."""
    read = (progress_of(kpi, language) for kpi in handbook.steering.kpis if kpi.name)
    return tuple(each for each in read if each)


def _side(language: Language, number: float | None, unit: str, text: str) -> Measure | None:
    """Return a plain number with its unit, else what the text says."""
    read = measure_in(language, text)
    if number is None:
        return read
    said_unit = read.unit if read and read.number == number else ""
    plain_unit = PERCENT if unit.strip() in _PERCENT else unit.strip()
    return Measure(number, plain_unit or said_unit, bound=read.bound if read else "")


def _on_one_scale(actual: Measure, target: Measure) -> tuple[float, float] | None:
    """Return both numbers where they measure the same; None where they do not."""
    if target.whole:  # "4 von 4" is compared with another part of the same whole only
        is_comparable = target.whole == actual.whole
    elif target.unit == PERCENT:
        return (round(actual.percent, 1), target.number) if actual.is_share else None
    else:
        is_comparable = same_unit(target.unit, actual.unit)
    return (actual.number, target.number) if is_comparable else None


def _better(target: Measure, start: float | None) -> Literal["more", "less"] | None:
    """Return what the figures say themselves: "mindestens", or where a course leads."""
    if target.bound:
        return "more" if target.bound == "least" else "less"
    if start is not None and start != target.number:
        return "more" if target.number > start else "less"
    is_all = target.unit == PERCENT and target.number == _ALL
    return "more" if is_all or target.whole == target.number else None
