"""Amounts whose number is written in words: „eine Million zweihunderttausend Euro“ is 1.200.000.

The words are those of ``catalogue/<language>.leaks.yaml``. A number counts only where a unit or a
scale of a million follows; „ein Punkt“ is an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from kamhandbook.wording.language import Language

_MOST_OF_A_SCALE = 1000  # from which on what stands in front is multiplied and done with
_HUNDRED = 100
_FEWEST = 2  # a unit alone is an article: one percent, one point


class Numeral(Struct, frozen=True):
    """A number in words, its value, where it begins and ends."""

    value: float
    start: int
    end: int


def numerals_in(language: Language, text: str) -> Iterator[Numeral]:
    """Yield the numbers of a text that are written in words, from two on."""
    values = _values(language)
    for found in _run(language).finditer(in_small_letters(text)):
        value = _value(_word(language).findall(found[0]), values)
        if value >= _FEWEST:
            yield Numeral(value, found.start(), found.end())


def in_small_letters(text: str) -> str:
    """Return a text in small letters, each at its place: „İ“ would become two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _value(words: list[str], values: Mapping[str, float]) -> float:
    """Return what words of a number come to: 2, 100, 50, 1000 are 250,000."""
    whole = part = 0.0
    if words and values[words[0]] > _MOST_OF_A_SCALE:
        return 0.0  # „Millionen“ are no number
    for value in (values[word] for word in words):
        if value >= _MOST_OF_A_SCALE:
            whole, part = whole + (part or 1) * value, 0.0
        elif value == _HUNDRED:
            part = (part or 1) * value
        elif part == 1 and value == 1 / 2:
            part = value  # eine halbe Million
        else:
            part += value
    return whole + part


def _values(language: Language) -> Mapping[str, float]:
    words: Mapping[str, float] = language.words("leaks")["amounts"]["numerals"]
    return words


@cache
def _word(language: Language) -> re.Pattern[str]:
    longest_first = sorted(_values(language), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _run(language: Language) -> re.Pattern[str]:
    """Return the pattern of words of numbers, written together or apart."""
    joined = language.words("leaks")["amounts"]["joined_numerals"]
    word = f"(?:{_word(language).pattern}|{joined})"
    return re.compile(rf"(?<!\w){word}+(?:\s+{word}+)*(?!\w)")
