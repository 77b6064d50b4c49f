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
from kamhandbook.document import Imprint, Page
from kamhandbook.findings import CannotGoOnError, Finding, Severity, in_order
from kamhandbook.gates.newcomers import newcomer_findings
from kamhandbook.gates.past import without_slips
from kamhandbook.metrics import Hyphenator
from kamhandbook.model.catalogue import load as load_catalogue
from kamhandbook.model.edition import Edition, cut
from kamhandbook.model.fingerprint import fingerprint
from kamhandbook.model.iteration import news_for, withheld_before
from kamhandbook.model.types import Audience
from kamhandbook.project import Project, content_findings, open_project
from kamhandbook.site.config import site_url
from kamhandbook.site.contents import SiteContents

if TYPE_CHECKING:
    from kamhandbook.compose.fit.fitted import FittedDeck
    from kamhandbook.deck.master import Master

ALWAYS_STOP = frozenset({"DOC1", "DOC6", "TXT1"})


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
    """Everything that is said, before a renderer runs.

    ``findings`` are those of content checks and gates; ``deck`` and ``master`` are None when no
    deck was ordered.
    """

    project: Project
    edition: Edition
    context: Context
    findings: tuple[Finding, ...]
    pages: tuple[Page, ...] = ()
    deck: FittedDeck | None = None
    master: Master | None = None

    @property
    def imprint(self) -> Imprint:
        """What every page and slide says about the handbook."""
        return self.context.imprint


def prepare(order: Order) -> Prepared:
    """Read, check, cut, compose and fit; raises CannotGoOnError with every finding that stops."""
    return prepare_all(order, (order.audience,))[0]


def prepare_all(order: Order, audiences: Iterable[Audience | None]) -> tuple[Prepared, ...]:
    """Prepare several editions of one handbook, which is read and checked once."""
    project = readable(open_project(order.content))
    findings = in_order([*project.findings, *content_findings(project, order.today)])
    master = _master(project) if order.deck and order.fits else None
    default = project.loaded.handbook.handbook.audience
    prepared = tuple(
        _edition(order, project, audience or default, findings, master) for audience in audiences
    )
    if order.stops:
        stop_for(all_findings(prepared), project, strict=order.strict)
    return prepared


def all_findings(prepared: Iterable[Prepared]) -> tuple[Finding, ...]:
    """Gather the findings of several editions, each finding once."""
    return in_order(dict.fromkeys(f for each in prepared for f in each.findings))


def readable(project: Project) -> Project:
    """Give the project back, or raise CannotGoOnError with everything that cannot be read."""
    if not project.is_readable:
        raise CannotGoOnError(project.findings)
    return project


def stop_for(findings: Iterable[Finding], project: Project, *, strict: bool) -> None:
    """Raise CannotGoOnError when findings stop a build: errors of a release, warnings if strict."""
    released = project.loaded.handbook.handbook.status == "released"
    stopping = {Severity.ERROR} if released or strict else set()
    if strict:
        stopping.add(Severity.WARNING)
    found = [f for f in findings if not f.accepted]
    if any(f.severity in stopping or _always_stops(f) for f in found):
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
    order: Order,
    project: Project,
    audience: Audience,
    findings: tuple[Finding, ...],
    master: Master | None,
) -> Prepared:
    edition = cut(project.loaded.handbook, audience)
    context = _context(order, project, edition, findings)
    prepared = Prepared(project, edition, context, findings, master=master)
    if order.site:
        prepared = replace(prepared, pages=compose_pages(context, project.brand))
    if master is not None:
        prepared = replace(prepared, deck=_fitted(prepared, master))
    return replace(prepared, findings=in_order([*findings, *_gates(prepared)]))


def _master(project: Project) -> Master:
    """Read the deck's master; what reads and writes decks is loaded only where one is made."""
    from kamhandbook.deck.master import read_master

    return read_master(project.brand)


def _context(
    order: Order, project: Project, edition: Edition, findings: tuple[Finding, ...]
) -> Context:
    catalogue = load_catalogue()
    imprint = make_imprint(
        edition,
        catalogue,
        site_url=site_url(project.root),
        fingerprint=fingerprint(edition),
    )
    news = news_for(edition, project.loaded)
    news = without_slips(news, edition, withheld_before(edition, project.loaded))
    return Context(edition, catalogue, imprint, order.today, findings, news, order.deck)


def _fitted(prepared: Prepared, master: Master) -> FittedDeck:
    from kamhandbook.compose.fit import fit
    from kamhandbook.compose.storyline import compose_slides

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


def _gates(prepared: Prepared) -> tuple[Finding, ...]:
    positions = prepared.project.loaded.positions
    found = list(newcomer_findings(prepared.edition, prepared.context.catalogue, positions))
    if prepared.deck is not None:
        from kamhandbook.gates.deck import deck_findings

        found += deck_findings(prepared.deck, prepared.project.loaded.handbook, positions)
    return in_order(found)


def _always_stops(finding: Finding) -> bool:
    return finding.code in ALWAYS_STOP and finding.severity is Severity.ERROR
