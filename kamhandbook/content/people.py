"""Dimension 5, ``5-people.yaml``: the Key Account Manager's job, training, career and pay."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, Item, Labelled, TextItem
from kamhandbook.content.meanings import Actor, Money, Owner
from kamhandbook.content.types import (
    PartialDate,
    PlainText,
    Several,
    WholeNumber,
)


class Job(Content):
    """The job of a Key Account Manager."""

    purpose: PlainText = ""
    tasks: Several[PlainText] = ()
    not_tasks: Several[PlainText] = ()
    competencies: Several[PlainText] = ()
    reports_to: Actor = ""


class Training(Item):
    """A training and whom it is for."""

    identity = ("name",)

    name: PlainText = ""
    for_: Literal["managers", "key_account_managers", "teams"] | None = Field(
        default=None, alias="for"
    )
    format: PlainText = ""
    date: PartialDate | None = None


class CareerStep(Item):
    """A step of the career path."""

    identity = ("step",)

    step: PlainText = ""
    requirements: PlainText = ""


class Compensation(Content):
    """How Key Account Managers are paid."""

    principle: PlainText = ""
    components: Several[PlainText] = ()
    details: Money = Labelled()
    works_council: PlainText = ""
    range: Labelled = Labelled()  # unlike other pay it is for applicants too


class OnboardingStep(TextItem):
    """Something to be done in the first days, and who helps with it."""

    who: Owner = ""


class OnboardingStage(Item):
    """What a new Key Account Manager has done until a day."""

    identity = ("until_day",)

    until_day: WholeNumber | None = None
    steps: Several[OnboardingStep] = ()


class People(Content):
    """Dimension 5: the Key Account Manager."""

    answers: Answers = Field(default_factory=dict)
    job: Job = Job()
    trainings: Several[Training] = ()
    career: Several[CareerStep] = ()
    compensation: Compensation = Compensation()
    onboarding: Several[OnboardingStage] = ()
    mentor: Owner = ""
