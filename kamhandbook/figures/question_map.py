"""The map of the guiding questions: a card a dimension, what is answered and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kamhandbook.content.answers import Status
from kamhandbook.content.questions import GuidingQuestion, guiding_questions
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Mark, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, cells
from kamhandbook.figures.markers import BALL, ball, target
from kamhandbook.figures.text_setter import NAME, PLAIN, STRONG, LabelStyle
from kamhandbook.wording.catalogue import Dimension

LEAST_CARD = 190.0  # points of width of a card beside others
ACROSS = 4
LINES = (3, 2, 1)  # most lines of a question
MARK = 3.0  # height of the bar on the card to go on with


class _MapLook(Struct, frozen=True):
    """How the cards look: styles of name and question, padding, most lines of a question."""

    name: LabelStyle
    question: LabelStyle
    padding: float
    lines: int

    @property
    def indent(self) -> float:
        """How far a question stands right of its ball."""
        return BALL + TIGHT


_LOOKS = tuple(
    _MapLook(name, question, padding, lines)
    for name, question, padding in ((NAME, NAME.regular, 12.0), (STRONG, PLAIN, 8.0))
    for lines in LINES
)


def question_map(subject: Subject, room: Room) -> Drawing:
    """Draw every dimension with its questions; the first with an open one is pointed out."""
    canvas = Canvas.of("question_map", subject, room)
    asked = {
        dimension.id: guiding_questions(subject.edition.handbook, subject.catalogue, dimension.id)
        for dimension in subject.catalogue.dimensions
    }
    count = max(1, min(ACROSS, int((room.width + GAP) // (LEAST_CARD + GAP))))
    row_count = -(-len(asked) // count)
    width = (room.width - GAP * (count - 1)) / count
    most_height = (room.height - GAP * (row_count - 1)) / row_count
    look = _look(canvas, asked, width, most_height)
    need = max(_need(canvas, look, d, asked[d.id], width) for d in subject.catalogue.dimensions)
    height = need if subject.output == "site" else most_height
    frame = Rect(0, 0, room.width, row_count * (height + GAP) - GAP)
    is_next = next((id_ for id_, questions in asked.items() if any(map(_is_open, questions))), "")
    places = cells(frame, count, len(asked))
    for dimension, place in zip(subject.catalogue.dimensions, places, strict=True):
        marks = tuple(_card(canvas, look, dimension, asked[dimension.id], place))
        if dimension.id == is_next:
            marks += (Box(Rect(place.x, place.y, place.width, MARK), fill="accent"),)
        canvas.add(Group(marks, dimension.name, target(subject, dimension)))
    return canvas.finish(frame.height, items=_spoken(canvas, asked))


def _look(
    canvas: Canvas,
    asked: Mapping[str, Sequence[GuidingQuestion]],
    width: float,
    most_height: float,
) -> _MapLook:
    """Choose the largest look with which every card shows all of its questions."""
    dimensions = canvas.subject.catalogue.dimensions
    fitting = (
        look
        for look in _LOOKS
        if all(_need(canvas, look, d, asked[d.id], width) <= most_height for d in dimensions)
    )
    return next(fitting, _LOOKS[-1])


def _need(
    canvas: Canvas,
    look: _MapLook,
    dimension: Dimension,
    questions: Sequence[GuidingQuestion],
    width: float,
) -> float:
    text_width = width - 2 * look.padding
    lines = sum(
        min(
            canvas.words.count(_name(canvas, q), look.question, text_width - look.indent),
            look.lines,
        )
        for q in questions
    )
    heading = canvas.words.height(_heading(dimension), look.name, text_width)
    gaps = TIGHT * (len(questions) + 1)
    return 2 * look.padding + heading + lines * look.question.pitch + gaps


def _card(
    canvas: Canvas,
    look: _MapLook,
    dimension: Dimension,
    questions: Sequence[GuidingQuestion],
    place: Rect,
) -> Iterator[Mark]:
    yield Box(place, fill="surface")
    frame = place.inset(look.padding)
    heading = canvas.words.label(_heading(dimension), look.name, frame.width)
    height = len(heading.lines) * look.name.pitch
    at = Rect(frame.x, frame.y, frame.width, height)
    yield Box(at, (heading,), align="left", valign="top", padding=0)
    y = frame.y + height + 2 * TIGHT
    rows = [(q, _question(canvas, look, q, frame.width)) for q in questions]
    heights = [len(label.lines) * look.question.pitch + TIGHT for _, label in rows]
    count = _whole(heights, frame.bottom - y)
    for (question, label), row_height in zip(rows[:count], heights, strict=False):
        yield from _row(label, Rect(frame.x, y, frame.width, row_height - TIGHT), look, question)
        y += row_height
    if count < len(rows):
        rest = Rect(frame.x, y, frame.width, PLAIN.pitch)
        yield canvas.more(rest, len(rows) - count, dimension.id)


def _whole(heights: Sequence[float], room: float) -> int:
    """Return how many rows have room, a line for the note left where it is not all."""
    if sum(heights) - TIGHT <= room + 0.01:
        return len(heights)
    fitting = [n for n in range(len(heights)) if sum(heights[:n]) + PLAIN.pitch <= room + 0.01]
    return max(fitting, default=0)


def _row(label: Label, place: Rect, look: _MapLook, question: GuidingQuestion) -> Iterator[Mark]:
    yield from ball(place.x, place.y + (look.question.pitch - BALL) / 2, _state(question))
    text = Rect(place.x + look.indent, place.y, place.width - look.indent, place.height)
    yield Box(text, (label,), align="left", valign="top", padding=0)


def _question(canvas: Canvas, look: _MapLook, question: GuidingQuestion, width: float) -> Label:
    style = look.question if _is_open(question) else look.question.on("muted")
    return canvas.words.label(
        _name(canvas, question), style, width - look.indent, max_lines=look.lines
    )


def _heading(dimension: Dimension) -> str:
    return f"{dimension.number}  {dimension.name}"


def _name(canvas: Canvas, question: GuidingQuestion) -> str:
    """Return a question in a word or two; one of the company's own as it is."""
    if question.is_own:
        return question.question
    names: Mapping[str, str] = canvas.subject.language.words("deck")["question_names"]
    return names.get(question.id, question.question)


def _is_open(question: GuidingQuestion) -> bool:
    return not question.answer.is_answered


def _state(question: GuidingQuestion) -> Status:
    return Status.OPEN if _is_open(question) else question.answer.status


def _spoken(canvas: Canvas, asked: Mapping[str, Sequence[GuidingQuestion]]) -> str:
    """Say which questions are open, by dimension."""
    return "; ".join(
        f"{dimension.name}: "
        + ", ".join(_name(canvas, q) for q in asked[dimension.id] if _is_open(q))
        for dimension in canvas.subject.catalogue.dimensions
        if any(map(_is_open, asked[dimension.id]))
    )
