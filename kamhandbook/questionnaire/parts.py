"""The files of the content that a questionnaire asks for, each with a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from msgspec import Struct
from pydantic import BaseModel

from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.iteration import Iteration
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import Edition
from kamhandbook.forms.form import Place, form
from kamhandbook.positions import ContentPath

ITERATION = "iteration/"  # before the number of a record, in the name of its part
_NO_INDEX = 1 << 20  # among the records: of one that is none yet
NEW_ITERATION = f"{ITERATION}new"  # the record of one that is not written down yet
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
    """Yield the records of the iterations that the edition shows, and one to begin."""
    words = edition.language.words("questionnaire")["parts"]
    places = form("iteration", edition.language).places
    indexes = (index for index in count() if not edition.hides(("iterations", index)))
    for iteration, index in zip(edition.handbook.iterations, indexes, strict=False):
        number = iteration.number if iteration.number is not None else f"+{index}"
        texts = {key: text.format(number=number) for key, text in words["iteration"].items()}
        yield _record(f"{ITERATION}{number}", texts, index, places, iteration)
    if edition.audience.sees(Audience.TEAM):  # nobody else sees what a record says
        unnumbered = tuple(place for place in places if place.key != "number")  # its file says it
        yield _record(NEW_ITERATION, words["new_iteration"], _NO_INDEX, unnumbered, Iteration())


def _record(
    id_: str, texts: dict[str, str], index: int, places: tuple[Place, ...], content: Iteration
) -> AskedPart:
    return AskedPart(
        id=id_,
        short=texts["short"],
        title=texts["title"],
        why=texts["why"],
        above=("iterations", index),
        places=places,
        content=content,
    )
