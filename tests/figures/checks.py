"""What must hold of every drawing, whatever was written into it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from msgspec import Struct

from kamhandbook.document.drawing import Arc, Box, Drawing, Icon, Line, Rect, flat
from kamhandbook.figures import Room
from tests.figures.paper import FREE, boxes, lines, text_height

NEAR = 0.02  # points: rounding
#: A line's frame is higher than its letters: this much of its size is free above and below them.
FREE_ABOVE, FREE_BELOW = 0.2, 0.2
SHELF = 40.0  # points: only what lies on the same shelves is compared


def assert_sound(drawing: Drawing, room: Room, *, is_deck: bool) -> None:
    """Raise AssertionError, naming the text, if a drawing is not fit to be shown."""
    assert drawing.alt and drawing.title
    assert drawing.width <= room.width + NEAR
    assert not is_deck or drawing.height <= room.height + NEAR, drawing.height
    assert 0 < drawing.height < FREE
    assert_inside(drawing)
    assert_text_in_boxes(drawing, room)
    assert_nothing_collides(drawing, room)


def assert_inside(drawing: Drawing) -> None:
    """All marks lie on the drawing's sheet."""
    sheet = Rect(0, 0, drawing.width, drawing.height)
    for mark in flat(drawing.marks):
        frame = _frame(mark)
        assert frame.width >= 0 and frame.height >= 0, mark
        assert contains(sheet, frame), mark


def assert_text_in_boxes(drawing: Drawing, room: Room) -> None:
    """No text is small, and none leaves its box."""
    for box in boxes(drawing):
        assert not (box.fill and box.stroke), box
        text_room = box.rect.inset(box.padding)
        if box.labels:
            assert text_height(box) <= text_room.height + NEAR, box
        for label, line, ink in lines(box, room.faces):
            assert label.size >= 12
            assert ink.width <= text_room.width + NEAR, (line, ink.width, text_room)


def assert_nothing_collides(drawing: Drawing, room: Room) -> None:
    """No text lies on another, on a line, or across the edge of a box."""
    by_shelf: dict[int, list[_Placed]] = defaultdict(list)
    texts = []
    for mark in flat(drawing.marks):
        if isinstance(mark, Line) or (isinstance(mark, Box) and (mark.fill or mark.stroke)):
            _shelve(by_shelf, _Placed(mark, "", _frame(mark)))
    for box in boxes(drawing):
        for _, line, ink in lines(box, room.faces):
            if line:
                texts.append(_Placed(box, line, _letters(ink)))
                _shelve(by_shelf, texts[-1])
    for text in texts:
        for shelf in _shelves(text.rect):
            for neighbour in by_shelf[shelf]:
                assert _is_apart(text, neighbour), (text, neighbour)


class _Placed(Struct, frozen=True, eq=False):
    """A text of a box, or a box or line itself, and where it is."""

    mark: Box | Line
    text: str
    rect: Rect


def _shelves(rect: Rect) -> range:
    return range(int(rect.y // SHELF), int(rect.bottom // SHELF) + 1)


def _shelve(by_shelf: dict[int, list[_Placed]], placed: _Placed) -> None:
    for shelf in _shelves(placed.rect):
        by_shelf[shelf].append(placed)


def _is_apart(text: _Placed, neighbour: _Placed) -> bool:
    if neighbour is text:
        return True
    if neighbour.text:
        return not overlap(text.rect, neighbour.rect)
    if isinstance(neighbour.mark, Line):
        return not _crosses(neighbour.mark, text.rect)
    is_same_mark = neighbour.mark is text.mark
    return (
        is_same_mark
        or not overlap(text.rect, neighbour.rect)
        or contains(neighbour.rect, text.rect)
    )


def contains(outer: Rect, inner: Rect) -> bool:
    """Whether one rectangle lies within another."""
    return (
        inner.x >= outer.x - NEAR
        and inner.y >= outer.y - NEAR
        and inner.right <= outer.right + NEAR
        and inner.bottom <= outer.bottom + NEAR
    )


def overlap(a: Rect, b: Rect) -> bool:
    """Whether two rectangles share more than an edge."""
    return (
        min(a.right, b.right) - max(a.x, b.x) > NEAR
        and min(a.bottom, b.bottom) - max(a.y, b.y) > NEAR
    )


def _letters(ink: Rect) -> Rect:
    size = ink.height / 1.2
    height = ink.height - size * (FREE_ABOVE + FREE_BELOW) / 2
    return Rect(ink.x, ink.y + size * FREE_ABOVE / 2, ink.width, height)


def _crosses(rule: Line, ink: Rect) -> bool:
    """Whether a line, all of whose parts run along an axis, crosses a text."""
    for (x1, y1), (x2, y2) in pairwise(rule.points):
        path = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1) + 0.1, abs(y2 - y1) + 0.1)
        if overlap(path, ink):
            return True
    return False


def _frame(mark: Box | Line | Arc | Icon) -> Rect:
    if isinstance(mark, Box | Icon):
        return mark.rect
    if isinstance(mark, Arc):
        return Rect(mark.cx - mark.outer, mark.cy - mark.outer, 2 * mark.outer, 2 * mark.outer)
    xs, ys = zip(*mark.points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
