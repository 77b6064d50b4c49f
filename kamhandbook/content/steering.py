"""Dimension 8, ``8-steering.yaml``: by which figures and meetings KAM is steered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, DimensionId, Item
from kamhandbook.content.meanings import NEWCOMERS, TEAM, Meaning, Measure, Owner
from kamhandbook.content.types import (
    JoinedText,
    MonthNumber,
    Number,
    PartialDate,
    PlainText,
    References,
    Several,
    WholeNumber,
)

LEVELS = (0, 1, 2, 3)  # of a self-assessment: not begun, begun, lived, proven


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


class Rating(Item):
    """How far one dimension is, and what shows it."""

    identity = ("dimension",)

    dimension: DimensionId | None = None
    level: WholeNumber | None = None
    evidence: PlainText = ""


class Assessment(Item):
    """A self-assessment of one day: where KAM stands in each dimension."""

    identity = ("date",)

    date: PartialDate | None = None
    by: Owner = ""
    ratings: Several[Rating] = ()

    def rating(self, dimension: str) -> Rating | None:
        """Return the rating of a dimension that can be shown; None where there is none."""
        rated = (rating for rating in self.ratings if rating.dimension == dimension)
        return next((rating for rating in rated if rating.level in LEVELS), None)


class Steering(Content):
    """Dimension 8: how KAM is steered."""

    answers: Answers = Field(default_factory=dict)
    owner: Owner = ""
    routines: Several[Routine] = ()
    kpis: Several[Kpi] = ()
    notes: Annotated[Several[Note], Meaning.PROJECT, NEWCOMERS] = ()
    assessments: Annotated[Several[Assessment], TEAM] = ()

    @property
    def dated_assessments(self) -> tuple[Assessment, ...]:
        """The self-assessments that say when they were made, the oldest first."""
        return tuple(
            sorted(
                (assessment for assessment in self.assessments if assessment.date),
                key=lambda assessment: assessment.date.last_day if assessment.date else date.min,
            )
        )
