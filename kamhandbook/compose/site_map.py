"""Which pages an edition has, and which stands in for one that it has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kamhandbook.compose.context import TemplateContext
from kamhandbook.wording.catalogue import ReadingPath, ReadingStep, SitePage

INTRODUCTION, REPORT = "introduction", "check_report"  # ids of pages


def is_shown(page: SitePage, context: TemplateContext) -> bool:
    """Whether an edition has a page: results of checks are for the management alone, and a
    programme that runs already has no introduction."""
    if page.id == REPORT:
        return context.edition.sees("management")
    return page.id != INTRODUCTION or not context.edition.handbook.handbook.programme.since


def shown_files(context: TemplateContext) -> frozenset[str]:
    """Return the files of the pages that an edition has."""
    return frozenset(page.file for page in context.catalogue.pages if is_shown(page, context))


def steps_of(path: ReadingPath, context: TemplateContext) -> Iterator[ReadingStep]:
    """Yield the steps of a reading path, another page's for one that is not there."""
    files = shown_files(context)
    others: Mapping[str, Mapping[str, str]] = context.language.words("site")["instead"]
    for step in path.steps:
        yield step if step.page in files else ReadingStep(**others[step.page])
