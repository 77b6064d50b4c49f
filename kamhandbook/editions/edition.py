"""The cut: what one audience may see of a handbook, made before any template runs.

A label is found in this order: the field's own (``{value, visible_from}``), its item's, the default
of its kind. Money is the exception: an item's label never opens it. Where the default stands on a
list, its items may carry labels of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.references import dangling, without_dangling
from kamhandbook.content.types import Audience
from kamhandbook.editions.redaction import Knife, Passage
from kamhandbook.positions import ContentPath
from kamhandbook.wording.language import Language


@dataclass(frozen=True, slots=True)
class Edition:
    """A handbook as one audience sees it, and what was cut away from it.

    ``withheld`` and ``shown`` are the texts on either side of the cut with the paths they have in
    the whole handbook; ``hidden`` is where the cut was made. ``iteration`` is the one at work, 0
    where there is none or the audience is not told.
    """

    handbook: Handbook
    audience: Audience
    withheld: tuple[Passage, ...] = ()
    shown: tuple[Passage, ...] = ()
    hidden: frozenset[ContentPath] = frozenset()
    iteration: int = 0

    @property
    def language(self) -> Language:
        """The language everything is said in: the handbook's."""
        return self.handbook.language

    def sees(self, audience: str) -> bool:
        """Whether this edition is meant for ``audience`` or a wider one's readers, too."""
        return self.audience.sees(Audience(audience))

    def hides(self, path: ContentPath) -> bool:
        """Whether a place of the whole handbook was cut away, by itself or with what holds it."""
        return any(path[:length] in self.hidden for length in range(len(path) + 1))


def cut(handbook: Handbook, audience: Audience) -> Edition:
    """Cut a handbook to what ``audience`` may see; references to what is gone go with it."""
    knife = Knife(audience, _unasked(handbook, audience) | _telling_mail(handbook, audience))
    seen = knife.model(handbook, ())
    hidden = frozenset(knife.hidden) | dangling(seen, handbook)
    seen = without_dangling(seen, handbook)
    seen, gone = _without_questions(seen, handbook, hidden)
    edition = Edition(
        seen,
        audience,
        tuple(knife.withheld),
        tuple(knife.shown),
        hidden | gone,
        handbook.iteration_at_work if audience.sees(Audience.NEWCOMERS) else 0,
    )
    return _with_shown(edition)


def _unasked(handbook: Handbook, audience: Audience) -> frozenset[ContentPath]:
    """Find the answers to own questions that this audience is not even asked."""
    return frozenset(
        (question.dimension, "answers", question.id)
        for question in handbook.handbook.questions
        if question.dimension and not audience.sees(question.visible_from)
    )


def _telling_mail(handbook: Handbook, audience: Audience) -> frozenset[ContentPath]:
    """Find the contact's mail address where it tells the name to those who must not know it."""
    contact = handbook.handbook.contact
    if audience.sees(Audience.NEWCOMERS) or not contact.email:
        return frozenset()
    name, mail = (_plain(text) for text in (contact.name, contact.email.partition("@")[0]))
    parts = [part for part in re.split(r"[^a-z]+", name) if len(part) > 2]
    is_telling = any(part in mail for part in parts)
    return frozenset({("handbook", "contact", "email")} if is_telling else ())


def _plain(text: str) -> str:
    """Spell a name in letters from a to z, the same for ü, ue and u."""
    ascii_only = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("(?<=[aou])e", "", ascii_only)


def _without_questions(
    seen: Handbook, whole: Handbook, hidden: frozenset[ContentPath]
) -> tuple[Handbook, frozenset[ContentPath]]:
    """Drop the questions whose answers are withheld: "still open" would be untrue."""
    unanswered = tuple(
        (dimension, key)
        for dimension in DIMENSIONS
        for key in whole.answers(dimension)
        if (dimension, "answers", key) in hidden
    )
    about = seen.handbook
    kept = tuple(q for q in about.questions if (q.dimension, q.id) not in unanswered)
    gone = frozenset(
        ("handbook", "questions", index)
        for index, question in enumerate(whole.handbook.questions)
        if (question.dimension, question.id) in unanswered
    )
    updates: dict[str, object] = {"withheld_questions": unanswered}
    if len(kept) < len(about.questions):
        updates["handbook"] = about.model_copy(update={"questions": kept})
    return (seen.model_copy(update=updates) if unanswered else seen), gone


def _with_shown(edition: Edition) -> Edition:
    """Leave out of ``shown`` what went with something else, say a reference to it."""
    shown = tuple(passage for passage in edition.shown if not edition.hides(passage.path))
    return Edition(
        edition.handbook,
        edition.audience,
        edition.withheld,
        shown,
        edition.hidden,
        edition.iteration,
    )
