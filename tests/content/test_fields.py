"""What every field of the content format must say about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Content, Labelled
from kamhandbook.content.field_words import choice_labels, words_of
from kamhandbook.content.fields import ContentField, field_at, field_named, fields_of
from kamhandbook.content.handbook import FILES, PARTS, Handbook
from kamhandbook.content.meanings import TEAM, KeyAccountReference, Meaning, Measure, PersonName
from kamhandbook.content.selection import KeyAccount, Review
from kamhandbook.content.types import Audience, Kind, PlainText, Several
from kamhandbook.forms.form import every_place, form
from kamhandbook.wording.language import DEFAULT

# From which audience on a field of a meaning is seen, by domain.md, unless it says otherwise.
LEAST = {
    Meaning.PERSON: Audience.NEWCOMERS,
    Meaning.CUSTOMER: Audience.NEWCOMERS,
    Meaning.MEASURE: Audience.NEWCOMERS,
    Meaning.LINK: Audience.NEWCOMERS,
    Meaning.MONEY: Audience.MANAGEMENT,
}


def every_field() -> Iterator[tuple[type[BaseModel], ContentField]]:
    """Yield every field of every model of the content format, each model once."""
    queue: list[type[BaseModel]] = [*PARTS.values(), Answer, Labelled]
    known = set(queue)
    while queue:
        model = queue.pop()
        for field in fields_of(model):
            yield model, field
            if field.model and field.model not in known:
                known.add(field.model)
                queue.append(field.model)


FIELDS = list(every_field())


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda x: getattr(x, "__name__", None))
def test_a_field_has_its_words(model: type[BaseModel], field: ContentField) -> None:
    words = words_of(DEFAULT, model, field)
    assert words.title and words.help and words.in_news


def test_a_field_without_words_is_an_error_with_its_place() -> None:
    class Account(KeyAccount):
        unworded: PersonName = ""

    field = field_named(Account, "unworded")
    with pytest.raises(KeyError, match=r"selection\.key_accounts\.unworded"):
        words_of(DEFAULT, KeyAccount, field)


def test_no_words_without_a_field() -> None:
    entries = DEFAULT.words("fields")
    places = {place.path for part in PARTS for place in every_place(form(part, DEFAULT))}
    assert {f"{part}.{key}" for part in PARTS for key in entries[part]} <= places
    for shared, model in {"answer": Answer, "labelled": Labelled}.items():
        assert set(entries[shared]) <= {field.key for field in fields_of(model)}
    assert set(entries["everywhere"]) <= {field.key for _, field in FIELDS}
    assert set(entries["parts"]) <= set(FILES)
    assert set(entries) == {*PARTS, "answer", "labelled", "everywhere", "parts"}


def test_every_choice_is_labelled_by_one_group() -> None:
    chosen = {field.choices for _, field in FIELDS if field.choices and field.key != "language"}
    for choices in chosen:
        assert all(choice_labels(DEFAULT, choices).get(choice) for choice in choices), choices


def test_what_carries_a_meaning_is_not_open_by_default() -> None:
    carrying, open_to_all = 0, {"Contact.name", "Contact.email"}  # somebody must be there to ask
    for model, field in FIELDS:
        if f"{model.__name__}.{field.name}" in open_to_all:
            continue
        for meaning in field.meanings & set(LEAST):
            carrying += 1
            assert field.audience, f"{model.__name__}.{field.name}"
            assert field.audience.rank >= LEAST[meaning].rank, f"{model.__name__}.{field.name}"
    assert carrying > 12


def test_items_say_by_what_they_are_told_apart() -> None:
    listed = {field.model for _, field in FIELDS if field.holds_items}
    assert len(listed) > 25
    for model in listed:
        assert model and issubclass(model, Content) and model.identity
        names = {field.name for field in fields_of(model)}
        assert {*model.identity, model.called or model.identity[0]} <= names


def test_a_reference_leads_to_a_field_and_means_the_same() -> None:
    targets = [(field, field.target) for _, field in FIELDS if field.target]
    assert {target for _, target in targets} == {
        "goals.goals.id",
        "selection.criteria.name",
        "selection.key_accounts.name",
        "services.services.name",
    }
    for field, target in targets:
        part, items, key = target.split(".")
        holder = field_at(FILES[part], items)
        assert holder and holder.model
        named = field_at(holder.model, key)
        assert named and named.meanings <= field.meanings


def test_a_field_is_read_off_its_declaration() -> None:
    class Example(Content):
        plain: PlainText = ""
        people: Several[PersonName] = ()
        score: Annotated[Measure, TEAM] = ""
        account: KeyAccountReference = ""
        reviews: Several[Review] = ()

    plain, people, score, account, reviews = fields_of(Example)
    assert (plain.kind, plain.meanings, plain.audience, plain.target) == (
        Kind.TEXT,
        frozenset(),
        None,
        "",
    )
    assert (people.kind, people.item, people.audience) == (
        Kind.LIST,
        Kind.TEXT,
        Audience.NEWCOMERS,
    )
    assert people.meanings == {Meaning.PERSON} and not people.holds_items
    assert score.audience is Audience.TEAM  # the outermost label
    assert account.target == "selection.key_accounts.name"
    assert account.meanings == {Meaning.CUSTOMER}
    assert reviews.holds_items and reviews.model is Review and reviews.empty == ()


def test_what_only_the_program_notes_is_no_field() -> None:
    assert "withheld_questions" not in {field.name for field in fields_of(Handbook)}


def test_a_type_without_a_kind_is_refused() -> None:
    class Odd(Content):
        when: complex = 0j

    with pytest.raises(TypeError, match="complex"):
        fields_of(Odd)


def test_names_are_not_keys_of_a_map() -> None:
    class Odd(Content):
        shares: dict[PersonName, PlainText] = {}  # noqa: RUF012

    with pytest.raises(TypeError, match="a key is no text"):
        fields_of(Odd)
