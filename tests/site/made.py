"""Sites made for tests: the real way from content to HTML, without deck and checks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from kamhandbook.building.project import Project, content_findings, open_project
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.imprint import make_imprint
from kamhandbook.compose.pages import compose_frame, compose_pages
from kamhandbook.content.types import Audience
from kamhandbook.design.brand import Brand
from kamhandbook.document.blocks import Page
from kamhandbook.editions.edition import cut
from kamhandbook.findings import Finding
from kamhandbook.history.changes import News
from kamhandbook.history.news import news_for
from kamhandbook.site.anchors import with_anchors
from kamhandbook.site.build import make_site
from kamhandbook.site.contents import SiteContents
from kamhandbook.site.html import HtmlWriter

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
TODAY = date(2026, 11, 20)


def context_of(
    project: Project,
    audience: Audience = Audience.NEWCOMERS,
    today: date = TODAY,
    news: News | None = None,
    findings: tuple[Finding, ...] = (),
) -> TemplateContext:
    """Cut an edition and gather what its templates are rendered with."""
    edition = cut(project.loaded.handbook, audience)
    told = news_for(edition, project.loaded) if news is None else news
    return TemplateContext(edition, make_imprint(edition), today, findings, told)


def pages_of(content: Path = CONTENT, **options: object) -> dict[str, Page]:
    """Compose the pages of one edition, by file name."""
    project = open_project(content)
    pages = compose_pages(context_of(project, **options), project.brand)  # type: ignore[arg-type]
    return {page.file: page for page in pages}


def html_of(page: Page) -> str:
    """Give a page as HTML, without the theme around it."""
    return HtmlWriter().blocks(with_anchors(page.blocks))


def site_of(
    folder: Path,
    content: Path = CONTENT,
    *,
    brand: Callable[[Brand], Brand] = lambda brand: brand,
    with_findings: bool = False,
    **options: object,
) -> Path:
    """Build one edition's site into ``folder``."""
    project = open_project(content)
    project = replace(project, brand=brand(project.brand))
    if with_findings:
        options["findings"] = content_findings(project, TODAY)
    context = context_of(project, **options)  # type: ignore[arg-type]
    contents = SiteContents(
        pages=compose_pages(context, project.brand),
        brand=project.brand,
        imprint=context.imprint,
        root=project.root,
        folder=project.loaded.folder,
        deck=b"PK",
        frame=compose_frame(context, project.brand),
    )
    make_site(contents, folder)
    return folder
