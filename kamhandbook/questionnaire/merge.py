"""A filled questionnaire against the handbook as it is now: what to take over, what not, and why.

Three texts are compared for every cell: the one at export, the one in the workbook, the one in the
handbook now. Only what changed in the workbook and nowhere else is taken over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kamhandbook.content.types import Audience
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.cells import MisfitError, content_value
from kamhandbook.questionnaire.filled_workbook import Filled
from kamhandbook.questionnaire.plan import Address, Sheet, Slot, Source, make_plan
from kamhandbook.questionnaire.yaml_values import Value
from kamhandbook.wording.messages import wording


@dataclass(frozen=True, slots=True)
class Taken:
    """A change that is taken over; ``is_item`` adds ``value`` to the list at ``path``."""

    part: str
    path: ContentPath
    value: Value
    where: str
    before: str
    after: str
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that changed on both sides."""

    where: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that cannot be taken over, and what is wrong with it."""

    where: str
    cell: str
    message: str
    next_step: str


@dataclass(slots=True)
class Merge:
    """The outcome of comparing a workbook with the handbook."""

    taken: list[Taken] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether everything that was changed could be taken over."""
        return not (self.conflicts or self.refused)


def merge(filled: Filled, source: Source) -> Merge:
    """Compare; nothing is written."""
    sheets = make_plan(source, Audience.MANAGEMENT)
    slots = {slot.address: (sheet, slot) for sheet in sheets for slot in sheet.slots()}
    outcome = Merge()
    fresh: dict[tuple[str, str], dict[Address, str]] = {}
    for address in filled.base:
        change = _changed(filled, address)
        if address in filled.formulas:
            _refuse_formula(outcome, filled, address, slots)
        elif change is None:
            continue
        elif "/+/" in address[1]:
            fresh.setdefault(address[:2], {})[address] = change
        elif address not in slots:
            outcome.refused.append(_gone(address, filled))
        else:
            _compare(outcome, filled, *slots[address], change)
    for cells in fresh.values():
        _add_item(outcome, filled, slots, cells)
    return outcome


def _changed(filled: Filled, address: Address) -> str | None:
    """Give the text of a cell that was changed since the export, else None."""
    text = filled.texts.get(address)
    return None if text is None or text == filled.base[address] else text


def _compare(outcome: Merge, filled: Filled, sheet: Sheet, slot: Slot, text: str) -> None:
    where = _where(sheet, slot)
    base = filled.base[slot.address]
    if text == slot.text:
        return
    if not text:
        outcome.cleared.append(where)
    elif slot.text != base:
        outcome.conflicts.append(Conflict(where, slot.text, text))
    else:
        value = _value(outcome, filled, slot, where, text)
        if value is not None:
            part = slot.address[0]
            outcome.taken.append(Taken(part, slot.path, value, where, slot.text, text))


def _value(outcome: Merge, filled: Filled, slot: Slot, where: str, text: str) -> Value | None:
    try:
        return content_value(text, slot.place)
    except MisfitError as error:
        cell = filled.cells[slot.address]
        found = error.finding
        outcome.refused.append(Refused(where, cell, found.message, found.next_step))
        return None


def _add_item(
    outcome: Merge,
    filled: Filled,
    slots: dict[Address, tuple[Sheet, Slot]],
    cells: dict[Address, str],
) -> None:
    """Make a new item out of the filled cells of a spare row."""
    item: dict[str, Value] = {}
    refused = len(outcome.refused)
    for address, text in cells.items():
        sheet, slot = slots[address]
        where = _where_new(sheet, slot)
        value = _value(outcome, filled, slot, where, text) if text else None
        if value is not None:
            _put(item, slot.path[len(slot.item) :], value)
    if item and len(outcome.refused) == refused:
        after = ", ".join(text for text in cells.values() if text)
        taken = Taken(slot.address[0], slot.item, item, where, "", after, is_item=True)
        outcome.taken.append(taken)


def _put(item: dict[str, Value], path: ContentPath, value: Value) -> None:
    group = item
    for part in path[:-1]:
        below = group.setdefault(str(part), {})
        assert isinstance(below, dict)
        group = below
    group[str(path[-1])] = value


def _refuse_formula(
    outcome: Merge,
    filled: Filled,
    address: Address,
    slots: dict[Address, tuple[Sheet, Slot]],
) -> None:
    words = wording("questionnaire")
    where = _where(*slots[address]) if address in slots else address[1]
    refused = Refused(where, filled.cells[address], words["formula"], words["formula_next"])
    outcome.refused.append(refused)


def _gone(address: Address, filled: Filled) -> Refused:
    words = wording("questionnaire")
    name = address[1].partition("/")[2].partition(":")[2].rpartition("/")[0] or address[1]
    return Refused(name, filled.cells[address], words["gone"], words["gone_next"])


def _where(sheet: Sheet, slot: Slot) -> str:
    """Say in words which cell it is: dimension, question or item, field."""
    _, row, _ = slot.address
    things = {f"answers/{asked.id}": asked.question for asked in sheet.questions}
    for table in sheet.tables:
        for cells in table.rows:
            things[cells[0].address[1]] = next((cell.text for cell in cells if cell.text), "")
    thing = things.get(row, "").split("\n")[0]
    parts = [sheet.dimension.short, thing, slot.place.title]
    return " › ".join(part for part in parts if part)


def _where_new(sheet: Sheet, slot: Slot) -> str:
    key = slot.address[1].partition("/")[0]
    table = next(table for table in sheet.tables if table.place.key == key)
    words = wording("questionnaire")
    return str(words["where_new"].format(dimension=sheet.dimension.short, list=table.place.title))
