"""What makes an item of a list the same one in two states, and what people call it.

The rule, for whoever writes answers: a goal and a question of one's own are the same as long as
their ``id`` is; everything else is the same as long as its name is, however it is ordered and
whatever else about it changes. Two spellings that differ in case or spaces only are one name. Which
field is the name, each model says itself (``identity`` and ``called`` of ``Content``).
"""

from __future__ import annotations

from pydantic import BaseModel

from kamhandbook.content.base import Content
from kamhandbook.content.pasted_text import without_soft_hyphens


def fold(text: str) -> str:
    """Return a name as it compares: two spellings of one name are equal."""
    return " ".join(without_soft_hyphens(text).split()).casefold()


def identity_field(item: BaseModel) -> str:
    """Return the field that makes an item the same one: the first of its kind's that is filled in.

    The first at all where none is; "" for a model that is no item of a list.
    """
    fields = item.identity if isinstance(item, Content) else ()
    filled = (name for name in fields if getattr(item, name) not in (None, ""))
    return next(filled, fields[0] if fields else "")


def identity(item: BaseModel) -> str:
    """Return what makes an item the same one in two states; "" when nothing is filled in."""
    field = identity_field(item)
    value = getattr(item, field)
    return f"{field}:{fold(str(value))}" if value not in (None, "") else ""


def name_field(item: BaseModel) -> str:
    """Return the field by which people call an item; "" for a model that is no item of a list."""
    called = item.called if isinstance(item, Content) else ""
    return called if called and getattr(item, called) else identity_field(item)


def name(item: BaseModel) -> str:
    """Return what people call an item; "" when nothing is filled in."""
    value = getattr(item, name_field(item))
    return "" if value is None else str(value)
