"""Telephone numbers in an answer: with a country's code they are certain, and become links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamhandbook.document.blocks import Inline, Link, Text

_NUMBER = re.compile(
    r"(?<![\w+])\+[1-9]\d{0,2}(?:[ \xa0]?\(0\))?(?:[ \xa0/-]{0,3}\d{1,8}){2,7}(?![\w,.]*\d)"
    r"(?![ \xa0]?(?:[%€$£]|[A-Z]{3}\b|Mio|Mrd|Tsd|T€))"
)
_FEWEST, _MOST = 10, 15  # digits, the country's code among them


def with_telephones(text: str) -> Iterator[Inline]:
    """Yield a text with its telephone numbers as links."""
    at = 0
    for found in _NUMBER.finditer(text) if "+" in text else ():
        digits = re.sub(r"\D", "", found[0].replace("(0)", ""))
        if not _FEWEST <= len(digits) <= _MOST:
            continue
        if found.start() > at:
            yield Text(text[at : found.start()])
        yield Link((Text(found[0]),), f"tel:+{digits}")
        at = found.end()
    if at < len(text):
        yield Text(text[at:])


def without_links(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the words of a link, which holds no further link."""
    return tuple(
        part
        for inline in inlines
        for part in (inline.children if isinstance(inline, Link) else (inline,))
    )
