"""Who sees which field where nobody has labelled anything: one table, read off the fields."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import LABEL_FIELD, Labelled
from kamhandbook.content.field_words import words_at
from kamhandbook.content.fields import ContentField, field_named, fields_of
from kamhandbook.content.handbook import FILES, PARTS, Handbook
from kamhandbook.content.meanings import Meaning, may_name_people
from kamhandbook.content.types import Audience
from kamhandbook.wording.language import Language


class FieldAccess(Struct, frozen=True):
    """A field by its place, say ``selection.criteria.threshold``, and who sees it first.

    Where ``is_nameless`` applicants see roles, functions and bodies only, no name.
    """

    place: str
    audience: Audience
    is_nameless: bool


def field_access() -> Iterator[FieldAccess]:
    """Yield every field that people write into, in the order of the files; answers come first."""
    yield from _of_model(Answer, "answer", Audience.APPLICANTS, ())
    iterations = field_named(Handbook, "iterations").audience or Audience.APPLICANTS
    for part, model in PARTS.items():
        above = Audience.APPLICANTS if part in FILES else iterations
        yield from _of_model(model, part, above, ())


def title_of(language: Language, access: FieldAccess) -> str:
    """Return what people call a field."""
    return words_at(language, access.place).title


def _of_model(
    model: type[BaseModel], place: str, above: Audience, outer: tuple[type[BaseModel], ...]
) -> Iterator[FieldAccess]:
    for field in fields_of(model):
        if field.key == LABEL_FIELD or Meaning.SETTING in field.meanings:
            continue
        own = field.audience or Audience.APPLICANTS
        label = max(above, own, key=lambda each: each.rank)
        here = f"{place}.{field.key}"
        inner = field.model
        if inner in (*outer, model):
            continue  # a unit below a unit
        if inner and not issubclass(inner, Answer | Labelled):
            yield from _of_model(inner, here, label, (*outer, model))
        elif not _is_answers(field):
            is_nameless = label is Audience.APPLICANTS and may_name_people(field.meanings)
            yield FieldAccess(here, label, is_nameless)


def _is_answers(field: ContentField) -> bool:
    """Whether a field holds answers, which are for everybody unless each says otherwise."""
    return field.model is Answer
