"""What a company's own page asks of other servers by HTML of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_WORTH_READING = re.compile(
    r"<(?:img|script|iframe|frame|link|video|audio|source|track|embed|object|input|image|style|svg"
    r"|base)\b|\bstyle\s*=",
    re.IGNORECASE,
)
_ADDRESSES = ("src", "srcset", "poster", "data", "background", "xlink:href")
_LOADED_BY_HREF = ("link", "image", "use", "base")  # an <a> is only followed when clicked
_ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_IN_CSS = re.compile(r"(?:url\(\s*|@import\s+)[\"']?\s*((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)


def asked_elsewhere(page: str) -> Iterator[tuple[str, str, int]]:
    """Yield tag, address and line (from 0) of what a page's own HTML loads from other servers.

    HTML in code is text and loads nothing.
    """
    if not _WORTH_READING.search(page):
        return
    from markdown_it import MarkdownIt  # few pages have HTML of their own

    for token in MarkdownIt("commonmark").parse(page):
        line = token.map[0] if token.map else 0
        if token.type == "html_block":
            yield from _in_html(token.content, line)
        for inline in token.children or ():
            if inline.type == "html_inline":
                yield from _in_html(inline.content, line)


def _in_html(html: str, line: int) -> Iterator[tuple[str, str, int]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for tag, address, offset in reader.found:
        yield tag, address, line + offset


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, int]] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attributes:
            if name == "style":
                self._css(tag, value or "")
            elif name in _ADDRESSES or (name == "href" and tag in _LOADED_BY_HREF):
                for address in (value or "").split(",") if name == "srcset" else (value or "",):
                    if _ELSEWHERE.match(address):
                        self._note(tag, address.split()[0])

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._css("style", data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def _css(self, tag: str, css: str) -> None:
        for found in _IN_CSS.finditer(css):
            self._note(tag, found[1], css.count("\n", 0, found.start()))

    def _note(self, tag: str, address: str, lines_below: int = 0) -> None:
        self.found.append((tag, address, self.getpos()[0] - 1 + lines_below))
