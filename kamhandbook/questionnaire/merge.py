"""A filled questionnaire against the handbook as it is now: what to take over, what not, and why.

Three texts are compared for every cell: the one at export, the one in the workbook, the one in the
handbook now. Only what changed in the workbook and nowhere else is taken over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from kamhandbook.content.types import Audience
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.cells import MisfitError, content_value
from kamhandbook.questionnaire.filled_workbook import FilledWorkbook
from kamhandbook.questionnaire.plan import CellAddress, CellSlot, SheetPlan, Source, make_plan
from kamhandbook.questionnaire.yaml_values import YamlValue


class Edit(Struct, frozen=True):
    """A change that is taken over; ``is_item`` adds ``value`` to the list at ``path``."""

    part: str
    path: ContentPath
    value: YamlValue
    where: str
    before: str
    after: str
    is_item: bool = False


class Conflict(Struct, frozen=True):
    """A text that changed on both sides."""

    where: str
    in_handbook: str
    in_workbook: str


class RefusedCell(Struct, frozen=True):
    """A cell that cannot be taken over, and what is wrong with it."""

    where: str
    cell: str
    message: str
    next_step: str


@dataclass(slots=True)
class Merge:
    """The outcome of comparing a workbook with the handbook."""

    edits: list[Edit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refusals: list[RefusedCell] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether everything that was changed could be taken over."""
        return not (self.conflicts or self.refusals)


def merge(filled: FilledWorkbook, source: Source) -> Merge:
    """Compare; nothing is written."""
    sheets = make_plan(source, Audience.MANAGEMENT)
    slots = {slot.address: (sheet, slot) for sheet in sheets for slot in sheet.slots()}
    outcome = Merge()
    new_rows: dict[tuple[str, str], dict[CellAddress, str]] = {}
    for address in filled.base:
        text = _changed_text(filled, address)
        if address in filled.formulas:
            _refuse_formula(outcome, filled, address, slots)
        elif text is None:
            continue
        elif "/+/" in address[1]:
            new_rows.setdefault(address[:2], {})[address] = text
        elif address not in slots:
            outcome.refusals.append(_refusal_of_missing(address, filled))
        else:
            _compare_cell(outcome, filled, *slots[address], text)
    for cells in new_rows.values():
        _add_item(outcome, filled, slots, cells)
    return outcome


def _changed_text(filled: FilledWorkbook, address: CellAddress) -> str | None:
    """Return the text of a cell that was changed since the export, else None."""
    text = filled.texts.get(address)
    return None if text is None or text == filled.base[address] else text


def _compare_cell(
    outcome: Merge, filled: FilledWorkbook, sheet: SheetPlan, slot: CellSlot, text: str
) -> None:
    where = _where(sheet, slot)
    base = filled.base[slot.address]
    if text == slot.text:
        return
    if not text:
        outcome.cleared.append(where)
    elif slot.text != base:
        outcome.conflicts.append(Conflict(where, slot.text, text))
    else:
        value = _value_or_refuse(outcome, filled, slot, where, text)
        if value is not None:
            part = slot.address[0]
            outcome.edits.append(Edit(part, slot.path, value, where, slot.text, text))


def _value_or_refuse(
    outcome: Merge, filled: FilledWorkbook, slot: CellSlot, where: str, text: str
) -> YamlValue | None:
    try:
        return content_value(text, slot.place)
    except MisfitError as error:
        cell = filled.cells[slot.address]
        misfit = error.finding
        outcome.refusals.append(RefusedCell(where, cell, misfit.message, misfit.next_step))
        return None


def _add_item(
    outcome: Merge,
    filled: FilledWorkbook,
    slots: dict[CellAddress, tuple[SheetPlan, CellSlot]],
    cells: dict[CellAddress, str],
) -> None:
    """Make a new item out of the filled cells of a spare row."""
    item: dict[str, YamlValue] = {}
    refusals_before = len(outcome.refusals)
    for address, text in cells.items():
        sheet, slot = slots[address]
        where = _where_new(sheet, slot)
        value = _value_or_refuse(outcome, filled, slot, where, text) if text else None
        if value is not None:
            _set_in(item, slot.path[len(slot.item) :], value)
    if item and len(outcome.refusals) == refusals_before:
        after = ", ".join(text for text in cells.values() if text)
        edit = Edit(slot.address[0], slot.item, item, where, "", after, is_item=True)
        outcome.edits.append(edit)


def _set_in(item: dict[str, YamlValue], path: ContentPath, value: YamlValue) -> None:
    group = item
    for part in path[:-1]:
        child = group.setdefault(str(part), {})
        assert isinstance(child, dict)
        group = child
    group[str(path[-1])] = value


def _refuse_formula(
    outcome: Merge,
    filled: FilledWorkbook,
    address: CellAddress,
    slots: dict[CellAddress, tuple[SheetPlan, CellSlot]],
) -> None:
    words = filled.language.words("questionnaire")
    where = _where(*slots[address]) if address in slots else address[1]
    refusal = RefusedCell(where, filled.cells[address], words["formula"], words["formula_next"])
    outcome.refusals.append(refusal)


def _refusal_of_missing(address: CellAddress, filled: FilledWorkbook) -> RefusedCell:
    words = filled.language.words("questionnaire")
    name = address[1].partition("/")[2].partition(":")[2].rpartition("/")[0] or address[1]
    return RefusedCell(name, filled.cells[address], words["gone"], words["gone_next"])


def _where(sheet: SheetPlan, slot: CellSlot) -> str:
    """Return which cell it is, in words: dimension, question or item, field."""
    _, row, _ = slot.address
    names = {f"answers/{question.id}": question.question for question in sheet.questions}
    for table in sheet.tables:
        for cells in table.rows:
            names[cells[0].address[1]] = next((cell.text for cell in cells if cell.text), "")
    name = names.get(row, "").split("\n")[0]
    parts = [sheet.dimension.short, name, slot.place.title]
    return " › ".join(part for part in parts if part)


def _where_new(sheet: SheetPlan, slot: CellSlot) -> str:
    key = slot.address[1].partition("/")[0]
    table = next(table for table in sheet.tables if table.place.key == key)
    words = slot.place.language.words("questionnaire")
    return str(words["where_new"].format(dimension=sheet.dimension.short, list=table.place.title))
