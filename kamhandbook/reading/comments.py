"""Text that YAML takes for a comment: „Ticket # 4711“ would be read as „Ticket“.

A comment that somebody meant stands behind a finished value (a choice, a number, a date) or two
blanks apart, as our own files write it. What stands one blank behind a text may be either, and what
goes on with a figure, or without a blank, is part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.fields import field_at
from kamhandbook.content.types import Kind
from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.positions import ContentPath
from kamhandbook.reading.allowed_keys import model_at
from kamhandbook.reading.syntax.quoting import in_quotes
from kamhandbook.wording.messages import problem

_COMMENT = re.compile(r"(?P<gap>[ \t]+)(?P<comment>#[^\n\r]*)")
_FIGURE = re.compile(r"#\s?\d")
_TEXTS = (Kind.TEXT, Kind.JOINED, Kind.MARKDOWN, Kind.LABELLED, Kind.ANSWER)
_LONGEST = 60  # characters of what was cut that a message repeats
_WIDE = 3  # blanks from which on even a figure without a blank is a remark


class Cut(Struct, frozen=True):
    """What stands behind an unquoted value on its line: the value, the gap, ``# …`` and its place.

    ``path`` is where the value stands in the file's data.
    """

    path: ContentPath
    value: str
    gap: str
    comment: str
    at: Position


def comment_behind(text: str, end: int, at: Position) -> tuple[str, str, Position] | None:
    """Return gap, comment and place of the comment behind a value that ends at ``end``."""
    found = _COMMENT.match(text, end)
    if not found:
        return None
    begin = found.start("comment")
    line = text.count("\n", 0, begin) + 1
    column = begin - (text.rfind("\n", 0, begin) + 1) + 1
    return found["gap"], found["comment"].rstrip(), Position(at.path, line, column)


def cut_texts(model: type[BaseModel], cuts: tuple[Cut, ...]) -> Iterator[Finding]:
    """Yield a finding for every text of a file that lost something to a comment."""
    for cut in cuts:
        key = _message(cut) if _is_text(model, cut.path) else None
        if key:
            yield problem(
                key,
                cut.at,
                lost=_shortened(cut.comment),
                kept=_shortened(cut.value),
                quoted=_quoted(f"{cut.value}{cut.gap}{cut.comment}".strip()),
                marked=_shortened(f"{cut.value}  # {cut.comment.lstrip('#').strip()}"),
                fix=_in_quotes(cut) if key == "cut_by_comment" else (),
            )


def _in_quotes(cut: Cut) -> tuple[Replacement, ...]:
    """Return the remedy of putting the whole text into quotes, where it begins in the same line."""
    column = cut.at.column - len(cut.gap) - len(cut.value)
    if column < 1 or "\n" in cut.value:
        return ()
    whole = f"{cut.value}{cut.gap}{cut.comment}"
    return (Replacement(Position(cut.at.path, cut.at.line, column), whole, in_quotes(whole)),)


def _message(cut: Cut) -> str | None:
    """Return what to say of it; None for a remark that somebody meant."""
    is_apart = len(cut.gap) > 1 or "\t" in cut.gap
    hugs = re.match(r"#[\w(]", cut.comment) is not None
    if hugs and cut.comment[1].isdigit() and len(cut.gap) < _WIDE:
        return "cut_by_comment" if cut.value else "swallowed_by_comment"
    if is_apart or not cut.comment.strip("# "):
        return None
    if not cut.value:  # "owner: # noch klären" is how our own files write a remark
        return "swallowed_by_comment" if hugs else None
    return "cut_by_comment" if hugs or _FIGURE.match(cut.comment) else "remark_or_text"


def _is_text(model: type[BaseModel], path: ContentPath) -> bool:
    """Whether a place holds words that people choose, and no finished value."""
    *above, last = path or ("",)
    if isinstance(last, int):  # an item of a list of texts
        holder = model_at(model, above[:-1])
        field = field_at(holder, str(above[-1])) if holder and above else None
        return field is not None and (field.takes_texts or field.item in _TEXTS)
    holder = model_at(model, above)
    field = field_at(holder, last) if holder else None
    if field:
        return field.kind in _TEXTS
    above_holder = model_at(model, above[:-1]) if above else None
    mapped = field_at(above_holder, str(above[-1])) if above_holder else None
    return mapped is not None and mapped.kind is Kind.MAP and mapped.item in _TEXTS


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _quoted(text: str) -> str:
    """Return a text as it must be written; typewriter quotes inside ask for the other kind."""
    if len(text) > 2 * _LONGEST:
        return '"…"'
    return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'
