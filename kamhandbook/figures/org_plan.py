"""How the organisation chart is laid out: columns, heights of the boxes, what is left out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.organisation import OrganisationUnit
from kamhandbook.document.drawing import Rect
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import TIGHT, fitting
from kamhandbook.figures.org_lines import GUTTER, SPINE, OrgColumn, UnitRects
from kamhandbook.figures.org_tree import Branch, branches, condensed, find_kam, joined
from kamhandbook.figures.text_setter import NAME, PLAIN, STRONG, LabelStyle
from kamhandbook.positions import ContentPath

ROOT: ContentPath = ("organisation", "structure")
NAMELESS = "–"
MOST_UNITS = 25  # boxes on a slide
LEAST, MOST = 108.0, 272.0  # width of a column
HANGING = 170.0  # width of a column in which the second level hangs from a line, too
TOP = 180.0  # width of the top box, more for a longer name
DROP = 24.0  # from the top box to the second level
LEGEND, CHANNEL, NOTE = 20.0, 14.0, 18.0
NO_LIMIT = 10**9


class ChartLook(Struct, frozen=True):
    """Padding of a box, gap to the next, size and most lines of a name; whether dotted units stay.

    The size is that of the lower levels.
    """

    padding: float
    gap: float
    size: float = PLAIN.size
    lines: int = 3
    keep_dotted: bool = True


#: Looks in which everything is shown, from roomy to tight.
WHOLE_LOOKS = (
    ChartLook(7.0, 8.0, NAME.size),
    ChartLook(5.0, 6.0, NAME.size),
    ChartLook(6.0, 7.0),
    ChartLook(5.0, 5.0),
    ChartLook(3.0, 4.0),
)
#: Looks in which units are left out until the others fit.
CONDENSED_LOOKS = (
    ChartLook(3.0, 4.0),
    ChartLook(3.0, 4.0, keep_dotted=False),
    ChartLook(3.0, 4.0, lines=2, keep_dotted=False),
    ChartLook(2.0, 3.0, lines=1, keep_dotted=False),
)


class ChartPlan(Struct, frozen=True):
    """Columns and heights: of the top box, of the second level, of all below."""

    columns: tuple[OrgColumn, ...]
    top: float
    second: float
    lower: float
    look: ChartLook
    head: LabelStyle

    @property
    def height(self) -> float:
        """How high the chart is, without legend."""
        return self.top + max((DROP + self.depth(column) for column in self.columns), default=0.0)

    @property
    def units(self) -> int:
        """How many boxes it has."""
        return 1 + sum(len(column.branch.rows) for column in self.columns)

    def depth(self, column: OrgColumn) -> float:
        """How high a column is."""
        lower = len(column.branch.rows) - (not column.hangs)
        second = 0.0 if column.hangs else self.second
        note = NOTE if column.branch.hidden else 0.0
        return second + lower * (self.lower + self.look.gap) + note


def planned(canvas: Canvas, root: OrganisationUnit) -> ChartPlan:
    """Choose the roomiest look that fits; where none does, leave out the ends of long columns."""
    kam = find_kam(root)
    has_dotted = bool(kam and kam.dotted)
    usable = canvas.room.width - (GUTTER / 2 if has_dotted else 0.0)
    free = canvas.room.height - (CHANNEL + LEGEND if has_dotted else 0.0)
    max_units = MOST_UNITS if canvas.subject.output == "deck" else NO_LIMIT
    plan = None
    for plan in _plans(canvas, root, usable, free, max_units):
        if plan.height <= free and plan.units <= max_units:
            break
    assert plan is not None
    return plan


def placed(canvas: Canvas, plan: ChartPlan, root: OrganisationUnit) -> UnitRects:
    """Return every box its rectangle, by content path."""
    width = _top_width(canvas, root)
    left = (canvas.room.width - width) / 2
    if plan.columns:
        left = (plan.columns[0].left + plan.columns[-1].right - width) / 2
        if plan.columns[0].hangs and len(plan.columns) == 1:
            left = 0.0
    frames: UnitRects = {ROOT: Rect(max(0.0, left), 0.0, width, plan.top)}
    for column in plan.columns:
        y = plan.top + DROP
        for row in column.branch.rows:
            height = plan.lower if row.depth or column.hangs else plan.second
            x = column.x(row)
            frames[row.path] = Rect(x, y, column.right - x, height)
            y += height + plan.look.gap
    return frames


def name_of(unit: OrganisationUnit) -> str:
    """Return what stands in a unit's box."""
    return unit.name or NAMELESS


