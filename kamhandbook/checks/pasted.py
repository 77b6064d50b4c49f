"""Text that looks pasted from Word or Excel and cannot be read for certain."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.base import HINT, CheckContext, Found
from kamhandbook.checks.common import texts_of
from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.pasted_text import are_run_together, doubts
from kamhandbook.content.types import Kind


def ans3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Points or columns that run together, in an answer or in a field that takes one text."""
    for path, model in every_model(handbook):
        for field in fields_of(type(model)):
            if field.kind is Kind.MARKDOWN:
                at, value = (*path, field.key), getattr(model, field.name)
                yield from (Found(at, HINT, {"text": value}, doubt) for doubt in doubts(value))
            for at, value in texts_of(path, model, field):
                if are_run_together(value):
                    yield Found(at, HINT, {"text": value}, "field")
