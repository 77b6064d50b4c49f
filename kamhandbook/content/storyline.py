"""The storyline: the slides of a deck by the names of their templates, in our order or a company's.

This is vocabulary of the content format (``handbook.yaml``: ``deck``); what a slide says stands in
its template.
"""

from __future__ import annotations

from collections.abc import Mapping

from kamhandbook.content.handbook_file import DeckSettings

COVER = "cover"

# Each slide with the guiding questions it answers, as ``dimension.question``.
STORYLINE: Mapping[str, tuple[str, ...]] = {
    COVER: (),
    "questions": (),
    "goals": ("goals.purpose",),
    "approach": (),
    "dimensions": (),
    "terms": ("goals.terms",),
    "criteria": ("selection.identification",),
    "key_accounts": (),
    "review": ("selection.review", "selection.decision"),
    "services": ("services.services",),
    "embedding": ("organisation.embedding",),
    "team": ("organisation.team",),
    "job": ("people.job",),
    "development": ("people.training", "people.career", "people.compensation"),
    "rules": ("rules.rules",),
    "processes": ("rules.processes",),
    "tools": ("tools.tools",),
    "steering": ("steering.steering",),
    "own_questions": (),
    "news": (),
    "introduction": (),
    "contacts": (),
}


def opening_slide(dimension: str) -> str:
    """Return the slide that opens a dimension: the first that answers one of its questions."""
    return next(
        name
        for name, questions in STORYLINE.items()
        if any(question.startswith(f"{dimension}.") for question in questions)
    )


def storyline(deck: DeckSettings) -> tuple[str, ...]:
    """Return every slide's name in a company's order: the cover, those it names, the others.

    Slides that are left out are among them.
    """
    named = (COVER, *(name for name in deck.order if name != COVER))
    return (*named, *(name for name in STORYLINE if name not in named))
