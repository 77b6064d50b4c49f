"""JSON Schema of every content file, for editors that complete and explain while typing.

Written for what a YAML 1.2 editor reads: a text may look like a number there, and a key without a
value is null. Titles, descriptions and examples come from the form.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kamhandbook.content.handbook import DIMENSIONS, PARTS, file_name
from kamhandbook.content.storyline import SLIDES
from kamhandbook.content.types import Kind
from kamhandbook.forms.form import Place, form
from kamhandbook.wording.language import Language

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"  # what editors understand best
_LETTERS = r"0-9A-Za-z_\u00C0-\u024F"
_MONTHS = (
    r"(0[13578]|1[02])(-(0[1-9]|[12]\d|3[01]))?",
    r"(0[469]|11)(-(0[1-9]|[12]\d|30))?",
    r"02(-(0[1-9]|1\d|2\d))?",
)
DATE_PATTERN = rf"^[12]\d{{3}}-({'|'.join(_MONTHS)})$"
_TEXT = ["string", "number", "boolean", "null"]


def schema_file(part: str) -> str:
    """Return the name of a part's schema, say ``1-goals.schema.json``."""
    name = file_name(part) if part != "iteration" else "iteration.yaml"
    return name.replace(".yaml", ".schema.json")


def all_schemas(language: Language) -> dict[str, str]:
    """Return every schema as JSON text by file name, worded in a language."""
    return {
        schema_file(part): json.dumps(json_schema(part, language), ensure_ascii=False, indent=2)
        + "\n"
        for part in PARTS
    }


def json_schema(part: str, language: Language) -> Schema:
    """Return the schema of one content file: a key of ``FILES``, or ``iteration``."""
    names = {dimension.id: dimension.name for dimension in language.catalogue.dimensions}
    file = "iterations/01.yaml" if part == "iteration" else file_name(part)
    title = str(language.words("schema")["title"]).format(title=names.get(part, part), file=file)
    return {"$schema": DIALECT, "title": title, **_group(form(part, language))}


def _schema(place: Place) -> Schema:
    """Return the schema of a place with its title, description and example."""
    described = {"title": place.title, "description": place.help}
    examples = {"examples": [place.example]} if place.example else {}
    return {**described, **of_kind(place.kind, place), **examples}


def of_kind(kind: Kind, place: Place) -> Schema:
    """Return the schema of what a place of a kind holds, without its words."""
    return _MAKERS[kind](place)


def _text(_place: Place) -> Schema:
    return {"type": _TEXT}


def _joined(_place: Place) -> Schema:
    return {"type": [*_TEXT, "array"], "items": {"type": _TEXT}}


def _whole(_place: Place) -> Schema:
    return {"type": ["integer", "null"]}


def _number(_place: Place) -> Schema:
    return {"type": ["number", "null"]}


def _boolean(_place: Place) -> Schema:
    return {"type": ["boolean", "null"]}


def _month(_place: Place) -> Schema:
    return {"type": ["integer", "null"], "minimum": 1, "maximum": 12}


def _pattern(place: Place, pattern: str, message: str, types: list[str]) -> Schema:
    words = place.language.words("schema")
    return {"type": types, "pattern": pattern, "patternErrorMessage": words[message]}


def _date(place: Place) -> Schema:
    return _pattern(place, DATE_PATTERN, "date_error", ["string", "null"])


def _identifier(place: Place) -> Schema:
    return _pattern(place, rf"^([{_LETTERS}][{_LETTERS}.-]*)?$", "id_error", _TEXT)


def _folder(place: Place) -> Schema:
    return _pattern(place, rf"^([{_LETTERS}][{_LETTERS} .-]*)?$", "folder_error", _TEXT)


def _slide(_place: Place) -> Schema:
    """Return a choice of our slides or any text: a brand may have more."""
    return {"anyOf": [{"enum": list(SLIDES)}, {"type": _TEXT}]}


def _choice(place: Place) -> Schema:
    schema: Schema = {"enum": [*(choice.key for choice in place.choices), None]}
    if any(choice.label for choice in place.choices):
        schema["markdownEnumDescriptions"] = [*(choice.label for choice in place.choices), ""]
    return schema


def _group(place: Place) -> Schema:
    if place.again:
        return {"$ref": "#/properties/" + "/properties/".join(place.again.split(".")[1:])}
    return {
        "type": ["object", "null"],
        "properties": {below.key: _schema(below) for below in place.places},
        "additionalProperties": False,
    }


def _text_or_group(place: Place) -> Schema:
    return {**_group(place), "type": [*_TEXT, "object"]}


def _list(place: Place) -> Schema:
    return {"type": ["array", "null"], "items": _item(place)}


def _item(place: Place) -> Schema:
    assert place.item is not None
    schema = of_kind(place.item, place)
    if place.item in (Kind.MONTH, Kind.NUMBER, Kind.WHOLE):  # a lone dash is no number
        schema["type"] = [name for name in schema["type"] if name != "null"]
    return schema


def _map(place: Place) -> Schema:
    return {
        "type": ["object", "null"],
        "properties": {key: {**_item(place), **words} for key, words in _known_keys(place)},
        "additionalProperties": _item(place),
    }


def _known_keys(place: Place) -> list[tuple[str, Schema]]:
    """Return the keys of a map that the catalogue knows, each with its words."""
    catalogue = place.language.catalogue
    part = place.path.partition(".")[0]
    if place.item is Kind.ANSWER and part in DIMENSIONS:
        return [
            (q.id, {"title": q.question, "description": q.help, "examples": [q.example]})
            for q in catalogue.dimension(part).questions
        ]
    if place.key == "pitfalls":
        return [
            (p.id, {"title": p.title, "description": p.explanation}) for p in catalogue.pitfalls
        ]
    return []


_MAKERS: dict[Kind, Callable[[Place], Schema]] = {
    Kind.TEXT: _text,
    Kind.MARKDOWN: _text,
    Kind.JOINED: _joined,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.MONTH: _month,
    Kind.DATE: _date,
    Kind.IDENTIFIER: _identifier,
    Kind.FOLDER: _folder,
    Kind.SLIDE: _slide,
    Kind.CHOICE: _choice,
    Kind.GROUP: _group,
    Kind.LABELLED: _text_or_group,
    Kind.ANSWER: _text_or_group,
    Kind.LIST: _list,
    Kind.MAP: _map,
}
