"""The syntax of templates as markdown-it-py rules: CommonMark, attributes in braces, fences.

Fences are a rule of our own: the container plugin wants a longer fence outside than inside and
closes what is left open by itself, while Pandoc's conventions let fences of one length hold each
other, and a fence that is never closed is a mistake that has to be told with its line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.deflist import deflist_plugin

from kamhandbook.document.commonmark import is_safe_link

# Indents are free in a template, and what is left out costs no time.
_IDLE = ["autolink", "code", "html_block", "html_inline", "lheading", "reference"]
_FENCE = re.compile(r"\s{0,3}:{3,}\s*(?P<opens>.*?)\s*:*\s*")
_LITERAL = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_BEHIND = re.compile(r"(?P<words>.*?)\s*(?P<attributes>\{[^{}]*\})\s*", re.DOTALL)
_LIKE_ATTRIBUTES = re.compile(r"\{\s*:?\s*(?:[.#][^\s{}]|[\w-]+=)[^{}]*\}")
_BARE = re.compile(r'"[^"]*"|=([^\s"{}]+)')  # a quoted value, or one that is not


class MarkdownError(Exception):
    """What a template wrote cannot be understood; ``line`` is the line of its output, from 0."""

    def __init__(self, key: str, at: Token | int, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.line = at if isinstance(at, int) else (at.map or [0])[0]
        self.values = values


@lru_cache(maxsize=512)
def tokens_of(text: str) -> Sequence[Token]:
    """Return the tokens of a template's output, to be read only; raises MarkdownError.

    Kept, for what a template writes is mostly the same from page to page and from state to state:
    whatever differs stands in its slots.
    """
    return _parser().parse(text, {"closed": closed_fences(text.split("\n"))})


def attributes_of(braces: str, at: Token | int) -> Mapping[str, str]:
    """Return attributes as written in braces; unquoted values may be any word.

    Raises MarkdownError.
    """
    if braces[1:].lstrip().startswith(":"):
        raise MarkdownError("template_attribute_colon", at)
    try:
        return _attributes_of(braces)
    except ParseError as error:
        raise MarkdownError("template_attributes", at) from error


@lru_cache(maxsize=1024)
def _attributes_of(braces: str) -> Mapping[str, str]:
    quoted = _BARE.sub(lambda match: f'="{match[1]}"' if match[1] else match[0], braces)
    end, attributes = parse(quoted)
    if quoted[end + 1 :].strip():
        raise ParseError("words behind the attributes", end + 1)
    return {name: html.unescape(value) for name, value in attributes.items()}


def closed_fences(lines: list[str]) -> dict[int, int]:
    """Return the line that closes each fence, by the line that opens it.

    Raises MarkdownError for a fence without end, and for an end without a fence.
    """
    open_lines: list[int] = []
    closed: dict[int, int] = {}
    literal = ""
    for number, line in enumerate(lines):
        marks = _LITERAL.match(line)
        if marks and (not literal or line.strip().startswith(literal)):
            literal = "" if literal else marks[1]
        fence = None if literal else _FENCE.fullmatch(line)
        if fence and fence["opens"]:
            open_lines.append(number)
        elif fence and not open_lines:
            raise MarkdownError("template_fence_closed", number)
        elif fence:
            closed[open_lines.pop()] = number
    if open_lines:
        raise MarkdownError("template_fence_open", open_lines[-1])
    return closed


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.disable(_IDLE).use(deflist_plugin).use(attrs_plugin, spans=True).use(
        attrs_block_plugin
    )
    markdown.validateLink = is_safe_link  # type: ignore[method-assign]
    markdown.normalizeLink = _as_it_is  # type: ignore[method-assign]
    # Words with attributes may stand inside a link: [[Ziele]{.small} weiter](ziele.html).
    own_helpers: Any = SimpleNamespace(**vars(helpers) | {"parseLinkLabel": _label_end})
    markdown.helpers = own_helpers
    ends = ["paragraph", "blockquote", "list"]
    markdown.block.ruler.before("fence", "container", _container, {"alt": ends})
    markdown.core.ruler.before("attr", "attributes_above_nothing", _attributes_above_nothing)
    markdown.core.ruler.before("inline", "attributes_behind", _attributes_behind)
    markdown.core.ruler.before("text_join", "attributes_astray", _attributes_astray)
    return markdown


def _as_it_is(url: str) -> str:
    """Return an address unchanged: a slot in it must stay what it is."""
    return url


def _label_end(state: StateInline, start: int, _disable_nested: bool = False) -> int:
    return helpers.parseLinkLabel(state, start, False)


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a fence and what is inside it as blocks."""
    last = state.env["closed"].get(start)
    if last is None or last >= end:
        return False
    if silent:
        return True
    line = state.src[state.bMarks[start] : state.eMarks[start]]
    fence = _FENCE.fullmatch(line)
    assert fence  # the lines were found by it
    token = state.push("container_open", "div", 1)
    token.info, token.map = fence["opens"], [start, last]
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "div", -1)
    state.line = last + 1
    return True


def _attributes_behind(state: StateCore) -> None:
    """Attach to headings and terms the attributes that stand behind their words."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type not in ("heading_open", "dt_open") or inline.type != "inline":
            continue
        match = _BEHIND.fullmatch(inline.content)
        if match:
            at = opening if opening.map else inline
            opening.attrs.update(attributes_of(match["attributes"], at))
            inline.content = match["words"]


def _attributes_above_nothing(state: StateCore) -> None:
    """Refuse a line of attributes below which nothing stands."""
    for token, following in zip_longest(state.tokens, state.tokens[1:]):
        if token.type == "attrs_block" and (following is None or following.nesting < 0):
            raise MarkdownError("template_attribute_nothing", token)


def _attributes_astray(state: StateCore) -> None:
    """Give words their line; refuse attributes that would be read as words."""
    for token in state.tokens:
        line = (token.map or [0])[0]
        for child in token.children or ():
            child.map = [line, line + 1]
            line += child.type in ("softbreak", "hardbreak")
            match = _LIKE_ATTRIBUTES.search(child.content) if child.type == "text" else None
            if match:
                attributes_of(match[0], line)
                raise MarkdownError("template_attribute_place", line, attributes=match[0])
