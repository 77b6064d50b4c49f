"""Which row of a list is which item: found by key and by name, wherever the rows were moved.

A row's key alone does not tell it: who sorts or swaps only what is visible leaves the keys where
they were. So a row is an item's when it has the item's name; its key counts where the name was
changed and the rest stayed, and nothing that is hidden ever goes to another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from msgspec import Struct

from kamhandbook.content.identity import fold
from kamhandbook.questionnaire.stored_cells import StoredCell

_SIMILAR = 0.6  # of two names, from where one is the other, corrected
Texts = Mapping[str, str]  # by column


class TypedCell(Struct, frozen=True):
    """A cell as it came back, with its address as people see it."""

    at: str
    cell: StoredCell
    text: str


class ListRow(Struct, frozen=True, eq=False):
    """A row of a list as it came back; ``key`` is the item's whose hidden key stands in it."""

    number: int
    key: str
    cells: dict[str, TypedCell]

    def text(self, column: str) -> str:
        """Return what a column says."""
        return self.cells[column].text if column in self.cells else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(cell.text or cell.cell.is_formula for cell in self.cells.values())

    @property
    def at(self) -> str:
        """The address of the first cell that says something."""
        filled = [cell.at for cell in self.cells.values() if cell.text]
        return filled[0] if filled else ""


class NewRow(Struct, frozen=True):
    """A row that is no item's yet; ``after`` is the item it was put behind.

    ``after`` is "" for the first place, None where the place cannot be known.
    """

    row: ListRow
    after: str | None = None


@dataclass(slots=True)
class FoundItems:
    """The rows of a list by what they are."""

    rows: dict[str, ListRow] = field(default_factory=dict)  # by the key of the item
    new: list[NewRow] = field(default_factory=list)
    doubles: list[tuple[ListRow, ListRow]] = field(default_factory=list)  # and the one that counts
    gone: list[str] = field(default_factory=list)
    is_reordered: bool = False


def find_items(rows: list[ListRow], items: Mapping[str, Texts]) -> FoundItems:
    """Return which row is which of the items, by their keys and texts at export in order."""
    filled = [row for row in rows if not row.is_empty]
    found: dict[str, ListRow] = {}
    free = list(filled)
    for fits in (_has_key_and_name, _has_name, _is_renamed):
        _pair(found, free, items, fits)
    outcome = FoundItems({key: found[key] for key in items if key in found})
    for row in free:
        same = _counted(row, found, items)
        if same is not None:
            outcome.doubles.append((row, same))
        else:
            outcome.new.append(NewRow(row))
    known = {row.number for row in outcome.rows.values()}
    outcome.gone = [key for key, texts in items.items() if key not in found and any(texts.values())]
    order = sorted(outcome.rows, key=lambda key: outcome.rows[key].number)
    outcome.is_reordered = order != list(outcome.rows)
    outcome.new = _placed(outcome, order, list(items), known)
    return outcome


def name_column(key: str) -> str:
    """Return the column that an item's key was made of; "" for one without a name."""
    name = key.partition("/")[2]
    column, separator, _ = name.partition(":")
    return "" if not separator or name.startswith("~") else column


Fits = Callable[[ListRow, str, Texts], bool]


def _pair(
    found: dict[str, ListRow], free: list[ListRow], items: Mapping[str, Texts], fits: Fits
) -> None:
    """Give each item that has no row yet the most alike of those that fit."""
    by_item = (
        (key, texts, [row for row in free if fits(row, key, texts)])
        for key, texts in items.items()
        if key not in found
    )
    for key, texts, candidates in by_item:
        if candidates:
            best = max(candidates, key=lambda row: _likeness(row, key, texts))
            found[key] = best
            free.remove(best)


def _likeness(row: ListRow, key: str, texts: Texts) -> tuple[int, bool]:
    equal = sum(bool(text) and row.text(column) == text for column, text in texts.items())
    return equal, row.key == key


def _has_key_and_name(row: ListRow, key: str, texts: Texts) -> bool:
    return row.key == key and _is_called(row, key, texts)


def _has_name(row: ListRow, key: str, texts: Texts) -> bool:
    return any(texts.values()) and _is_called(row, key, texts)


def _is_called(row: ListRow, key: str, texts: Texts) -> bool:
    """Whether a row has the name of an item, or its texts where it has none to be seen."""
    column = _named(key, texts)
    if column:
        return fold(row.text(column)) == fold(texts[column])
    return all(row.text(column) == text for column, text in texts.items() if text)


def _named(key: str, texts: Texts) -> str:
    column = name_column(key)
    return column if texts.get(column) else ""


def _is_renamed(row: ListRow, key: str, texts: Texts) -> bool:
    """Whether a row says an item anew: another name, but what else is said there stayed."""
    column = _named(key, texts)
    others = {each: text for each, text in texts.items() if text and each != column}
    equal = sum(row.text(each) == text for each, text in others.items())
    if row.key:
        if row.key != key:
            return False
        mostly = 2 * equal >= len(others)  # also where nothing else was said
        return mostly or _is_similar(row.text(column), texts.get(column, ""))
    return len(others) > 1 and equal == len(others)


def _is_similar(one: str, other: str) -> bool:
    return SequenceMatcher(a=fold(one), b=fold(other)).ratio() >= _SIMILAR


def _counted(
    row: ListRow, found: Mapping[str, ListRow], items: Mapping[str, Texts]
) -> ListRow | None:
    """Return the row that counts where this one is a copy of it: with its key, or word by word."""
    copied = found.get(row.key)
    if copied is not None and _is_called(row, row.key, items[row.key]):
        return copied
    texts = {column: cell.text for column, cell in row.cells.items()}
    return next(
        (
            other
            for other in found.values()
            if all(other.text(column) == text for column, text in texts.items())
        ),
        None,
    )


def _placed(
    outcome: FoundItems, order: list[str], items: list[str], known: Iterable[int]
) -> list[NewRow]:
    """Return the new rows with the item each stands behind, where that is one place only."""
    position = {key: index for index, key in enumerate(items)}
    placed: list[NewRow] = []
    for new in outcome.new:
        above = [key for key in order if outcome.rows[key].number < new.row.number]
        below = [key for key in order if outcome.rows[key].number > new.row.number]
        before = position[above[-1]] if above else -1
        after = position[below[0]] if below else len(items)
        is_one_place = all(key in outcome.gone for key in items[before + 1 : after])
        place = (above[-1] if above else "") if below and before < after and is_one_place else None
        placed.append(NewRow(new.row, place))
    return placed
