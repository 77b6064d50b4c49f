"""Thin neighbours on one slide: questions of one dimension that say little stand beside each other.

No answer is lost by it: each stands on a card of its own below its title, and in the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.document.blocks import Blocks, Columns, ListBlock, Paragraph, Slide, Text
from kamhandbook.document.commonmark import text_of
from kamhandbook.fit.paragraphs import is_text
from kamhandbook.fit.slide_blocks import SlideBlocks, slide_blocks

MOST_CARDS = 4
PER_ROW = 2  # of four cards
LONGEST = 240  # characters of a card: with more it is a slide of its own

Card = Blocks


def merged(
    slides: Sequence[Slide],
    is_thin: Callable[[Slide], bool],
    fits: Callable[[Slide], bool],
    title_of: Callable[[str], str],
) -> tuple[Slide, ...]:
    """Return slides with thin ones of one dimension merged, where the first of them stood.

    ``title_of`` gives the title of a merged slide for a dimension. What does not fit stays apart.
    """
    result: list[Slide] = []
    last_thin: dict[str, int] = {}  # by kicker: where in the result
    for slide in slides:
        cards = _cards(slide) if slide.kicker and _dimension(slide) and is_thin(slide) else ()
        at = last_thin.get(slide.kicker)
        if cards and at is not None:
            both = _joined(result[at], slide, title_of)
            if both and fits(both):
                result[at] = both
                continue
        if cards:
            last_thin[slide.kicker] = len(result)
        result.append(slide)
    return tuple(result)


def _joined(first: Slide, second: Slide, title_of: Callable[[str], str]) -> Slide | None:
    """Return two slides as one; None where they have too many cards."""
    cards = (*_cards(first), *_cards(second))
    if len(cards) > MOST_CARDS:
        return None
    titles = tuple(_as_note(s) for s in (first, second) if _is_cards(s) and s.title)
    return replace(
        first,
        title=title_of(_dimension(first)),
        blocks=_rows(cards),
        notes=(*titles, *first.notes, *second.notes)
        if not first.stands_for
        else (*first.notes, *titles[1:], *second.notes),
        stands_for=(*first.stands_for, second.id, *second.stands_for),
        instead=(),
        drop_order=0,
        page=first.page,
    )


def _rows(cards: Sequence[Card]) -> Blocks:
    """Return cards in one row, four of them in two."""
    count = PER_ROW if len(cards) == MOST_CARDS else len(cards)
    rows = [tuple(cards[at : at + count]) for at in range(0, len(cards), count)]
    return tuple(Columns(row, (1 / len(row),) * len(row), "cards") for row in rows)


def _cards(slide: Slide) -> tuple[Card, ...]:
    """Return what a slide says as cards; () where it says more than cards can carry."""
    blocks = slide_blocks(slide.blocks)
    if _is_cards(slide):
        cards = tuple(card for row in blocks if isinstance(row, Columns) for card in row.columns)
    elif blocks and all(map(is_text, blocks)):
        cards = (_card(slide.title, blocks),)
    else:
        return ()
    is_short = all(len(text_of(card)) <= LONGEST and _is_plain(card) for card in cards)
    return cards if is_short and not slide.spare else ()


def _is_cards(slide: Slide) -> bool:
    blocks = slide_blocks(slide.blocks)
    return bool(blocks) and all(isinstance(b, Columns) and b.role == "cards" for b in blocks)


def _is_plain(card: Card) -> bool:
    return all(map(is_text, slide_blocks(card)))


def _card(title: str, blocks: SlideBlocks) -> Card:
    """Return a card below a question as its label, or below a title that says something itself."""
    is_question = title.endswith("?")
    heading = Paragraph((Text(title),), "label" if is_question else "lead")
    lone = _lone(blocks)
    if is_question and lone:
        return (heading, replace(lone, role="lead"))
    return (heading, *blocks)


def _lone(blocks: SlideBlocks) -> Paragraph | None:
    """Return the one paragraph that there is."""
    if len(blocks) != 1:
        return None
    block = blocks[0]
    if isinstance(block, ListBlock) and len(block.items) == 1 and len(block.items[0]) == 1:
        inside = block.items[0][0]
        return inside if isinstance(inside, Paragraph) else None
    return block if isinstance(block, Paragraph) else None


def _as_note(slide: Slide) -> Paragraph:
    return Paragraph((Text(slide.title),))


def _dimension(slide: Slide) -> str:
    """Return the dimension a slide's statements come from, "" for none."""
    first = str(slide.source[0]) if slide.source else ""
    return first if first in DIMENSIONS else ""
