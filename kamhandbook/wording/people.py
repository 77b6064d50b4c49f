"""Names of people told from roles, functions, bodies and places, by the words of a language.

„Leitung KAM (Jana Reuter)“ is a role and a name, „Huber, Kunze und Vertrieb“ two names and a
function. What no list knows is taken for a name where a person or a role may stand: for whoever
must not read names, a role too few does less harm than a name too many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cache
from unicodedata import normalize

from msgspec import Struct

from kamhandbook.wording.language import Language

_INITIALS = re.compile(r"(?:[A-ZÄÖÜ]\.-?)+")
_PARTICLE = re.compile(r"von|vom|van|zu|zur|zum|de|der|den|del|della|di|da|dos|du|la|le|el|ten|ter")
_ABBREVIATION = re.compile(r"[A-ZÄÖÜ&]{3,6}s?|\w*\d\w*")
_ENDINGS_OF_FUNCTIONS = ("ung", "ik", "ie", "ei")  # of words that are long enough: Radiologie
_LONG = 8  # letters
_ELIDED = re.compile(r"^[dlDLO]['’](?=[A-ZÀ-Þ])")  # d’Aubigné, O’Hara
_LONGEST_NAME = 4  # words
_INFLECTED = ("innen", "in", "en", "n", "e", "s")


class Kind(StrEnum):
    """What a word is, as far as its language's lists tell."""

    TITLE = "title"
    INITIALS = "initials"
    GIVEN = "given"
    PARTICLE = "particle"
    ROLE = "role"
    SMALL = "small"
    UNKNOWN = "unknown"


_OF_A_NAME = frozenset({Kind.GIVEN, Kind.INITIALS, Kind.PARTICLE, Kind.UNKNOWN})
_BEGIN_A_NAME = frozenset({Kind.TITLE, Kind.INITIALS, Kind.GIVEN})


class Told(Struct, frozen=True):
    """A text without its names, and those; ``guesses`` are words that are no role's, at least."""

    rest: str
    names: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether there was a name in it."""
        return bool(self.names or self.guesses)


class PeopleWords(Struct, frozen=True):
    """The words by which a language tells people from roles, folded."""

    endings: tuple[str, ...]
    words: frozenset[str]
    small_words: frozenset[str]
    before_a_name: tuple[str, ...]
    before_a_place: tuple[str, ...]
    titles: frozenset[str]
    addresses: tuple[str, ...]
    given_names: frozenset[str]
    pieces: re.Pattern[str]


def folded(word: str) -> str:
    """Return a word in small letters from a to z, without accents."""
    plain = word.casefold().replace("ł", "l").replace("ø", "o")
    return normalize("NFKD", plain).encode("ascii", "ignore").decode()


def pieces(language: Language, text: str) -> list[str]:
    """Return what stands in a text side by side, with what separates it in between."""
    return people_words(language).pieces.split(text)


def told_apart(
    language: Language, piece: str, known: Collection[str], *, is_sure: bool = False
) -> Told:
    """Tell names from roles in one of a text's pieces; ``known`` are folded words of roles.

    With ``is_sure`` only what is certainly a name is taken for one.
    """
    lists = people_words(language)
    words = piece.split()
    kinds = [_kind(lists, word, known, is_all_small=piece.islower()) for word in words]
    start, end = _certain_name(kinds)
    if start < end:
        name = " ".join(words[at] for at in range(start, end) if kinds[at] is not Kind.TITLE)
        return Told(_rest(words, kinds, start, end), names=(name,))
    if is_sure or not words:
        return Told(piece)
    if all(kind in _OF_A_NAME or kind is Kind.TITLE for kind in kinds):
        is_name = len(words) <= _LONGEST_NAME
        return Told("", guesses=(piece,)) if is_name else Told(piece)
    if _ends_with_a_name(lists, words, kinds):
        return Told(" ".join(words[:-1]), guesses=(words[-1],))
    return Told(piece)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, those that a hyphen joins each by itself, too."""
    return [
        part for word in re.findall(r"[\w-]+", folded(text)) for part in {word, *word.split("-")}
    ]


def is_given_name(language: Language, word: str) -> bool:
    """Whether a word is somebody's given name, or initials."""
    names = people_words(language).given_names
    return bool(_INITIALS.fullmatch(word)) or folded(word).split("-")[0] in names


