"""People who are named where roles may stand: for whom they are hidden, their role stands instead.

What a field means decides: where somebody is responsible, decides or hears of something, people
write a role, a function, a body or a name, and several of them. A name is known from the fields
that hold names, or by the words it is made of (``wording/people``). Applicants are told none of
them: a name becomes the role that stands beside it, or that the person has elsewhere, or is left
out. In the name of a role, function or unit only what is certainly a name is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from unicodedata import normalize

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.base import Item
from kamhandbook.content.fields import ContentField, every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.meanings import Meaning, may_name_people
from kamhandbook.content.types import Audience
from kamhandbook.editions.redaction import WithoutNames, label_of, texts
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import country_name
from kamhandbook.wording.people import Told, is_given_name, pieces, told_apart, words_of

_ASIDE = re.compile(r"\s*(?:\((?P<role>[^)]*)\)|,(?P<behind>.*))")
_TITLES = re.compile(r"^(?:(?:Frau|Herrn?|Fr|Hr|Dr|Prof|Dipl|Ing|Mag)\b\.?(?:-\w+\.?)*\s+)+")
_SHORTEST_SURNAME = 3  # letters
_JOINS = re.compile(r"\s*[,;/&+]\s*|\s+\w+\.?\s+")  # what joins two functions; a bracket does not


class OwnersShown:
    """What an audience is shown where people may be named among roles."""

    def __init__(self, handbook: Handbook, audience: Audience) -> None:
        self._handbook, self._language = handbook, handbook.language
        self._people = _people(handbook, hidden_from=audience)
        self._hides_all = not audience.sees(Audience.NEWCOMERS)
        if self._hides_all:  # not even the one whom they may ask is told as an owner
            self._people |= _people(handbook)
        self._names = {name: _Name.of(name, self._language) for name in self._people}
        self._shown: dict[tuple[str, bool], WithoutNames | None] = {}

    def __call__(self, text: str, field: ContentField) -> WithoutNames | None:
        """Return a text without the names that the audience is not told; None where it has none."""
        if not text or not may_name_people(field.meanings):
            return None
        is_role = Meaning.ROLE in field.meanings
        if (text, is_role) not in self._shown:
            self._shown[text, is_role] = self._without_names(text, is_role=is_role)
        return self._shown[text, is_role]

    def _without_names(self, text: str, *, is_role: bool) -> WithoutNames | None:
        if not self._names and not self._hides_all:
            return None
        parts = _joined(self._language, pieces(self._language, text))
        told: list[Told] = []
        is_sure = is_role
        for index in range(0, len(parts), 2):
            is_sure = is_sure and (not index or bool(_JOINS.fullmatch(parts[index - 1])))
            told.append(self._told(parts[index], is_sure=is_sure))
        if not any(each.is_changed for each in told):
            return None
        shown = [each.rest for each in told]
        if not any(shown) or not _is_one_party(parts):
            shown = [each.rest or self._role_of(each) for each in told]
        return WithoutNames(
            ", ".join(dict.fromkeys(filter(None, shown))),
            tuple(name for each in told for name in each.names),
            tuple(name for each in told for name in each.guesses),
        )

    def _told(self, piece: str, *, is_sure: bool) -> Told:
        named = tuple(name for name, known in self._names.items() if known.is_in(piece))
        if not named and not self._hides_all:
            return Told(piece)
        if not named:
            return told_apart(self._language, piece, self._roles, is_sure=is_sure)
        beside = piece
        for name in named:
            beside = self._names[name].taken_out_of(beside)
        if beside and self._hides_all:
            beside = told_apart(self._language, beside, self._roles).rest
        return Told(beside, names=named)

    def _role_of(self, told: Told) -> str:
        """Return the role that somebody named has elsewhere in the handbook, "" where none does."""
        return next(filter(None, (self._people.get(name, "") for name in told.names)), "")

    @cached_property
    def _roles(self) -> frozenset[str]:
        """The words, folded, by which the handbook itself names roles, places and its customers'
        businesses."""
        return frozenset(word for text in self._role_texts() for word in words_of(text))

    def _role_texts(self) -> Iterator[str]:
        handbook = self._handbook
        for _, model in every_model(handbook):
            for field in fields_of(type(model)):
                if Meaning.ROLE in field.meanings:
                    for passage in texts(getattr(model, field.name)):
                        yield from self._roles_alone(passage.value)
        company = handbook.handbook.company
        yield from (company.name, company.short, company.headquarters, *company.locations)
        yield from handbook.handbook.sales_functions
        yield from (step.step for step in handbook.people.career)
        yield from (term.term for term in handbook.goals.terms)
        for account in handbook.selection.key_accounts:
            yield from (account.segment, *account.countries)
            yield from (country_name(self._language, code) for code in account.countries)

    def _roles_alone(self, text: str) -> Iterator[str]:
        """Yield what is left of a role's name without names; who stands in brackets is no role."""
        parts = pieces(self._language, text)
        for index in range(0, len(parts), 2):
            if index and not _JOINS.fullmatch(parts[index - 1]):
                return
            if not any(known.is_in(parts[index]) for known in self._names.values()):
                yield told_apart(self._language, parts[index], (), is_sure=True).rest


