"""Dimension 1, ``1-goals.yaml``: what KAM is to achieve, and the words used for it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, Item
from kamhandbook.content.meanings import Measure
from kamhandbook.content.types import (
    Identifier,
    PartialDate,
    PlainText,
    Several,
)


class Goal(Item):
    """What the programme is to achieve."""

    identity = ("id", "text")
    called = "text"
    is_sentence = True

    id: Identifier = ""
    text: PlainText = ""
    kind: Literal["revenue", "specification", "innovation", "other"] = "other"
    target: Measure = ""
    by: PartialDate | None = None


class Term(Item):
    """An entry of the glossary."""

    identity = ("term",)

    term: PlainText = ""
    meaning: PlainText = ""
    unlike: PlainText = ""
    synonyms: Several[PlainText] = ()


class Goals(Content):
    """Dimension 1: goals and terms."""

    answers: Answers = Field(default_factory=dict)
    why: PlainText = ""
    goals: Several[Goal] = ()
    non_goals: Several[PlainText] = ()
    terms: Several[Term] = ()
