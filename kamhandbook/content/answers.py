"""Answers to guiding questions, the same in every dimension's file."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import model_validator

from kamhandbook.content.base import Content
from kamhandbook.content.meanings import Meaning, Owner
from kamhandbook.content.types import Audience, Markdown, PartialDate, PlainText, Several
from kamhandbook.wording.placeholders import is_placeholder


class Status(StrEnum):
    """How far an answer is; ``open`` counts as unanswered."""

    OPEN = "open"
    DRAFT = "draft"
    PILOTED = "piloted"
    DECIDED = "decided"


class Answer(Content):
    """An answer to a guiding question: a CommonMark string, or a mapping that says more."""

    text: Markdown = Markdown("")
    short: Several[PlainText] = ()
    status: Annotated[Status, Meaning.STATE] = Status.DRAFT
    owner: Owner = ""
    decided_on: PartialDate | None = None
    visible_from: Audience | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data

    @property
    def is_answered(self) -> bool:
        """Whether there is text that says something, and the status is not ``open``."""
        return bool(self.text) and self.status is not Status.OPEN and not is_placeholder(self.text)


Answers = dict[str, Answer]
