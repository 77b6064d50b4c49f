"""How often something happens, as people write it: monatlich, jede Woche."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kamhandbook.wording.language import Language

EVERY_MONTH = tuple(range(1, 13))


def months_of(language: Language, months: Iterable[int], interval: str) -> tuple[int, ...]:
    """Return the months something happens in, in order, each once; all where the interval says so.

    Months that are written count alone.
    """
    written = tuple(sorted(set(months)))
    if written or not _every_month(language).search(" ".join(interval.casefold().split())):
        return written
    return EVERY_MONTH


@cache
def _every_month(language: Language) -> re.Pattern[str]:
    intervals: list[str] = language.words("amounts")["every_month"]
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, intervals))})(?![\w-])(?!.*\baußer\b)")
