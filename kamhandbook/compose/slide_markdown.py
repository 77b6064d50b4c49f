"""Slides in Markdown, in Pandoc's conventions: what a deck template writes becomes slides.

``# Title {#id page=ziele.html}`` starts a slide. Its attributes: ``layout`` (content, two_columns,
title_only, title, closing), ``kicker``, ``here`` (the dimension shown as "you are here"), ``page``
(of the site), ``section`` (its name), ``source`` (content path such as ``goals.why``), ``optional``
(a slide with a small number is dropped first). Fences hold what is inside them together:

``::: notes`` holds what the speaker says. All the rest is what ``template_markdown`` reads.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kamhandbook.compose.markdown_syntax import MarkdownError, tokens_of
from kamhandbook.compose.slots import Slots
from kamhandbook.compose.template_fences import RawAttributes
from kamhandbook.compose.template_markdown import TemplateReader
from kamhandbook.document.blocks import Block, Blocks
from kamhandbook.document.commonmark import Tokens, text_of, top_level

KEYS = frozenset({"layout", "kicker", "here", "page", "section", "source", "optional"})
LAYOUTS = frozenset({"title", "content", "two_columns", "title_only", "closing"})


class Draft(Struct, frozen=True):
    """A slide as written: ``attributes`` are strings, all known, ``id`` among them."""

    title: str
    attributes: Mapping[str, str]
    blocks: Blocks
    notes: Blocks = ()
    line: int = 0  # of what the template wrote, from 0


def parse_slides(text: str, slots: Slots) -> tuple[Draft, ...]:
    """Return the slides that a template wrote; raises MarkdownError with the line in question."""
    groups: list[list[Tokens]] = []
    for kind, node in top_level(tokens_of(text)):
        if kind == "heading" and node[0].tag == "h1":
            groups.append([node])
        elif groups:
            groups[-1].append(node)
        else:
            raise MarkdownError("slide_without_heading", node[0])
    return tuple(_SlideReader(slots).draft(heading, body) for heading, *body in groups)


class _SlideReader(TemplateReader):
    """Reads one slide; keeps its notes apart."""

    takes_any_class = False

    def __init__(self, slots: Slots) -> None:
        super().__init__(slots)
        self.fences = {**self.fences, "notes": self._notes}
        self.notes: list[Block] = []

    def draft(self, heading: Tokens, body: list[Tokens]) -> Draft:
        """Return the slide below a heading."""
        attributes = self._checked(heading)
        title = " ".join(text_of(self.children(heading)).split())
        blocks = tuple(block for node in body for block in self.blocks(node))
        line = (heading[0].map or [0])[0]
        return Draft(title, attributes, blocks, tuple(self.notes), line)

    def _checked(self, heading: Tokens) -> RawAttributes:
        """Return a slide's attributes; raises MarkdownError for one that no slide has."""
        token = heading[0]
        attributes = {name: self.slots.plain(str(value)) for name, value in token.attrs.items()}
        unknown = sorted(set(attributes) - KEYS - {"id"})
        if unknown:
            allowed = ", ".join(sorted(KEYS))
            raise MarkdownError("slide_attribute", token, attribute=unknown[0], allowed=allowed)
        if "id" not in attributes:
            raise MarkdownError("slide_without_id", token)
        layout = attributes.get("layout", "content")
        if layout not in LAYOUTS:
            allowed = ", ".join(sorted(LAYOUTS))
            raise MarkdownError("slide_layout", token, layout=layout, allowed=allowed)
        return attributes

    def _notes(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        if any(attributes.values()):
            raise MarkdownError("template_attribute_above", tokens[0])
        self.notes.extend(self.blocks(tokens[1:-1]))
        return ()
