"""The content format as a form: every place with its kind, its title, its help and its example.

Read off the models' fields and their words. Editors' schemas, new projects and the questionnaire
are all made of it, so that they never disagree with the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.field_words import FieldWords, choice_labels, place_of, words_at
from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import PARTS
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.types import Audience, Kind
from kamhandbook.wording.language import Language


class Choice(Struct, frozen=True):
    """One of the words a field may hold, with its label."""

    key: str
    label: str


class Place(Struct, frozen=True):
    """A key of the content format; ``path`` is dotted from the file's part, without indexes.

    ``places`` are the keys below a group, or of a list's items where these are groups. ``item`` is
    what a list or a map holds. ``again`` names the group that recurs here (a tree). ``seen_from``
    is the audience from which it is seen unless its item says otherwise, ``meanings`` is what it is
    about. Where it ``takes_texts``, an item may be a text alone. The words are in ``language``.
    """

    path: str
    key: str
    kind: Kind
    language: Language
    title: str = ""
    help: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    places: tuple[Place, ...] = ()
    item: Kind | None = None
    again: str = ""
    seen_from: Audience | None = None
    meanings: frozenset[Meaning] = frozenset()
    takes_texts: bool = False

    def place(self, key: str) -> Place:
        """Return the place below this one; KeyError for an unknown key."""
        for place in self.places:
            if place.key == key:
                return place
        raise KeyError(key)


@cache
def form(part: str, language: Language) -> Place:
    """Return the form of a file: a key of ``PARTS``."""
    places = tuple(_places(language, PARTS[part], part, ()))
    return Place(part, part, Kind.GROUP, language, places=places)


def every_place(place: Place) -> Iterator[Place]:
    """Yield a place and all below it, from top to bottom."""
    yield place
    for below in place.places:
        yield from every_place(below)


def _places(
    language: Language, model: type[BaseModel], path: str, above: tuple[tuple[Any, str], ...]
) -> Iterator[Place]:
    above = (*above, (model, path))
    for field in fields_of(model):
        words = words_at(language, f"{place_of(model, path)}.{field.key}")
        yield _place(language, field, words, f"{path}.{field.key}", above)


def _place(
    language: Language,
    field: ContentField,
    words: FieldWords,
    path: str,
    above: tuple[tuple[Any, str], ...],
) -> Place:
    recurring_path = next((where for model, where in above if model is field.model), "")
    labels = choice_labels(language, field.choices)
    return Place(
        path=path,
        key=field.key,
        kind=field.kind,
        language=language,
        title=words.title,
        help=words.help,
        example=words.example,
        choices=tuple(Choice(key, labels.get(key, "")) for key in field.choices),
        places=tuple(_places(language, field.model, path, above))
        if field.model and not recurring_path
        else (),
        item=field.item,
        again=recurring_path,
        seen_from=field.audience,
        meanings=field.meanings,
        takes_texts=field.takes_texts,
    )
