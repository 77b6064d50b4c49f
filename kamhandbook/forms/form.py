"""The content format as a form: every place with its kind, its title, its help and its example.

Read off the models, worded by ``catalogue/<language>.schema.yaml``. Editors' schemas, new projects
and the questionnaire are all made of it, so that they never disagree with the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kamhandbook.content.base import Answer, Content, Labelled
from kamhandbook.content.handbook import FILES
from kamhandbook.content.iteration import Iteration
from kamhandbook.content.types import Audience, Kind, Markdown, PartialDate, VisibleFrom
from kamhandbook.wording.catalogue import load as load_catalogue
from kamhandbook.wording.messages import wording

PARTS: dict[str, type[Content]] = {**FILES, "iteration": Iteration}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words a field may hold, with its label."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """A key of the content format; ``path`` is dotted from the file's part, without indexes.

    ``places`` are the keys below a group, or of a list's items where these are groups. ``item`` is
    what a list or a map holds. ``again`` names the group that recurs here (a tree). ``seen_from``
    is the audience from which it is seen unless its item says otherwise.
    """

    path: str
    key: str
    kind: Kind
    title: str = ""
    help: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    places: tuple[Place, ...] = ()
    item: Kind | None = None
    again: str = ""
    seen_from: Audience | None = None

    def place(self, key: str) -> Place:
        """Give the place below this one; KeyError for an unknown key."""
        for place in self.places:
            if place.key == key:
                return place
        raise KeyError(key)


@cache
def form(part: str) -> Place:
    """Give the form of a file: a key of ``FILES``, or ``iteration``."""
    places = tuple(_places(PARTS[part], part, ()))
    return Place(part, part, Kind.GROUP, places=places)


def every_place(place: Place) -> Iterator[Place]:
    """Walk a place and all below it."""
    yield place
    for below in place.places:
        yield from every_place(below)


def _places(
    model: type[BaseModel], path: str, above: tuple[tuple[Any, str], ...]
) -> Iterator[Place]:
    above = (*above, (model, path))
    for name, info in model.model_fields.items():
        key = info.alias or name
        yield _place(info, key, f"{path}.{key}", model, above)


def _place(
    info: FieldInfo, key: str, path: str, model: type[BaseModel], above: tuple[tuple[Any, str], ...]
) -> Place:
    kind, inner, item = _kind(info.annotation, info.metadata)
    title, help_, example = _words(model, key, path)
    recurs = next((where for seen, where in above if seen is inner), "")
    return Place(
        path=path,
        key=key,
        kind=kind,
        title=title,
        help=help_,
        example=example,
        choices=_choices(inner) if kind is Kind.CHOICE else (),
        places=tuple(_places(inner, path, above)) if _is_model(inner) and not recurs else (),
        item=item,
        again=recurs,
        seen_from=next((m.audience for m in info.metadata if isinstance(m, VisibleFrom)), None),
    )


_BY_CLASS: dict[Any, Kind] = {
    Markdown: Kind.MARKDOWN,
    PartialDate: Kind.DATE,
    Labelled: Kind.LABELLED,
    Answer: Kind.ANSWER,
}


def _kind(annotation: Any, metadata: list[Any]) -> tuple[Kind, Any, Kind | None]:
    """Give the kind of an annotation, the type to look into, and the kind of items."""
    marked = next((mark for mark in metadata if isinstance(mark, Kind)), None)
    if marked:
        return marked, None, None
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__, [*annotation.__metadata__, *metadata])
    if type(None) in get_args(annotation):
        return _kind(next(arg for arg in get_args(annotation) if arg is not type(None)), metadata)
    if annotation in _BY_CLASS:
        return _BY_CLASS[annotation], annotation, None
    if get_origin(annotation) in (tuple, dict):
        index = 0 if get_origin(annotation) is tuple else 1
        item, inner, _ = _kind(get_args(annotation)[index], [])
        return (Kind.LIST if index == 0 else Kind.MAP), inner, item
    if get_origin(annotation) is Literal or issubclass(annotation, StrEnum):
        return Kind.CHOICE, annotation, None
    return Kind.GROUP, annotation, None


def _is_model(inner: Any) -> bool:
    return isinstance(inner, type) and issubclass(inner, BaseModel)


def _choices(inner: Any) -> tuple[Choice, ...]:
    keys = [str(key) for key in (get_args(inner) or inner)]
    labels = _labels_of(set(keys))
    return tuple(Choice(key, labels.get(key, "")) for key in keys)


def _labels_of(keys: set[str]) -> dict[str, str]:
    """Find the group of labels that fits a set of choices most closely."""
    catalogue = load_catalogue()
    groups = [dict(group) for group in catalogue.labels.values()]
    groups.append({dimension.id: dimension.name for dimension in catalogue.dimensions})
    fitting = [group for group in groups if keys <= set(group)]
    return min(fitting, key=len, default={})


def _words(model: type[BaseModel], key: str, path: str) -> tuple[str, str, str]:
    words = wording("schema")
    shared = {Answer: "answer", Labelled: "labelled"}.get(model)
    if key in words["everywhere"] and not (shared and key in words[shared]):
        found = words["everywhere"][key]
    elif shared:
        found = words[shared][key]
    else:
        part, _, rest = path.partition(".")
        found = words[part].get(rest, (key,))
    title, help_, example = (*found, "", "")[:3]
    return title, help_, example
