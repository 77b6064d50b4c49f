"""By what items of a list are told apart, and what people call them.

The rule, for whoever writes answers: a goal and a question of one's own are the same as long as
their ``id`` is; everything else is the same as long as its name is (the field named below), however
it is ordered and whatever else about it changes. Two spellings that differ in case or spaces only
are one name.
"""

from __future__ import annotations

from pydantic import BaseModel

from kamhandbook.content.goals import Goal, Term
from kamhandbook.content.handbook_file import Acceptance, OwnQuestion
from kamhandbook.content.introduction import (
    Communication,
    Concern,
    FunctionChange,
    Member,
    Milestone,
    ProjectPhase,
    Wave,
)
from kamhandbook.content.iteration import Iteration, IterationDecision, Learning, Task
from kamhandbook.content.organisation import Box, TeamRole
from kamhandbook.content.people import CareerStep, OnboardingStage, Training
from kamhandbook.content.rules import DecisionRight, EscalationStep, GlobalLocal, ProcessChange
from kamhandbook.content.selection import Criterion, Decision, KeyAccount
from kamhandbook.content.services import Package, Service
from kamhandbook.content.steering import Kpi, Note, Routine
from kamhandbook.content.tools import Tool

# What makes an item the same one; the first field that is filled in counts.
IDENTITY: dict[type[BaseModel], tuple[str, ...]] = {
    OwnQuestion: ("id", "question"),
    Acceptance: ("code",),
    Goal: ("id", "text"),
    Term: ("term",),
    Criterion: ("name",),
    Decision: ("level", "body"),
    KeyAccount: ("name",),
    Service: ("name",),
    Package: ("name",),
    Box: ("name",),
    TeamRole: ("role",),
    Training: ("name",),
    CareerStep: ("step",),
    OnboardingStage: ("until_day",),
    DecisionRight: ("topic",),
    EscalationStep: ("level",),
    GlobalLocal: ("topic",),
    ProcessChange: ("process",),
    Tool: ("name",),
    Routine: ("name",),
    Kpi: ("name",),
    Note: ("note",),
    ProjectPhase: ("name", "kind"),
    Milestone: ("name",),
    Wave: ("name",),
    Member: ("person", "function", "role"),
    Concern: ("concern", "who"),
    Communication: ("audience", "channel"),
    FunctionChange: ("function",),
    Iteration: ("number",),
    IterationDecision: ("text",),
    Learning: ("text",),
    Task: ("text",),
}

# What people call an item, where that is not its identity.
_NAMES: dict[type[BaseModel], str] = {Goal: "text", OwnQuestion: "question", Decision: "body"}


def fold(text: str) -> str:
    """Make two spellings of one name equal."""
    return " ".join(text.split()).casefold()


def identity_field(item: BaseModel) -> str:
    """Give the field that makes an item the same one: the first of its kind's that is filled in."""
    fields = IDENTITY[type(item)]
    return next((name for name in fields if getattr(item, name) not in (None, "")), fields[0])


def identity(item: BaseModel) -> str:
    """Give what makes an item the same one in two states; "" when nothing is filled in."""
    field = identity_field(item)
    value = getattr(item, field)
    return f"{field}:{fold(str(value))}" if value not in (None, "") else ""


def name_field(item: BaseModel) -> str:
    """Give the field by which people call an item."""
    field = _NAMES.get(type(item), "")
    return field if field and getattr(item, field) else identity_field(item)


def name(item: BaseModel) -> str:
    """Give what people call an item; "" when nothing is filled in."""
    value = getattr(item, name_field(item))
    return "" if value is None else str(value)
