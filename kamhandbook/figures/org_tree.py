"""The organisation as rows in columns: who hangs below whom, what is left out where room lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.identity import fold
from kamhandbook.content.organisation import OrganisationUnit
from kamhandbook.positions import ContentPath


class OrgRow(Struct, frozen=True):
    """A unit in a column: how deep it hangs, at which path it stands, whether it must stay."""

    unit: OrganisationUnit
    path: ContentPath
    depth: int
    parent: ContentPath
    is_kept: bool


class Branch(Struct, frozen=True):
    """The rows of one column, and how many units of it are not shown."""

    rows: tuple[OrgRow, ...]
    hidden: int = 0

    def without_last(self) -> Branch:
        """The branch without its last row that nothing hangs from; the same if all must stay."""
        parents = {row.parent for row in self.rows}
        for index in range(len(self.rows) - 1, 0, -1):
            row = self.rows[index]
            if not row.is_kept and row.path not in parents:
                rows = self.rows[:index] + self.rows[index + 1 :]
                return Branch(rows, self.hidden + 1)
        return self


def find_kam(unit: OrganisationUnit) -> OrganisationUnit | None:
    """Return the unit marked as KAM's, the topmost if several are."""
    if unit.kam:
        return unit
    return next((kam for report in unit.reports if (kam := find_kam(report))), None)


def branches(root: OrganisationUnit, path: ContentPath, *, keep_dotted: bool) -> tuple[Branch, ...]:
    """Return one branch for each unit below the root; KAM must stay, perhaps dotted ones, too."""
    kam = find_kam(root)
    dotted = frozenset(fold(name) for name in kam.dotted) if kam and keep_dotted else frozenset()

    def must_stay(unit: OrganisationUnit) -> bool:
        return unit is kam or fold(unit.name) in dotted

    return tuple(
        Branch(tuple(_rows(report, (*path, "reports", index), 0, path, must_stay)))
        for index, report in enumerate(root.reports)
    )


def joined(all_branches: Sequence[Branch], count: int) -> tuple[Branch, ...]:
    """Join branches in order into ``count`` columns of about the same length."""
    total = sum(len(branch.rows) for branch in all_branches)
    columns: list[Branch] = []
    row_count = 0
    for branch in all_branches:
        column = min(count - 1, row_count * count // max(total, 1))
        if column >= len(columns):
            columns.append(branch)
        else:
            columns[-1] = Branch(columns[-1].rows + branch.rows)
        row_count += len(branch.rows)
    return tuple(columns)


def condensed(all_branches: Sequence[Branch], max_rows: int, max_units: int) -> tuple[Branch, ...]:
    """Leave out units at the ends of the longest columns until they are short and few enough."""
    columns = list(all_branches)
    while True:
        lengths = [len(branch.rows) + (branch.hidden > 0) for branch in columns]
        if max(lengths) <= max_rows and sum(len(b.rows) for b in columns) <= max_units:
            return tuple(columns)
        for index in sorted(range(len(columns)), key=lambda i: -lengths[i]):
            shorter = columns[index].without_last()
            if shorter is not columns[index]:
                columns[index] = shorter
                break
        else:
            return tuple(columns)


def _rows(
    unit: OrganisationUnit,
    path: ContentPath,
    depth: int,
    parent: ContentPath,
    must_stay: Callable[[OrganisationUnit], bool],
) -> Iterator[OrgRow]:
    yield OrgRow(unit, path, depth, parent, must_stay(unit))
    for index, report in enumerate(unit.reports):
        yield from _rows(report, (*path, "reports", index), depth + 1, path, must_stay)
