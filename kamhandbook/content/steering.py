"""Dimension 8, ``8-steering.yaml``: by which figures and meetings KAM is steered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, DimensionId, Item
from kamhandbook.content.meanings import NEWCOMERS, TEAM, Meaning, Measure, Owner
from kamhandbook.content.types import (
    JoinedText,
    MonthNumber,
    Number,
    PlainText,
    References,
    Several,
)


class Routine(Item):
    """A regular meeting."""

    identity = ("name",)

    name: PlainText = ""
    interval: PlainText = ""
    months: Several[MonthNumber] = ()
    participants: Annotated[JoinedText, Meaning.ACTOR] = ""


class KpiValues(Content):
    """A figure's course as plain numbers, where its wording cannot be read as such."""

    start: Number | None = None
    actual: Number | None = None
    target: Number | None = None
    unit: PlainText = ""


class Kpi(Item):
    """A figure that KAM is steered by."""

    identity = ("name",)

    name: PlainText = ""
    target: Measure = ""
    source: PlainText = ""
    interval: PlainText = ""
    owner: Owner = ""
    actual: Annotated[Measure, TEAM] = ""
    goal: Annotated[PlainText, References("goals.goals.id")] = ""
    values: Annotated[KpiValues, TEAM] = KpiValues()
    better: Literal["more", "less"] | None = None


class Note(Item):
    """Something for steering, collected while another dimension was worked on."""

    identity = ("note",)
    is_sentence = True

    dimension: DimensionId | None = None
    note: PlainText = ""


class Steering(Content):
    """Dimension 8: how KAM is steered."""

    answers: Answers = Field(default_factory=dict)
    owner: Owner = ""
    routines: Several[Routine] = ()
    kpis: Several[Kpi] = ()
    notes: Annotated[Several[Note], Meaning.PROJECT, NEWCOMERS] = ()
