"""Pages of a finished site as sections of one page: ids and links lead to where they are now.

Every page has the ids of its own, so each gets the page's before it: ``ziele.html#zweck`` becomes
``#ziele:zweck``. Links to files of the site lose their address; what they name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HTMLParser, document_fromstring, tostring
from markupsafe import Markup
from msgspec import Struct

from kamhandbook.site.single_file.files_inside import data_address, is_picture

ALL_PAGES = "all-pages"  # shows every page, one below the other, as the book does
_ARTICLE = "//article[contains(concat(' ', @class, ' '), ' md-content__inner ')]"
_ID_LISTS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers")
_ONE_ID = ("for", "list", "form")
_PAINTED_BY_ID = re.compile(r"url\((['\"]?)#([^)'\"]+)\1\)")
_NOT_SHOWN = "script", "link", "base", "meta", "iframe", "object", "embed"


class Section(Struct, frozen=True):
    """A page of the site as part of one file; ``address`` is the one it has in the site."""

    address: str
    id: str
    title: str
    html: Markup

    def id_of(self, anchor: str) -> str:
        """Return the id that stands for an anchor of the page."""
        return f"{self.id}:{anchor}"


class Sections(Struct, frozen=True):
    """All pages but the ``book`` of all, their style sheets, and what is not in the file."""

    all: tuple[Section, ...]
    book: str
    style_sheets: tuple[str, ...]
    left_out: tuple[str, ...]

    def address(self, page: str) -> str:
        """Return the address of a page inside the file."""
        return f"#{ALL_PAGES if page == self.book else id_of_page(page)}"


def id_of_page(address: str) -> str:
    """Return the id of a page by its address in the site: ``a/b.html`` is ``a/b``."""
    return unquote(address).removesuffix(".html")


def sections(folder: Path, addresses: Iterable[str], book: str = "") -> Sections:
    """Return pages of a finished site by their addresses; ``book`` is the page with all others."""
    documents = {
        address: document_fromstring(
            (folder / unquote(address)).read_bytes(), parser=HTMLParser(encoding="utf-8")
        )
        for address in addresses
        if address != book
    }
    ids = {unquote(address): id_of_page(address) for address in documents}
    if book:
        ids[book] = ALL_PAGES
    left_out: dict[str, None] = {}
    found = []
    for address, document in documents.items():
        (article, *_) = document.xpath(_ARTICLE)
        moved = _Moved(folder, unquote(address), ids, left_out)
        moved.move(article)
        title = " ".join(document.xpath("string(//h1)").split())
        html = Markup(tostring(article, encoding="unicode", with_tail=False))
        found.append(Section(address, ids[unquote(address)], title, html))
    first = next(iter(documents.values()))
    sheets = tuple(first.xpath("//link[@rel='stylesheet']/@href"))
    return Sections(tuple(found), book, sheets, tuple(left_out))


class _Moved:
    """Changes the tree of one page's article for its place in the file."""

    def __init__(
        self, folder: Path, page: str, ids: Mapping[str, str], left_out: dict[str, None]
    ) -> None:
        self.folder = folder
        self.page = page
        self.ids = ids
        self.left_out = left_out

    def move(self, article: Any) -> None:
        """Change ids, links and pictures of an article; drop what a page asks of others."""
        for element in list(article.iter(*_NOT_SHOWN)):
            element.drop_tree()
        for element in article.iter():
            if isinstance(element.tag, str):
                self._move_ids(element)
                self._move_addresses(element)

    def _move_ids(self, element: Any) -> None:
        for name in ("id", *_ONE_ID):
            if name in element.attrib:
                element.set(name, self._id(element.get(name)))
        if element.tag == "a" and "name" in element.attrib:
            element.set("name", self._id(element.get("name")))
        if element.tag == "input" and element.get("type") == "radio" and element.get("name"):
            element.set("name", self._id(element.get("name")))
        for name in _ID_LISTS:
            if name in element.attrib:
                element.set(name, " ".join(map(self._id, element.get(name).split())))
        for name, value in element.attrib.items():
            if "url(" in value:
                element.set(name, _PAINTED_BY_ID.sub(self._painted, value))

    def _id(self, own: str) -> str:
        return f"{self.ids[self.page]}:{own}"

    def _painted(self, match: re.Match[str]) -> str:
        return f"url(#{self._id(match[2])})"

    def _move_addresses(self, element: Any) -> None:
        for name in ("href", "xlink:href"):
            if name in element.attrib:
                self._move_link(element, name)
        if "src" in element.attrib:
            element.set("src", self._picture(element.get("src")))
        element.attrib.pop("srcset", None)

    def _move_link(self, element: Any, name: str) -> None:
        href = element.get(name)
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return
        target = (
            normpath(join(dirname(self.page), unquote(parts.path))) if parts.path else self.page
        )
        if target in self.ids:
            anchor = f":{unquote(parts.fragment)}" if parts.fragment else ""
            element.set(name, f"#{self.ids[target]}{anchor}")
        elif element.tag == "image" and is_picture(self.folder / target):
            element.set(name, data_address(self.folder / target))
        else:
            del element.attrib[name]
            element.attrib.pop("download", None)
            self.left_out[target] = None

    def _picture(self, source: str) -> str:
        parts = urlsplit(source)
        if parts.scheme or parts.netloc:
            return source
        path = normpath(join(dirname(self.page), unquote(parts.path)))
        if is_picture(self.folder / path):
            return data_address(self.folder / path)
        self.left_out[path] = None
        return ""
