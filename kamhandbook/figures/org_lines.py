"""The lines of the organisation chart: solid ones of reporting, dotted ones of function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.document.drawing import Line, Mark, Rect
from kamhandbook.figures.org_tree import Branch, OrgRow
from kamhandbook.positions import ContentPath

GUTTER = 24.0  # between columns: on its right the solid lines, on its left the dotted ones
TRACK = 9.0  # from the right edge of a column to its dotted line
INDENT, SPINE = 18.0, 8.0  # how far a report stands right of its chief, where its line runs

UnitRects = dict[ContentPath, Rect]


class OrgColumn(Struct, frozen=True):
    """A branch with its place; ``hangs`` says that its second level hangs from a line, too."""

    branch: Branch
    left: float
    right: float
    hangs: bool

    def x(self, row: OrgRow) -> float:
        """Where a row's box begins."""
        return self.left + INDENT * (row.depth + self.hangs)


Spot = tuple[OrgColumn, Rect]


def solid_lines(
    columns: Sequence[OrgColumn], placed: UnitRects, root: ContentPath, drop: float
) -> Iterator[Mark]:
    """Draw who reports to whom."""
    if not columns:
        return
    top = placed[root]
    bus = top.bottom + drop / 2
    if columns[0].hangs:
        starts = [column.left + SPINE for column in columns]
    else:
        starts = [placed[column.branch.rows[0].path].centre[0] for column in columns]
    x = starts[0] if len(columns) == 1 else top.centre[0]
    yield Line(((x, top.bottom), (x, bus)), "muted")
    if len(columns) > 1:
        yield Line(((min(*starts, x), bus), (max(*starts, x), bus)), "muted")
    for column, start in zip(columns, starts, strict=True):
        rows = [row for row in column.branch.rows if not row.depth]
        if column.hangs:
            yield from _spine(start, bus, [placed[row.path] for row in rows])
        else:
            yield Line(((start, bus), (start, placed[rows[0].path].y)), "muted")
        yield from _below(column, placed)


def _below(column: OrgColumn, placed: UnitRects) -> Iterator[Mark]:
    for row in column.branch.rows:
        reports = [placed[r.path] for r in column.branch.rows if r.parent == row.path]
        if reports:
            yield from _spine(column.x(row) + SPINE, placed[row.path].bottom, reports)


def _spine(x: float, top: float, reports: Sequence[Rect]) -> Iterator[Mark]:
    yield Line(((x, top), (x, reports[-1].centre[1])), "muted")
    for rect in reports:
        yield Line(((x, rect.centre[1]), (rect.x, rect.centre[1])), "muted")


def dotted_lines(source: Spot, targets: Sequence[Spot], channel: float) -> Iterator[Mark]:
    """Draw from KAM to the units it leads by function.

    The lines run right of each column, where no solid line runs, and between columns below all
    boxes at ``channel``, so that they cross nothing.
    """
    column, rect = source
    own_targets = [target for place, target in targets if place is column]
    far_targets = [(place, target) for place, target in targets if place is not column]
    heights = [rect.centre[1], *(target.centre[1] for target in own_targets)]
    levels: dict[float, list[float]] = {}
    for place, target in far_targets:
        levels.setdefault(_track(place), []).append(target.centre[1])
    heights_on_track = [*heights, channel] if far_targets else heights
    yield _dashed((_track(column), min(heights_on_track)), (_track(column), max(heights_on_track)))
    if far_targets:
        ends = [_track(column), *levels]
        yield _dashed((min(ends), channel), (max(ends), channel))
    for track, middles in levels.items():
        yield _dashed((track, min(middles)), (track, channel))
    for place, target in [source, *targets]:
        yield _dashed((target.right, target.centre[1]), (_track(place), target.centre[1]))


def _track(column: OrgColumn) -> float:
    return column.right + TRACK


def _dashed(start: tuple[float, float], end: tuple[float, float]) -> Line:
    return Line((start, end), "primary", dashed=True)
