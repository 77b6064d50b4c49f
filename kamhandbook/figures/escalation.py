"""The escalation ladder: who decides next, and within which time."""

from __future__ import annotations

from kamhandbook.content.rules import EscalationStep
from kamhandbook.document.drawing import Drawing
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.stairs import Labels, Steps, stairs
from kamhandbook.figures.text_setter import NAME, PLAIN, STRONG

PAGE = "rules"


def escalation(subject: Subject, room: Room) -> Drawing | None:
    """Draw the levels from the first up."""
    levels = numbered(subject.edition.handbook.rules.escalation, "level", "who")
    if not levels:
        return None
    canvas = Canvas.of("escalation", subject, room)

    def write(index: int, width: float, lines: int) -> Labels:
        words, (place, step) = canvas.words, levels[index]
        path = ("rules", "escalation", place)
        labels = (
            (step.level, STRONG.on("primary"), 1, "level"),
            (step.who, NAME, lines, "who"),
            (_deadline(canvas, step), PLAIN, min(lines, 2), "within"),
        )
        return tuple(
            words.label(text, style, width, max_lines=max_lines, path=(*path, key), before=2)
            for text, style, max_lines, key in labels
            if text
        )

    height = stairs(canvas, Steps(len(levels), write, PAGE))
    spoken = (", ".join(filter(None, (s.level, s.who, _deadline(canvas, s)))) for _, s in levels)
    return canvas.finish(height, items="; ".join(spoken))


def _deadline(canvas: Canvas, step: EscalationStep) -> str:
    return canvas.say("deadline", within=step.within) if step.within else ""
