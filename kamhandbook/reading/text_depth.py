"""How deep a text nests, told before anything that goes down into it is run."""

from __future__ import annotations

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.limits import TEXT, TEXT_DEPTH

_MARKS = "*_~["  # every level begins with one of them; lists and quotations end at 20 by themselves


def text_problem(text: str, at: Position) -> Finding | None:
    """Return that a text is longer, or nests deeper, than anybody reads."""
    if len(text) <= TEXT_DEPTH.most:
        return None
    if len(text) > TEXT.most:
        return TEXT.finding(at)
    if sum(map(text.count, _MARKS)) <= TEXT_DEPTH.most or _depth(text) <= TEXT_DEPTH.most:
        return None
    return TEXT_DEPTH.finding(at)


def _depth(text: str) -> int:
    from markdown_it import MarkdownIt  # next to no text has so many marks

    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    deepest = 0
    for token in markdown.parse(text):
        inside = max((child.level for child in token.children or ()), default=0)
        deepest = max(deepest, token.level + inside - 1)  # a paragraph is no level
    return deepest
