"""A drawing enlarged as a whole: shapes, gaps and type by one factor."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Icon, Label, Line, Mark, Rect


def enlarged(drawing: Drawing, factor: float) -> Drawing:
    """Return a drawing ``factor`` times as large; its lines break where they did."""
    return replace(
        drawing,
        width=drawing.width * factor,
        height=drawing.height * factor,
        marks=tuple(_mark(mark, factor) for mark in drawing.marks),
    )


def _mark(mark: Mark, factor: float) -> Mark:
    match mark:
        case Box():
            return replace(
                mark,
                rect=_rect(mark.rect, factor),
                labels=tuple(_label(label, factor) for label in mark.labels),
                padding=mark.padding * factor,
            )
        case Line():
            points = tuple((x * factor, y * factor) for x, y in mark.points)
            return replace(mark, points=points)
        case Arc():
            return replace(
                mark,
                cx=mark.cx * factor,
                cy=mark.cy * factor,
                outer=mark.outer * factor,
                inner=mark.inner * factor,
            )
        case Icon():
            return replace(mark, rect=_rect(mark.rect, factor))
        case Group():
            return replace(mark, marks=tuple(_mark(inner, factor) for inner in mark.marks))
        case _:
            assert_never(mark)


def _rect(rect: Rect, factor: float) -> Rect:
    return Rect(rect.x * factor, rect.y * factor, rect.width * factor, rect.height * factor)


def _label(label: Label, factor: float) -> Label:
    return replace(label, size=label.size * factor, before=label.before * factor)
