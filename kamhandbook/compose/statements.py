"""What a deck template says in few words: headlines, points, notes and counts from the answers.

Everything here returns plain text or blocks, which the environment's ``finalize`` merges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.open_questions import Opening
from kamhandbook.compose.several_answers import answers_on_cards
from kamhandbook.compose.words import distinct, systems
from kamhandbook.compose.wrong_use import WrongUseError, must_be_known
from kamhandbook.content.answers import Answer, Status
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.questions import GuidingQuestion
from kamhandbook.content.storyline import OWN_QUESTIONS, STORYLINE
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.document.blocks import (
    Block,
    Blocks,
    Brief,
    Columns,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Table,
    Text,
)
from kamhandbook.document.brief import in_brief
from kamhandbook.document.commonmark import first_list, first_sentence, parse, plain, text_of
from kamhandbook.document.links_in_text import with_links
from kamhandbook.history.changes import Change, News
from kamhandbook.wording.language import Language
from kamhandbook.wording.sentences import dated
from kamhandbook.wording.titles import makes_title

LONGEST_HEADLINE = 100  # characters: what fits two lines of 28 pt with ease
MOST_POINTS, MOST_CARDS = 6, 3
MOST_BESIDE = 3  # points above cards that say the most


class Statements(Struct, frozen=True):
    """Helpers of the deck templates; an answer is named as ``dimension.question``."""

    context: TemplateContext

    def values(self) -> Mapping[str, Any]:
        """Return the helpers by the names templates know them by."""
        return {
            "headline": self.headline,
            "points": self.points,
            "remember": self.reminder,
            "answer_list": self.answer_list,
            "answered": self.answered,
            "answers_below": self.answers_below,
            "second_point": self.second_point,
            "own_list": self.own_list,
            "open_line": self.open_line,
            "open_cards": self.open_cards,
            "open_questions": self.open_questions,
            "is_open": self.is_open,
            "is_draft": self.is_draft,
            "until_date": self.until_date,
            "full_answers": self.full_answers,
            "is_withheld": self.is_withheld,
            "kicker": self.kicker,
            "distinct": distinct,
            "systems": systems,
            "sections": self._words["sections"],
            "own_questions": self.own_questions,
            "in_short": self.in_short,
            "count_in_state": self.count_in_state,
            "in_few_words": self.in_few_words,
        }

    # --- what a slide shows

    def headline(self, ref: str, from_data: str = "", shown: object = None, plain: str = "") -> str:
        """Return the title: what the company says itself, else what can be said of its data.

        That is the answer's first bullet that makes a title, else ``from_data``, else the answer's
        first sentence, else ``plain``, else the question as a statement. A question is not called
        open where something is ``shown`` that answers it, nor where this audience may not see the
        answer. Of no data nothing is said: where ``shown`` is empty, ``from_data`` does not count.
        An answer of one sentence beside which nothing is shown stands below its question, else the
        slide would have no body.
        """
        from_data = from_data if shown is None or shown else ""
        question = self._question(ref)
        if question is None:
            return from_data or plain or self.context.catalogue.dimension(ref.split(".")[0]).name
        if not question.answer.is_answered:
            opened = str(self._words["open_title"].format(question=question.question))
            return (from_data or plain or self._stated(question)) if shown else opened
        if not shown and _is_one_sentence(question.answer, self.context.language):
            return question.question
        return (
            _bullet(question.answer, self.context.language)
            or from_data
            or _sentence(question.answer, self.context.language)
            or plain
            or self._stated(question)
        )

    def _stated(self, question: GuidingQuestion) -> str:
        """Return a guiding question as a statement; one of the company's own as it is."""
        statements: Mapping[str, str] = self._words["question_statements"]
        return question.question if question.is_own else statements[question.id]

    def points(
        self,
        ref: str,
        most: int = MOST_POINTS,
        whole: bool = False,
        without: str = "",
        beside: object = None,
    ) -> Blocks:
        """Return an answer in short: its bullets, else its first list, else its first sentence.

        The bullet that is the slide's headline is left out unless ``whole``, and so is one that
        says the same as ``without``. An open question says who is to answer it, but not
        ``beside`` something that answers it already.
        """
        question = self._question(ref)
        if beside and question and not question.answer.is_answered:
            return ()
        return tuple(
            replace(block, slide_limit=most) if isinstance(block, ListBlock) else block
            for block in self._points(ref, whole, without)
        )

    def _points(self, ref: str, whole: bool, without: str = "") -> Blocks:
        question = self._question(ref)
        if question is None:
            return ()
        answer = question.answer
        if not answer.is_answered:
            return self._open(answer.owner) if question.is_own else self._opening.cards(question)
        if answer.short:
            is_title = not whole and _bullet(answer, self.context.language)
            bullets = answer.short[1:] if is_title else answer.short
            bullets = tuple(bullet for bullet in bullets if bullet != without)
            return (
                (ListBlock(tuple((Paragraph(tuple(with_links(b))),) for b in bullets)),)
                if bullets
                else ()
            )
        excerpt = _excerpt(answer, self.context.language, without)
        stands_alone = not whole and without in ("", question.question)
        if stands_alone and _is_one_sentence(answer, self.context.language):
            return tuple(replace(block, role="lead") for block in excerpt)
        return excerpt

    def answered(self, *refs: str) -> tuple[str, ...]:
        """Return those of some questions that have an answer."""
        asked = ((ref, self._question(ref)) for ref in refs)
        return tuple(ref for ref, question in asked if question and question.answer.is_answered)

    def answers_below(self, *refs: str, without: str = "") -> Blocks:
        """Return what some questions are answered in short, on a card each where several are."""
        told = self.answered(*refs)
        if len(told) < 2:
            return self.points(told[0] if told else refs[0], without=without)
        asked = {question: ref for ref in told if (question := self._question(ref))}
        answers = {q: self.points(ref, most=MOST_BESIDE, whole=True) for q, ref in asked.items()}
        return answers_on_cards(answers, self._words)

    def second_point(self, ref: str) -> str:
        """Return the bullet that comes after the headline, as a sentence of its own.

        Where the first one makes no headline, it is that.
        """
        question = self._question(ref)
        if not question or not question.answer.is_answered:
            return ""
        is_title = bool(_bullet(question.answer, self.context.language))
        rest = question.answer.short[is_title:]
        return rest[0].rstrip(". ") if rest else ""

    def own_list(self, ref: str, most: int = MOST_BESIDE) -> Blocks:
        """Return the list that an answer without bullets of its own holds; () for any other."""
        question = self._question(ref)
        if question is None or not question.answer.is_answered or question.answer.short:
            return ()
        if not first_list(parse(question.answer.text)):
            return ()
        return self.points(ref, most)

    def answer_list(self, ref: str) -> Blocks:
        """Return more of an answer than its bullets: its first list, else as ``points``."""
        question = self._question(ref)
        if question and question.answer.is_answered and first_list(parse(question.answer.text)):
            return _excerpt(question.answer, self.context.language)
        return self.points(ref)

    def reminder(self, ref: str, beside: object = None, without: str = "") -> Blocks:
        """Return what to remember beside a table or figure: a few short points, each on a card."""
        question = self._question(ref)
        if question is None or not question.answer.is_answered:
            return self.points(ref, beside=beside)
        if not beside and _is_one_sentence(question.answer, self.context.language):
            return self.points(ref)
        blocks = self._points(ref, whole=False, without=without)
        texts = [part for block in blocks for part in _excerpts(block)]
        if not texts or len(texts) > MOST_CARDS or any(map(_is_ordered, blocks)):
            return self.points(ref, most=2, without=without)
        cards = Columns(tuple((text,) for text in texts), (1 / len(texts),) * len(texts), "cards")
        return (cards,)

    def open_line(self, owner: str) -> Blocks:
        """Return the line that something is open, with who is to answer it."""
        return self._open(owner)

    def open_cards(self, dimension: str, what: str, owner: str = "") -> Blocks:
        """Fill the slide of something open that no guiding question asks for."""
        must_be_known("template_dimension", dimension, DIMENSIONS)
        return self._opening.of(dimension, what, owner)

    def open_questions(self) -> tuple[GuidingQuestion, ...]:
        """Return the guiding questions that have no answer yet, in the order to answer them."""
        dimensions = self.context.catalogue.dimensions
        questions = (
            question
            for dimension in dimensions
            for question in self.context.questions(dimension.id)
        )
        return tuple(question for question in questions if not question.answer.is_answered)

    def is_open(self, *refs: str, shown: object = None) -> bool:
        """Whether none of these questions has an answer, nor anything is ``shown`` in its place."""
        questions = [question for ref in refs if (question := self._question(ref))]
        return (
            not shown
            and bool(questions)
            and not any(question.answer.is_answered for question in questions)
        )

    def is_draft(self) -> bool:
        """Whether more of the guiding questions are open than answered."""
        dimensions = self.context.catalogue.dimensions
        count = sum(len(self.context.questions(dimension.id)) for dimension in dimensions)
        return 2 * len(self.open_questions()) > count

    def _open(self, owner: str) -> Blocks:
        return (self._opening.line(owner),) if self._opening.is_told else ()

    @property
    def _opening(self) -> Opening:
        return Opening(self.context)

    # --- what the speaker says

    def full_answers(self, *refs: str) -> Blocks:
        """Return the full answers for the notes, each under its question with status and owner."""
        questions = [question for ref in refs if (question := self._question(ref))]
        return tuple(block for question in questions for block in self._full_answer(question))

    def _full_answer(self, question: GuidingQuestion) -> Iterator[Block]:
        answer = question.answer
        yield Heading(2, (Text(question.question),))
        if not answer.is_answered:
            yield from self._opening.notes(question)
            return
        if state := self._state(answer):
            yield Paragraph((Text(state),), role="muted")
        if answer.short and not _bullet(answer, self.context.language):  # which no slide may show
            yield Paragraph((Text(answer.short[0]),))
        yield from parse(answer.text)

    def _state(self, answer: Answer) -> str:
        words = self._words
        state = self.context.catalogue.label("status", answer.status)
        if answer.decided_on and answer.status is Status.DECIDED:
            state = words["notes_decided_on"].format(
                on_date=dated(self.context.language, answer.decided_on, "on")
            )
        is_told = self.context.edition.sees(Audience.NEWCOMERS)  # states are the project's
        parts = [words["notes_state"].format(state=state)] if is_told else []
        if answer.owner:
            parts.append(words["notes_owner"].format(owner=answer.owner))
        return str(words["notes_separator"]).join(parts)

    # --- facts

    def is_withheld(self, place: str) -> bool:
        """Whether something at a place, say ``selection.key_accounts``, is withheld here."""
        way = tuple(place.split("."))
        return any(path[: len(way)] == way for path in self.context.edition.hidden)

    def until_date(self, date: PartialDate | None) -> str:
        """Write a deadline: bis Ende 2028, bis 30.06.2027."""
        if date is None:
            return ""
        last = date.last_day
        key = "until_year" if (last.month, last.day) == (12, 31) else "until_day"
        return str(self._words[key].format(year=last.year, day=self.context.day(date)))

    def count_in_state(self, *states: str) -> int:
        """Count the dimensions in one of these states."""
        for state in states:
            must_be_known("template_label", state, self.context.catalogue.labels["status"])
        dimensions = self.context.catalogue.dimensions
        return sum(self.context.state(dimension.id) in states for dimension in dimensions)

    def in_short(self, ref: str) -> str:
        """Return an answer in one line, where there is room for no more."""
        question = self._question(ref)
        if question and question.answer.is_answered and question.answer.short:
            return question.answer.short[0]
        if question and question.answer.is_answered:
            return text_of(_excerpt(question.answer, self.context.language)).split("\n")[0]
        return text_of(self._open(question.answer.owner)) if question else ""

    def briefs(self, slide: str) -> tuple[Brief, ...]:
        """Return what other slides say of the answers on a slide that the deck has no room for."""
        refs = STORYLINE.get(slide, ())
        if slide == OWN_QUESTIONS:
            refs = tuple(f"{each.dimension}.{each.id}" for each in self.own_questions())
        return tuple(brief for ref in refs if (brief := self.brief(ref)))

    def brief(self, ref: str) -> Brief | None:
        """Return an answer as a question and a line below it; None of one that is open."""
        question = self._question(ref)
        if question is None or not question.answer.is_answered:
            return None
        label = Paragraph((Text(question.question),), role="label")
        statement = Paragraph((Text(self.in_short(ref)),))
        section = self.context.catalogue.dimension(question.dimension).name
        return Brief(section, (label, statement), self.full_answers(ref))

    def kicker(self, dimension: str) -> str:
        """Return a dimension's number and name."""
        must_be_known("template_dimension", dimension, DIMENSIONS)
        catalogue_dimension = self.context.catalogue.dimension(dimension)
        return str(
            self._words["kicker"].format(
                number=catalogue_dimension.number, name=catalogue_dimension.name
            )
        )

    def in_few_words(self, news: News) -> News:
        """Call guiding questions by a word or two, so that a list of changes stays short."""
        names: Mapping[str, str] = self._words["question_names"]

        def called(change: Change) -> Change:
            id_ = str(change.path[2]) if change.is_answer and len(change.path) > 2 else ""
            return replace(change, name=names.get(id_, change.name))

        return replace(news, changes=tuple(called(change) for change in news.changes))

    def own_questions(self) -> tuple[GuidingQuestion, ...]:
        """Return the company's own questions, all dimensions."""
        dimensions = self.context.catalogue.dimensions
        questions = (
            question
            for dimension in dimensions
            for question in self.context.questions(dimension.id)
        )
        return tuple(question for question in questions if question.is_own)

    @property
    def _words(self) -> Mapping[str, Any]:
        return self.context.language.words("deck")

    def _question(self, ref: str) -> GuidingQuestion | None:
        """Find a question; None when this audience is not asked it. WrongUseError: no such one."""
        dimension, _, id_ = str(ref).partition(".")
        if not id_:
            raise WrongUseError("template_ref", written=ref)
        must_be_known("template_dimension", dimension, DIMENSIONS)
        for question in self.context.questions(dimension):
            if question.id == id_:
                return question
        if (dimension, id_) in self.context.edition.handbook.withheld_questions:
            return None
        must_be_known("template_question", id_, self.context.question_ids(dimension))
        return None


