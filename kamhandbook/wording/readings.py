"""What people write freely, read as checks need it: lengths of time, points, what says nothing.

The patterns are those of ``catalogue/<language>.readings.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kamhandbook.wording.language import Language

_NUMBER = r"(?:(\d+(?:[.,]\d+)?) ?)?"


def is_wholly(language: Language, kind: str, text: str) -> bool:
    """Whether a text as a whole is of a kind of the catalogue, say ``no_source``."""
    return _pattern(language, kind).fullmatch(" ".join(text.split()).lower()) is not None


def speaks_of(language: Language, kind: str, text: str) -> bool:
    """Whether a text mentions a kind of the catalogue, say ``consolidated``."""
    return _pattern(language, kind).search(text.lower()) is not None


def points_in(language: Language, text: str) -> float | None:
    """Return the points that a text asks for; None where it names none."""
    found = _pattern(language, "points").search(" ".join(text.lower().split()))
    number = next(filter(None, found.groups()), None) if found else None
    return float(number.replace(",", ".")) if number else None


def days_in(language: Language, text: str) -> float | None:
    """Return the length of time that a text names in days; None where it names none."""
    words, said = language.words("readings"), text.lower()
    for word, number in words["numbers"].items():
        said = re.sub(rf"\b{word}\b", str(number), said)
    for pattern, days in words["periods"]:
        found = re.search(pattern.replace("{n} ?", _NUMBER), said)
        if found:
            number = found[1] if found.re.groups else None
            return float(number.replace(",", ".") if number else 1) * float(days)
    return None


@cache
def _pattern(language: Language, kind: str) -> re.Pattern[str]:
    return re.compile(language.words("readings")[kind])
