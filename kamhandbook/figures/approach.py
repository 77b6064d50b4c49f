"""The approach: two poles, the company's place between them, what changes for each function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.base import ApproachKind
from kamhandbook.content.introduction import FunctionChange
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Line, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, PADDING, balanced, cells, columns, fitting
from kamhandbook.figures.text_setter import HEADING, NAME, PLAIN, STRONG, LabelStyle, height_of

PAGE = "introduction"
POLES = (ApproachKind.COMPANY, ApproachKind.SALES)
AXIS, PLACE = 46.0, 16.0  # height of the axis with its words, diameter of the company's place
GUTTER = 28.0  # where the axis runs beside poles that stand below each other
HEAD, NOTE = 24.0, 20.0
LEAST_CARD = 148.0


class _FunctionLook(Struct, frozen=True):
    """How a function's card is written: styles and most lines of its text."""

    head: LabelStyle
    text: LabelStyle
    lines: int


class _Cards(Struct, frozen=True):
    """How the functions are laid out: look, columns, how many are shown, height of a card."""

    look: _FunctionLook
    across: int
    count: int
    height: float


LOOKS = (
    _FunctionLook(NAME, NAME.regular, 4),
    *(_FunctionLook(STRONG, PLAIN, lines) for lines in (4, 3, 2, 1)),
)


def approach(subject: Subject, room: Room, *, functions: bool = True) -> Drawing | None:
    """Draw the poles side by side, below each other on a phone, and the functions beneath.

    ``functions`` False leaves those to a table beside the figure.
    """
    chosen = subject.edition.handbook.handbook.approach.kind
    if chosen is None:
        return None
    canvas = Canvas.of("approach", subject, room)
    draw = _poles_stacked if canvas.is_slim else _poles_beside
    height = draw(canvas, chosen)
    all_changes = subject.edition.handbook.introduction.change.what_changes
    changes = [change for _, change in numbered(all_changes, "function", "text")]
    height = _functions(canvas, changes if functions else [], height)
    spoken = ", ".join(": ".join(filter(None, (c.function, c.text))) for c in changes)
    return canvas.finish(
        height,
        place=subject.catalogue.label("approach", chosen),
        reason=f"{subject.edition.handbook.handbook.approach.reason}.",
        items=spoken or canvas.say("nothing"),
    )


def _poles_beside(canvas: Canvas, chosen: ApproachKind) -> float:
    places = columns(Rect(0, 0, canvas.room.width, 0), 2, 2 * GAP)
    labels = [_labels(canvas, kind, chosen, places[0].width) for kind in POLES]
    height = max(map(height_of, labels)) + 2 * PADDING
    cards = [Rect(place.x, 0, place.width, height) for place in places]
    canvas.add(*_cards(cards, labels, chosen))
    y = height + GAP + PLACE / 2
    ends = [card.centre[0] for card in cards]
    canvas.add(Line(((ends[0], y), (ends[1], y)), "muted"))
    canvas.add(*(_end(x, y) for x in ends))
    x = ends[POLES.index(chosen)]
    canvas.add(_place(x, y))
    words = Rect(cards[POLES.index(chosen)].x, y + PLACE / 2 + 2, places[0].width, STRONG.pitch)
    canvas.add(canvas.bare(words, canvas.say("here"), STRONG, align="center"))
    return height + AXIS


def _poles_stacked(canvas: Canvas, chosen: ApproachKind) -> float:
    width = canvas.room.width - GUTTER
    labels = [_labels(canvas, kind, chosen, width) for kind in POLES]
    height = max(map(height_of, labels)) + 2 * PADDING
    cards = [Rect(GUTTER, index * (height + GAP), width, height) for index in range(len(POLES))]
    canvas.add(*_cards(cards, labels, chosen))
    x, ends = PLACE / 2, [card.centre[1] for card in cards]
    canvas.add(Line(((x, ends[0]), (x, ends[1])), "muted"))
    canvas.add(*(_end(x, y) for y in ends), _place(x, ends[POLES.index(chosen)]))
    return cards[-1].bottom


