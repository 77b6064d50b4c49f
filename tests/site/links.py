"""Following every link of a built site, without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Read(HTMLParser):
    """What a page links to and what it offers as targets."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline_styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if "style" in values:
            self.inline_styles.append(tag)
        for name in ("href", "src"):
            if values.get(name) is not None:
                self.links.append(str(values[name]))


def read(file: Path) -> Read:
    """Parse one page."""
    page = Read()
    page.feed(file.read_text("utf-8"))
    return page


def broken_links(site: Path) -> list[str]:
    """List links of a site that lead to no file or no place on a page."""
    pages = {file.resolve(): read(file) for file in site.rglob("*.html") if file.stem != "404"}
    return [
        f"{file.name}: {link}"
        for file, page in sorted(pages.items())
        for link in page.links
        if not _is_good(link, file, pages)
    ]


def _is_good(link: str, file: Path, pages: dict[Path, Read]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return False
    if not parts.fragment or target not in pages:
        return True
    return unquote(parts.fragment) in pages[target].ids
