"""What a build makes of finished outputs besides: the site as one file, and PDFs.

PDFs are made by programs of the machine: the book by a browser, the deck by an office program.
Where there is none, or it fails, the file is missing and it is said why; nothing else is stopped.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kamhandbook.building.withheld import places_in
from kamhandbook.document.blocks import Imprint
from kamhandbook.leaks.search import Places, WithheldTexts

if TYPE_CHECKING:
    from kamhandbook.building.site_stages import RenderedSite
    from kamhandbook.site.book import Book

SINGLE_FILE = "kam-handbuch.html"
BOOK_PDF = "kam-handbuch.pdf"
DECK_PDF = "kam-handbuch-deck.pdf"
_MOST_PRINTS = 5  # each may join chapters, whose sheets then end elsewhere


class FurtherFile(Struct, frozen=True):
    """A file by its name; without ``content``, ``problem`` says why there is none.

    ``left_out`` names the files of the site that it has not, ``places`` where something withheld
    stands in it.
    """

    name: str
    content: bytes = b""
    problem: str = ""
    left_out: tuple[str, ...] = ()
    places: Places = {}


class _FailedError(Exception):
    """What a program said that printed nothing."""


def files_of_site(
    site: RenderedSite, imprint: Imprint, withheld: WithheldTexts
) -> Iterator[FurtherFile]:
    """Yield what was ordered of a site besides."""
    if site.single_file:
        file = site.single_file
        places = places_in({SINGLE_FILE: file.words}, withheld)
        yield FurtherFile(SINGLE_FILE, file.content, left_out=file.left_out, places=places)
    if site.book:
        yield _book_pdf(site.book, imprint, withheld)


def deck_pdf(deck: bytes, imprint: Imprint, withheld: WithheldTexts) -> FurtherFile:
    """Return the deck as a PDF; without an office program on this machine, why not."""
    from kamhandbook.programs.office import office, print_deck

    program = office()
    if not program:
        return FurtherFile(DECK_PDF, problem=imprint.language.phrase("pdf_no_office"))

    def convert(folder: Path) -> bytes:
        (folder / "deck.pptx").write_bytes(deck)
        target = folder / "deck.pdf"
        _refuse(print_deck(program, folder / "deck.pptx", target))
        return target.read_bytes()

    return _pdf(DECK_PDF, imprint, withheld, convert)


def _book_pdf(book: Book, imprint: Imprint, withheld: WithheldTexts) -> FurtherFile:
    from kamhandbook.programs.browser import browser

    program = browser()
    if not program:
        return FurtherFile(BOOK_PDF, problem=imprint.language.phrase("pdf_no_browser"))
    return _pdf(BOOK_PDF, imprint, withheld, lambda folder: _printed(program, book, folder))


def _pdf(
    name: str, imprint: Imprint, withheld: WithheldTexts, make: Callable[[Path], bytes]
) -> FurtherFile:
    from kamhandbook.site.book.printed import made_same, text_of

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            content = made_same(make(Path(folder)), imprint)
        except _FailedError as error:
            problem = imprint.language.phrase("pdf_failed", name=name, reason=str(error))
            return FurtherFile(name, problem=problem)
    places = places_in({name: text_of(content).encode()}, withheld)
    return FurtherFile(name, content, places=places)


def _printed(program: str, book: Book, folder: Path) -> bytes:
    """Print until no sheet stays nearly empty, then once more with the numbers of the sheets."""
    from kamhandbook.site.book.printed import read_print, too_empty

    joined: frozenset[int] = frozenset()
    printed = read_print(_print(program, book.page(), folder))
    for _ in range(_MOST_PRINTS):
        more = too_empty(printed, len(book.chapters), joined)
        if more == joined:
            break
        joined = more
        printed = read_print(_print(program, book.page(joined), folder))
    return _print(program, book.page(joined, printed.numbers), folder)


def _print(program: str, html: str, folder: Path) -> bytes:
    from kamhandbook.programs.browser import print_page

    page, target = folder / "book.html", folder / "book.pdf"
    page.write_text(html, "utf-8")
    target.unlink(missing_ok=True)
    _refuse(print_page(program, page, target))
    return target.read_bytes()


def _refuse(problem: str) -> None:
    if problem:
        raise _FailedError(problem)
