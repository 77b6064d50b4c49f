"""A drawing as text that people can read and compare: places in whole points, colours by role."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.document.drawing import STROKE, Arc, Box, Drawing, Group, Icon, Label, Line, Mark


def outline(drawing: Drawing) -> str:
    """Write what a drawing shows: size, alt text, and every mark with its texts and links."""
    head = [
        f"{drawing.name}: {drawing.title} ({drawing.width:.0f} × {drawing.height:.0f})",
        f"alt: {drawing.alt}",
        *(f"overflow: {text}" for text in drawing.overflow),
    ]
    return "\n".join([*head, *_marks(drawing.marks, "  ")]) + "\n"


def _marks(marks: tuple[Mark, ...], indent: str) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, Group):
            link = f" → {mark.target}" if mark.target else ""
            yield f"{indent}[{mark.name}]{link}"
            yield from _marks(mark.marks, indent + "  ")
        else:
            yield indent + _mark(mark)


def _mark(mark: Box | Line | Arc | Icon) -> str:
    if isinstance(mark, Arc):
        radii = f"{mark.inner:.0f} to {mark.outer:.0f}"
        return (
            f"arc {mark.fill} {mark.start:.0f}° to {mark.end:.0f}°, {radii} {_at(mark.cx, mark.cy)}"
        )
    if isinstance(mark, Icon):
        return f"icon {mark.colour} {_at(mark.rect.x, mark.rect.y)}: {mark.name}"
    if isinstance(mark, Line):
        kind = "arrow" if mark.arrow else "dashed line" if mark.dashed else "line"
        width = "" if mark.width == STROKE else f" {mark.width:.1f} wide"
        return f"{kind} {mark.colour}{width} {' '.join(_at(*point) for point in mark.points)}"
    paint = mark.fill or (f"outlined {mark.stroke}" if mark.stroke else "bare")
    shape = "" if mark.shape == "box" else f" {mark.shape}"
    dashed = " dashed" if mark.dashed else ""
    texts = " / ".join(map(_text, mark.labels))
    link = f" → {mark.target}" if mark.target else ""
    place = f"{_at(mark.rect.x, mark.rect.y)} {mark.rect.width:.0f}×{mark.rect.height:.0f}"
    set_ = f" {mark.align} {mark.valign} {mark.padding:.0f}" if texts else ""
    return f"{paint}{shape}{dashed} {place}{set_}{': ' if texts else ''}{texts}{link}"


def _at(x: float, y: float) -> str:
    return f"{x:.0f},{y:.0f}"


def _text(label: Label) -> str:
    colour = "" if label.colour == "ink" else f" {label.colour}"
    before = f" +{label.before:.0f}" if label.before else ""
    bold = " bold" if label.bold else ""
    return f"{' | '.join(label.lines)} ({label.size:.0f}{bold}{colour}{before})"
