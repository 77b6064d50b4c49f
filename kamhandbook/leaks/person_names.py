"""A person's name in the ways that people write it.

Surname first, with initials for given names, with an initial in between, „Frau Dr.“ and the
surname, a mail address made of it: all of them say who it is, just as the full name does.
Everything is squeezed, see ``squeezed_text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kamhandbook.leaks.squeezed_text import SearchableText, squeezed
from kamhandbook.wording.language import Language
from kamhandbook.wording.people import people_words

_PARTICLE = re.compile(r"[^\W\d_]+['’]?", re.UNICODE)
_MOST_INITIALS = 3
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"}
)
_UNSPELLED = re.compile(r"(?<![AEIOUaeiou])([AOUaou])e")  # Mueller, but not Bauer


class PersonName(Struct, frozen=True):
    """A name taken apart: given names, what stands before a surname („von der“), the surname.

    ``written`` is the surname as written, ``halves`` are the parts of one with a hyphen;
    ``addresses`` are words that in front of the surname say who it is, none where somebody else
    whom the audience is told of has that surname, too.
    """

    given: tuple[str, ...]
    particles: str
    surname: str
    written: str
    halves: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """What no way of writing the name is without: the surname, or half of it."""
        return self.halves or (self.surname,)

    @property
    def mailboxes(self) -> frozenset[str]:
        """What stands in front of the @ in a mail address made of the name."""
        surname, (first, *_) = self.surname, self.given
        whole = f"{self.particles}{surname}"
        made = {f"{surname}{first[0]}", f"{surname}{first}"}
        made |= {f"{front}{back}" for front in (first, first[0]) for back in (surname, whole)}
        return frozenset(made | ({surname, whole} if self.addresses else set()))


def spellings(name: str) -> Iterator[str]:
    """Yield a name as written, and with „ae“ for „ä“ or the other way round."""
    yield from dict.fromkeys((name, name.translate(_SPELLED), _UNSPELLED.sub(r"\1", name)))


def addresses(language: Language) -> tuple[str, ...]:
    """Return the words that in front of a surname speak of one person."""
    return people_words(language).addresses


def person_name(text: str) -> PersonName | None:
    """Return a name taken apart, also one with its surname first; None for a single word."""
    last, comma, rest = text.partition(",")
    parts = [*rest.split(), *last.split()] if comma and rest.strip() else text.split()
    if len(parts) < 2:
        return None
    *front, surname = parts
    particles: list[str] = []
    while len(front) > 1 and _PARTICLE.fullmatch(front[-1]) and front[-1].islower():
        particles.insert(0, front.pop())
    given = tuple(filter(None, map(squeezed, front)))
    halves = tuple(map(squeezed, surname.split("-"))) if "-" in surname else ()
    if not given or not squeezed(surname):
        return None
    return PersonName(
        given, squeezed(" ".join(particles)), squeezed(surname), surname.strip(","), halves
    )


def starts_of_name(name: PersonName, texts: SearchableText) -> list[int]:
    """Return where a name stands in texts in any way but letter by letter as written."""
    starts = list(texts.starts_of_mailboxes(name.mailboxes))
    for half in name.halves:  # Anna Wendel, who is Anna Wendel-Steiner
        before = (texts.start_before(at, name.given[0]) for at in texts.starts_of(half))
        starts += [start for start in before if start is not None]
    genitive = f"{name.surname}s"
    for at, end in (*texts.spans_of(name.surname), *texts.spans_of(genitive)):
        start = _start_before(name, texts, at)
        if start is None and _is_behind(name, texts, end):
            start = at
        if start is None:
            start = _addressed_from(name, texts, at)
        if start is not None:
            starts.append(start)
    return starts


def _start_before(name: PersonName, texts: SearchableText, at: int) -> int | None:
    """Return where given names or their initials begin in front of a surname; None for others."""
    if name.particles and (before := texts.start_before(at, name.particles)) is not None:
        at = before
    first, initials = name.given[0], ""
    while True:
        start = texts.start_before(at, first)
        if start is not None:
            return start
        further = [texts.start_before(at, given) for given in name.given[1:]]
        between = next((start for start in further if start is not None), None)
        letter = texts.letter_before(at) if between is None else ""
        if between is not None:
            at = between
        elif letter and len(initials) < _MOST_INITIALS:
            at, initials = at - 1, letter + initials
            if letter == first[0] and not texts.letter_before(at):
                return at
        else:
            return None


def _addressed_from(name: PersonName, texts: SearchableText, at: int) -> int | None:
    """Return where „Frau“, „Herr“ or a title begins in front of a surname; None without one."""
    if name.particles and (before := texts.start_before(at, name.particles)) is not None:
        at = before
    starts = (texts.start_before(at, address) for address in name.addresses)
    return next((start for start in starts if start is not None), None)


def _is_behind(name: PersonName, texts: SearchableText, end: int) -> bool:
    """Whether the given name, or its initial, follows a surname."""
    first = name.given[0]
    return texts.has_word_at(end, first) or texts.has_word_at(end, first[0])
