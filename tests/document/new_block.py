"""Prints as JSON where a callout, a block that a copy of the package has, is shown."""

from __future__ import annotations

import json
from pathlib import Path

from kamhandbook.deck.notes import notes_paragraphs
from kamhandbook.document.blocks import (
    Attributes,
    BlockOfThisTest,  # type: ignore[attr-defined]
    Blocks,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Slide,
    Text,
)
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.tree import shown_on, walk
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FittedDeck, Para, TextFrame
from kamhandbook.metrics import Hyphenator
from kamhandbook.site.anchors import ids, with_anchors
from kamhandbook.site.html import HtmlWriter
from kamhandbook.site.search_entries import entries_of
from tests.compose.conftest import context_of, master_geometry, sample

MANY = 60  # items: more than two slides have room for


def line(text: str, **attributes: object) -> Paragraph:
    return Paragraph((Text(text),), attributes=Attributes(**attributes))  # type: ignore[arg-type]


def callout(*blocks: object) -> Blocks:
    return (BlockOfThisTest("Achtung", blocks),)


def deck(blocks: Blocks) -> FittedDeck:
    slide = Slide("callout", "content", "Ein Titel", blocks, notes=blocks, page="ziele.html")
    imprint = context_of(sample()).imprint
    hyphenator = Hyphenator((), "de_DE")
    return fit([slide], master_geometry(), imprint, hyphenator=hyphenator, pictures=Path("content"))


def on_slides(fitted: FittedDeck) -> list[list[str]]:
    """Return the lines of every slide's body."""
    frames = [[f for f in slide.frames if isinstance(f, TextFrame)] for slide in fitted.slides]
    return [[words(p) for frame in slide for p in frame.paragraphs] for slide in frames]


def words(para: Para) -> str:
    return "".join(span.text for span in para.spans)


def main() -> None:
    short = callout(
        Heading(2, (Text("Darunter"),)), line("Seite", only="page"), line("Buch", only="book")
    )
    title = Heading(1, (Text("Ziele"),), Attributes(id="ziele"))
    page = with_anchors(shown_on(short, "page"))
    notes = deck(page).slides[0].notes
    long = deck(callout(ListBlock(tuple((line(f"Punkt {n}"),) for n in range(MANY)))))
    results = {
        "text": text_of(short),
        "walked": [type(part).__name__ for part in walk(short)],
        "on page": text_of(page),
        "ids": list(ids(page)),
        "html": HtmlWriter().blocks(page),
        "book": HtmlWriter().blocks((Part("ziele.html", "Ziele", page),)),
        "search": list(entries_of((title, *page), "ziele.html", "Ziele")),
        "slide": on_slides(deck(page))[0],
        "notes": [(words(para), para.bold) for para in notes_paragraphs(notes, 400, 400)],
        "divided": [len(lines) for lines in on_slides(long)],
        "last": on_slides(long)[-1][-1],
        "overfull": [overfull.text for overfull in deck(callout(line("Wort " * 900))).overfull],
    }
    print(json.dumps(results))


if __name__ == "__main__":
    main()
