"""The HTML in our pages, set aside while Markdown is read: it is finished, and slow to read.

A block is set aside when Markdown would leave it as it is: it begins with a tag at the margin, a
blank line follows where that tag is closed, and it does not ask for Markdown inside.
"""

from __future__ import annotations

import re
from functools import cache

_TAGS = "article|aside|details|div|dl|figure|footer|form|h[1-6]|header|nav|ol|p|section|table|ul"
_START = re.compile(rf"(?:\A|(?<=\n\n))<(?P<tag>{_TAGS})(?=[\s>])")
_MARK = "\ue002{}\ue003"  # signs that are taken out of what people write
_PLACE = re.compile("<p>\ue002(\\d+)\ue003</p>|\ue002(\\d+)\ue003")
_STAYS = re.compile(r"\smarkdown(?=[\s=>])|<!--")  # asks for Markdown, or hides who knows what
_ANCHOR = re.compile(r"\s(?:id|name)=[\"']?([^\s\"'>]+)")
_FENCES = ("```", "~~~")


def set_aside(markdown: str) -> tuple[str, tuple[str, ...]]:
    """Take the blocks of HTML out of a page's Markdown; gives what is left, and the blocks."""
    left: list[str] = []
    blocks: list[str] = []
    at = 0
    start = None if any(fence in markdown for fence in _FENCES) else _START.search(markdown)
    while start:
        end = _end(markdown, start)
        if end:
            left += (markdown[at : start.start()], _MARK.format(len(blocks)))
            blocks.append(markdown[start.start() : end])
            at = end
        start = _START.search(markdown, end or start.end())
    return "".join((*left, markdown[at:])), tuple(blocks)


def put_back(html: str, blocks: tuple[str, ...]) -> str:
    """Put the blocks where they were: a place is a paragraph, or inside HTML that Markdown left."""
    return _PLACE.sub(lambda match: blocks[int(match[1] or match[2])], html)


def anchors(blocks: tuple[str, ...]) -> set[str]:
    """Give the anchors in blocks that were set aside."""
    return {found for block in blocks for found in _ANCHOR.findall(block)}


def _end(markdown: str, start: re.Match[str]) -> int | None:
    """Find where a block ends; None where it is not to be set aside."""
    depth = 0
    for tag in _tags(start["tag"]).finditer(markdown, start.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            is_alone = markdown.startswith("\n\n", tag.end()) or not markdown[tag.end() :].strip()
            is_finished = not _STAYS.search(markdown, start.start(), tag.end())
            return tag.end() if is_alone and is_finished else None
    return None


@cache
def _tags(name: str) -> re.Pattern[str]:
    rest = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
    return re.compile(rf"<(/?){name}(?=[\s>]){rest}>")
