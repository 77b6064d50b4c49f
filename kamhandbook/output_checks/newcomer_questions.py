"""DOC7: a question of day one to which the audience built for finds no answer."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks import gate_finding
from kamhandbook.editions.edition import Edition
from kamhandbook.findings import Finding
from kamhandbook.positions import Positions
from kamhandbook.wording.catalogue import NewcomerQuestion


def newcomer_findings(edition: Edition, positions: Positions) -> tuple[Finding, ...]:
    """Return the newcomer questions without an answer in an edition: errors once it is released."""
    return tuple(_findings(edition, positions))


def _findings(edition: Edition, positions: Positions) -> Iterator[Finding]:
    catalogue = edition.language.catalogue
    released = edition.handbook.handbook.status == "released"
    for question in catalogue.newcomer_questions:
        if not any(_is_answered(edition, ref) for ref in question.answers):
            yield gate_finding(
                edition.language,
                "DOC7",
                positions.of(_place(question)),
                "release" if released else "draft",
                question=question.question,
                audience=catalogue.label("audience", edition.audience),
            )


def _is_answered(edition: Edition, ref: str) -> bool:
    dimension, question = ref.split(".")
    return edition.handbook.answer(dimension, question).is_answered


def _place(question: NewcomerQuestion) -> tuple[str, ...]:
    """Return where the first of a question's answers stands or should stand."""
    dimension, question_id = question.answers[0].split(".")
    return dimension, "answers", question_id
