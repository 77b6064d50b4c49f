"""Cutting a tree of models by labels, and keeping account of every text on either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kamhandbook.content.base import Item, Labelled
from kamhandbook.content.identity import IDENTITY, name_field
from kamhandbook.content.types import Audience, VisibleFrom
from kamhandbook.positions import ContentPath

Model = TypeVar("Model", bound=BaseModel)
Why = Literal["label", "name", "part"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the content and where it stands in the whole handbook.

    ``why`` says what it is to the cut: "label" when its own field carries a label, "name" when it
    is what people call an item, "part" for everything else.
    """

    path: ContentPath
    value: str
    why: Why = "part"


@dataclass(slots=True)
class Knife:
    """Cuts for one audience; ``also`` are paths that go whatever their label says."""

    audience: Audience
    also: frozenset[ContentPath] = frozenset()
    withheld: list[Passage] = field(default_factory=list)
    shown: list[Passage] = field(default_factory=list)
    hidden: set[ContentPath] = field(default_factory=set)

    def model(self, model: Model, path: ContentPath) -> Model:
        """Give the model with every field that is withheld set back to its empty default."""
        own = model.visible_from if isinstance(model, Item) else None
        named = name_field(model) if type(model) in IDENTITY else ""
        updates: dict[str, Any] = {}
        for name, info in _text_fields(type(model)).items():
            value = getattr(model, name)
            here = (*path, info.alias or name)
            why: Why = "name" if name == named else "part"
            kept = self.field(value, here, info, _label(info, value, own), why)
            if kept is not value:
                updates[name] = kept
        return model.model_copy(update=updates) if updates else model

    def field(
        self, value: Any, path: ContentPath, info: FieldInfo, label: Audience | None, why: Why
    ) -> Any:
        """Cut one field; the very same object when nothing was cut."""
        if label is not None and _holds_items(value):
            return self.sequence(value, path, label)
        is_open = self.audience.sees(label) and path not in self.also
        why = why if label is None and is_open else "label"
        if is_open:
            return self.value(value, path, why)
        if value == info.get_default(call_default_factory=True):
            return value
        self.hide(value, path, why)
        return info.get_default(call_default_factory=True)

    def value(self, value: Any, path: ContentPath, why: Why) -> Any:
        """Cut inside a value that may be seen."""
        if isinstance(value, BaseModel) and not isinstance(value, Labelled):
            return self.model(value, path)
        if isinstance(value, dict):
            kept = {
                key: self.value(inside, (*path, key), why)
                for key, inside in value.items()
                if self.keeps(inside, (*path, key), None)
            }
            same = len(kept) == len(value) and all(kept[key] is value[key] for key in kept)
            return value if same else kept
        if _holds_items(value):
            return self.sequence(value, path, None)
        self.shown.extend(texts(value, path, why))
        return value

    def sequence(self, items: tuple[Any, ...], path: ContentPath, default: Audience | None) -> Any:
        """Drop the items that are withheld, cut inside the others."""
        kept = tuple(
            self.model(item, (*path, index))
            for index, item in enumerate(items)
            if self.keeps(item, (*path, index), default)
        )
        same = len(kept) == len(items) and all(a is b for a, b in zip(kept, items, strict=True))
        return items if same else kept

    def keeps(self, item: Any, path: ContentPath, default: Audience | None) -> bool:
        """Whether an item or answer may be seen at all; notes its texts when not."""
        label = getattr(item, "visible_from", None) or default
        if self.audience.sees(label) and path not in self.also:
            return True
        self.hide(item, path, "part")
        return False

    def hide(self, value: Any, path: ContentPath, why: Why) -> None:
        """Remember where the cut was made and every text inside."""
        self.hidden.add(path)
        self.withheld.extend(texts(value, path, why, self.audience))


def texts(
    value: Any, path: ContentPath = (), why: Why = "part", audience: Audience = Audience.APPLICANTS
) -> Iterator[Passage]:
    """Walk every text (numbers and dates, too) inside a value, but no choice among fixed words.

    A label counts as one only where ``audience`` is not among those it is meant for.
    """
    if isinstance(value, BaseModel):
        yield from _texts_of_model(value, path, why, audience)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index), why, audience)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key), why, audience)
    elif value not in (None, "") and not isinstance(value, bool | Enum):
        yield Passage(path, str(value), why)


def _texts_of_model(
    model: BaseModel, path: ContentPath, why: Why, audience: Audience
) -> Iterator[Passage]:
    named = name_field(model) if type(model) in IDENTITY else ""
    for name, info in _text_fields(type(model)).items():
        value = getattr(model, name)
        inside: Why = "name" if name == named else "part"
        closed = not audience.sees(_label(info, value, None)) and not _holds_items(value)
        if why == "label" or closed:
            inside = "label"
        yield from texts(value, (*path, info.alias or name), inside, audience)


@cache
def _text_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Give the fields that can hold something people wrote: all but choices among fixed words."""
    fields = model.model_fields
    return {name: info for name, info in fields.items() if not _is_choice(info.annotation)}


def _is_choice(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    if isinstance(annotation, type):
        return issubclass(annotation, Enum)
    inside = [arg for arg in get_args(annotation) if arg is not type(None)]
    return len(inside) == 1 and _is_choice(inside[0])


def _holds_items(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value)


def _label(info: FieldInfo, value: Any, own: Audience | None) -> Audience | None:
    default = _default(info)
    explicit: Audience | None = getattr(value, "visible_from", None)
    if default is None:
        return explicit
    if explicit is not None or isinstance(value, Labelled):
        return explicit or default
    return own or default


def _default(info: FieldInfo) -> Audience | None:
    return next((m.audience for m in info.metadata if isinstance(m, VisibleFrom)), None)
