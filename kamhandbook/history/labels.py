"""How fields and values of the content format read in a sentence about a change."""

from __future__ import annotations

from enum import Enum
from typing import Any

from pydantic import BaseModel

from kamhandbook.content.base import Labelled
from kamhandbook.content.identity import name_field
from kamhandbook.content.types import Markdown, PartialDate
from kamhandbook.wording.catalogue import Catalogue
from kamhandbook.wording.catalogue import load as load_catalogue
from kamhandbook.wording.messages import wording

_ROOM = "iterations"


def list_label(part: str, name: str) -> str:
    """Give what a list is called, say „Auswahlkriterien“."""
    lists: dict[str, str] = wording(_ROOM)["lists"]
    return lists.get(f"{part}.{name}") or lists[name]


def group_label(name: str) -> str:
    """Give what a group of fields is called that stands once, say „Überprüfung der Liste“."""
    groups: dict[str, str] = wording(_ROOM)["groups"]
    return groups[name]


def field_label(owner: type[BaseModel], name: str) -> str:
    """Give what a field of a model is called, say „Gewicht“."""
    fields: dict[str, str] = wording(_ROOM)["fields"]
    return fields.get(f"{owner.__name__}.{name}") or fields[name]


def word(key: str, **values: object) -> str:
    """Give a word of the room's own."""
    return str(wording(_ROOM)["words"][key]).format(**values)


def ambiguity(key: str, **values: object) -> str:
    """Give the sentence on something that could not be told for certain."""
    return str(wording(_ROOM)["ambiguous"][key]).format(**values)


def shown(value: Any, owner: type[BaseModel], name: str) -> str:
    """Write a value as people read it; an answer's text stays Markdown."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, Markdown):
        return value
    if isinstance(value, bool):
        return word("yes" if value else "no")
    choice = _choice(value, owner, name)
    if choice:
        return choice
    if isinstance(value, PartialDate):
        return day(value)
    if isinstance(value, float):
        return f"{round(value, 6):.15g}".replace(".", ",")
    if isinstance(value, tuple):
        return word("separator").join(shown(each, owner, name) for each in value)
    if isinstance(value, dict):
        pairs = (f"{_key(key, name)}: {shown(each, owner, '')}" for key, each in value.items())
        return word("separator").join(pairs)
    if isinstance(value, BaseModel) and not isinstance(value, Labelled):
        return summary(value)
    return str(value)


def item_name(item: BaseModel) -> str:
    """Give what people call an item, in words; "" when nothing is filled in."""
    field = name_field(item)
    value = shown(getattr(item, field), type(item), field)
    return word("until_day", day=value) if value and field == "until_day" else value


def summary(model: BaseModel, without: tuple[str, ...] = ()) -> str:
    """Write the filled fields of an item in one line, but for those in ``without``."""
    parts = []
    for name in type(model).model_fields:
        if name in without or name in ("visible_from", "id"):
            continue
        value = getattr(model, name)
        if isinstance(value, tuple) and any(isinstance(each, BaseModel) for each in value):
            continue
        text = shown(value, type(model), name)
        if text and value != type(model).model_fields[name].get_default(call_default_factory=True):
            parts.append(f"{field_label(type(model), name)}: {text}")
    return word("separator").join(parts)


def day(value: PartialDate) -> str:
    """Write a date as Germans do: 16.11.2026, or November 2026 where the day is not known."""
    first = value.first_day
    if value.has_day:
        return f"{first.day:02}.{first.month:02}.{first.year}"
    return f"{_catalogue().label('month', str(first.month))} {first.year}"


def _choice(value: Any, owner: type[BaseModel], name: str) -> str:
    """Give the word for a choice among fixed ones; "" for everything else."""
    if name == "months":
        return _catalogue().label("month", str(value)) if isinstance(value, int) else ""
    if name == "dimension":
        return _catalogue().dimension(str(value)).name
    group = wording(_ROOM)["choices"].get(f"{owner.__name__}.{name}")
    if group is None:
        return ""
    return _catalogue().label(group, value.value if isinstance(value, Enum) else str(value))


def _key(key: str, name: str) -> str:
    """Give the words for a key of a table: a pitfall has a title, a criterion is its own name."""
    if name != "pitfalls":
        return key
    return next((p.title for p in _catalogue().pitfalls if p.id == key), key)


def _catalogue() -> Catalogue:
    return load_catalogue()
