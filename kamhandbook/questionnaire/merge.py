"""A filled questionnaire against the handbook as it is now: what to take over, what not, and why.

Three texts are compared for every cell: the one at export, the one in the workbook, the one in the
handbook now. Only what changed in the workbook and nowhere else is taken over. Where a cell of the
handbook says more than the workbook's audience may see, nothing is written over it. Every cell that
says anything new ends in one of the outcome's lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.identity import fold
from kamhandbook.content.types import Audience, Kind, Plain
from kamhandbook.editions.edition import cut
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.bold import restored
from kamhandbook.questionnaire.cells import content_value, typed_text
from kamhandbook.questionnaire.filled_lists import FilledList
from kamhandbook.questionnaire.filled_workbook import FilledWorkbook, Stray
from kamhandbook.questionnaire.found_items import ListRow, NewRow, TypedCell
from kamhandbook.questionnaire.misfits import MisfitError
from kamhandbook.questionnaire.plan import CellAddress, CellSlot, SheetPlan, TablePlan, make_plan
from kamhandbook.questionnaire.yaml_values import YamlValue


class Edit(Struct, frozen=True):
    """A change that is taken over.

    ``is_item`` puts ``value`` into the list at ``path``, as the item ``at`` or at its end;
    ``removes`` takes the item at ``path`` out of its list.
    """

    part: str
    path: ContentPath
    value: YamlValue
    where: str
    before: str
    after: str
    is_item: bool = False
    at: int | None = None
    removes: bool = False


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
    """The outcome of comparing a workbook with the handbook.

    ``deletions`` are what was emptied or deleted in the workbook and may be in the handbook,
    ``cleared`` what stays there all the same; ``strays`` belong to nothing that was asked for,
    ``notes`` say what changed without a consequence.
    """

    edits: list[Edit] = field(default_factory=list)
    deletions: list[Edit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    covered: list[Conflict] = field(default_factory=list)
    refusals: list[RefusedCell] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    strays: tuple[Stray, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether everything that was typed could be taken over."""
        return not (self.conflicts or self.covered or self.refusals or self.strays)


class _Now(Struct, frozen=True):
    """The handbook as it is: what the workbook's audience sees of it, and the whole.

    ``slots`` are found by address, ``whole`` is the full text by part and path, ``rows`` are the
    slots of an item by part and key, ``tables`` the lists by part and key with their sheet.
    """

    slots: dict[CellAddress, tuple[SheetPlan, CellSlot]]
    whole: dict[tuple[str, ContentPath], str]
    rows: dict[tuple[str, str], tuple[CellSlot, ...]]
    tables: dict[tuple[str, str], tuple[SheetPlan, TablePlan]]

    def text(self, slot: CellSlot) -> str:
        """Return all that stands where a slot is, also what its audience does not see."""
        return self.whole.get((slot.address[0], slot.path), slot.text)

    def says_more(self, part: str, item: ContentPath, base: dict[ContentPath, str]) -> bool:
        """Whether an item says anything but what the workbook showed of it."""
        return any(
            text != base.get(path, "")
            for (of, path), text in self.whole.items()
            if of == part and path[: len(item)] == item
        )


def merge(filled: FilledWorkbook, handbook: Handbook) -> Merge:
    """Compare; nothing is written."""
    return _Merging(filled, _now(handbook, filled.audience)).outcome()


def _now(handbook: Handbook, audience: Audience) -> _Now:
    """Return the handbook in slots: by address as the audience sees it, by path as a whole.

    What is not for the audience any more since the export is found by its address in the whole.
    """
    now = _Now({}, {}, {}, {})
    for edition in [cut(handbook, each) for each in dict.fromkeys((Audience.MANAGEMENT, audience))]:
        for sheet in make_plan(edition):
            for slot in sheet.slots():
                now.slots[slot.address] = sheet, slot
                now.whole.setdefault((slot.address[0], slot.path), slot.text)
            for table in sheet.tables:
                now.tables[sheet.part.id, table.key] = sheet, table
                now.rows.update({row[0].address[:2]: row for row in table.rows})
    return now


