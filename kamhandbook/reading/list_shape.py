"""Lists that are read, but not as they were meant: a dash or a comma too many, an empty item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kamhandbook.content.base import Item
from kamhandbook.content.fields import fields_of
from kamhandbook.content.types import Kind
from kamhandbook.findings import Finding
from kamhandbook.positions import ContentPath
from kamhandbook.reading.commas import commas_in_brackets
from kamhandbook.reading.yaml_file import Parsed
from kamhandbook.wording.messages import problem


def list_findings(model: type[BaseModel], parsed: Parsed) -> Iterator[Finding]:
    """Yield what is wrong with the shape of a file's lists."""
    yield from _inside(model, parsed.data, (), parsed)


def _inside(
    model: type[BaseModel], data: Any, path: ContentPath, parsed: Parsed
) -> Iterator[Finding]:
    if not isinstance(data, dict):
        return
    for field in fields_of(model):
        value, place = data.get(field.key), (*path, field.key)
        if isinstance(value, list) and field.kind is Kind.LIST:
            yield from _empty_items(value, place, parsed)
            yield from commas_in_brackets(value, place, parsed)
            if field.model and issubclass(field.model, Item):
                yield from _torn_items(field.model, value, place, parsed)
            for index, item in enumerate(value if field.model else ()):
                assert field.model
                yield from _inside(field.model, item, (*place, index), parsed)
        elif isinstance(value, dict) and field.model and field.kind is Kind.MAP:
            for key, item in value.items():
                yield from _inside(field.model, item, (*place, key), parsed)
        elif field.model:
            yield from _inside(field.model, value, place, parsed)


def _empty_items(items: list[Any], path: ContentPath, parsed: Parsed) -> Iterator[Finding]:
    for index, item in enumerate(items):
        if item is None or (isinstance(item, str) and not item.strip()):
            yield problem("empty_item", parsed.positions.value((*path, index)))


def _torn_items(
    model: type[Item], items: list[Any], path: ContentPath, parsed: Parsed
) -> Iterator[Finding]:
    """Yield the first item without a name of its own that goes on where the one above ends."""
    names = set(model.identity)
    for index, item in enumerate(items[1:], 1):
        above = items[index - 1]
        if not (isinstance(item, dict) and isinstance(above, dict) and item and names & set(above)):
            continue
        is_named = bool(names & set(item))
        if not is_named and not set(item) & set(above):
            key, first = next(iter(item)), next(iter(above))
            at = parsed.positions.of((*path, index, key))
            yield problem("torn_item", at, key=key, first=first)
            return
