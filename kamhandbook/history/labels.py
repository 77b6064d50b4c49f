"""How values of the content format read in a sentence about a change."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from kamhandbook.content.base import LABEL_FIELD, Labelled
from kamhandbook.content.field_words import choice_labels, words_of
from kamhandbook.content.fields import ContentField, field_named, fields_of
from kamhandbook.content.identity import name_field
from kamhandbook.content.types import Kind, Markdown, PartialDate
from kamhandbook.wording.dates import day_text, month_name
from kamhandbook.wording.language import Language
from kamhandbook.wording.numbers import number_text
from kamhandbook.wording.sentences import unended

_ROOM = "iterations"


def word(language: Language, key: str, **values: object) -> str:
    """Return a word of the room's own."""
    return str(language.words(_ROOM)["words"][key]).format(**values)


def ambiguity(language: Language, key: str, **values: object) -> str:
    """Return the sentence on something that could not be told for certain."""
    return str(language.words(_ROOM)["ambiguous"][key]).format(**values)


def value_text(language: Language, value: Any, field: ContentField) -> str:
    """Return a field's value as people read it; an answer's text stays Markdown."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, Markdown):
        return value
    if isinstance(value, bool):
        return word(language, "yes" if value else "no")
    if isinstance(value, tuple):
        return word(language, "separator").join(
            unended(value_text(language, entry, field)) for entry in value
        )
    if field.choices:
        return choice_labels(language, field.choices).get(str(value), str(value))
    if field.item is Kind.MONTH:
        return month_name(language, value)
    if isinstance(value, PartialDate):
        return day_text(language, value)
    if isinstance(value, float):
        return number_text(language, value, decimals=6, grouped=False)
    if isinstance(value, dict):
        pairs = (
            f"{_key(language, key, field)}: {value_text(language, entry, field)}"
            for key, entry in value.items()
        )
        return word(language, "separator").join(pairs)
    if isinstance(value, BaseModel) and not isinstance(value, Labelled):
        return summary(language, value)
    return str(value)


def item_name(language: Language, item: BaseModel) -> str:
    """Return what people call an item, in words; "" when nothing is filled in."""
    field = field_named(type(item), name_field(item))
    value = value_text(language, getattr(item, field.name), field)
    return word(language, "until_day", day=value) if value and field.name == "until_day" else value


def summary(language: Language, model: BaseModel, without: tuple[str, ...] = ()) -> str:
    """Return the filled fields of an item in one line, but for those in ``without``."""
    parts = []
    for field in fields_of(type(model)):
        if field.name in (*without, LABEL_FIELD, "id") or field.holds_items:
            continue
        value = getattr(model, field.name)
        text = value_text(language, value, field)
        if text and value != field.empty:
            parts.append(f"{words_of(language, type(model), field).in_news}: {unended(text)}")
    return word(language, "separator").join(parts)


def _key(language: Language, key: str, field: ContentField) -> str:
    """Return the words for a key of a table: a pitfall has a title, a criterion is its own name."""
    if field.name != "pitfalls":
        return key
    return next((p.title for p in language.catalogue.pitfalls if p.id == key), key)
