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
from msgspec.structs import replace
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import LABEL_FIELD, Content
from kamhandbook.content.fields import field_at
from kamhandbook.content.identity import identity
from kamhandbook.content.questions import guiding_questions
from kamhandbook.content.types import Audience, Kind
from kamhandbook.editions.edition import Edition
from kamhandbook.forms.form import Place
from kamhandbook.positions import ContentPath
from kamhandbook.questionnaire.cells import cell_text, clean, content_value
from kamhandbook.questionnaire.composite_cells import is_composite, is_kept, is_tree
from kamhandbook.questionnaire.parts import AskedPart, asked_parts
from kamhandbook.wording.catalogue import Question

CellAddress = tuple[str, str, str]

#: What an answer's row has cells for, in the order of the declaration.
ANSWER_FIELDS = tuple(name for name in Answer.model_fields if name != LABEL_FIELD)
_LONGEST_NAME = 1_000  # signs of an item's name in an address
_PITFALLS = "introduction.pitfalls"  # a map whose keys the catalogue knows
_SKIPPED = {LABEL_FIELD}  # has no cell: who may see what stays as it is in the file


class CellSlot(Struct, frozen=True):
    """One cell: what it holds, and where that stands in the file's data.

    ``item`` is the path of the list's item or of the answer it belongs to. ``is_closed`` says that
    what stands there says more than a cell can.
    """

    address: CellAddress
    place: Place
    text: str
    path: ContentPath
    item: ContentPath = ()
    is_closed: bool = False


class QuestionPlan(Struct, frozen=True):
    """A guiding question with the slots of its answer."""

    number: int
    id: str
    question: str
    help: str
    example: str
    slots: tuple[CellSlot, ...]


class TablePlan(Struct, frozen=True):
    """A list of the file: columns, and a row of slots for every item.

    ``key`` is its dotted path in the file, ``blank`` a row for a new item, and ``names`` are the
    columns that make an item the same one; the first that is filled in counts.
    """

    key: str
    place: Place
    columns: tuple[tuple[str, Place], ...]
    rows: tuple[tuple[CellSlot, ...], ...]
    blank: tuple[CellSlot, ...]
    names: tuple[str, ...] = ()


class SheetPlan(Struct, frozen=True):
    """What one file of the content asks for."""

    part: AskedPart
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
    """Plan a sheet for every file with what the edition shows."""
    return tuple(_Planner(edition, part).sheet() for part in asked_parts(edition))


def blank_row(table: str, number: int = 0) -> str:
    """Return the key of one of the rows for new items of a list."""
    return f"{table}/+/{number}"


