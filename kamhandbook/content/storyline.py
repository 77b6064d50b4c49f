"""The storylines: the slides of a deck by their templates' names, in our order or a company's.

Applicants are told another story than those who work with the handbook: what the job is, and why.

This is vocabulary of the content format (``handbook.yaml``: ``deck``); what a slide says stands in
its template.
"""

from __future__ import annotations

from collections.abc import Mapping

from kamhandbook.content.handbook_file import DeckSettings
from kamhandbook.content.types import Audience

COVER, CONTACTS, OWN_QUESTIONS = "cover", "contacts", "own_questions"
OPEN_QUESTIONS = "open_questions"  # stands for every slide of something that is open

# The handbook: each slide with the guiding questions it answers, as ``dimension.question``.
STORYLINE: Mapping[str, tuple[str, ...]] = {
    COVER: (),
    "questions": (),
    "goals": ("goals.purpose",),
    "approach": (),
    "dimensions": (),
    "terms": ("goals.terms",),
    "criteria": ("selection.identification",),
    "key_accounts": (),
    "portfolio": (),
    "review": ("selection.review", "selection.decision"),
    "services": ("services.services",),
    "chain": (),
    "embedding": ("organisation.embedding",),
    "team": ("organisation.team",),
    "job": ("people.job",),
    "development": ("people.training", "people.career", "people.compensation"),
    "rules": ("rules.rules",),
    "processes": ("rules.processes",),
    "tools": ("tools.tools",),
    "steering": ("steering.steering",),
    "assessment": (),
    OWN_QUESTIONS: (),
    "news": (),
    OPEN_QUESTIONS: (),
    "next_step": (),
    "introduction": (),
    CONTACTS: (),
}
MEANING, FIRST_DAYS = "meaning", "first_days"
APPLICANTS = (
    *(COVER, MEANING, "goals", "approach", "key_accounts", "embedding", "team", "job"),
    *("development", FIRST_DAYS, CONTACTS),
)
SLIDES: Mapping[str, tuple[str, ...]] = {**STORYLINE, MEANING: (), FIRST_DAYS: ()}


def opening_slide(dimension: str) -> str:
    """Return the slide that opens a dimension: the first that answers one of its questions."""
    return next(
        name
        for name, questions in STORYLINE.items()
        if any(question.startswith(f"{dimension}.") for question in questions)
    )


def storyline(deck: DeckSettings, audience: Audience) -> tuple[str, ...]:
    """Return an audience's slides in a company's order: the cover, those it names, the others.

    Slides that are left out are among them; a company's own, which it names, are for everybody.
    """
    usual = APPLICANTS if audience is Audience.APPLICANTS else tuple(STORYLINE)
    of_others = SLIDES.keys() - set(usual)
    named = (COVER, *(name for name in deck.order if name != COVER and name not in of_others))
    return (*named, *(name for name in usual if name not in named))
