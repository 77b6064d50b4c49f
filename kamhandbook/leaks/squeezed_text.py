"""Searching text for a wording however it is broken, hyphenated, spelled in case or split.

Text is squeezed to its letters and digits (folded, without accents; ``1,5`` stays one number), so
that hyphens, line breaks, soft hyphens, markup inside words and slugs do not hide anything. Where
words begin and end is remembered, so that a name is not found inside another word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from unicodedata import combining, normalize

from kamhandbook.leaks.amounts import Amount, amounts_in
from kamhandbook.wording.language import Language

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*")
_WALL = "\x00"  # nothing that is searched for crosses it
_WORD_OR_WALL = re.compile(f"{_WALL}|{_WORD.pattern}")
_MAILBOX = re.compile(r"([\w.+-]+)@(?=\w)")
_ACCENTS = re.compile("[\u0300-\u036f]+")  # of Latin, Greek and Cyrillic letters
_FOREIGN = re.compile("[^\u0000-\u0482\u2000-\u20cf\u2100-\u2cee]")  # may be other accents
_ENDINGS = 2  # letters that German may add to a name: Aslans, des Werkes
_LONG = 8  # signs from which on such an ending is allowed for


def words(text: str) -> list[str]:
    """Return the squeezed words of a text."""
    return _WORD.findall(_folded(text))


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, folded, without anything between them."""
    return "".join(words(text))


def position_in(text: str, term: str) -> tuple[int, int] | None:
    """Return where a squeezed term begins in a text: line and column from 1; None if nowhere."""
    return first_position(text, lambda texts: texts.starts_of(term))


def first_position(text: str, starts: Starts) -> tuple[int, int] | None:
    """Return the line and column, from 1, of the first of ``starts`` in a text; None if none."""
    for start in starts(SearchableText([text])):
        offset = _offset(text, start)
        before = text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
    return None


class SearchableText:
    """Some texts, searched together: joined into one squeezed string, a wall between any two."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        joined = _WALL.join(_folded(text.replace(_WALL, " ")) for text in self._texts)
        self._words = _WORD_OR_WALL.findall(joined)
        self._squeezed = "".join(self._words)
        self._read_amounts: list[tuple[int, Amount]] | None = None

    def __contains__(self, term: str) -> bool:
        return next(self.starts_of(term), None) is not None

    def may_hold(self, letters: str) -> bool:
        """Whether some letters stand there at all, be it inside a word."""
        return letters in self._squeezed

    def texts_with(self, term: str) -> Iterator[str]:
        """Yield the texts that hold a squeezed term, each once."""
        last_index = -1
        for at in self.starts_of(term):
            index = self._squeezed.count(_WALL, 0, at)
            if index != last_index:
                last_index = index
                yield self._texts[index]

    def starts_of(self, term: str) -> Iterator[int]:
        """Yield where a squeezed term stands, beginning with a word and ending with one."""
        at = self._squeezed.find(term) if term else -1
        while at >= 0:
            if self._is_edge(at) and self._ends_here(at + len(term), term):
                yield at
            at = self._squeezed.find(term, at + 1)

    def spans_of(self, term: str) -> Iterator[tuple[int, int]]:
        """Yield where a squeezed term begins and where the words end that it stands in."""
        for start in self.starts_of(term):
            end = start + len(term)
            yield start, next(end + n for n in range(_ENDINGS + 1) if self._is_edge(end + n))

    def start_before(self, at: int, term: str) -> int | None:
        """Return where a term begins that ends at ``at``, all of it whole words; else None."""
        start = at - len(term)
        if start >= 0 and self._squeezed.startswith(term, start) and self._is_edge(start):
            return start
        return None

    def letter_before(self, at: int) -> str:
        """Return the word of one letter that ends at ``at``; "" for any other."""
        letter = self._squeezed[at - 1 : at] if at > 0 else ""
        return letter if letter.isalpha() and self._is_edge(at - 1) else ""

    def has_word_at(self, at: int, term: str) -> bool:
        """Whether whole words at ``at`` are a term."""
        return self._squeezed.startswith(term, at) and self._is_edge(at + len(term))

    def text_at(self, at: int) -> str:
        """Return the text that an offset belongs to."""
        return self._texts[self._squeezed.count(_WALL, 0, at)]

    def starts_of_amount(self, amount: Amount, language: Language) -> Iterator[int]:
        """Yield where an amount of the same value stands, however it is written."""
        for start, found in self._amounts(language):
            if found.equals(amount):
                yield start

    def starts_of_mailboxes(self, mailboxes: Collection[str]) -> Iterator[int]:
        """Yield where a mail address begins whose squeezed part before the @ is one of some."""
        for start, mailbox in self._mailboxes:
            if mailbox in mailboxes:
                yield start

    @cached_property
    def _mailboxes(self) -> list[tuple[int, str]]:
        """Every mail address in the texts, its part before the @ without figures behind it."""
        read, offset = [], 0
        for text in self._texts:
            for each in _MAILBOX.finditer(text) if "@" in text else ():
                start = offset + len(squeezed(text[: each.start()]))
                read.append((start, squeezed(each[1]).rstrip("0123456789")))
            offset += len(squeezed(text)) + len(_WALL)
        return read

    def _amounts(self, language: Language) -> list[tuple[int, Amount]]:
        """Return every amount in the texts with the offset where it begins; read once."""
        if self._read_amounts is None:
            # All texts in one go: one by one took three times as long.
            ends = list(accumulate(len(text) + len(_WALL) for text in self._texts))
            pieces = (len(piece) + len(_WALL) for piece in self._squeezed.split(_WALL))
            offsets = list(accumulate(pieces, initial=0))
            self._read_amounts = []
            for each in amounts_in(language, _WALL.join(self._texts)):
                index = bisect_right(ends, each.start)
                text, before = self._texts[index], each.start - (ends[index - 1] if index else 0)
                self._read_amounts.append(
                    (offsets[index] + len(squeezed(text[:before])), each.amount)
                )
        return self._read_amounts

    def _ends_here(self, end: int, term: str) -> bool:
        if self._is_edge(end):
            return True
        if len(term) < _LONG or term[-1].isdigit():
            return False
        following = self._squeezed[end : end + _ENDINGS]
        return any(
            self._is_edge(end + n) and following[:n].isalpha() for n in range(1, _ENDINGS + 1)
        )

    def _is_edge(self, at: int) -> bool:
        index = bisect_left(self._edges, at)
        return index < len(self._edges) and self._edges[index] == at

    @cached_property
    def _edges(self) -> list[int]:
        """Where words and walls begin and end; only asked for when a term occurs at all."""
        return list(accumulate(map(len, self._words), initial=0))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    unaccented = _ACCENTS.sub("", normalize("NFKD", _UNSEEN.sub("", text).casefold()))
    if _FOREIGN.search(unaccented):
        return "".join(char for char in unaccented if not combining(char))
    return unaccented


def _offset(text: str, at: int) -> int:
    """Return the offset in a text that belongs to an offset in its squeezed form."""
    length_before = 0
    for word in re.finditer(r"\S+", text):
        length = len(squeezed(word[0]))
        if length_before + length > at:
            return word.start()
        length_before += length
    return 0


Starts = Callable[[SearchableText], Iterable[int]]  # where something stands in texts
