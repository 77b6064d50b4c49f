"""The grid all figures share: equal gaps, equal boxes, in points."""

from __future__ import annotations

from collections.abc import Sequence

from kamhandbook.document.drawing import Rect

GAP = 12.0  # between boxes
TIGHT = 6.0  # between things that belong together
PADDING = 10.0  # inside a card
SLIM = 480.0  # a room narrower than this is laid out for a phone


def columns(rect: Rect, count: int, gap: float = GAP) -> tuple[Rect, ...]:
    """Return equal columns of a rectangle."""
    return across(rect, (1.0,) * count, gap)


def across(rect: Rect, shares: Sequence[float], gap: float = GAP) -> tuple[Rect, ...]:
    """Return columns of a rectangle by shares of its width."""
    room = rect.width - gap * (len(shares) - 1)
    places: list[Rect] = []
    x = rect.x
    for share in shares:
        width = room * share / sum(shares)
        places.append(Rect(x, rect.y, width, rect.height))
        x += width + gap
    return tuple(places)


def rows(rect: Rect, count: int, gap: float = GAP) -> tuple[Rect, ...]:
    """Return equal rows of a rectangle."""
    height = (rect.height - gap * (count - 1)) / count if count else 0.0
    return tuple(
        Rect(rect.x, rect.y + index * (height + gap), rect.width, height) for index in range(count)
    )


def cells(rect: Rect, per_row: int, count: int, gap: float = GAP) -> tuple[Rect, ...]:
    """Return ``count`` equal cells row by row, ``per_row`` of them in a row."""
    row_count = -(-count // per_row)
    grid = [cell for row in rows(rect, row_count, gap) for cell in columns(row, per_row, gap)]
    return tuple(grid[:count])


def fitting(length: float, size: float, gap: float = GAP) -> int:
    """Return how many things of a size fit into a length, with gaps between them."""
    room = min(length, 1e6)  # on the site a figure may be of any height
    return max(0, int((room + gap + 1e-6) // (size + gap)))


def balanced(count: int, limit: int) -> int:
    """Return how many columns make rows of about the same length, at most ``limit``."""
    row_count = max(1, -(-count // max(limit, 1)))
    return max(1, -(-count // row_count))


def shown_count(count: int, size: float, length: float, note: float, gap: float = 0.0) -> int:
    """Return how many things to show: all if they fit, else as many as leave room for a note."""
    if count * (size + gap) - gap <= length + 1e-6:
        return count
    return max(1, fitting(length - note - gap, size, gap))
