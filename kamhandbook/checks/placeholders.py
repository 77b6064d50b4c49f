"""Placeholders: what only says that something is missing, where an answer is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found
from kamhandbook.checks.common import is_released, texts_of
from kamhandbook.content.answers import Answer, Status
from kamhandbook.content.fields import ContentField, every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.meanings import Meaning
from kamhandbook.wording.placeholders import is_nobody_yet, is_placeholder

#: Settings are no text for readers, and of an address tells LINK1.
_EXEMPT = frozenset({Meaning.SETTING, Meaning.MEASURE, Meaning.LINK, Meaning.MAIL})
_NAMES = frozenset({Meaning.PERSON, Meaning.OWNER})
_SAYS_SOMETHING = frozenset(
    {Status.PILOTED, Status.DECIDED}
)  # of an answer; who has one in work may say so
_SHORTEST = 3  # characters; a field may well say "–"


def ans2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """An answer, or a field, that only keeps a place."""
    severity = ERROR if is_released(handbook) else WARNING
    for dimension, question, answer in handbook.all_answers():
        if is_placeholder(answer.text):
            yield Found((dimension, "answers", question), severity, {"text": answer.text})
        elif not answer.text and (answer.short or answer.status in _SAYS_SOMETHING):
            yield Found((dimension, "answers", question), severity, {}, "no_text")
    for path, model in every_model(handbook):
        if isinstance(model, Answer) or path[:2] == ("handbook", "checks"):
            continue
        for field in fields_of(type(model)):
            for at, value in texts_of(path, model, field):
                is_asked = len(value) >= _SHORTEST or set(value) == {"?"}
                if is_asked and _keeps_place(field, value):
                    yield Found(at, HINT, {"text": value}, "field")


def _keeps_place(field: ContentField, value: str) -> bool:
    """Whether a field only keeps a place; who is still to be found may be called „N. N.“."""
    if field.meanings & _EXEMPT or (field.meanings & _NAMES and is_nobody_yet(value)):
        return False
    return is_placeholder(value)
