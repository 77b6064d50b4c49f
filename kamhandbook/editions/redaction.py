"""Cutting a tree of models by labels, with a record of every text on either side of the cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel

from kamhandbook.content.base import Item, Labelled
from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.identity import name_field
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.types import Audience
from kamhandbook.positions import ContentPath

Model = TypeVar("Model", bound=BaseModel)
Why = Literal["label", "name", "person", "guess", "project", "part"]


class Passage(Struct, frozen=True):
    """A text of the content and where it stands in the whole handbook.

    ``why`` says what it is to the cut: "label" when its own field carries a label, "name" when it
    is what people call an item, "person" when it is somebody's name among roles, "guess" when it is
    only taken for one, "project" when it goes with what is only no business of the audience, "part"
    for everything else. ``field`` is the field it stands in, with its meaning; None where no model
    says so. ``label`` is the audience from which on a withheld text is shown, None if unknown.
    """

    path: ContentPath
    value: str
    why: Why = "part"
    field: ContentField | None = None
    label: Audience | None = None


class WithoutNames(Struct, frozen=True):
    """What is shown of a text in which people are named, and the names, as far as they are sure."""

    shown: str
    names: tuple[str, ...]
    guesses: tuple[str, ...] = ()


def _as_it_is(_text: str, _field: ContentField) -> None:
    """Take no name out of a text."""


@dataclass(slots=True)
class Redactor:
    """Cuts for one audience; ``also`` are paths that go whatever their label says.

    ``without_names`` takes names out of a field's text; None where it has none to take out.
    """

    audience: Audience
    also: frozenset[ContentPath] = frozenset()
    without_names: Callable[[str, ContentField], WithoutNames | None] = _as_it_is
    withheld: list[Passage] = dataclass_field(default_factory=list)
    shown: list[Passage] = dataclass_field(default_factory=list)
    hidden: set[ContentPath] = dataclass_field(default_factory=set)

    def model(self, model: Model, path: ContentPath) -> Model:
        """Return the model with every field that is withheld set back to its empty default."""
        item_label = model.visible_from if isinstance(model, Item) else None
        name_key = name_field(model)
        updates: dict[str, Any] = {}
        for field in _text_fields(type(model)):
            value = getattr(model, field.name)
            why: Why = "name" if field.name == name_key else "part"
            redacted = self.field(
                value, (*path, field.key), field, label_of(field, value, item_label), why
            )
            if redacted is not value:
                updates[field.name] = redacted
        return model.model_copy(update=updates) if updates else model

    def field(
        self, value: Any, path: ContentPath, field: ContentField, label: Audience | None, why: Why
    ) -> Any:
        """Return a field's value as cut; the very same object when nothing was cut."""
        if label is not None and field.holds_items:
            return self.sequence(value, path, field, label)
        is_open = self.audience.sees(label) and path not in self.also
        why = why if label is None and is_open else "label"
        if is_open:
            return self.value(value, path, field, why)
        if value == field.empty:
            return value
        self.hide(value, path, "project" if _is_of_project(field) else why, field, label)
        return field.empty

    def value(self, value: Any, path: ContentPath, field: ContentField, why: Why) -> Any:
        """Return a value that may be seen, cut inside; the same object when nothing was cut."""
        if isinstance(value, BaseModel) and not isinstance(value, Labelled):
            return self.model(value, path)
        if isinstance(value, dict):
            visible = {
                key: self.value(inside, (*path, key), field, why)
                for key, inside in value.items()
                if self.keeps(inside, (*path, key), field, None)
            }
            same = len(visible) == len(value) and all(visible[key] is value[key] for key in visible)
            return value if same else visible
        if field.holds_items:
            return self.sequence(value, path, field, None)
        nameless = self.nameless(value, path, field)
        self.shown.extend(texts(nameless, path, why, field=field))
        return nameless

    def nameless(self, value: Any, path: ContentPath, field: ContentField) -> Any:
        """Return a text, or several, without names; the same object when there are none."""
        if isinstance(value, tuple):
            each = tuple(self.nameless(text, (*path, i), field) for i, text in enumerate(value))
            same = all(a is b for a, b in zip(each, value, strict=True))
            return value if same else tuple(filter(None, each))
        found = self.without_names(value, field) if isinstance(value, str) else None
        if found is None:
            return value
        self.hidden.add(path)
        label = Audience.NEWCOMERS if self.audience is Audience.APPLICANTS else None
        self.withheld.extend(Passage(path, name, "person", field, label) for name in found.names)
        self.withheld.extend(Passage(path, name, "guess", field, label) for name in found.guesses)
        return found.shown or field.empty

    def sequence(
        self,
        items: tuple[Any, ...],
        path: ContentPath,
        field: ContentField,
        default: Audience | None,
    ) -> Any:
        """Return a list without the items that are withheld, the others cut inside."""
        visible = tuple(
            self.model(item, (*path, index))
            for index, item in enumerate(items)
            if self.keeps(item, (*path, index), field, default)
        )
        same = len(visible) == len(items) and all(
            a is b for a, b in zip(visible, items, strict=True)
        )
        return items if same else visible

    def keeps(
        self, item: Any, path: ContentPath, field: ContentField, default: Audience | None
    ) -> bool:
        """Whether an item or answer may be seen at all; records its texts when not."""
        own_label = getattr(item, "visible_from", None)
        if self.audience.sees(own_label or default) and path not in self.also:
            return True
        by_default = own_label is None and _is_of_project(field)
        self.hide(item, path, "project" if by_default else "part", field, own_label or default)
        return False

    def hide(
        self,
        value: Any,
        path: ContentPath,
        why: Why,
        field: ContentField,
        label: Audience | None,
    ) -> None:
        """Record where the cut was made and every text inside, with the label it was made for."""
        self.hidden.add(path)
        for passage in texts(value, path, why, self.audience, field):
            own = passage.field.audience if passage.field else None
            labels = [each for each in (label, own) if each is not None]
            narrowest = max(labels, key=lambda each: each.rank, default=None)
            self.withheld.append(replace(passage, label=narrowest))


