"""Sums, gaps to a target and met requirements in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from kamhandbook.content.portfolio import Coverage, Quantity, Total, Totals
from kamhandbook.content.progress import Progress
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import enumerated
from kamhandbook.wording.measures import PERCENT, measure_text
from kamhandbook.wording.sentences import sentence_of

_ONE = ("1", "-1")


def value_text(language: Language, progress: Progress, number: float) -> str:
    """Return one of a KPI's figures as people write it, with its unit."""
    return _of_one(measure_text(language, number, progress.unit), progress.unit)


def gap_text(language: Language, progress: Progress) -> str:
    """Return what is missing to the target in a sentence without its full stop."""
    if progress.is_reached:
        return sentence_of(language, "gap_none")
    gap = distance_text(language, progress)
    key = {"more": "gap_more", "less": "gap_less", None: "gap_open"}[progress.better]
    return sentence_of(language, key, 1 if _first(gap) in _ONE else 2, gap=gap)


def distance_text(language: Language, progress: Progress) -> str:
    """Return how far a target is away: 10,9 Prozentpunkte, 3 Tage; of one thing just the number."""
    if progress.unit == PERCENT:
        distance = round(progress.gap, 1)
        return sentence_of(language, "percent_points", distance)
    return _of_one(measure_text(language, progress.gap, progress.unit), progress.unit)


def _of_one(text: str, unit: str) -> str:
    """Return just the number of one thing, since units are known in their plural."""
    is_noun = unit != PERCENT and not (len(unit) == 3 and unit.isupper())
    return _first(text) if is_noun and _first(text) in _ONE else text


def sum_text(language: Language, sums: Totals, quantity: Quantity) -> str:
    """Return what items amount to and how many took part; "" where nobody wrote an amount.

    Different currencies stand beside each other and are never added.
    """
    if not sums.totals:
        return sentence_of(language, f"sum_unread_{quantity}") if sums.unread else ""
    amounts = enumerated(language, [_total(language, total) for total in sums.totals])
    kind = "services" if quantity == "cost" else "accounts"
    part = "all" if sums.read == sums.of else "some"
    said = sentence_of(language, f"sum_of_{part}_{kind}", sums.of, read=sums.read)
    apart = len({total.unit for total in sums.totals}) > 1
    also = sentence_of(language, "sum_currencies_apart") if apart else ""
    return f"{amounts} ({'; '.join(filter(None, (said, also)))})"


def _total(language: Language, total: Total) -> str:
    rates: Mapping[str, str] = language.words("measures")["rate_names"]
    return f"{measure_text(language, total.number, total.unit)} {rates.get(total.rate, '')}".strip()


def coverage_in_short(language: Language, counted: Coverage) -> str:
    """Return in one sentence how many requirements a service meets."""
    key = {counted.all: "coverage_all", 0: "coverage_none"}.get(counted.met, "coverage_some")
    return sentence_of(language, key, counted.all, met=counted.met)


def coverage_text(language: Language, counted: Coverage) -> str:
    """Return in sentences how many requirements a service meets, and what becomes of the others."""
    sentences = [coverage_in_short(language, counted)]
    if counted.open:
        sentences.append(sentence_of(language, "coverage_open", counted.open))
    if counted.refused:
        sentences.append(sentence_of(language, "coverage_refused", counted.refused))
    return " ".join(sentences)


def _first(text: str) -> str:
    return text.split()[0] if text.split() else ""
