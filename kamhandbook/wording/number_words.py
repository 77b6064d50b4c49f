"""Numbers in words, made figures: "siebzig Punkte" is "70 Punkte", "zweimal" is "2 mal".

The words are those of ``catalogue/<language>.number_words.yaml``. "Ein" is an article as often as a
number, and is one only where a length of time is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kamhandbook.wording.language import Language

_ROOM = "number_words"


def with_figures(language: Language, text: str) -> str:
    """Return a text with its numbers in words as figures; all else stays as it is written."""
    return _pattern(language).sub(lambda found: _figure(language, found), text)


def time_with_figures(language: Language, text: str) -> str:
    """Return a length of time in small letters, in figures: "eine halbe Stunde" is "0,5 stunde"."""
    words, said = language.words(_ROOM), with_figures(language, text.lower())
    ordinals: Mapping[str, int] = words["ordinals"]
    said = re.sub(words["every"], lambda each: str(each["figure"] or ordinals[each["word"]]), said)
    said = re.sub(rf"\b{words['half']}", "0,5", said)
    return re.sub(rf"\b(?:{words['one']})(?= )", "1", said)


def _figure(language: Language, found: re.Match[str]) -> str:
    number = _numbers(language).get(found["number"].lower())
    if number is None:
        return found[0]
    return f"{number} {found['ending']}" if found["ending"] else number


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern of words, each with the ending that may follow a number."""
    words = language.words(_ROOM)
    return re.compile(
        rf"(?i)\b(?P<number>[^\W\d_]+?)(?P<ending>{words['endings']})?\b"
        rf"(?!\s(?:{words['fractions']}))"
    )


@cache
def _numbers(language: Language) -> Mapping[str, str]:
    """Return the figures of all number words below a thousand."""
    words = language.words(_ROOM)
    below = dict(_below_hundred(words))
    hundred = words["hundred"]
    table = below | {hundred: 100} | {f"{hundred}{name}": 100 + n for name, n in below.items()}
    for one, hundreds in (words["joined"] | words["ones"]).items():
        table[f"{one}{hundred}"] = 100 * hundreds
        table |= {f"{one}{hundred}{name}": 100 * hundreds + n for name, n in below.items()}
    mixed: Mapping[str, str] = words["mixed"]
    return {**{name: str(number) for name, number in table.items()}, **mixed}


def _below_hundred(words: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    yield from (words["ones"] | words["teens"] | words["tens"]).items()
    for ten, tens in words["tens"].items():
        for one, ones in (words["joined"] | words["ones"]).items():
            yield words["below_hundred"].format(one=one, ten=ten), tens + ones
