"""Sentences made from data: by key, with their number; and what ends and dates them."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from kamhandbook.wording.dates import PartialDay, day_text
from kamhandbook.wording.language import Language
from kamhandbook.wording.names import amid, verb_number
from kamhandbook.wording.numbers import number_text, plural

_ROOM = "sentences"
_ENDS = (".", "!", "?", "…", ":")
_LAST_STOP = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ]{3})\.$")
_CLOSING = "“”’\"')"


def sentence_of(language: Language, key: str, count: float = 1, **values: object) -> str:
    """Return the sentence under ``key`` with ``values`` filled in; ``count`` chooses its form."""
    forms = language.words(_ROOM)[key]
    form = forms if isinstance(forms, str) else plural(language, count, forms)
    return str(form).format(count=number_text(language, count), **values)


def sentence_about(language: Language, key: str, name: str, **values: object) -> str:
    """Return the sentence under ``key`` about a {name}, which may be several persons or roles."""
    form = plural(language, verb_number(language, name), language.words(_ROOM)[key])
    shown_name = name if form.startswith("{name}") else amid(language, name)
    return form.format(name=shown_name, **values)


def ended(text: str) -> str:
    """Return a text that ends as a sentence does: with a full stop, unless it has its own mark."""
    written = text.rstrip()
    is_ended = written.rstrip(_CLOSING).endswith(_ENDS)
    return written if is_ended or not written else f"{written}."


def unended(text: str) -> str:
    """Return a text as part of a sentence: without its full stop, unless that shortens a word."""
    return _LAST_STOP.sub("", text.rstrip())


def dated(language: Language, day: PartialDay | date | None, place: Literal["on", "of"]) -> str:
    """Return a day behind a word: "on" am 07.07.2026, im Juli 2026; "of" vom …, von …."""
    if day is None:
        return ""
    has_day = isinstance(day, date) or day.has_day
    form: str = language.words(_ROOM)["dates"][f"{place}_{'day' if has_day else 'month'}"]
    return form.format(day=day_text(language, day))
