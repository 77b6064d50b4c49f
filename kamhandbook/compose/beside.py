"""What stands beside the text of a dimension: how far it is, whose it is, what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.terms import Glossary
from kamhandbook.content.answers import Status
from kamhandbook.content.goals import Term

_MOST_TERMS = 6


class Beside(Struct, frozen=True):
    """Tells of the dimensions of an edition what their pages say beside the text."""

    context: TemplateContext
    glossary: Glossary

    def decided(self, dimension: str) -> tuple[int, int]:
        """Return how many questions of a dimension are decided, and how many there are."""
        answers = [question.answer for question in self.context.questions(dimension)]
        done = [each for each in answers if each.is_answered and each.status is Status.DECIDED]
        return len(done), len(answers)

    def owners(self, dimension: str) -> tuple[str, ...]:
        """Return who is responsible for a dimension's answers, each once."""
        named = (question.answer.owner for question in self.context.questions(dimension))
        return tuple(dict.fromkeys(filter(None, named)))

    def terms(self, dimension: str) -> tuple[tuple[Term, str], ...]:
        """Return the terms that a dimension's answers use, each with its address, in order."""
        texts = (question.answer.text for question in self.context.questions(dimension))
        found = self.glossary.used_in("\n".join(filter(None, texts)))
        return tuple((term, self.glossary.address(term)) for term in found[:_MOST_TERMS])

    def related(self, dimension: str) -> tuple[tuple[str, str], ...]:
        """Return the pages that belong to a dimension, by file and title."""
        files: Mapping[str, list[str]] = self.context.language.words("site")["related"]
        absent = self.context.absent_pages
        titles = {page.file: page.title for page in self.context.catalogue.pages}
        shown = (file for file in files.get(dimension, ()) if file in titles)
        return tuple((file, titles[file]) for file in shown if file not in absent)
