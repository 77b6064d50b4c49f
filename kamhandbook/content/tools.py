"""Dimension 7, ``7-tools.yaml``: the tools of daily work."""

from __future__ import annotations

from pydantic import Field

from kamhandbook.content.answers import Answers
from kamhandbook.content.base import Content, Item
from kamhandbook.content.meanings import LinkAddress, Owner
from kamhandbook.content.types import (
    PlainText,
    Several,
)


class Tool(Item):
    """A tool, what it is for and where it is."""

    identity = ("name",)

    name: PlainText = ""
    purpose: PlainText = ""
    url: LinkAddress = ""
    owner: Owner = ""
    access: PlainText = ""


class Tools(Content):
    """Dimension 7: tools."""

    answers: Answers = Field(default_factory=dict)
    tools: Several[Tool] = ()
