"""Every key of the content format and the places it has, for what is written somewhere else."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.fields import fields_of
from kamhandbook.content.handbook import FILES, file_name
from kamhandbook.content.types import Kind
from kamhandbook.reading.allowed_keys import keys_of

_COLLECTIONS = frozenset({Kind.GROUP, Kind.LIST, Kind.MAP})
_TEXTS = frozenset({Kind.TEXT, Kind.JOINED, Kind.MARKDOWN, Kind.LABELLED})


def places_of(key: str) -> tuple[tuple[str, str], ...]:
    """Return where a key may stand: the part and the key above it, "" at the top of a file."""
    return tuple(_places().get(key, {}))


def top_keys() -> tuple[str, ...]:
    """Return the keys at the top of every file."""
    return tuple(dict.fromkeys(key for model in FILES.values() for key in keys_of(model)))


def is_top_key(key: str, path: str) -> bool:
    """Whether a key may stand at the very left of a file; any may in files of other kinds."""
    name = path.rpartition("/")[2]
    part = next((part for part in FILES if file_name(part) == name), "")
    return not part or key in keys_of(FILES[part])


def is_known(key: str) -> bool:
    """Whether the format has a key of this name anywhere."""
    return key in _places()


def is_like_known(key: str) -> bool:
    """Whether a word is a key of the format, misspelt at most."""
    return bool(get_close_matches(key.casefold(), _places(), 1, 0.8))


def holds_text(key: str) -> bool:
    """Whether a text may stand behind a key; own questions have keys that nobody knows."""
    kinds = _kinds().get(key, frozenset())
    return not kinds or not kinds.isdisjoint(_TEXTS)


def may_hold_items(key: str) -> bool:
    """Whether a key holds a list at one of its places."""
    return Kind.LIST in _kinds().get(key, frozenset())


def holds_more(key: str) -> bool:
    """Whether a key holds further keys or a list wherever it stands, and never a single value."""
    kinds = _kinds().get(key, frozenset())
    return bool(kinds) and kinds <= _COLLECTIONS


def is_group(key: str) -> bool:
    """Whether a key holds further keys wherever it stands, and never a text."""
    return _kinds().get(key) == frozenset({Kind.GROUP})


def is_of_answer(key: str) -> bool:
    """Whether a key may stand below a guiding question, beside the answer's text."""
    return key in keys_of(Answer)


@cache
def _kinds() -> Mapping[str, frozenset[Kind]]:
    """Return what is written behind each key, at whatever place."""
    kinds: dict[str, frozenset[Kind]] = {}

    def visit(model: type[BaseModel], above: tuple[type, ...]) -> None:
        for field in fields_of(model):
            kinds[field.key] = kinds.get(field.key, frozenset()) | {field.kind}
            if field.model and field.model not in above:
                visit(field.model, (*above, model))

    for model in FILES.values():
        visit(model, ())
    return kinds


@cache
def _places() -> Mapping[str, dict[tuple[str, str], None]]:
    places: dict[str, dict[tuple[str, str], None]] = {}

    def visit(model: type[BaseModel], part: str, parent: str, above: tuple[type, ...]) -> None:
        for field in fields_of(model):
            places.setdefault(field.key, {})[part, parent] = None
            if field.model and field.model not in above:
                visit(field.model, part, field.key, (*above, model))

    for part, model in FILES.items():
        visit(model, part, "", ())
    return places
