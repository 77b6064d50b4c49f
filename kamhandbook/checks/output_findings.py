"""Findings of the gates, worded by the catalogue: what only an output can show.

The gates themselves look at outputs and live elsewhere; here is only how bad their findings are.
"""

from __future__ import annotations

from collections.abc import Mapping

from kamhandbook.checks.base import ERROR, HINT, WARNING, Value
from kamhandbook.checks.texts import text
from kamhandbook.findings import Finding, Position, Severity
from kamhandbook.wording.language import Language

# By code and variant; a variant without an entry is an error.
_SEVERITIES: Mapping[tuple[str, str], Severity] = {
    ("DOC1", "too_few"): HINT,
    ("DOC6", "maybe"): HINT,
    ("DOC7", "draft"): WARNING,
}
GATES = ("DOC1", "DOC6", "DOC7", "TXT1")


def gate_finding(
    language: Language, code: str, position: Position, variant: str = "", **values: Value
) -> Finding:
    """Return the finding of a gate, worded in the handbook's language.

    Variants and values by code: DOC1 ``too_many`` or ``too_few`` with slides, limit; DOC6
    ``written``, ``page`` or none with where, text, audience, ``maybe`` with name, too; DOC7
    ``release`` or ``draft`` with question, audience; TXT1 ``title``, ``word``, ``bullet``, ``cell``
    or none with text, over (characters too many).
    """
    words = text(language, code)
    return Finding(
        code=code,
        severity=_SEVERITIES.get((code, variant), ERROR),
        position=position,
        message=words.message(variant, values),
        next_step=words.next_step(variant, values),
        consequence=words.consequence(variant, values),
        because=words.reason,
    )