def _row_in_words(row: tuple[Inlines, ...]) -> str:
    """Return a table's row as a line: what it is about, then what is said of it."""
    first, *others = (" ".join(text_of(cell).split()) for cell in row)
    said = ", ".join(filter(None, others))
    return f"{first}: {said}" if first and said else first or said


def _is_ordered(block: Block) -> bool:
    return isinstance(block, ListBlock) and block.ordered


def _excerpts(block: Block) -> Iterator[Paragraph]:
    """Yield the items of a list, or a paragraph, as texts that may be shortened."""
    items = block.items if isinstance(block, ListBlock) else ((block,),)
    for first, *_ in items:
        if isinstance(first, Paragraph):
            yield replace(first, role="excerpt")


def _bullet(answer: Answer, language: Language) -> str:
    """Return the company's own first bullet where it makes a title."""
    first = answer.short[0].rstrip(". ") if answer.short else ""
    is_title = first and len(first) <= LONGEST_HEADLINE and makes_title(language, first)
    return first if is_title else ""


def _sentence(answer: Answer, language: Language) -> str:
    """Return an answer's first sentence where it makes a title."""
    first = first_sentence(parse(answer.text), language)
    is_short = first.endswith(".") and len(first) <= LONGEST_HEADLINE
    return first.rstrip(".") if is_short and makes_title(language, first.rstrip(".")) else ""


