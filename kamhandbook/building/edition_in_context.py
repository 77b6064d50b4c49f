"""The stage "edition": a checked handbook cut for one audience, with all its templates may ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from kamhandbook.building.page_link_findings import absent_page_findings
from kamhandbook.building.project import CheckedProject, Project, check_project, read_project
from kamhandbook.building.site_edition import SiteEdition
from kamhandbook.compose.context import TemplateContext, empty_pages
from kamhandbook.compose.imprint import make_imprint
from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import Edition, cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.editions.redaction import Passage
from kamhandbook.findings import Finding, in_order
from kamhandbook.history.news import news_for, older_editions, withheld_before
from kamhandbook.leaks.past_states import without_slips
from kamhandbook.output_checks.newcomer_questions import newcomer_findings
from kamhandbook.site.config import own_pages, site_url


class Order(Struct, frozen=True):
    """Which edition of which handbook; ``audience`` None takes the handbook's own default."""

    content: Path
    today: date
    audience: Audience | None = None


class EditionInContext(Struct, frozen=True):
    """What one audience may see, and everything its templates are rendered with.

    ``withheld_before`` are texts of older states of the handbook that this audience may not see.
    ``findings`` are all so far, in order: of reading, of the content checks and of the cut.
    """

    project: Project
    edition: Edition
    context: TemplateContext
    withheld_before: tuple[Passage, ...]
    findings: tuple[Finding, ...]

    @property
    def of_site(self) -> SiteEdition:
        """What a site is made of: little enough to be sent to another process."""
        loaded = self.project.loaded
        return SiteEdition(self.context, self.project.brand, loaded.root, loaded.folder)


def read_edition(order: Order) -> EditionInContext:
    """Read, check and cut one edition; raise CannotGoOnError when the handbook cannot be read."""
    checked = check_project(read_project(order.content), order.today)
    return cut_edition(checked, order.audience or default_audience(checked))


def default_audience(checked: CheckedProject) -> Audience:
    """Return the audience that a handbook is made for when nobody says another."""
    return checked.project.loaded.handbook.handbook.audience


def cut_edition(
    checked: CheckedProject, audience: Audience, *, has_deck: bool = True
) -> EditionInContext:
    """Cut a handbook for an audience; without ``has_deck`` its site points to no presentation."""
    project, loaded = checked.project, checked.project.loaded
    edition = cut(loaded.handbook, audience)
    older = older_editions(edition, loaded)
    withheld_texts = withheld_before(loaded, older)
    news = without_slips(news_for(edition, loaded, older), edition, withheld_texts)
    imprint = make_imprint(
        edition, site_url=site_url(project.root), fingerprint=fingerprint(edition)
    )
    own = own_pages(project.root, loaded.folder)
    context = TemplateContext(
        edition,
        imprint,
        checked.today,
        checked.findings,
        news,
        has_deck,
        own,
        empty_pages(edition),
    )
    unanswered = newcomer_findings(edition, loaded.positions)
    label = edition.language.catalogue.label("audience", audience)
    no_page = absent_page_findings(loaded, context.absent_pages, label) if own else ()
    findings = in_order([*checked.findings, *unanswered, *no_page])
    return EditionInContext(project, edition, context, withheld_texts, findings)