class _Merging:
    """Compares cell by cell and notes the outcome."""

    def __init__(self, filled: FilledWorkbook, now: _Now) -> None:
        self.filled, self.now = filled, now
        self.words = filled.language.words("questionnaire")
        self.done = Merge(strays=filled.strays)
        self.names = _names(now)

    def outcome(self) -> Merge:
        """Return what becomes of every cell."""
        gone = {
            (each.part, key)
            for each in self.filled.lists
            for key in (each.found.gone if each.found else ())
        }
        for address, base in self.filled.base.items():
            typed = self.filled.cells.get(address)
            if typed is not None:
                self.cell(address, base, typed)
            elif base and address[1].partition("/")[0] in ("answers", "fields"):
                self.lost_cell(address)
        for each in self.filled.lists:
            self.list(each)
        if self.filled.is_first_format:
            self.done.notes.append(self.words["first_format"])
        self.done.notes += [self.words["lost_sheet"].format(sheet=tab) for tab in self.filled.lost]
        for part, key in sorted(gone, key=lambda item: str(item)):
            self.gone_item(part, key)
        return self.done

    def cell(self, address: CellAddress, base: str, typed: TypedCell) -> None:
        """Compare one cell that was there at export."""
        sheet, slot = self.now.slots.get(address, (None, None))
        text = typed_text(typed.cell, self.filled.language, slot.place if slot else None)
        if slot and slot.place.kind is Kind.MARKDOWN and not typed.cell.marked:
            text = restored(text, base)
        if typed.cell.is_formula:
            where = self.where(sheet, slot) if sheet and slot else address[1]
            self.refuse(where, typed, "formula")
        elif text == base or (slot and _same(text, base, slot)):
            return
        elif sheet is None or slot is None:
            self.refuse(_row_name(address, self.filled), typed, "gone")
        else:
            self.compare(sheet, slot, base, text, typed)

    def compare(
        self, sheet: SheetPlan, slot: CellSlot, base: str, text: str, typed: TypedCell
    ) -> None:
        """Compare what a changed cell says with what stands in the handbook now."""
        where, whole = self.where(sheet, slot), self.now.text(slot)
        if text in (slot.text, whole) or _same(text, whole, slot):
            return
        part = slot.address[0]
        if not text:
            if whole == base or _same(base, whole, slot):
                clearing = Edit(part, slot.path, Plain(""), where, whole, "")
                self.done.deletions.append(clearing)
            else:
                self.done.cleared.append(where)
        elif (whole != base and not _same(base, whole, slot)) or slot.is_closed:
            conflicts = self.done.covered if slot.text == base else self.done.conflicts
            conflicts.append(Conflict(where, whole, text))
        else:
            value = self.value(slot, where, text, typed)
            if value is not None:
                self.done.edits.append(Edit(part, slot.path, value, where, whole, text))

    def lost_cell(self, address: CellAddress) -> None:
        """Note an answer whose row or column was deleted in the workbook."""
        sheet, slot = self.now.slots.get(address, (None, None))
        if sheet and slot and slot.text:
            where = self.where(sheet, slot)
            self.done.notes.append(self.words["lost_cell"].format(where=where))

    def list(self, each: FilledList) -> None:
        """Take over the new rows of a list, and tell what else became of it."""
        sheet, table = self.now.tables.get((each.part, each.table), (None, None))
        title = _list_name(sheet, table) if sheet and table else each.table
        if each.found is None:
            self.done.notes.append(self.words["lost_list"].format(list=title))
            return
        self.done.notes += [
            self.words["lost_column"].format(list=title, column=column) for column in each.lost
        ]
        if each.found.is_reordered:
            self.done.notes.append(self.words["reordered"].format(list=title))
        for key, row in each.found.rows.items():
            self.closed_cells(title, each.part, key, row)
        for row, counted in each.found.doubles:
            self.double(title, row, counted)
        for new in each.found.new:
            if sheet and table:
                self.new_item(each, sheet, table, new)
            else:
                self.refuse_row(title, new.row, "gone_list")

    def closed_cells(self, title: str, part: str, key: str, row: ListRow) -> None:
        """Refuse what was written over cells that only said why nothing can be typed there."""
        for column, typed in row.cells.items():
            is_closed = (part, key, column) not in self.filled.base
            notice = typed.text in (self.words["closed"], self.words["too_long"])
            if is_closed and typed.text and not notice:
                self.refuse(title, typed, "closed_cell")

    def double(self, title: str, row: ListRow, counted: ListRow) -> None:
        """Tell that a row is a copy of another one; what it says otherwise is refused."""
        words = {"row": row.at, "counted": counted.at}
        others = [c for column, c in row.cells.items() if c.text and c.text != counted.text(column)]
        if not others:
            self.done.notes.append(self.words["double"].format(list=title, **words))
        for typed in others:
            self.refuse(title, typed, "double_changed", **words)

    def new_item(self, each: FilledList, sheet: SheetPlan, table: TablePlan, new: NewRow) -> None:
        """Make a new item out of the filled cells of a row."""
        known = self.known_row(each, table, new.row)
        if known is not None:
            self.compare_known(sheet, known, new.row)
            return
        where = f"{_list_name(sheet, table)} › {self.words['new_item']}"
        if table.names and not any(new.row.text(name) for name in table.names):
            self.refuse_row(where, new.row, "nameless", column=_title(table, table.names[0]))
            return
        refused = len(self.done.refusals)
        item: dict[str, YamlValue] = {}
        said: list[str] = []
        for slot in table.blank:
            typed = new.row.cells.get(slot.address[2])
            text = typed_text(typed.cell, self.filled.language, slot.place) if typed else ""
            if typed and typed.cell.is_formula:
                self.refuse(where, typed, "formula")
            elif typed and text:
                said.append(text)
                value = self.value(slot, where, text, typed)
                if value is not None:
                    _set_in(item, slot.path[len(slot.item) :], value)
        if len(self.done.refusals) > refused:
            for typed in new.row.cells.values():
                if typed.text and typed.at not in {r.cell for r in self.done.refusals}:
                    self.refuse(where, typed, "with_refused")
        elif item:
            at = self.place(each.part, new.after)
            edit = Edit(each.part, table.blank[0].item, item, where, "", ", ".join(said), True, at)
            self.done.edits.append(edit)

    def place(self, part: str, after: str | None) -> int | None:
        """Return the index of a row that was put behind an item; None for the end of the list."""
        if not after:
            return None if after is None else 0
        row = self.now.rows.get((part, after))
        index = row[0].item[-1] if row else None
        return index + 1 if isinstance(index, int) else None

    def known_row(
        self, each: FilledList, table: TablePlan, row: ListRow
    ) -> tuple[CellSlot, ...] | None:
        """Return the item of a new row's name that came into the handbook since the export."""
        name = next((column for column in table.names if row.text(column)), "")
        if not name:
            return None
        key = f"{table.key}/{name}:{fold(row.text(name))}/0"
        is_new = not any(address[:2] == (each.part, key) for address in self.filled.base)
        return self.now.rows.get((each.part, key)) if is_new else None

    def compare_known(self, sheet: SheetPlan, known: tuple[CellSlot, ...], row: ListRow) -> None:
        """Hold a new row against the item that is there by now: what differs is a conflict."""
        for slot in known:
            typed = row.cells.get(slot.address[2])
            text = typed_text(typed.cell, self.filled.language, slot.place) if typed else ""
            whole = self.now.text(slot)
            if text and text != whole and not _same(text, whole, slot):
                self.done.conflicts.append(Conflict(self.where(sheet, slot), whole, text))

    def gone_item(self, part: str, key: str) -> None:
        """Propose to delete an item whose row is gone, unless it says more than the row did."""
        row = self.now.rows.get((part, key))
        if row is None:
            return
        item = row[0].item
        base = {slot.path: self.filled.base.get(slot.address, "") for slot in row}
        where = self.names.get((part, key), key)
        if self.now.says_more(part, item, base):
            self.done.cleared.append(where)
        else:
            texts = ", ".join(slot.text for slot in row if slot.text)
            self.done.deletions.append(Edit(part, item, "", where, texts, "", removes=True))

    def value(self, slot: CellSlot, where: str, text: str, typed: TypedCell) -> YamlValue | None:
        """Return a text as a value for the file; None where it does not fit, which is noted."""
        try:
            return content_value(text, slot.place)
        except MisfitError as error:
            misfit = error.finding
            refusal = RefusedCell(where, typed.at, misfit.message, misfit.next_step)
            self.done.refusals.append(refusal)
            return None

    def refuse(self, where: str, typed: TypedCell, why: str, **values: str) -> None:
        """Note a cell that is not taken over, for a reason among the words."""
        message, next_step = (str(self.words[key]).format(**values) for key in (why, f"{why}_next"))
        self.done.refusals.append(RefusedCell(where, typed.at, message, next_step))

    def refuse_row(self, where: str, row: ListRow, why: str, **values: str) -> None:
        """Note that no cell of a row is taken over."""
        for typed in row.cells.values():
            if typed.cell.is_formula:
                self.refuse(where, typed, "formula")
            elif typed.text:
                self.refuse(where, typed, why, **values)

    def where(self, sheet: SheetPlan, slot: CellSlot) -> str:
        """Return which cell it is, in words: sheet, question or item, field."""
        name = self.names.get(slot.address[:2], sheet.part.short)
        return f"{name} › {slot.place.title}"


