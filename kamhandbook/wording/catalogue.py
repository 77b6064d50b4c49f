"""The catalogue: dimensions, guiding questions, newcomer questions, pitfalls, with their texts.

Data lies in ``catalogue/<language>.yaml`` (the domain) and ``<language>.labels.yaml`` (words for
the choices of the content format). A second language is a second pair of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct, convert

from kamhandbook.wording.catalogue_files import spoken_file


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A guiding question; ``help`` says what belongs there, ``example`` is another company's."""

    id: str
    question: str
    help: str
    example: str


class Dimension(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the eight dimensions; ``page`` is its site page, ``icon`` one of Material's."""

    id: str
    number: int
    name: str
    short: str  # a word or two, where there is little room
    page: str
    icon: str
    why_now: str
    questions: tuple[Question, ...]


class NewcomerQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the six questions of day one, and where the full answer stands.

    ``answers`` are guiding questions as ``dimension.question``, the first that is answered speaks.
    ``page`` may carry an anchor; ``slide`` is a slide id of the storyline.
    """

    id: str
    number: int
    question: str
    icon: str
    page: str
    slide: str
    answers: tuple[str, ...]


class Pitfall(Struct, frozen=True, forbid_unknown_fields=True):
    """A classic mistake of introducing KAM, explained, and how to deal with it."""

    id: str
    number: int
    title: str
    explanation: str
    advice: str


class ReadingStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One page of a reading path and why to read it now."""

    page: str
    why: str


class ReadingPath(Struct, frozen=True, forbid_unknown_fields=True):
    """A guided way through the handbook for one kind of reader; ``of`` are audiences, () is all."""

    id: str
    name: str
    intro: str
    steps: tuple[ReadingStep, ...]
    of: tuple[str, ...] = ()


class SitePage(Struct, frozen=True, forbid_unknown_fields=True):
    """A page of the site map: its title in the navigation and a sentence for search engines.

    Its template has the name of its ``id``, which is a dimension's for the page of a dimension.
    ``visible_from`` is the audience that the page is made for, ``of`` those who have it where
    others have another page of the same file.
    """

    id: str
    file: str
    title: str
    description: str
    visible_from: str = "applicants"
    of: tuple[str, ...] = ()


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the handbook says without a company's answers, in one language.

    ``locale`` names language and country as CLDR does, say ``de_DE``.
    """

    language: str
    locale: str
    dimensions: tuple[Dimension, ...]
    newcomer_questions: tuple[NewcomerQuestion, ...]
    pitfalls: tuple[Pitfall, ...]
    reading_paths: tuple[ReadingPath, ...]
    pages: tuple[SitePage, ...]
    sales_functions: tuple[str, ...]
    hyphenation: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]

    def dimension(self, id_: str) -> Dimension:
        """Return a dimension by id; KeyError for an unknown one."""
        for dimension in self.dimensions:
            if dimension.id == id_:
                return dimension
        raise KeyError(id_)

    def page(self, file: str) -> SitePage:
        """Return a page of the site map by file name; KeyError for an unknown one."""
        for page in self.pages:
            if page.file == file:
                return page
        raise KeyError(file)

    def file_of(self, id_: str) -> str:
        """Return the file of a page of the site map by its id; KeyError for an unknown one."""
        for page in self.pages:
            if page.id == id_:
                return page.file
        raise KeyError(id_)

    def label(self, group: str, key: str) -> str:
        """Return the word for a choice, say ``label("status", "draft")``; "" for no choice made."""
        return self.labels[group][str(key)] if key else ""


@cache
def load_catalogue(language: str, address: str = "") -> Catalogue:
    """Return the catalogue of a language as it speaks to its readers, read once."""
    domain = spoken_file(language, "", address)
    labels = spoken_file(language, "labels", address)
    return convert({**domain, "language": language, "labels": labels}, Catalogue)
