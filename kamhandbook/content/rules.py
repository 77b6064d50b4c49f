"""Dimension 6, ``6-rules.yaml``: who decides what, and where KAM changes processes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, Item
from kamhandbook.content.meanings import TEAM, Actor, Owner
from kamhandbook.content.types import (
    PlainText,
    Several,
)


class DecisionRight(Item):
    """Who is responsible, accountable, consulted and informed on a topic."""

    identity = ("topic",)

    topic: PlainText = ""
    responsible: Actor = ""
    accountable: Actor = ""
    consulted: Actor = ""
    informed: Actor = ""


class EscalationStep(Item):
    """A rung of the escalation ladder."""

    identity = ("level",)

    level: PlainText = ""
    who: Actor = ""
    within: PlainText = ""


class GlobalLocal(Item):
    """What is decided globally and what locally."""

    identity = ("topic",)

    topic: PlainText = ""
    global_: PlainText = Field(default="", alias="global")
    local: PlainText = ""


class ProcessChange(Item):
    """Where KAM changes a company process."""

    identity = ("process",)

    process: PlainText = ""
    change: PlainText = ""
    owner: Owner = ""


class Rules(Content):
    """Dimension 6: rules and processes."""

    answers: Answers = Field(default_factory=dict)
    decision_rights: Several[DecisionRight] = ()
    escalation: Several[EscalationStep] = ()
    revenue_attribution: Annotated[PlainText, TEAM] = ""
    global_local: Several[GlobalLocal] = ()
    processes: Several[ProcessChange] = ()
