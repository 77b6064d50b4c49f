"""What makes an item of a list the same one in two states, and what people call it.

The rule, for whoever writes answers: a goal and a question of one's own are the same as long as
their ``id`` is; everything else is the same as long as its name is, however it is ordered and
whatever else about it changes. Two spellings that look alike are one name: they differ in case,
blanks, the kind of dash, quote or apostrophe, in signs that nobody sees, or in how an umlaut is
stored. Which field is the name, each model says itself (``identity`` and ``called`` of its
``Content``).
"""

from __future__ import annotations

import re
from unicodedata import normalize

from pydantic import BaseModel

from kamhandbook.content.base import Content

_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b`´", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f«»", '"'),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),  # nobody sees them
}
_LOOK = str.maketrans(_ALIKE)
_AROUND_DASH = re.compile(r" ?- ?")


def fold(text: str) -> str:
    """Return a name as it compares: two spellings of one name are equal."""
    alike = text if text.isascii() else normalize("NFKC", text).translate(_LOOK)
    return _AROUND_DASH.sub("-", " ".join(alike.split())).casefold()


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
