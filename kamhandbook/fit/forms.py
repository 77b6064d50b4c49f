"""The form of a slide by how much it has to say: a statement, cards, what it was written as.

Chosen before sizes are: what little there is takes the room of the slide, and neighbours that say
little share one.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import Blocks, Columns, Heading, ListBlock, Paragraph, Slide, Table
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.merging import merged
from kamhandbook.fit.paragraphs import is_text
from kamhandbook.fit.sizes import Sizes
from kamhandbook.fit.slide import SlideFitter
from kamhandbook.fit.slide_blocks import SlideBlocks, is_label, slide_blocks
from kamhandbook.fit.statement import as_statement, has_field
from kamhandbook.fit.table_cards import as_cards
from kamhandbook.wording.language import Language

THIN = 0.5  # of a body's height: a slide with less on it is mostly white
MOST_SAID = 220  # characters below the title of a statement
MOST_POINTS = 3  # paragraphs below it
FEWEST_CARDS, MOST_CARDS = 2, 4  # points that stand on cards
LEAST_CARD = 170.0  # points of width


class Forms(Struct, frozen=True):
    """Chooses the forms of a deck's slides at the sizes it begins with."""

    fitter: SlideFitter
    sizes: Sizes
    language: Language

    def together(self, slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
        """Return slides, thin ones of one dimension merged."""
        titles = self.language.words("deck")["merged_titles"]
        return merged(slides, self._is_thin, self._fits, lambda name: str(titles[name]))

    def of(self, slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
        """Return slides in their forms."""
        return tuple(self._formed(slides))

    def _formed(self, slides: tuple[Slide, ...]) -> Iterator[Slide]:
        titles = {slide.title for slide in slides}
        was_field = False
        for slide in slides:
            formed = self._form(slide)
            if formed.is_statement and has_field(self.fitter.geometry) and not was_field:
                formed = as_statement(formed, titles - {slide.title}, self.language)
                titles.add(formed.title)
            was_field = formed.layout in ("statement", "title")
            yield formed

    def _form(self, slide: Slide) -> Slide:
        if not self._is_thin(slide):
            return slide
        blocks = slide_blocks(slide.blocks)
        if all(map(is_text, blocks)):
            return self._of_text(slide, blocks)
        with_cards = replace(slide, blocks=tuple(_with_cards(blocks)))
        is_whole = with_cards.blocks != slide.blocks and self._fits(with_cards)
        return with_cards if is_whole else slide

    def _of_text(self, slide: Slide, blocks: SlideBlocks) -> Slide:
        if len(text_of(blocks)) <= MOST_SAID and _count(blocks) <= MOST_POINTS:
            asked = _asked(slide.notes) if not blocks else ()
            return replace(slide, blocks=(*blocks, *asked), is_statement=True)
        width = self.fitter.geometry.layouts[slide.layout].areas["body"].rect.width
        on_cards = _points_on_cards(blocks, int(width // LEAST_CARD))
        return replace(slide, blocks=on_cards) if on_cards else slide

    def _is_thin(self, slide: Slide) -> bool:
        if slide.layout != "content" or slide.spare or slide.is_statement:
            return False
        return self.fitter.fill(slide, slide_blocks(slide.blocks), self.sizes) < THIN

    def _fits(self, slide: Slide) -> bool:
        return self.fitter.is_fitting(slide, slide_blocks(slide.blocks), self.sizes)


def _count(blocks: SlideBlocks) -> int:
    return sum(len(b.items) if isinstance(b, ListBlock) else 1 for b in blocks)


def _asked(notes: Blocks) -> Blocks:
    """Return the question that a slide answers, as its notes have it."""
    heading = next((block for block in notes if isinstance(block, Heading)), None)
    return (Paragraph(heading.children, "aside"),) if heading else ()


def _with_cards(blocks: SlideBlocks) -> Iterator[object]:
    """Yield blocks with tables of few rows as cards."""
    for block in blocks:
        if isinstance(block, Columns) and len(block.columns) == 1 and block.role != "cards":
            yield from _with_cards(slide_blocks(block.columns[0]))
            continue
        cards = as_cards(block) if isinstance(block, Table) else None
        yield from cards or (block,)


def _points_on_cards(blocks: SlideBlocks, most: int) -> Blocks:
    """Return a few points as cards side by side; () for any other text."""
    *labels, points = blocks
    if not all(map(is_label, labels)) or not isinstance(points, ListBlock) or points.ordered:
        return ()
    items = points.items
    is_plain = all(len(item) == 1 and isinstance(item[0], Paragraph) for item in items)
    if not is_plain or not FEWEST_CARDS <= len(items) <= min(MOST_CARDS, most):
        return ()
    return (*labels, Columns(tuple(items), (1 / len(items),) * len(items), "cards"))
