"""Text at its size: blocks to paragraphs, paragraphs to lines and heights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.pasted_text import without_soft_hyphens
from kamhandbook.design.geometry import TextArea, bullet_indent
from kamhandbook.document.addresses import PLACE
from kamhandbook.document.blocks import (
    Attributed,
    Blocks,
    Break,
    Code,
    Columns,
    Figure,
    Heading,
    Icon,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Styled,
    Table,
    Text,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Role
from kamhandbook.fit.fitted import Para, Span
from kamhandbook.fit.long_paths import ZERO_WIDTH_SPACE, parts_of_path
from kamhandbook.fit.sizes import Sizes
from kamhandbook.fit.slide_blocks import SlideBlock, SlideBlocks, is_label, slide_blocks
from kamhandbook.metrics import (
    FacePair,
    Hyphenator,
    Overflow,
    Run,
    WrappedLine,
    wrap_runs,
)

BULLETS = ("•", "–")
ITEM_GAP = 6.0  # points above a paragraph or an item, where the master says nothing
_BARE = Span("")
ITEM_AIR = 8.0  # points added at the most to that gap where a slide has room
NARROWEST_BULLET = 0.6  # of the room a bullet has where no master sets it
CLOSE_GAP, CLOSE_AIR = 3.0, 4.0  # below a label and above a sub-item; more below a label


class Faces(Struct, frozen=True):
    """What text is measured with."""

    body: FacePair
    heading: FacePair
    hyphenator: Hyphenator


class SetText(Struct, frozen=True):
    """Paragraphs as they will be written, their height in points, and the words that stick out."""

    paragraphs: tuple[Para, ...]
    height: float
    lines: int
    overflow: tuple[Overflow, ...] = ()


def set_text(
    paragraphs: Iterable[Para], width: float, faces: Faces, *, area: TextArea | None = None
) -> SetText:
    """Break paragraphs to ``width`` points; ``area`` tells a title's font and line spacing."""
    pair = faces.heading if area and area.is_heading_font else faces.body
    spacing = area.line_spacing if area else 1.0
    set_paras: list[Para] = []
    overflow: list[Overflow] = []
    height, count = 0.0, 0
    for index, para in enumerate(paragraphs):
        if para.before and not index:
            para = replace(para, before=0.0)
        spans, lines, wide_words = _broken(para, width - para.indent, pair, faces.hyphenator)
        set_paras.append(replace(para, spans=spans) if spans else para)
        overflow.extend(wide_words)
        count += lines
        height += para.before + lines * pair.pitch * para.size * spacing
    return SetText(tuple(set_paras), height, count, tuple(overflow))


@lru_cache(maxsize=8192)  # receipt beside flow_of
def _broken(
    para: Para, width: float, faces: FacePair, hyphenator: Hyphenator
) -> tuple[tuple[Span, ...], int, tuple[Overflow, ...]]:
    """Return a paragraph's spans with the hyphens its lines need, how many lines, what sticks out.

    There are no spans where they can stay as they are.
    """
    runs = tuple(
        Run("\n" if span.line_break else span.text, span.bold or para.bold, span.italic)
        for span in para.spans
    )
    wrapped = wrap_runs(runs or (Run(""),), faces, para.size, width, hyphenator)
    if not any(line.hyphenated for line in wrapped.lines):
        return (), len(wrapped.lines), wrapped.overflow
    return _with_breaks(para.spans, wrapped.lines), len(wrapped.lines), wrapped.overflow


def _with_breaks(sources: Sequence[Span], lines: Sequence[WrappedLine]) -> tuple[Span, ...]:
    """Return lines as spans, a line break behind each hyphen that was put in."""
    result: list[Span] = []
    space = ""
    for line in lines:
        for piece in line.pieces:
            result.extend(_joined(result, replace(sources[piece.run], text=piece.text), space))
            space = ""
        if line.hyphenated or line.trailing.endswith("\n"):
            result.append(Span("", line_break=True))
        else:
            space = line.trailing
    return tuple(result)


def _joined(previous: list[Span], span: Span, space: str) -> Iterator[Span]:
    """Yield a span and the space before it, which no link may hold: it would be underlined."""
    if space and previous and previous[-1].href and not span.href:
        yield replace(span, text=space + span.text)
    elif space and previous:
        yield replace(previous[-1], text=space, href="" if span.href else previous[-1].href)
        yield span
    else:
        yield span


# --- blocks to paragraphs


