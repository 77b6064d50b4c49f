"""The files of ``catalogue/``: ``<language>.yaml`` and ``<language>.<room>.yaml``.

A further language is a further set of these files; nothing else lists the languages there are.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FOLDER = files("kamhandbook") / "catalogue"
_ENDING = ".yaml"
USUAL_ADDRESS = "du"  # what a catalogue's own files say; others stand beside them


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of every language that has a catalogue, sorted."""
    names = (file.name for file in _FOLDER.iterdir() if file.name.endswith(_ENDING))
    stems = (name.removesuffix(_ENDING) for name in names)
    return tuple(sorted(stem for stem in stems if "." not in stem))


@cache
def catalogue_file(language: str, room: str = "") -> dict[str, Any]:
    """Return the wording of a room, a tree of texts by key; without a room the domain's."""
    return _read(".".join(filter(None, (language, room))) + _ENDING)


@cache
def spoken_file(language: str, room: str, address: str) -> dict[str, Any]:
    """Return the wording of a room as it speaks to its readers.

    What differs from the usual address stands in ``<language>.address.yaml``, by address and room
    ("domain" is the domain's); of a list, entries are named by their ``id`` or ``page``.
    """
    usual = catalogue_file(language, room)
    if address == USUAL_ADDRESS or not (_FOLDER / f"{language}.address{_ENDING}").is_file():
        return usual
    by_room = catalogue_file(language, "address").get(address, {})
    other = by_room.get(room or "domain")
    return with_changes(usual, other) if other else usual


def with_changes(usual: Any, other: Any) -> Any:
    """Return a tree of wording with what another says differently."""
    if isinstance(usual, list) and isinstance(other, dict):
        return [
            with_changes(entry, other.get(entry.get("id") or entry.get("page"))) for entry in usual
        ]
    if isinstance(other, dict):
        return {key: with_changes(value, other.get(key)) for key, value in usual.items()}
    return usual if other is None else other


@cache
def messages(language: str, address: str = USUAL_ADDRESS) -> dict[str, dict[str, str]]:
    """Return the messages of ``<language>.messages*.yaml`` by key, as they speak to their readers.

    What differs from the usual address stands in ``<language>.address.messages.yaml``.
    """
    names = sorted(file.name for file in _FOLDER.iterdir())
    texts: dict[str, dict[str, str]] = {}
    for name in names:
        if name.startswith(f"{language}.messages") and name.endswith(_ENDING):
            texts |= _read(name)
    others = f"{language}.address.messages{_ENDING}"
    if address == USUAL_ADDRESS or others not in names:
        return texts
    spoken: dict[str, dict[str, str]] = with_changes(texts, _read(others).get(address))
    return spoken


def _read(name: str) -> dict[str, Any]:
    loaded = yaml.load((_FOLDER / name).read_bytes(), yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded
