"""What every page and slide says about the handbook itself."""

from __future__ import annotations

from kamhandbook.content.types import Audience, PartialDate
from kamhandbook.document.blocks import Imprint
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.stamp import Stamp
from kamhandbook.wording.catalogue import Catalogue
from kamhandbook.wording.messages import phrase


def make_imprint(
    edition: Edition, catalogue: Catalogue, *, site_url: str = "", fingerprint: str = ""
) -> Imprint:
    """Gather the imprint of an edition; ``site_url`` is where the site will be published."""
    about = edition.handbook.handbook
    return Imprint(
        company=about.company.name,
        title=about.title or phrase("default_title"),
        version=about.version,
        date=written(about.date, catalogue),
        classification=about.classification,
        state=state(edition),
        audience=edition.audience.value,
        site_url=site_url,
        fingerprint=fingerprint,
        iteration=edition.iteration,
    )


def state(edition: Edition) -> str:
    """Say how far the handbook is: released, or a draft and in which iteration."""
    if edition.handbook.handbook.status == "released":
        return phrase("state_released")
    number = edition.iteration
    return phrase("state_iteration", number=number) if number else phrase("state_draft")


def written(value: PartialDate | None, catalogue: Catalogue) -> str:
    """Write a date as Germans read it: 16.11.2026, or November 2026 where the day is not known."""
    if value is None:
        return ""
    first = value.first_day
    if not value.has_day:
        return f"{catalogue.label('month', str(first.month))} {first.year}"
    return f"{first.day:02}.{first.month:02}.{first.year}"


def make_stamp(imprint: Imprint) -> Stamp:
    """Give the stamp that deck and site carry in their properties."""
    audience = Audience(imprint.audience)
    return Stamp(audience, imprint.iteration, imprint.version, imprint.fingerprint)
