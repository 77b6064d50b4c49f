"""Walking two states of a handbook side by side, noting every difference on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import LABEL_FIELD
from kamhandbook.content.field_words import words_of
from kamhandbook.content.fields import ContentField, field_named, fields_of
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.handbook_file import About
from kamhandbook.content.identity import fold, identity_field, name_field
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.references import followed
from kamhandbook.content.steering import Note
from kamhandbook.content.types import Kind
from kamhandbook.document.unmarked import unmarked
from kamhandbook.history.changes import Change, ChangeKind
from kamhandbook.history.labels import (
    ambiguity,
    item_name,
    summary,
    value_text,
    word,
)
from kamhandbook.history.matching import match
from kamhandbook.history.moves import OneSided
from kamhandbook.history.states import State
from kamhandbook.history.word_diff import difference
from kamhandbook.positions import ContentPath
from kamhandbook.wording.language import Language

# What handbook.yaml says of each state anew; its settings are no news either, being no content.
_ALWAYS_NEW = frozenset({"date", "language", "version"})


class ComparedPlace(Struct, frozen=True):
    """Where two states are compared: the part, the list (also in words), the item, both paths."""

    part: str
    kind_of: str
    where: str
    name: str
    old: ContentPath
    new: ContentPath

    def down(self, *steps: str | int) -> ComparedPlace:
        """Return the place that the same steps lead to in both states."""
        return replace(self, old=(*self.old, *steps), new=(*self.new, *steps))


@dataclass(slots=True)
class Comparison:
    """Collects the differences between two states in the order of the handbook.

    ``renamed`` are the new names of renamed items by their old ones, by the list they stand in.
    """

    old: State
    new: State
    language: Language
    differences: list[Change | OneSided] = dataclass_field(default_factory=list)
    ambiguous: list[str] = dataclass_field(default_factory=list)
    renamed: dict[str, dict[str, str]] = dataclass_field(default_factory=dict)

    def model(self, old: BaseModel, new: BaseModel, place: ComparedPlace) -> None:
        """Compare two models field by field."""
        for field in fields_of(type(new)):
            if not is_news(type(new), field):
                continue
            before, after = getattr(old, field.name), getattr(new, field.name)
            if before != after:  # what names a renamed item names the same one still
                before = followed(before, field, self.renamed)
            if before != after:
                self.field(before, after, place.down(field.key), type(new), field)

    def field(
        self, old: Any, new: Any, place: ComparedPlace, model: type[BaseModel], field: ContentField
    ) -> None:
        """Compare two values of one field of a model that are not equal."""
        if field.item is Kind.ANSWER:
            self.answers(old, new, place)
        elif field.holds_items:
            where = words_of(self.language, model, field).in_news
            self.items(old, new, replace(place, kind_of=field.name, where=where))
        elif field.kind is Kind.GROUP:
            if not isinstance(place.old[-2], int):  # it stands once, not inside an item
                name = words_of(self.language, model, field).in_news
                place = replace(place, name=name, kind_of=field.name)
            self.model(old, new, place)
        elif not self.old.hides(place.old) and not self.new.hides(place.new):
            self.value(old, new, place, model, field)

    def value(
        self, old: Any, new: Any, place: ComparedPlace, model: type[BaseModel], field: ContentField
    ) -> None:
        """Record that a plain value changed, as far as both states show it."""
        before = value_text(self.language, _visible(old, place.old, self.old), field)
        after = value_text(self.language, _visible(new, place.new, self.new), field)
        if before == after:
            return
        kind = _kind(model, field)
        is_text = kind == "changed" and (after == str(new) or isinstance(new, tuple | dict))
        words = difference(before, after) if is_text and before and after else ()
        label = words_of(self.language, model, field).in_news
        label = "" if place.name == label else label
        self.record(kind, place, before=before, after=after, words=words, field=label)

    def record(self, kind: ChangeKind, place: ComparedPlace, **values: Any) -> None:
        """Record a change at a place."""
        change = Change(kind, place.part, place.new, place.name, place.kind_of, **values)
        self.differences.append(replace(change, where=place.where))

    # --- answers

    def answers(self, old: dict[str, Answer], new: dict[str, Answer], place: ComparedPlace) -> None:
        """Compare the answers of one dimension."""
        for key in dict.fromkeys((*self.question_ids(place.part), *new, *old)):
            answer_place = place.down(key)
            answer_place = replace(
                answer_place, kind_of="answers", name=self.question(place.part, key)
            )
            before, after = old.get(key, Answer()), new.get(key, Answer())
            if before != after:
                self.answer(before, after, answer_place, key)

    def question_ids(self, dimension: str) -> tuple[str, ...]:
        """Return the ids of the guiding questions of a dimension, () for another part."""
        if dimension not in DIMENSIONS:
            return ()
        return tuple(
            question.id for question in self.language.catalogue.dimension(dimension).questions
        )

    def question(self, dimension: str, key: str) -> str:
        """Return the guiding question in words."""
        for question in self.language.catalogue.dimension(dimension).questions:
            if question.id == key:
                return question.question
        own_questions = (
            *self.new.handbook.handbook.questions,
            *self.old.handbook.handbook.questions,
        )
        wordings = (question.question for question in own_questions if question.id == key)
        return next(wordings, "") or word(self.language, "own_question", id=key)

    def answer(self, old: Answer, new: Answer, place: ComparedPlace, key: str) -> None:
        """Compare two answers to one question."""
        if not old.text or not new.text or self.old.hides(place.old) or self.new.hides(place.new):
            self.one_sided(
                old if old.text else None, new if new.text else None, place, f"answer:{key}"
            )
            return
        if old.text.split() != new.text.split():
            words = difference(unmarked(old.text), unmarked(new.text))
            self.record("changed", place, before=old.text, after=new.text, words=words)
        elif old.short != new.short:
            short = field_named(Answer, "short")
            self.value(old.short, new.short, place.down("short"), Answer, short)
        for field in fields_of(Answer):
            before, after = getattr(old, field.name), getattr(new, field.name)
            if field.meanings & {Meaning.STATE, Meaning.OWNER} and before != after:
                self.value(before, after, place, Answer, field)

    # --- lists

    def items(self, old: tuple[Any, ...], new: tuple[Any, ...], place: ComparedPlace) -> None:
        """Compare two lists of items."""
        list_name, where = place.kind_of, place.where
        matches = match(old, new)
        may_be_closed = any(
            self.new.hides_item((*place.new, index), new[index]) for index in matches.added
        )
        for old_index in matches.removed:
            self.one_sided(
                old[old_index],
                None,
                self.item_place(place, old[old_index], old_index, old_index),
                list_name,
                is_secret=may_be_closed,  # the new one, worded anew, may be this one
            )
        for old_index, new_index in matches.pairs:
            item_place = self.item_place(place, new[new_index], old_index, new_index)
            if self.new.hides_item(item_place.new, new[new_index]) or self.old.hides_item(
                item_place.old, old[old_index]
            ):
                self.one_sided(old[old_index], new[new_index], item_place, "")
            else:
                self.pair(
                    old[old_index],
                    new[new_index],
                    item_place,
                    is_renamed=(old_index, new_index) in matches.renamed,
                )
        for new_index in matches.added:
            self.one_sided(
                None,
                new[new_index],
                self.item_place(place, new[new_index], new_index, new_index),
                list_name,
            )
        if not self.old.hidden and not self.new.hidden:
            self.record_doubts("twice", where, ((name, name) for name in matches.twice))
            self.record_doubts("renamed", where, iter(matches.doubts))

    def item_place(
        self, place: ComparedPlace, item: BaseModel, old: int, new: int
    ) -> ComparedPlace:
        """Return the place of an item below that of its list."""
        label = item_name(self.language, item) or place.where
        return replace(place, name=label, old=(*place.old, old), new=(*place.new, new))

    def pair(
        self, old: BaseModel, new: BaseModel, place: ComparedPlace, *, is_renamed: bool
    ) -> None:
        """Compare two items that are the same one."""
        if is_renamed:
            self.record(
                "renamed",
                place,
                before=item_name(self.language, old),
                after=item_name(self.language, new),
            )
            field_name = identity_field(new)
            target = ".".join(str(step) for step in (*place.new[:-1], field_name))
            name = getattr(new, field_name)
            self.renamed.setdefault(target, {})[getattr(old, field_name)] = name
            old = old.model_copy(update={field_name: name})
        self.model(old, new, place)

    def one_sided(
        self, old: Any, new: Any, place: ComparedPlace, key: str, *, is_secret: bool = False
    ) -> None:
        """Record what stands in one state only, or is seen in one only (both are given then)."""
        if old == new:
            return
        is_old = new is None
        state, path = (self.old, place.old) if is_old else (self.new, place.new)
        item = old if is_old else new
        if isinstance(item, Answer):
            text: str = item.text
            hidden = state.hides(path)
        else:
            text, hidden = self.visible_summary(item, state, path), state.hides_item(path, item)
            key = f"{type(item).__name__}:{fold(place.name)}"
        change = Change(
            "removed" if is_old else "added",
            place.part,
            path,
            place.name,
            place.kind_of,
            before=text if is_old else "",
            after="" if is_old else text,
            where=place.where,
        )
        key = key if old is None or is_old else ""
        self.differences.append(OneSided(change, key, hidden or is_secret))

    def visible_summary(self, item: BaseModel, state: State, path: ContentPath) -> str:
        """Return in one line the fields of an item that its state shows."""
        left_out, visible = [name_field(item)], {}
        for field in fields_of(type(item)):
            field_path = (*path, field.key)
            if state.hides(field_path):
                left_out.append(field.name)
            visible[field.name] = _visible(getattr(item, field.name), field_path, state)
        return summary(self.language, item.model_copy(update=visible), tuple(left_out))

    def record_doubts(self, key: str, where: str, pairs: Iterator[tuple[str, str]]) -> None:
        """Record the sentences on what could not be told for certain."""
        for old, new in pairs:
            self.ambiguous.append(
                ambiguity(self.language, key, where=where, name=old, old=old, new=new)
            )


def _visible(value: Any, path: ContentPath, state: State) -> Any:
    """Return a value without the entries of a plain list or table that a state hides."""
    if isinstance(value, tuple):
        return tuple(entry for index, entry in enumerate(value) if not state.hides((*path, index)))
    if isinstance(value, dict):
        return {key: entry for key, entry in value.items() if not state.hides((*path, key))}
    return value


def is_news(model: type[BaseModel], field: ContentField) -> bool:
    """Whether a change of a model's field is news at all."""
    if model is About and field.name in _ALWAYS_NEW:
        return False
    return field.name != LABEL_FIELD and Meaning.SETTING not in field.meanings


def _kind(model: type[BaseModel], field: ContentField) -> ChangeKind:
    if Meaning.STATE in field.meanings:
        return "status"
    if Meaning.OWNER in field.meanings:
        return "owner"
    if model is Note and field.name == "dimension":
        return "moved"
    return "changed"
