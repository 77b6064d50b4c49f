"""The cut: what one audience may see of a handbook, decided before any template runs.

A label is found in this order: the field's own (``{value, visible_from}``), its item's, the default
of its kind. Money is the exception: an item's label never opens it. Where the default stands on a
list, its items may carry labels of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.handbook_file import About
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.references import dangling, without_dangling
from kamhandbook.content.types import Audience
from kamhandbook.editions.owners import OwnersShown, hidden_names, shown_names
from kamhandbook.editions.redaction import Passage, Redactor, texts
from kamhandbook.positions import ContentPath
from kamhandbook.wording.language import Language

_TITLES = frozenset({"prof", "dipl", "ing", "mag", "med"})


class Edition(Struct, frozen=True):
    """A handbook as one audience sees it, and what was cut away from it.

    ``withheld`` and ``shown`` are the texts on either side of the cut with the paths they have in
    the whole handbook; ``hidden`` is where the cut was made. ``iteration`` is the one at work, 0
    where there is none, and for an audience that is not told of iterations.
    """

    handbook: Handbook
    audience: Audience
    withheld: tuple[Passage, ...] = ()
    shown: tuple[Passage, ...] = ()
    hidden: frozenset[ContentPath] = frozenset()
    iteration: int = 0

    @property
    def language(self) -> Language:
        """The handbook's language, which everything around the answers is worded in."""
        return self.handbook.language

    def sees(self, audience: str) -> bool:
        """Whether this edition shows what is meant for ``audience``."""
        return self.audience.sees(Audience(audience))

    def hides(self, path: ContentPath) -> bool:
        """Whether a place of the whole handbook was cut away, by itself or with what holds it."""
        return any(path[:length] in self.hidden for length in range(len(path) + 1))


def cut(handbook: Handbook, audience: Audience) -> Edition:
    """Return what ``audience`` may see of a handbook; references to what is gone go with it."""
    redactor = Redactor(
        audience,
        _answers_not_asked_for(handbook, audience) | _revealing_addresses(handbook, audience),
        OwnersShown(handbook, audience),
    )
    visible = redactor.model(handbook, ())
    hidden = frozenset(redactor.hidden) | dangling(visible, handbook)
    visible = without_dangling(visible, handbook)
    visible, dropped_questions = _without_questions(visible, handbook, hidden)
    edition = Edition(
        visible,
        audience,
        tuple(redactor.withheld),
        tuple(redactor.shown),
        hidden | dropped_questions,
        handbook.iteration_at_work if audience.sees(Audience.NEWCOMERS) else 0,
    )
    # What went with something else, say a reference to it, is not shown either.
    passages = tuple(passage for passage in edition.shown if not edition.hides(passage.path))
    return replace(edition, shown=passages)


def blank(language: Language, audience: Audience) -> Edition:
    """Return what ``audience`` sees of a handbook in which nobody has written anything yet."""
    return cut(Handbook(handbook=About(language=language.code)), audience)


def _answers_not_asked_for(handbook: Handbook, audience: Audience) -> frozenset[ContentPath]:
    """Return the answers to own questions that this audience is not even asked."""
    return frozenset(
        (question.dimension, "answers", question.id)
        for question in handbook.handbook.questions
        if question.dimension and not audience.sees(question.visible_from)
    )


def _revealing_addresses(handbook: Handbook, audience: Audience) -> frozenset[ContentPath]:
    """Return mail addresses that give away the name of somebody whom an audience is not told of."""
    told = _name_parts(shown_names(handbook, audience))
    parts = _name_parts(hidden_names(handbook, audience)) - told
    return frozenset(
        (*path, field.key)
        for path, model in every_model(handbook)
        for field in fields_of(type(model))
        if Meaning.MAIL in field.meanings and _reveals_one(parts, told, getattr(model, field.name))
    )


def _name_parts(names: Iterable[str]) -> frozenset[str]:
    """Return the given names and surnames that names are made of, from a to z.

    Parts of up to two letters, such as initials, stand in too many addresses to count, as do „van
    der“ and titles.
    """
    words = (word for name in names for word in name.split() if word[:1].isupper())
    parts = (part for word in words for part in re.split(r"[^a-z]+", _in_ascii(word)))
    return frozenset(part for part in parts if len(part) > 2 and part not in _TITLES)


def _reveals_one(parts: Iterable[str], told: Iterable[str], mail: Any) -> bool:
    """Whether an address, or one of several, is made of a part of a name, beside what is told."""
    longest_first = sorted(told, key=len, reverse=True)
    for passage in texts(mail):
        rest = _in_ascii(passage.value.partition("@")[0])
        for part in longest_first:
            rest = rest.replace(part, " ")
        if any(part in rest for part in parts):
            return True
    return False


def _in_ascii(text: str) -> str:
    """Return a text in letters from a to z, the same for ü, ue and u."""
    ascii_only = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("(?<=[aou])e", "", ascii_only)


def _without_questions(
    visible: Handbook, handbook: Handbook, hidden: frozenset[ContentPath]
) -> tuple[Handbook, frozenset[ContentPath]]:
    """Return a handbook without questions whose answers are withheld, and where those stood.

    Left in, they would be shown as still open, which is untrue.
    """
    unanswered = tuple(
        (dimension, key)
        for dimension in DIMENSIONS
        for key in handbook.answers(dimension)
        if (dimension, "answers", key) in hidden
    )
    about = visible.handbook
    questions = tuple(q for q in about.questions if (q.dimension, q.id) not in unanswered)
    dropped = frozenset(
        ("handbook", "questions", index)
        for index, question in enumerate(handbook.handbook.questions)
        if (question.dimension, question.id) in unanswered
    )
    updates: dict[str, object] = {"withheld_questions": unanswered}
    if len(questions) < len(about.questions):
        updates["handbook"] = about.model_copy(update={"questions": questions})
    return (visible.model_copy(update=updates) if unanswered else visible), dropped
