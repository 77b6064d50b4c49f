"""A state of a handbook to be compared, and what is hidden in it from those who read the news."""

from __future__ import annotations

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import name_field
from kamhandbook.positions import ContentPath


class State(Struct, frozen=True):
    """A state of a handbook; ``hidden`` are the places that the readers of the news do not see."""

    handbook: Handbook
    hidden: frozenset[ContentPath] = frozenset()

    def hides(self, path: ContentPath) -> bool:
        """Whether a place was cut away, by itself or with what holds it."""
        return any(path[:length] in self.hidden for length in range(len(path) + 1))

    def hides_item(self, path: ContentPath, item: BaseModel) -> bool:
        """Whether an item was cut away, or the name by which a change of it could be reported."""
        return self.hides(path) or self.hides((*path, name_field(item)))
