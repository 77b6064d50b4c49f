"""What changed between two states of a handbook, answer by answer and item by item.

Compared is the whole of both states, so that order, names and labels never look like content; what
a side hides from its audience is left out of what is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.field_words import part_name, words_of
from kamhandbook.content.fields import ContentField, field_named, fields_of
from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.handbook_file import About
from kamhandbook.content.identity import fold, identity_field, name_field
from kamhandbook.content.meanings import Meaning
from kamhandbook.content.references import followed
from kamhandbook.content.steering import Note
from kamhandbook.content.types import Kind
from kamhandbook.editions.edition import Edition
from kamhandbook.history.changes import Change, ChangeKind, News
from kamhandbook.history.labels import (
    ambiguity,
    item_name,
    shown,
    summary,
    word,
)
from kamhandbook.history.matching import match
from kamhandbook.history.moves import Lone, with_moves
from kamhandbook.history.word_diff import difference, readable
from kamhandbook.positions import ContentPath
from kamhandbook.wording.language import Language

# What handbook.yaml says of each state anew; its settings are no news either, being no content.
_ALWAYS_NEW = frozenset({"date", "language", "version"})
_PARTS = (*DIMENSIONS, "introduction", "handbook")


@dataclass(frozen=True, slots=True)
class Side:
    """One state and what is hidden in it from those who are told."""

    handbook: Handbook
    hidden: frozenset[ContentPath] = frozenset()

    def hides(self, path: ContentPath) -> bool:
        """Whether a place was cut away, by itself or with what holds it."""
        return any(path[:length] in self.hidden for length in range(len(path) + 1))

    def hides_item(self, path: ContentPath, item: BaseModel) -> bool:
        """Whether an item was cut away, or the name by which it could be told."""
        return self.hides(path) or self.hides((*path, name_field(item)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: in which part and list, in words, at which item, on either side."""

    part: str
    kind_of: str
    where: str
    name: str
    old: ContentPath
    new: ContentPath

    def down(self, *steps: str | int) -> _Place:
        return replace(self, old=(*self.old, *steps), new=(*self.new, *steps))


def diff(old: Handbook, new: Handbook) -> News:
    """Tell what changed between two whole handbooks."""
    return compare(Side(old), Side(new), new.language)


def diff_for(old: Edition, whole_old: Handbook, new: Edition, whole_new: Handbook) -> News:
    """Tell what changed as far as the audience of both editions sees it."""
    return compare(Side(whole_old, old.hidden), Side(whole_new, new.hidden), whole_new.language)


def compare(old: Side, new: Side, language: Language) -> News:
    """Return what changed between two sides, told in a language: today's, also of the past."""
    walk = _Walk(old, new, language)
    for part in _PARTS:
        label = part_name(language, part)
        place = _Place(part, part, label, label, (part,), (part,))
        walk.model(getattr(old.handbook, part), getattr(new.handbook, part), place)
    told = tuple(with_moves(walk.found, language))
    unsure = [ambiguity(language, "moved", name=each) for each in told if isinstance(each, str)]
    changes = [each for each in told if isinstance(each, Change)]
    told_as_answer = {change.name for change in changes if change.is_answer}
    return News(
        changes=tuple(
            c for c in changes if c.kind_of != "questions" or c.name not in told_as_answer
        ),
        ambiguous=tuple(dict.fromkeys([*walk.ambiguous, *unsure])),
    )


