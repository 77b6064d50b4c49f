"""One page of the site after Markdown: its answers put in, its description for search engines."""

from __future__ import annotations

from mkdocs.structure.pages import Page as MkDocsPage

from kamhandbook.site.contents import SiteContents
from kamhandbook.site.html import filled


def page_html(html: str, page: MkDocsPage, contents: SiteContents) -> str:
    """Give a page's content with its slots filled; a company's own page stays as it is."""
    ours = contents.page(page.file.src_uri)
    if ours is None:
        return html
    if ours.description:
        page.meta.setdefault("description", ours.description)
    return filled(html, ours.slots)
