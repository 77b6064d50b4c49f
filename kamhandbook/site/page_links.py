"""Links of a company's own pages, which Python-Markdown reads: hosts, file shares, and neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from kamhandbook.document.addresses import address_of
from kamhandbook.site.links import CODE, without_code

_LINK = re.compile(
    r"(?<!!)(?P<label>\[(?:[^\[\]]|\[[^\[\]]*\])*\])\("
    r"\s*(?:<(?P<angled>[^<>\n]+)>|(?P<bare>(?:[^()\n\"<>]|\([^()\n]*\))+?))"
    r"(?P<title>\s+\"[^\"\n]*\")?\s*\)"
)
_SUSPECT = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}|\\", re.IGNORECASE)


def with_addresses(markdown: str, words: tuple[str, str]) -> str:
    """Let bare hosts mean https, and show places on a file share in full; code stays.

    ``words`` are what a button says that copies a place, and what it says then.
    """

    def read(match: re.Match[str]) -> str:
        written = _written(match)
        address = address_of(written)
        if address is None or address.href == written or address.href.startswith("mailto:"):
            return match[
                0
            ]  # of an address without "mailto:" MkDocs tells, and we say how to mend it
        if address.place:
            label = match["label"][1:-1]
            return ("" if label == written else f"{label} ") + place_html(
                address.place, address.href, words
            )
        return f"{match['label']}({address.href}{match['title'] or ''})"

    return _outside_code(markdown, lambda text: _LINK.sub(read, text))


def refused(markdown: str) -> Iterator[tuple[str, int, int]]:
    """Yield the addresses of links that lead nowhere we would follow, with line and column."""
    found: list[tuple[str, int]] = []

    def look(match: re.Match[str]) -> str:
        written = _written(match)
        if _SUSPECT.match(written) and address_of(written) is None:
            group = "angled" if match["angled"] else "bare"
            found.append((written, match.start(group)))
        return match[0]

    _LINK.sub(look, without_code(markdown))
    for written, at in found:
        before = markdown[:at]
        yield written, before.count("\n") + 1, at - before.rfind("\n")


def place_html(place: str, href: str, words: tuple[str, str]) -> str:
    """Return a place on a file share as HTML that Markdown leaves alone."""
    shown = "".join(each if each.isalnum() or each == " " else f"&#{ord(each)};" for each in place)
    label, done = map(escape, words)
    return (
        f'<span class="kam-place" translate="no">{shown}</span> '
        f'<button type="button" class="kam-copy" hidden aria-live="polite" '
        f'data-kam-place="{escape(href)}" data-kam-done="{done}">{label}</button>'
    )


def _written(match: re.Match[str]) -> str:
    return (match["angled"] or match["bare"]).strip()


def _outside_code(markdown: str, change: Callable[[str], str]) -> str:
    parts: list[str] = []
    at = 0
    for code in CODE.finditer(markdown):
        parts += (change(markdown[at : code.start()]), code[0])
        at = code.end()
    return "".join((*parts, change(markdown[at:])))
