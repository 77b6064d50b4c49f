"""Dimensions 5 to 8: the people, the rules, the tools and the steering."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kamhandbook.content.base import (
    TEAM,
    Answers,
    Content,
    DimensionId,
    Item,
    Labelled,
    Money,
    Target,
    Url,
)
from kamhandbook.content.types import (
    JoinedText,
    MonthNumber,
    PartialDate,
    Several,
    Text,
    WholeNumber,
)

# content/5-people.yaml


class Job(Content):
    """The job of a Key Account Manager."""

    purpose: Text = ""
    tasks: Several[Text] = ()
    competencies: Several[Text] = ()
    reports_to: Text = ""


class Training(Item):
    """A training and whom it is for."""

    name: Text = ""
    for_: Literal["managers", "key_account_managers", "teams"] | None = Field(
        default=None, alias="for"
    )
    format: Text = ""
    date: PartialDate | None = None


class CareerStep(Item):
    """A step of the career path."""

    step: Text = ""
    requirements: Text = ""


class Compensation(Content):
    """How Key Account Managers are paid."""

    principle: Text = ""
    components: Several[Text] = ()
    details: Money = Labelled()
    works_council: Text = ""


class OnboardingStage(Item):
    """What a new Key Account Manager has done until a day."""

    until_day: WholeNumber | None = None
    steps: Several[Text] = ()


class People(Content):
    """Dimension 5: the Key Account Manager."""

    answers: Answers = Field(default_factory=dict)
    job: Job = Job()
    trainings: Several[Training] = ()
    career: Several[CareerStep] = ()
    compensation: Compensation = Compensation()
    onboarding: Several[OnboardingStage] = ()


# content/6-rules.yaml


class DecisionRight(Item):
    """Who is responsible, accountable, consulted and informed on a topic."""

    topic: Text = ""
    responsible: Text = ""
    accountable: Text = ""
    consulted: Text = ""
    informed: Text = ""


class EscalationStep(Item):
    """A rung of the escalation ladder."""

    level: Text = ""
    who: Text = ""
    within: Text = ""


class GlobalLocal(Item):
    """What is decided globally and what locally."""

    topic: Text = ""
    global_: Text = Field(default="", alias="global")
    local: Text = ""


class ProcessChange(Item):
    """Where KAM changes a company process."""

    process: Text = ""
    change: Text = ""
    owner: Text = ""


class Rules(Content):
    """Dimension 6: rules and processes."""

    answers: Answers = Field(default_factory=dict)
    decision_rights: Several[DecisionRight] = ()
    escalation: Several[EscalationStep] = ()
    revenue_attribution: Annotated[Text, TEAM] = ""
    global_local: Several[GlobalLocal] = ()
    processes: Several[ProcessChange] = ()


# content/7-tools.yaml


class Tool(Item):
    """A tool, what it is for and where it is."""

    name: Text = ""
    purpose: Text = ""
    url: Url = ""
    owner: Text = ""
    access: Text = ""


class Tools(Content):
    """Dimension 7: tools."""

    answers: Answers = Field(default_factory=dict)
    tools: Several[Tool] = ()


# content/8-steering.yaml


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
