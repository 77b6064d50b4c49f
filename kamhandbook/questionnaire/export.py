"""From an edition to its questionnaire, and the last look at it before it leaves the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from kamhandbook.building.edition_in_context import EditionInContext
from kamhandbook.building.withheld import places_in, refuse_withheld, withheld_from
from kamhandbook.content.meanings import takes_role
from kamhandbook.design.brand import Brand
from kamhandbook.editions.edition import Edition
from kamhandbook.questionnaire.cells import clean
from kamhandbook.questionnaire.plan import SheetPlan, make_plan
from kamhandbook.questionnaire.styles import WorkbookInfo
from kamhandbook.questionnaire.workbook import workbook_bytes


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
    questionnaire = make_questionnaire(edition.edition, edition.project.brand, today)
    withheld = withheld_from(edition)
    places = places_in({name: questionnaire.content}, withheld)
    hints = refuse_withheld(edition, withheld, [places])
    return Questionnaire(
        questionnaire.content,
        questionnaire.questions,
        questionnaire.sheets,
        (*questionnaire.notices, *hints),
    )


def make_questionnaire(edition: Edition, brand: Brand, today: date) -> Questionnaire:
    """Return the questionnaire of an edition, not looked through yet."""
    sheets = make_plan(edition)
    about, language = edition.handbook.handbook, edition.language
    info = WorkbookInfo(
        language=language,
        company=clean(about.company.name),
        title=clean(about.title) or language.phrase("default_title"),
        day=today,
        audience=edition.audience,
        owners=owners(edition),
    )
    content = workbook_bytes(sheets, info, brand)
    return Questionnaire(content, _questions(sheets), len(sheets))


def owners(edition: Edition) -> tuple[str, ...]:
    """Return everybody whom an edition names as responsible anywhere, for the drop-downs.

    A field for nothing but a person's name gives none: a role or a body is what is proposed. The
    contact's role stands for the handbook as a whole.
    """
    named = {edition.handbook.handbook.contact.role}
    named |= {p.value for p in edition.shown if p.field and takes_role(p.field.meanings)}
    return tuple(sorted({clean(owner) for owner in named} - {""}))


def _questions(sheets: Iterable[SheetPlan]) -> int:
    return sum(len(sheet.questions) for sheet in sheets)