class _Planner:
    """Plans the sheet of one file."""

    def __init__(self, edition: Edition, part: AskedPart) -> None:
        self.edition, self.part = edition, part
        self.catalogue = edition.language.catalogue

    def sheet(self) -> SheetPlan:
        """Return the plan of the sheet."""
        places = self.part.places
        return SheetPlan(
            part=self.part,
            questions=tuple(self.questions()),
            fields=tuple(self.fields(places, self.data, ())),
            tables=tuple(self.tables(places, ())),
        )

    @cached_property
    def content(self) -> BaseModel:
        """What the edition shows of the part."""
        return self.part.content

    @cached_property
    def data(self) -> dict[str, Any]:
        """What is written of the part, by the keys of its file."""
        return self.content.model_dump(by_alias=True, exclude_unset=True)

    def questions(self) -> Iterator[QuestionPlan]:
        """Plan the guiding questions, the company's own too."""
        if not self.part.has_questions:
            return
        catalogue_questions = {
            question.id: question for question in self.catalogue.dimension(self.part.id).questions
        }
        no_help = Question(id="", question="", help="", example="")
        place = next(place for place in self.part.places if place.key == "answers")
        questions = guiding_questions(self.edition.handbook, self.catalogue, self.part.id)
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
            yield CellSlot((self.part.id, f"answers/{id_}", key), field, text, (*path, key), path)

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
            if place.kind is Kind.GROUP and not is_tree(place):
                yield from self.fields(_titled(place), _group(value), path)
            elif place.path == _PITFALLS:
                yield from self.pitfalls(place, _group(value), path)
            elif _is_field(place):
                column = ".".join(str(part) for part in path)
                yield self.slot((self.part.id, "fields", column), place, value, path, ())

    def pitfalls(
        self, place: Place, values: dict[str, Any], path: ContentPath
    ) -> Iterator[CellSlot]:
        """Plan a field for each pitfall that the catalogue knows."""
        for pitfall in self.catalogue.pitfalls:
            words = {"title": pitfall.title, "help": pitfall.advice, "kind": Kind.TEXT}
            field = replace(place, path=f"{place.path}.{pitfall.id}", item=None, **words)
            address = (self.part.id, "fields", f"{place.key}.{pitfall.id}")
            yield self.slot(address, field, values.get(pitfall.id), (*path, pitfall.id), ())

    def tables(self, places: tuple[Place, ...], above: tuple[str, ...]) -> Iterator[TablePlan]:
        """Plan the lists of items, also those of groups."""
        for place in places:
            path = (*above, place.key)
            if _is_table(place) and self.may_be_seen(place, path):
                yield self.table(place, path)
            elif place.kind is Kind.GROUP and not is_tree(place) and not self.hides(path):
                yield from self.tables(place.places, path)

    def may_be_seen(self, place: Place, path: tuple[str, ...]) -> bool:
        """Whether the audience is asked for a list: it is meant for it, or something is in it."""
        return not self.hides(path) and (
            self.edition.audience.sees(place.seen_from) or bool(self.items(path))
        )

    def items(self, path: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the items of a list of the part."""
        found: Any = self.content
        for key in path:
            field = field_at(type(found), key)
            assert field  # the form was read off the same model
            found = getattr(found, field.name)
        return tuple(found)

    def table(self, place: Place, path: tuple[str, ...]) -> TablePlan:
        """Plan the list at ``path``."""
        columns = tuple(_columns(place, (), self.edition.audience))
        items, table = self.items(path), ".".join(path)
        kept = (index for index in count() if not self.hides((*path, index)))
        occurrences: Counter[str] = Counter()
        rows = []
        values = _at(self.data, path) or ()
        for item, value, index in zip(items, values, islice(kept, len(items)), strict=True):
            above: ContentPath = (*path, index)
            cells = [(key, column, self.cell(value, key, above)) for key, column in columns]
            name = self.name(item, above, [cell_text(each, column) for _, column, each in cells])
            row = f"{table}/{name}/{occurrences[name]}"
            occurrences[name] += 1
            rows.append(
                tuple(
                    self.slot(
                        (self.part.id, row, key), column, each, (*above, *key.split(".")), above
                    )
                    for key, column, each in cells
                )
            )
        blank = tuple(
            CellSlot(
                (self.part.id, blank_row(table), key), column, "", (*path, *key.split(".")), path
            )
            for key, column in columns
        )
        return TablePlan(table, place, columns, tuple(rows), blank, self.names(path))

    def names(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns that make an item of a list the same one."""
        model: Any = type(self.content)
        for key in path:
            field = field_at(model, key)
            assert field and field.model
            model = field.model
        return tuple(model.identity) if issubclass(model, Content) else ()

    def name(self, item: BaseModel, path: ContentPath, texts: list[str]) -> str:
        """Return what tells an item from others: its name, or all it shows where that is withheld.

        A very long one is shortened, for a cell holds no more than it can.
        """
        name = clean(identity(item))
        named_by = item.identity if isinstance(item, Content) else ()
        if not name and any(self.hides((*path, field)) for field in named_by):
            return f"~{_digest(*texts)}"
        return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}~{_digest(name)}"

    def cell(self, item: dict[str, Any], key: str, above: ContentPath) -> Any:
        """Return the value of one cell of an item; None where it is withheld."""
        *groups, last = key.split(".")
        if self.hides((*above, *groups, last)):
            return None
        for group in groups:
            item = _group(item.get(group))
        return item.get(last)

    def slot(
        self, address: CellAddress, place: Place, value: Any, path: ContentPath, item: ContentPath
    ) -> CellSlot:
        """Plan a cell for a value; closed where its lines could not say all of it."""
        closed = is_composite(place) and not is_kept(value, place, cell_text, content_value)
        return CellSlot(address, place, clean(cell_text(value, place)), path, item, closed)

    def hides(self, path: ContentPath) -> bool:
        """Whether the edition withholds what stands at a path of the part."""
        return self.edition.hides((*self.part.above, *path))


def _titled(group: Place) -> tuple[Place, ...]:
    """Return the fields of a group with its title before theirs."""
    return tuple(
        replace(place, title=f"{group.title}: {place.title}" if group.title else place.title)
        for place in group.places
    )


def _is_table(place: Place) -> bool:
    return place.kind is Kind.LIST and place.item is Kind.GROUP and not place.again


def _is_field(place: Place) -> bool:
    """Whether a place has one cell: no list of items, nor a map of groups."""
    return not (_is_table(place) or place.again or (place.kind is Kind.MAP and place.places))


def _columns(
    place: Place, path: tuple[str, ...], audience: Audience
) -> Iterator[tuple[str, Place]]:
    """Yield the columns of a table, key and field; a group inside yields one for each field.

    What is not meant for ``audience`` at all has no column.
    """
    for child in place.places:
        if child.key in _SKIPPED or child.again or not audience.sees(child.seen_from):
            continue
        if child.kind is Kind.GROUP and not is_tree(child):
            yield from _columns(child, (*path, child.key), audience)
        elif not (child.kind is Kind.MAP and child.places):
            yield ".".join((*path, child.key)), child


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        data = _group(data).get(key)
    return data


def _digest(*texts: str) -> str:
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=6).hexdigest()


def _group(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
