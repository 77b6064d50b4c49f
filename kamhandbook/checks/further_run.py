"""Running the checks of other packages: one that breaks is reported, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator

from kamhandbook.checks.acceptances import Hit
from kamhandbook.checks.base import CheckContext, Found
from kamhandbook.checks.further import (
    FurtherCheck,
    RefusedCheck,
    further_checks,
    problem_of,
    refusals,
)
from kamhandbook.checks.texts import text
from kamhandbook.content.handbook import Handbook


def run_further(
    handbook: Handbook, context: CheckContext
) -> tuple[tuple[Hit, ...], tuple[RefusedCheck, ...]]:
    """Return what checks of other packages found, and what could not be loaded or run."""
    hits: list[Hit] = []
    refused = list(refusals())
    for check in further_checks():
        try:
            hits += list(_hits(check, handbook, context))
        except (Exception, SystemExit) as error:  # another package's code: anything may happen
            values = {"code": check.code, "package": check.package, "problem": problem_of(error)}
            refused.append(RefusedCheck("check_broken", values))
    return tuple(hits), tuple(refused)


def _hits(check: FurtherCheck, handbook: Handbook, context: CheckContext) -> Iterator[Hit]:
    """Yield what a check finds; raises for what cannot be reported: a place, a severity, a text."""
    words = text(context.language, check.code)
    for found in check.function(handbook, context):
        if not isinstance(found, Found):
            raise TypeError(f"{type(found).__name__} is not a Found")
        if found.severity not in check.severities:
            raise ValueError(f"severity {found.severity} is not in severities")
        if not isinstance(found.path, tuple) or not hasattr(handbook, str(found.path[0])):
            raise ValueError(f"no such place: {found.path}")
        for fill in (words.message, words.consequence, words.next_step):
            fill(found.variant, found.values)
        yield Hit(check.code, found)
