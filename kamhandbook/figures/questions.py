"""The six questions of day one as cards: number, question, answer in a line, link."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kamhandbook.document.drawing import Box, Drawing, Group, Icon, Rect
from kamhandbook.figures.answers import answer_line
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, cells
from kamhandbook.figures.text_setter import BIG, HEADING, NAME, PLAIN, STRONG, LabelStyle
from kamhandbook.wording.catalogue import NewcomerQuestion

PAGE_HEIGHT = 1.4  # how much higher than its text a card may be
THREE, TWO = 660.0, 480.0  # points of room for three and for two columns
QUESTION_LINES = 3
ICON = 26.0


class _QuestionLook(Struct, frozen=True):
    """How the cards look: styles, padding, the number's place (beside the text, or above it)."""

    question: LabelStyle
    answer: LabelStyle
    padding: float
    is_beside: bool

    @property
    def indent(self) -> float:
        """How far the text stands right of the padding."""
        return BIG.size if self.is_beside else 0.0


_LOOKS = (
    _QuestionLook(HEADING.at(18.0), HEADING.regular, 14.0, False),
    _QuestionLook(HEADING, NAME.regular, 14.0, False),
    _QuestionLook(NAME, PLAIN, 14.0, False),
    _QuestionLook(NAME, PLAIN, 12.0, True),
    _QuestionLook(NAME, PLAIN, 8.0, True),
    _QuestionLook(STRONG, PLAIN, 6.0, True),
)
_PHONE = _LOOKS[3:]


def questions(subject: Subject, room: Room) -> Drawing:
    """Draw the cards in two or three columns, one on a phone."""
    canvas = Canvas.of("questions", subject, room)
    newcomer_questions = subject.catalogue.newcomer_questions
    column_count = 3 if room.width >= THREE else 2 if room.width >= TWO else 1
    row_count = -(-len(newcomer_questions) // column_count)
    gap = GAP if room.height >= 300 else TIGHT
    width = (room.width - gap * (column_count - 1)) / column_count
    most_height = (room.height - gap * (row_count - 1)) / row_count
    look = _look(canvas, newcomer_questions, width, most_height)
    need = max(_need(canvas, look, question, width) for question in newcomer_questions)
    height = need if subject.output == "site" else min(most_height, need * PAGE_HEIGHT)
    frame = Rect(0, 0, room.width, row_count * height + (row_count - 1) * gap)
    for question, place in zip(
        newcomer_questions, cells(frame, column_count, len(newcomer_questions), gap), strict=True
    ):
        canvas.add(_card(canvas, look, question, place))
    return canvas.finish(frame.height, items=_spoken(canvas))


def _look(
    canvas: Canvas, newcomer_questions: Sequence[NewcomerQuestion], width: float, most_height: float
) -> _QuestionLook:
    """Choose the largest look with which every card shows its whole text."""
    looks = _PHONE if canvas.is_slim else _LOOKS
    fitting = (
        look
        for look in looks
        if all(
            _need(canvas, look, question, width) <= most_height for question in newcomer_questions
        )
    )
    return next(fitting, looks[-1])


def _need(canvas: Canvas, look: _QuestionLook, question: NewcomerQuestion, width: float) -> float:
    text_width, words = width - 2 * look.padding - look.indent, canvas.words
    text = words.height(question.question, look.question, text_width) + TIGHT
    text += words.height(answer_line(canvas, question), look.answer, text_width)
    return 2 * look.padding + (max(text, BIG.pitch) if look.is_beside else text + BIG.pitch)


def _card(canvas: Canvas, look: _QuestionLook, question: NewcomerQuestion, place: Rect) -> Group:
    """Make a card; its answer takes the lines that number and question leave."""
    frame = place.inset(look.padding)
    number = Rect(frame.x, frame.y, BIG.size, BIG.pitch)
    top = frame.y if look.is_beside else number.bottom
    text = Rect(frame.x + look.indent, top, frame.width - look.indent, frame.bottom - top)
    question_label = canvas.words.label(
        question.question, look.question, text.width, max_lines=QUESTION_LINES
    )
    height_left = text.height - len(question_label.lines) * look.question.pitch - TIGHT
    labels = [question_label]
    if lines := int((height_left + 1e-6) // look.answer.pitch):
        answer = answer_line(canvas, question)
        style = look.answer.on("muted")
        labels.append(canvas.words.label(answer, style, text.width, max_lines=lines, before=TIGHT))
    left_out = canvas.subject.edition.handbook.handbook.deck.leave_out
    has_slide = canvas.subject.output == "deck" and question.slide not in left_out
    target = question.slide if has_slide else question.page
    sign = Rect(frame.right - ICON, frame.y + (BIG.pitch - ICON) / 2, ICON, ICON)
    marks = (
        Box(place, fill="surface"),
        *(() if look.is_beside else (Icon(sign, question.icon),)),
        canvas.bare(number, str(question.number), BIG, valign="top"),
        Box(text, tuple(labels), align="left", valign="top", padding=0),
    )
    return Group(marks, question.question, target)


def _spoken(canvas: Canvas) -> str:
    return " ".join(
        f"{question.number}. {question.question} – {answer_line(canvas, question).rstrip('.')}."
        for question in canvas.subject.catalogue.newcomer_questions
    )
