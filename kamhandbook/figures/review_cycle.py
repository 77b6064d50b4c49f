"""The year of the list: when it is reviewed, what sets off a review, who decides."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Label, Rect, Role
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, columns
from kamhandbook.figures.text_setter import (
    HEADING,
    NAME,
    PLAIN,
    QUIET,
    STRONG,
    LabelStyle,
    height_of,
)
from kamhandbook.wording.dates import month_name, short_month
from kamhandbook.wording.intervals import months_of

MONTHS = 12
BESIDE = 420.0  # from here on the words stand beside the year
RING, LEAST_RING, RING_SHARE = 300.0, 160.0, 0.42  # diameter of the ring, its share of the width
STRIP = 28.0  # height of the months in a row, where a ring has no room
SPACE = 1.2  # degrees left free on either side of a month
#: Style, most lines of a text, most texts under a heading: from roomy to tight.
TRIES = (
    (NAME.regular, 3, 99),
    (PLAIN, 3, 99),
    (PLAIN, 2, 5),
    (PLAIN, 1, 4),
    (PLAIN, 1, 2),
    (PLAIN, 1, 1),
)

Fact = tuple[str, tuple[str, ...]]
LabelBlock = tuple[Label, ...]


def review_cycle(
    subject: Subject, room: Room, *, deciding: bool = True, year: bool = False
) -> Drawing | None:
    """Draw the year and what is said about it; ``deciding`` False leaves out who decides.

    With ``year`` there is none where no month is known.
    """
    canvas = Canvas.of("review_cycle", subject, room)
    review = subject.edition.handbook.selection.review
    months = months_of(subject.language, review.months, review.interval)
    facts = [(head, texts) for head, texts in _facts(canvas, deciding) if texts]
    if not months and (year or not facts):
        return None
    height = (
        _beside(canvas, months, facts) if room.width >= BESIDE else _below(canvas, months, facts)
    )
    spoken = [f"{head}: {', '.join(texts)}" for head, texts in facts]
    names = ", ".join(month_name(subject.language, month) for month in months)
    return canvas.finish(height, months=names or canvas.say("no_month"), items="; ".join(spoken))


def _facts(canvas: Canvas, deciding: bool) -> Iterator[Fact]:
    """Yield headings and texts, the most important first."""
    selection, label = canvas.subject.edition.handbook.selection, canvas.subject.catalogue.label
    review = selection.review
    owner = canvas.say("owner", owner=review.owner) if review.owner else ""
    yield canvas.say("interval"), tuple(filter(None, (review.interval, owner)))
    if deciding:
        bodies = [
            (label("level", decision.level or ""), decision.body)
            for decision in selection.decision
            if decision.body
        ]
        yield canvas.say("decision"), tuple(": ".join(filter(None, parts)) for parts in bodies)
    yield canvas.say("triggers"), tuple(filter(None, review.triggers))
    yield canvas.say("thresholds"), tuple(filter(None, (review.entry, review.exit)))


# --- the year


def _beside(canvas: Canvas, months: Sequence[int], facts: Sequence[Fact]) -> float:
    """Draw the ring at the left and the facts at the right of it, or a row of months above them."""
    room = canvas.room
    size = min(RING, room.height, RING_SHARE * room.width)
    if not months or size < LEAST_RING:
        return _below(canvas, months, facts)
    place = Rect(size + 3 * GAP, 0, room.width - size - 3 * GAP, min(room.height, RING))
    blocks = _blocks(canvas, facts, place.width, room.height)
    height = max(size, _height(blocks))
    _ring(canvas, months, Rect(0, (height - size) / 2, size, size))
    _write(canvas, blocks, place, (height - _height(blocks)) / 2)
    return height


def _below(canvas: Canvas, months: Sequence[int], facts: Sequence[Fact]) -> float:
    """Draw the ring, or a row of months, above the facts."""
    room, top = canvas.room, 0.0
    blocks = _blocks(canvas, facts, room.width, room.height - STRIP - GAP)
    size = min(RING, room.width, room.height - _height(blocks) - 2 * GAP)
    if months and size >= LEAST_RING:
        _ring(canvas, months, Rect((room.width - size) / 2, 0, size, size))
        top = size + 2 * GAP
    elif months:
        _strip(canvas, months)
        top = STRIP + GAP
    _write(canvas, blocks, Rect(0, top, room.width, 0), top)
    return top + _height(blocks)


def _ring(canvas: Canvas, months: Sequence[int], frame: Rect) -> None:
    """Draw twelve months around; those of a review stand out, the middle says when."""
    x, y = frame.centre
    outer = frame.width / 2
    band = max(28.0, outer * 0.28)
    for month in range(1, MONTHS + 1):
        start, end = (month - 1) * 30 + SPACE, month * 30 - SPACE
        angle = math.radians((start + end) / 2)
        middle = outer - band / 2
        centre = x + middle * math.sin(angle), y - middle * math.cos(angle)
        arc = Arc(x, y, outer, outer - band, start, end, _fill(month, months))
        place = Rect(centre[0] - 16, centre[1] - 8, 32, 16)
        canvas.add(Group((arc, _month(canvas, place, month, months))))
    middle_width = (outer - band) * 1.4
    labels = _middle(canvas, months, middle_width)
    canvas.add(
        Box(
            Rect(x - middle_width / 2, y - middle_width / 2, middle_width, middle_width),
            labels,
            padding=0,
        )
    )


def _middle(canvas: Canvas, months: Sequence[int], width: float) -> LabelBlock:
    words, language = canvas.words, canvas.subject.language
    when = month_name(language, months[0]) if len(months) == 1 else str(len(months))
    style = HEADING.on("primary")
    return (
        words.label(when, style, width, max_lines=1),
        words.label(canvas.say_counted("caption", len(months)), QUIET, width, max_lines=3),
    )


def _strip(canvas: Canvas, months: Sequence[int]) -> None:
    for month, place in enumerate(columns(Rect(0, 0, canvas.room.width, STRIP), MONTHS, 2), 1):
        canvas.add(_month(canvas, place, month, months, is_filled=True))


def _month(
    canvas: Canvas, place: Rect, month: int, months: Sequence[int], *, is_filled: bool = False
) -> Box:
    style = STRONG.on("on_primary") if month in months else PLAIN
    name = short_month(canvas.subject.language, month)
    label = canvas.words.label(name, style, place.width)
    return Box(place, (label,), _fill(month, months) if is_filled else None, padding=0)


def _fill(month: int, months: Sequence[int]) -> Role:
    return "primary" if month in months else "primary_soft"


# --- what is said about it


def _blocks(canvas: Canvas, facts: Sequence[Fact], width: float, free: float) -> list[LabelBlock]:
    """Write the facts as large and as fully as a height allows; the last ones go if none fits."""
    for style, lines, texts in TRIES:
        blocks = [_block(canvas, fact, width, style, lines, texts) for fact in facts]
        if _height(blocks) <= free:
            return blocks
    while len(blocks) > 1 and _height(blocks) > free:
        blocks.pop()
    return blocks


def _block(
    canvas: Canvas, fact: Fact, width: float, style: LabelStyle, lines: int, texts: int
) -> LabelBlock:
    heading, texts_of_fact = fact
    shown_texts = texts_of_fact if len(texts_of_fact) <= texts else texts_of_fact[:texts]
    labels = [canvas.words.label(heading, STRONG.on("primary"), width)]
    labels += [
        canvas.words.label(text, style, width, max_lines=lines, before=1) for text in shown_texts
    ]
    if len(shown_texts) < len(texts_of_fact):
        note = canvas.words.label(
            canvas.count_text(len(texts_of_fact) - len(shown_texts)), QUIET, width
        )
        canvas.counts.append(note)
        labels.append(note)
    return tuple(labels)


def _height(blocks: Sequence[LabelBlock]) -> float:
    return sum(map(height_of, blocks)) + 2 * GAP * max(len(blocks) - 1, 0)


def _write(canvas: Canvas, blocks: Sequence[LabelBlock], place: Rect, top: float) -> None:
    for index, labels in enumerate(blocks):
        height = height_of(labels)
        if index:
            canvas.add(canvas.rule(place.x, top - GAP, place.right))
        box = Rect(place.x, top, place.width, height)
        canvas.add(Box(box, labels, align="left", valign="top", padding=0))
        top += height + 2 * GAP
