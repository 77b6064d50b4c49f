"""Fences of templates: ``::: name`` or ``::: {.class name="value"}`` to ``:::``, read into blocks.

What each is for stands in ``template_markdown``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, cast

from markdown_it.token import Token
from msgspec.structs import replace

from kamhandbook.compose.markdown_syntax import MarkdownError, attributes_of
from kamhandbook.compose.slots import Slots
from kamhandbook.document.blocks import (
    Attributes,
    Blocks,
    Columns,
    Container,
    DefinitionList,
    Details,
    ListBlock,
    Paragraph,
    Table,
)
from kamhandbook.document.commonmark import BlockReader, Tokens, top_level

_ROLES = frozenset({"number", "lead", "label", "muted", "excerpt"})
_ONLY: Mapping[str, Literal["page", "book"]] = {"page-only": "page", "book-only": "book"}
_ELEMENTS = frozenset({"div", "section", "nav", "aside"})
_PREFIXES = ("data-", "aria-")
_NAMES = frozenset({"role", "rel", "title", "lang", "hidden", "type"})  # of attributes

RawAttributes = Mapping[str, str]  # attributes as written, with the words of their slots


class FenceReader(BlockReader):
    """Reads the fences of one rendered template, each by a method of its own."""

    takes_any_class = True

    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self.fences: Mapping[str, Callable[[Tokens, str, RawAttributes], Blocks]] = {
            "columns": self._columns,
            "cards": self._columns,
            "column": self._column_alone,
            "card": self._card,
            "limit": self._limit,
            "details": self._details,
            "facts": self._facts,
            "checklist": self._checklist,
            **dict.fromkeys(sorted(_ROLES), self._role),
            **dict.fromkeys(sorted(_ELEMENTS), self._element),
        }

    def container(self, tokens: Tokens) -> Blocks:
        """Read a fence."""
        name, attributes = self._opened(tokens[0])
        read = self.fences.get(name)
        if read is None and self.takes_any_class and tokens[0].info.startswith("{"):
            read = self._element
        if read is None:
            allowed = ", ".join(sorted(self.fences))
            raise MarkdownError("template_fence", tokens[0], fence=name, allowed=allowed)
        return read(tokens, name, attributes)

    def raw_attributes(self, token: Token, attributes: Mapping[str, object]) -> RawAttributes:
        """Return attributes with the words of their slots."""
        return {name: self.slots.plain(str(value)) for name, value in attributes.items()}

    def attributes(self, token: Token, words: RawAttributes) -> Attributes:
        """Return attributes as written; raises MarkdownError for one that no element has."""
        classes = words.get("class", "").split()
        further = {k: v for k, v in words.items() if k not in ("id", "class")}
        for name in further:
            if name not in _NAMES and not name.startswith(_PREFIXES):
                raise MarkdownError(
                    "template_attribute", token, attribute=name, allowed=", ".join(sorted(_NAMES))
                )
        return Attributes(
            id=words.get("id", ""),
            classes=tuple(name for name in classes if name not in _ONLY),
            further=tuple(further.items()),
            only=next((_ONLY[name] for name in classes if name in _ONLY), ""),
        )

    def _opened(self, token: Token) -> tuple[str, RawAttributes]:
        """Return the name of a fence, which is its first class, and what else it says."""
        name, _, braces = token.info.partition("{")
        in_braces = attributes_of("{" + braces, token) if braces else {}
        attributes = dict(self.raw_attributes(token, in_braces))
        if name.strip():
            return name.strip(), attributes
        first, *classes = attributes.get("class", "").split() or [""]
        if first in self.fences:
            attributes["class"] = " ".join(classes)
        return first, attributes

    def _element(self, tokens: Tokens, name: str, attributes: RawAttributes) -> Blocks:
        element = cast(Literal["div", "section"], name if name in _ELEMENTS else "div")
        searched, html_attributes = self._of_fence(tokens[0], attributes)
        return (Container(self.blocks(tokens[1:-1]), element, html_attributes, searched),)

    def _details(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        searched, html_attributes = self._of_fence(tokens[0], attributes)
        blocks = self.blocks(tokens[1:-1])
        if not blocks or not isinstance(blocks[0], Paragraph):
            raise MarkdownError("template_details", tokens[0])
        return (Details(blocks[0].children, blocks[1:], html_attributes, searched),)

    def _of_fence(self, token: Token, attributes: RawAttributes) -> tuple[bool, Attributes]:
        html_attributes = {name: value for name, value in attributes.items() if name != "search"}
        return attributes.get("search") != "no", self.attributes(token, html_attributes)

    def _facts(self, tokens: Tokens, _name: str, _attributes: RawAttributes) -> Blocks:
        return tuple(
            replace(block, role="facts") if isinstance(block, DefinitionList) else block
            for block in self.blocks(tokens[1:-1])
        )

    def _checklist(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        html_attributes = self.attributes(tokens[0], attributes)
        return tuple(
            replace(block, role="checklist", attributes=html_attributes)
            if isinstance(block, ListBlock)
            else block
            for block in self.blocks(tokens[1:-1])
        )

    def _columns(self, tokens: Tokens, name: str, _attributes: RawAttributes) -> Blocks:
        columns = [self._column(kind, node) for kind, node in top_level(tokens[1:-1])]
        full = [(width, blocks) for width, blocks in columns if blocks]
        if not full:
            return ()
        widths = _widths([width for width, _ in full])
        role = "cards" if name == "cards" else ""
        return (Columns(tuple(blocks for _, blocks in full), widths, role),)

    def _column(self, kind: str, tokens: Tokens) -> tuple[float | None, Blocks]:
        name, attributes = self._opened(tokens[0]) if kind == "container" else ("", {})
        if name != "column":
            raise MarkdownError("template_no_column", tokens[0])
        width = attributes.get("width", "")
        if not width:
            return None, self.blocks(tokens[1:-1])
        if not _is_percentage(width):
            raise MarkdownError("template_width", tokens[0], width=width)
        return float(width.rstrip("%")) / 100, self.blocks(tokens[1:-1])

    def _column_alone(self, tokens: Tokens, _name: str, _attributes: RawAttributes) -> Blocks:
        raise MarkdownError("template_column_alone", tokens[0])

    def _card(self, tokens: Tokens, _name: str, _attributes: RawAttributes) -> Blocks:
        return (Columns((self.blocks(tokens[1:-1]),), (1.0,), "cards"),)

    def _role(self, tokens: Tokens, role: str, _attributes: RawAttributes) -> Blocks:
        return tuple(
            replace(block, role=role) if isinstance(block, Paragraph | ListBlock) else block
            for block in self.blocks(tokens[1:-1])
        )

    def _limit(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        """Tables and lists show so many rows or items at the most; the others are on the site."""
        most = attributes.get("most", "")
        if not most.isdigit():
            raise MarkdownError("template_most", tokens[0], most=most)
        return tuple(
            replace(block, slide_limit=int(most)) if isinstance(block, Table | ListBlock) else block
            for block in self.blocks(tokens[1:-1])
        )


def _is_percentage(width: str) -> bool:
    number = width.removesuffix("%")
    return width.endswith("%") and number.replace(".", "", 1).isdigit()


def _widths(asked_widths: Sequence[float | None]) -> tuple[float, ...]:
    """Return fractions; columns that name none share what is left, and all add up to 1."""
    remaining = max(1 - sum(width for width in asked_widths if width), 0.0)
    without = asked_widths.count(None)
    widths = [remaining / without if width is None else width for width in asked_widths]
    total = sum(widths) or 1.0
    return tuple(width / total for width in widths)
