"""One page of the site after Markdown: its answers put in, its description for search engines."""

from __future__ import annotations

from mkdocs.structure.pages import Page as MkDocsPage

from kamhandbook.compose.pages import WHOLE
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.html import filled


def page_html(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    """Give a page's content with its slots filled; a company's own page gets the same frame."""
    ours = contents.page(page.file.src_uri)
    if ours is None:
        return _framed(html, page, contents)
    if ours.description:
        page.meta.setdefault("description", ours.description)
    return filled(html, ours.slots, heading_offset=3 if ours.file == WHOLE else 2)


def _framed(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    if contents.frame is None:
        return html
    head, foot = contents.frame(str(page.title or ""), page.file.dest_uri)
    return head + html + foot
