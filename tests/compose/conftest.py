"""The sample company and small made-up ones, composed and fitted without a renderer."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.imprint import make_imprint
from kamhandbook.compose.storyline import compose_slides
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience
from kamhandbook.deck.master import own_master
from kamhandbook.design.brand import neutral
from kamhandbook.design.geometry import Geometry
from kamhandbook.document.blocks import Slide
from kamhandbook.editions.edition import cut
from kamhandbook.fit import fit
from kamhandbook.fit.fitted import FittedDeck
from kamhandbook.history.changes import NO_NEWS, News
from kamhandbook.metrics import Hyphenator
from kamhandbook.reading.content_folder import read_content_folder

CONTENT = Path(__file__).resolve().parents[2] / "content"
TODAY = date(2026, 11, 24)


@cache
def sample() -> Handbook:
    """The sample company as its files say it."""
    return read_content_folder(CONTENT).handbook


@cache
def master_geometry() -> Geometry:
    """Our own master's geometry."""
    return own_master(neutral()).geometry


def made(**parts: Any) -> Handbook:
    """The sample company with parts replaced, given as data."""
    data = sample().model_dump(by_alias=True)
    for name, part in parts.items():
        data[name] = {**data[name], **part} if isinstance(part, dict) else part
    return Handbook.model_validate(data)


def context_of(
    handbook: Handbook, audience: Audience = Audience.NEWCOMERS, news: News = NO_NEWS
) -> TemplateContext:
    """What templates are rendered with."""
    edition = cut(handbook, audience)
    return TemplateContext(edition, make_imprint(edition), TODAY, news=news)


def composed(
    handbook: Handbook,
    audience: Audience = Audience.NEWCOMERS,
    *,
    geometry: Geometry | None = None,
    news: News = NO_NEWS,
) -> tuple[Slide, ...]:
    """The slides of a handbook before they are fitted."""
    return compose_slides(
        context_of(handbook, audience, news), geometry or master_geometry(), neutral()
    )


def fitted(
    handbook: Handbook,
    audience: Audience = Audience.NEWCOMERS,
    *,
    geometry: Geometry | None = None,
    news: News = NO_NEWS,
) -> FittedDeck:
    """The deck of a handbook on our own master, or on another's geometry."""
    context = context_of(handbook, audience, news)
    words = (*context.catalogue.hyphenation, *handbook.handbook.hyphenation)
    return fit(
        composed(handbook, audience, geometry=geometry, news=news),
        geometry or master_geometry(),
        context.imprint,
        hyphenator=Hyphenator(words, "de_DE"),
        pictures=CONTENT,
    )


@pytest.fixture(scope="session")
def sample_deck() -> FittedDeck:
    """The sample company's deck for newcomers."""
    return fitted(sample())
