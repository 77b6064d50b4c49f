"""How deep a text nests, told before anything that goes down into it is run."""

from __future__ import annotations

from collections.abc import Iterator

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


def page_problem(text: str, path: str) -> Finding | None:
    """Return where a page in Markdown nests deeper than anything that reads it can follow."""
    blocks = text.split("\n\n") if sum(map(text.count, _MARKS)) > TEXT_DEPTH.most else ()
    if all(sum(map(block.count, _MARKS)) <= 2 * TEXT_DEPTH.most for block in blocks):
        return None
    line = next((line for line, depth in _depths(text) if depth > TEXT_DEPTH.most), 0)
    return TEXT_DEPTH.finding(Position(path, line)) if line else None


def _depth(text: str) -> int:
    return max((depth for _, depth in _depths(text)), default=0)


def _depths(text: str) -> Iterator[tuple[int, int]]:
    """Yield lines of a text, and how deep what begins there nests; a paragraph is no level."""
    from markdown_it import MarkdownIt  # next to no text has so many marks

    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    for token in markdown.parse(text):
        inside = max((child.level for child in token.children or ()), default=0)
        yield token.map[0] + 1 if token.map else 1, token.level + inside - 1
