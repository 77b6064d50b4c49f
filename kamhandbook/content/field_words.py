"""What fields are called: the words of ``catalogue/<language>.fields.yaml`` by place.

Editors' schemas, new projects, the questionnaire and news all take them from here. A field without
words is a KeyError with its place, never a key that people get to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Labelled
from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import FILES, PARTS
from kamhandbook.wording.catalogue_files import languages
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import language_name

_EVERYWHERE = "everywhere"
#: Models that stand at many places and are worded once, under a name instead of a place.
_SHARED: dict[type[BaseModel], str] = {Answer: "answer", Labelled: "labelled"}


class FieldWords(Struct, frozen=True):
    """A field's title, what belongs there, an example, and what a change of it is called."""

    title: str
    help: str
    example: str = ""
    news: str = ""

    @property
    def in_news(self) -> str:
        """What a change of the field is called."""
        return self.news or self.title


def words_at(language: Language, path: str) -> FieldWords:
    """Return the words of a place, say ``selection.key_accounts.name``."""
    part, _, rest = path.partition(".")
    entries = language.words("fields")
    entry = entries[part].get(rest) or entries[_EVERYWHERE].get(rest.rpartition(".")[2])
    if not entry:
        raise KeyError(f"{path}: no words in the catalogue of fields")
    return FieldWords(**entry)


def words_of(language: Language, model: type[BaseModel], field: ContentField) -> FieldWords:
    """Return the words of a model's field."""
    return words_at(language, f"{place_of(model)}.{field.key}")


def place_of(model: type[BaseModel], path: str = "") -> str:
    """Return where the words of a model's fields stand; ``path`` is where the model does."""
    return _SHARED.get(model) or path or _places()[model]


def part_name(language: Language, part: str) -> str:
    """Return what a file is called in news, say „Key-Account-Selektion“."""
    names = {dimension.id: dimension.name for dimension in language.catalogue.dimensions}
    return names.get(part) or str(language.words("fields")["parts"][part])


@cache
def choice_labels(language: Language, choices: tuple[str, ...]) -> Mapping[str, str]:
    """Return the label of each choice: the group of the catalogue that fits most closely."""
    catalogue = language.catalogue
    groups = [dict(group) for group in catalogue.labels.values()]
    groups.append({dimension.id: dimension.name for dimension in catalogue.dimensions})
    if set(choices) <= set(languages()):
        groups.append({code: language_name(language, code) for code in languages()})
    fitting = [group for group in groups if set(choices) <= set(group)]
    return min(fitting, key=len, default={})


def label_words(language: Language) -> frozenset[str]:
    """Return everything that news may call a file or a field; records of iterations are no news."""
    models = [model for model, place in _places().items() if not place.startswith("iteration")]
    parts = {part_name(language, part) for part in FILES}
    fields = ((model, field) for model in (*models, *_SHARED) for field in fields_of(model))
    return frozenset(parts | {words_of(language, model, field).in_news for model, field in fields})


@cache
def _places() -> Mapping[type[BaseModel], str]:
    """Return the first place of every model of the content format."""
    places: dict[type[BaseModel], str] = {}

    def visit(model: type[BaseModel], path: str) -> None:
        if model not in places and model not in _SHARED:
            places[model] = path
            for field in fields_of(model):
                if field.model:
                    visit(field.model, f"{path}.{field.key}")

    for part, model in PARTS.items():
        visit(model, part)
    return places
