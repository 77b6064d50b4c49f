"""The storylines: the slides of a deck by their templates' names, in our order or a company's.

Applicants are told another story than those who work with the handbook: what the job is, and why.
Management is told first where the programme stands and what it is to decide, then the handbook; the
steering committee is told the first part alone, in a deck of its own.

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
STATE, LIGHTS, SUMS, RISKS = "state", "lights", "sums", "risks"
DECIDED, UPCOMING = "decided", "upcoming"
_FOR_NEWCOMERS = ("questions", "news")  # management is not asked what everybody asks on day one
MANAGEMENT = (
    *(COVER, STATE, LIGHTS, SUMS, RISKS, DECIDED, UPCOMING, "dimensions"),
    *(name for name in STORYLINE if name not in (COVER, "dimensions", *_FOR_NEWCOMERS)),
)
# What management's deck gives up first where twenty slides are not enough: whoever decides has
# seen the first part, and reads the working details on the site.
_DISPENSABLE = (
    *("terms", "processes", "tools", "review", "development", "job", "team", "own_questions"),
    *("steering", "embedding", "introduction", RISKS),
)
REPORT_COVER, REPORT_LIGHTS, WANTED, AHEAD = "report_cover", "report_lights", "wanted", "ahead"
REPORT = (REPORT_COVER, REPORT_LIGHTS, SUMS, DECIDED, WANTED, AHEAD)
OPENING = (STATE, LIGHTS, SUMS, RISKS, DECIDED, UPCOMING)
SLIDES: Mapping[str, tuple[str, ...]] = {
    **STORYLINE,
    **dict.fromkeys((MEANING, FIRST_DAYS, *OPENING), ()),
}


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
    Management's opening stays in front of what the company names, unless it is named itself.
    """
    usual = _USUAL.get(audience, tuple(STORYLINE))
    of_others = SLIDES.keys() - set(usual)
    ordered = [name for name in deck.order if name != COVER and name not in of_others]
    opening = [name for name in OPENING if name in usual and name not in ordered]
    named = (COVER, *opening, *ordered)
    return (*named, *(name for name in usual if name not in named))


def drop_order(name: str, audience: Audience) -> int | None:
    """Return the place at which a slide gives way, 0 for never; None where its template says it."""
    if audience is not Audience.MANAGEMENT:
        return None
    return _DISPENSABLE.index(name) + 1 if name in _DISPENSABLE else 0


_USUAL = {Audience.APPLICANTS: APPLICANTS, Audience.MANAGEMENT: MANAGEMENT}
