"""The files of the content that a questionnaire asks for, each with a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.editions.edition import Edition
from kamhandbook.forms.form import Place, form
from kamhandbook.positions import ContentPath

ITERATION = "iteration/"  # before the number of a record, in the name of its part
#: Settings of the program, and the language in which people are asked.
_SETTINGS = {"language", "brand", "checks", "deck"}


class AskedPart(Struct, frozen=True):
    """A file: the name of its part, what it is called, what it asks for and what is there.

    ``above`` is where it stands in the handbook. ``short`` is its name on the sheet's tab,
    ``title`` the one at its top, ``why`` a line below that.
    """

    id: str
    short: str
    title: str
    why: str
    above: ContentPath
    places: tuple[Place, ...]
    content: BaseModel
    has_questions: bool = False


def asked_parts(edition: Edition) -> Iterator[AskedPart]:
    """Yield the files in the order of their sheets."""
    words = edition.language.words("questionnaire")
    yield _file(edition, "handbook", words["parts"]["handbook"])
    for part in DIMENSIONS:
        yield _dimension(edition, part)
    yield _file(edition, "introduction", words["parts"]["introduction"])
    yield from _iterations(edition)


def _dimension(edition: Edition, part: str) -> AskedPart:
    dimension = edition.language.catalogue.dimension(part)
    words = edition.language.words("questionnaire")
    return AskedPart(
        id=part,
        short=dimension.short,
        title=f"{dimension.number} {dimension.name}",
        why=words["why_now"].format(text=dimension.why_now),
        above=(part,),
        places=form(part, edition.language).places,
        content=getattr(edition.handbook, part),
        has_questions=True,
    )


def _file(edition: Edition, part: str, words: dict[str, str]) -> AskedPart:
    places = form(part, edition.language).places
    return AskedPart(
        id=part,
        short=words["short"],
        title=words["title"],
        why=words["why"],
        above=(part,),
        places=tuple(place for place in places if place.key not in _SETTINGS),
        content=getattr(edition.handbook, part),
    )


def _iterations(edition: Edition) -> Iterator[AskedPart]:
    """Yield the records of the iterations that the edition shows."""
    words = edition.language.words("questionnaire")["parts"]["iteration"]
    places = form("iteration", edition.language).places
    shown = iter(edition.handbook.iterations)
    indexes = (index for index in count() if not edition.hides(("iterations", index)))
    for iteration, index in zip(shown, indexes, strict=False):
        number = iteration.number if iteration.number is not None else f"+{index}"
        yield AskedPart(
            id=f"{ITERATION}{number}",
            short=words["short"].format(number=number),
            title=words["title"].format(number=number),
            why=words["why"],
            above=("iterations", index),
            places=places,
            content=iteration,
        )
