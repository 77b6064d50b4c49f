"""The whole site as one HTML file, which opens from a mail and asks nobody for anything.

Made from the finished site: a company's own pages exist as HTML only, and ours look there as they
shall look here. Pages become sections of one page, told apart by their ids; styles and pictures
are written into the file; the theme's scripts give way to a small one of our own.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml.html import fromstring
from markupsafe import Markup
from mkdocs.structure.nav import Navigation
from msgspec import Struct

from kamhandbook.site.asset_files import icon_name, logo_name, shipped
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.own_templates import asset, rendered
from kamhandbook.site.settings import footer_line
from kamhandbook.site.single_file.files_inside import data_address, styles_inside
from kamhandbook.site.single_file.menu import entries_of, page_addresses
from kamhandbook.site.single_file.sections import Section, sections

_INDEX = "search/search_index.json"
_SHELL = "shell.html.j2"
_SCRIPT = "single_file.js"
_STYLES = "single_file.css"


class SingleFile(Struct, frozen=True):
    """A finished file; ``left_out`` names the files of the site that are not in it."""

    content: bytes
    left_out: tuple[str, ...]

    @property
    def words(self) -> bytes:
        """The file without its style sheets, which are those of the site."""
        head, _, rest = self.content.partition(b"<style>")
        return head + rest.partition(b"</style>")[2]


def single_file(folder: Path, navigation: Navigation, contents: SiteContents) -> SingleFile:
    """Return the finished site in ``folder`` as one file."""
    book = next((page.file for page in contents.pages if page.is_book), "")
    menu = entries_of(navigation)
    addresses = (*page_addresses(menu), *(page.file for page in contents.pages))
    pages = sections(folder, tuple(dict.fromkeys(addresses)), book)
    script = _script(folder)
    words = contents.imprint.language.words("single_file")
    html = rendered(
        __package__,
        _SHELL,
        address=pages.address,
        icon=data_address(folder / icon_name(contents.brand)),
        imprint=contents.imprint,
        footer=Markup(footer_line(contents.imprint)),
        logo=data_address(folder / logo_name(contents.brand)),
        menu=menu,
        policy=_policy(script),
        script=Markup(script),
        search_index=Markup(_as_json(_search_index(folder, pages.all, contents))),
        sections=pages.all,
        styles=Markup(styles_inside(folder, pages.style_sheets) + asset(__package__, _STYLES)),
        words=words,
    )
    return SingleFile(html.encode(), pages.left_out)


def _script(folder: Path) -> str:
    """Return our two scripts as they stand in the file; nothing of them ends a script."""
    small_helps = (folder / shipped("handbook.js")).read_text("utf-8")
    return f"{asset(__package__, _SCRIPT)}\n{small_helps}".replace("</", "<\\/")


def _policy(script: str) -> str:
    """Return a policy under which nothing runs but our script, and nothing is asked for."""
    mark = b64encode(sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
    )


def _search_index(
    folder: Path, pages: Iterable[Section], contents: SiteContents
) -> list[dict[str, str]]:
    """Return what can be found: where it stands, how it is called, its text and other names."""
    by_address = {page.address: page for page in pages}
    try:
        index = json.loads((folder / _INDEX).read_bytes())
    except FileNotFoundError:  # a site without search
        return []
    found = []
    for entry in index["docs"]:
        address, _, anchor = entry["location"].partition("#")
        page = by_address.get(address or "index.html")
        if page:
            found.append(
                {
                    "id": page.id_of(anchor) if anchor else page.id,
                    "page": page.title,
                    "title": _plain(entry["title"]),
                    "text": _plain(entry["text"]),
                    "more": " ".join(entry.get("tags") or ()),
                }
            )
    return found


def _plain(html: str) -> str:
    """Return the words of an entry, whose text is HTML."""
    if not html.strip():
        return ""
    return " ".join(fromstring(f"<div>{html}</div>").xpath("string()").split())


def _as_json(value: Any) -> str:
    """Return data as it may stand in a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