def _names(now: _Now) -> dict[tuple[str, str], str]:
    """Return what people call every answer and item, by part and row."""
    names: dict[tuple[str, str], str] = {}
    sheets = {sheet.part.id: sheet for sheet, _ in now.slots.values()}
    for part, sheet in sheets.items():
        for question in sheet.questions:
            names[part, f"answers/{question.id}"] = f"{sheet.part.short} › {question.question}"
    for (part, key), row in now.rows.items():
        first = next((cell.text for cell in row if cell.text), "").split("\n")[0]
        short = sheets[part].part.short
        names[part, key] = f"{short} › {first}" if first else short
    return names


def _same(text: str, base: str, slot: CellSlot) -> bool:
    """Whether two texts of a cell mean the same: 24.11.2026 and 2026-11-24."""
    if not text or not base:
        return False
    try:
        return content_value(text, slot.place) == content_value(base, slot.place)
    except MisfitError:
        return False


def _set_in(item: dict[str, YamlValue], path: ContentPath, value: YamlValue) -> None:
    group = item
    for part in path[:-1]:
        child = group.setdefault(str(part), {})
        assert isinstance(child, dict)
        group = child
    group[str(path[-1])] = value


def _row_name(address: CellAddress, filled: FilledWorkbook) -> str:
    """Return what a row that is gone was about: its name, else what it said first."""
    name = address[1].partition("/")[2].partition(":")[2].rpartition("/")[0]
    said = (text for (*row, _), text in filled.base.items() if (*row,) == address[:2] and text)
    return name or next(said, address[1]).split("\n")[0]


def _title(table: TablePlan, column: str) -> str:
    """Return what a column of a list is called."""
    return next((place.title for key, place in table.columns if key == column), column)


def _list_name(sheet: SheetPlan, table: TablePlan) -> str:
    return f"{sheet.part.short} › {table.place.title}"
