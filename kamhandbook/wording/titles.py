"""Whether a few words make a title: a statement, not a note such as „Jährlich“ or „Mit dem CRM“."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from kamhandbook.wording.language import Language

_WORD = re.compile(r"[\w’'&/.–-]*\w[\w’'&/.%-]*")


class _TitleWords(Struct, frozen=True):
    least: int
    prepositions: frozenset[str]
    connectives: frozenset[str]
    open_ends: frozenset[str]
    verbs: frozenset[str]
    no_verbs: frozenset[str]


def makes_title(language: Language, text: str) -> bool:
    """Whether a text says something by itself, so that it can stand above a slide."""
    words, known = _WORD.findall(text), _title_words(language)
    if text.rstrip().endswith("?"):
        return len(words) > 1
    if len(words) < known.least or text.rstrip()[-1] in ",:;–-":
        return False
    first, last = words[0].casefold(), words[-1]
    if first in known.connectives or first in known.verbs or last in known.open_ends:
        return False
    return first not in known.prepositions or _has_verb(words, known)


def _has_verb(words: list[str], known: _TitleWords) -> bool:
    """Whether a verb follows: „Mit fünf Kunden erproben wir KAM“, but not „Mit der neuen Quote“."""
    following = (*words[2:], "")
    for word, behind in zip(words[1:], following, strict=True):
        if word in known.verbs:
            return True
        if not word[0].islower() or word in known.no_verbs | known.prepositions:
            continue
        is_adjective = behind[:1].isupper()  # an attribute stands before its noun
        if word.endswith("t") or (word.endswith(("en", "ern", "eln")) and not is_adjective):
            return True
    return False


@cache
def _title_words(language: Language) -> _TitleWords:
    words: dict[str, Any] = language.words("titles")
    sets = ("prepositions", "connectives", "verbs", "no_verbs")
    open_ends = frozenset(words["open_ends"]) - frozenset(words["of_verbs"])
    named = {name: frozenset(words[name]) for name in sets}
    return _TitleWords(least=words["least_words"], open_ends=open_ends, **named)
