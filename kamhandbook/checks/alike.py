"""What texts may mean each other, by the words they share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.content.people import Training
from kamhandbook.wording.readings import is_wholly, speaks_of

_LEAST_ALIKE = 6  # letters that two words have in common from their beginning


def trainings_meant(step: str, handbook: Handbook) -> list[Training]:
    """Return the trainings that a step of the first days means: by name, or by what tells them.

    „Grundlagenschulung besuchen“ means „KAM-Grundlagen (2 Tage)“. Of several trainings that share a
    word with the step, those that share the most are meant.
    """
    trainings = [each for each in handbook.people.trainings if each.name]
    said = words_in(step)
    text = f" {' '.join(said)} "
    named = [each for each in trainings if f" {' '.join(words_in(each.name))} " in text]
    if named or not speaks_of(handbook.language, "a_training", step):
        return named
    shared = [_letters_shared(each.name, said, handbook) for each in trainings]
    most = max(shared, default=0)
    return [t for t, letters in zip(trainings, shared, strict=True) if letters == most > 0]


def _letters_shared(name: str, said: Iterable[str], handbook: Handbook) -> int:
    """Return how many letters are said of the words that tell a training from others."""
    language = handbook.language
    own = {word for word in words_in(name) if not is_wholly(language, "of_any_training", word)}
    return sum(max((_letters_alike(word, other) for other in said), default=0) for word in own)


def _letters_alike(word: str, other: str) -> int:
    """Return how many letters two words share that may mean the same; 0 where they do not."""
    shared = _shared(word, other)
    return shared if word == other or shared >= _LEAST_ALIKE else 0


def likely_partner(text: str, others: dict[str, str]) -> str:
    """Return whose text shares the most with ``text``; "" where none does, or several alike.

    Words count by the letters they have in common from their beginning, so that
    „Konsignationslager“ finds „Konsignations- oder Sicherheitslager“.
    """
    alike = {name: _alike(words_in(text), words_in(other)) for name, other in others.items()}
    most = max(alike.values(), default=0)
    best = [name for name, letters in alike.items() if letters == most]
    return best[0] if most >= _LEAST_ALIKE and len(best) == 1 else ""


def _alike(words: Iterable[str], others: Iterable[str]) -> int:
    return max((_shared(one, other) for one in words for other in others), default=0)


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def words_in(text: str) -> list[str]:
    """Return the words of a text, folded for comparison."""
    return re.findall(r"\w+", fold(text))
