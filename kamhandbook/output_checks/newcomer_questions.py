"""DOC7: a question of day one to which the audience built for finds no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kamhandbook.checks import gate_finding
from kamhandbook.editions.edition import Edition
from kamhandbook.findings import Finding, Position
from kamhandbook.positions import Positions
from kamhandbook.wording.catalogue import NewcomerQuestion


def newcomer_findings(edition: Edition, positions: Positions) -> tuple[Finding, ...]:
    """Return the newcomer questions without an answer in an edition: errors once it is released."""
    return tuple(_findings(edition, positions))


def told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of several editions, given from the widest audience on.

    A question that one audience finds open is open for all who see less, too.
    """
    told: set[tuple[Position, str]] = set()
    for finding in findings:
        question = (finding.position, finding.subject)
        if finding.code == "DOC7" and question in told:
            continue
        if finding.code == "DOC7":
            told.add(question)
        yield finding


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
                subject=question.question,
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
