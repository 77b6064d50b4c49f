"""A content folder in which every text field of every model carries texts given by a test."""

from __future__ import annotations

import types
from collections.abc import Sequence
from enum import Enum
from hashlib import sha1
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Labelled
from kamhandbook.content.handbook import DIMENSIONS, FILES, file_name
from kamhandbook.content.iteration import Iteration
from kamhandbook.content.organisation import OrganisationUnit
from kamhandbook.content.types import Markdown, PartialDate
from kamhandbook.wording.language import DEFAULT

KEPT = {
    *("visible_from", "status", "phase", "audience", "language", "address", "article", "brand"),
    *("checks", "hyphenation", "programme"),  # one that runs has no project to show
}
JOINT = " ¦ "


class _Quoted(str):
    """Text that YAML must not take for anything else."""


def _represent(dumper: yaml.Dumper, text: _Quoted) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


yaml.add_representer(_Quoted, _represent)


def write_full_content(folder: Path, texts: Sequence[str]) -> Path:
    """Write a content folder; lists of things have one thing for each text."""
    content = folder / "content"
    (content / "iterations").mkdir(parents=True)
    for part, model in FILES.items():
        data = _model(model, texts, deep=False)
        if part in DIMENSIONS:
            data["answers"] = _answers(part, texts)
        if part == "introduction":
            pitfalls = DEFAULT.catalogue.pitfalls
            data["pitfalls"] = {each.id: _Quoted(JOINT.join(texts)) for each in pitfalls}
        _write(content / file_name(part), data)
    _write(
        content / "iterations" / "01.yaml", {**_model(Iteration, texts, deep=False), "number": 1}
    )
    return content


def _answers(dimension: str, texts: Sequence[str]) -> dict[str, Any]:
    questions = DEFAULT.catalogue.dimension(dimension).questions
    together = "\n\n".join(texts)
    return {
        question.id: {
            "text": _Quoted(together),
            "short": [_Quoted(text) for text in texts[:3]],
            "owner": _Quoted(JOINT.join(texts)),
            "status": "draft",
        }
        for question in questions
    }


def _write(file: Path, data: dict[str, Any]) -> None:
    text = yaml.dump(data, allow_unicode=True, sort_keys=False, width=10**6)
    file.write_text(text, encoding="utf-8")


def _model(model: type[BaseModel], texts: Sequence[str], *, deep: bool) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if name not in KEPT and name != "answers":
            value = _value(_with_metadata(info), texts, deep=deep)
            if value is not None:
                data[info.alias or name] = value
    return data


def _with_metadata(info: Any) -> Any:
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def _value(kind: Any, texts: Sequence[str], *, deep: bool) -> Any:
    """Make a value of a type; ``deep`` inside an item, where one text is enough."""
    names: set[str] = set()
    while get_origin(kind) is Annotated:
        kind, *metadata = get_args(kind)
        names |= {getattr(getattr(each, "func", None), "__name__", "") for each in metadata}
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _value(next(k for k in get_args(kind) if k is not type(None)), texts, deep=deep)
    if origin is Literal:
        return get_args(kind)[0]
    if origin is tuple:
        return _several(get_args(kind)[0], texts, deep=deep)
    if origin is dict:
        return None
    return _scalar(kind, names, texts, deep=deep)


def _several(kind: Any, texts: Sequence[str], *, deep: bool) -> Any:
    inner = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if inner is OrganisationUnit:
        return [] if deep else [{"name": _Quoted(text)} for text in texts]
    some = texts[:2] if deep else texts
    made = [_value(kind, (text,), deep=True) for text in some]
    return made[:1] if inner is int else made


def _scalar(kind: Any, names: set[str], texts: Sequence[str], *, deep: bool) -> Any:
    if kind is PartialDate:
        return "2026-11"
    if kind is bool:
        return True
    if kind in (int, float):
        return 3
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    if "_identifier" in names:
        return f"id-{sha1(texts[0].encode()).hexdigest()[:8]}" if deep else None
    if "_folder" in names:
        return None
    if kind in (str, Markdown, Labelled):
        return _Quoted(JOINT.join(texts))
    if kind is Answer:
        return None
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _model(kind, texts, deep=deep)
    return None
