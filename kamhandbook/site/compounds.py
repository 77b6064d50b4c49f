"""Compound words: where they come apart, learned from a list and from a text's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿĀ-ſ"  # Latin with all its accents; JavaScript reads this as well
_SHORTEST_HEAD, _SHORTEST_TAIL = 3, 5
SEPARATORS = (
    r"&(?:amp|lt|gt|quot|#\d+);|[\s\-/|(){}\[\],;:!?„“”‚‘’\"'&·•–—…=<>\u00ad\u200b]+|\.(?!\d)"
)
"""Between words: entities of HTML, spaces and marks; a dot in a number stays."""

HYPHENATED = re.compile(rf"[{_LETTERS}\d]+(?:-[{_LETTERS}\d]+)*")


class Compounds:
    """Splits compound words at the beginnings of their later parts.

    ``listed`` are words with their joints marked (``Schlüssel|kunden|management``), ``words`` all
    words of a text, from which further parts are learned: a word that ends in another word and
    begins with a third one is a compound. ``prefixes`` (``ein``, ``ver``)
    are no words; ``joints`` are what may stand between the parts (``s``, ``en``).
    """

    def __init__(
        self,
        listed: Iterable[str],
        words: Iterable[str] = (),
        *,
        prefixes: Iterable[str] = (),
        joints: Iterable[str] = (),
    ) -> None:
        self._prefixes = tuple(prefixes)
        pieces = [entry.lower().split("|") for entry in listed]
        tails = {tail for entry in pieces for tail in entry[1:] if len(tail) > _SHORTEST_HEAD}
        heads = {entry[0] for entry in pieces if entry[1:]}
        self.parts = _shortest(tails | _learned(frozenset(words), heads | tails, ("", *joints)))

    @cached_property
    def joint(self) -> str:
        """Return the regular expression of the empty places between parts; "" when there are none.

        It means the same to Python and to browsers.
        """
        if not self.parts:
            return ""
        bare = "".join(rf"(?<!\b[{p[0].upper()}{p[0]}]{p[1:]})" for p in self._prefixes)
        return rf"(?<=[{_LETTERS}]{{{_SHORTEST_HEAD}}}){bare}(?={'|'.join(self.parts)})"

    @cached_property
    def _joint(self) -> re.Pattern[str]:
        return re.compile(self.joint or r"(?!)")

    def split(self, word: str) -> tuple[str, ...]:
        """Take a word apart."""
        return tuple(part for part in self._joint.split(word) if part)


def _learned(words: frozenset[str], listed: set[str], joints: Iterable[str]) -> set[str]:
    """Find the later parts of nouns that are made of two other words, the second a noun itself."""
    nouns = {word.lower() for word in words if word[:1].isupper() and not word.isupper()}
    all_words = {word.lower() for word in words} | listed
    tails = {noun + end: noun for end in joints for noun in nouns if len(noun) >= _SHORTEST_TAIL}
    heads = {word + joint for joint in joints for word in all_words if len(word) >= _SHORTEST_HEAD}
    return {
        tails[noun[at:]]
        for noun in nouns
        for at in range(_SHORTEST_HEAD, len(noun) - _SHORTEST_TAIL + 1)
        if noun[at:] in tails and noun[:at] in heads
    }


def _shortest(parts: Iterable[str]) -> tuple[str, ...]:
    """Leave out parts that begin with another one: they come apart at the same place."""
    shortest: list[str] = []
    for part in sorted(parts):
        if not shortest or not part.startswith(shortest[-1]):
            shortest.append(part)
    return tuple(shortest)
