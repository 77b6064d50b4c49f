"""The deck's end of the way: an edition's slides composed, fitted to the master, and drawn."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.building.edition_in_context import EditionInContext
from kamhandbook.building.not_in_deck import not_in_deck
from kamhandbook.compose.storyline import compose_report, compose_slides
from kamhandbook.deck import render
from kamhandbook.deck.master import Master, own_master, read_master
from kamhandbook.deck.template_notices import template_notices
from kamhandbook.document.blocks import Slide
from kamhandbook.findings import Finding, Position
from kamhandbook.fit import MOST_IN_REPORT, fit
from kamhandbook.fit.fitted import FittedDeck
from kamhandbook.fit.notices import Notice
from kamhandbook.metrics import Hyphenator
from kamhandbook.output_checks.deck_limits import (
    NO_FAULT,
    TemplateFault,
    deck_findings,
    overlong_texts,
)


class ComposedDeck(Struct, frozen=True):
    """What an edition's slides say, and the master they will stand on.

    ``is_report`` is the steering committee's deck, which tells a part of the handbook only.
    """

    edition: EditionInContext
    master: Master
    slides: tuple[Slide, ...]
    is_report: bool = False


class FittedEdition(Struct, frozen=True):
    """An edition's slides with everything in place; ``findings`` say what does not fit."""

    edition: EditionInContext
    master: Master
    deck: FittedDeck
    findings: tuple[Finding, ...]
    is_report: bool = False


class RenderedDeck(Struct, frozen=True):
    """A presentation as the bytes of its file, and what was left out or condensed in it."""

    content: bytes
    slides: int
    notices: tuple[Notice, ...]
    findings: tuple[Finding, ...]


def compose_deck(edition: EditionInContext, master: Master) -> ComposedDeck:
    """Compose the slides of an edition for a master's geometry."""
    slides = compose_slides(edition.context, master.geometry, edition.project.brand)
    return ComposedDeck(edition, master, slides)


def compose_committee(edition: EditionInContext, master: Master) -> ComposedDeck:
    """Compose the steering committee's slides of management's edition, under their own title."""
    title = edition.context.language.words("standing")["report_title"]
    context = edition.context
    imprint = replace(context.imprint, title=title, date=context.day(context.today))
    edition = replace(edition, context=replace(context, imprint=imprint))
    slides = compose_report(edition.context, master.geometry, edition.project.brand)
    return ComposedDeck(edition, master, slides, is_report=True)


def fit_deck(composed: ComposedDeck) -> FittedEdition:
    """Place everything on its slide, and find what does not fit."""
    edition, loaded = composed.edition, composed.edition.project.loaded
    deck = _fitted(composed)
    fault = _fault_of(composed, deck)
    find = overlong_texts if composed.is_report else deck_findings
    findings = find(deck, loaded.handbook, loaded.positions, fault)
    return FittedEdition(edition, composed.master, deck, findings, composed.is_report)


def _fitted(composed: ComposedDeck) -> FittedDeck:
    context = composed.edition.context
    return fit(
        composed.slides,
        composed.master.geometry,
        context.imprint,
        hyphenator=Hyphenator(context.hyphenation, context.catalogue.locale),
        pictures=composed.edition.project.loaded.folder,
        most=MOST_IN_REPORT if composed.is_report else 0,
    )


def _fault_of(composed: ComposedDeck, deck: FittedDeck) -> TemplateFault:
    """Return what a corporate template has no room for, although our own master would have it."""
    brand = composed.edition.project.brand
    if composed.master.is_own or not deck.overfull or not brand.master or not brand.folder:
        return NO_FAULT
    compose = compose_committee if composed.is_report else compose_deck
    on_ours = _fitted(compose(composed.edition, own_master(brand)))
    too_long = {overfull.text for overfull in on_ours.overfull}
    texts = frozenset(each.text for each in deck.overfull if each.text not in too_long)
    place = f"themes/{brand.folder.name}/{brand.master.name}"
    return TemplateFault(Position(place), texts)


def render_deck(fitted: FittedEdition) -> RenderedDeck:
    """Draw a fitted deck into a presentation."""
    deck, context = fitted.deck, fitted.edition.context
    content = render.render_deck(
        deck,
        fitted.master,
        fitted.edition.project.brand,
        today=context.today,
        site_url=context.imprint.site_url,
    )
    kinds = dict.fromkeys(slide.layout for slide in deck.slides)
    notices = (
        *deck.notices,
        *(() if fitted.is_report else not_in_deck(context.edition, deck)),
        *template_notices(fitted.master, kinds, context.imprint.language),
    )
    return RenderedDeck(content, len(deck.slides), notices, fitted.findings)


def fitted_to_brand(edition: EditionInContext) -> FittedEdition:
    """Compose and fit an edition's deck on the master of its brand."""
    return fit_deck(compose_deck(edition, read_master(edition.project.brand)))
