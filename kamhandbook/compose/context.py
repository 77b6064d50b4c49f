"""What an edition's templates are rendered with; ``template_names`` makes their names of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.compose.wrong_use import must_be_known
from kamhandbook.content.answers import Status
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.questions import (
    GuidingQuestion,
    guiding_questions,
    is_filled,
    question_ids,
    says_something,
    weakest,
)
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.document.blocks import Imprint
from kamhandbook.editions.edition import Edition
from kamhandbook.findings import Finding
from kamhandbook.history.changes import NO_NEWS, News
from kamhandbook.wording.catalogue import Catalogue, ReadingStep
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import Language


class TemplateContext(Struct, frozen=True):
    """Everything the templates of one edition are rendered with.

    ``findings`` are those of the content checks, for the management edition's report only;
    ``news`` is what changed since the last closed iteration, cut to the audience; without
    ``has_deck`` the site is made alone and points to no presentation. ``own_pages`` are files of
    pages that the company has written itself, ``empty_pages`` those of ours that would say nothing
    to an audience that is told of no gaps.
    """

    edition: Edition
    imprint: Imprint
    today: date
    findings: tuple[Finding, ...] = ()
    news: News = NO_NEWS
    has_deck: bool = True
    own_pages: frozenset[str] = frozenset()
    empty_pages: frozenset[str] = frozenset()

    @property
    def language(self) -> Language:
        """The language everything is said in: the edition's."""
        return self.edition.language

    @property
    def catalogue(self) -> Catalogue:
        """What the handbook says by itself, in its language, to its audience."""
        runs = self.edition.handbook.handbook.programme.since is not None
        return _catalogue_for(self.language, self.edition.audience, runs, self.empty_pages)

    @property
    def absent_pages(self) -> frozenset[str]:
        """Files of pages that the audience's site does not have."""
        every_page = {page.file for page in self.language.catalogue.pages}
        return frozenset(every_page - {page.file for page in self.catalogue.pages})

    @property
    def hyphenation(self) -> tuple[str, ...]:
        """The catalogue's and the company's words with their hyphens."""
        return (*self.catalogue.hyphenation, *self.edition.handbook.handbook.hyphenation)

    def questions(self, dimension: str) -> tuple[GuidingQuestion, ...]:
        """Return a dimension's questions, the catalogue's first, then the company's own."""
        must_be_known("template_dimension", dimension, DIMENSIONS)
        handbook = self.edition.handbook
        questions = guiding_questions(handbook, self.catalogue, dimension)
        if self.edition.sees(Audience.NEWCOMERS):
            return questions
        return tuple(each for each in questions if says_something(handbook, each))  # no gaps

    def question_ids(self, dimension: str) -> tuple[str, ...]:
        """Return the ids of a dimension's questions, those withheld from this audience too."""
        return question_ids(self.edition.handbook, self.catalogue, dimension)

    def state(self, dimension: str) -> Status:
        """Return a dimension's state: its weakest answer's."""
        return weakest(question.answer for question in self.questions(dimension))

    def day(self, value: PartialDate | date | None) -> str:
        """Return a date as people read it: 16.11.2026, or November 2026."""
        return day_text(self.language, value)


def empty_pages(edition: Edition) -> frozenset[str]:
    """Return the files of pages with nothing on them, for those who are told of no gaps."""
    if edition.sees(Audience.NEWCOMERS):
        return frozenset()
    handbook, catalogue = edition.handbook, edition.language.catalogue
    empty = {
        dimension.page
        for dimension in catalogue.dimensions
        if not any(
            says_something(handbook, question)
            for question in guiding_questions(handbook, catalogue, dimension.id)
        )
    }
    lists = edition.language.words("site")["pages_of_lists"]
    return frozenset(empty | {file for file, at in lists.items() if not is_filled(handbook, at)})


@cache
def _catalogue_for(
    language: Language, audience: Audience, runs: bool, empty: frozenset[str]
) -> Catalogue:
    """Return the catalogue with the pages and reading paths that are made for an audience.

    A programme that ``runs`` already has no page of its introduction; others stand in for it.
    """
    whole = language.catalogue
    described: Mapping[str, str] = {}
    if not audience.sees(Audience.NEWCOMERS):
        described = language.words("site")["for_applicants"]
    others: Mapping[str, Mapping[str, str]] = language.words("site")["instead"] if runs else {}
    pages = tuple(
        replace(page, description=described.get(page.file, page.description))
        for page in whole.pages
        if audience.sees(Audience(page.visible_from)) and page.file not in {*others, *empty}
        if not page.of or audience in page.of
    )
    paths = tuple(
        replace(path, steps=tuple(_step(s, others) for s in path.steps if s.page not in empty))
        for path in whole.reading_paths
        if not path.of or audience in path.of
    )
    return replace(whole, pages=pages, reading_paths=paths)


def _step(step: ReadingStep, others: Mapping[str, Mapping[str, str]]) -> ReadingStep:
    return ReadingStep(**others[step.page]) if step.page in others else step
