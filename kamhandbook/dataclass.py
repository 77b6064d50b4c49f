"""``dataclass`` as ever, but quick to make frozen ones: a backport of what Python 3.13 does.

The standard decorator of Python 3.11 and 3.12 compiles six methods one by one for each frozen
class. With some two hundred classes that is a tenth of a build; compiled at once it is half of it.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 13):
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls: type | None = None, /, **wanted: Any) -> Any:
        """Make a dataclass; frozen ones with slots and nothing special are made here."""
        if cls is None:
            return lambda each: dataclass(each, **wanted)
        if wanted != {"frozen": True, "slots": True} or not _is_plain(cls):
            return dataclasses.dataclass(cls, **wanted)
        return _frozen(dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls))


_SETTER = "set_"
_MADE = ("__init__", "__eq__", "__hash__", "__repr__")
_METHODS = """
def __init__({parameters}):
    {assignments}
def __eq__(self, other):
    return ({selves}) == ({others}) if other.__class__ is self.__class__ else NotImplemented
def __hash__(self):
    return hash(({selves}))
def __repr__(self):
    return self.__class__.__qualname__ + f"({shown})"
"""


def _is_plain(cls: type) -> bool:
    """Whether a class has no dataclass among its bases and nothing but fields and defaults."""
    is_derived = any(dataclasses.is_dataclass(base) for base in cls.__mro__[1:])
    fields = [each for each in vars(cls).values() if isinstance(each, Field)]
    plain = all(
        each.init and each.repr and each.compare and each.hash is None and each.kw_only is MISSING
        for each in fields
    )
    own = {*_MADE, *_SHARED, "__post_init__"} & vars(cls).keys()
    written = " ".join(map(str, getattr(cls, "__annotations__", {}).values()))
    special = "InitVar" in written or "KW_ONLY" in written
    return plain and not (is_derived or special or own)


def _frozen(cls: type) -> type:
    """Give a class with slots the methods of a frozen dataclass, all compiled at once."""
    known = dataclasses.fields(cls)
    names: dict[str, Any] = {
        "__name__": cls.__module__,
        _SETTER: object.__setattr__,
        "MISSING": MISSING,
    }
    source = _METHODS.format(
        parameters=", ".join(["self", *(_parameter(each, names) for each in known)]),
        assignments="; ".join(_assignment(each) for each in known) or "pass",
        selves="".join(f"self.{each.name}," for each in known),
        others="".join(f"other.{each.name}," for each in known),
        shown=", ".join(f"{each.name}={{self.{each.name}!r}}" for each in known),
    )
    exec(compile(source, f"<dataclass {cls.__qualname__}>", "exec"), names)
    for method in _MADE:
        made: Callable[..., Any] = names[method]
        made.__qualname__ = f"{cls.__qualname__}.{method}"
        setattr(cls, method, made)
    for name, shared in _SHARED.items():
        setattr(cls, name, shared)
    cls.__dataclass_params__.frozen = True  # type: ignore[attr-defined]
    return cls


def _parameter(field: Field[Any], names: dict[str, Any]) -> str:
    """Write a field as a parameter, its default or factory among ``names``."""
    if field.default is not MISSING:
        names[f"default_{field.name}"] = field.default
        return f"{field.name}=default_{field.name}"
    if field.default_factory is not MISSING:
        names[f"make_{field.name}"] = field.default_factory
        return f"{field.name}=MISSING"
    return field.name


def _assignment(field: Field[Any]) -> str:
    value = field.name
    if field.default_factory is not MISSING:
        value = f"make_{field.name}() if {field.name} is MISSING else {field.name}"
    return f"{_SETTER}(self, {field.name!r}, {value})"


def _refuse(self: object, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
