"""What every page and slide says about the handbook itself."""

from __future__ import annotations

import re

from kamhandbook.content.types import Audience
from kamhandbook.document.blocks import Imprint
from kamhandbook.editions.edition import Edition
from kamhandbook.editions.stamp import Stamp
from kamhandbook.wording.dates import day_text


def make_imprint(edition: Edition, *, site_url: str = "", fingerprint: str = "") -> Imprint:
    """Gather the imprint of an edition; ``site_url`` is where the site will be published."""
    about = edition.handbook.handbook
    return Imprint(
        company=about.company.name,
        title=about.title or edition.language.words("iterations")["state"]["title"],
        version=_version(edition),
        date=day_text(edition.language, about.date),
        classification=classification(edition),
        state=state(edition),
        audience=edition.audience.value,
        language=edition.language,
        site_url=site_url,
        fingerprint=fingerprint,
        iteration=edition.iteration,
    )


def _version(edition: Edition) -> str:
    """Return the number of the version, without the word for it: 2.1 of „v2.1“."""
    written = edition.handbook.handbook.version
    before = re.match(edition.language.words("readings")["version"], written, re.IGNORECASE)
    return written[before.end() :] if before else written


def classification(edition: Edition) -> str:
    """Return the label on every page and slide; applicants' files are made for handing on."""
    label = edition.handbook.handbook.classification.of(edition.audience)
    if label or edition.audience is not Audience.APPLICANTS:
        return label
    return str(edition.language.words("iterations")["state"]["handed_out"])


def state(edition: Edition) -> str:
    """Return how far the handbook is, in words: released, or a draft and in which iteration."""
    words: dict[str, str] = edition.language.words("iterations")["state"]
    if edition.handbook.handbook.status == "released":
        return words["released"]
    return words["iteration" if edition.iteration else "draft"].format(number=edition.iteration)


def make_stamp(imprint: Imprint) -> Stamp:
    """Return the stamp that deck and site carry in their properties."""
    audience = Audience(imprint.audience)
    return Stamp(audience, imprint.iteration, imprint.version, imprint.fingerprint)
