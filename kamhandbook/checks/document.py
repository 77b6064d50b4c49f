"""The handbook as a document: who answers for it, what is open, what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, WARNING, CheckContext, Found, Word
from kamhandbook.checks.common import (
    has_passed,
    is_late,
    is_natural_gap,
    is_released,
    prototyping_end,
)
from kamhandbook.content.base import Phase
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.questions import guiding_questions
from kamhandbook.content.references import references, targets
from kamhandbook.reading.nearest import name_guess
from kamhandbook.wording.placeholders import is_placeholder

_IMPRINT = ("version", "owner", "date", "review_by", "classification")


def doc2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Version, owner, date, review date, contact or label is missing."""
    settings = handbook.handbook
    missing = [Word(f"about_{key}") for key in _IMPRINT if not getattr(settings, key)]
    if not (settings.contact.name or settings.contact.email):
        missing.append(Word("about_contact"))
    if missing:
        yield Found(("handbook",), ERROR, {"missing": tuple(missing)})


def doc3(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Review overdue."""
    due = handbook.handbook.review_by
    if due and has_passed(due, context.today):
        yield Found(("handbook", "review_by"), WARNING, {"due": due.last_day})


def doc4(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """Released before prototyping ends."""
    is_over = is_late(handbook) or has_passed(prototyping_end(handbook), context.today)
    if is_released(handbook) and not is_over:
        yield Found(("handbook", "status"), WARNING)


def doc5(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """No glossary."""
    has_term = any(term.term for term in handbook.goals.terms)
    if not has_term and not is_natural_gap(handbook, "goals"):
        yield Found(("goals", "terms"), WARNING)


def ans1(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A guiding question without an answer."""
    released = is_released(handbook)
    if handbook.handbook.phase is Phase.CONCEPT and not released:
        return
    for dimension in DIMENSIONS:
        for question in guiding_questions(handbook, context.catalogue, dimension):
            if not question.answer.is_answered and not is_placeholder(question.answer.text):
                path = (dimension, "answers", question.id)
                severity = ERROR if released else WARNING
                variant = "open" if question.answer.text else ""
                yield Found(path, severity, {"question": question.question}, variant)


def ref1(handbook: Handbook, context: CheckContext) -> Iterator[Found]:
    """A reference to nothing."""
    for reference in references(handbook):
        names = targets(handbook, reference.target)
        if reference.name not in names:
            meant = name_guess(reference.name, names).word
            variant = f"{reference.target}_meant" if meant else reference.target
            yield Found(reference.path, ERROR, {"name": reference.name, "meant": meant}, variant)
    known_ids = [pitfall.id for pitfall in context.catalogue.pitfalls]
    for id_ in handbook.introduction.pitfalls:
        if id_ not in known_ids:
            path = ("introduction", "pitfalls", id_)
            yield Found(path, ERROR, {"name": id_, "known": tuple(known_ids)}, "pitfalls")
