"""Text that looks pasted from Word, Excel or the web and cannot be read for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.checks.base import HINT, CheckContext, Found
from kamhandbook.checks.common import texts_of
from kamhandbook.content.fields import every_model, fields_of
from kamhandbook.content.foreign_markup import foreign_markup
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.pasted_points import point_of
from kamhandbook.content.pasted_text import are_run_together, doubts
from kamhandbook.content.types import Kind
from kamhandbook.positions import ContentPath
from kamhandbook.wording.language import DEFAULT

#: A name in quotes is another name than the one without.
_QUOTED = re.compile("[„“”»«‚‘’›‹\"'][^„“”»«‚‘’›‹\"']+[„“”»«‚‘’›‹\"']")


def ans3(handbook: Handbook, _context: CheckContext) -> Iterator[Found]:
    """Points or columns that run together, in an answer or in a field that takes one text."""
    for path, model in every_model(handbook):
        for field in fields_of(type(model)):
            if field.kind is Kind.MARKDOWN:
                at, value = (*path, field.key), getattr(model, field.name)
                yield from (Found(at, HINT, {"text": value}, doubt) for doubt in doubts(value))
                yield from _foreign(at, value, is_markdown=True)
            for at, value in texts_of(path, model, field):
                if are_run_together(value):
                    yield Found(at, HINT, {"text": value}, "field")
                elif isinstance(at[-1], int) and _has_mark(value):
                    yield Found(at, HINT, {"text": value}, "mark")
                elif field.name in getattr(model, "identity", ()) and _QUOTED.fullmatch(value):
                    yield Found(at, HINT, {"text": value}, "quoted")
                elif _ends_with(at, value):
                    yield Found(at, HINT, {"text": value}, "and_so_on")
                elif isinstance(at[-1], int) and value.endswith((",", ";")):
                    yield Found(at, HINT, {"text": value}, "trail")
                elif isinstance(at[-1], int) and _are_several(value):
                    yield Found(at, HINT, {"text": value}, "several")
                yield from _foreign(at, value, is_markdown=False)


def _ends_with(at: ContentPath, item: str) -> bool:
    """Whether an item of a list only says that there are more."""
    is_item = isinstance(at[-1], int) or (isinstance(at[-2], int) and at[-1] == "text")
    return is_item and item.strip(" .…").casefold() in DEFAULT.words("reading")["and_so_on"]


def _has_mark(item: str) -> bool:
    """Whether an item of a list brings a mark of its own; „1. FC“ and a box say something."""
    point = point_of(item)
    return point is not None and (point.kind in ("strong", "weak") or ")" in item[:4])


def _are_several(item: str) -> bool:
    """Whether an item of a list is a list itself, „Anna Berg; Tim Roth“."""
    parts = [part.strip() for part in item.split(";") if part.strip()]
    return len(parts) > 1 and all(re.match(r"[A-ZÄÖÜ\d]", part) for part in parts)


def _foreign(at: ContentPath, text: str, *, is_markdown: bool) -> Iterator[Found]:
    """Yield markup that is shown as it was typed, or makes something else of a text."""
    for kind, found in foreign_markup(text, is_markdown=is_markdown):
        yield Found(at, HINT, {"text": text, "markup": found}, kind)
