"""Dimension 7, ``7-tools.yaml``: the tools of daily work."""

from __future__ import annotations

from pydantic import Field

from kamhandbook.content.base import (
    Answers,
    Content,
    Item,
    Url,
)
from kamhandbook.content.types import (
    Several,
    Text,
)


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