@dataclass(slots=True)
class _Walk:
    """Collects changes in the order of the handbook."""

    old: Side
    new: Side
    language: Language
    found: list[Change | Lone] = dataclass_field(default_factory=list)
    ambiguous: list[str] = dataclass_field(default_factory=list)
    renamed: dict[str, dict[str, str]] = dataclass_field(
        default_factory=dict
    )  # by list: old → new name

    def model(self, old: BaseModel, new: BaseModel, place: _Place) -> None:
        """Compare two models field by field."""
        for field in fields_of(type(new)):
            if not is_told(type(new), field):
                continue
            before, after = getattr(old, field.name), getattr(new, field.name)
            if before != after:  # what names a renamed item names the same one still
                before = followed(before, field, self.renamed)
            if before != after:
                self.field(before, after, place.down(field.key), type(new), field)

    def field(
        self, old: Any, new: Any, place: _Place, model: type[BaseModel], field: ContentField
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
        self, old: Any, new: Any, place: _Place, model: type[BaseModel], field: ContentField
    ) -> None:
        """Tell that a plain value changed, as far as both sides show it."""
        before = shown(self.language, _visible(old, place.old, self.old), field)
        after = shown(self.language, _visible(new, place.new, self.new), field)
        if before == after:
            return
        kind = _kind(model, field)
        is_text = kind == "changed" and (after == str(new) or isinstance(new, tuple | dict))
        words = difference(before, after) if is_text and before and after else ()
        label = words_of(self.language, model, field).in_news
        label = "" if place.name == label else label
        self.tell(kind, place, before=before, after=after, words=words, field=label)

    def tell(self, kind: ChangeKind, place: _Place, **values: Any) -> None:
        """Note a change at a place."""
        change = Change(kind, place.part, place.new, place.name, place.kind_of, **values)
        self.found.append(replace(change, where=place.where))

    # --- answers

    def answers(self, old: dict[str, Answer], new: dict[str, Answer], place: _Place) -> None:
        """Compare the answers of one dimension."""
        for key in dict.fromkeys((*self.asked(place.part), *new, *old)):
            here = place.down(key)
            here = replace(here, kind_of="answers", name=self.question(place.part, key))
            before, after = old.get(key, Answer()), new.get(key, Answer())
            if before != after:
                self.answer(before, after, here, key)

    def asked(self, dimension: str) -> tuple[str, ...]:
        """Return the ids of the guiding questions of a dimension, () for another part."""
        if dimension not in DIMENSIONS:
            return ()
        return tuple(each.id for each in self.language.catalogue.dimension(dimension).questions)

    def question(self, dimension: str, key: str) -> str:
        """Give the guiding question in words."""
        for question in self.language.catalogue.dimension(dimension).questions:
            if question.id == key:
                return question.question
        own = (*self.new.handbook.handbook.questions, *self.old.handbook.handbook.questions)
        asked = (question.question for question in own if question.id == key)
        return next(asked, "") or word(self.language, "own_question", id=key)

    def answer(self, old: Answer, new: Answer, place: _Place, key: str) -> None:
        """Compare two answers to one question."""
        if not old.text or not new.text or self.old.hides(place.old) or self.new.hides(place.new):
            self.lone(old if old.text else None, new if new.text else None, place, f"answer:{key}")
            return
        if old.text.split() != new.text.split():
            words = difference(readable(old.text), readable(new.text))
            self.tell("changed", place, before=old.text, after=new.text, words=words)
        elif old.short != new.short:
            short = field_named(Answer, "short")
            self.value(old.short, new.short, place.down("short"), Answer, short)
        for field in fields_of(Answer):
            before, after = getattr(old, field.name), getattr(new, field.name)
            if field.meanings & {Meaning.STATE, Meaning.OWNER} and before != after:
                self.value(before, after, place, Answer, field)

    # --- lists

    def items(self, old: tuple[Any, ...], new: tuple[Any, ...], place: _Place) -> None:
        """Compare two lists of items."""
        list_, where = place.kind_of, place.where
        matches = match(old, new)
        for i in matches.removed:
            self.lone(old[i], None, self.at(place, old[i], i, i), list_)
        for i, j in matches.pairs:
            at = self.at(place, new[j], i, j)
            if self.new.hides_item(at.new, new[j]) or self.old.hides_item(at.old, old[i]):
                self.lone(old[i], new[j], at, "")
            else:
                self.pair(old[i], new[j], at, is_renamed=(i, j) in matches.renamed)
        for j in matches.added:
            self.lone(None, new[j], self.at(place, new[j], j, j), list_)
        if not self.old.hidden and not self.new.hidden:
            self.doubt("twice", where, ((each, each) for each in matches.twice))
            self.doubt("renamed", where, iter(matches.doubts))

    def at(self, place: _Place, item: BaseModel, old: int, new: int) -> _Place:
        """Go to an item of a list."""
        label = item_name(self.language, item) or place.where
        return replace(place, name=label, old=(*place.old, old), new=(*place.new, new))

    def pair(self, old: BaseModel, new: BaseModel, place: _Place, *, is_renamed: bool) -> None:
        """Compare two items that are the same one."""
        if is_renamed:
            self.tell(
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

    def lone(self, old: Any, new: Any, place: _Place, key: str) -> None:
        """Note what stands on one side only, or may be seen on one only (both are given then)."""
        if old == new:
            return
        is_old = new is None
        side, path = (self.old, place.old) if is_old else (self.new, place.new)
        thing = old if is_old else new
        if isinstance(thing, Answer):
            text: str = thing.text
            hidden = side.hides(path)
        else:
            text, hidden = self.seen(thing, side, path), side.hides_item(path, thing)
            key = f"{type(thing).__name__}:{fold(place.name)}"
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
        self.found.append(Lone(change, key if old is None or is_old else "", hidden))

    def seen(self, item: BaseModel, side: Side, path: ContentPath) -> str:
        """Write the fields of an item that its side shows."""
        gone, kept = [name_field(item)], {}
        for field in fields_of(type(item)):
            here = (*path, field.key)
            if side.hides(here):
                gone.append(field.name)
            kept[field.name] = _visible(getattr(item, field.name), here, side)
        return summary(self.language, item.model_copy(update=kept), tuple(gone))

    def doubt(self, key: str, where: str, pairs: Iterator[tuple[str, str]]) -> None:
        """Say what could not be told for certain."""
        for old, new in pairs:
            self.ambiguous.append(
                ambiguity(self.language, key, where=where, name=old, old=old, new=new)
            )


def _visible(value: Any, path: ContentPath, side: Side) -> Any:
    """Leave out the entries of a plain list or table that a side hides."""
    if isinstance(value, tuple):
        return tuple(e for index, e in enumerate(value) if not side.hides((*path, index)))
    if isinstance(value, dict):
        return {key: e for key, e in value.items() if not side.hides((*path, key))}
    return value


def is_told(model: type[BaseModel], field: ContentField) -> bool:
    """Whether a change of a model's field is news at all."""
    if model is About and field.name in _ALWAYS_NEW:
        return False
    return field.name != "visible_from" and Meaning.SETTING not in field.meanings


def _kind(model: type[BaseModel], field: ContentField) -> ChangeKind:
    if Meaning.STATE in field.meanings:
        return "status"
    if Meaning.OWNER in field.meanings:
        return "owner"
    if model is Note and field.name == "dimension":
        return "moved"
    return "changed"
