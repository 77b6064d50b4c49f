"""The navigation: our pages in the order of the site map, the company's own pages behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.structure.files import Files, InclusionLevel, file_sort_key
from mkdocs.utils import nest_paths

from kamhandbook.document.blocks import Page
from kamhandbook.site.contents import SiteContents, source_name
from kamhandbook.site.many_pages import folded


def navigation(files: Files, company_nav: list[Any] | None, contents: SiteContents) -> list[Any]:
    """Return MkDocs' ``nav``; ``company_nav`` is that of mkdocs.yml, for the company's pages."""
    own_sources = {source_name(page) for page in contents.pages}
    if company_nav is None:
        own = sorted((f for f in files.documentation_pages() if _listed(f)), key=file_sort_key)
        paths = (file.src_uri for file in own if file.src_uri not in own_sources)
        company_nav = folded(nest_paths(paths), contents.imprint.language)
    return [*sections(contents.pages), *company_nav]


def sections(pages: Iterable[Page]) -> list[Any]:
    """Gather pages by their section, which stands where its first page stands.

    Pages that others lead to, one for each key account say, are left out.
    """
    items: list[Any] = []
    by_name: dict[str, list[Any]] = {}
    for page in (page for page in pages if page.in_navigation):
        entry = {page.title: source_name(page)}
        if not page.section:
            items.append(entry)
        elif page.section in by_name:
            by_name[page.section].append(entry)
        else:
            by_name[page.section] = [entry]
            items.append({page.section: by_name[page.section]})
    return items


def _listed(file: Any) -> bool:
    level: InclusionLevel = file.inclusion
    return level in (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED)