def texts(
    value: Any,
    path: ContentPath = (),
    why: Why = "part",
    audience: Audience = Audience.APPLICANTS,
    field: ContentField | None = None,
) -> Iterator[Passage]:
    """Yield every text (numbers and dates, too) inside a value, but no choice among fixed words.

    A label counts as one only where ``audience`` is not among those it is meant for. ``field`` is
    the field that the value stands in.
    """
    if isinstance(value, BaseModel):
        yield from _texts_of_model(value, path, why, audience, field)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index), why, audience, field)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key), why, audience, field)
    elif value not in (None, "") and not isinstance(value, bool | Enum):
        yield Passage(path, str(value), why, field)


def label_of(field: ContentField, value: Any, item_label: Audience | None) -> Audience | None:
    """Return who may see a field: by the value's own label, its item's or its kind's.

    Money is the exception: an item's label never opens it.
    """
    explicit: Audience | None = getattr(value, "visible_from", None)
    if field.audience is None:
        return explicit
    if explicit is not None or isinstance(value, Labelled):
        return explicit or field.audience
    return item_label or field.audience


def _texts_of_model(
    model: BaseModel, path: ContentPath, why: Why, audience: Audience, field: ContentField | None
) -> Iterator[Passage]:
    if isinstance(model, Item) and why == "project" and not audience.sees(model.visible_from):
        why = "part"
    name_key = name_field(model)
    for own_field in _text_fields(type(model)):
        value = getattr(model, own_field.name)
        inner_why: Why = "name" if own_field.name == name_key else "part"
        is_closed = (
            not audience.sees(label_of(own_field, value, None)) and not own_field.holds_items
        )
        if why == "label" or is_closed:
            inner_why = "label"
        elif why == "project":
            inner_why = why
        # A text with a label of its own is one text, and its field is the one it stands in.
        text_field = field if isinstance(model, Labelled) else own_field
        yield from texts(value, (*path, own_field.key), inner_why, audience, text_field)


def _is_of_project(field: ContentField) -> bool:
    return Meaning.PROJECT in field.meanings


@cache
def _text_fields(model: type[BaseModel]) -> tuple[ContentField, ...]:
    """Return the fields that can hold something people wrote: all but choices of fixed words."""
    return tuple(field for field in fields_of(model) if not field.choices)
