"""Dimension 3, ``3-services.yaml``: what key accounts get that others do not."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, Item, Labelled
from kamhandbook.content.meanings import Money, RoleTitle
from kamhandbook.content.types import (
    PlainText,
    References,
    Several,
)


class Service(Item):
    """What key accounts get and others do not."""

    identity = ("name",)

    name: PlainText = ""
    key_accounts: PlainText = ""
    others: PlainText = ""
    function: RoleTitle = ""
    cost: Money = Labelled()


class Package(Item):
    """A tier of services."""

    identity = ("name",)

    name: PlainText = ""
    services: Several[Annotated[PlainText, References("services.services.name")]] = ()
    for_: PlainText = Field(default="", alias="for")


class Services(Content):
    """Dimension 3: packages and services."""

    answers: Answers = Field(default_factory=dict)
    services: Several[Service] = ()
    packages: Several[Package] = ()
