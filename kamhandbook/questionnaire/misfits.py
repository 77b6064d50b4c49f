"""A cell whose text does not fit its place, as an error with a finding for people."""

from __future__ import annotations

from typing import NoReturn

from kamhandbook.findings import Finding, Position
from kamhandbook.reading.model_error import found_value
from kamhandbook.reading.suggestions import guess
from kamhandbook.wording.messages import phrase, problem


class MisfitError(Exception):
    """A cell whose text does not fit its place; carries the finding, without a position."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


def misfit(key: str, text: str, **values: object) -> MisfitError:
    """Return the error of a kind for what a cell says."""
    return MisfitError(
        problem(key, Position(""), found=found_value(text), **values)  # type: ignore[arg-type]
    )


def raise_misfit(kind: str, text: str) -> NoReturn:
    """Raise MisfitError, with what the text may have meant."""
    suggestion = guess(kind, text)
    hint = phrase("did_you_mean", guess=suggestion) if suggestion else ""
    raise misfit(kind, text, suggestion=hint)
