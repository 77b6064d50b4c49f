"""What a finding is about, as people name it: ``key_accounts/Talvera Pumpen AG/why``."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from kamhandbook.checks.common import fold
from kamhandbook.content.handbook import Handbook
from kamhandbook.positions import ContentPath

_NAMING = ("id", "name", "term", "role", "topic", "level", "process", "function", "question")


def subject_of(handbook: Handbook, path: ContentPath) -> str:
    """Name the place that ``path`` leads to, without the part of the handbook before it."""
    return "/".join(_segments(handbook, path)[1:])


def leads_to(handbook: Handbook, path: ContentPath, written: str) -> bool:
    """Whether ``written`` names the place of ``path`` or something around it.

    The part of the handbook may be left out: ``criteria/Potenzial`` or
    ``selection/criteria/Potenzial``. An item goes by its name or its number, counted from 1.
    """
    wanted = fold(written.strip("/ "))
    for segments in (_segments(handbook, path), _numbered(path)):
        for start in (0, 1):
            named = segments[start:]
            if any(fold("/".join(named[:end])) == wanted for end in range(1, len(named) + 1)):
                return True
    return False


def _segments(handbook: Handbook, path: ContentPath) -> list[str]:
    value: Any = handbook
    segments = []
    for key in path:
        value = _inside(value, key)
        segments.append(_name(value, key) if isinstance(key, int) else key)
    return segments


def _numbered(path: ContentPath) -> list[str]:
    return [str(key + 1) if isinstance(key, int) else key for key in path]


def _inside(value: Any, key: str | int) -> Any:
    if isinstance(key, int):
        return value[key] if isinstance(value, tuple) and key < len(value) else None
    if isinstance(value, dict):
        return value.get(key)
    return getattr(value, key, getattr(value, f"{key}_", None))


def _name(item: Any, index: int) -> str:
    if isinstance(item, BaseModel):
        names = (getattr(item, key, "") for key in _NAMING)
        return next((str(name) for name in names if name), str(index + 1))
    return str(item) if item else str(index + 1)
