"""What every model of the content format is made of: base classes, labels and shared choices.

Names and keys are the contract with the people who write the YAML, and every key is optional.
A label on a field (``VisibleFrom``) is the audience it is meant for unless its item says otherwise.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from kamhandbook.content.types import (
    Audience,
    Markdown,
    PartialDate,
    Several,
    Text,
    VisibleFrom,
)

NEWCOMERS = VisibleFrom(Audience.NEWCOMERS)
TEAM = VisibleFrom(Audience.TEAM)
MANAGEMENT = VisibleFrom(Audience.MANAGEMENT)

Name = Annotated[Text, NEWCOMERS]
Url = Annotated[Text, NEWCOMERS]
Target = Annotated[Text, NEWCOMERS]


class Content(BaseModel):
    """Base of everything that stands in ``content/``; a key left empty counts as left out."""

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


class Item(Content):
    """An item of a list; ``visible_from`` overrides the labels of its fields."""

    visible_from: Audience | None = None


class Labelled(Content):
    """A value with a label of its own: written as plain text, or as ``{value, visible_from}``."""

    value: Text = ""
    visible_from: Audience | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, str) else data

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


Money = Annotated[Labelled, MANAGEMENT]


class Status(StrEnum):
    """How far an answer is; ``open`` counts as unanswered."""

    OPEN = "open"
    DRAFT = "draft"
    PILOTED = "piloted"
    DECIDED = "decided"


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


class Answer(Content):
    """An answer to a guiding question: a CommonMark string, or a mapping that says more."""

    text: Markdown = Markdown("")
    short: Several[Text] = ()
    status: Status = Status.DRAFT
    owner: Text = ""
    decided_on: PartialDate | None = None
    visible_from: Audience | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data

    @property
    def is_answered(self) -> bool:
        """Whether there is text and the status is not ``open``."""
        return bool(self.text) and self.status is not Status.OPEN


Answers = dict[str, Answer]
