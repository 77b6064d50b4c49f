"""``iterations/NN.yaml``: what an iteration of the prototyping phase decided and learned."""

from __future__ import annotations

from typing import Annotated

from kamhandbook.content.base import (
    NEWCOMERS,
    TEAM,
    Item,
)
from kamhandbook.content.types import (
    PartialDate,
    References,
    Several,
    Text,
    WholeNumber,
)


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