class _Name(Struct, frozen=True):
    """A person's name as it may stand in a text: whole, the surname alone, initials."""

    words: tuple[str, ...]
    surname: str
    initials: str

    @classmethod
    def of(cls, name: str, language: Language) -> _Name:
        """Take a name apart; initials that name a role, too, count for nothing."""
        written = _TITLES.sub("", name).split()
        words = tuple(filter(None, map(_plain, written)))
        surname = words[-1] if words and len(words[-1]) >= _SHORTEST_SURNAME else ""
        initials = "".join(part[0] for part in written if part[:1].isupper())
        is_usable = len(initials) > 1 and told_apart(language, initials, ()).is_changed
        return cls(words, surname, initials if is_usable else "")

    def is_in(self, text: str) -> bool:
        """Whether the name or surname stands in a text as whole words, or its initials do."""
        return any(end > start for start, end in self._places(text.split()))

    def taken_out_of(self, text: str) -> str:
        """Return what is left of a text without the name."""
        words = text.split()
        for start, end in reversed(list(self._places(words))):
            del words[start:end]
        return _TITLES.sub("", f"{' '.join(words)} ").strip()

    def _places(self, written: list[str]) -> Iterator[tuple[int, int]]:
        plain, at = list(map(_plain, written)), 0
        while at < len(plain):
            length = len(self.words)
            if length and tuple(plain[at : at + length]) == self.words:
                yield at, at + length
                at += length
                continue
            is_surname = self.surname and plain[at].removesuffix("s") in {
                self.surname,
                self.surname.removesuffix("s"),
            }
            if is_surname or (self.initials and written[at].replace(".", "") == self.initials):
                yield at, at + 1
            at += 1


def hidden_names(handbook: Handbook, audience: Audience) -> frozenset[str]:
    """Return the names of people that an audience is told nowhere."""
    hidden = _people(handbook, hidden_from=audience)
    return frozenset(hidden.keys() - shown_names(handbook, audience))


def shown_names(handbook: Handbook, audience: Audience) -> frozenset[str]:
    """Return the names of people that an audience is told somewhere."""
    return frozenset(_people(handbook, shown_to=audience))


def _is_one_party(parts: list[str]) -> bool:
    """Whether pieces are a name and the role of the same: „Ina Müller, Leitung Logistik“."""
    separators = [separator.strip() for separator in parts[1::2]]
    return any("(" in separator for separator in separators) or (
        len(separators) == 1 and separators[0] in {",", ":", "–", "—", "-"}
    )


def _joined(language: Language, parts: list[str]) -> list[str]:
    """Return pieces with a surname in front of its given name made one of them."""
    joined = parts[:1]
    for separator, piece in zip(parts[1::2], parts[2::2], strict=True):
        is_given = bool(piece) and all(is_given_name(language, word) for word in piece.split())
        before = joined[-1]
        if separator.strip() == "," and is_given and before and " " not in before:
            joined[-1] = f"{piece} {before}"
        else:
            joined += (separator, piece)
    return joined


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
                if not told_apart(handbook.language, name, ()).is_changed:
                    continue  # „GF Vertrieb“ among a body's members is nobody's name
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


def _plain(word: str) -> str:
    """Return a word in letters from a to z, the same for ü, ue and u."""
    ascii_only = normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
    return re.sub("(?<=[aou])e", "", re.sub(r"[^a-z-]", "", ascii_only))
