"""Any handbook that the models accept, made from the models themselves."""

from __future__ import annotations

import types
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Markdown, PartialDate, Plain

# Few words, so that references and repeated names happen; some that formatting could stumble on.
WORDS = st.sampled_from(
    [
        "",
        "Z1",
        "Alfa",
        "Alfa ",
        "alfa",
        "Vertrieb",
        "Technik",
        "KAM",
        "A/S",
        "{n}",
        "%s",
        "1",
        "ß\x1b",
    ]
)
IDS = st.sampled_from(["", "Z1", "Z2", "eigene"])
DATES = st.sampled_from(
    [
        "2026-01",
        "2026-02-28",
        "2026-07-06",
        "2026-11-24",
        "2026-12",
        "2027-01-01",
        "2999-12",
        "1000-01",
    ]
)
NUMBERS = st.sampled_from(["0", "1", "2", "7", "33.3", "50", "100", "-3", "1e9", "1e300"]).map(
    Plain
)
WHOLE = st.sampled_from(["0", "1", "2", "12", "-1"]).map(Plain)
MONTHS = st.sampled_from(["1", "7", "12"]).map(Plain)


def handbooks() -> st.SearchStrategy[Handbook]:
    """Any handbook; every part may be left out."""
    return data_of(Handbook).map(_handbook)


def _handbook(data: dict[str, Any]) -> Handbook:
    return Handbook.model_validate(data)


@cache
def data_of(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """Data that a model accepts, with any of its keys left out."""
    fields = {
        field.alias or name: value_of(model, name, field)
        for name, field in model.model_fields.items()
        if name != "withheld_questions"  # no content: an edition notes it
    }
    return st.fixed_dictionaries({}, optional=fields)


def value_of(model: type[BaseModel], name: str, field: FieldInfo) -> st.SearchStrategy[Any]:
    """A value for one field."""
    if name == "answers":
        ids = [
            "purpose",
            "identification",
            "services",
            "team",
            "job",
            "tools",
            "steering",
            "eigene",
        ]
        return st.dictionaries(
            st.sampled_from(ids), of_type(get_args(field.annotation)[1]), max_size=3
        )
    if name == "id" and model.__name__ in ("Goal", "OwnQuestion"):
        return IDS
    if name == "months":
        return st.lists(MONTHS, max_size=2)
    if name == "brand":
        return st.just("")
    return of_type(field.annotation)


def of_type(annotation: Any) -> st.SearchStrategy[Any]:
    """A value for an annotation, written as YAML would give it."""
    origin, args = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return of_type(annotation.__origin__)
    if origin in (Union, types.UnionType):
        return of_type(next(arg for arg in args if arg is not type(None)))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(st.deferred(lambda: of_type(args[0])), max_size=3)
    if origin is dict:
        return st.dictionaries(of_type(args[0]), of_type(args[1]), max_size=2)
    if annotation is bool:
        return st.sampled_from([Plain("true"), Plain("false")])
    if annotation is int:
        return WHOLE
    if annotation is float:
        return NUMBERS
    if annotation is PartialDate:
        return DATES
    if annotation in (str, Markdown):
        return WORDS
    if issubclass(annotation, StrEnum):
        return st.sampled_from([each.value for each in annotation])
    return st.deferred(lambda: data_of(annotation))


def lists_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the path of every list in a handbook that has items."""
    found = []
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            found += lists_of(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        found = [path] if value else []
        for index, item in enumerate(value):
            found += lists_of(item, (*path, index))
    return found


def changed(value: Any, path: tuple[str | int, ...], change: Any) -> Any:
    """Give a copy in which the value at ``path`` went through ``change``; the rest is the same."""
    if not path:
        return change(value)
    first, *rest = path
    if isinstance(value, tuple):
        assert isinstance(first, int)
        return (*value[:first], changed(value[first], tuple(rest), change), *value[first + 1 :])
    inner = changed(getattr(value, str(first)), tuple(rest), change)
    return value.model_copy(update={str(first): inner})
