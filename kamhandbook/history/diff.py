"""What changed between two states of a handbook, answer by answer and item by item.

Both states are compared as a whole, so that order, names and labels never look like content; what
a state hides from its audience is left out of the news.
"""

from __future__ import annotations

from kamhandbook.content.field_words import part_name
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.editions.edition import Edition
from kamhandbook.history.changes import Change, News
from kamhandbook.history.comparison import ComparedPlace, Comparison
from kamhandbook.history.labels import (
    ambiguity,
)
from kamhandbook.history.moves import with_moves
from kamhandbook.history.states import State
from kamhandbook.wording.language import Language

_PARTS = (*DIMENSIONS, "introduction", "handbook")


def diff(old: Handbook, new: Handbook) -> News:
    """Return what changed between two whole handbooks."""
    return compare(State(old), State(new), new.language)


def diff_for(old: Edition, whole_old: Handbook, new: Edition, whole_new: Handbook) -> News:
    """Return what changed as far as the audience of both editions sees it."""
    return compare(State(whole_old, old.hidden), State(whole_new, new.hidden), whole_new.language)


def compare(old: State, new: State, language: Language) -> News:
    """Return what changed between two states, told in a language: today's, also of the past."""
    comparison = Comparison(old, new, language)
    for part in _PARTS:
        label = part_name(language, part)
        place = ComparedPlace(part, part, label, label, (part,), (part,))
        comparison.model(getattr(old.handbook, part), getattr(new.handbook, part), place)
    joined = tuple(with_moves(comparison.differences, language))
    moved_perhaps = [
        ambiguity(language, "moved", name=entry) for entry in joined if isinstance(entry, str)
    ]
    changes = [entry for entry in joined if isinstance(entry, Change)]
    # A new question of the company's own and its answer are one piece of news.
    answered_questions = {change.name for change in changes if change.is_answer}
    return News(
        changes=tuple(
            change
            for change in changes
            if change.kind_of != "questions" or change.name not in answered_questions
        ),
        ambiguous=tuple(dict.fromkeys([*comparison.ambiguous, *moved_perhaps])),
    )
