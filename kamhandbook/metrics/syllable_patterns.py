"""pyphen's patterns of a language, each read when a word first asks for it.

Receipt: parsing all 66,441 German patterns takes pyphen 0.48 s, a third of a whole build of the
sample; telling them apart by their letters and dividing a first word 0.07 s.
``test_syllable_patterns`` holds that both divide words alike.
"""

from __future__ import annotations

import re
from itertools import compress
from operator import ne
from pathlib import Path
from typing import Any

import pyphen

_HAS_MORE = re.compile(
    rb"\^\^|/[^\n]*="
)  # characters by number, and spellings that change at a hyphen

Pattern = tuple[int, tuple[int, ...]]  # where its values begin, and the values


class _Patterns(dict[str, Any]):
    """Patterns by their letters; as written, until somebody asks for them."""

    def get(self, letters: str, default: Any = None) -> Pattern | None:
        """Return a pattern; None for letters that have none, or one that says nothing."""
        pattern = super().get(letters, default)
        if isinstance(pattern, str):
            pattern = self[letters] = _parsed(pattern)
        return pattern or None


class SyllableDictionary(pyphen.HyphDict):  # type: ignore[misc]
    """Divides words as pyphen's own dictionary does."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        encoding = data.partition(b"\n")[0].decode().strip()
        if _HAS_MORE.search(data):
            super().__init__(path)
            return
        lines = data.replace(b"\r", b"").replace(b" \n", b"\n").replace(b"\t\n", b"\n")
        written = lines.decode(encoding).split("\n")[1:]
        letters = lines.translate(None, b"0123456789").decode(encoding).split("\n")[1:]
        pairs = zip(letters, written, strict=True)
        self.patterns = _Patterns(compress(pairs, map(ne, letters, written)))  # says something
        self.maxlen = max(map(len, self.patterns))
        self.cache: dict[str, Any] = {}


def dictionary(language: str, shortest_end: int) -> Any:
    """Return what divides words of a language; pieces at either end have so many letters."""
    path = pyphen.LANGUAGES[pyphen.language_fallback(language)]
    if path not in pyphen.hdcache:
        pyphen.hdcache[path] = SyllableDictionary(path)
    return pyphen.Pyphen(lang=language, left=shortest_end, right=shortest_end)


def _parsed(written: str) -> Pattern | tuple[()]:
    """Return a pattern's values between its letters, without the zeros at both ends."""
    values = [int(value or 0) for value, _ in pyphen.parse(written)]
    said = [index for index, value in enumerate(values) if value]
    return (said[0], tuple(values[said[0] : said[-1] + 1])) if said else ()
