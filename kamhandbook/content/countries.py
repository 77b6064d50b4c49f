"""Countries as people list them: „DE / AT“ in the place of one is two."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator

from kamhandbook.content.types import PlainText, Several
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.lists import every_country_name, every_territory

if TYPE_CHECKING:
    from kamhandbook.content.fields import ContentField

_CODE = re.compile(r"[A-Za-z]{2}")


def countries_in(entry: str) -> tuple[str, ...]:
    """Return the countries of an entry: several only where each part is one for certain."""
    parts = tuple(part.strip() for part in _between().split(entry.strip(" ()[]")))
    if len(parts) == 1 or entry.strip().casefold() in _names():  # Bosnien und Herzegowina
        return (entry,)
    if all(map(_CODE.fullmatch, parts)):
        return tuple(part.upper() for part in parts)
    return parts if all(_is_country(part) for part in parts) else (entry,)


def _is_country(text: str) -> bool:
    return _CODE.fullmatch(text) is not None or text.casefold() in _names()


@cache
def _between() -> re.Pattern[str]:
    words = "|".join(map(re.escape, DEFAULT.words("reading")["and"]))
    return re.compile(rf"\s*[,;/+&|•·]\s*|\s+(?:{words})\s+")


@cache
def _names() -> frozenset[str]:
    return frozenset(name.casefold() for name in every_country_name(DEFAULT))


def is_place(entry: str) -> bool:
    """Whether an entry is a country, a state of one, or a region: whatever people list as one.

    A remark in brackets behind it, or the part of it that is meant before it, changes nothing.
    """
    bare = _REMARK.sub("", entry.strip()).strip(" .").casefold()
    known = _places()
    if not bare or bare in known or _FLAGS.fullmatch(entry.strip()):
        return True
    parts = DEFAULT.words("reading")["parts_of_countries"]
    return any(bare.removeprefix(part.casefold()).lstrip(" -") in known for part in parts)


def country_names_known() -> tuple[str, ...]:
    """Return the names of countries that a slip of typing is held against."""
    return tuple(every_country_name(DEFAULT))


_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


@cache
def _places() -> frozenset[str]:
    """Return every place by name and code, in small letters, and what German has for a part."""
    words = DEFAULT.words("reading")
    everyday = DEFAULT.words("amounts")["countries"]
    further = (*everyday, *words["places"], *words["parts_of_countries"], *words["and_so_on"])
    names = (*every_country_name(DEFAULT), *every_territory(DEFAULT), *further)
    return frozenset(str(name).casefold() for name in names)


def _parted(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return [each for entry in value for each in _entries(entry)]


def _entries(entry: Any) -> tuple[Any, ...]:
    return countries_in(entry) if isinstance(entry, str) else (entry,)


def lists_countries(field: ContentField) -> bool:
    """Whether a field of the content format is a list of countries."""
    return any(getattr(mark, "func", None) is _parted for mark in field.info.metadata)


Countries = Annotated[Several[PlainText], BeforeValidator(_parted)]
