"""Places on a file share in an answer: rules for the Markdown parser.

CommonMark reads ``\\\\`` as one backslash and takes no blanks in an address; people copy paths with
both out of the Explorer.
"""

from __future__ import annotations

import re

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from kamhandbook.document.addresses import FILE_ENDING, address_of

_TARGET = re.compile(
    r'\(\s*(?:<(?P<angled>[^<>\n]+)>|(?P<bare>(?:\\\\|[A-Za-z]:[\\/]|file:)(?:[^()\n"<>]|\([^()\n]*\))+?))'
    r'\s*(?:"(?P<title>[^"\n]*)"\s*)?\)'
)
_WORD = r"[^\s\\/<>\"|*?:,;„“”«»]+"
_WORDS = r"[^\\/<>\"|*?:,;\n„“”«»]{1,60}"
# Blanks belong to a path where it goes on behind them, or ends there as a file does.
_FOLDERS = rf"(?:\\{_WORDS}(?=\\[^\\]))*(?:\\{_WORDS}?\.{FILE_ENDING}\b|\\{_WORD}|\\)?"
_SHARE = re.compile(rf"\\\\[\w.$-]+(?=\\[^\s\\]){_FOLDERS}")
_BEHIND_DRIVE = re.compile(rf":(?=\\[^\s\\]){_FOLDERS}")
_ANGLED = re.compile(r"<(?P<place>(?:\\\\|[A-Za-z]:[\\/])[^<>\n]+)>")
_TRAILING = ".,;:!?)"


def place_link(state: StateInline, silent: bool) -> bool:
    """Read ``[Plan](\\\\srv01\\KAM\\Plan 2026.xlsx)``."""
    if state.src[state.pos] != "[":
        return False
    end = parseLinkLabel(state, state.pos, True)
    target = _TARGET.match(state.src, end + 1, state.posMax) if end >= 0 else None
    written = (target["angled"] or target["bare"]).strip() if target else ""
    address = address_of(written)
    if not target or not address or not address.place:
        return False
    if not silent:
        start, maximum = state.pos + 1, state.posMax
        state.pos, state.posMax = start, end
        _open(state, address.href, written, target["title"] or "")
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = maximum
    state.pos = target.end()
    return True


def place_in_text(state: StateInline, silent: bool) -> bool:
    """Read a path that stands in a sentence, with both its backslashes."""
    character = state.src[state.pos]
    if character == "\\":
        return _found(state, _SHARE.match(state.src, state.pos, state.posMax), "", silent)
    if character == ":":
        drive = re.search(r"(?<!\w)[A-Za-z]$", state.pending)
        found = _BEHIND_DRIVE.match(state.src, state.pos, state.posMax) if drive else None
        return _found(state, found, drive[0] if drive else "", silent)
    if character == "<":
        return _found(state, _ANGLED.match(state.src, state.pos, state.posMax), "", silent)
    return False


def _found(state: StateInline, found: re.Match[str] | None, before: str, silent: bool) -> bool:
    if not found:
        return False
    is_angled = found[0].startswith("<")
    path = found["place"].strip() if is_angled else before + found[0].rstrip(_TRAILING)
    address = address_of(path)
    if not address or not address.place:
        return False
    if not silent:
        if before:
            state.pending = state.pending[:-1]
        _write(state, address.href, path)
    state.pos = found.end() if is_angled else state.pos + len(path) - len(before)
    return True


def _write(state: StateInline, href: str, path: str) -> None:
    if state.linkLevel:  # inside the words of a link the path is words, too
        state.pending += path
        return
    _open(state, href, path, "")
    state.push("text", "", 0).content = path
    state.push("link_close", "a", -1)


def _open(state: StateInline, href: str, written: str, title: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrSet("href", href)
    if title:
        token.attrSet("title", title)
    token.meta = {"written": written}
