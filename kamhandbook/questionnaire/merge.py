"""A filled questionnaire against the handbook as it is now: what to take over, what not, and why.

Three texts are compared for every cell: the one at export, the one in the workbook, the one in the
handbook now. Only what changed in the workbook and nowhere else is taken over. Where a cell of the
handbook says more than the workbook's audience may see, nothing is written over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.cells import MisfitError, content_value
from kamhandbook.questionnaire.filled_workbook import FilledWorkbook
from kamhandbook.questionnaire.plan import CellAddress, CellSlot, SheetPlan, make_plan
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


class _Now(Struct, frozen=True):
    """The handbook as it is: what the workbook's audience sees of it, and the whole.

    ``slots`` are found by address, ``whole`` is the full text by part and path.
    """

    slots: dict[CellAddress, tuple[SheetPlan, CellSlot]]
    whole: dict[tuple[str, ContentPath], str]

    def text(self, slot: CellSlot) -> str:
        """Return all that stands where a slot is, also what its audience does not see."""
        return self.whole.get((slot.address[0], slot.path), slot.text)


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
    covered: list[Conflict] = field(default_factory=list)
    refusals: list[RefusedCell] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether everything that was changed could be taken over."""
        return not (self.conflicts or self.covered or self.refusals)


def merge(filled: FilledWorkbook, handbook: Handbook) -> Merge:
    """Compare; nothing is written."""
    now = _now(handbook, filled.audience)
    slots = now.slots
    outcome = Merge()
    new_rows: dict[tuple[str, str], dict[CellAddress, str]] = {}
    for address in filled.base:
        text = _changed_text(filled, address)
        if address in filled.formulas:
            _refuse_formula(outcome, filled, address, slots)
        elif text is None:
            continue
        elif address not in slots:
            outcome.refusals.append(_refusal_of_missing(address, filled))
        elif "/+/" in address[1]:
            new_rows.setdefault(address[:2], {})[address] = text
        else:
            _compare_cell(outcome, filled, now, address, text)
    for cells in new_rows.values():
        _add_item(outcome, filled, slots, cells)
    return outcome


def _now(handbook: Handbook, audience: Audience) -> _Now:
    """Return the handbook in slots: by address as the audience sees it, by path as a whole.

    What is not for the audience any more since the export is found by its address in the whole.
    """
    editions = [cut(handbook, each) for each in dict.fromkeys((Audience.MANAGEMENT, audience))]
    slots: dict[CellAddress, tuple[SheetPlan, CellSlot]] = {}
    whole: dict[tuple[str, ContentPath], str] = {}
    for edition in editions:
        for sheet in make_plan(edition):
            for slot in sheet.slots():
                slots[slot.address] = sheet, slot
                whole.setdefault((slot.address[0], slot.path), slot.text)
    return _Now(slots, whole)


def _changed_text(filled: FilledWorkbook, address: CellAddress) -> str | None:
    """Return the text of a cell that was changed since the export, else None."""
    text = filled.texts.get(address)
    return None if text is None or text == filled.base[address] else text


def _compare_cell(
    outcome: Merge, filled: FilledWorkbook, now: _Now, address: CellAddress, text: str
) -> None:
    sheet, slot = now.slots[address]
    where, base, whole = _where(sheet, slot), filled.base[address], now.text(slot)
    if text in (slot.text, whole):
        return
    if not text:
        outcome.cleared.append(where)
    elif whole == base:
        value = _value_or_refuse(outcome, filled, slot, where, text)
        if value is not None:
            part = slot.address[0]
            outcome.edits.append(Edit(part, slot.path, value, where, whole, text))
    else:
        conflicts = outcome.covered if slot.text == base else outcome.conflicts
        conflicts.append(Conflict(where, whole, text))


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
    return RefusedCell(
        _row_name(address, filled), filled.cells[address], words["gone"], words["gone_next"]
    )


def _row_name(address: CellAddress, filled: FilledWorkbook) -> str:
    """Return what a row that is gone was about: its name, else what it said first."""
    name = address[1].partition("/")[2].partition(":")[2].rpartition("/")[0]
    said = (text for (*row, _), text in filled.base.items() if (*row,) == address[:2] and text)
    return name or next(said, address[1]).split("\n")[0]


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