def top_name(canvas: Canvas, root: OrganisationUnit) -> str:
    """Return what stands in the top box: the company's name, if the unit has none."""
    return root.name or canvas.subject.edition.handbook.handbook.company.name or NAMELESS


def _plans(
    canvas: Canvas, root: OrganisationUnit, usable: float, free: float, max_units: int
) -> Iterator[ChartPlan]:
    """Yield the layouts to try, from roomy and whole to tight and condensed."""
    for look in WHOLE_LOOKS:
        all_branches, hangs = _divided(root, usable, look)
        yield _sized(canvas, root, _laid_out(all_branches, usable, hangs), look)
    for look in CONDENSED_LOOKS:
        all_branches, hangs = _divided(root, usable, look)
        if all_branches:
            plan = _sized(canvas, root, _laid_out(all_branches, usable, hangs), look)
            fitting_branches = condensed(all_branches, _rows(plan, free, hangs), max_units - 1)
            yield _sized(canvas, root, _laid_out(fitting_branches, usable, hangs), look)


def _divided(
    root: OrganisationUnit, usable: float, look: ChartLook
) -> tuple[tuple[Branch, ...], bool]:
    """Return the branches as columns, and whether the second level hangs from lines, too."""
    all_branches = branches(root, ROOT, keep_dotted=look.keep_dotted)
    if fitting(usable, LEAST, GUTTER) >= len(all_branches):
        return all_branches, False
    count = max(1, fitting(usable, HANGING, GUTTER))
    return joined(all_branches, min(len(all_branches), count)), True


def _rows(plan: ChartPlan, free: float, hangs: bool) -> int:
    """Count the rows that a column has room for, the note of what is left out being one."""
    if math.isinf(free):
        return NO_LIMIT
    below = free - plan.top - DROP - (0.0 if hangs else plan.second)
    row = max(plan.lower + plan.look.gap, NOTE)
    return max(1, int(below / row + 1e-6) + (not hangs))


def _laid_out(all_branches: Sequence[Branch], usable: float, hangs: bool) -> tuple[OrgColumn, ...]:
    """Return the columns their places, in the middle of the room if they need less than it."""
    count = len(all_branches)
    if not count:
        return ()
    width = (usable - GUTTER * (count - 1)) / count
    width = width if hangs else min(MOST, width)
    left = (usable - count * width - GUTTER * (count - 1)) / 2
    lefts = [left + index * (width + GUTTER) for index in range(count)]
    return tuple(
        OrgColumn(branch, x, x + width, hangs)
        for branch, x in zip(all_branches, lefts, strict=True)
    )


def _sized(
    canvas: Canvas, root: OrganisationUnit, columns: tuple[OrgColumn, ...], look: ChartLook
) -> ChartPlan:
    """Measure the boxes: those of one kind are as high as the fullest of them."""
    words = canvas.words

    def height(names: Sequence[tuple[str, float]], style: LabelStyle) -> float:
        lines = [
            min(words.count(name, style, width - 2 * look.padding), look.lines)
            for name, width in names
        ]
        return max(lines, default=1) * style.pitch + 2 * look.padding

    rows = [(column, row) for column in columns for row in column.branch.rows]
    heads = [(top_name(canvas, root), _top_width(canvas, root))]
    second_level = [
        (name_of(row.unit), column.right - column.left)
        for column, row in rows
        if not row.depth and not column.hangs
    ]
    lower_levels = [
        (name_of(row.unit), column.right - column.x(row))
        for column, row in rows
        if row.depth or column.hangs
    ]
    fits = all(
        words.fits(name, NAME, width - 2 * look.padding, 2)
        for name, width in (*heads, *second_level)
    )
    head = NAME if fits else STRONG
    # KAM's own name is bold, so all are measured as if they were.
    return ChartPlan(
        columns,
        height(heads, head),
        height(second_level, head),
        height(lower_levels, STRONG.at(look.size)),
        look,
        head,
    )


def _top_width(canvas: Canvas, root: OrganisationUnit) -> float:
    name_width = canvas.words.width(top_name(canvas, root), NAME) + 2 * SPINE + 2 * TIGHT
    return min(canvas.room.width, MOST, max(TOP, name_width))
