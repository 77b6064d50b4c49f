"""The ledger of a deck: everything that is not on its slides as it was written, each once.

What is in no notice stands on the slides or in their notes, whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.document.blocks import Blocks, Slide
from kamhandbook.document.drawing import labels
from kamhandbook.fit.last_resort import texts_of
from kamhandbook.fit.slide_blocks import leaves
from kamhandbook.wording.language import Language

NAMED = 60  # characters of a text that is cut, in what is told of it


class Notice(Struct, frozen=True):
    """Something that was cut, shortened, moved or left out, or that stands fixed on the slides.

    ``kind`` is for machines, ``text`` the sentence for people. ``slide`` is the id of the slide it
    is about ("" for the whole deck), ``number`` where that stands in the deck, 0 for nowhere.
    ``lost`` are the texts that no slide shows whole.
    """

    kind: str
    text: str
    slide: str = ""
    number: int = 0
    lost: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class Ledger:
    """Collects notices about the slides of a deck while it is fitted."""

    language: Language
    notices: list[Notice] = field(default_factory=list)

    def note(self, kind: str, slide: Slide, lost: Iterable[str] = (), **values: object) -> None:
        """Write down what becomes of a slide; its sentence is the phrase ``fit_`` and the kind."""
        page = slide.page.partition("#")[0]
        text = self.language.phrase(f"fit_{kind}", title=slide.title, page=page, **values)
        shown = tuple(dict.fromkeys(each for each in lost if each))
        self.notices.append(Notice(kind, text, slide.id, lost=shown))

    def forget(self, slide: Slide) -> None:
        """Take back what was written about a slide: it is not in the deck after all."""
        self.notices = [each for each in self.notices if each.slide != slide.id]

    def numbered(self, ids: Iterable[str]) -> tuple[Notice, ...]:
        """Return all notices with the number of the slide each is about, in the deck's order.

        ``ids`` are those of the slides as they stand in the deck; what has none there comes last.
        """
        numbers = {id_: number for number, id_ in enumerate(ids, 1)}
        placed = [replace(each, number=numbers.get(each.slide, 0)) for each in self.notices]
        return tuple(sorted(placed, key=lambda each: each.number or len(numbers) + 1))


def all_texts(slide: Slide) -> tuple[str, ...]:
    """Return every text that a slide says, its figures' among them."""
    return (slide.title, *texts_in((*slide.blocks, *slide.spare, *slide.notes)))


def texts_in(blocks: Blocks) -> tuple[str, ...]:
    """Return the single texts of some blocks, those of figures and what these leave out, too."""
    drawings = [drawing for block in leaves(blocks) if (drawing := getattr(block, "drawing", None))]
    in_figures = (
        text
        for drawing in drawings
        for text in (*labels(drawing), *drawing.unshown)
        if text not in drawing.counts
    )
    return (*(text for text, _ in texts_of(blocks)), *in_figures)


def beginning(text: str) -> str:
    """Return how a text begins, for a sentence that names it; only a very long word is cut."""
    whole = " ".join(text.split())
    if len(whole) <= NAMED:
        return whole
    words = whole[: NAMED + 1].rpartition(" ")[0]
    return f"{words or whole[:NAMED]} …"
