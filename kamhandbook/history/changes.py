"""What is new since an iteration was closed, as values that pages, slides and the terminal show."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kamhandbook.content.types import PartialDate
from kamhandbook.positions import ContentPath

ChangeKind = Literal["added", "removed", "changed", "status", "owner", "moved", "renamed"]


class DiffPart(Struct, frozen=True):
    """A part of a text in a word-level difference."""

    text: str
    kind: Literal["same", "added", "removed"]

    @property
    def has_lead(self) -> bool:
        """Whether it begins with white space, which a template may have to write itself."""
        return self.text[:1].isspace()

    @property
    def has_tail(self) -> bool:
        """Whether it ends with white space."""
        return self.text[-1:].isspace()


class Change(Struct, frozen=True):
    """One change of an answer or an item.

    ``part`` is a field of Handbook ("goals" …, "introduction", "handbook"); ``path`` leads to the
    place in the whole newer state (the older one for what was removed); ``name`` is how people call
    the thing ("Talvera Pumpen AG", a guiding question), ``kind_of`` the list or "answers" it stands
    in, ``where`` the same in words. ``field`` says in words which of its fields changed, "" for an
    answer's text and for the thing as a whole. ``before`` and ``after`` are as people read them;
    an answer's text is ``Markdown`` and is shown as prose. ``words`` is the difference between them
    as plain words, for texts only.
    """

    kind: ChangeKind
    part: str
    path: ContentPath
    name: str
    kind_of: str
    before: str = ""
    after: str = ""
    words: tuple[DiffPart, ...] = ()
    where: str = ""
    field: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether an answer to a guiding question changed, not an item of a list."""
        return self.kind_of == "answers"


class News(Struct, frozen=True):
    """What changed between two states.

    ``since`` is the iteration of the older state, 0 when there is no closed iteration yet;
    ``until`` that of the newer one, 0 for the state at work. ``closed_on`` is when the older one
    was closed.
    ``ambiguous`` says in whole sentences what could not be told for certain. ``earlier`` are the
    changes within older iterations, newest first.
    """

    since: int = 0
    closed_on: PartialDate | None = None
    changes: tuple[Change, ...] = ()
    ambiguous: tuple[str, ...] = ()
    until: int = 0
    earlier: tuple[News, ...] = ()

    def of_answer(self, dimension: str, question: str) -> tuple[Change, ...]:
        """Return the changes of one answer."""
        return tuple(c for c in self.changes if c.path[:3] == (dimension, "answers", question))

    def of_part(self, part: str) -> tuple[Change, ...]:
        """Return the changes inside one part of the handbook."""
        return tuple(c for c in self.changes if c.part == part)

    def of_item(self, part: str, kind_of: str, name: str) -> tuple[Change, ...]:
        """Return the changes of one item of a list, say ("selection", "criteria", "Potenzial")."""
        item = (part, kind_of, name)
        return tuple(
            change for change in self.changes if (change.part, change.kind_of, change.name) == item
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts in which something changed, in the handbook's order."""
        return tuple(dict.fromkeys(change.part for change in self.changes))


NO_NEWS = News()
