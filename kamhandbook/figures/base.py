"""What every figure is drawn from and into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, TypeVar

from msgspec import Struct

from kamhandbook.content.answers import Status
from kamhandbook.editions.edition import Edition
from kamhandbook.metrics import FacePair, Hyphenator
from kamhandbook.wording.catalogue import Catalogue
from kamhandbook.wording.language import Language

ItemT = TypeVar("ItemT")


def numbered(items: Iterable[ItemT], *fields: str) -> tuple[tuple[int, ItemT], ...]:
    """Return the items that say anything in one of the fields, with their places in the list."""
    return tuple(
        (index, item)
        for index, item in enumerate(items)
        if any(getattr(item, field) for field in fields)
    )


class Room(Struct, frozen=True):
    """The room a figure has, in points; ``narrow`` asks for a phone's layout as well (site)."""

    width: float
    height: float
    faces: FacePair
    hyphenator: Hyphenator
    narrow: bool = False


class Subject(Struct, frozen=True):
    """What a figure may show: an edition, the day, the state of each dimension.

    ``output`` decides what a box links to: a slide id in the deck, a page on the site.
    """

    edition: Edition
    today: date
    states: Mapping[str, Status]
    output: Literal["deck", "site"]

    @property
    def language(self) -> Language:
        """The language everything is said in: the edition's."""
        return self.edition.language

    @property
    def catalogue(self) -> Catalogue:
        """What the handbook says by itself, in its language."""
        return self.language.catalogue
