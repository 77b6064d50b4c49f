"""How fields and values of the content format read in a sentence about a change."""

from __future__ import annotations

from enum import Enum
from typing import Any

from pydantic import BaseModel

from kamhandbook.content.base import Labelled
from kamhandbook.content.identity import name_field
from kamhandbook.content.types import Markdown, PartialDate
from kamhandbook.wording.dates import day_text, month_name
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import number_text

_ROOM = "iterations"


def list_label(language: Language, part: str, name: str) -> str:
    """Give what a list is called, say „Auswahlkriterien“."""
    lists: dict[str, str] = language.words(_ROOM)["lists"]
    return lists.get(f"{part}.{name}") or lists[name]


def group_label(language: Language, name: str) -> str:
    """Give what a group of fields is called that stands once, say „Überprüfung der Liste“."""
    groups: dict[str, str] = language.words(_ROOM)["groups"]
    return groups[name]


def field_label(language: Language, owner: type[BaseModel], name: str) -> str:
    """Give what a field of a model is called, say „Gewicht“."""
    fields: dict[str, str] = language.words(_ROOM)["fields"]
    return fields.get(f"{owner.__name__}.{name}") or fields[name]


def word(language: Language, key: str, **values: object) -> str:
    """Give a word of the room's own."""
    return str(language.words(_ROOM)["words"][key]).format(**values)


def ambiguity(language: Language, key: str, **values: object) -> str:
    """Give the sentence on something that could not be told for certain."""
    return str(language.words(_ROOM)["ambiguous"][key]).format(**values)


def shown(language: Language, value: Any, owner: type[BaseModel], name: str) -> str:
    """Write a value as people read it; an answer's text stays Markdown."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, Markdown):
        return value
    if isinstance(value, bool):
        return word(language, "yes" if value else "no")
    choice = _choice(language, value, owner, name)
    if choice:
        return choice
    if isinstance(value, PartialDate):
        return day_text(language, value)
    if isinstance(value, float):
        return number_text(language, value, decimals=6, grouped=False)
    if isinstance(value, tuple):
        return word(language, "separator").join(
            shown(language, each, owner, name) for each in value
        )
    if isinstance(value, dict):
        pairs = (
            f"{_key(language, key, name)}: {shown(language, each, owner, '')}"
            for key, each in value.items()
        )
        return word(language, "separator").join(pairs)
    if isinstance(value, BaseModel) and not isinstance(value, Labelled):
        return summary(language, value)
    return str(value)


def item_name(language: Language, item: BaseModel) -> str:
    """Give what people call an item, in words; "" when nothing is filled in."""
    field = name_field(item)
    value = shown(language, getattr(item, field), type(item), field)
    return word(language, "until_day", day=value) if value and field == "until_day" else value


def summary(language: Language, model: BaseModel, without: tuple[str, ...] = ()) -> str:
    """Write the filled fields of an item in one line, but for those in ``without``."""
    parts = []
    for name in type(model).model_fields:
        if name in without or name in ("visible_from", "id"):
            continue
        value = getattr(model, name)
        if isinstance(value, tuple) and any(isinstance(each, BaseModel) for each in value):
            continue
        text = shown(language, value, type(model), name)
        if text and value != type(model).model_fields[name].get_default(call_default_factory=True):
            parts.append(f"{field_label(language, type(model), name)}: {text}")
    return word(language, "separator").join(parts)


def _choice(language: Language, value: Any, owner: type[BaseModel], name: str) -> str:
    """Give the word for a choice among fixed ones; "" for everything else."""
    if name == "months":
        return month_name(language, value) if isinstance(value, int) else ""
    if name == "dimension":
        return language.catalogue.dimension(str(value)).name
    group = language.words(_ROOM)["choices"].get(f"{owner.__name__}.{name}")
    if group is None:
        return ""
    return language.catalogue.label(group, value.value if isinstance(value, Enum) else str(value))


def _key(language: Language, key: str, name: str) -> str:
    """Give the words for a key of a table: a pitfall has a title, a criterion is its own name."""
    if name != "pitfalls":
        return key
    return next((p.title for p in language.catalogue.pitfalls if p.id == key), key)
