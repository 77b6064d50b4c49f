"""Findings of the gates, worded by the catalogue: what only an output can show.

The gates themselves look at outputs and live elsewhere.
"""

from __future__ import annotations

from kamhandbook.checks.base import Value
from kamhandbook.checks.texts import text
from kamhandbook.finding_codes import severity_of
from kamhandbook.findings import Finding, Position
from kamhandbook.wording.language import Language

GATES = ("DOC1", "DOC6", "DOC7", "TXT1")
ACCEPTABLE_GATES = ("DOC6",)  # where it is a judgement: never the name of a customer or person


def gate_finding(
    language: Language,
    code: str,
    position: Position,
    variant: str = "",
    reason: str | None = None,
    subject: str = "",
    **values: Value,
) -> Finding:
    """Return the finding of a gate, worded in the handbook's language; accepted with a ``reason``.

    Variants and values by code: DOC1 ``too_many`` or ``too_few`` with slides, limit; DOC6
    ``written``, ``named``, ``judged``, ``amount``, ``figure``, ``page`` or none with where, text,
    said, audience, origin, field, since and the keys of both audiences, ``maybe`` and
    ``maybe_person`` with name and more, ``left_out`` with text; DOC7 ``release`` or ``draft`` with
    question, audience; TXT1 ``title``, ``word``, ``bullet``, ``cell``, ``template`` or none with
    text, over (characters too many).
    """
    words = text(language, code)
    return Finding(
        code=code,
        severity=severity_of(code, variant),
        position=position,
        message=words.message(variant, values),
        next_step=words.next_step(variant, values),
        subject=subject,
        consequence=words.consequence(variant, values),
        because=words.reason,
        reason=reason,
    )
