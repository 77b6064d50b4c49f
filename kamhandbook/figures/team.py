"""The key account team: the account in the middle, the core around it, the others around both."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.organisation import TeamRole
from kamhandbook.document.drawing import Box, Drawing, Label, Mark, Rect
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, balanced, columns, fitting
from kamhandbook.figures.text_setter import HEADING, NAME, PLAIN, QUIET, STRONG, height_of
from kamhandbook.wording.lists import enumerated

PAGE = "organisation"
CENTRED = 600.0  # from here on the account stands in the middle of its core team
ACCOUNT, LEAST_DISC = 116.0, 62.0  # most and least diameter of the account's disc
PILL = 34.0  # height of the pill that stands for the disc
EDGE, HEAD, INSIDE = 12.0, 26.0, 8.0  # a ring's edge, the line of its name, padding of a card
LEAST_CARD, MOST_ACROSS = 168.0, 4
NOTE, MOST_MORE = 20.0, 16.0
#: Most lines of role, function and tasks in a card, from all there is to the bare role.
DETAIL = ((3, 1, 3), (3, 1, 2), (3, 1, 1), (3, 1, 0), (3, 0, 0))

Lines = tuple[int, int, int]
Numbered = tuple[int, TeamRole]


class _Ring(Struct, frozen=True):
    """One ring: who is in it, how many are shown, in how many columns, how high its cards are."""

    kind: Literal["core", "others"]
    members: tuple[Numbered, ...]
    width: float
    columns: int
    account: Literal["disc", "pill", "none"]
    lines: Lines = DETAIL[0]
    card: float = 0.0
    count: int = 0

    @property
    def rows(self) -> int:
        """How many rows its cards take."""
        return -(-self.count // self.columns)

    @property
    def depth(self) -> float:
        """How high the ring's own part is: its name, its cards, perhaps a note."""
        if not self.members:
            return EDGE
        if not self.count:
            return HEAD + TIGHT  # named in the line of the ring's name
        cards = self.rows * (self.card + TIGHT) - TIGHT
        pill_height = PILL + TIGHT if self.account == "pill" else 0.0
        note = NOTE if self.count < len(self.members) else 0.0
        return (
            HEAD
            + pill_height
            + max(cards, LEAST_DISC if self.account == "disc" else 0)
            + note
            + EDGE
        )

    def row(self, top: float, x: float) -> tuple[Rect, ...]:
        """Return the places of a row's cards; the disc of the account divides it in the middle."""
        row = Rect(x, top, self.width, self.card)
        if self.account != "disc":
            return columns(row, self.columns, TIGHT)
        side_width = (self.width - ACCOUNT - 2 * GAP) / 2
        side = Rect(x, top, side_width, self.card)
        sides = (side, side.moved(self.width - side_width, 0))
        return tuple(place for side in sides for place in columns(side, self.columns // 2, TIGHT))


def team(subject: Subject, room: Room) -> Drawing | None:
    """Draw the account, the core team and the roles that join when their topic comes up."""
    roles = numbered(subject.edition.handbook.organisation.team, "role")
    if not roles:
        return None
    canvas = Canvas.of("team", subject, room)
    core = tuple(member for member in roles if member[1].core) or roles
    joining = tuple(member for member in roles if member not in core)
    inner, outer = _fitting(canvas, *_planned(room, core, joining))
    frame = Rect(EDGE, EDGE, room.width - 2 * EDGE, inner.depth)
    height = frame.bottom + outer.depth
    canvas.add(Box(Rect(0, 0, room.width, height), fill="surface"), Box(frame, fill="primary_soft"))
    canvas.add(*_account(canvas, inner, frame))
    canvas.add(*_ring(canvas, inner, frame.x + EDGE, frame.y))
    canvas.add(*_ring(canvas, outer, EDGE, frame.bottom))
    more = f" {canvas.say('joining', roles=_spoken(canvas, joining))}" if joining else ""
    return canvas.finish(height, core=_spoken(canvas, core), joining=more)


def _planned(
    room: Room, core: tuple[Numbered, ...], joining: tuple[Numbered, ...]
) -> tuple[_Ring, _Ring]:
    """Choose columns: beside the account's disc where there is width, else below its pill."""
    inner_width, outer_width = room.width - 4 * EDGE, room.width - 2 * EDGE
    if room.width < CENTRED:
        column_count = max(1, fitting(inner_width, LEAST_CARD, TIGHT))
        return (
            _Ring("core", core, inner_width, column_count, "pill"),
            _Ring("others", joining, outer_width, column_count, "none"),
        )
    sides = 2 if len(core) <= 6 or room.width < 2 * ACCOUNT + 4 * LEAST_CARD else 4
    max_columns = min(MOST_ACROSS, fitting(outer_width, LEAST_CARD, TIGHT))
    outer_columns = max(balanced(len(joining), max_columns), 2)
    return (
        _Ring("core", core, inner_width, sides, "disc"),
        _Ring("others", joining, outer_width, outer_columns, "none"),
    )


def _fitting(canvas: Canvas, inner: _Ring, outer: _Ring) -> tuple[_Ring, _Ring]:
    """Return both rings as much detail as fits; if none fits, leave out roles, the others first."""
    for lines in DETAIL:
        inner, outer = _measured(canvas, inner, lines), _measured(canvas, outer, lines)
        if _height(inner, outer) <= canvas.room.height:
            return _spread(canvas, inner, outer)
    while _height(inner, outer) > canvas.room.height and outer.count:
        outer = replace(outer, count=(outer.rows - 1) * outer.columns)
    while _height(inner, outer) > canvas.room.height and inner.count > inner.columns:
        inner = replace(inner, count=(inner.rows - 1) * inner.columns)
    return inner, outer


def _spread(canvas: Canvas, inner: _Ring, outer: _Ring) -> tuple[_Ring, _Ring]:
    """Let the cards of both rings grow a little where the slide has room."""
    if math.isinf(canvas.room.height):
        return inner, outer
    growth_room = (canvas.room.height - _height(inner, outer)) / (inner.rows + outer.rows)
    growth = min(MOST_MORE, growth_room)
    return replace(inner, card=inner.card + growth), replace(outer, card=outer.card + growth)


def _height(inner: _Ring, outer: _Ring) -> float:
    return EDGE + inner.depth + outer.depth


def _measured(canvas: Canvas, ring: _Ring, lines: Lines) -> _Ring:
    """Return the ring with cards as high as its fullest one needs."""
    width = ring.row(0, 0)[0].width - 2 * INSIDE
    texts = [_labels(canvas, member, width, lines) for member in ring.members]
    card = max(map(height_of, texts), default=0.0) + 2 * INSIDE
    return replace(ring, lines=lines, card=card, count=len(ring.members))


def _labels(canvas: Canvas, member: Numbered, width: float, lines: Lines) -> tuple[Label, ...]:
    index, role = member
    path = ("organisation", "team", index, "role")
    style = NAME if lines[1] else STRONG
    label = canvas.words.label(role.role, style, width, max_lines=lines[0], path=path)
    details = ((role.function, QUIET, lines[1]), (role.tasks, PLAIN, lines[2]))
    return (
        label,
        *(
            canvas.words.label(text, style, width, max_lines=max_lines)
            for text, style, max_lines in details
            if text and max_lines
        ),
    )


def _account(canvas: Canvas, ring: _Ring, frame: Rect) -> Iterator[Mark]:
    """Draw the account itself: a disc in the middle of the cards, or a pill above them."""
    style = HEADING.on("on_primary")
    if ring.account == "pill":
        pill = Rect(frame.x + EDGE, frame.y + HEAD, ring.width, PILL)
        label = canvas.words.label(canvas.say("account"), style, pill.width)
        yield Box(pill, (label,), "primary", shape="pill")
        return
    cards = max(ring.rows * (ring.card + TIGHT) - TIGHT, LEAST_DISC)
    size = min(ACCOUNT, cards)
    x, y = frame.centre[0] - size / 2, frame.y + HEAD + (cards - size) / 2
    style = style if size == ACCOUNT else STRONG.on("on_primary")
    label = canvas.words.label(canvas.say("account"), style, size - 16)
    yield Box(Rect(x, y, size, size), (label,), "primary", shape="circle")


def _ring(canvas: Canvas, ring: _Ring, x: float, top: float) -> Iterator[Mark]:
    """Draw a ring's name, its cards and, if some are left out, the note."""
    if not ring.members:
        return
    name = Rect(x, top, ring.width, HEAD)
    if not ring.count:
        text = canvas.say("named", kind=canvas.say(ring.kind), roles=_spoken(canvas, ring.members))
        yield canvas.bare(name, text, QUIET)
        return
    style = STRONG if ring.kind == "core" else STRONG.on("primary")  # primary is hard to read there
    yield canvas.bare(name, canvas.say(ring.kind), style)
    top += HEAD + (PILL + TIGHT if ring.account == "pill" else 0.0)
    for start in range(0, ring.count, ring.columns):
        row_members = ring.members[start : min(start + ring.columns, ring.count)]
        for member, place in zip(row_members, ring.row(top, x), strict=False):
            labels = _labels(canvas, member, place.width - 2 * INSIDE, ring.lines)
            yield Box(place, labels, "paper", align="left", valign="top", padding=INSIDE)
        top += ring.card + TIGHT
    if ring.count < len(ring.members):
        hidden_count = len(ring.members) - ring.count
        yield canvas.more(Rect(x, top - TIGHT, ring.width, NOTE), hidden_count, PAGE)


def _spoken(canvas: Canvas, members: tuple[Numbered, ...]) -> str:
    return enumerated(canvas.subject.language, (role.role for _, role in members))
