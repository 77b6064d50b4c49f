"""What a printed book says of itself, and the same bytes for the same book."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from msgspec import Struct
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, Destination, DictionaryObject, NameObject, TextStringObject

from kamhandbook.document.blocks import Imprint
from kamhandbook.site.book import end_of

_FEWEST = 1 / 3  # of a sheet, that a chapter's last one is filled with
_MARGIN_TOP = 24 / 297  # of a sheet's height, as in book.css
_MARGIN_BOTTOM = 22 / 297


class Printed(Struct, frozen=True):
    """Where things stand: the sheet of each target from 1, and how full each chapter's last is."""

    numbers: dict[str, int]
    fillings: dict[str, float]


def read_print(pdf: bytes) -> Printed:
    """Return where the targets of a print stand; filling is a share of the room for text."""
    reader = PdfReader(BytesIO(pdf))
    numbers, fillings = {}, {}
    for name, destination in reader.named_destinations.items():
        page = reader.get_destination_page_number(destination)
        if page is not None:
            target = name.removeprefix("/")
            numbers[target] = page + 1
            fillings[target] = _filling(destination, float(reader.pages[page].mediabox.height))
    return Printed(numbers, fillings)


def _filling(destination: Destination, height: float) -> float:
    from_top = 1 - float(destination.top or 0) / height
    return (from_top - _MARGIN_TOP) / (1 - _MARGIN_TOP - _MARGIN_BOTTOM)


def too_empty(printed: Printed, chapters: int, joined: frozenset[int]) -> frozenset[int]:
    """Return the chapters to be joined with those before, so that no sheet stays nearly empty.

    A chapter is joined where the sheet before it ends early; the last one where its own does,
    unless what stands there (a form, a table) does not fit on the sheet before.
    """
    begins = [number for number in range(chapters) if number not in joined]
    more = {
        following
        for place, following in enumerate(begins[2:], start=1)
        if printed.fillings.get(end_of(place), 1.0) < _FEWEST
    }
    last = chapters - 1
    if begins[-1] == last > 1 and printed.fillings.get(end_of(len(begins) - 1), 1.0) < _FEWEST:
        more.add(last)
    return joined | more


def made_same(pdf: bytes, imprint: Imprint) -> bytes:
    """Return a print with nothing but the handbook's own data in it: the same bytes each time."""
    reader = PdfReader(BytesIO(pdf))
    reader.trailer.pop("/ID", None)  # another one each time
    writer = PdfWriter(clone_from=reader)
    writer.metadata = {
        "/Title": imprint.title,
        "/Author": imprint.company,
        "/Producer": "kamhandbook",
    }
    writer.xmp_metadata = None
    writer.root_object[NameObject("/Lang")] = TextStringObject(imprint.language.tag)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def text_of(pdf: bytes) -> str:
    """Return all that a print says: on its sheets, and beside them for programs to read."""
    reader = PdfReader(BytesIO(pdf))
    sheets = [page.extract_text() for page in reader.pages]
    return "\0".join([*sheets, *_beside(reader)])


def _beside(reader: PdfReader) -> Iterator[str]:
    """Yield every text of a print that is no drawing: titles, targets, addresses, alt texts."""
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        yield from _texts_in(reader.get_object(number))


def _texts_in(value: object) -> Iterator[str]:
    """Yield the texts of one object of a file; those it refers to have numbers of their own."""
    if isinstance(value, DictionaryObject):
        for key in value:
            yield from _texts_in(value.raw_get(key))
    elif isinstance(value, ArrayObject):
        for inside in value:
            yield from _texts_in(inside)
    elif isinstance(value, TextStringObject) and value:
        yield value
