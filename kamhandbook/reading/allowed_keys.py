"""What may stand where: from a place in a file to the model that reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel

from kamhandbook.positions import ContentPath


def allowed_keys(model: type[BaseModel], loc: ContentPath) -> list[str]:
    """List the keys that may stand at ``loc`` below a file's ``model``, as people write them."""
    found = model_at(model, loc)
    return keys_of(found) if found else []


def keys_of(model: type[BaseModel]) -> list[str]:
    """List a model's keys as people write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel] | None:
    """Follow ``loc`` through the annotations to the model that stands there."""
    current: Any = model
    for part in loc:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = {f.alias or name: f for name, f in current.model_fields.items()}
            current = fields[str(part)].annotation if part in fields else None
        else:
            inner = [arg for arg in get_args(current) if arg is not type(None)]
            current = inner[-1] if isinstance(part, str) and inner else _element(current)
        current = _without_wrappers(current)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return current
    return None


def _without_wrappers(annotation: Any) -> Any:
    """Peel ``Annotated`` and ``| None``."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif type(None) in get_args(annotation):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation


def _element(annotation: Any) -> Any:
    return next((arg for arg in get_args(annotation) if arg is not Ellipsis), None)
