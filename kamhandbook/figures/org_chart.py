"""The organisation chart: lines of reporting, KAM's place in them, its functional lines dotted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamhandbook.drawing import Align, Box, Drawing, Line, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import TIGHT, fitting
from kamhandbook.figures.org_lines import GUTTER, SPINE, Column, Placed, dotted_lines, solid_lines
from kamhandbook.figures.org_tree import Branch, branches, condensed, find_kam, fold, joined
from kamhandbook.figures.words import NAME, PLAIN, QUIET, STRONG, Style
from kamhandbook.model.programme import Box as Unit
from kamhandbook.source import Path_

PAGE = "organisation.html"
ROOT: Path_ = ("organisation", "structure")
MOST_UNITS = 25  # boxes on a slide
LEAST, MOST = 108.0, 272.0  # width of a column
HANGING = 170.0  # width of a column in which the second level hangs from a line, too
TOP = 180.0  # width of the top box, more for a longer name
DROP = 24.0  # from the top box to the second level
LEGEND, CHANNEL, NOTE = 20.0, 14.0, 18.0
LINES = 3  # most lines of a name
#: Padding of a box and gap to the next, from roomy to tight.
TRIES = ((7.0, 8.0), (5.0, 6.0), (3.0, 4.0))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Columns and sizes: heights of the top box, of the second level, of all below."""

    columns: tuple[Column, ...]
    top: float
    second: float
    lower: float
    padding: float
    gap: float
    head: Style

    def depth(self, column: Column) -> float:
        """How high a column is."""
        rows = len(column.branch.rows)
        second = 0.0 if column.hangs else self.second
        lower = rows if column.hangs else rows - 1
        note = NOTE if column.branch.hidden else 0.0
        return second + lower * (self.lower + self.gap) + note


def org_chart(subject: Subject, room: Room) -> Drawing | None:
    """Draw the chart from the top box down; what has no room is counted where it belongs."""
    root = subject.edition.handbook.organisation.structure
    if not root.name and not root.reports:
        return None
    canvas = Canvas.of("org_chart", subject, room)
    kam = find_kam(root)
    plan = _planned(canvas, root, bool(kam and kam.dotted))
    placed = _placed(canvas, plan, root)
    bottom = max(rect.bottom for rect in placed.values())
    for column in plan.columns:
        bottom = max(bottom, plan.top + DROP + plan.depth(column))
    canvas.add(*solid_lines(plan.columns, placed, ROOT, DROP))
    height = bottom
    if kam and kam.dotted:
        lines, unknown = _dotted(plan, placed, kam, bottom + CHANNEL / 2)
        canvas.add(*lines)
        height = _legend(canvas, kam, unknown, bottom + (CHANNEL if lines else 0.0))
    canvas.add(*_boxes(canvas, plan, placed, root), *_notes(canvas, plan, placed))
    return canvas.finish(height, **_spoken(canvas, root, kam))


# --- planning


def _planned(canvas: Canvas, root: Unit, has_dotted: bool) -> _Plan:
    """Choose columns, sizes and, where the height is short, what is left out."""
    room, found = canvas.room, branches(root, ROOT)
    usable = room.width - (GUTTER / 2 if has_dotted else 0.0)
    hangs = fitting(usable, LEAST, GUTTER) < len(found)
    if hangs:
        found = joined(found, min(len(found), max(1, fitting(usable, HANGING, GUTTER))))
    free = room.height - DROP - (CHANNEL + LEGEND if has_dotted else 0.0)
    units = MOST_UNITS - 1 if canvas.subject.output == "deck" else 10**9
    for padding, gap in TRIES:
        plan = _sized(canvas, root, _laid_out(found, usable, hangs), padding, gap)
        if not found or plan.top + max(map(plan.depth, plan.columns)) <= free:
            break
    fits = (free - plan.top - (0.0 if hangs else plan.second)) / (plan.lower + plan.gap)
    rows = 10**9 if math.isinf(fits) else max(1, int(fits + 1e-6) + (not hangs))
    shown = condensed(found, rows, units) if found else ()
    return _sized(canvas, root, _laid_out(shown, usable, hangs), plan.padding, plan.gap)


def _laid_out(found: Sequence[Branch], usable: float, hangs: bool) -> tuple[Column, ...]:
    """Give the columns their places, in the middle of the room if they need less than it."""
    if not found:
        return ()
    count = len(found)
    width = (usable - GUTTER * (count - 1)) / count
    width = width if hangs else min(MOST, width)
    left = (usable - count * width - GUTTER * (count - 1)) / 2
    return tuple(
        Column(
            branch, left + index * (width + GUTTER), left + index * (width + GUTTER) + width, hangs
        )
        for index, branch in enumerate(found)
    )


def _sized(
    canvas: Canvas, root: Unit, columns: tuple[Column, ...], padding: float, gap: float
) -> _Plan:
    """Measure the boxes: those of one kind are as high as the fullest of them."""
    words = canvas.words

    def height(names: Sequence[tuple[str, float]], style: Style) -> float:
        lines = [min(words.count(n, style, w - 2 * padding), LINES) for n, w in names]
        return max(lines, default=1) * style.pitch + 2 * padding

    rows = [(c, row) for c in columns for row in c.branch.rows]
    second = [(r.unit.name, c.right - c.left) for c, r in rows if not r.depth and not c.hangs]
    lower = [(r.unit.name, c.right - c.x(r)) for c, r in rows if r.depth or c.hangs]
    heads = [(_name(canvas, root), _top_width(canvas, root)), *second]
    fits = all(words.fits(name, NAME, width - 2 * padding, 2) for name, width in heads)
    head = NAME if fits else STRONG
    return _Plan(
        columns,
        height(heads[:1], head),
        height(second, head),
        height(lower, STRONG),  # KAM's own name is bold
        padding,
        gap,
        head,
    )


