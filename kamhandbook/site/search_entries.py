"""A page as entries of the search: one for the page, one for each of its headings with an anchor.

Our pages are taken apart here, since we know how they are written; a company's own pages are left
to Material, whose parser takes any HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any, TypeAlias

Entry: TypeAlias = dict[str, Any]  # location, title, text, tags, boost: as Material writes them

_EXCLUDED = re.compile(
    r"<(?P<name>\w+)\b[^>]*\sdata-search-exclude\b.*?</(?P=name)>"
    r"|<details class=\"kam-old\".*?</details>|<svg\b.*?</svg>",  # what stood here before; pictures
    re.DOTALL,
)
_HEADING = re.compile(r"<h([1-6])\b[^>]*\sid=\"([^\"]*)\"[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_REFERENCE = re.compile(r"&#?\w+;")
_KEPT = frozenset({"li", "ol", "p", "ul"})  # what a hit may show
_INSIDE_WORDS = frozenset({"a", "abbr", "b", "code", "del", "em", "i", "strong", "sub", "sup"})


def entries_of(html: str, url: str, title: str) -> Iterator[Entry]:
    """Take a page apart; what stands before and under its first heading is the page's own."""
    before, *parts = _HEADING.split(_EXCLUDED.sub(" ", html))
    headings = list(zip(parts[1::4], parts[2::4], parts[3::4], strict=True))
    opening = headings[0][2] if headings else ""
    yield _entry(url, escape(title, quote=False), before + opening)
    for anchor, words, text in headings[1:]:
        yield _entry(f"{url}#{unescape(anchor)}", _bare(words), text)


def _entry(location: str, title: str, html: str) -> Entry:
    return {"location": location, "title": title, "text": _bare(html)}


def _bare(html: str) -> str:
    """Keep text and the few elements that a hit may show; cells and items stay apart."""
    text = _REFERENCE.sub(_written_plainly, _TAG.sub(_kept, html))
    return " ".join(text.split())


def _kept(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _KEPT:
        return f"<{tag[1]}{name}>"
    return "" if name in _INSIDE_WORDS else " "


def _written_plainly(reference: re.Match[str]) -> str:
    return escape(unescape(reference[0]), quote=False)