def _labels(
    canvas: Canvas, kind: ApproachKind, chosen: ApproachKind, width: float
) -> tuple[Label, ...]:
    """Write a pole: its name, what it means, and at the company's own the reason."""
    text_width, words = width - 2 * PADDING, canvas.words
    settings = canvas.subject.edition.handbook.handbook.approach
    ink: Role = "on_primary" if kind is chosen else "ink"
    name = canvas.subject.catalogue.label("approach", kind)
    labels = [words.label(name, HEADING.on(ink), text_width, max_lines=2)]
    if kind is chosen and canvas.is_slim:
        labels.insert(0, words.label(canvas.say("here"), STRONG.on(ink), text_width, max_lines=1))
    if kind is chosen and settings.reason:
        style = NAME.regular.on(ink)
        labels.append(words.label(settings.reason, style, text_width, max_lines=4, before=4))
    else:
        quiet = PLAIN.on(ink if kind is chosen else "muted")
        meaning = canvas.choice("meaning")[kind]
        labels.append(words.label(meaning, quiet, text_width, max_lines=4, before=4))
    return tuple(labels)


def _cards(
    cards: Sequence[Rect], labels: Sequence[tuple[Label, ...]], chosen: ApproachKind
) -> Iterator[Mark]:
    for kind, card, texts in zip(POLES, cards, labels, strict=True):
        fill: Role = "primary" if kind is chosen else "surface"
        yield Box(card, texts, fill, align="left", valign="top", padding=PADDING)


def _end(x: float, y: float) -> Box:
    return Box(Rect(x - 4, y - 4, 8, 8), fill="muted", shape="circle")


def _place(x: float, y: float) -> Box:
    return Box(Rect(x - PLACE / 2, y - PLACE / 2, PLACE, PLACE), fill="accent", shape="circle")


def _functions(canvas: Canvas, changes: Sequence[FunctionChange], top: float) -> float:
    """Draw a card a function, as many as there is room for, and return the new height."""
    room = canvas.room
    plan = _planned(canvas, changes, room.height - top - HEAD - GAP)
    if not plan.count:
        return top
    top += GAP
    head = Rect(0, top, room.width, HEAD)
    canvas.add(canvas.bare(head, canvas.say("changes"), STRONG.on("primary")))
    top += HEAD
    row_count = -(-plan.count // plan.across)
    grid = Rect(0, top, room.width, row_count * (plan.height + GAP) - GAP)
    for change, place in zip(changes, cells(grid, plan.across, plan.count), strict=False):
        labels = _change(canvas, change, place.width, plan.look)
        box = Box(place, labels, "surface", align="left", valign="top", padding=PADDING)
        canvas.add(Group((box,), change.function))
    if plan.count < len(changes):
        note = Rect(0, grid.bottom, room.width, NOTE)
        canvas.add(canvas.more(note, len(changes) - plan.count, PAGE))
        return note.bottom
    return grid.bottom


def _planned(canvas: Canvas, changes: Sequence[FunctionChange], free: float) -> _Cards:
    """Choose the roomiest look in which every function has a card, else show fewer of them."""
    column_count = balanced(len(changes), fitting(canvas.room.width, LEAST_CARD))
    width = columns(Rect(0, 0, canvas.room.width, 0), column_count)[0].width
    row_count = -(-len(changes) // column_count)
    height = 0.0
    for look in LOOKS:
        texts = [_change(canvas, change, width, look) for change in changes]
        height = max(map(height_of, texts), default=0.0) + 2 * PADDING
        if row_count * (height + GAP) - GAP <= free:
            return _Cards(look, column_count, len(changes), height)
    return _Cards(LOOKS[-1], column_count, column_count * fitting(free - NOTE, height), height)


def _change(
    canvas: Canvas, change: FunctionChange, width: float, look: _FunctionLook
) -> tuple[Label, ...]:
    text_width, words = width - 2 * PADDING, canvas.words
    texts = (
        (change.function, look.head, min(look.lines, 2)),
        (change.text, look.text, look.lines),
    )
    return tuple(
        words.label(text, style, text_width, max_lines=max_lines, before=2)
        for text, style, max_lines in texts
        if text
    )
