"""``introduction.yaml`` and ``iterations/NN.yaml``: the project that introduces KAM."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamhandbook.content.base import (
    NEWCOMERS,
    TEAM,
    Content,
    Item,
    Name,
)
from kamhandbook.content.types import (
    Boolean,
    PartialDate,
    References,
    Several,
    Text,
    WholeNumber,
)

# content/introduction.yaml


class Milestone(Item):
    """A dated point of the project plan."""

    name: Text = ""
    date: PartialDate | None = None


class Wave(Item):
    """A wave of the roll-out."""

    name: Text = ""
    kind: Literal["key_accounts", "sites", "countries", "companies"] | None = None
    start: PartialDate | None = None


class ProjectPhase(Item):
    """A phase of the introduction project."""

    kind: Literal["concept", "prototyping", "rollout"] | None = None
    name: Text = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    milestones: Several[Milestone] = ()
    waves: Several[Wave] = ()


class Member(Item):
    """A member of the project team."""

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
    person: Name = ""
    function: Text = ""


class ProjectTeam(Content):
    """Who introduces KAM, and whether the same people roll it out."""

    members: Several[Member] = ()
    also_rollout: Boolean = False


class Sponsor(Content):
    """Who in top management stands for KAM, and with which commitments."""

    name: Name = ""
    role: Text = ""
    commitments: Several[Text] = ()


class Concern(Item):
    """A worry people have, and the answer to it."""

    kind: Literal["losing_customer", "losing_revenue", "other"] = "other"
    who: Text = ""
    concern: Text = ""
    answer: Text = ""


class Communication(Item):
    """Who tells whom, when and how."""

    audience: Text = ""
    channel: Text = ""
    date: PartialDate | None = None
    sender: Text = ""


class FunctionChange(Item):
    """What changes for a function."""

    function: Text = ""
    text: Text = ""


class Change(Content):
    """The change side of the project."""

    concerns: Several[Concern] = ()
    communications: Several[Communication] = ()
    what_changes: Several[FunctionChange] = ()


class Sparring(Content):
    """An external sparring partner."""

    who: Text = ""
    interval: Text = ""


class Introduction(Content):
    """``introduction.yaml``: the project that introduces KAM."""

    phases: Several[ProjectPhase] = ()
    team: ProjectTeam = ProjectTeam()
    sponsor: Sponsor = Sponsor()
    change: Change = Change()
    sparring: Sparring = Sparring()
    pitfalls: dict[str, Text] = Field(default_factory=dict)


# content/iterations/NN.yaml


class IterationDecision(Item):
    """A decision of an iteration."""

    text: Text = ""
    by: Text = ""
    on: PartialDate | None = None
    why: Text = ""


class Learning(Item):
    """Something learned, perhaps with one key account."""

    text: Text = ""
    key_account: Annotated[Text, NEWCOMERS, References("selection.key_accounts.name")] = ""


class Task(Item):
    """An open point or a next step."""

    text: Text = ""
    owner: Text = ""
    due: PartialDate | None = None


class Iteration(Item):
    """``iterations/NN.yaml``: a closed iteration of the prototyping phase."""

    number: WholeNumber | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    decisions: Annotated[Several[IterationDecision], TEAM] = ()
    learned: Annotated[Several[Learning], TEAM] = ()
    open: Annotated[Several[Task], TEAM] = ()
    next: Annotated[Several[Task], TEAM] = ()
