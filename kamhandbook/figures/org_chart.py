"""The organisation chart: lines of reporting, KAM's place in them, its functional lines dotted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamhandbook.content.identity import fold
from kamhandbook.content.organisation import OrganisationUnit
from kamhandbook.document.drawing import Align, Box, Drawing, Line, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.org_lines import SPINE, UnitRects, dotted_lines, solid_lines
from kamhandbook.figures.org_plan import (
    CHANNEL,
    DROP,
    LEGEND,
    NOTE,
    ROOT,
    ChartPlan,
    name_of,
    placed,
    planned,
    top_name,
)
from kamhandbook.figures.org_tree import find_kam
from kamhandbook.figures.text_setter import PLAIN, QUIET, STRONG
from kamhandbook.positions import ContentPath

PAGE = "organisation"
DASH = 28.0  # length of the legend's sample


def org_chart(subject: Subject, room: Room) -> Drawing | None:
    """Draw the chart from the top box down; what has no room is counted where it belongs."""
    root = subject.edition.handbook.organisation.structure
    if not root.name and not root.reports:
        return None
    canvas = Canvas.of("org_chart", subject, room)
    kam, plan = find_kam(root), planned(canvas, root)
    places = placed(canvas, plan, root)
    height = plan.height
    canvas.add(*solid_lines(plan.columns, places, ROOT, DROP))
    if kam and kam.dotted:
        lines, unknown = _dotted(plan, places, kam, height + CHANNEL / 2)
        canvas.add(*lines)
        height = _legend(canvas, kam, unknown, height + (CHANNEL if lines else 0.0))
    canvas.add(*_boxes(canvas, plan, places, root), *_notes(canvas, plan, places))
    return canvas.finish(height, **_spoken(canvas, root, kam))


def _boxes(
    canvas: Canvas, plan: ChartPlan, places: UnitRects, root: OrganisationUnit
) -> Iterator[Mark]:
    yield _box(canvas, plan, places[ROOT], root, top_name(canvas, root), ROOT, is_head=True)
    for column in plan.columns:
        for row in column.branch.rows:
            is_head = not row.depth and not column.hangs
            frame, name = places[row.path], name_of(row.unit)
            yield _box(canvas, plan, frame, row.unit, name, row.path, is_head=is_head)


def _box(
    canvas: Canvas,
    plan: ChartPlan,
    frame: Rect,
    unit: OrganisationUnit,
    name: str,
    path: ContentPath,
    *,
    is_head: bool,
) -> Box:
    """Make a box; KAM's is the one that stands out, the two upper levels are a little stronger."""
    style = plan.head if is_head else (STRONG if unit.kam else PLAIN).at(plan.look.size)
    is_upper = len(path) <= len(ROOT) + 2
    fill: Role = "primary" if unit.kam else "primary_soft" if is_upper else "surface"
    style = style.on("on_primary") if unit.kam else style
    look, width = plan.look, frame.width - 2 * plan.look.padding
    label = canvas.words.label(name, style, width, max_lines=look.lines, path=(*path, "name"))
    align: Align = "center" if is_head else "left"
    return Box(frame, (label,), fill, align=align, padding=look.padding)


def _notes(canvas: Canvas, plan: ChartPlan, places: UnitRects) -> Iterator[Mark]:
    """Yield notes of how many units of a column are not shown, below it."""
    for column in plan.columns:
        if column.branch.hidden:
            top = places[column.branch.rows[-1].path].bottom
            left = column.left + 2 * SPINE
            note = Rect(left, top, column.right - left, NOTE)
            yield canvas.more(note, column.branch.hidden, PAGE)


def _dotted(
    plan: ChartPlan, places: UnitRects, kam: OrganisationUnit, channel: float
) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """Draw KAM's functional lines; names of units that are not shown are given back."""
    rows = [(column, row) for column in plan.columns for row in column.branch.rows]
    dotted_names = {fold(name) for name in kam.dotted}
    source = [(column, places[row.path]) for column, row in rows if row.unit is kam]
    targets = [
        (column, places[row.path])
        for column, row in rows
        if fold(row.unit.name) in dotted_names and row.unit is not kam
    ]
    shown_names = {fold(row.unit.name) for _, row in rows} if source else set()
    unknown = tuple(name for name in kam.dotted if fold(name) not in shown_names)
    if not source or not targets:
        return (), unknown
    return tuple(dotted_lines(source[0], targets, channel)), unknown


def _legend(canvas: Canvas, kam: OrganisationUnit, unknown: Sequence[str], top: float) -> float:
    """Explain the dotted lines and name those units that the chart does not show."""
    text = canvas.say("dotted", kam=name_of(kam))
    if unknown:
        text = canvas.say("dotted_to", kam=name_of(kam), names=", ".join(unknown))
    y = top + LEGEND / 2
    canvas.add(Line(((0, y), (DASH, y)), "primary", dashed=True))
    place = Rect(DASH + SPINE, top, canvas.room.width - DASH - SPINE, LEGEND)
    canvas.add(canvas.bare(place, text, QUIET))
    return top + LEGEND


def _spoken(canvas: Canvas, root: OrganisationUnit, kam: OrganisationUnit | None) -> dict[str, str]:
    chief = _chief(root, kam) if kam else None
    sentences = []
    if kam and chief:
        chief_name = top_name(canvas, root) if chief is root else name_of(chief)
        sentences.append(canvas.say("below", kam=name_of(kam), chief=chief_name))
    if kam and kam.dotted:
        sentences.append(canvas.say("leads", names=", ".join(kam.dotted)))
    reports = ", ".join(unit.name for unit in root.reports if unit.name)
    return {"root": top_name(canvas, root), "reports": reports or "–", "place": " ".join(sentences)}


def _chief(unit: OrganisationUnit, kam: OrganisationUnit) -> OrganisationUnit | None:
    if any(report is kam for report in unit.reports):
        return unit
    return next((chief for report in unit.reports if (chief := _chief(report, kam))), None)
