"""Bold words: ``**`` in a content file, bold letters in a cell.

A text is shown with bold letters only where reading them gives the very same text again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import groupby

Run = tuple[str, bool]  # a part of a text, and whether it is bold

_MARKED = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_OUTER = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def runs(text: str) -> tuple[Run, ...]:
    """Return a text in parts, without marks; as it is where they could not be read again."""
    parts = _MARKED.split(text)  # every second one stood between marks
    found = tuple((part, bool(index % 2)) for index, part in enumerate(parts) if part)
    return found if len(parts) > 1 and marked(found) == text else ((text, False),)


def marked(parts: Iterable[Run]) -> str:
    """Return the text of some parts with marks around what is bold, line by line."""
    joined = ((bold, "".join(text for text, _ in group)) for bold, group in _groups(parts))
    return "".join(_with_marks(text) if bold else text for bold, text in joined)


def restored(text: str, before: str) -> str:
    """Return a text that lost its bold letters on the way with the marks it had ``before``.

    Some programs keep no letters of their own kind in a cell. What was bold is so again as far as
    it still stands there.
    """
    flags = [bold for part, is_bold in runs(before) for bold in [is_bold] * len(_words(part))]
    if True not in flags:
        return text
    old = [word for part, _ in runs(before) for word in _words(part)]
    new = _words(text)
    bold = [False] * len(new)
    for block in SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks():
        bold[block.b : block.b + block.size] = flags[block.a : block.a + block.size]
    return marked(zip(new, bold, strict=True))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\W", text)


def _groups(parts: Iterable[Run]) -> Iterable[tuple[bool, Iterable[Run]]]:
    return groupby((part for part in parts if part[0]), key=lambda part: part[1])


def _with_marks(text: str) -> str:
    return "\n".join(_marked_line(line) for line in text.split("\n"))


def _marked_line(line: str) -> str:
    found = _OUTER.fullmatch(line)
    assert found  # it fits everything
    before, inner, after = found.groups()
    return f"{before}**{inner}**{after}" if inner and "*" not in inner else line
