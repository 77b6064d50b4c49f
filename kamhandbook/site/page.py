"""One page of the site after Markdown: its answers put in, its description for search engines."""

from __future__ import annotations

from html import unescape

from mkdocs.structure.pages import Page as MkDocsPage

from kamhandbook.compose.pages import WHOLE
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.html import filled
from kamhandbook.site.inline import styles_to_classes
from kamhandbook.site.search_entries import Entry, entries_of


def page_html(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    """Give a page's content with its slots filled; a company's own page gets the same frame."""
    ours = contents.page(page.file.src_uri)
    if ours is None:
        return _framed(html, page, contents)
    if ours.description:
        page.meta.setdefault("description", ours.description)
    page.meta["search"] = {"exclude": True}  # from Material's search: entries are ours to make
    html = styles_to_classes(html)
    return filled(html, ours.slots, heading_offset=3 if ours.file == WHOLE else 2)


def page_entries(html: str, page: MkDocsPage, contents: SiteContents) -> tuple[Entry, ...]:
    """Give the search entries of one of our pages; the whole document only repeats the others."""
    ours = contents.page(page.file.src_uri)
    if ours is None or ours.file == WHOLE:
        return ()
    return tuple(entries_of(html, page.url, ours.title))


def _framed(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    html = styles_to_classes(html)
    if contents.frame is None:
        return html
    title = unescape(str(page.title or ""))  # a heading's is HTML
    head, foot = contents.frame(title, page.file.dest_uri)
    return head + html + foot
