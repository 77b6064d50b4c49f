"""The guiding questions with their answers, and how far a handbook is by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.answers import Answer, Status
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.wording.catalogue import Catalogue

# What a company writes beside the answer to a question: lists and groups, by their places.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "goals.purpose": ("goals.goals", "goals.non_goals", "handbook.approach.kind"),
    "goals.terms": ("goals.terms",),
    "selection.identification": ("selection.criteria",),
    "selection.review": ("selection.review",),
    "selection.decision": ("selection.decision",),
    "services.services": ("services.services", "services.packages"),
    "organisation.embedding": ("organisation.structure", "organisation.form"),
    "organisation.team": ("organisation.team",),
    "people.job": ("people.job",),
    "people.training": ("people.trainings",),
    "people.career": ("people.career",),
    "people.compensation": ("people.compensation",),
    "rules.rules": ("rules.decision_rights", "rules.escalation", "rules.global_local"),
    "rules.processes": ("rules.processes",),
    "tools.tools": ("tools.tools",),
    "steering.steering": ("steering.kpis", "steering.routines", "steering.owner"),
}


class GuidingQuestion(Struct, frozen=True):
    """A guiding question with its answer; ``is_own`` marks a company's own question."""

    dimension: str
    id: str
    question: str
    answer: Answer
    is_own: bool = False


def guiding_questions(
    handbook: Handbook, catalogue: Catalogue, dimension: str
) -> tuple[GuidingQuestion, ...]:
    """Return a dimension's questions, the catalogue's first, then the company's own.

    A question whose answer was withheld from this audience is not among them.
    """
    wordings = [(q.id, q.question, False) for q in catalogue.dimension(dimension).questions]
    own_questions = handbook.handbook.questions
    wordings += [
        (q.id, q.question, True) for q in own_questions if q.dimension == dimension and q.id
    ]
    return tuple(
        GuidingQuestion(dimension, id_, question, handbook.answer(dimension, id_), is_own)
        for id_, question, is_own in wordings
        if (dimension, id_) not in handbook.withheld_questions
    )


def says_something(handbook: Handbook, question: GuidingQuestion) -> bool:
    """Whether a handbook has anything on a question: an answer, or what belongs beside it."""
    if question.answer.is_answered:
        return True
    return has_data(handbook, f"{question.dimension}.{question.id}")


def has_data(handbook: Handbook, ref: str) -> bool:
    """Whether anything is written that belongs beside an answer, by ``dimension.question``."""
    return any(is_filled(handbook, place) for place in BESIDE.get(ref, ()))


def is_filled(handbook: Handbook, place: str) -> bool:
    """Whether anything is written at a place, say ``selection.review``."""
    value: Any = handbook
    for name in place.split("."):
        value = getattr(value, name)
    empty = type(value)() if isinstance(value, BaseModel) else None
    return value not in (None, "", (), empty)


def question_ids(handbook: Handbook, catalogue: Catalogue, dimension: str) -> tuple[str, ...]:
    """Return the ids of a dimension's questions, those withheld from this audience too."""
    asked = [question.id for question in catalogue.dimension(dimension).questions]
    own = [q.id for q in handbook.handbook.questions if q.dimension == dimension]
    withheld = [id_ for part, id_ in handbook.withheld_questions if part == dimension]
    return tuple(dict.fromkeys((*asked, *own, *withheld)))


def weakest(answers: Iterable[Answer]) -> Status:
    """Return the weakest status; an unanswered question is open, no question at all is too."""
    order = list(Status)
    states = [answer.status if answer.is_answered else Status.OPEN for answer in answers]
    return min(states, key=order.index, default=Status.OPEN)


def dimension_states(handbook: Handbook, catalogue: Catalogue) -> Mapping[str, Status]:
    """Return every dimension's state by id, in order: its weakest answer's."""
    return {
        dimension: weakest(
            question.answer for question in guiding_questions(handbook, catalogue, dimension)
        )
        for dimension in DIMENSIONS
    }


def open_questions(handbook: Handbook, catalogue: Catalogue) -> int:
    """Return how many guiding questions, the company's own among them, have no answer yet."""
    return sum(
        not question.answer.is_answered
        for dimension in DIMENSIONS
        for question in guiding_questions(handbook, catalogue, dimension)
    )


def ids_asked_of(callee: Any) -> Mapping[str, Sequence[str]]:
    """Return the questions ``handbook.answer`` knows, by dimension; none of another callable."""
    if getattr(callee, "__func__", None) is not Handbook.answer:
        return {}
    handbook: Handbook = callee.__self__
    catalogue = handbook.language.catalogue
    return {name: question_ids(handbook, catalogue, name) for name in DIMENSIONS}
