"""The pages of the site: one template each, in Material-flavoured Markdown.

A page is its body (``ziele.md.j2``) in a frame (``_page.md.j2``); the Gesamtdokument puts the same
bodies on one page. Templates whose name begins with ``_`` are parts of others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kamhandbook import figures
from kamhandbook.compose.context import Context, DrawFigure
from kamhandbook.compose.environment import SLOT, Templates, Trusted
from kamhandbook.compose.helpers import helpers
from kamhandbook.compose.tables import Tables
from kamhandbook.compose.terms import Glossary
from kamhandbook.content.questions import dimension_states
from kamhandbook.design.brand import Brand
from kamhandbook.document.blocks import Page
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Drawing
from kamhandbook.metrics import Hyphenator, face_pair
from kamhandbook.wording.catalogue import SitePage
from kamhandbook.wording.messages import wording

START, WHOLE, REPORT = "index.html", "gesamt.html", "pruefbericht.html"
DECK = "downloads/kam-handbuch.pptx"
PAGE_WIDTH = 720.0  # points: the width of a page's main column on a desktop
WORDS_A_MINUTE = 180  # German prose with tables, read carefully
Frame = Callable[[str, str], tuple[str, str]]  # title and file → HTML before and after a page
_MARKUP = re.compile(rf"<[^>]*>|&#\d+;|{SLOT.pattern}|[#*|{{}}:_-]")


@dataclass(frozen=True, slots=True)
class _Maker:
    """Renders pages of one edition."""

    context: Context
    templates: Templates
    values: Mapping[str, Any]
    glossary: Glossary

    def page(self, listed: SitePage, **more: Any) -> Page:
        """Render one page of the site map in its frame."""
        own = f"{stem(listed.file)}.md.j2"
        mode = whole_page() if listed.file == WHOLE else single_page()
        text, slots = self.templates.render(
            "_page.md.j2", **self.values, **mode, page=listed, body=own, **more
        )
        return Page(
            file=listed.file,
            title=listed.title,
            markdown=text,
            slots=slots if listed.file == WHOLE else self.glossary.first_mentions(slots),
            section=wording("site")["sections"].get(listed.file, ""),
            description=listed.description,
        )


def compose_pages(context: Context, brand: Brand) -> tuple[Page, ...]:
    """Compose every page of the site map that the edition's audience may see, in order."""
    maker = _maker(context, brand)
    listed = [page for page in context.catalogue.pages if _is_shown(page, context)]
    made = {page.file: maker.page(page) for page in listed if page.file != START}
    minutes = {file: reading_minutes(page) for file, page in made.items()}
    start = next(page for page in listed if page.file == START)
    made[START] = maker.page(start, minutes=minutes)
    return tuple(made[page.file] for page in listed)


def compose_frame(context: Context, brand: Brand) -> Frame:
    """Give the callable that frames a company's own page with label, path and imprint."""
    made = cache(lambda: _maker(context, brand))  # many a company has no page of its own

    def frame(title: str, file: str) -> tuple[str, str]:
        maker = made()
        page = SitePage(file=file, title=title, description="")
        up = Trusted("../" * file.count("/"))
        values = {**maker.values, **single_page(), "page": page, "up": up}
        head, _ = maker.templates.render("_head.md.j2", **values)
        foot, _ = maker.templates.render("_foot.md.j2", **values)
        return head, foot

    return frame


def stem(file: str) -> str:
    """Give a page's name without its ending; templates and anchors are named so."""
    return file.removesuffix(".html")


def reading_minutes(page: Page) -> int:
    """Estimate how long a page takes to read, in whole minutes, at least one."""
    words = len(_MARKUP.sub(" ", page.markdown).split())
    words += sum(len(text_of(blocks).split()) for blocks in page.slots.values())
    return max(1, round(words / WORDS_A_MINUTE))


def single_page() -> dict[str, Any]:
    """Give the helpers of a page that stands alone."""
    return {
        "whole": False,
        "h": lambda level: Trusted("#" * level),
        "anchor": lambda name: Trusted(f"{{: #{name} }}"),
        "to": lambda target: Trusted(target),
    }


def whole_page() -> dict[str, Any]:
    """Give the same helpers for the page that holds all others: one level lower, own anchors."""
    return {
        "whole": True,
        "h": lambda level: Trusted("#" * (level + 1)),
        "anchor": lambda name: Trusted(""),
        "to": _inside_whole,
    }


def _inside_whole(target: str) -> Trusted:
    file, _, _ = target.partition("#")
    is_page = file.endswith(".html") and "/" not in file
    return Trusted(f"#{stem(file)}" if is_page else target)


def _is_shown(page: SitePage, context: Context) -> bool:
    return page.file != REPORT or context.edition.sees("management")


def _maker(context: Context, brand: Brand) -> _Maker:
    handbook = context.edition.handbook
    glossary = Glossary(tuple(term for term in handbook.goals.terms if term.term))
    templates = Templates("site", brand.folder, {})
    values = {
        **context.values(templates, site_figures(context, brand)),
        **helpers(context, templates, glossary),
        "table": Tables(templates, context.catalogue, context.day),
        "parts": _parts(context),
        "iteration": context.edition.iteration,
        "deck": Trusted(DECK if context.has_deck else ""),
        "up": Trusted(""),
        "brand": brand,
    }
    return _Maker(context, templates, values, glossary)


@dataclass(frozen=True, slots=True)
class Part:
    """A page as a part of the Gesamtdokument."""

    title: str
    file: str
    anchor: Trusted
    template: str
    chapter: Trusted  # the class of a part that begins on a new sheet


def _parts(context: Context) -> tuple[Part, ...]:
    """List the pages that the Gesamtdokument holds, in order."""
    words = wording("site")
    listed, chapters = map(context.catalogue.page, words["whole"]), words["chapters"]
    return tuple(
        Part(
            title=page.title,
            file=page.file,
            anchor=Trusted(stem(page.file)),
            template=f"{stem(page.file)}.md.j2",
            chapter=Trusted(" .kam-chapter" if page.file in chapters else ""),
        )
        for page in listed
    )


def site_figures(context: Context, brand: Brand) -> DrawFigure:
    """Give the callable that draws figures for pages; each is drawn once."""
    about = context.edition.handbook.handbook
    words = (*context.catalogue.hyphenation, *about.hyphenation)
    faces, hyphenator = face_pair(brand.body_font), Hyphenator(words)
    states = dimension_states(context.edition.handbook, context.catalogue)
    subject = figures.Subject(
        context.edition, context.catalogue, context.today, states, output="site"
    )
    drawn: dict[str, Drawing | None] = {}

    def draw(name: str, **options: Any) -> Drawing | None:
        key = f"{name} {sorted(options.items(), key=str)}"
        if key not in drawn:
            width = PAGE_WIDTH * float(options.pop("width", 1.0))
            options.pop("height", None)  # on a page a figure is as high as it needs
            room = figures.Room(width, 0.0, faces, hyphenator, narrow=True)
            drawn[key] = figures.draw(name, subject, room, **options)
        return drawn[key]

    return draw
