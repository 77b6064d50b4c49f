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
def messages(language: str) -> dict[str, dict[str, str]]:
    """Return the messages and phrases of ``<language>.messages*.yaml`` by key."""
    names = sorted(file.name for file in _FOLDER.iterdir())
    texts: dict[str, dict[str, str]] = {}
    for name in names:
        if name.startswith(f"{language}.messages") and name.endswith(_ENDING):
            texts |= _read(name)
    return texts


def _read(name: str) -> dict[str, Any]:
    loaded = yaml.load((_FOLDER / name).read_bytes(), yaml.CSafeLoader)
    assert isinstance(loaded, dict)
    return loaded
