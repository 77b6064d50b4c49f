"""The whole way from a content folder to site and deck; shared by the commands and the plugin.

Each step is a function that gives a value; problems are findings, and CannotGoOnError carries
those that stop a build.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamhandbook.brand import Brand
from kamhandbook.compose.context import Context
from kamhandbook.compose.fit.fitted import FittedDeck
from kamhandbook.document import Page
from kamhandbook.findings import Finding
from kamhandbook.model.edition import Edition
from kamhandbook.model.load import Loaded
from kamhandbook.model.types import Audience


@dataclass(frozen=True, slots=True)
class Project:
    """A content folder as read, with its brand; ``findings`` are all problems of reading."""

    loaded: Loaded
    brand: Brand
    findings: tuple[Finding, ...]

    @property
    def root(self) -> Path:
        """The project root: the parent of the content folder; reported paths are relative to it."""
        return self.loaded.root


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made; ``audience`` None takes the handbook's own default."""

    content: Path
    today: date
    audience: Audience | None = None
    strict: bool = False
    site: bool = True
    deck: bool = True


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is said, before a renderer runs.

    ``findings`` are those of content checks and gates; ``deck`` is None when no deck was ordered.
    """

    project: Project
    edition: Edition
    context: Context
    findings: tuple[Finding, ...]
    pages: tuple[Page, ...] = ()
    deck: FittedDeck | None = None