class BlockStyle(Struct, frozen=True):
    """How blocks are written in one place.

    ``area`` is the placeholder whose bullets count; ``air`` is added to table rows and, up to
    ``ITEM_AIR``, to items, ``stretch`` to the height of cards, in points; where it ``fills`` a
    slide that says little, cards grow by all of it. ``rest_size`` is the size of all paragraphs
    but the first, 0 for no such difference.
    """

    sizes: Sizes
    area: TextArea | None = None
    on_dark: bool = False
    air: float = 0.0
    stretch: float = 0.0
    fills: bool = False
    rest_size: float = 0.0

    def colour(self, role: Role | None) -> Role | None:
        """Return a colour for text; on a dark background text has the master's own."""
        return None if self.on_dark else role

    def indent(self, size: float, level: int) -> float:
        """Return where the text of a bullet begins; a master may leave no room for its own."""
        if self.area and self.area.bullets:
            return max(self.area.indent(level), NARROWEST_BULLET * bullet_indent(size, level))
        return bullet_indent(size, level)


def paragraphs(blocks: SlideBlocks, style: BlockStyle) -> tuple[Para, ...]:
    """Return text blocks as paragraphs at their sizes; what follows a label stands close to it."""
    paras: list[Para] = []
    for index, block in enumerate(blocks):
        block_paras = list(_block(block, style))
        if block_paras and index and is_label(blocks[index - 1]):
            block_paras[0] = replace(block_paras[0], before=CLOSE_GAP + min(style.air, CLOSE_AIR))
        paras.extend(block_paras)
    if style.rest_size:
        paras[1:] = [replace(para, size=style.rest_size) for para in paras[1:]]
    return tuple(paras)


def is_text(block: SlideBlock) -> bool:
    """Whether a block is written into a text frame."""
    return isinstance(block, Paragraph | Heading | ListBlock)


def spans(inlines: Iterable[Inline], base: Span = _BARE) -> tuple[Span, ...]:
    """Return inlines as spans, each styled as ``base`` and by its own marks."""
    return tuple(span for inline in inlines for span in _spans(inline, base))


def _spans(inline: Inline, base: Span) -> Iterator[Span]:
    match inline:
        case Text(text=text):
            shown = without_soft_hyphens(text)
            yield Span(shown) if base is _BARE else replace(base, text=shown)
        case Code(text=text):
            yield replace(base, text=text, code=True)
        case Break():
            yield replace(base, text="", line_break=True)
        case Image(alt=alt):
            yield replace(base, text=alt)
        case Link(children=(Text(text=path),), href=href) if href.startswith(PLACE):
            for number, part in enumerate(parts_of_path(path)):
                if number:
                    yield replace(base, text=ZERO_WIDTH_SPACE)
                yield replace(base, text=part, href=href)
        case Link(children=children, href=href):
            yield from spans(children, replace(base, href=href))
        case Styled(style=style, children=children):
            styled = replace(
                base,
                bold=base.bold or style == "strong",
                italic=base.italic or style == "emphasis",
                strike=base.strike or style == "strike",
            )
            yield from spans(children, styled)
        case Attributed(children=children):
            yield from spans(children, base)
        case Icon():
            return
        case _:
            assert_never(inline)


def _block(block: SlideBlock, style: BlockStyle) -> Iterator[Para]:
    match block:
        case Paragraph():
            yield _paragraph(block, style)
        case Heading(children=children):
            yield _paragraph(Paragraph(children, "label"), style)
        case ListBlock():
            yield from _list(block, style, 0)
        case Table() | Columns():  # inside an item
            for line in text_of((block,)).split("\n"):
                yield _paragraph(Paragraph((Code(line),), "code"), style)
        case Figure():
            return
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, style: BlockStyle) -> Para:
    size, bold, colour, before = style.sizes.of_role(block.role)
    if block.role == "label":  # it opens something new
        before += min(style.air, ITEM_AIR)
    return Para(spans(block.children), size, bold=bold, colour=style.colour(colour), before=before)


def _list(block: ListBlock, style: BlockStyle, level: int) -> Iterator[Para]:
    for number, item in enumerate(block.items, block.start):
        bullet = f"{number}." if block.ordered else BULLETS[min(level, len(BULLETS) - 1)]
        yield from _item(item, bullet, style, level)


def _item(item: Blocks, bullet: str, style: BlockStyle, level: int) -> Iterator[Para]:
    for block in slide_blocks(item):
        if isinstance(block, ListBlock):
            yield from _list(block, style, level + 1)
            continue
        for para in _block(block, style):
            size = style.sizes.of_role("", level)[0]
            indent = style.indent(size, level)
            before = (CLOSE_GAP if level else ITEM_GAP) + min(style.air, ITEM_AIR)
            hanging = indent - (style.indent(size, level - 1) if level else 0.0)
            yield replace(
                para,
                size=size,
                level=level,
                bullet=bullet,
                before=before,
                indent=indent,
                hanging=hanging if bullet else 0.0,
            )
            bullet = ""
