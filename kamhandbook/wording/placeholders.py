"""Texts that only keep a place: „tbd“, „folgt“, „xxx“, „siehe oben“ are no answers.

A text is one when nothing else stands in it; an answer that merely contains such a word is none.
The words are those of ``catalogue/<language>.placeholders.yaml``, of every language there is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kamhandbook.wording.catalogue_files import catalogue_file, languages

_LONGEST = 120  # characters; what is longer says something
_PARTS = re.compile(r"[\n/;|]+|,\s|\s[–—-]\s")
_LIST_MARK = re.compile(r"^\s*(?:[-*+•·–—]|\d{1,2}[.)])\s+")
_MARKS = re.compile(r"[*_~`#>\[\](){}<„“”»«‚‘’\"'.…]+")
_EDGES = " \t-–—:;,!?=+"


@lru_cache(maxsize=1024)
def is_placeholder(text: str) -> bool:
    """Whether a text only says that something is missing; an empty one does not."""
    if not text.strip() or len(text) > _LONGEST:
        return False
    if _pattern("notes").fullmatch(_bare(text)) or _is_part(text):
        return True
    return all(_is_part(part) for part in _PARTS.split(text))


def is_nobody_yet(text: str) -> bool:
    """Whether a name says that somebody is still to be found."""
    return _pattern("nobody_yet").fullmatch(_bare(text)) is not None


def _is_part(text: str) -> bool:
    bare = _bare(text)
    return not bare or _pattern("whole").fullmatch(bare) is not None


def _bare(text: str) -> str:
    """Return a text without marks, in small letters: „**T.B.D.**“ is „tbd“."""
    return " ".join(_MARKS.sub("", _LIST_MARK.sub("", text)).casefold().split()).strip(_EDGES)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    alternatives = [
        each for code in languages() for each in catalogue_file(code, "placeholders")[kind]
    ]
    return re.compile("|".join(f"(?:{each})" for each in alternatives))
