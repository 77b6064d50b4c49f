"""What may stand where: from a place in a file to the model that reads it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from kamhandbook.content.fields import ContentField, field_at, fields_of
from kamhandbook.content.types import Kind
from kamhandbook.positions import ContentPath


def allowed_keys(model: type[BaseModel], loc: ContentPath) -> list[str]:
    """Return the keys that may stand at ``loc`` below a file's ``model``, as people write them."""
    inner = model_at(model, loc)
    return keys_of(inner) if inner else []


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return a model's keys as people write them."""
    return [field.key for field in fields_of(model)]


def field_at_place(model: type[BaseModel], loc: ContentPath) -> ContentField | None:
    """Return the field that stands at ``loc``, or whose list or map does; None for none."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    above = model_at(model, loc[:-1]) if loc else None
    return field_at(above, str(loc[-1])) if above else None


def choices_at(model: type[BaseModel], loc: ContentPath) -> tuple[str, ...]:
    """Return the fixed words that may stand at ``loc``; () where any may."""
    field = field_at_place(model, loc)
    return field.choices if field else ()


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel] | None:
    """Return the model that stands at ``loc``; None where no keys may stand."""
    above: type[BaseModel] | None = model
    holder: ContentField | None = None  # the list or map that the next step goes into
    for step in loc:
        if holder:
            above, holder = holder.model, None
            continue
        field = field_at(above, str(step)) if above else None
        holder = field if field and field.kind in (Kind.LIST, Kind.MAP) else None
        above = field.model if field else None
    return None if holder else above
