"""The whole way from a content folder to site and deck; shared by the commands and the plugin.

Each step is a function that gives a value; problems are findings, and CannotGoOnError carries
those that stop a build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kamhandbook.compose.context import Context
from kamhandbook.compose.imprint import make_imprint
from kamhandbook.compose.pages import compose_frame, compose_pages
from kamhandbook.content.types import Audience
from kamhandbook.document.blocks import Imprint, Page
from kamhandbook.editions.edition import Edition, cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.editions.redaction import Passage
from kamhandbook.finding_codes import is_stopping
from kamhandbook.findings import CannotGoOnError, Finding, in_order
from kamhandbook.history.news import news_for, older_editions, withheld_before
from kamhandbook.leaks.past_states import without_slips
from kamhandbook.metrics import Hyphenator
from kamhandbook.output_checks.newcomer_questions import newcomer_findings
from kamhandbook.project import Project, content_findings, open_project
from kamhandbook.site.config import site_url
from kamhandbook.site.contents import SiteContents
from kamhandbook.wording.catalogue import load as load_catalogue

if TYPE_CHECKING:
    from kamhandbook.deck.master import Master
    from kamhandbook.fit.fitted import FittedDeck


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made; ``audience`` None takes the handbook's own default.

    Without ``stops`` findings never stop it, as long as the content can be read: for a preview.
    Without ``fits`` there is a deck, but it is laid out elsewhere.
    """

    content: Path
    today: date
    audience: Audience | None = None
    strict: bool = False
    site: bool = True
    deck: bool = True
    stops: bool = True
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is said in one edition, before a renderer runs.

    ``findings`` are those of content checks and gates; ``past`` is what is withheld of older
    states. ``pages``, ``deck`` and ``master`` are there once they are made.
    """

    project: Project
    edition: Edition
    context: Context
    findings: tuple[Finding, ...]
    past: tuple[Passage, ...] = ()
    pages: tuple[Page, ...] = ()
    deck: FittedDeck | None = None
    master: Master | None = None

    @property
    def imprint(self) -> Imprint:
        """What every page and slide says about the handbook."""
        return self.context.imprint


def prepare(order: Order) -> Prepared:
    """Read, check, cut, compose and fit; raises CannotGoOnError with every finding that stops."""
    prepared = read_editions(order, (order.audience,))[0]
    if order.site:
        prepared = with_pages(prepared)
    if order.deck and order.fits:
        prepared = with_deck(prepared)
    if order.stops:
        stop_for(prepared.findings, prepared.project, strict=order.strict)
    return prepared


def read_editions(order: Order, audiences: Iterable[Audience | None]) -> tuple[Prepared, ...]:
    """Read and check a handbook once, and cut it for several audiences.

    Raises CannotGoOnError when it cannot be read.
    """
    project = readable(open_project(order.content))
    findings = in_order([*project.findings, *content_findings(project, order.today)])
    default = project.loaded.handbook.handbook.audience
    return tuple(_edition(order, project, each or default, findings) for each in audiences)


def with_pages(prepared: Prepared) -> Prepared:
    """Compose the pages of the site."""
    return replace(prepared, pages=compose_pages(prepared.context, prepared.project.brand))


def with_deck(prepared: Prepared, master: Master | None = None) -> Prepared:
    """Compose the slides, fit them to the brand's master, and tell what does not fit.

    ``master`` is the brand's where it was read before.
    """
    # What reads and writes decks is loaded only where one is made.
    from kamhandbook.deck.master import read_master
    from kamhandbook.output_checks.deck_limits import deck_findings

    loaded = prepared.project.loaded
    master = master or read_master(prepared.project.brand)
    deck = _fitted(prepared, master)
    found = deck_findings(deck, loaded.handbook, loaded.positions)
    return replace(
        prepared, deck=deck, master=master, findings=in_order([*prepared.findings, *found])
    )


def readable(project: Project) -> Project:
    """Give the project back, or raise CannotGoOnError with everything that cannot be read."""
    if not project.is_readable:
        raise CannotGoOnError(project.findings)
    return project


def stop_for(findings: Iterable[Finding], project: Project, *, strict: bool) -> None:
    """Raise CannotGoOnError with every finding when one of them stops a build."""
    released = project.loaded.handbook.handbook.status == "released"
    found = [finding for finding in findings if not finding.accepted]
    if any(is_stopping(finding, is_released=released, strict=strict) for finding in found):
        raise CannotGoOnError(in_order(found))


def deck_bytes(prepared: Prepared) -> bytes:
    """Render the deck of an edition that was prepared with one."""
    from kamhandbook.deck.render import render_deck

    assert prepared.deck is not None and prepared.master is not None
    return render_deck(
        prepared.deck,
        prepared.master,
        prepared.project.brand,
        today=prepared.context.today,
        site_url=prepared.imprint.site_url,
    )


def site_contents(prepared: Prepared, deck: Callable[[], bytes] | None = None) -> SiteContents:
    """Gather what the site is made of; ``deck`` gives the deck where it is made already."""
    if deck is None and prepared.deck is not None:
        deck = partial(deck_bytes, prepared)
    handbook = prepared.edition.handbook
    return SiteContents(
        pages=prepared.pages,
        brand=prepared.project.brand,
        imprint=prepared.imprint,
        root=prepared.project.root,
        folder=prepared.project.loaded.folder,
        deck=deck,
        words=(*prepared.context.catalogue.hyphenation, *handbook.handbook.hyphenation),
        terms=handbook.goals.terms,
        frame=compose_frame(prepared.context, prepared.project.brand),
    )


def _edition(
    order: Order, project: Project, audience: Audience, findings: tuple[Finding, ...]
) -> Prepared:
    loaded, catalogue = project.loaded, load_catalogue()
    edition = cut(loaded.handbook, audience)
    older = older_editions(edition, loaded)
    past = withheld_before(loaded, older)
    imprint = make_imprint(
        edition, catalogue, site_url=site_url(project.root), fingerprint=fingerprint(edition)
    )
    news = without_slips(news_for(edition, loaded, older), edition, past)
    context = Context(edition, catalogue, imprint, order.today, findings, news, order.deck)
    found = newcomer_findings(edition, catalogue, loaded.positions)
    return Prepared(project, edition, context, in_order([*findings, *found]), past)


def _fitted(prepared: Prepared, master: Master) -> FittedDeck:
    from kamhandbook.compose.storyline import compose_slides
    from kamhandbook.fit import fit

    context, handbook = prepared.context, prepared.edition.handbook
    words = (*context.catalogue.hyphenation, *handbook.handbook.hyphenation)
    slides = compose_slides(context, master.geometry, prepared.project.brand)
    return fit(
        slides,
        master.geometry,
        context.imprint,
        hyphenator=Hyphenator(words),
        pictures=prepared.project.loaded.folder,
    )
