"""Problems as values: where something stands, how bad it is, what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding matters; errors can stop a build, hints never do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """Sort key, worst first."""
        return list(Severity).index(self)


class Position(Struct, frozen=True, order=True):
    """A place in a file: path relative to the project root, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Replacement(Struct, frozen=True):
    """What belongs at a place instead of what is written there, where that is certain.

    ``old`` is what stands in the file from ``at`` on, all of it in one line; a value is meant
    without its quotes.
    """

    at: Position
    old: str
    new: str


class Finding(Struct, frozen=True):
    """One problem: what is wrong, where, and the next step.

    ``subject`` is the content path it is about, for instance ``key_accounts/Talvera Pumpen AG``;
    an acceptance may narrow itself to it. ``reason`` is set when the finding was accepted.
    ``consequence`` says why it matters, ``because`` is the id of the pitfall or order rule that a
    check stems from. ``remedy`` is what mends it for certain (``check --fix``), () for nothing.
    """

    code: str
    severity: Severity
    position: Position
    message: str
    next_step: str
    dimension: str = ""
    subject: str = ""
    consequence: str = ""
    because: str = ""
    reason: str | None = None
    remedy: tuple[Replacement, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether somebody accepted this finding with a written reason."""
        return self.reason is not None

    @property
    def explained(self) -> str:
        """What is wrong and why it matters."""
        return f"{self.message} {self.consequence}".rstrip()

    def __str__(self) -> str:
        return f"{self.position}: {self.code} {self.explained} – {self.next_step}"


class CannotGoOnError(Exception):
    """The one exception for "this cannot be built": carries every finding known so far."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[CannotGoOnError], tuple[tuple[Finding, ...]]]:
        """Keep the findings between processes; pickle would pass on the message alone."""
        return CannotGoOnError, (self.findings,)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by place, worst first at the same place."""
    return tuple(sorted(findings, key=lambda f: (f.position, f.severity.rank, f.code, f.message)))
