"""Terms beside what they are mixed up with: what we mean, and what not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.goals import Term
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Mark, Rect
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, columns
from kamhandbook.figures.text_setter import HEADING, NAME, PLAIN, LabelStyle, height_of

PATH = ("goals", "terms")
WIDE = 480.0  # points: from here on the two stand side by side
SIGN, DISC = 36.0, 26.0  # room between the two, diameter of „≠“ in it
PADDING = 12.0
MOST = 4  # pairs
MOST_AIR = 1.7


class _PairLook(Struct, frozen=True):
    """Styles of a term and of its meaning."""

    term: LabelStyle
    meaning: LabelStyle


LOOKS = (
    _PairLook(HEADING.at(24.0), HEADING.regular.at(18.0)),
    _PairLook(HEADING.at(20.0), HEADING.regular),
    _PairLook(HEADING, NAME.regular),
    _PairLook(NAME, PLAIN),
)


class _Pair(Struct, frozen=True):
    """A term, and what it is not: another term of the glossary or a word of its own."""

    term: Term
    unlike: Term


def contrasts(subject: Subject, room: Room) -> Drawing | None:
    """Draw a row a pair; None where no term is told apart from another, or there is no room."""
    pairs = _pairs([t for _, t in numbered(subject.edition.handbook.goals.terms, "term")])
    if not pairs:
        return None
    canvas = Canvas.of("contrasts", subject, room)
    width = _width(canvas)
    for look in LOOKS:
        heights = [_height(canvas, look, pair, width) for pair in pairs]
        free = room.height - GAP * (len(pairs) - 1)
        if sum(heights) <= free:
            break
    else:
        return None
    air = min(MOST_AIR, free / sum(heights)) if subject.output == "deck" else 1.0
    y = 0.0
    for pair, height in zip(pairs, heights, strict=True):
        place = Rect(0, y, room.width, height * air)
        canvas.add(Group(tuple(_row(canvas, look, pair, place)), pair.term.term))
        y = place.bottom + GAP
    return canvas.finish_whole(y - GAP, items=_spoken(pairs))


def _pairs(terms: Sequence[Term]) -> list[_Pair]:
    """Return the terms that are told apart from others, no two twice."""
    known = {term.term.casefold(): term for term in terms}
    pairs: list[_Pair] = []
    shown: set[frozenset[str]] = set()
    for term in terms:
        both = frozenset((term.term.casefold(), term.unlike.casefold()))
        if term.unlike and both not in shown:
            other = known.get(term.unlike.casefold(), Term(term=term.unlike))
            pairs.append(_Pair(term, other))
            shown.add(both)
    return pairs[:MOST]


def _width(canvas: Canvas) -> float:
    room = canvas.room.width
    return (room - SIGN) / 2 if room >= WIDE else room


def _labels(canvas: Canvas, look: _PairLook, term: Term, width: float) -> tuple[Label, ...]:
    name = canvas.words.label(term.term, look.term.on("primary"), width, path=PATH)
    if not term.meaning:
        return (name,)
    return name, canvas.words.label(term.meaning, look.meaning, width, before=4, path=PATH)


def _height(canvas: Canvas, look: _PairLook, pair: _Pair, width: float) -> float:
    heights = [_card_height(canvas, look, t, width) for t in (pair.term, pair.unlike)]
    return max(heights) if canvas.room.width >= WIDE else sum(heights) + SIGN


def _card_height(canvas: Canvas, look: _PairLook, term: Term, width: float) -> float:
    return height_of(_labels(canvas, look, term, width - 2 * PADDING)) + 2 * PADDING


def _row(canvas: Canvas, look: _PairLook, pair: _Pair, place: Rect) -> Iterator[Mark]:
    """Draw a pair with a sign between: what is meant filled, what is not outlined."""
    ours, other = _beside(place) if place.width >= WIDE else _below(canvas, look, pair, place)
    room = ours.width - 2 * PADDING
    labels = _labels(canvas, look, pair.term, room)
    yield Box(ours, labels, "surface", align="left", padding=PADDING)
    labels = _labels(canvas, look, pair.unlike, room)
    yield Box(other, labels, None, "line", align="left", padding=PADDING)
    x = ours.right + SIGN / 2 if other.x else ours.centre[0]
    y = ours.centre[1] if other.x else ours.bottom + SIGN / 2
    yield _sign(canvas, x, y)


def _beside(place: Rect) -> tuple[Rect, ...]:
    return columns(place, 2, SIGN)


def _below(canvas: Canvas, look: _PairLook, pair: _Pair, place: Rect) -> tuple[Rect, ...]:
    first = _card_height(canvas, look, pair.term, place.width)
    top = place.y + first + SIGN
    ours = Rect(place.x, place.y, place.width, first)
    return ours, Rect(place.x, top, place.width, place.bottom - top)


def _sign(canvas: Canvas, x: float, y: float) -> Box:
    label = canvas.words.label(canvas.say("sign"), NAME.at(18.0).on("on_accent"), DISC)
    place = Rect(x - DISC / 2, y - DISC / 2, DISC, DISC)
    return Box(place, (label,), "accent", shape="circle", padding=0)


def _spoken(pairs: Sequence[_Pair]) -> str:
    def said(term: Term) -> str:
        return f"{term.term} ({term.meaning.rstrip('.')})" if term.meaning else term.term

    return "; ".join(f"{said(pair.term)} – {said(pair.unlike)}" for pair in pairs)
