"""Where a long word may be hyphenated: between the parts of a compound, else between syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

#: Words with fewer letters are never divided into syllables.
SHORTEST_WORD = 8
#: Letters that stay together at the start and at the end of a word, and of a compound's part.
SHORTEST_END = 3
_LETTERS = re.compile(r"[^\W\d_]+")
#: An address: a hyphen put into one would be read as part of it.
_ADDRESS = re.compile(r"://|[\w-][.@_\\][\w-]")
_VOWEL = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôûåøæœëïě]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, init=False)
class Hyphenator:
    """Divides words by a list of compounds such as ``Schlüssel|kunden|management``.

    A compound is found in any case, inside a longer word too and with any ending. A word without a
    listed compound falls back to the syllables of pyphen's dictionary for ``language``; it
    is read once a process, and only if such a word is too wide for its line.
    """

    compounds: tuple[tuple[str, ...], ...]
    language: str

    def __init__(self, compounds: Iterable[str], language: str) -> None:
        parts = {tuple(filter(None, entry.strip().lower().split("|"))) for entry in compounds}
        # The longest first: "Kunden|termin|plan" shall win over "Kunden|termin".
        ordered = sorted(filter(None, parts), key=lambda p: (-len("".join(p)), p))
        object.__setattr__(self, "compounds", tuple(ordered))
        object.__setattr__(self, "language", language)

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the pieces of a word, by compound if one is listed, else by syllable."""
        return _split(word, self.borders(word) or self.syllables(word))

    def places(self, text: str, *, syllables: bool = False) -> tuple[int, ...]:
        """Return the offsets to hyphenate in a word with its punctuation, in ascending order.

        Only seams of listed compounds, or all syllables; none in web and mail addresses.
        """
        if _ADDRESS.search(text):
            return ()
        divide = self.syllables if syllables else self.borders
        words = _LETTERS.finditer(text)
        return tuple(word.start() + offset for word in words for offset in divide(word[0]))

    def borders(self, word: str) -> tuple[int, ...]:
        """Return the offsets between the parts of listed compounds, in ascending order."""
        return _borders(self, word)

    def syllables(self, word: str) -> tuple[int, ...]:
        """Return the offsets between syllables; inside the parts of a listed compound, and its
        borders, if there is one. Short words have none.
        """
        return _syllables(self, word)


def _borders(hyphenator: Hyphenator, word: str) -> tuple[int, ...]:
    lower = word.lower()
    if len(lower) != len(word):  # a letter such as İ grows: offsets would be wrong
        return ()
    offsets: list[int] = []
    spans: list[tuple[int, int]] = []
    for parts in hyphenator.compounds:
        compound = "".join(parts)
        for start, end in _spans(lower, compound) if compound in lower else ():
            if all(end <= a or start >= b for a, b in spans):
                spans.append((start, end))
                offsets.extend(start + offset for offset in _offsets(parts))
    return tuple(sorted({*offsets, *_seams(lower, spans)}))


def _spans(word: str, compound: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(re.escape(compound), word))


def _offsets(parts: tuple[str, ...]) -> Iterator[int]:
    offset = 0
    for part in parts[:-1]:
        offset += len(part)
        yield offset


def _seams(word: str, spans: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the borders between two listed entries side by side, linked by an ending or not."""
    ends = {end for _, end in spans}
    for start, _ in spans:
        head = word[:start]
        linked = (len(head) - len(link) for link in ("s", "n", "en", "es") if head.endswith(link))
        if start in ends or any(end in ends for end in linked):
            yield start


def _syllables(hyphenator: Hyphenator, word: str) -> tuple[int, ...]:
    if len(word) < SHORTEST_WORD or not word.isalpha():
        return ()
    borders = hyphenator.borders(word)
    offsets = set(borders)
    start = 0
    for part in _split(word, borders):
        offsets.update(start + offset for offset in _part_syllables(part, hyphenator.language))
        start += len(part)
    return tuple(sorted(offsets))


def _part_syllables(part: str, language: str) -> list[int]:
    """Return pyphen's offsets, less those around a piece without a vowel.

    Its German patterns leave single consonants at the seams of compounds ("Lieferante-n-anteil"):
    such a piece is no syllable, and which of its two ends is right, nobody can say.
    """
    offsets = [int(position) for position in _dictionary(language).positions(part)]
    edges = [0, *offsets, len(part)]
    spans = list(pairwise(edges))
    wrong = {edge for a, b in spans if not _VOWEL.search(part[a:b]) for edge in (a, b)}
    return [offset for offset in offsets if offset not in wrong]


@cache
def _dictionary(language: str) -> Any:
    from kamhandbook.metrics.syllable_patterns import dictionary  # most handbooks never need it

    return dictionary(language, SHORTEST_END)


def _split(word: str, offsets: Iterable[int]) -> tuple[str, ...]:
    edges = (0, *offsets, len(word))
    return tuple(word[a:b] for a, b in pairwise(edges))
