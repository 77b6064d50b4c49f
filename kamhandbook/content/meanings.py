"""What a field of the content format means, beside the type of what is written there.

A field is declared once, in the model of its file: ``sponsor: PersonName = ""``. Who may see it,
what the search for leaks takes it for, how a change of it is reported and which lists it stands in
follow from that; its words stand in ``catalogue/<language>.fields.yaml``.

A label (``NEWCOMERS`` and so on) is the audience a field is meant for unless its item says
otherwise; the outermost counts, so that ``Annotated[Measure, TEAM]`` is for the team.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from kamhandbook.content.base import Labelled
from kamhandbook.content.types import Audience, PlainText, References, VisibleFrom

EVERYBODY = VisibleFrom(Audience.APPLICANTS)
NEWCOMERS = VisibleFrom(Audience.NEWCOMERS)
TEAM = VisibleFrom(Audience.TEAM)
MANAGEMENT = VisibleFrom(Audience.MANAGEMENT)


class Meaning(StrEnum):
    """What a field is about; field annotation, a field may have several."""

    PERSON = "person"  # somebody's name
    CUSTOMER = "customer"  # a key account's name
    OWNER = "owner"  # who is responsible: a person or, more often, the title of a role
    ACTOR = "actor"  # who does, decides or hears something: a role, function, body or a person
    ROLE = "role"  # a role, function or unit, to which people add who holds it
    MONEY = "money"
    MEASURE = "measure"  # a figure to reach, a limit or a value, as people word it
    LINK = "link"
    MAIL = "mail"  # an address that may be made of somebody's name
    STATE = "state"  # how far something is
    PROJECT = "project"  # of introducing KAM: no secret, but no business of applicants
    SETTING = "setting"  # for the program; no reader sees it


def may_name_people(meanings: frozenset[Meaning]) -> bool:
    """Whether people may stand in a field that is not for names alone: roles, bodies, owners."""
    holds_more = bool(meanings & {Meaning.OWNER, Meaning.ACTOR, Meaning.ROLE})
    return holds_more and Meaning.PERSON not in meanings


def takes_role(meanings: frozenset[Meaning]) -> bool:
    """Whether a field says who is responsible by the title of a role, and not by name only."""
    return Meaning.OWNER in meanings and Meaning.PERSON not in meanings


PersonName = Annotated[PlainText, Meaning.PERSON, NEWCOMERS]
CustomerName = Annotated[PlainText, Meaning.CUSTOMER, NEWCOMERS]
KeyAccountReference = Annotated[CustomerName, References("selection.key_accounts.name")]
Owner = Annotated[PlainText, Meaning.OWNER]  # a role's title is nobody's name: seen by everybody
Actor = Annotated[PlainText, Meaning.ACTOR]
RoleTitle = Annotated[PlainText, Meaning.ROLE]
Money = Annotated[Labelled, Meaning.MONEY, MANAGEMENT]
Measure = Annotated[PlainText, Meaning.MEASURE, NEWCOMERS]
LinkAddress = Annotated[PlainText, Meaning.LINK, NEWCOMERS]
MailAddress = Annotated[PlainText, Meaning.MAIL, NEWCOMERS]
