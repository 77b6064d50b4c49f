"""What the questionnaire asks: sheets, questions, single fields and tables, each with its text.

Everything is read off an edition, so that nothing withheld from its audience is in the plan. A slot
is one cell. Its address (part, row, column) names it for good: it does not depend on where the cell
stands, nor on where the answer stands in the file, so that both may move in between. Its path is
that in the whole handbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from hashlib import blake2b
from itertools import count, islice
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import LABEL_FIELD, Content
from kamhandbook.content.fields import field_at
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.identity import identity
from kamhandbook.content.questions import guiding_questions
from kamhandbook.content.types import Audience, Kind
from kamhandbook.editions.edition import Edition
from kamhandbook.forms.form import Place, form
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.cells import cell_text, clean
from kamhandbook.wording.catalogue import Dimension, Question

CellAddress = tuple[str, str, str]

#: What an answer's row has cells for, in the order of the declaration.
ANSWER_FIELDS = tuple(name for name in Answer.model_fields if name != LABEL_FIELD)
SPARE_ROWS = 6  # empty rows below every list, for what a workshop adds
_LONGEST_NAME = 1_000  # signs of an item's name in an address
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


def make_plan(edition: Edition) -> tuple[SheetPlan, ...]:
    """Plan a sheet for every dimension with what the edition shows."""
    return tuple(_Planner(edition, part).sheet() for part in DIMENSIONS)


class _Planner:
    """Plans the sheet of one dimension."""

    def __init__(self, edition: Edition, part: str) -> None:
        self.edition, self.part = edition, part
        self.catalogue = edition.language.catalogue

    def sheet(self) -> SheetPlan:
        """Return the plan of the sheet."""
        places = form(self.part, self.edition.language).places
        return SheetPlan(
            dimension=self.catalogue.dimension(self.part),
            questions=tuple(self.questions()),
            fields=tuple(self.fields(places, self.data, ())),
            tables=tuple(self.table(place) for place in places if _is_table(place)),
        )

    @cached_property
    def content(self) -> BaseModel:
        """What the edition shows of the part."""
        content: BaseModel = getattr(self.edition.handbook, self.part)
        return content

    @cached_property
    def data(self) -> dict[str, Any]:
        """What is written of the part, by the keys of its file."""
        return self.content.model_dump(by_alias=True, exclude_unset=True)

    def questions(self) -> Iterator[QuestionPlan]:
        """Plan the guiding questions, the company's own too."""
        catalogue_questions = {
            question.id: question for question in self.catalogue.dimension(self.part).questions
        }
        no_help = Question(id="", question="", help="", example="")
        place = form(self.part, self.edition.language).place("answers")
        questions = guiding_questions(self.edition.handbook, self.catalogue, self.part)
        for number, question in enumerate(questions, 1):
            # A question that the company added itself has no help in the catalogue.
            texts = catalogue_questions.get(question.id, no_help)
            values = _group(_group(self.data.get("answers")).get(question.id))
            slots = tuple(self.answer(question.id, values, place))
            wording = clean(question.question)
            yield QuestionPlan(number, question.id, wording, texts.help, texts.example, slots)

    def answer(self, id_: str, values: dict[str, Any], place: Place) -> Iterator[CellSlot]:
        """Plan the fields of one answer."""
        path: ContentPath = ("answers", id_)
        for key in ANSWER_FIELDS:
            field = place.place(key)
            text = cell_text(values.get(key), field)
            yield CellSlot((self.part, f"answers/{id_}", key), field, text, (*path, key), path)

    def fields(
        self, places: tuple[Place, ...], data: dict[str, Any], above: ContentPath
    ) -> Iterator[CellSlot]:
        """Plan single fields, also those of groups, but none that is withheld."""
        for place in places:
            path = (*above, place.key)
            value = data.get(place.key)
            if place.key in _SKIPPED or place.item is Kind.ANSWER or self.hides(path):
                continue
            if not (self.edition.audience.sees(place.seen_from) or value):
                continue
            if place.kind is Kind.GROUP and not any(below.again for below in place.places):
                yield from self.fields(place.places, _group(value), path)
            elif place.kind is not Kind.GROUP and not _is_table(place):
                column = ".".join(str(part) for part in path)
                yield CellSlot((self.part, "fields", column), place, cell_text(value, place), path)

    def table(self, place: Place) -> TablePlan:
        """Plan the list at ``place`` with some rows to spare."""
        columns = tuple(_columns(place, (), self.edition.audience))
        field = field_at(type(self.content), place.key)
        assert field  # the form was read off the same model
        items = getattr(self.content, field.name)
        kept = (index for index in count() if not self.hides((place.key, index)))
        occurrences: Counter[str] = Counter()
        rows = []
        values = self.data.get(place.key) or ()
        for item, value, index in zip(items, values, islice(kept, len(items)), strict=True):
            above = (place.key, index)
            texts = tuple(self.cell(value, key, column, above) for key, column in columns)
            name = self.name(item, above, texts)
            row = f"{place.key}/{name}/{occurrences[name]}"
            occurrences[name] += 1
            rows.append(tuple(self.row(row, columns, texts, above)))
        no_texts = ("",) * len(columns)
        rows += [
            tuple(self.row(f"{place.key}/+/{n}", columns, no_texts, (place.key,)))
            for n in range(SPARE_ROWS)
        ]
        return TablePlan(place, columns, tuple(rows))

    def name(self, item: BaseModel, path: ContentPath, texts: tuple[str, ...]) -> str:
        """Return what tells an item from others: its name, or all it shows where that is withheld.

        A very long one is shortened, for a cell holds no more than it can.
        """
        name = clean(identity(item))
        named_by = item.identity if isinstance(item, Content) else ()
        if not name and any(self.hides((*path, field)) for field in named_by):
            return f"~{_digest(*texts)}"
        return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}~{_digest(name)}"

    def cell(self, item: dict[str, Any], key: str, place: Place, above: ContentPath) -> str:
        """Return the text of one cell of an item; "" where it is withheld."""
        *groups, last = key.split(".")
        if self.hides((*above, *groups, last)):
            return ""
        for group in groups:
            item = _group(item.get(group))
        return cell_text(item.get(last), place)

    def row(
        self,
        row_key: str,
        columns: tuple[tuple[str, Place], ...],
        texts: tuple[str, ...],
        above: ContentPath,
    ) -> Iterator[CellSlot]:
        """Plan the cells of one item."""
        for (key, place), text in zip(columns, texts, strict=True):
            path = (*above, *key.split("."))
            yield CellSlot((self.part, row_key, key), place, text, path, above)

    def hides(self, path: ContentPath) -> bool:
        """Whether the edition withholds what stands at a path of the part."""
        return self.edition.hides((self.part, *path))


def _is_table(place: Place) -> bool:
    return place.kind is Kind.LIST and place.item is Kind.GROUP and not place.again


def _columns(
    place: Place, path: tuple[str, ...], audience: Audience
) -> Iterator[tuple[str, Place]]:
    """Yield the columns of a table, key and field; a group inside yields one for each field.

    What is not meant for ``audience`` at all has no column.
    """
    for child in place.places:
        if child.key in _SKIPPED or child.kind is Kind.MAP or child.item is Kind.GROUP:
            continue
        if not audience.sees(child.seen_from):
            continue
        if child.kind is Kind.GROUP:
            yield from _columns(child, (*path, child.key), audience)
        else:
            yield ".".join((*path, child.key)), child


def _digest(*texts: str) -> str:
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=6).hexdigest()


def _group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
