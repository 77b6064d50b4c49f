"""Every field of the content format as a value, read off its declaration once.

Whoever walks the models by type (the cut, references, forms, news, the search for leaks) asks here
and takes no annotation apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Labelled
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.types import (
    Audience,
    Kind,
    Markdown,
    PartialDate,
    References,
    VisibleFrom,
)
from kamhandbook.positions import ContentPath

_BY_CLASS: dict[Any, Kind] = {
    Markdown: Kind.MARKDOWN,
    PartialDate: Kind.DATE,
    Labelled: Kind.LABELLED,
    Answer: Kind.ANSWER,
}


class ContentField(Struct, frozen=True, eq=False):
    """A field of a model: what is written there, what it means and who it is for.

    ``name`` is the model's word for it, ``key`` the one in the file. ``item`` is what a list or a
    map holds, ``model`` the model of a group, or of what a list or map holds. ``choices`` are the
    fixed words that may stand there, if only such may. ``audience`` is the one it is meant for
    unless its item says otherwise, None where that is everybody. ``target`` is the list that a
    reference points into, ``dimension.list.key``, or "".
    """

    name: str
    key: str
    kind: Kind
    item: Kind | None
    model: type[BaseModel] | None
    choices: tuple[str, ...]
    meanings: frozenset[Meaning]
    audience: Audience | None
    target: str
    info: FieldInfo

    @property
    def holds_items(self) -> bool:
        """Whether it is a list of items, each with fields of its own."""
        return self.kind is Kind.LIST and self.item is Kind.GROUP

    @property
    def empty(self) -> Any:
        """What stands there when nothing is written."""
        return self.info.get_default(call_default_factory=True)


class _Type(Struct, frozen=True):
    """What an annotation says about what is written: the type to look into, the kind of items."""

    kind: Kind
    inner: Any = None
    item: Kind | None = None


@cache
def fields_of(model: type[BaseModel]) -> tuple[ContentField, ...]:
    """Return a model's fields in order, but for what only the program notes."""
    return tuple(
        _field(name, info) for name, info in model.model_fields.items() if not info.exclude
    )


def field_named(model: type[BaseModel], name: str) -> ContentField:
    """Return a field by its name in the model; raises KeyError for an unknown one."""
    return _by_name(model)[name]


def field_at(model: type[BaseModel], key: str) -> ContentField | None:
    """Return a field by its key in the file; None for an unknown one."""
    return next((field for field in fields_of(model) if field.key == key), None)


def every_model(value: Any, path: ContentPath = ()) -> Iterator[tuple[ContentPath, BaseModel]]:
    """Yield every model inside a value with its path, from the outside inwards."""
    if isinstance(value, BaseModel):
        yield path, value
        for field in fields_of(type(value)):
            if field.model:
                yield from every_model(getattr(value, field.name), (*path, field.key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from every_model(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from every_model(item, (*path, key))


@cache
def _by_name(model: type[BaseModel]) -> dict[str, ContentField]:
    return {field.name: field for field in fields_of(model)}


def _field(name: str, info: FieldInfo) -> ContentField:
    declared = _type(info.annotation, info.metadata)
    marks = (*_marks_inside(info.annotation), *info.metadata)
    audiences = [mark.audience for mark in marks if isinstance(mark, VisibleFrom)]
    targets = [mark.target for mark in marks if isinstance(mark, References)]
    return ContentField(
        name=name,
        key=info.alias or name,
        kind=declared.kind,
        item=declared.item,
        model=declared.inner if _is_model(declared.inner) else None,
        choices=_choices(declared.inner) if Kind.CHOICE in (declared.kind, declared.item) else (),
        meanings=frozenset(mark for mark in marks if isinstance(mark, Meaning)),
        audience=_closed_to_some(audiences[-1]) if audiences else None,
        target=targets[-1] if targets else "",
        info=info,
    )


def _closed_to_some(audience: Audience) -> Audience | None:
    """Return a label, None for one that keeps nobody out and so is none."""
    return None if audience is Audience.APPLICANTS else audience


def _type(annotation: Any, metadata: list[Any]) -> _Type:
    """Read an annotation; raises TypeError for one that the content format has no kind for."""
    marked = next((mark for mark in metadata if isinstance(mark, Kind)), None)
    if marked:
        return _Type(marked)
    if hasattr(annotation, "__metadata__"):
        return _type(annotation.__origin__, [*annotation.__metadata__, *metadata])
    arguments = get_args(annotation)
    if type(None) in arguments:
        return _type(next(arg for arg in arguments if arg is not type(None)), metadata)
    if annotation in _BY_CLASS:
        return _Type(_BY_CLASS[annotation], annotation)
    if _is_a(annotation, Labelled):
        return _Type(Kind.LABELLED, annotation)
    if get_origin(annotation) is tuple:
        listed = _type(arguments[0], [])
        return _Type(Kind.LIST, listed.inner, listed.kind)
    if get_origin(annotation) is dict:
        if any(isinstance(mark, Meaning) for mark in _marks_inside(arguments[0])):
            raise TypeError(f"a key is no text that leaks are searched for: {annotation}")
        mapped = _type(arguments[1], [])
        return _Type(Kind.MAP, mapped.inner, mapped.kind)
    if get_origin(annotation) is Literal or _is_a(annotation, StrEnum):
        return _Type(Kind.CHOICE, annotation)
    if _is_model(annotation):
        return _Type(Kind.GROUP, annotation)
    raise TypeError(f"no kind of the content format: {annotation}")


def _marks_inside(annotation: Any) -> Iterator[Any]:
    """Yield what is noted inside an annotation, the innermost first."""
    for argument in get_args(annotation):
        yield from _marks_inside(argument)
    yield from getattr(annotation, "__metadata__", ())


def _choices(inner: Any) -> tuple[str, ...]:
    return tuple(str(key) for key in (get_args(inner) or inner))


def _is_model(inner: Any) -> bool:
    return _is_a(inner, BaseModel)


def _is_a(inner: Any, base: type) -> bool:
    return isinstance(inner, type) and issubclass(inner, base)