def _is_one_sentence(answer: Answer, language: Language) -> bool:
    """Whether an answer is a single sentence or phrase; as a title it would leave no body."""
    if answer.short or not answer.is_answered:
        return False
    blocks = parse(answer.text)
    words = " ".join(text_of(blocks).split())
    is_one = words == first_sentence(blocks, language) or _is_one_phrase(blocks)
    return 0 < len(words) <= LONGEST_HEADLINE and is_one


def _is_one_phrase(blocks: Blocks) -> bool:
    """Whether an answer is a few words in a line, not a list, a table or a heading."""
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


def _excerpt(answer: Answer, language: Language, without: str = "") -> Blocks:
    """Return an answer's first list, else its first sentence (the next one if the first is
    ``without``, a title); fit may shorten either.
    """
    blocks = parse(answer.text)
    items = first_list(blocks)
    if items:
        written = next(block for block in blocks if isinstance(block, ListBlock))
        paragraphs = tuple((Paragraph(item),) for item in items)
        return (ListBlock(paragraphs, written.ordered, written.start, role="excerpt"),)
    table = next((block for block in blocks if isinstance(block, Table)), None)
    said = first_sentence(blocks, language)
    if table and (not said or said.endswith(":") or said.rstrip(".") == without):
        rows = tuple(_row_in_words(row) for row in table.rows)
        return (
            ListBlock(tuple((Paragraph(tuple(with_links(row))),) for row in rows), role="excerpt"),
        )
    sentence = first_sentence(blocks, language) or in_brief(blocks, language)
    if without and sentence.rstrip(".") == without:
        text = " ".join(text_of(blocks).split())
        sentence = first_sentence(plain(text[len(sentence) :].strip()), language)
    return (Paragraph(tuple(with_links(sentence)), role="excerpt"),) if sentence else ()
