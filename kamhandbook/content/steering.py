"""Dimension 8, ``8-steering.yaml``: by which figures and meetings KAM is steered."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kamhandbook.content.base import (
    TEAM,
    Answers,
    Content,
    DimensionId,
    Item,
    Target,
)
from kamhandbook.content.types import (
    JoinedText,
    MonthNumber,
    Several,
    Text,
)


class Routine(Item):
    """A regular meeting."""

    name: Text = ""
    interval: Text = ""
    months: Several[MonthNumber] = ()
    participants: JoinedText = ""


class Kpi(Item):
    """A figure that KAM is steered by."""

    name: Text = ""
    target: Target = ""
    source: Text = ""
    interval: Text = ""
    owner: Text = ""
    actual: Annotated[Text, TEAM] = ""


class Note(Item):
    """Something for steering, collected while another dimension was worked on."""

    dimension: DimensionId | None = None
    note: Text = ""


class Steering(Content):
    """Dimension 8: how KAM is steered."""

    answers: Answers = Field(default_factory=dict)
    owner: Text = ""
    routines: Several[Routine] = ()
    kpis: Several[Kpi] = ()
    notes: Several[Note] = ()
