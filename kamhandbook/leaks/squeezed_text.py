"""Searching text for a wording however it is broken, hyphenated, spelled in case or split.

Text is squeezed to its letters and digits (folded, without accents; ``1,5`` stays one number), so
that hyphens, line breaks, soft hyphens, markup inside words and slugs do not hide anything. Where
words begin and end is remembered, so that a name is not found inside another word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from unicodedata import combining, normalize

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*")
_WALL = "\x00"  # nothing that is searched for crosses it
_WORD_OR_WALL = re.compile(f"{_WALL}|{_WORD.pattern}")
_ACCENTS = re.compile("[\u0300-\u036f]+")  # of Latin, Greek and Cyrillic letters
_FOREIGN = re.compile("[^\u0000-\u0482\u2000-\u20cf\u2100-\u2cee]")  # may be other accents
_ENDINGS = 2  # letters that German may add to a name: Aslans, des Werkes
_LONG = 8  # signs from which on such an ending is allowed for


def words(text: str) -> list[str]:
    """Give the squeezed words of a text."""
    return _WORD.findall(_folded(text))


def squeezed(text: str) -> str:
    """Give the letters and digits of a text, folded, without anything between them."""
    return "".join(words(text))


def position_in(text: str, needle: str) -> tuple[int, int] | None:
    """Find where a squeezed wording begins in a text: line and column from 1."""
    stack = Haystack([text])
    for at in stack.starts_of(needle):
        offset = _offset(text, at)
        before = text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
    return None


class Haystack:
    """Some texts, each once, that can be searched together."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        joined = _WALL.join(_folded(text.replace(_WALL, " ")) for text in self._texts)
        self._words = _WORD_OR_WALL.findall(joined)
        self._hay = "".join(self._words)

    def __contains__(self, needle: str) -> bool:
        return next(self.starts_of(needle), None) is not None

    def find(self, needle: str) -> Iterator[str]:
        """Walk the texts that hold a squeezed wording, each once."""
        told = -1
        for at in self.starts_of(needle):
            index = self._hay.count(_WALL, 0, at)
            if index != told:
                told = index
                yield self._texts[index]

    def starts_of(self, needle: str) -> Iterator[int]:
        """Walk where a squeezed wording stands, beginning with a word and ending with one."""
        at = self._hay.find(needle) if needle else -1
        while at >= 0:
            if self._is_edge(at) and self._ends_here(at + len(needle), needle):
                yield at
            at = self._hay.find(needle, at + 1)

    def _ends_here(self, end: int, needle: str) -> bool:
        if self._is_edge(end):
            return True
        if len(needle) < _LONG or needle[-1].isdigit():
            return False
        added = self._hay[end : end + _ENDINGS]
        return any(self._is_edge(end + n) and added[:n].isalpha() for n in range(1, _ENDINGS + 1))

    def _is_edge(self, at: int) -> bool:
        index = bisect_left(self._edges, at)
        return index < len(self._edges) and self._edges[index] == at

    @cached_property
    def _edges(self) -> list[int]:
        """Where words and walls begin and end; few haystacks hold anything that asks for it."""
        return list(accumulate(map(len, self._words), initial=0))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    apart = _ACCENTS.sub("", normalize("NFKD", _UNSEEN.sub("", text).casefold()))
    if _FOREIGN.search(apart):
        return "".join(char for char in apart if not combining(char))
    return apart


def _offset(text: str, at: int) -> int:
    """Give the place in a text that belongs to a place in its squeezed form."""
    seen = 0
    for found in re.finditer(r"\S+", text):
        here = len(squeezed(found[0]))
        if seen + here > at:
            return found.start()
        seen += here
    return 0
