"""What the questionnaire asks: sheets, questions, single fields and tables, each with its text.

A slot is one cell. Its address (part, row, column) names it for good: it does not depend on where
the cell stands, nor on where the answer stands in the file, so that both may move in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import LABEL_FIELD
from kamhandbook.content.fields import field_at
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.identity import identity
from kamhandbook.content.questions import guiding_questions
from kamhandbook.content.types import Audience, Kind
from kamhandbook.forms.form import Place, form
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.cells import cell_text
from kamhandbook.wording.catalogue import Catalogue, Dimension, Question
from kamhandbook.wording.language import Language

CellAddress = tuple[str, str, str]

#: What an answer's row has cells for, in the order of the declaration.
ANSWER_FIELDS = tuple(name for name in Answer.model_fields if name != LABEL_FIELD)
SPARE_ROWS = 6  # empty rows below every list, for what a workshop adds
_SKIPPED = {LABEL_FIELD}  # has no cell: who may see what stays as it is in the file


class CellSlot(Struct, frozen=True):
    """One cell: what it holds, and where that stands in the file's data.

    ``item`` is the path of the list's item or of the answer it belongs to.
    """

    address: CellAddress
    place: Place
    text: str
    path: ContentPath
    item: ContentPath = ()


class QuestionPlan(Struct, frozen=True):
    """A guiding question with the slots of its answer."""

    number: int
    id: str
    question: str
    help: str
    example: str
    slots: tuple[CellSlot, ...]


class TablePlan(Struct, frozen=True):
    """A list of the file: columns, a row of slots for every item, and spare rows."""

    place: Place
    columns: tuple[tuple[str, Place], ...]
    rows: tuple[tuple[CellSlot, ...], ...]


class SheetPlan(Struct, frozen=True):
    """What one dimension asks for."""

    dimension: Dimension
    questions: tuple[QuestionPlan, ...]
    fields: tuple[CellSlot, ...] = ()
    tables: tuple[TablePlan, ...] = ()

    def slots(self) -> Iterator[CellSlot]:
        """Yield every slot of the sheet, from top to bottom."""
        for question in self.questions:
            yield from question.slots
        yield from self.fields
        for table in self.tables:
            for row in table.rows:
                yield from row


class Source(Struct, frozen=True):
    """The handbook as data: ``data`` maps a part to what its file says, as written."""

    handbook: Handbook
    data: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The handbook's, in which people are asked."""
        return self.handbook.language

    @property
    def catalogue(self) -> Catalogue:
        """The dimensions and their questions."""
        return self.language.catalogue


def make_plan(source: Source, audience: Audience) -> tuple[SheetPlan, ...]:
    """Plan a sheet for every dimension with what ``audience`` may see."""
    return tuple(_Planner(source, audience, part).sheet() for part in DIMENSIONS)


