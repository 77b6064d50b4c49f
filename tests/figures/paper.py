"""Subjects and rooms to draw in, and where the ink of a drawing lies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from kamhandbook.content.handbook import DIMENSIONS, Handbook
from kamhandbook.content.questions import dimension_states
from kamhandbook.content.steering import Assessment
from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.document.drawing import Box, Drawing, Label, Rect, flat
from kamhandbook.editions.edition import cut
from kamhandbook.figures import FIGURES, Room, Subject
from kamhandbook.history.changes import Change, News
from kamhandbook.metrics import FacePair, Hyphenator, face_pair
from kamhandbook.reading.content_folder import read_content_folder
from kamhandbook.wording.language import DEFAULT

CATALOGUE = DEFAULT.catalogue
TODAY = date(2026, 11, 20)
CONTENT = Path(__file__).parents[2] / "content"
CALIBRI = face_pair("Calibri")
FREE = 100_000.0  # what a room's height counts on the site

NAMES = tuple(sorted(FIGURES))
#: Rooms as decks have them (whole, half, flat, a 4:3 template's), in points.
DECK_ROOMS = ((873.0, 367.0), (430.0, 367.0), (873.0, 180.0), (620.0, 300.0))
SITE_ROOMS = ((720.0, 0.0), (330.0, 0.0))


def sample() -> Handbook:
    """Read the sample company, with the self-assessments that it does not need yet."""
    read = read_content_folder(CONTENT).handbook
    steering = read.steering.model_copy(update={"assessments": _ASSESSMENTS})
    return read.model_copy(update={"steering": steering})


_EVIDENCE = "Die Liste wurde im Oktober nach den vier Kriterien geprüft."
_ASSESSMENTS = tuple(
    Assessment.model_validate(
        {
            "date": day,
            "ratings": [
                {"dimension": dimension, "level": (number + step) % 4, "evidence": _EVIDENCE}
                for number, dimension in enumerate(DIMENSIONS[: 8 - step])
            ],
        }
    )
    for step, day in enumerate(("2024-11", "2025-11-14"))
)


def subject(
    handbook: Handbook, output: Literal["deck", "site"] = "deck", audience: str = "management"
) -> Subject:
    """Return what figures are drawn from."""
    edition = cut(handbook, Audience(audience))
    states = dimension_states(edition.handbook, CATALOGUE)
    return Subject(edition, TODAY, states, output)


def room(width: float, height: float, *, narrow: bool = False, faces: FacePair = CALIBRI) -> Room:
    """Return a room; its hyphenator knows the catalogue's compounds."""
    return Room(width, height, faces, Hyphenator(CATALOGUE.hyphenation, CATALOGUE.locale), narrow)


def options(name: str, count: int = 9, text: str = "Brunnmatt Prozesstechnik AG") -> dict[str, Any]:
    """Return the options that a figure needs to have something to show."""
    if name != "changes":
        return {}
    kinds = ("added", "changed", "status", "removed", "owner", "moved", "renamed")
    changes = tuple(
        Change(
            kinds[index % len(kinds)],  # type: ignore[arg-type]
            "selection",
            ("selection", "key_accounts", index),
            text,
            "key_accounts",
            "Entwurf",
            "erprobt",
            where="Key-Account-Selektion",
            field="Stand",
        )
        for index in range(count)
    )
    return {"news": News(2, PartialDate("2026-10-30"), changes)}


def boxes(drawing: Drawing) -> Iterator[Box]:
    """Yield the boxes of a drawing."""
    return (mark for mark in flat(drawing.marks) if isinstance(mark, Box))


def text_height(box: Box) -> float:
    """Measure a box's labels as renderers set them."""
    lines = sum(len(label.lines) * label.size * 1.2 for label in box.labels)
    return lines + sum(label.before for label in box.labels[1:])


def lines(box: Box, faces: FacePair = CALIBRI) -> Iterator[tuple[Label, str, Rect]]:
    """Yield every line of text with the rectangle of its ink, as renderers set it."""
    text_room = box.rect.inset(box.padding)
    free = text_room.height - text_height(box)
    y = text_room.y + {"top": 0.0, "middle": free / 2, "bottom": free}[box.valign]
    for index, label in enumerate(box.labels):
        y += label.before if index else 0.0
        for line in label.lines:
            width = faces.of(label.bold).em(line) * label.size
            spare = text_room.width - width
            x = text_room.x + {"left": 0.0, "center": spare / 2, "right": spare}[box.align]
            yield label, line, Rect(x, y, width, label.size * 1.2)
            y += label.size * 1.2
