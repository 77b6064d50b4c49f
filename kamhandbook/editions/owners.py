"""Owners who are named: where a person must not be, their role stands instead, or nothing.

An owner is a role's title or somebody's name; the format does not tell which. A name is known from
the fields that hold names, or by its looks: two or three words that are no role's, each with a
capital and small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from pydantic import BaseModel

from kamhandbook.content.base import Item
from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.meanings import Meaning, takes_role
from kamhandbook.content.types import Audience
from kamhandbook.editions.redaction import label_of, texts
from kamhandbook.wording.language import Language

_NAME_WORD = re.compile(r"(?:[A-ZÄÖÜ]\.|[A-ZÀ-ÖØ-Þ][^\W\d_]*[a-zß-öø-ÿ][^\W\d_]*(?:-[^\W\d_]+)?)")
_TITLES = re.compile(r"^(?:(?:Frau|Herrn?|Fr|Hr|Dr|Prof|Dipl|Ing|Mag)\b\.?(?:-\w+\.?)*\s+)+")
_PARTICLE = re.compile(r"[a-zà-öø-ÿ]{1,3}['’]?")  # von, van den, de la
_BETWEEN = re.compile(r"^(?:[\s,;/&()–-]|\bund\b)+|(?:[\s,;/&()–-]|\bund\b)+$")
_ASIDE = re.compile(r"\s*(?:\((?P<role>[^)]*)\)|,(?P<behind>.*))")
_ASIDE_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_MOST_WORDS = 3  # of a name
_SHORTEST_SURNAME = 3  # letters


def roles_of_owners(handbook: Handbook, audience: Audience) -> Mapping[str, str]:
    """Return what to show instead of each owner that names somebody an audience is not told of.

    That is the role beside the name, else the role where the person stands elsewhere, else "".
    Applicants are told of no owner by name, not even of the one whom they may ask.
    """
    people = _people(handbook, hidden_from=audience)
    if audience is Audience.APPLICANTS:
        people |= _people(handbook)
    language = handbook.language
    names_are_hidden = not audience.sees(Audience.NEWCOMERS)
    functions = frozenset(_functions(handbook))
    roles: dict[str, str] = {}
    for owner in dict.fromkeys(_owners(handbook)):
        named = [name for name in people if _names(owner, name)]
        if named:
            beside = _without(owner, named)
            is_told = beside and not (names_are_hidden and looks_like_a_name(beside, language))
            roles[owner] = beside if is_told else next(filter(None, map(people.get, named)), "")
        elif names_are_hidden and owner not in functions and looks_like_a_name(owner, language):
            roles[owner] = ""
    return roles


def looks_like_a_name(text: str, language: Language) -> bool:
    """Whether a text is built as a person's name and has no word of a role or function.

    A title or „Frau“ in front makes a name of one word, too; brackets do not count.
    """
    without_title = _TITLES.sub("", _ASIDE_IN_BRACKETS.sub("", text)).replace(",", " ")
    first, *rest = without_title.split() or [""]
    written = [first, *(word for word in rest if not _PARTICLE.fullmatch(word))]
    fewest = 1 if _TITLES.match(text) else 2  # Dr. Huber
    if not fewest <= len(written) <= _MOST_WORDS or not all(map(_NAME_WORD.fullmatch, written)):
        return False
    words = language.words("leaks")
    endings = (*words["roles"], *words["functions"])
    return not any(_folded(word).endswith(endings) for word in written)


def _owners(handbook: Handbook) -> Iterator[str]:
    for _, model in every_model(handbook):
        for field in fields_of(type(model)):
            if takes_role(field.meanings) and (owner := getattr(model, field.name)):
                yield str(owner)


def _functions(handbook: Handbook) -> Iterator[str]:
    """Yield the functions that a company names, which are nobody's names."""
    for _, model in every_model(handbook):
        yield str(getattr(model, "function", ""))
    yield from handbook.handbook.sales_functions


def hidden_names(handbook: Handbook, audience: Audience) -> frozenset[str]:
    """Return the names of people that an audience is told nowhere."""
    hidden = _people(handbook, hidden_from=audience)
    return frozenset(hidden.keys() - _people(handbook, shown_to=audience).keys())


def _people(
    handbook: Handbook,
    *,
    hidden_from: Audience | None = None,
    shown_to: Audience | None = None,
) -> dict[str, str]:
    """Return names of people with the role beside each, or "": all, or some by their labels."""
    people: dict[str, str] = {}
    for _, model in every_model(handbook):
        label = model.visible_from if isinstance(model, Item) else None
        for field in fields_of(type(model)):
            if Meaning.PERSON not in field.meanings:
                continue
            value = getattr(model, field.name)
            who = label_of(field, value, label)
            if (hidden_from and hidden_from.sees(who)) or (shown_to and not shown_to.sees(who)):
                continue
            for passage in texts(value):
                name, role = _name_and_role(passage.value)
                people[name] = people.get(name) or role or _role_beside(model)
    return people


def _name_and_role(written: str) -> tuple[str, str]:
    """Return a name without what stands in brackets or behind a comma, and that."""
    found = _ASIDE.search(written)
    if not found:
        return written, ""
    name = written[: found.start()].strip()
    return (name, (found["role"] or found["behind"] or "").strip()) if name else (written, "")


def _role_beside(model: BaseModel) -> str:
    for field in fields_of(type(model)):
        if field.name in ("role", "function") and not field.choices:
            return str(getattr(model, field.name))
    return ""


def _names(owner: str, name: str) -> bool:
    """Whether an owner is, or holds, a person's name or surname as whole words."""
    return any(re.search(rf"\b{re.escape(part)}\b", owner) for part in _parts(name))


def _parts(name: str) -> tuple[str, ...]:
    surname = name.split()[-1] if name.split() else ""
    return (name, surname) if len(surname) >= _SHORTEST_SURNAME else (name,)


def _without(owner: str, names: list[str]) -> str:
    """Return what stands beside the names in an owner: „Leitung KAM (Jana Volkmer)“."""
    for name in names:
        for part in _parts(name):
            owner = re.sub(rf"\b{re.escape(part)}\b", "", owner)
    rest = _BETWEEN.sub("", " ".join(owner.split()))
    return rest if len(rest.split()) > 1 or rest.isupper() or len(rest) > 8 else ""


def _folded(word: str) -> str:
    return normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
