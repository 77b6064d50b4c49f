"""What a finding is about, as people name it: ``key_accounts/Talvera Pumpen AG/why``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from pydantic import BaseModel

from kamhandbook.content.base import Content
from kamhandbook.content.fields import field_at
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.positions import ContentPath


def subject_of(handbook: Handbook, path: ContentPath) -> str:
    """Return the name of the place that ``path`` leads to, its part of the handbook left out."""
    return "/".join(names[0] for names in list(_steps(handbook, path))[1:])


def leads_to(handbook: Handbook, path: ContentPath, reference: str) -> bool:
    """Whether ``written`` names the place of ``path`` or something around it.

    The part of the handbook may be left out: ``criteria/Potenzial`` or
    ``selection/criteria/Potenzial``. An item goes by what it is told apart by, or by its number,
    counted from 1.
    """
    folded = fold(reference.strip("/ "))
    for segments in product(*_steps(handbook, path)):
        for start in (0, 1):
            names = segments[start:]
            if any(fold("/".join(names[:end])) == folded for end in range(1, len(names) + 1)):
                return True
    return False


def _steps(handbook: Handbook, path: ContentPath) -> Iterator[tuple[str, ...]]:
    """Yield what each step of a path may be called, the usual name first."""
    value: Any = handbook
    for key in path:
        value = _inside(value, key)
        yield (*_names(value), str(key + 1)) if isinstance(key, int) else (key,)


def _inside(value: Any, key: str | int) -> Any:
    if isinstance(key, int):
        return value[key] if isinstance(value, tuple) and key < len(value) else None
    if isinstance(value, dict):
        return value.get(key)
    field = field_at(type(value), key) if isinstance(value, BaseModel) else None
    return getattr(value, field.name) if field else None


def _names(item: Any) -> tuple[str, ...]:
    is_item = isinstance(item, Content)
    names = [getattr(item, name) for name in item.identity] if is_item else [item]
    return tuple(str(name) for name in names if name)
