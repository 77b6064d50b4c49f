"""What every model of the content format is made of: base classes and choices that files share.

Names and keys are the contract with the people who write the YAML, and every key is optional.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from kamhandbook.content.types import Audience, PlainText


class Content(BaseModel):
    """Base of everything that stands in ``content/``; a key left empty counts as left out.

    Of an item of a list, ``identity`` are the fields that make it the same one in two states; the
    first that is filled in counts. ``called`` is the field by
    which people call it, where that is another. An item that ``is_sentence`` has no name but what
    it says, and stays the same one when that is worded anew.
    """

    identity: ClassVar[tuple[str, ...]] = ()
    called: ClassVar[str] = ""
    is_sentence: ClassVar[bool] = False

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_keys(cls, data: Any) -> Any:
        if data is None:
            return {}
        if isinstance(data, BaseModel):
            return data
        if not isinstance(data, dict):
            raise PydanticCustomError("not_a_mapping", "not a mapping")
        known = {name for key, field in cls.model_fields.items() for name in (key, field.alias)}
        return {k: value for k, value in data.items() if value is not None or k not in known}


#: The field of items, answers and labelled values that says who may see them.
LABEL_FIELD = "visible_from"


class Item(Content):
    """An item of a list; ``visible_from`` overrides the labels of its fields."""

    visible_from: Audience | None = None


class Labelled(Content):
    """A value with a label of its own: written as plain text, or as ``{value, visible_from}``."""

    value: PlainText = ""
    visible_from: Audience | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, str) else data

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


class TextItem(Item):
    """An item that is a text, or a group that says more about it; it reads as its text."""

    identity = ("text",)
    is_sentence = True

    text: PlainText = ""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


class Phase(StrEnum):
    """Where the introduction of KAM stands."""

    CONCEPT = "concept"
    PROTOTYPING = "prototyping"
    ROLLOUT = "rollout"
    OPERATION = "operation"


class ApproachKind(StrEnum):
    """Whether KAM is an approach of the whole company or of sales."""

    COMPANY = "company"
    SALES = "sales"


class AccountStatus(StrEnum):
    """Where a key account stands in the programme."""

    CANDIDATE = "candidate"
    PILOT = "pilot"
    ACTIVE = "active"
    FORMER = "former"


DimensionId = Literal[
    "goals", "selection", "services", "organisation", "people", "rules", "tools", "steering"
]
