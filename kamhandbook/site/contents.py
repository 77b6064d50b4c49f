"""What a site is made of: an edition's pages as composed, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from kamhandbook.content.goals import Term
from kamhandbook.design.brand import Brand
from kamhandbook.document.blocks import Blocks, Imprint, Page

DECK_FILE = "downloads/kam-handbuch.pptx"  # where the deck lies in the site
ASSETS = "assets/kamhandbook"  # where our own files lie in the site


def no_frame(_title: str, _file: str) -> tuple[Blocks, Blocks]:
    """Return no blocks before a page, and none after it."""
    return (), ()


class SiteContents(Struct, frozen=True):
    """Everything one edition's site shows.

    ``root`` is the project root with mkdocs.yml, ``folder`` the content folder (pictures of
    answers, ``pages/``). ``deck`` is the presentation it offers: None where it has none, no bytes
    where it is put in later. ``words`` are the parts of compound words that the search splits.
    ``terms`` are those of the glossary, which the search finds by their synonyms, too.
    ``frame`` returns, for title and file of a company's own page, the blocks before and after it.
    """

    pages: tuple[Page, ...]
    brand: Brand
    imprint: Imprint
    root: Path
    folder: Path
    deck: bytes | None = None
    words: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    frame: Callable[[str, str], tuple[Blocks, Blocks]] = no_frame

    def page(self, source: str) -> Page | None:
        """Return our page of a source name (``ziele.md``); None for a company's own page."""
        return next((page for page in self.pages if source_name(page) == source), None)


def source_name(page: Page) -> str:
    """Name the Markdown file MkDocs believes a page comes from."""
    return f"{page.file.removesuffix('.html')}.md"
