"""A drawing as text that people can read and compare."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Line, Mark


def outline(drawing: Drawing) -> str:
    """Write what a drawing shows: size, alt text, and every mark with its texts and links."""
    head = [
        f"{drawing.name}: {drawing.title} ({drawing.width:.0f} × {drawing.height:.0f})",
        f"alt: {drawing.alt}",
        *(f"overflow: {text}" for text in drawing.overflow),
    ]
    return "\n".join([*head, *_folded(_marks(drawing.marks, "  "))]) + "\n"


def _folded(lines: Iterator[str]) -> Iterator[str]:
    """Yield equal lines once, with their number."""
    for line, equal_lines in groupby(lines):
        count = len(list(equal_lines))
        yield line if count == 1 else f"{line} × {count}"


def _marks(marks: tuple[Mark, ...], indent: str) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, Group):
            link = f" → {mark.target}" if mark.target else ""
            yield f"{indent}[{mark.name}]{link}"
            yield from _marks(mark.marks, indent + "  ")
        else:
            yield indent + _mark(mark)


def _mark(mark: Box | Line | Arc) -> str:
    if isinstance(mark, Arc):
        return f"arc {mark.fill} {mark.start:.0f}° to {mark.end:.0f}°"
    if isinstance(mark, Line):
        kind = "arrow" if mark.arrow else "dashed line" if mark.dashed else "line"
        return f"{kind} {mark.colour}"
    paint = mark.fill or (f"outlined {mark.stroke}" if mark.stroke else "bare")
    shape = "" if mark.shape == "box" else f" {mark.shape}"
    texts = " / ".join(_text(label.lines, label.size, label.bold) for label in mark.labels)
    link = f" → {mark.target}" if mark.target else ""
    return f"{paint}{shape}{': ' if texts else ''}{texts}{link}"


def _text(lines: tuple[str, ...], size: float, bold: bool) -> str:
    return f"{' | '.join(lines)} ({size:.0f}{' bold' if bold else ''})"
