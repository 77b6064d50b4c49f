"""One page of the site after Markdown: its answers put in, its description for search engines."""

from __future__ import annotations

import re

from mkdocs.structure.pages import Page as MkDocsPage

from kamhandbook.compose.pages import WHOLE
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.html import filled
from kamhandbook.site.inline import styles_to_classes

_GLUED = re.compile(r"(</(?:td|th|dt|dd|li|p|h[1-6])>)(?=<)|(?=<small>)|(?<=</span>)(?=<span)")
_FIGURE = re.compile(r"<figure [^>]*data-search-exclude.*?</figure>", re.DOTALL)


def page_html(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    """Give a page's content with its slots filled; a company's own page gets the same frame."""
    ours = contents.page(page.file.src_uri)
    if ours is None:
        return _framed(html, page, contents)
    if ours.description:
        page.meta.setdefault("description", ours.description)
    if ours.file == WHOLE:
        page.meta.setdefault("search", {"exclude": True})  # it says everything a second time
    return spaced(filled(html, ours.slots, heading_offset=3 if ours.file == WHOLE else 2))


def spaced(html: str) -> str:
    """Part cells and items by a line break, so that the search does not join their words."""
    return _GLUED.sub(r"\1\n", html)


def without_figures(html: str) -> str:
    """Leave out what the search is not to read anyway."""
    return _FIGURE.sub("", html)


def _framed(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    html = styles_to_classes(html)
    if contents.frame is None:
        return html
    head, foot = contents.frame(str(page.title or ""), page.file.dest_uri)
    return head + html + foot
