"""``introduction.yaml``: the project that introduces KAM."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamhandbook.content.base import Content, Item
from kamhandbook.content.meanings import NEWCOMERS, Actor, Meaning, Measure, PersonName, RoleTitle
from kamhandbook.content.types import (
    Boolean,
    PartialDate,
    PlainText,
    Several,
)


class Milestone(Item):
    """A dated point of the project plan."""

    identity = ("name",)

    name: PlainText = ""
    date: PartialDate | None = None


class Wave(Item):
    """A wave of the roll-out."""

    identity = ("name",)

    name: PlainText = ""
    kind: Literal["key_accounts", "sites", "countries", "companies"] | None = None
    start: PartialDate | None = None


class ProjectPhase(Item):
    """A phase of the introduction project."""

    identity = ("name", "kind")

    kind: Literal["concept", "prototyping", "rollout"] | None = None
    name: PlainText = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    milestones: Several[Milestone] = ()
    waves: Several[Wave] = ()


class Member(Item):
    """A member of the project team."""

    identity = ("person", "function", "role")

    role: (
        Literal[
            "sales_lead",
            "key_account_manager",
            "affected_manager",
            "supporting",
            "sponsor",
            "external",
        ]
        | None
    ) = None
    person: PersonName = ""
    function: RoleTitle = ""
    share: Measure = ""  # of the working time


class ProjectTeam(Content):
    """Who introduces KAM, and whether the same people roll it out."""

    members: Annotated[Several[Member], Meaning.PROJECT, NEWCOMERS] = ()
    also_rollout: Boolean = False


class Sponsor(Content):
    """Who in top management stands for KAM, and with which commitments."""

    name: PersonName = ""
    role: Annotated[PlainText, Meaning.PROJECT, NEWCOMERS] = ""
    commitments: Annotated[Several[PlainText], Meaning.PROJECT, NEWCOMERS] = ()


class Concern(Item):
    """A worry people have, and the answer to it."""

    identity = ("concern", "who")
    is_sentence = True

    kind: Literal["losing_customer", "losing_revenue", "other"] = "other"
    who: Actor = ""
    concern: PlainText = ""
    answer: PlainText = ""


class Communication(Item):
    """Who tells whom, when and how."""

    identity = ("audience", "channel")

    audience: PlainText = ""
    channel: PlainText = ""
    date: PartialDate | None = None
    sender: Actor = ""


class FunctionChange(Item):
    """What changes for a function."""

    identity = ("function",)

    function: RoleTitle = ""
    text: PlainText = ""


class ChangeManagement(Content):
    """The change side of the project."""

    concerns: Annotated[Several[Concern], Meaning.PROJECT, NEWCOMERS] = ()
    communications: Annotated[Several[Communication], Meaning.PROJECT, NEWCOMERS] = ()
    what_changes: Several[FunctionChange] = ()


class Sparring(Content):
    """An external sparring partner."""

    who: Actor = ""
    interval: PlainText = ""


class Introduction(Content):
    """``introduction.yaml``: the project that introduces KAM; no business of applicants."""

    phases: Annotated[Several[ProjectPhase], Meaning.PROJECT, NEWCOMERS] = ()
    team: ProjectTeam = ProjectTeam()
    sponsor: Sponsor = Sponsor()
    change: ChangeManagement = ChangeManagement()
    sparring: Annotated[Sparring, Meaning.PROJECT, NEWCOMERS] = Sparring()
    pitfalls: Annotated[dict[str, PlainText], Meaning.PROJECT, NEWCOMERS] = Field(
        default_factory=dict
    )