def _top_width(canvas: Canvas, root: Unit) -> float:
    needed = canvas.words.width(_name(canvas, root), NAME) + 2 * SPINE + 2 * TIGHT
    return min(canvas.room.width, MOST, max(TOP, needed))


def _name(canvas: Canvas, root: Unit) -> str:
    return root.name or canvas.subject.edition.handbook.handbook.company.name


# --- placing and drawing


def _placed(canvas: Canvas, plan: _Plan, root: Unit) -> Placed:
    """Give every box its rectangle, by content path."""
    width = _top_width(canvas, root)
    left = (canvas.room.width - width) / 2
    if plan.columns:
        left = (plan.columns[0].left + plan.columns[-1].right - width) / 2
        if plan.columns[0].hangs and len(plan.columns) == 1:
            left = 0.0
    placed: Placed = {ROOT: Rect(max(0.0, left), 0.0, width, plan.top)}
    for column in plan.columns:
        y = plan.top + DROP
        for row in column.branch.rows:
            height = plan.lower if row.depth or column.hangs else plan.second
            x = column.x(row)
            placed[row.path] = Rect(x, y, column.right - x, height)
            y += height + plan.gap
    return placed


def _boxes(canvas: Canvas, plan: _Plan, placed: Placed, root: Unit) -> Iterator[Mark]:
    yield _box(canvas, plan, placed[ROOT], root, _name(canvas, root), ROOT, is_head=True)
    for column in plan.columns:
        for row in column.branch.rows:
            is_head = not row.depth and not column.hangs
            frame = placed[row.path]
            yield _box(canvas, plan, frame, row.unit, row.unit.name, row.path, is_head=is_head)


def _box(
    canvas: Canvas, plan: _Plan, frame: Rect, unit: Unit, name: str, path: Path_, *, is_head: bool
) -> Box:
    """Make a box; KAM's is the one that stands out, the two upper levels are a little stronger."""
    style = plan.head if is_head else STRONG if unit.kam else PLAIN
    fill: Role = "primary" if unit.kam else "primary_soft" if len(path) <= 4 else "surface"
    style = style.on("on_primary") if unit.kam else style
    width = frame.width - 2 * plan.padding
    label = canvas.words.label(name, style, width, most=LINES, path=(*path, "name"))
    align: Align = "center" if is_head else "left"
    return Box(frame, (label,), fill, align=align, padding=plan.padding)


def _notes(canvas: Canvas, plan: _Plan, placed: Placed) -> Iterator[Mark]:
    """Say below a column how many of its units are not shown."""
    for column in plan.columns:
        if column.branch.hidden:
            last = placed[column.branch.rows[-1].path]
            place = Rect(column.left + 2 * SPINE, last.bottom, 0, NOTE)
            width = column.right - place.x
            yield canvas.more(Rect(place.x, place.y, width, NOTE), column.branch.hidden, PAGE)


def _dotted(
    plan: _Plan, placed: Placed, kam: Unit, channel: float
) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """Draw KAM's functional lines; names of units that are not in the chart are given back."""
    rows = [(column, row) for column in plan.columns for row in column.branch.rows]
    wanted = {fold(name) for name in kam.dotted}
    source = [(c, placed[r.path]) for c, r in rows if r.unit is kam]
    targets = [(c, placed[r.path]) for c, r in rows if fold(r.unit.name) in wanted]
    known = {fold(row.unit.name) for _, row in rows} if source else set()
    unknown = tuple(name for name in kam.dotted if fold(name) not in known)
    if not source or not targets:
        return (), unknown
    return tuple(dotted_lines(source[0], targets, channel)), unknown


def _legend(canvas: Canvas, kam: Unit, unknown: Sequence[str], top: float) -> float:
    """Explain the dotted lines and name those units that the chart does not show."""
    text = canvas.say("dotted", kam=kam.name)
    if unknown:
        text = canvas.say("dotted_to", kam=kam.name, names=", ".join(unknown))
    y = top + LEGEND / 2
    canvas.add(Line(((0, y), (28, y)), "primary", dashed=True))
    place = Rect(36, top, canvas.room.width - 36, LEGEND)
    canvas.add(canvas.bare(place, text, QUIET))
    return top + LEGEND


def _spoken(canvas: Canvas, root: Unit, kam: Unit | None) -> dict[str, str]:
    chief = _chief(root, kam) if kam else None
    reports = ", ".join(unit.name for unit in root.reports if unit.name)
    place = ""
    if kam and chief:
        place = canvas.say("below", kam=kam.name, chief=chief.name or _name(canvas, root))
    if kam and kam.dotted:
        place += " " + canvas.say("leads", names=", ".join(kam.dotted))
    return {"root": _name(canvas, root), "reports": reports or "–", "place": place.strip()}


def _chief(unit: Unit, kam: Unit) -> Unit | None:
    if any(report is kam for report in unit.reports):
        return unit
    return next((found for report in unit.reports if (found := _chief(report, kam))), None)
