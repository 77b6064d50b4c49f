"""The career path: steps up, each with what it asks for."""

from __future__ import annotations

from kamhandbook.document.drawing import Drawing
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.stairs import Labels, Steps, stairs
from kamhandbook.figures.text_setter import NAME, QUIET

PAGE = "people#career"


def career(subject: Subject, room: Room) -> Drawing | None:
    """Draw the steps; what a step asks for is shortened where it is long."""
    steps = numbered(subject.edition.handbook.people.career, "step")
    if not steps:
        return None
    canvas = Canvas.of("career", subject, room)

    def write(index: int, width: float, lines: int) -> Labels:
        place, step = steps[index]
        path = ("people", "career", place, "step")
        name = canvas.words.label(step.step, NAME, width, max_lines=max(lines, 2), path=path)
        if not step.requirements:
            return (name,)
        return name, canvas.words.label(step.requirements, QUIET, width, max_lines=lines, before=4)

    height = stairs(canvas, Steps(len(steps), write, PAGE))
    return canvas.finish(height, items=" → ".join(step.step for _, step in steps))
