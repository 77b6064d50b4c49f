"""From an edition to its questionnaire, and the last look at it before it leaves the house."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from msgspec import Struct

from kamhandbook.building.edition_in_context import EditionInContext
from kamhandbook.building.withheld import refuse_withheld, withheld_from
from kamhandbook.content.handbook import FILES
from kamhandbook.content.meanings import takes_role
from kamhandbook.design.brand import Brand
from kamhandbook.editions.edition import Edition, blank
from kamhandbook.leaks.decode import texts_of_files
from kamhandbook.leaks.search import places_of_terms
from kamhandbook.positions import Positions
from kamhandbook.questionnaire.cells import clean, drops_signs
from kamhandbook.questionnaire.plan import SheetPlan, make_plan
from kamhandbook.questionnaire.styles import MOST_CHARACTERS, WorkbookInfo, fits_a_cell
from kamhandbook.questionnaire.workbook import workbook_bytes
from kamhandbook.wording.numbers import number_text


class Questionnaire(Struct, frozen=True):
    """A workbook, what is in it, and what people should know about it."""

    content: bytes
    questions: int
    sheets: int
    notices: tuple[str, ...] = ()


def questionnaire_of(edition: EditionInContext, today: date, name: str) -> Questionnaire:
    """Return the questionnaire of an edition, for a file called ``name``.

    Raises CannotGoOnError with every finding when it would hold something withheld (DOC6).
    """
    sheets = make_plan(edition.edition)
    content = make_workbook(edition.edition, sheets, edition.project.brand, today)
    withheld = withheld_from(edition)
    texts = texts_of_files({name: content})
    places = places_of_terms(texts, withheld)
    if places:  # some may be our own words, which stand in every questionnaire
        own = _own_texts(edition)
        others = {text: where for text, where in texts.items() if text not in own}
        places = places_of_terms(others, withheld)
    hints = refuse_withheld(edition, withheld, [places])
    notices = _losses(edition.edition, sheets, edition.project.loaded.positions)
    questions = sum(len(sheet.questions) for sheet in sheets)
    return Questionnaire(content, questions, len(sheets), (*notices, *hints))


def make_workbook(
    edition: Edition, sheets: tuple[SheetPlan, ...], brand: Brand, today: date
) -> bytes:
    """Return the workbook of an edition's plan, not looked through yet."""
    about, language = edition.handbook.handbook, edition.language
    info = WorkbookInfo(
        language=language,
        company=clean(about.company.name),
        title=clean(about.title) or language.words("iterations")["state"]["title"],
        day=today,
        audience=edition.audience,
        owners=owners(edition),
    )
    return workbook_bytes(sheets, info, brand)


def _own_texts(edition: EditionInContext) -> Collection[str]:
    """Return the texts of a questionnaire in which nobody has written anything."""
    empty, context = blank(edition.edition.language, edition.edition.audience), edition.context
    content = make_workbook(empty, make_plan(empty), edition.project.brand, context.today)
    return texts_of_files({"": content})


def owners(edition: Edition) -> tuple[str, ...]:
    """Return everybody whom an edition names as responsible anywhere, for the drop-downs.

    A field for nothing but a person's name gives none: a role or a body is what is proposed. The
    contact's role stands for the handbook as a whole.
    """
    named = {edition.handbook.handbook.contact.role}
    named |= {p.value for p in edition.shown if p.field and takes_role(p.field.meanings)}
    return tuple(sorted({clean(owner) for owner in named} - {""}))


def _losses(edition: Edition, sheets: Iterable[SheetPlan], positions: Positions) -> Iterator[str]:
    """Yield what of the content no workbook can hold, each with its place and what to do."""
    words = edition.language.words("questionnaire")["losses"]
    for passage in edition.shown:
        if passage.path[0] in (*FILES, "iterations") and drops_signs(passage.value):
            yield words["signs"].format(at=positions.value(passage.path))
    for sheet in sheets:
        for slot in sheet.slots():
            if not fits_a_cell(slot.text):
                at = positions.value((*sheet.part.above, *slot.path))
                limit = number_text(edition.language, MOST_CHARACTERS)
                yield words["length"].format(at=at, limit=limit)
