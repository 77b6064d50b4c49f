"""Searching text for a wording however it is broken, hyphenated, spelled in case or split.

Text is squeezed to its letters and digits (folded, without accents; ``1,5`` stays one number), so
that hyphens, line breaks, soft hyphens, markup inside words and slugs do not hide anything. Where
words begin and end is remembered, so that a name is not found inside another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, normalize

_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*")
_WALL = "\x00"  # nothing that is searched for crosses it
_ACCENTS = re.compile("[\u0300-\u036f]+")  # of Latin, Greek and Cyrillic letters
_FOREIGN = re.compile("[\u0483-\u1fff\u20d0-\u20ff\u2cef-\U0010ffff]")  # may hold others
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
        parts: list[str] = []
        self._begins: list[int] = []
        starts: set[int] = set()
        ends: set[int] = set()
        at = 0
        for text in self._texts:
            self._begins.append(at)
            for word in words(text):
                starts.add(at)
                parts.append(word)
                at += len(word)
                ends.add(at)
            parts.append(_WALL)
            at += 1
        self._hay = "".join(parts)
        self._starts, self._ends = starts, ends

    def __contains__(self, needle: str) -> bool:
        return next(self.starts_of(needle), None) is not None

    def find(self, needle: str) -> Iterator[str]:
        """Walk the texts that hold a squeezed wording, each once."""
        told = -1
        for at in self.starts_of(needle):
            index = self._index(at)
            if index != told:
                told = index
                yield self._texts[index]

    def starts_of(self, needle: str) -> Iterator[int]:
        """Walk where a squeezed wording stands, beginning with a word and ending with one."""
        at = self._hay.find(needle) if needle else -1
        while at >= 0:
            if at in self._starts and self._ends_here(at + len(needle), needle):
                yield at
            at = self._hay.find(needle, at + 1)

    def _ends_here(self, end: int, needle: str) -> bool:
        if end in self._ends:
            return True
        if len(needle) < _LONG or needle[-1].isdigit():
            return False
        added = self._hay[end : end + _ENDINGS]
        return any(end + n in self._ends and added[:n].isalpha() for n in range(1, _ENDINGS + 1))

    def _index(self, at: int) -> int:
        low, high = 0, len(self._begins)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._begins[middle] <= at else (low, middle)
        return low


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    apart = _ACCENTS.sub("", normalize("NFKD", text.translate(_UNSEEN).casefold()))
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
