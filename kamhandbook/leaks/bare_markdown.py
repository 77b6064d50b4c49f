"""Markdown without its signs, for searching: quick, for it is asked of every text there is.

What it leaves or takes too much of is punctuation, which a search leaves out of account anyway.
"""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t]{2,}")
_BARE = re.compile(r"[^\[\]*_~`#|\\\n]*")  # one line without anything that could be markup
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\n)\n(?!\n|\s*[-*+] |\s*\d+[.)] |\||#|>)[ \t]*"), " "),  # a wrapped line
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),  # links and pictures: their words
    (re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?m)^#{1,6} +"), ""),
    (re.compile(r"(?m)^\|?[ :|-]*--[ :|-]*\n?"), ""),  # the line under a table's header
    (re.compile(r"(?m)^\| *| *\|$"), ""),
    (re.compile(r" +\| +"), " · "),
    (re.compile(r"(?m)\\$|\\(?=[^\w\s])"), ""),
)


def bare_markdown(markdown: str) -> str:
    """Return a CommonMark text without the signs of markup."""
    if _BARE.fullmatch(markdown):
        return _SPACES.sub(" ", markdown).strip()
    for pattern, replacement in _MARKS:
        markdown = pattern.sub(replacement, markdown)
    return _SPACES.sub(" ", markdown).strip()
