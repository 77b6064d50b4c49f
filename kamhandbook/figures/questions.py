"""The six questions of day one as cards: number, question, answer in a line, link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamhandbook.document.drawing import Box, Drawing, Group, Rect
from kamhandbook.figures.answers import answer_line
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, cells
from kamhandbook.figures.labels import BIG, HEADING, NAME, PLAIN, STRONG, Style
from kamhandbook.wording.catalogue import NewcomerQuestion

PAGE_HEIGHT = 1.4  # how much higher than its text a card may be
THREE, TWO = 660.0, 480.0  # points of room for three and for two columns
QUESTION_LINES = 3


@dataclass(frozen=True, slots=True)
class _Look:
    """How the cards look: styles, padding, the number's place (beside the text, or above it)."""

    question: Style
    answer: Style
    padding: float
    beside: bool

    @property
    def indent(self) -> float:
        """How far the text stands right of the padding."""
        return BIG.size if self.beside else 0.0


_LOOKS = (
    _Look(HEADING, NAME.regular, 14.0, False),
    _Look(NAME, PLAIN, 14.0, False),
    _Look(NAME, PLAIN, 12.0, True),
    _Look(NAME, PLAIN, 8.0, True),
    _Look(STRONG, PLAIN, 6.0, True),
)
_PHONE = _LOOKS[2:]


def questions(subject: Subject, room: Room) -> Drawing:
    """Draw the cards in two or three columns, one on a phone."""
    canvas = Canvas.of("questions", subject, room)
    found = subject.catalogue.newcomer_questions
    across = 3 if room.width >= THREE else 2 if room.width >= TWO else 1
    down = -(-len(found) // across)
    gap = GAP if room.height >= 300 else TIGHT
    width = (room.width - gap * (across - 1)) / across
    most = (room.height - gap * (down - 1)) / down
    look = _look(canvas, found, width, most)
    need = max(_need(canvas, look, question, width) for question in found)
    height = need if subject.output == "site" else min(most, need * PAGE_HEIGHT)
    whole = Rect(0, 0, room.width, down * height + (down - 1) * gap)
    for question, place in zip(found, cells(whole, across, len(found), gap), strict=True):
        canvas.add(_card(canvas, look, question, place))
    return canvas.finish(whole.height, items=_spoken(canvas))


def _look(canvas: Canvas, found: Sequence[NewcomerQuestion], width: float, most: float) -> _Look:
    """Choose the largest look with which every card shows its whole text."""
    looks = _PHONE if canvas.is_slim else _LOOKS
    fitting = (look for look in looks if all(_need(canvas, look, q, width) <= most for q in found))
    return next(fitting, looks[-1])


def _need(canvas: Canvas, look: _Look, question: NewcomerQuestion, width: float) -> float:
    inside, words = width - 2 * look.padding - look.indent, canvas.words
    text = words.height(question.question, look.question, inside) + TIGHT
    text += words.height(answer_line(canvas, question), look.answer, inside)
    return 2 * look.padding + (max(text, BIG.pitch) if look.beside else text + BIG.pitch)


def _card(canvas: Canvas, look: _Look, question: NewcomerQuestion, place: Rect) -> Group:
    """Make a card; its answer takes the lines that number and question leave."""
    inside = place.inset(look.padding)
    number = Rect(inside.x, inside.y, BIG.size, BIG.pitch)
    top = inside.y if look.beside else number.bottom
    text = Rect(inside.x + look.indent, top, inside.width - look.indent, inside.bottom - top)
    asked = canvas.words.label(question.question, look.question, text.width, most=QUESTION_LINES)
    left = text.height - len(asked.lines) * look.question.pitch - TIGHT
    labels = [asked]
    if lines := int((left + 1e-6) // look.answer.pitch):
        answer = answer_line(canvas, question)
        style = look.answer.on("muted")
        labels.append(canvas.words.label(answer, style, text.width, most=lines, before=TIGHT))
    left_out = canvas.subject.edition.handbook.handbook.deck.leave_out
    has_slide = canvas.subject.output == "deck" and question.slide not in left_out
    to = question.slide if has_slide else question.page
    marks = (
        Box(place, fill="surface"),
        canvas.bare(number, str(question.number), BIG, valign="top"),
        Box(text, tuple(labels), align="left", valign="top", padding=0),
    )
    return Group(marks, question.question, to)


def _spoken(canvas: Canvas) -> str:
    return " ".join(
        f"{each.number}. {each.question} – {answer_line(canvas, each).rstrip('.')}."
        for each in canvas.subject.catalogue.newcomer_questions
    )
