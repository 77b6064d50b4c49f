"""The chain of the dimensions: from each goal the strongest way to its KPI, and where it breaks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from kamhandbook.content.chain import Chain, Link, Strand, chain_of
from kamhandbook.content.chain_gaps import gaps_of
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Line, Mark, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, columns
from kamhandbook.figures.text_setter import PLAIN, STRONG, LabelStyle

PAGE = "chain"
WIDE = 560.0  # from here on the seven kinds stand side by side
NAME_WIDTH = 84.0  # of the kinds' names where they stand below each other
HEAD, NOTE = 40.0, 20.0
INSET = 5.0
LINES = (8, 6, 4, 3, 2)  # most lines of a text, from roomy to tight
MOST_AIR = 1.6  # how much higher rows are than their texts where a slide has the room
LIST_LINES = (3, 2, 1)
MOST = 6  # ways that are shown at most
#: What is missing where a way breaks off, by the first link that is not there.
_BREAKS = {
    Link.CRITERION: "goal_without_criterion",
    Link.ACCOUNT: "criterion_without_account",
    Link.REQUIREMENT: "account_without_requirement",
    Link.SERVICE: "requirement_without_service",
    Link.FUNCTION: "service_without_function",
}
_SLIDES = {
    Link.GOAL: "goals",
    Link.CRITERION: "criteria",
    Link.ACCOUNT: "key_accounts",
    Link.REQUIREMENT: "key_accounts",
    Link.SERVICE: "services",
    Link.FUNCTION: "services",
    Link.KPI: "steering",
}
_PAGES = {
    Link.GOAL: "goals",
    Link.CRITERION: "selection",
    Link.ACCOUNT: "key_accounts",
    Link.REQUIREMENT: "key_accounts",
    Link.SERVICE: "services",
    Link.FUNCTION: "services",
    Link.KPI: "steering",
}


class _Told(Struct, frozen=True, dict=True):
    """A chain with the words for what is missing in it."""

    canvas: Canvas
    chain: Chain

    @cached_property
    def _gaps(self) -> frozenset[str]:
        edition = self.canvas.subject.edition
        return frozenset(gap.kind for gap in gaps_of(self.chain, edition.hidden))

    def gap(self, strand: Strand, link: Link) -> str:
        """Return what stands where a way breaks off; "" behind that, and where nobody can know."""
        kind = "goal_without_kpi" if link is Link.KPI else _BREAKS[link]
        if link is Link.SERVICE and strand.not_met:
            kind = "requirement_not_met"
        order = list(_BREAKS)
        is_first = link is Link.KPI or all(
            strand.texts[before] for before in order[: order.index(link)]
        )
        is_known = kind in self._gaps and is_first
        return self.canvas.subject.catalogue.label("gap", kind) if is_known else ""


def chain(subject: Subject, room: Room) -> Drawing | None:
    """Draw a row for each goal; None where nothing is linked with any of them."""
    linked = chain_of(subject.edition.handbook)
    strands = [strand for strand in linked.strands if strand.length > 1]
    if not strands:
        return None
    canvas = Canvas.of("chain", subject, room)
    told = _Told(canvas, linked)
    draw = _side_by_side if room.width >= WIDE else _below_each_other
    height, shown = draw(told, _strongest_first(strands))
    if not shown:
        return None
    spoken = "; ".join(_spoken(told, strand) for strand in shown)
    return canvas.finish(height, items=spoken)


def _strongest_first(strands: Sequence[Strand]) -> list[Strand]:
    """Return whole ways before broken ones, else in the company's order."""
    return sorted(strands, key=lambda strand: -strand.length)


def _side_by_side(told: _Told, strands: Sequence[Strand]) -> tuple[float, Sequence[Strand]]:
    canvas = told.canvas
    places = columns(Rect(0, 0, canvas.room.width, HEAD), len(Link), GAP)
    text_width = places[0].width - 2 * INSET
    free = canvas.room.height - HEAD - TIGHT
    lines, shown = _fitting(told, strands, text_width, free)
    canvas.add(*(_head(told, link, place) for link, place in zip(Link, places, strict=True)))
    heights = [_height(told, strand, text_width, lines) for strand in shown]
    rows = free - (len(shown) - 1) * TIGHT - (NOTE + TIGHT if len(shown) < len(strands) else 0.0)
    roomier = 1.0 if math.isinf(free) else min(MOST_AIR, max(1.0, rows / sum(heights)))
    y = HEAD + TIGHT
    for strand, height in zip(shown, (roomier * height for height in heights), strict=True):
        cells = [Rect(place.x, y, place.width, height) for place in places]
        marks = [*_arrows(told, strand, cells), *_cells(told, strand, cells, lines)]
        canvas.add(Group(tuple(marks), strand.texts[Link.GOAL]))
        y += height + TIGHT
    rest = len(strands) - len(shown)
    if rest:
        canvas.add(canvas.more(Rect(0, y, canvas.room.width, NOTE), rest, PAGE))
        y += NOTE + TIGHT
    return y - TIGHT, shown


def _most(strands: Sequence[Strand]) -> Sequence[Strand]:
    """Return the ways that are shown at most; nobody is told that there is just one more."""
    return strands[:MOST] if len(strands) > MOST + 1 else strands


