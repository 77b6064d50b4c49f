"""What a slide and its notes say while a question is open: what belongs there, and why now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from kamhandbook.compose.context import TemplateContext
from kamhandbook.content.questions import GuidingQuestion
from kamhandbook.document.blocks import Block, Blocks, Columns, Paragraph, Text
from kamhandbook.wording.catalogue import Question


class Opening(Struct, frozen=True):
    """Speaks for answers that are not there yet; to applicants nothing is said of them."""

    context: TemplateContext

    def line(self, owner: str) -> Paragraph:
        """Return the line that something is open, with who is to answer it."""
        owner = owner or self.context.edition.handbook.handbook.owner
        key = "open_line" if owner else "open_line_nobody"
        return Paragraph((Text(self._words[key].format(owner=owner)),))

    def cards(self, question: GuidingQuestion) -> Blocks:
        """Fill the slide of an open question; what its answer needs is told to those who work."""
        catalogue_question = self._catalogue_question(question)
        help_text = catalogue_question.help if catalogue_question else ""
        return self.of(question.dimension, help_text, question.answer.owner)

    def of(self, dimension: str, needed: str, owner: str) -> Blocks:
        """Return the cards of an open thing: what is ``needed``, why it is next, who says it."""
        if not self.is_told:
            return ()
        why = self.context.catalogue.dimension(dimension).why_now
        reason = self._labelled("why_now", Paragraph((Text(why),)))
        columns = (
            (self._labelled("open_what", Paragraph((Text(needed),))), reason)
            if needed
            else (reason,)
        )
        return (_cards(columns), _cards((self._labelled("open_state", self.line(owner)),)))

    def notes(self, question: GuidingQuestion) -> Iterator[Block]:
        """Yield for the speaker what the answer needs and how another company's reads."""
        if not self.is_told:
            return
        yield self.line(question.answer.owner)
        catalogue_question = self._catalogue_question(question)
        if catalogue_question:
            yield from self._labelled("open_what", Paragraph((Text(catalogue_question.help),)))
            yield from self._labelled(
                "open_example", Paragraph((Text(catalogue_question.example),))
            )

    @property
    def is_told(self) -> bool:
        """Whether the audience is told of gaps at all."""
        return self.context.edition.sees("newcomers")

    def _catalogue_question(self, question: GuidingQuestion) -> Question | None:
        """Find a question in the catalogue; None for one of the company's own."""
        questions = self.context.catalogue.dimension(question.dimension).questions
        return next((q for q in questions if q.id == question.id and not question.is_own), None)

    def _labelled(self, key: str, text: Paragraph) -> tuple[Block, ...]:
        return Paragraph((Text(self._words[key]),), role="label"), text

    @property
    def _words(self) -> Mapping[str, Any]:
        return self.context.language.words("deck")


def _cards(columns: tuple[Blocks, ...]) -> Columns:
    return Columns(columns, (1 / len(columns),) * len(columns), "cards")
