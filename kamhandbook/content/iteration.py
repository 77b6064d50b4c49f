"""``iterations/NN.yaml``: what an iteration of the prototyping phase decided and learned."""

from __future__ import annotations

from typing import Annotated

from kamhandbook.content.base import Item
from kamhandbook.content.meanings import TEAM, Actor, KeyAccountReference, Owner
from kamhandbook.content.types import (
    PartialDate,
    PlainText,
    Several,
    WholeNumber,
)


class IterationDecision(Item):
    """A decision of an iteration."""

    identity = ("text",)
    is_sentence = True

    text: PlainText = ""
    by: Actor = ""
    on: PartialDate | None = None
    why: PlainText = ""


class Learning(Item):
    """Something learned, perhaps with one key account."""

    identity = ("text",)
    is_sentence = True

    text: PlainText = ""
    key_account: KeyAccountReference = ""


class Task(Item):
    """An open point or a next step."""

    identity = ("text",)
    is_sentence = True

    text: PlainText = ""
    owner: Owner = ""
    due: PartialDate | None = None
    done: PartialDate | None = None


class Iteration(Item):
    """``iterations/NN.yaml``: a closed iteration of the prototyping phase."""

    identity = ("number",)

    number: WholeNumber | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    decisions: Annotated[Several[IterationDecision], TEAM] = ()
    learned: Annotated[Several[Learning], TEAM] = ()
    open: Annotated[Several[Task], TEAM] = ()
    next: Annotated[Several[Task], TEAM] = ()