@cache
def people_words(language: Language) -> PeopleWords:
    """Return the words by which a language tells people from roles."""
    lists = {key: text.split() for key, text in language.words("people").items()}
    between = "|".join(map(re.escape, lists["between"]))
    separators = rf"\s*[,;|\n()/]\s*|:\s+|\s+[–—-]\s+|\s+(?:{between}|[&+])\s+"
    return PeopleWords(
        tuple((*lists["roles"], *lists["functions"])),
        frozenset(lists["words"]),
        frozenset(lists["small_words"]),
        tuple(lists["before_a_name"]),
        tuple(lists["before_a_place"]),
        frozenset(lists["titles"]),
        tuple(lists["addresses"]),
        frozenset(lists["given_names"]),
        re.compile(f"({separators})"),
    )


def _kind(lists: PeopleWords, word: str, known: Collection[str], *, is_all_small: bool) -> Kind:
    word = _ELIDED.sub("", word)
    bare = folded(word).strip(".:*\"'„“")
    may_be_name = is_all_small or not word[:1].islower()
    if may_be_name and (folded(word) in lists.titles or (bare in lists.titles and "." in word)):
        return Kind.TITLE
    if _INITIALS.fullmatch(word):
        return Kind.INITIALS
    if may_be_name and bare.split("-")[0] in lists.given_names and bare not in known:
        return Kind.GIVEN
    if _PARTICLE.fullmatch(word):
        return Kind.PARTICLE
    if _is_role(lists, word, bare, known):
        return Kind.ROLE
    if word[:1].islower() and (bare in lists.small_words or not is_all_small):
        return Kind.SMALL
    return Kind.UNKNOWN


def _is_role(lists: PeopleWords, word: str, bare: str, known: Collection[str]) -> bool:
    parts = [bare, *map(folded, filter(_counts, re.split(r"[-&*:_'’]", word)))]
    return (
        _ABBREVIATION.fullmatch(word) is not None
        or not any(map(str.isalpha, bare))
        or any(part in known or _names_a_role(lists, part) for part in parts)
    )


def _counts(part: str) -> bool:
    """Whether a part of a compound may name a role by itself; two letters as an abbreviation."""
    return len(part) > 2 or part.isupper()


def _names_a_role(lists: PeopleWords, word: str) -> bool:
    if len(word) >= _LONG and word.endswith(_ENDINGS_OF_FUNCTIONS):
        return True
    stems = (word, *(word.removesuffix(end) for end in _INFLECTED if word.endswith(end)))
    return any(stem in lists.words or stem.endswith(lists.endings) for stem in stems)


def _certain_name(kinds: Sequence[Kind]) -> tuple[int, int]:
    """Return where a name begins and ends that is one for certain; (0, 0) where none is."""
    for start, kind in enumerate(kinds):
        end = start + 1
        while end < len(kinds) and end - start <= _LONGEST_NAME and _goes_on(kinds, end):
            end += 1
        while end > start + 1 and kinds[end - 1] is Kind.PARTICLE:
            end -= 1
        is_whole = kind is Kind.GIVEN and len(kinds) == 1
        if kind in _BEGIN_A_NAME and (end > start + 1 or is_whole):
            return start, end
    return 0, 0


def _goes_on(kinds: Sequence[Kind], at: int) -> bool:
    return kinds[at] in _OF_A_NAME or kinds[at] is Kind.TITLE


def _rest(words: Sequence[str], kinds: Sequence[Kind], start: int, end: int) -> str:
    """Return what stands beside a name, where it says something."""
    at_rest = [*range(start), *range(end, len(words))]
    says_something = any(kinds[at] is Kind.ROLE for at in at_rest)
    return " ".join(words[at] for at in at_rest) if says_something else ""


def _ends_with_a_name(lists: PeopleWords, words: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether somebody's name stands behind what one person is, or a team: „Team Huber“."""
    if len(words) < 2 or kinds[-1] is not Kind.UNKNOWN or kinds[-2] is not Kind.ROLE:
        return False
    *front, before = (folded(word) for word in words[:-1])
    if before.endswith(lists.before_a_place):
        return False
    return any(word.endswith(lists.before_a_name) for word in (*front, before))
