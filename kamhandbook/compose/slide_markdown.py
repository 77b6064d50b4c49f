"""Slides in Markdown, in Pandoc's conventions: what a deck template writes becomes slides.

``# Title {#id page=ziele.html}`` starts a slide. Its attributes: ``layout`` (content, two_columns,
title_only, title, closing), ``kicker``, ``here`` (the dimension shown as "you are here"), ``page``
(of the site), ``section`` (its name), ``source`` (content path such as ``goals.why``), ``optional``
(a slide with a small number is dropped first), ``open`` (anything: nothing is answered yet, so that
the map of open questions stands for the slide). Fences hold what is inside them together:

``::: notes`` holds what the speaker says, ``::: spare`` what stands below the rest of the slide
where there is room for it, and in the notes where there is none. All the rest is what
``template_markdown`` reads.
"""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.token import Token
from msgspec import Struct

from kamhandbook.compose.markdown_syntax import MarkdownError, tokens_of
from kamhandbook.compose.slots import SLOT, Slots
from kamhandbook.compose.template_fences import PAGE_FENCES, RawAttributes
from kamhandbook.compose.template_markdown import TemplateReader
from kamhandbook.document.blocks import Block, Blocks, Columns, Inlines
from kamhandbook.document.commonmark import Tokens, text_of, top_level

KEYS = frozenset({"layout", "kicker", "here", "page", "section", "source", "optional", "open"})
LAYOUTS = frozenset({"title", "content", "two_columns", "title_only", "closing", "statement"})
_AREAS = 2  # of the layout two_columns


class Draft(Struct, frozen=True):
    """A slide as written: ``attributes`` are strings, all known, ``id`` among them."""

    title: str
    attributes: Mapping[str, str]
    blocks: Blocks
    notes: Blocks = ()
    spare: Blocks = ()
    instead: Blocks = ()
    line: int = 0  # of what the template wrote, from 0
    links: tuple[tuple[str, int], ...] = ()  # slides that the template leads to, with the line


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
        of_pages = dict.fromkeys(PAGE_FENCES, self._element_of_pages)
        self.fences = {**self.fences, **of_pages, "notes": self._notes, "spare": self._spare}
        self.fences["instead"] = self._instead
        self.notes: list[Block] = []
        self.spare: list[Block] = []
        self.instead: list[Block] = []
        self.links: list[tuple[str, int]] = []

    def draft(self, heading: Tokens, body: list[Tokens]) -> Draft:
        """Return the slide below a heading."""
        attributes = self._checked(heading)
        title = " ".join(text_of(self.children(heading)).split())
        blocks = tuple(block for node in body for block in self.blocks(node))
        if attributes.get("layout") == "two_columns":
            self._check_areas(blocks, heading[0])
        line = (heading[0].map or [0])[0]
        return Draft(
            title,
            attributes,
            blocks,
            tuple(self.notes),
            tuple(self.spare),
            tuple(self.instead),
            line,
            tuple(self.links),
        )

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

    def link(self, tokens: Tokens) -> Inlines:
        """Read a link; those to slides are kept, to see later that the slides are there."""
        href = str(tokens[0].attrGet("href") or "")
        if href.startswith("#") and not SLOT.search(href):
            self.links.append((href.removeprefix("#"), (tokens[0].map or [0])[0]))
        return super().link(tokens)

    def _check_areas(self, blocks: Blocks, at: Token) -> None:
        """Raise MarkdownError where the two areas of a layout would not hold a slide's columns."""
        columns = [block for block in blocks if isinstance(block, Columns)]
        is_alone = len(blocks) == 1 and len(columns[0].columns) <= _AREAS if columns else True
        if not is_alone or self.has_widths:
            raise MarkdownError("slide_two_columns", at)

    def _element_of_pages(self, tokens: Tokens, name: str, _attributes: RawAttributes) -> Blocks:
        raise MarkdownError("slide_fence", tokens[0], fence=name)

    def _notes(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        self.notes.extend(self._kept_apart(tokens, attributes))
        return ()

    def _spare(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        self.spare.extend(self._kept_apart(tokens, attributes))
        return ()

    def _instead(self, tokens: Tokens, _name: str, attributes: RawAttributes) -> Blocks:
        self.instead.extend(self._kept_apart(tokens, attributes))
        return ()

    def _kept_apart(self, tokens: Tokens, attributes: RawAttributes) -> Blocks:
        """Return what a fence holds that belongs to the whole slide."""
        if tokens[0].level:
            raise MarkdownError("slide_notes_inside", tokens[0])
        if any(attributes.values()):
            raise MarkdownError("template_attribute_above", tokens[0])
        return self.blocks(tokens[1:-1])
