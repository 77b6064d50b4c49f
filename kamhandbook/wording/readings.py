"""What people write freely, read as checks need it: lengths of time, points, what says nothing.

The patterns are those of ``catalogue/<language>.readings.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kamhandbook.wording.language import Language
from kamhandbook.wording.number_words import time_with_figures, with_figures

#: A number before what it counts; of "1 bis 2 Tage" the second, which may be taken.
_NUMBER = r"(\d+(?:[.,]\d+)?)[ -]?"


def is_wholly(language: Language, kind: str, text: str) -> bool:
    """Whether a text as a whole is of a kind of the catalogue, say ``no_source``."""
    return _pattern(language, kind).fullmatch(" ".join(text.split()).lower()) is not None


def speaks_of(language: Language, kind: str, text: str) -> bool:
    """Whether a text mentions a kind of the catalogue, say ``consolidated``."""
    return _pattern(language, kind).search(with_figures(language, text.lower())) is not None


def words_of(language: Language, kind: str, text: str) -> set[str]:
    """Return the words of a text that are of a kind of the catalogue, say ``bodies``."""
    return {word for word in re.findall(r"\w+", text.lower()) if is_wholly(language, kind, word)}


def points_in(language: Language, text: str) -> float | None:
    """Return the points that a text asks for at least; None where it names none."""
    said = with_figures(language, " ".join(text.lower().split()))
    if _pattern(language, "points_at_most").search(said):
        return None
    found = _pattern(language, "points").search(said)
    number = next(filter(None, found.groups()), None) if found else None
    return _number(number) if number else None


def days_in(language: Language, text: str) -> float | None:
    """Return the length of time that a text names in days; None where it names none."""
    said = time_with_figures(language, text)
    often: str = language.words("readings")["how_often"]
    for pattern, days in language.words("readings")["periods"]:
        times = re.search(rf"{_NUMBER}{often}(?:{pattern})", said)
        if times:
            return float(days) / max(_number(times[1]), 1)
        found = re.search(rf"(?:{_NUMBER})?(?:{pattern})", said)
        if found:
            return _number(found[1] or "1") * float(days)
    return None


def rhythm_in(language: Language, text: str) -> float | None:
    """Return how many days lie between two meetings, where a text says that somebody meets."""
    return days_in(language, text) if speaks_of(language, "meets", text) else None


def _number(written: str) -> float:
    return float(written.replace(",", "."))


@cache
def _pattern(language: Language, kind: str) -> re.Pattern[str]:
    return re.compile(language.words("readings")[kind])
