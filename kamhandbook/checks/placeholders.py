"""Placeholders: what only says that something is missing, where an answer is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import ERROR, HINT, WARNING, CheckContext, Found
from kamhandbook.checks.common import is_released
from kamhandbook.content.answers import Answer
from kamhandbook.content.fields import ContentField, every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.types import Kind
from kamhandbook.wording.placeholders import is_placeholder

#: Who is still to be found may be called „N. N.“; a setting is no text for readers.
_EXEMPT = frozenset({Meaning.PERSON, Meaning.OWNER, Meaning.SETTING, Meaning.MEASURE})
_SHORTEST = 3  # characters; a field may well say "–"


def ans2(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """An answer, or a field, that only keeps a place."""
    severity = ERROR if is_released(handbook) else WARNING
    for dimension, question, answer in handbook.all_answers():
        if is_placeholder(answer.text):
            yield Found((dimension, "answers", question), severity, {"text": answer.text})
    for path, model in every_model(handbook):
        if isinstance(model, Answer) or path[:2] == ("handbook", "checks"):
            continue
        for field in fields_of(type(model)):
            value = getattr(model, field.name)
            if _is_text(field) and len(value) >= _SHORTEST and is_placeholder(value):
                yield Found((*path, field.key), HINT, {"text": value}, "field")


def _is_text(field: ContentField) -> bool:
    return field.kind in (Kind.TEXT, Kind.MARKDOWN) and not field.meanings & _EXEMPT
