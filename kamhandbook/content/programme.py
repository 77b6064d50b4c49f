"""Dimensions 1 to 4: what KAM wants, for whom, with which services, in which organisation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamhandbook.content.base import (
    NEWCOMERS,
    TEAM,
    AccountStatus,
    Answers,
    Content,
    Item,
    Labelled,
    Money,
    Name,
    Target,
)
from kamhandbook.content.types import (
    Audience,
    Boolean,
    Identifier,
    JoinedText,
    MonthNumber,
    Number,
    PartialDate,
    References,
    Several,
    Text,
    WholeNumber,
)

# content/1-goals.yaml


class Goal(Item):
    """What the programme is to achieve."""

    id: Identifier = ""
    text: Text = ""
    kind: Literal["revenue", "specification", "innovation", "other"] = "other"
    target: Target = ""
    by: PartialDate | None = None


class Term(Item):
    """An entry of the glossary."""

    term: Text = ""
    meaning: Text = ""
    synonyms: Several[Text] = ()


class Goals(Content):
    """Dimension 1: goals and terms."""

    answers: Answers = Field(default_factory=dict)
    why: Text = ""
    goals: Several[Goal] = ()
    non_goals: Several[Text] = ()
    terms: Several[Term] = ()


# content/2-selection.yaml


class Criterion(Item):
    """By what a key account is recognised, and which system delivers the figure."""

    name: Text = ""
    weight: Number | None = None
    source: Text = ""
    threshold: Annotated[Text, TEAM] = ""
    goal: Annotated[Text, References("goals.goals.id")] = ""
    scope: Literal["national", "international", "global"] | None = None


class Review(Content):
    """How and how often the list is reviewed."""

    interval: Text = ""
    months: Several[MonthNumber] = ()
    owner: Text = ""
    triggers: Several[Text] = ()
    entry: Annotated[Text, TEAM] = ""
    exit: Annotated[Text, TEAM] = ""


class Decision(Item):
    """Who decides about the list on a level."""

    level: Literal["national", "international"] | None = None
    body: Text = ""
    members: Annotated[Several[Text], NEWCOMERS] = ()


class Buying(Content):
    """How the customer decides what it buys."""

    kind: Literal["central", "hybrid", "decentral"] | None = None
    text: Text = ""
    visible_from: Audience | None = None


class KeyAccount(Item):
    """One key account."""

    name: Name = ""
    status: AccountStatus = AccountStatus.CANDIDATE
    manager: Name = ""
    countries: Several[Text] = ()
    segment: Text = ""
    since: PartialDate | None = None
    why: Text = ""
    requirements: Several[Text] = ()
    organisation: Text = ""
    buying: Annotated[Buying, TEAM] = Buying()
    revenue: Money = Labelled()
    potential: Money = Labelled()
    scores: dict[Annotated[Text, References("selection.criteria.name")], Number] = Field(
        default_factory=dict
    )


class Selection(Content):
    """Dimension 2: who is a key account."""

    answers: Answers = Field(default_factory=dict)
    criteria: Several[Criterion] = ()
    erp_systems: WholeNumber | None = None
    review: Review = Review()
    decision: Several[Decision] = ()
    key_accounts: Several[KeyAccount] = ()


# content/3-services.yaml


class Service(Item):
    """What key accounts get and others do not."""

    name: Text = ""
    key_accounts: Text = ""
    others: Text = ""
    function: Text = ""
    cost: Money = Labelled()


class Package(Item):
    """A tier of services."""

    name: Text = ""
    services: Several[Annotated[Text, References("services.services.name")]] = ()
    for_: Text = Field(default="", alias="for")


class Services(Content):
    """Dimension 3: packages and services."""

    answers: Answers = Field(default_factory=dict)
    services: Several[Service] = ()
    packages: Several[Package] = ()


# content/4-organisation.yaml


class Box(Item):
    """A box of the organisation chart; ``kam`` marks KAM's, ``dotted`` names functional lines."""

    name: Text = ""
    reports: Several[Box] = ()
    kam: Boolean = False
    dotted: Several[Text] = ()


class TeamRole(Item):
    """A role in a key account team."""

    role: Text = ""
    function: Text = ""
    tasks: JoinedText = ""
    core: Boolean = False


class Organisation(Content):
    """Dimension 4: organisation and teams."""

    answers: Answers = Field(default_factory=dict)
    form: Literal["line", "staff", "matrix", "business_unit"] | None = None
    structure: Box = Box()
    team: Several[TeamRole] = ()
