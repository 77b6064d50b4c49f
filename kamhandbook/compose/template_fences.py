"""Fences of templates: ``::: name`` or ``::: {.class name="value"}`` to ``:::``, read into blocks.

What each is for stands in ``template_markdown``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeVar, cast

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.compose.markdown_syntax import MarkdownError, attributes_of
from kamhandbook.compose.slots import SLOT, Slots
from kamhandbook.document.blocks import (
    PLAIN,
    Attributes,
    Block,
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
from kamhandbook.reading.suggestions import suggestion

_ROLES = frozenset({"number", "lead", "label", "muted", "excerpt"})
_ONLY: Mapping[str, Literal["page", "book"]] = {"page-only": "page", "book-only": "book"}
_ELEMENTS = frozenset({"div", "section", "nav", "aside"})
PAGE_FENCES = (*sorted(_ELEMENTS), "details", "checklist")  # slides have no such thing
_PREFIXES = ("data-", "aria-")
_NAMES = frozenset({"role", "rel", "title", "lang", "hidden", "type"})  # of attributes

_TAKING = (Paragraph, ListBlock, DefinitionList, Table)
BlockT = TypeVar("BlockT", bound=Block)
RawAttributes = Mapping[str, str]  # attributes as written, with the words of their slots


class FenceReader(BlockReader):
    """Reads the fences of one rendered template, each by a method of its own."""

    takes_any_class = True

    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self.has_widths = False
        self.ids: dict[str, set[str]] = {}  # where each stands: on the page, in the book
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
        self.refuse(tokens[0])
        name, attributes = self._opened(tokens[0])
        read = self.fences.get(name)
        if read is None and self.takes_any_class and tokens[0].info.startswith("{"):
            read = self._element
        if read is None:
            guess, allowed = suggestion(name, self.fences), ", ".join(sorted(self.fences))
            raise MarkdownError(
                "template_fence", tokens[0], fence=name, suggestion=guess, allowed=allowed
            )
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
                allowed = ", ".join(sorted(_NAMES))
                raise MarkdownError("template_attribute", token, attribute=name, allowed=allowed)
        self._note_id(token, words)
        return Attributes(
            id=words.get("id", ""),
            classes=tuple(name for name in classes if name not in _ONLY),
            further=tuple(further.items()),
            only=next((_ONLY[name] for name in classes if name in _ONLY), ""),
        )

    def _note_id(self, token: Token, words: RawAttributes) -> None:
        """Raise MarkdownError for an id that the template itself gives twice for one place.

        What comes from the company's data may be alike; links then lead to the first.
        """
        is_from_data = SLOT.search(f"{token.attrs.get('id', '')}{token.info}")
        if not words.get("id") or is_from_data:
            return
        places = {name for name in words.get("class", "").split() if name in _ONLY} or {*_ONLY}
        taken = self.ids.setdefault(words["id"], set())
        if taken & places:
            raise MarkdownError("template_id_twice", token, id=words["id"])
        taken |= places

    def refuse(self, token: Token) -> None:
        """Raise MarkdownError for attributes of something that takes none."""
        if token.attrs or token.meta.get("insecure_attrs"):
            raise MarkdownError("template_attribute_above", token)

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

    def _facts(self, tokens: Tokens, name: str, attributes: RawAttributes) -> Blocks:
        return self._marked(tokens, name, attributes, (DefinitionList,))

    def _checklist(self, tokens: Tokens, name: str, attributes: RawAttributes) -> Blocks:
        return self._marked(tokens, name, attributes, (ListBlock,))

    def _role(self, tokens: Tokens, role: str, attributes: RawAttributes) -> Blocks:
        return self._marked(tokens, role, attributes, (Paragraph, ListBlock))

    def _marked(
        self, tokens: Tokens, role: str, words: RawAttributes, kinds: tuple[type, ...]
    ) -> Blocks:
        """Give a role and attributes to the blocks of some kinds in a fence."""
        attributes = self.attributes(tokens[0], words)
        blocks = self.blocks(tokens[1:-1])
        is_needed = role not in _ROLES or attributes != PLAIN
        if blocks and is_needed and not any(isinstance(block, kinds) for block in blocks):
            raise MarkdownError(
                f"template_{role}" if role not in _ROLES else "template_role", tokens[0]
            )
        return tuple(
            with_attributes(replace(block, role=role), attributes)
            if isinstance(block, kinds)
            else block
            for block in blocks
        )

    def _columns(self, tokens: Tokens, name: str, attributes: RawAttributes) -> Blocks:
        columns = [self._column(kind, node) for kind, node in top_level(tokens[1:-1])]
        full = [column for column in columns if column.blocks]
        outside = self.attributes(tokens[0], attributes)
        if not full:
            return ()
        return (
            Columns(
                tuple(column.blocks for column in full),
                _widths([column.width for column in full]),
                "cards" if name == "cards" else "",
                outside,
                _each(column.attributes for column in full),
            ),
        )

    def _column(self, kind: str, tokens: Tokens) -> _Column:
        name, attributes = self._opened(tokens[0]) if kind == "container" else ("", {})
        if name != "column":
            raise MarkdownError("template_no_column", tokens[0])
        self.refuse(tokens[0])
        width = attributes.get("width", "")
        if width and not _is_percentage(width):
            raise MarkdownError("template_width", tokens[0], width=width)
        self.has_widths = self.has_widths or bool(width)
        return _Column(
            self.blocks(tokens[1:-1]),
            float(width.rstrip("%")) / 100 if width else None,
            self._of_column(tokens[0], attributes),
        )

    def _of_column(self, token: Token, words: RawAttributes) -> Attributes:
        """Return what HTML says of a column or card, which always stands on page and in book."""
        attributes = self.attributes(token, {k: v for k, v in words.items() if k != "width"})
        if attributes.only:
            raise MarkdownError("template_only", token)
        return attributes

    def _column_alone(self, tokens: Tokens, _name: str, _attributes: RawAttributes) -> Blocks:
        raise MarkdownError("template_column_alone", tokens[0])

    def _card(self, tokens: Tokens, _name: str, words: RawAttributes) -> Blocks:
        attributes = self.attributes(tokens[0], words)
        on_card = replace(attributes, only="")
        around = replace(PLAIN, only=attributes.only)
        blocks = self.blocks(tokens[1:-1])
        return (Columns((blocks,), (1.0,), "cards", around, _each((on_card,))),)

    def _limit(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        """Tables and lists show so many rows or items at the most; the others are on the site."""
        for name in set(attributes) - {"most"}:
            if attributes[name]:
                raise MarkdownError("template_limit", tokens[0])
        most = attributes.get("most", "")
        if not most.isdigit():
            raise MarkdownError("template_most", tokens[0], most=most)
        return tuple(
            replace(block, slide_limit=int(most)) if isinstance(block, Table | ListBlock) else block
            for block in self.blocks(tokens[1:-1])
        )


class _Column(Struct, frozen=True):
    """A column as written."""

    blocks: Blocks
    width: float | None
    attributes: Attributes


def _each(columns: Iterable[Attributes]) -> tuple[Attributes, ...]:
    """Return the attributes of columns; () where none has any."""
    each = tuple(columns)
    return each if any(attributes != PLAIN for attributes in each) else ()


def with_attributes(block: BlockT, attributes: Attributes) -> BlockT:
    """Return a block with further attributes, where HTML can carry them."""
    if attributes == PLAIN or not isinstance(block, _TAKING):
        return block
    before = block.attributes
    return replace(
        block,
        attributes=Attributes(
            id=attributes.id or before.id,
            classes=(*before.classes, *attributes.classes),
            further=tuple((dict(before.further) | dict(attributes.further)).items()),
            only=attributes.only or before.only,
        ),
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
