"""Where a text mentions somebody: by the full name, a title, the surname alone, a mail address.

Texts are searched as they stand in files: a name may go on in the next line of a folded text or of
a comment, and may be declined („Hubers“). What a mention means for certain is decided by
``person_certainty``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, cast
from unicodedata import normalize

from msgspec import Struct

Kind = Literal["full", "initial", "titled", "surname", "mail", "given", "part", "address"]

_GAP = r"(?:[ \t\u00a0\u202f]+|[ \t]*\r?\n[ \t]*(?:#[ \t]*)?)"
_TITLE = r"(?:Frau|Herrn?|Fr\.|Hrn?\.|Dr\.(?:-Ing\.)?|Prof\.|Dipl\.[ -]?\w+\.|Mag\.|Ing\.|h\. ?c\.)"
_TITLES = rf"(?:{_TITLE}{_GAP})"
_BEGIN = r"(?<![\w-])"
_END = r"(?:['’]s?|s)?(?!\w|-\w)"
_BEFORE_REVERSED = frozenset(":-\"'(;|„\n")
_AFTER_REVERSED = frozenset("\n\"')#;|“")
_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_PARTICLE = re.compile(r"[a-zà-öø-ÿ]{1,4}['’]?")


class Mention(Struct, frozen=True):
    """A stretch of a text that mentions somebody, and in which way."""

    start: int
    end: int
    kind: Kind
    text: str


class Person(Struct, frozen=True, dict=True):
    """Somebody's name taken apart; ``given`` is empty where only a surname is known."""

    given: tuple[str, ...]
    particles: str
    surname: str

    @property
    def name(self) -> str:
        """The whole name, given names first."""
        return " ".join(filter(None, (*self.given, self.particles, self.surname)))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield where a text mentions the person, in order; no two overlap."""
        found = self._pattern.search(text)
        while found:
            mention = _mention(text, found)
            if mention.kind != "address" or self._is_in(mention.text):
                yield mention
            found = self._pattern.search(text, mention.end)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        particles = _spelled(self.particles) + _GAP if self.particles else ""
        surname = (
            f"(?:{particles})?{_spelled(self.surname)}" if particles else _spelled(self.surname)
        )
        forms = [rf"(?P<mail>{self._mail})", r"(?P<address>(?:\w+://|www\.|\\\\)[^\s\"'<>)\]]+)"]
        if self.given:
            first = _spelled(self.given[0])
            more = "".join(rf"(?:{_GAP}(?:{_spelled(g)}|{g[0]}\.))?" for g in self.given[1:])
            more += rf"(?:{_GAP}[A-ZÄÖÜ]\.)?"
            forms += [
                rf"(?P<full>{_BEGIN}{_TITLES}*{first}{more}{_GAP}{surname}{_END})",
                rf"(?P<initial>{_BEGIN}{_TITLES}*{self.given[0][0]}\.{more}{_GAP}?{surname}{_END})",
                rf"(?P<reversed>{_BEGIN}(?P<last>{surname}),{_GAP}{_TITLES}*{first}(?!\w))",
            ]
        forms += [
            rf"(?P<titled>{_BEGIN}{_TITLES}+{surname}{_END})",
            rf"(?P<part>{_BEGIN}(?:\w+-)+{surname}\b|{_BEGIN}{surname}-\w+)",
            rf"(?P<surname>{_BEGIN}{surname}{_END})",
        ]
        if self.given and len(self.given[0]) > 2:
            forms.append(rf"(?P<given>{_BEGIN}{_spelled(self.given[0])}{_END})")
        return re.compile("|".join(forms))

    @property
    def _mail(self) -> str:
        surname = _in_mail(self.surname)
        given = _in_mail(self.given[0]) if self.given else ""
        before = rf"(?:{given}[._-]?|{given[0]}[._-]?)?" if given else ""
        behind = rf"(?:[._-]?{given}|[._-]{given[0]})?" if given else ""
        return rf"(?i:(?<![\w.+-]){before}{surname}{behind}\d*@[\w.-]*\w)"

    def _is_in(self, address: str) -> bool:
        return re.search(_in_mail(self.surname), address, re.IGNORECASE) is not None


def person_of(name: str) -> Person | None:
    """Return a name taken apart, also with titles or its surname first; None for no name."""
    bare = re.sub(rf"{_TITLE}(?=\s)", " ", f"{name} ").strip()
    last, comma, rest = bare.partition(",")
    parts = [*rest.split(), *last.split()] if comma and rest.strip() else bare.split()
    if not parts or not all(re.match(r"[^\W\d_]", part) for part in parts):
        return None
    *front, surname = parts
    particles: list[str] = []
    while front and _PARTICLE.fullmatch(front[-1]):
        particles.insert(0, front.pop())
    return Person(tuple(front), " ".join(particles), surname)


def _mention(text: str, found: re.Match[str]) -> Mention:
    if found.lastgroup != "reversed":
        kind = cast(Kind, found.lastgroup)
        return Mention(found.start(), found.end(), kind, found[0])
    if _stands_alone(text, found):
        return Mention(found.start(), found.end(), "full", found[0])
    return Mention(*found.span("last"), "surname", found["last"])


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether „Huber, Anna“ is a whole value, not two names of a list that meet."""
    before = text[: found.start()].rstrip(" \t")[-1:]
    after = text[found.end() :].lstrip(" \t")[:1]
    return (not before or before in _BEFORE_REVERSED) and (not after or after in _AFTER_REVERSED)


def _spelled(words: str) -> str:
    """Return a pattern for words however their letters are written, in capitals as well."""
    exact = _GAP.join("".join(map(_letter, word)) for word in words.split())
    capitals = _GAP.join("".join(map(_letter, word.upper())) for word in words.split())
    return f"(?:{exact}|{capitals})"


def _letter(character: str) -> str:
    ways = (character, normalize("NFD", character), _SPELLED.get(character, ""))
    own = list(dict.fromkeys(re.escape(way) for way in ways if way))
    return own[0] if len(own) == 1 else f"(?:{'|'.join(own)})"


def _in_mail(word: str) -> str:
    """Return a pattern for a word as addresses write it: without accents, ü as ue or u."""
    plain = "".join(
        f"(?:{_SPELLED[c]}|{_base(c)}|{c})" if c in _SPELLED else re.escape(_base(c) or c)
        for c in word
    )
    return plain.replace(r"\-", "-?")


def _base(character: str) -> str:
    return normalize("NFKD", character).encode("ascii", "ignore").decode()
