"""A deck of all kinds of slides, so that a company sees its template before it writes a word."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import cast

from kamhandbook import figures
from kamhandbook.compose.slide_markdown import parse_slides
from kamhandbook.compose.slots import SlotContent, Slots
from kamhandbook.content.questions import dimension_states
from kamhandbook.content.types import Audience
from kamhandbook.deck.master_parts import Master
from kamhandbook.deck.render import render_deck
from kamhandbook.design.brand import Brand
from kamhandbook.design.geometry import Geometry, LayoutKind
from kamhandbook.document.blocks import Blocks, Figure, Imprint, Slide
from kamhandbook.editions.edition import blank
from kamhandbook.figures.base import Room, Subject
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FittedDeck
from kamhandbook.metrics import Hyphenator, face_pair
from kamhandbook.wording.dates import day_text
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase

_SLIDES = files("kamhandbook") / "templates" / "brand" / "preview.md"
_FIGURE = "{{ figure }}"


def preview(master: Master, brand: Brand, today: date) -> tuple[bytes, FittedDeck]:
    """Return the preview as a file, and the deck that was fitted for it."""
    imprint = Imprint(
        company=phrase("preview_company"),
        title=phrase("preview_title"),
        version="0.1",
        date=day_text(DEFAULT, today),
        classification=phrase("preview_label"),
        state=phrase("preview_state"),
        audience=Audience.NEWCOMERS.value,
        language=DEFAULT,
    )
    hyphenator = Hyphenator(DEFAULT.catalogue.hyphenation, DEFAULT.catalogue.locale)
    slides = _slides(_figure(master.geometry, hyphenator, today))
    fitted = fit(slides, master.geometry, imprint, hyphenator=hyphenator, pictures=Path())
    return render_deck(fitted, master, brand, today=today), fitted


def _slides(figure: Blocks) -> tuple[Slide, ...]:
    slots = Slots()
    text = _SLIDES.read_text(encoding="utf-8").replace(
        _FIGURE, slots.put(SlotContent(blocks=figure))
    )
    drafts = parse_slides(text, slots)
    return tuple(
        Slide(
            id=draft.attributes["id"],
            layout=cast(LayoutKind, draft.attributes.get("layout", "content")),
            title=draft.title,
            blocks=draft.blocks,
            notes=draft.notes,
            kicker=draft.attributes.get("kicker", ""),
            section=draft.attributes.get("section", ""),
        )
        for draft in drafts
    )


def _figure(geometry: Geometry, hyphenator: Hyphenator, today: date) -> Blocks:
    """Return the figure of the eight dimensions of a handbook that nobody has written yet."""
    body = geometry.layouts["title_only"].areas["body"].rect
    edition, catalogue = blank(DEFAULT, Audience.NEWCOMERS), DEFAULT.catalogue
    states = dimension_states(edition.handbook, catalogue)
    subject = Subject(edition, today, states, "deck")
    room = Room(body.width, body.height, face_pair(geometry.body_font), hyphenator)
    drawing = figures.draw("dimensions", subject, room)
    return (Figure(drawing),) if drawing else ()
