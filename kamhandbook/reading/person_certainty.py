"""Whether a mention means one person for certain, or maybe another one of like name, or a firm."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from kamhandbook.reading.person_mentions import Mention, Person, person_of
from kamhandbook.wording.language import Language

Doubt = Literal[
    "",
    "someone_else",
    "other_person",
    "other_name",
    "may_be_a_word",
    "given_name",
    "part",
    "address",
]

_WORD_BEFORE = re.compile(r"([^\W\d_][\w-]*)[ \t\u00a0]+$")


class Namesakes(Struct, frozen=True):
    """Who and what else bears a surname: people by name, and names of firms, services and so on."""

    people: tuple[Person, ...] = ()
    names: tuple[str, ...] = ()


def namesakes_of(
    person: Person,
    people: Iterable[str],
    names: Iterable[str],
    texts: Iterable[str],
    language: Language,
) -> Namesakes:
    """Return who and what bears a person's surname, of known names and of what texts say.

    In a text it is a word with a capital in front of the surname that makes another name.
    """
    words = language.words("forget")
    known = [other for name in people if (other := person_of(name))]
    for text in texts:
        for mention in person.mentions(text):
            before = _WORD_BEFORE.search(text[: mention.start])
            if mention.kind == "surname" and before and _is_given(before[1], person, words):
                known.append(Person((before[1],), "", person.surname))
    alike = [other for other in known if _shares_surname(other, person) and other.given]
    others = {other.name: other for other in alike if not _is_same(other, person)}
    bearing = {name for name in names if any(True for _ in person.mentions(name))}
    return Namesakes(tuple(others.values()), tuple(sorted(bearing)))


def doubt_about(
    mention: Mention, text: str, person: Person, namesakes: Namesakes, language: Language
) -> Doubt:
    """Return why a mention may mean somebody or something else; "" where it is certain."""
    if mention.kind in ("part", "address"):
        return "part" if mention.kind == "part" else "address"
    if mention.kind == "given":
        return "given_name"
    if _is_within(mention, text, namesakes.names) or _is_firm(mention, text, language):
        return "other_name"
    if mention.kind == "full":
        return ""
    if _is_behind_given(mention, text, namesakes.people):
        return "someone_else"
    if any(_may_mean(mention, person, other) for other in namesakes.people):
        return "other_person"
    return "may_be_a_word" if mention.kind == "surname" and _is_odd(mention, text, language) else ""


def _is_given(word: str, person: Person, words: dict[str, list[str]]) -> bool:
    if not (word[0].isupper() and word[1:].islower()) or word in person.given:
        return False
    return word not in words["no_given_names"] and word.casefold() not in words["articles"]


def _is_behind_given(mention: Mention, text: str, others: Iterable[Person]) -> bool:
    """Whether another one's given name stands in front of a surname: that one is meant."""
    before = _WORD_BEFORE.search(text[: mention.start])
    return before is not None and any(before[1] in other.given for other in others)


def _shares_surname(other: Person, person: Person) -> bool:
    return other.surname.casefold() in (person.surname.casefold(), f"{person.surname}s".casefold())


def _is_same(other: Person, person: Person) -> bool:
    """Whether two names are one person's: the given names of one begin the other's."""
    pairs = zip(other.given, person.given, strict=False)
    same = all(
        a.rstrip(".").startswith(b.rstrip(".")) or b.startswith(a.rstrip(".")) for a, b in pairs
    )
    return same and other.surname.casefold() == person.surname.casefold()


def _may_mean(mention: Mention, person: Person, other: Person) -> bool:
    if mention.kind in ("initial", "mail") and person.given:
        local = mention.text.partition("@")[0].casefold()
        if mention.kind == "mail" and person.given[0].casefold() in local:
            return False
        is_initial = mention.kind == "initial" or local != person.surname.casefold()
        return not is_initial or other.given[0][0] == person.given[0][0]
    return True


def _is_within(mention: Mention, text: str, names: Iterable[str]) -> bool:
    """Whether a mention is a part of another name, say of the customer „Huber SE“."""
    for name in names:
        pattern = r"\s+".join(re.escape(word) for word in name.split())
        for found in re.finditer(pattern, text):
            if found.start() <= mention.start and mention.end <= found.end():
                return found[0] != mention.text
    return False


def _is_firm(mention: Mention, text: str, language: Language) -> bool:
    forms = "|".join(language.words("forget")["legal_forms"])
    return re.match(rf"[ \t]+(?:{forms})(?!\w)", text[mention.end :]) is not None


def _is_odd(mention: Mention, text: str, language: Language) -> bool:
    """Whether an article stands in front of a surname: „der Koch“ may be anybody."""
    before = _WORD_BEFORE.search(text[: mention.start])
    return before is not None and before[1].casefold() in language.words("forget")["articles"]
