"""Steps that lead up: cards of one size, each a little higher than the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from kamhandbook.document.drawing import Box, Label, Line, Mark, Rect
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, PADDING, columns, fitting, shown_count
from kamhandbook.figures.text_setter import height_of

WIDE = 600.0  # from here on steps go up sideways, else they are stacked
LEAST_WIDTH = 128.0  # of a card beside others
RISE, ELBOW = 44.0, 20.0  # most rise of a step, least rise with an arrow around the corner
NOTE, BETWEEN = 20.0, 16.0  # height of the note, gap between stacked cards

Labels = tuple[Label, ...]
#: Writes a step into a width: its index, the width, the most lines of each text.
Write = Callable[[int, float, int], Labels]
LINES = (4, 3, 2, 1)  # most lines of a text: many where there is room, few where there is none


class Steps(Struct, frozen=True):
    """What to draw: how many steps, what to write into each at a width, the page with them all."""

    count: int
    write: Write
    page: str


def stairs(canvas: Canvas, steps: Steps) -> float:
    """Draw the steps, sideways where there is width for all, and return the height they take."""
    room = canvas.room
    height = _height(_texts(steps, steps.count, room.width, LINES[0]))
    stacks = steps.count * (height + BETWEEN) - BETWEEN <= room.height
    beside = fitting(room.width, LEAST_WIDTH) >= steps.count
    if room.width >= WIDE:
        return _stacked(canvas, steps) if stacks and not beside else _sideways(canvas, steps)
    return _stacked(canvas, steps) if stacks or not beside else _sideways(canvas, steps)


def _sideways(canvas: Canvas, steps: Steps) -> float:
    """Draw from lower left to upper right."""
    room = canvas.room
    count = shown_count(steps.count, LEAST_WIDTH, room.width, LEAST_WIDTH, GAP)
    note = count < steps.count
    places = columns(Rect(0, 0, room.width, 0), count + note)
    texts = _fitting_texts(steps, count, places[0].width, room.height)
    height = _height(texts)
    rise = max(0.0, min(RISE, (room.height - height) / max(count - 1, 1)))
    cards = [
        Rect(place.x, (count - 1 - index) * rise, place.width, height)
        for index, place in enumerate(places[:count])
    ]
    canvas.add(*_cards(cards, texts), *_ways_up(cards, rise))
    if note:
        beside = Rect(places[-1].x, 0, places[-1].width, height)
        canvas.add(canvas.more(beside, steps.count - count, steps.page))
    return height + rise * (count - 1)


def _stacked(canvas: Canvas, steps: Steps) -> float:
    """Draw from the bottom up, arrows between; a note of what was left out stands on top."""
    room = canvas.room
    card_height = (room.height + BETWEEN) / steps.count - BETWEEN
    texts = _fitting_texts(steps, steps.count, room.width, card_height)
    height = _height(texts)
    count = shown_count(steps.count, height, room.height, NOTE, BETWEEN)
    top = NOTE if count < steps.count else 0.0
    if top:
        canvas.add(canvas.more(Rect(0, 0, room.width, NOTE), steps.count - count, steps.page))
    cards = [
        Rect(0, top + (count - 1 - index) * (height + BETWEEN), room.width, height)
        for index in range(count)
    ]
    canvas.add(*_cards(cards, texts[:count]))
    for lower, upper in pairwise(cards):
        x = PADDING + 8
        canvas.add(Line(((x, lower.y), (x, upper.bottom)), "primary", arrow=True))
    return cards[0].bottom


def _fitting_texts(steps: Steps, count: int, width: float, height: float) -> list[Labels]:
    """Write every step with as many lines as a height allows, the fewest if none does."""
    tries = (_texts(steps, count, width, lines) for lines in LINES)
    return next((t for t in tries if _height(t) <= height), _texts(steps, count, width, LINES[-1]))


def _texts(steps: Steps, count: int, width: float, lines: int) -> list[Labels]:
    return [steps.write(index, width - 2 * PADDING, lines) for index in range(count)]


def _height(texts: Sequence[Labels]) -> float:
    return max(map(height_of, texts)) + 2 * PADDING


def _cards(cards: Sequence[Rect], texts: Sequence[Labels]) -> Iterator[Mark]:
    for card, labels in zip(cards, texts, strict=True):
        yield Box(card, labels, "surface", align="left", valign="top", padding=PADDING)


def _ways_up(cards: Sequence[Rect], rise: float) -> Iterator[Mark]:
    """Draw the arrow from each card to the next, around the corner where the step is high."""
    for lower, upper in pairwise(cards):
        if rise >= ELBOW:
            x, y = lower.right - 2 * GAP, upper.y + rise / 2
            yield Line(((x, lower.y), (x, y), (upper.x, y)), "primary", arrow=True)
        else:
            y = lower.y + PADDING
            yield Line(((lower.right, y), (upper.x, y)), "primary", arrow=True)