def _fitting(
    told: _Told, strands: Sequence[Strand], width: float, free: float
) -> tuple[int, Sequence[Strand]]:
    """Return how many lines texts may have, and the ways that then have room."""
    most = _most(strands)
    for lines in LINES:
        heights = [_height(told, strand, width, lines) + TIGHT for strand in most]
        note = NOTE + TIGHT if len(strands) > len(most) else 0.0
        if sum(heights) + note - TIGHT <= free:
            return lines, most
    lines, used = LINES[-1], NOTE + TIGHT
    shown: list[Strand] = []
    for strand in most:
        used += _height(told, strand, width, lines) + TIGHT
        if used > free and shown:
            break
        shown.append(strand)
    return lines, shown


def _height(told: _Told, strand: Strand, width: float, lines: int) -> float:
    count = told.canvas.words.count
    counts = (min(count(t.words, t.style, width), lines) for t in _texts(told, strand))
    return max(counts) * PLAIN.pitch + 2 * INSET


class _Text(Struct, frozen=True):
    """What stands for a link: its name, or what is missing, or nothing."""

    words: str
    style: LabelStyle
    is_gap: bool = False


def _texts(told: _Told, strand: Strand) -> Iterator[_Text]:
    for link in Link:
        name = strand.texts[link]
        if name or link is Link.GOAL:
            yield _Text(name, STRONG if link is Link.GOAL else PLAIN)
        else:
            yield _Text(told.gap(strand, link), PLAIN.on("caution"), is_gap=True)


def _head(told: _Told, link: Link, place: Rect) -> Mark:
    """Return a kind's name with how many of it there are."""
    canvas = told.canvas
    names: Mapping[str, str] = canvas.choice("links")
    count = told.chain.count(link)
    width = place.width - 2 * TIGHT
    name = canvas.words.label(names[link], STRONG.on("on_primary"), width, max_lines=1)
    number = canvas.words.label(
        canvas.say("count", count=count), PLAIN.on("on_primary"), width, max_lines=1
    )
    return Box(place, (name, number), "primary", padding=TIGHT / 2, target=_target(told, link))


def _target(told: _Told, link: Link) -> str:
    subject = told.canvas.subject
    if subject.output == "deck":
        left_out = subject.edition.handbook.handbook.deck.leave_out
        return "" if _SLIDES[link] in left_out else _SLIDES[link]
    return subject.catalogue.file_of(_PAGES[link])


def _cells(told: _Told, strand: Strand, places: Sequence[Rect], lines: int) -> Iterator[Mark]:
    for text, place in zip(_texts(told, strand), places, strict=True):
        if text.words:
            width = place.width - 2 * INSET
            label = told.canvas.words.label(text.words, text.style, width, max_lines=lines)
            yield _cell(text, place, label)


def _arrows(told: _Told, strand: Strand, places: Sequence[Rect]) -> Iterator[Line]:
    """Yield an arrow from each link to the next one that is there, or is known to be missing."""
    filled = [bool(text.words) for text in _texts(told, strand)]
    for number, (before, after) in enumerate(pairwise(places)):
        if filled[number] and filled[number + 1]:
            y = before.centre[1]
            yield Line(((before.right, y), (after.x, y)), "muted", arrow=True)


def _below_each_other(told: _Told, strands: Sequence[Strand]) -> tuple[float, Sequence[Strand]]:
    """Draw each way as a list of its links, where the room is narrow; none if none fits."""
    canvas, y = told.canvas, 0.0
    free = canvas.room.height
    lines = next((n for n in LIST_LINES if _list_height(told, strands[0], n) <= free), 0)
    shown: list[Strand] = []
    for strand in _most(strands) if lines else ():
        height = _list_height(told, strand, lines)
        note = NOTE + GAP if len(strands) > len(shown) + 1 else 0.0
        if shown and y + height + note > free:
            break
        canvas.add(Group(tuple(_list(told, strand, y, lines)), strand.texts[Link.GOAL]))
        y += height + GAP
        shown.append(strand)
    rest = len(strands) - len(shown)
    if rest and y + NOTE <= free:
        canvas.add(canvas.more(Rect(0, y, canvas.room.width, NOTE), rest, PAGE))
        y += NOTE + GAP
    return y - GAP, shown


def _list_height(told: _Told, strand: Strand, most: int) -> float:
    width = told.canvas.room.width - NAME_WIDTH - 2 * INSET
    count = told.canvas.words.count
    texts = [text for text in _texts(told, strand) if text.words]
    lines = sum(min(count(text.words, text.style, width), most) for text in texts)
    return lines * PLAIN.pitch + len(texts) * (2 * INSET + TIGHT) - TIGHT


def _list(told: _Told, strand: Strand, top: float, lines: int) -> Iterator[Mark]:
    canvas, y = told.canvas, top
    words, names = canvas.words, canvas.choice("links")
    width = canvas.room.width - NAME_WIDTH
    for link, text in zip(Link, _texts(told, strand), strict=True):
        if text.words:
            label = words.label(text.words, text.style, width - 2 * INSET, max_lines=lines)
            height = len(label.lines) * PLAIN.pitch + 2 * INSET
            name = Rect(0, y, NAME_WIDTH - TIGHT, height)
            yield canvas.bare(name, names[link], STRONG.on("primary"))
            yield _cell(text, Rect(NAME_WIDTH, y, width, height), label)
            y += height + TIGHT


def _cell(text: _Text, place: Rect, label: Label) -> Box:
    """Return the box of a text: filled, or dashed where something is missing."""
    if text.is_gap:
        return Box(place, (label,), None, "caution", "box", "left", padding=INSET, dashed=True)
    return Box(place, (label,), "surface", align="left", padding=INSET)


def _spoken(told: _Told, strand: Strand) -> str:
    names = told.canvas.choice("links")
    texts = zip(Link, _texts(told, strand), strict=True)
    return ", ".join(f"{names[link]} {text.words}" for link, text in texts if text.words)
