"""The pages of the site: one template each, named after the page's id.

A page is its body (``goals.md.j2``) below a head and above a foot (``_head.md.j2``,
``_foot.md.j2``). The book holds the bodies of all others. Templates whose name begins with ``_``
are parts of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook import figures
from kamhandbook.compose.account_pages import TEMPLATE as ACCOUNT
from kamhandbook.compose.account_pages import AccountPages
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.environment import Templates
from kamhandbook.compose.helpers import helpers
from kamhandbook.compose.page_markdown import parse_page
from kamhandbook.compose.tables import Tables
from kamhandbook.compose.template_names import DrawFigure, template_names
from kamhandbook.compose.terms import Glossary
from kamhandbook.content.questions import dimension_states
from kamhandbook.design.brand import Brand
from kamhandbook.document.blocks import Attributes, Blocks, Heading, Page, Part, Text
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Drawing
from kamhandbook.document.tree import shown_on, without_links_to
from kamhandbook.metrics import Hyphenator, face_pair
from kamhandbook.wording.catalogue import SitePage

HOMES, WHOLE = ("start", "standing"), "whole"  # ids of pages: an edition has one of the homes
DECK = "downloads/kam-handbuch.pptx"
PAGE_WIDTH = 720.0  # points: the width of a page's main column on a desktop
WORDS_A_MINUTE = 180  # German prose with tables, read carefully
_CHAPTER = "kam-chapter"  # begins on a new sheet
PageFrame = Callable[[str, str], tuple[Blocks, Blocks]]  # title and file → what is around a page


def compose_pages(context: TemplateContext, brand: Brand) -> tuple[Page, ...]:
    """Return every page of the site map that the edition's audience may see, in order.

    Raises CannotGoOnError with template and line for a template that is wrong.
    """
    composer = _composer(context, brand)
    listed = context.catalogue.pages
    home = next(page for page in listed if page.id in HOMES)
    book_page = next(page for page in listed if page.id == WHOLE)
    bodies = {page.file: composer.body(page) for page in listed if page not in (home, book_page)}
    pages = {
        page.file: composer.page(page, bodies[page.file]) for page in listed if page.file in bodies
    }
    parts = _parts(context, bodies)
    book = composer.in_frame(book_page, shown_on(composer.body(book_page, parts=parts), "book"))
    pages[book.file] = book
    minutes = {file: reading_minutes(page) for file, page in pages.items()}
    start = composer.page(home, composer.body(home, minutes=minutes))
    pages[start.file] = start
    accounts = AccountPages(context).pages()
    return (
        *(pages[page.file] for page in listed),
        *(composer.page(page, composer.body(page, account=account)) for page, account in accounts),
    )


def compose_frame(context: TemplateContext, brand: Brand) -> PageFrame:
    """Return the callable that frames a company's own page with label, path and imprint."""
    composer = cache(lambda: _composer(context, brand))  # many a company has no page of its own

    def frame(title: str, file: str) -> tuple[Blocks, Blocks]:
        return composer().frame(SitePage(id="", file=file, title=title, description=""))

    return frame


def reading_minutes(page: Page) -> int:
    """Return an estimate of how long a page takes to read, in whole minutes, at least one."""
    return max(1, round(len(text_of(page.blocks).split()) / WORDS_A_MINUTE))


class _Composer(Struct, frozen=True):
    """Composes pages of one edition."""

    context: TemplateContext
    templates: Templates
    values: Mapping[str, Any]
    glossary: Glossary

    def body(self, page: SitePage, **more: Any) -> Blocks:
        """Return what a page says itself, without head and foot, for page and book alike."""
        return self._read(f"{page.id}.md.j2", page=page, **more)

    def page(self, page: SitePage, body: Blocks) -> Page:
        """Return a page that stands alone: below its title, with the terms of the glossary."""
        page_in_frame = self.in_frame(page, (_title(page), *shown_on(body, "page")))
        return replace(page_in_frame, blocks=self.glossary.first_mentions(page_in_frame.blocks))

    def in_frame(self, page: SitePage, body: Blocks) -> Page:
        """Return a page with head and foot."""
        head, foot = self.frame(page)
        return Page(
            file=page.file,
            title=page.title,
            section=self.context.language.words("site")["sections"].get(page.file, ""),
            description=page.description,
            blocks=(*head, *body, *foot),
            in_navigation=page.id != ACCOUNT,
        )

    def frame(self, page: SitePage) -> tuple[Blocks, Blocks]:
        """Return head and foot of a page."""
        return self._read("_head.md.j2", page=page), self._read("_foot.md.j2", page=page)

    def _read(self, template: str, **more: Any) -> Blocks:
        rendered = self.templates.render(template, **self.values, **more)
        with self.templates.located(template, rendered):
            blocks = parse_page(rendered.text, rendered.slots)
        return without_links_to(blocks, self.context.absent_pages)


def _title(page: SitePage) -> Heading:
    return Heading(1, (Text(page.title),))


def _composer(context: TemplateContext, brand: Brand) -> _Composer:
    handbook = context.edition.handbook
    glossary = Glossary(tuple(term for term in handbook.goals.terms if term.term), context.language)
    values = {
        **template_names(context, site_figures(context, brand)),
        **helpers(context, glossary),
        "table": Tables(context.language),
        "iteration": context.edition.iteration,
        "deck_file": DECK if context.has_deck else "",
    }
    return _Composer(context, Templates("site", brand.folder, {}), values, glossary)


def _parts(context: TemplateContext, bodies: Mapping[str, Blocks]) -> tuple[Part, ...]:
    """Return the pages that the book holds, in order."""
    words = context.language.words("site")
    files = (file for file in words["whole"] if file not in context.absent_pages)
    listed: Iterable[SitePage] = map(context.catalogue.page, files)
    return tuple(
        Part(page.file, page.title, bodies[page.file], _part_attributes(page, words["chapters"]))
        for page in listed
    )


def _part_attributes(page: SitePage, chapters: Iterable[str]) -> Attributes:
    return Attributes(classes=("kam-part", *((_CHAPTER,) if page.file in chapters else ())))


def site_figures(context: TemplateContext, brand: Brand) -> DrawFigure:
    """Return the callable that draws figures for pages; each is drawn once."""
    faces = face_pair(brand.body_font)
    hyphenator = Hyphenator(context.hyphenation, context.catalogue.locale)
    states = dimension_states(context.edition.handbook, context.catalogue)
    subject = figures.Subject(context.edition, context.today, states, output="site")
    drawings: dict[str, Drawing | None] = {}

    def draw(name: str, **options: Any) -> Drawing | None:
        key = f"{name} {sorted(options.items(), key=str)}"
        if key not in drawings:
            width = PAGE_WIDTH * float(options.pop("width", 1.0))
            for only_on_slides in ("height", "whole"):  # a page is as high as it needs
                options.pop(only_on_slides, None)
            room = figures.Room(width, 0.0, faces, hyphenator, narrow=True)
            drawings[key] = figures.draw(name, subject, room, **options)
        return drawings[key]

    return draw
