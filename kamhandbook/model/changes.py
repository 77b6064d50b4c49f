"""What is new since an iteration was closed, as values that pages, slides and the terminal show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kamhandbook.model.types import PartialDate
from kamhandbook.source import Path_

ChangeKind = Literal["added", "removed", "changed", "status", "owner", "moved"]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in a word-level difference."""

    text: str
    kind: Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an answer or an item.

    ``part`` is a field of Handbook ("goals" …, "introduction", "handbook"); ``path`` leads to the
    place in the newer state (the older one for what was removed); ``name`` is how people call the
    thing ("Talvera Pumpen AG", a guiding question), ``kind_of`` the list or "answers" it stands in.
    """

    kind: ChangeKind
    part: str
    path: Path_
    name: str
    kind_of: str
    before: str = ""
    after: str = ""
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What changed between two states; ``since`` 0 means there is no closed iteration yet."""

    since: int = 0
    closed_on: PartialDate | None = None
    changes: tuple[Change, ...] = ()
    ambiguous: tuple[str, ...] = ()

    def of_answer(self, dimension: str, question: str) -> tuple[Change, ...]:
        """Give the changes of one answer."""
        return tuple(c for c in self.changes if c.path[:3] == (dimension, "answers", question))

    def of_part(self, part: str) -> tuple[Change, ...]:
        """Give the changes inside one part of the handbook."""
        return tuple(c for c in self.changes if c.part == part)


NO_NEWS = News()
