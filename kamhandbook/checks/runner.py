"""Running the checks: what they found becomes findings, with place, wording and acceptance."""

from __future__ import annotations

from kamhandbook.checks.acceptances import Hit, about_acceptances, accept
from kamhandbook.checks.base import CheckContext
from kamhandbook.checks.further_run import run_further
from kamhandbook.checks.subjects import subject_of
from kamhandbook.checks.table import CHECKS
from kamhandbook.checks.texts import accepted_because, text
from kamhandbook.content.handbook import Handbook
from kamhandbook.findings import Finding, in_order
from kamhandbook.positions import Positions
from kamhandbook.wording.language import Language
from kamhandbook.wording.messages import problem


def run(handbook: Handbook, positions: Positions, context: CheckContext) -> tuple[Finding, ...]:
    """Run every content check over the whole handbook, before any audience is cut.

    Accepted findings are among them, marked by their reason.
    """
    runs = handbook.handbook.programme.since is not None
    ours = [
        Hit(check.code, found)
        for check in CHECKS
        if not (runs and check.is_of_project)
        for found in check.function(handbook, context)
    ]
    further, refused = run_further(handbook, context)
    hits = (*ours, *further)
    judged = (*accept(hits, handbook, context), *about_acceptances(hits, handbook, context))
    at = positions.of(("handbook",))
    return in_order(
        [
            *(_finding(hit, handbook, positions, context.language) for hit in judged),
            *(problem(each.key, at, dimension="handbook", **each.values) for each in refused),
        ]
    )


def _finding(hit: Hit, handbook: Handbook, positions: Positions, language: Language) -> Finding:
    found, words = hit.found, text(language, hit.code)
    part = str(found.path[0])
    return Finding(
        code=hit.code,
        severity=found.severity,
        position=positions.of(found.path),
        message=words.message(found.variant, found.values),
        next_step=words.next_step(found.variant, found.values),
        dimension="introduction" if part == "iterations" else part,
        subject=subject_of(handbook, found.path),
        consequence=words.consequence(found.variant, found.values),
        because=words.reason,
        reason=accepted_because(language, hit.acceptance.reason, hit.acceptance.until)
        if hit.acceptance
        else None,
    )
