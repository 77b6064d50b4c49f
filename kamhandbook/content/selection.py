"""Dimension 2, ``2-selection.yaml``: who is a key account, by which criteria, and who decides."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import AccountStatus, Content, Item, Labelled, TextItem
from kamhandbook.content.countries import Countries
from kamhandbook.content.meanings import (
    TEAM,
    Actor,
    CustomerName,
    LinkAddress,
    Meaning,
    Measure,
    Money,
    Owner,
    PersonName,
    RoleTitle,
)
from kamhandbook.content.types import (
    Audience,
    MonthNumber,
    Number,
    PartialDate,
    PlainText,
    References,
    Several,
    WholeNumber,
)


class Criterion(Item):
    """By what a key account is recognised, and which system delivers the figure."""

    identity = ("name",)

    name: PlainText = ""
    weight: Number | None = None
    source: PlainText = ""
    threshold: Annotated[Measure, TEAM] = ""
    goal: Annotated[PlainText, References("goals.goals.id")] = ""
    scope: Literal["national", "international", "global"] | None = None


class Review(Content):
    """How and how often the list is reviewed."""

    interval: PlainText = ""
    months: Several[MonthNumber] = ()
    owner: Owner = ""
    triggers: Several[PlainText] = ()
    entry: Annotated[PlainText, TEAM] = ""
    exit: Annotated[PlainText, TEAM] = ""


class Decision(Item):
    """Who decides about the list on a level."""

    identity = ("level", "body")
    called = "body"

    level: Literal["national", "international"] | None = None
    body: Actor = ""
    members: Several[PersonName] = ()


class Buying(Content):
    """How the customer decides what it buys."""

    kind: Literal["central", "hybrid", "decentral"] | None = None
    text: PlainText = ""
    visible_from: Audience | None = None


class Requirement(TextItem):
    """What a customer expects: the service that meets it, or why none does."""

    met_by: Annotated[PlainText, References("services.services.name")] = ""
    not_met: PlainText = ""


class AccountTeamMember(Item):
    """Who has a role in a key account's team."""

    identity = ("role", "person")

    role: RoleTitle = ""
    person: PersonName = ""


class AccountPlan(Content):
    """Where a key account's plan lies, and when it was last looked at."""

    url: LinkAddress = ""
    updated: PartialDate | None = None


class KeyAccount(Item):
    """One key account."""

    identity = ("name",)

    name: CustomerName = ""
    status: Annotated[AccountStatus, Meaning.STATE] = AccountStatus.CANDIDATE
    manager: Annotated[PersonName, Meaning.OWNER] = ""
    countries: Countries = ()
    segment: PlainText = ""
    since: PartialDate | None = None
    why: PlainText = ""
    requirements: Several[Requirement] = ()
    organisation: PlainText = ""
    buying: Annotated[Buying, TEAM] = Buying()
    revenue: Money = Labelled()
    potential: Money = Labelled()
    scores: dict[Annotated[PlainText, References("selection.criteria.name")], Number] = Field(
        default_factory=dict
    )
    package: Annotated[PlainText, References("services.packages.name")] = ""
    team: Several[AccountTeamMember] = ()
    sponsor: PersonName = ""
    plan: AccountPlan = AccountPlan()


class Selection(Content):
    """Dimension 2: who is a key account."""

    answers: Answers = Field(default_factory=dict)
    criteria: Several[Criterion] = ()
    erp_systems: WholeNumber | None = None
    review: Review = Review()
    decision: Several[Decision] = ()
    key_accounts: Several[KeyAccount] = ()
