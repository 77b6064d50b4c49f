"""The handbook as a book on paper: its own page, whose parts are chapters with running heads.

Made of the finished ``gesamt.html``: the theme around it goes, styles and pictures are written in.
Browsers know neither running heads from headings nor page numbers of targets: what shares a sheet
has a kind of sheet of its own, and numbers are filled in after a first print (``printed``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml.html import HTMLParser, fragment_fromstring, tostring
from markupsafe import Markup
from msgspec import Struct

from kamhandbook.document.blocks import Imprint
from kamhandbook.site.asset_files import logo_name
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.own_templates import asset, rendered
from kamhandbook.site.single_file.files_inside import data_address, styles_inside
from kamhandbook.site.single_file.sections import sections

_UNKNOWN = "00"  # what stands for a page number before the first print: as wide as most
_NOT_ON_PAPER = "kam-running", "kam-top", "kam-no-print", "kam-neighbours", "headerlink"


class Chapter(Struct, frozen=True):
    """What begins on a new sheet, under its title."""

    title: str
    html: Markup


class Sheets(Struct, frozen=True):
    """Chapters that share their sheets: the name of the kind, and the titles as running head."""

    name: str
    title: str
    chapters: tuple[Chapter, ...]


class Book(Struct, frozen=True):
    """A book to print; ``targets`` are the ids that its contents lead to.

    The first chapter is the cover with the contents. ``styles`` is CSS, ``logo`` an address.
    """

    imprint: Imprint
    chapters: tuple[Chapter, ...]
    targets: tuple[str, ...]
    styles: str
    logo: str

    def page(self, joined: Collection[int] = (), numbers: Mapping[str, int] | None = None) -> str:
        """Return the book as a page in one file.

        ``joined`` are the numbers of chapters that go on on the sheet of the one before. Without
        ``numbers`` (of sheets, by target) the contents have a number as wide as most.
        """
        html = rendered(
            __package__,
            "book.html.j2",
            end=end_of,
            imprint=self.imprint,
            line=_line(self.imprint),
            logo=self.logo,
            sheets=self._sheets(joined),
            string=_css_string,
            styles=Markup(self.styles),
        )
        return self._numbered(html, numbers)

    def _numbered(self, html: str, numbers: Mapping[str, int] | None) -> str:
        for target in self.targets:
            number = _UNKNOWN if numbers is None else str(numbers.get(target, ""))
            html = html.replace(f'data-sheet="{target}"', f'data-sheet="{number}"', 1)
        return html

    def _sheets(self, joined: Collection[int]) -> list[Sheets]:
        groups: list[list[Chapter]] = []
        for number, chapter in enumerate(self.chapters):
            if number in joined:
                groups[-1].append(chapter)
            else:
                groups.append([chapter])
        return [
            Sheets(f"sheets-{number}", _head(group), tuple(group))
            for number, group in enumerate(groups)
        ]


def _head(chapters: Sequence[Chapter]) -> str:
    """Return what stands over sheets: their chapter, or the first and the last."""
    titles = dict.fromkeys((chapters[0].title, chapters[-1].title))
    return " – ".join(titles)


def end_of(number: int) -> str:
    """Return the id of the place where the chapters of a kind of sheet end."""
    return f"end-of-{number}"


def book(folder: Path, contents: SiteContents) -> Book | None:
    """Return the finished site's book; None where the site has none."""
    page = next((page.file for page in contents.pages if page.is_book), "")
    if not page or not (folder / page).is_file():
        return None
    whole = sections(folder, [page])
    (section,) = whole.all
    article = fragment_fromstring(str(section.html), parser=HTMLParser(encoding="utf-8"))
    _drop(article)
    targets = _number_contents(article)
    return Book(
        contents.imprint,
        tuple(_chapters(article)),
        targets,
        styles_inside(folder, whole.style_sheets) + asset(__package__, "book.css"),
        data_address(folder / logo_name(contents.brand)),
    )


def _line(imprint: Imprint) -> str:
    """Return what stands at the foot of every sheet."""
    version = imprint.language.words("site_build")["version"].format(version=imprint.version)
    parts = (imprint.date, imprint.state, imprint.classification)
    return " · ".join(filter(None, (version if imprint.version else "", *parts)))


def _css_string(text: str) -> Markup:
    """Return a text as CSS writes it; nothing in it ends a string or a style sheet."""
    escaped = "".join(f"\\{ord(sign):x} " if sign in '"\\<\n\r\f' else sign for sign in text)
    return Markup(f'"{escaped}"')


def _drop(article: Any) -> None:
    """Leave out what is for screens; links to elsewhere tell where they lead."""
    for name in _NOT_ON_PAPER:
        for element in article.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            element.drop_tree()
    for element in article.xpath(".//button"):
        element.drop_tree()
    for link in article.xpath(".//a[starts-with(@href, 'http')]"):
        if link.get("href") not in link.xpath("string()"):
            link.set("data-address", link.get("href"))


def _number_contents(article: Any) -> tuple[str, ...]:
    """Mark each entry of the contents with the place whose sheet it shall tell."""
    targets = []
    for link in article.xpath(".//nav[contains(@class, 'kam-contents')]//a[@href]"):
        target = link.get("href").removeprefix("#")
        link.set("data-sheet", target)
        targets.append(target)
    return tuple(targets)


def _chapters(article: Any) -> Iterator[Chapter]:
    """Yield what begins on a new sheet, with all that follows it there."""
    title, elements = "", list[Any]()
    for element in article:
        if "kam-chapter" in (element.get("class") or "").split():
            yield _chapter(title, elements)
            title, elements = " ".join(element.xpath("string()").split()), []
        elements.append(element)
    yield _chapter(title, elements)


def _chapter(title: str, elements: Iterable[Any]) -> Chapter:
    html = "".join(tostring(element, encoding="unicode") for element in elements)
    return Chapter(title, Markup(html))