class _Planner(Struct, frozen=True):
    source: Source
    audience: Audience
    part: str

    def sheet(self) -> SheetPlan:
        """Plan the sheet of one dimension."""
        places = form(self.part, self.source.language).places
        return SheetPlan(
            dimension=self.source.catalogue.dimension(self.part),
            questions=tuple(self.questions()),
            fields=tuple(self.fields(places, self.data, ())),
            tables=tuple(self.table(place) for place in places if _is_table(place)),
        )

    @property
    def data(self) -> dict[str, Any]:
        """What the part's file says."""
        return self.source.data.get(self.part, {})

    def questions(self) -> Iterator[QuestionPlan]:
        """Plan the guiding questions, the company's own too."""
        catalogue_questions = {
            question.id: question
            for question in self.source.catalogue.dimension(self.part).questions
        }
        no_help = Question(id="", question="", help="", example="")
        place = form(self.part, self.source.language).place("answers")
        questions = guiding_questions(self.source.handbook, self.source.catalogue, self.part)
        for number, question in enumerate(questions, 1):
            # A question that the company added itself has no help in the catalogue.
            texts = catalogue_questions.get(question.id, no_help)
            raw = _group(self.data.get("answers")).get(question.id)
            slots = tuple(self.answer(question.id, raw, place))
            yield QuestionPlan(
                number, question.id, question.question, texts.help, texts.example, slots
            )

    def answer(self, id_: str, raw: Any, place: Place) -> Iterator[CellSlot]:
        """Plan the fields of one answer; none when the audience may not see it."""
        values = raw if isinstance(raw, dict) else {"text": raw}
        if not self.sees(values.get(LABEL_FIELD)):
            return
        path: ContentPath = ("answers", id_)
        for key in ANSWER_FIELDS:
            field = place.place(key)
            text = cell_text(values.get(key), field)
            yield CellSlot((self.part, f"answers/{id_}", key), field, text, (*path, key), path)

    def fields(
        self, places: tuple[Place, ...], data: dict[str, Any], above: ContentPath
    ) -> Iterator[CellSlot]:
        """Plan single fields, also those of groups."""
        for place in places:
            if place.key in _SKIPPED or place.item is Kind.ANSWER or not self.shows(place, data):
                continue
            path = (*above, place.key)
            if place.kind is Kind.GROUP and not any(below.again for below in place.places):
                yield from self.fields(place.places, _group(data.get(place.key)), path)
            elif place.kind is not Kind.GROUP and not _is_table(place):
                column = ".".join(str(part) for part in path)
                text = cell_text(data.get(place.key), place)
                yield CellSlot((self.part, "fields", column), place, text, path)

    def table(self, place: Place) -> TablePlan:
        """Plan the list at ``place`` with some rows to spare."""
        columns = tuple(_columns(place, ()))
        shown = tuple(
            (key, column) for key, column in columns if self.audience.sees(column.seen_from)
        )
        items = self.data.get(place.key) or []
        part = getattr(self.source.handbook, self.part)
        field = field_at(type(part), place.key)
        assert field  # the form was read off the same model
        names = [identity(item) for item in getattr(part, field.name)]
        occurrences: Counter[str] = Counter()
        rows = []
        for index, (item, name) in enumerate(zip(items, names, strict=True)):
            row = f"{place.key}/{name}/{occurrences[name]}"
            occurrences[name] += 1
            if self.sees(_group(item).get(LABEL_FIELD)):
                rows.append(tuple(self.row(row, shown, _group(item), (place.key, index))))
        rows += [
            tuple(self.row(f"{place.key}/+/{n}", shown, {}, (place.key,)))
            for n in range(SPARE_ROWS)
        ]
        return TablePlan(place, shown, tuple(rows))

    def row(
        self,
        row_key: str,
        columns: tuple[tuple[str, Place], ...],
        item: dict[str, Any],
        above: ContentPath,
    ) -> Iterator[CellSlot]:
        """Plan the cells of one item."""
        for key, place in columns:
            parts = key.split(".")
            group = item
            for part in parts[:-1]:
                group = _group(group.get(part))
            visible = self.shows(place, group) or not group.get(parts[-1])
            text = cell_text(group.get(parts[-1]), place) if visible else ""
            yield CellSlot((self.part, row_key, key), place, text, (*above, *parts), above)

    def sees(self, label: Any) -> bool:
        """Whether the audience may see what carries ``label``, as written in the file."""
        return not label or self.audience.sees(Audience(str(label)))

    def shows(self, place: Place, data: dict[str, Any]) -> bool:
        """Whether the audience may see a field: by its own label, else by its kind's."""
        value = data.get(place.key)
        label = value.get(LABEL_FIELD) if isinstance(value, dict) else None
        return self.sees(label) if label else self.audience.sees(place.seen_from)


def _is_table(place: Place) -> bool:
    return place.kind is Kind.LIST and place.item is Kind.GROUP and not place.again


def _columns(place: Place, path: tuple[str, ...]) -> Iterator[tuple[str, Place]]:
    """Yield the columns of a table, key and field; a group inside yields one for each field."""
    for child in place.places:
        if child.key in _SKIPPED or child.kind is Kind.MAP or child.item is Kind.GROUP:
            continue
        if child.kind is Kind.GROUP:
            yield from _columns(child, (*path, child.key))
        else:
            yield ".".join((*path, child.key)), child


def _group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
