"""Dimension 4, ``4-organisation.yaml``: where KAM stands in the company, and its teams."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, Item
from kamhandbook.content.meanings import RoleTitle
from kamhandbook.content.types import (
    Boolean,
    JoinedText,
    Several,
)


class OrganisationUnit(Item):
    """A unit of the organisation chart; ``kam`` marks KAM's, ``dotted`` names functional lines."""

    identity = ("name",)

    name: RoleTitle = ""
    reports: Several[OrganisationUnit] = ()
    kam: Boolean = False
    dotted: Several[RoleTitle] = ()


class TeamRole(Item):
    """A role in a key account team."""

    identity = ("role",)

    role: RoleTitle = ""
    function: RoleTitle = ""
    tasks: JoinedText = ""
    core: Boolean = False


class Organisation(Content):
    """Dimension 4: organisation and teams."""

    answers: Answers = Field(default_factory=dict)
    form: Literal["line", "staff", "matrix", "business_unit"] | None = None
    structure: OrganisationUnit = OrganisationUnit()
    team: Several[TeamRole] = ()
