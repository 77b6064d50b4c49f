"""A slide that says one thing: the words large on a field of colour.

On a master with a layout for it, the whole slide is the field; elsewhere a panel in the place for
content is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.design.geometry import Geometry, SlideLayout, Slot, TextArea
from kamhandbook.document.blocks import Paragraph, Slide, Text
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Rect
from kamhandbook.fit.fitted import Para, Span, TextFrame
from kamhandbook.fit.paragraphs import BlockStyle, Faces, SetText, paragraphs, set_text
from kamhandbook.fit.sizes import Sizes
from kamhandbook.fit.slide_blocks import SlideBlocks, slide_blocks
from kamhandbook.wording.language import Language
from kamhandbook.wording.titles import makes_title

LARGE = (54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)  # of what is said
TITLES = (40.0, 36.0, 32.0, 28.0)  # of a title that says it itself
SMALL = 20.0  # of what stands beside it
WIDTH = 0.86  # of the room: a long line is hard to read
GAP = 18.0  # between title and text
BAR, BAR_LENGTH, BAR_GAP = 4.0, 64.0, 22.0  # the accent above a statement
PANEL_INSET = 32.0
CENTRE = 0.46  # of the height: what stands in the very middle seems to sink


class SetStatement(Struct, frozen=True):
    """Title and text of a statement at their sizes."""

    title: SetText
    title_size: float
    text: SetText

    @property
    def height(self) -> float:
        """The height of both."""
        return self.title.height + (GAP + self.text.height if self.text.paragraphs else 0.0)


def has_field(geometry: Geometry) -> bool:
    """Whether a master has a layout whose ground is a field of colour."""
    field, content = geometry.layouts.get("statement"), geometry.layouts["content"]
    if field is None:
        return False
    return field.areas["body"].on_dark and not content.areas["body"].on_dark


def as_statement(slide: Slide, titles: Collection[str], language: Language) -> Slide:
    """Return a slide on the field; an answer of one sentence is its title, above the question.

    ``titles`` are those of the deck, each of which is there but once.
    """
    lone = _lead(slide)
    said = lone.rstrip(".") if lone else ""
    if said and slide.title.endswith("?") and said not in titles and makes_title(language, said):
        question = Paragraph((Text(slide.title),), "aside")
        slide = replace(slide, title=said, blocks=(question,))
    return replace(slide, layout="statement", is_statement=True)


def _lead(slide: Slide) -> str:
    """Return the one sentence that a slide says."""
    blocks = slide_blocks(slide.blocks)
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph) or blocks[0].role != "lead":
        return ""
    plain = all(isinstance(child, Text) for child in blocks[0].children)
    return " ".join(text_of(blocks).split()) if plain else ""


def on_field(
    slide: Slide, blocks: SlideBlocks, layout: SlideLayout, faces: Faces
) -> tuple[TextFrame, tuple[TextFrame, ...]]:
    """Return the title and what stands below it in the middle of a field, an accent above."""
    title_area, body = layout.areas["title"], layout.areas["body"]
    top = title_area.rect.y + BAR_GAP
    room = Rect(title_area.rect.x, top, title_area.rect.width * WIDTH, body.rect.bottom - top)
    room = room if layout.is_free(room) else body.rect
    found = _largest(slide, blocks, room, title_area, faces)
    y = room.y + max(room.height - found.height, 0.0) * CENTRE
    bar = TextFrame(Rect(room.x, y - BAR_GAP, BAR_LENGTH, BAR), (), fill="accent")
    title = TextFrame(
        Rect(room.x, y, room.width, found.title.height + 1),
        tuple(replace(para, bold=False) for para in found.title.paragraphs),
        slot="title",
    )
    if not found.text.paragraphs:
        return title, (bar,)
    at = Rect(room.x, title.rect.bottom + GAP, room.width, found.text.height + 1)
    slot: Slot | None = "body" if "body" in layout.placeholders else None
    return title, (bar, TextFrame(at, found.text.paragraphs, slot=slot))


def _largest(
    slide: Slide, blocks: SlideBlocks, room: Rect, area: TextArea, faces: Faces
) -> SetStatement:
    """Return title and text at the largest sizes that have room."""
    found = None
    for found in _tries(slide, blocks, room, area, faces):
        is_whole = not found.title.overflow and not found.text.overflow
        if is_whole and found.height <= room.height:
            break
    assert found
    return found


def _tries(
    slide: Slide, blocks: SlideBlocks, room: Rect, area: TextArea, faces: Faces
) -> Iterator[SetStatement]:
    is_said_below = any(isinstance(b, Paragraph) and b.role == "lead" for b in blocks)
    sizes = LARGE if is_said_below else TITLES
    for size in sizes:
        title_size = min(SMALL, size) if is_said_below else size
        para = Para((Span(slide.title),), title_size, bold=area.bold)
        title = set_text((para,), room.width, faces, area=area)
        small = SMALL if size > SMALL else size
        style = BlockStyle(Sizes(title_size, small, small), area=None, on_dark=True)
        paras = tuple(_large(para, size) for para in paragraphs(blocks, style))
        yield SetStatement(title, title_size, set_text(paras, room.width, faces))


def _large(para: Para, size: float) -> Para:
    """Return what is said in the accent and large; a lead is known by its weight."""
    return replace(para, size=size, colour="accent") if para.bold else para


def panel(blocks: SlideBlocks, rect: Rect, faces: Faces) -> TextFrame | None:
    """Return what is said on a panel in the place for content; None where it has no room."""
    inside = rect.inset(PANEL_INSET)
    for size in LARGE:
        style = BlockStyle(Sizes(size, size - 4, size), area=None, on_dark=True)
        text = set_text(paragraphs(blocks, style), inside.width, faces)
        if not text.overflow and text.height <= inside.height:
            return TextFrame(
                rect, text.paragraphs, anchor="middle", fill="primary", inset=PANEL_INSET
            )
    return None
