"""Addresses that stand in a sentence as they are: web, mailbox, telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_inline import StateInline
from msgspec.structs import replace

from kamhandbook.document.addresses import address_of, is_mail
from kamhandbook.document.blocks import Attributed, Inline, Inlines, Link, Styled, Text
from kamhandbook.document.telephone import with_telephones

_QUOTES = '"„“”«»‚‘’‹›'
_ADDRESS = re.compile(
    rf"(?<![\w@/.:-])(?:https?://(?=\w)|www\.(?=[\w-]+\.\w))[^\s<>|{_QUOTES}]+"
    r"|(?<![\w.+/@-])[\w.+%&-]+@(?:[\w-]+\.)+[a-z]{2,24}(?![\w@-])",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"(?:https?(?::\S*)?|www\.\S*)$", re.IGNORECASE)
_TRAILING = ".,;:!?…*_'"
_MAY_HOLD_ONE = ("://", "www.", "WWW.", "Www.", "@")


def with_links(text: str) -> Iterator[Inline]:
    """Yield a text with its addresses and telephone numbers as links."""
    at = 0
    if any(mark in text for mark in _MAY_HOLD_ONE):
        for found in _ADDRESS.finditer(text):
            written = found[0] if is_mail(found[0]) else _without_what_follows(found[0])
            address = address_of(written)
            if address is None:
                continue
            yield from with_telephones(text[at : found.start()])
            yield Link((Text(written),), address.href)
            at = found.start() + len(written)
    yield from with_telephones(text[at:])


def without_links(inlines: Inlines) -> Inlines:
    """Return the words of a link or a heading, which holds no further link."""
    return tuple(part for inline in inlines for part in _unlinked(inline))


def _unlinked(inline: Inline) -> Inlines:
    if isinstance(inline, Link):
        return without_links(inline.children)
    if isinstance(inline, Styled | Attributed):
        return (replace(inline, children=without_links(inline.children)),)
    return (inline,)


def _without_what_follows(address: str) -> str:
    """Return an address without the marks of the sentence behind it."""
    while address:
        is_unpaired = address.endswith(")") and address.count(")") > address.count("(")
        is_open = address.endswith("]") and "[" not in address
        if not (address[-1] in _TRAILING or is_unpaired or is_open):
            break
        address = address[:-1]
    return address


def whole_address(state: StateInline, silent: bool) -> bool:
    """Read an address in a sentence as text to its end: a rule for the Markdown parser.

    Its underscores and asterisks mark nothing: https://team.firma.example/_layouts/15/a_b.aspx
    """
    begun = _BEGUN.search(state.pending.rpartition(" ")[2]) if not silent else None
    if not begun:
        return False
    start = state.pos - len(begun[0])
    found = _ADDRESS.match(state.src, start, state.posMax)
    end = start + len(_without_what_follows(found[0])) if found else 0
    if end <= state.pos or state.src[start : state.pos] != begun[0]:
        return False
    state.pending += state.src[state.pos : end]
    state.pos = end
    return True
