"""The lists of a sheet as they came back: from a row of heads down to what follows the list."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kamhandbook.questionnaire.exported import Exported, Head, lists_of
from kamhandbook.questionnaire.found_items import FoundItems, ListRow, TypedCell, find_items
from kamhandbook.questionnaire.grid import Grid
from kamhandbook.questionnaire.layout import HEADING_KEY, WIDE_ROOM, head_key
from kamhandbook.questionnaire.plan import blank_row


def keys_of_lists(exported: Exported, sheet: str) -> set[str]:
    """Return the keys of rows on a sheet that hold no answer: heads, headings, rows to spare."""
    tables = [table for _, table in lists_of(exported, sheet)]
    blank = {blank_row(table, number) for table in tables for number in range(WIDE_ROOM)}
    return {HEADING_KEY, *map(head_key, tables), *blank}


class FilledList(Struct, frozen=True):
    """A list as it came back: which row is which item, and the titles of columns that are gone.

    Without ``found`` its heads are gone or written over: nobody knows what stands there.
    """

    part: str
    table: str
    found: FoundItems | None
    lost: tuple[str, ...] = ()


def read_lists(grid: Grid, exported: Exported, sheet: str) -> Iterator[FilledList]:
    """Yield the lists of a sheet."""
    lists = list(lists_of(exported, sheet))
    tops = {key: _top(grid, key[1], exported.heads[key]) for key in lists}
    bounds = _bounds(grid, {table for _, table in lists}, exported, sheet) | set(tops.values())
    for key in lists:
        columns = _columns(grid, tops[key], exported.heads[key])
        if not columns:
            yield FilledList(*key, None)
            continue
        items = exported.items(*key)
        rows = [_row(grid, number, columns, items) for number in _region(grid, tops[key], bounds)]
        lost = tuple(
            head.title for name, head in exported.heads[key].items() if name not in columns
        )
        yield FilledList(*key, find_items(rows, items), lost)


def _top(grid: Grid, table: str, heads: dict[str, Head]) -> int:
    """Return the row with the heads of a list; 0 where there is none any more."""
    exported_row = next(iter(heads.values())).place.row
    return grid.row(head_key(table), exported_row)


def _columns(grid: Grid, top: int, heads: dict[str, Head]) -> dict[str, int]:
    """Return where the columns of a list are now; none where its heads are written over."""
    if not top:
        return {}
    titles = {
        text: column
        for (row, column), text in sorted(grid.texts.items(), reverse=True)
        if row == top
    }
    kept = [head for head in heads.values() if head.title in titles]
    if 2 * len(kept) < len(heads):
        return {}
    claimed = {titles[head.title] for head in kept}
    found: dict[str, int] = {}
    for key, head in heads.items():
        column = titles.get(head.title) or grid.columns.get(head.place.column, 0)
        if column and (head.title in titles or column not in claimed):
            found[key] = column
    return found


def _bounds(grid: Grid, tables: set[str], exported: Exported, sheet: str) -> set[int]:
    """Return the rows at which a list ends: headings, heads, and what is no list's."""
    rows = {row for row, key in grid.key_by_row.items() if key.partition("/")[0] not in tables}
    has_keys = all(head_key(table) in grid.rows_by_key for table in tables)
    if has_keys:
        return rows
    of_items = {  # which may hold texts that nobody was asked to change, too: closed cells
        place.row
        for address, place in exported.places.items()
        if place.sheet == sheet and address[1].partition("/")[0] in tables
    }
    return rows | {now for before, now in grid.moved.items() if before not in of_items}


def _region(grid: Grid, top: int, bounds: set[int]) -> list[int]:
    """Return the rows below the heads at ``top`` that say anything, up to what follows the list."""
    end = min((row for row in bounds if row > top), default=1 << 21)
    return sorted({row for row, _ in grid.texts if top < row < end})


def _row(
    grid: Grid, number: int, columns: dict[str, int], items: dict[str, dict[str, str]]
) -> ListRow:
    cells: dict[str, TypedCell] = {}
    for name, column in columns.items():
        spot = (number, column)
        cells[name] = TypedCell(grid.at(spot), grid.cell(spot), grid.texts.get(spot, ""))
    key = grid.key_by_row.get(number, "")
    return ListRow(number, key if key in items else "", cells)
