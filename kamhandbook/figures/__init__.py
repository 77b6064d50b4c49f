"""Every figure of the handbook: data and room in, one Drawing for both outputs out.

Options: ``here`` (dimensions, dimensions_small: the dimension to point out), ``functions`` False
(approach: leave what changes per function to a table), ``deciding`` False (review_cycle: leave out
who decides), ``year`` True (review_cycle: none without months), ``news`` (changes).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from kamhandbook.document.drawing import Drawing
from kamhandbook.figures.accounts import accounts
from kamhandbook.figures.approach import approach
from kamhandbook.figures.assessment import assessment
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.calendar import calendar
from kamhandbook.figures.career import career
from kamhandbook.figures.chain import chain
from kamhandbook.figures.changes import changes
from kamhandbook.figures.contrasts import contrasts
from kamhandbook.figures.criteria import criteria
from kamhandbook.figures.decision_rights import decision_rights
from kamhandbook.figures.dimensions import dimensions
from kamhandbook.figures.dimensions_small import dimensions_small
from kamhandbook.figures.escalation import escalation
from kamhandbook.figures.first_days import first_days
from kamhandbook.figures.job import job
from kamhandbook.figures.lights import lights
from kamhandbook.figures.model import model
from kamhandbook.figures.org_chart import org_chart
from kamhandbook.figures.portfolio import portfolio
from kamhandbook.figures.progress import progress
from kamhandbook.figures.question_map import question_map
from kamhandbook.figures.questions import questions
from kamhandbook.figures.review_cycle import review_cycle
from kamhandbook.figures.services import services
from kamhandbook.figures.team import team
from kamhandbook.figures.timeline import timeline
from kamhandbook.figures.trainings import trainings

__all__ = ["FIGURES", "NARROW", "Room", "Subject", "draw"]

NARROW = 330.0  # points: the width of a phone's page

FIGURES: dict[str, Callable[..., Drawing | None]] = {
    "accounts": accounts,
    "approach": approach,
    "assessment": assessment,
    "calendar": calendar,
    "career": career,
    "chain": chain,
    "changes": changes,
    "contrasts": contrasts,
    "criteria": criteria,
    "decision_rights": decision_rights,
    "dimensions": dimensions,
    "dimensions_small": dimensions_small,
    "escalation": escalation,
    "first_days": first_days,
    "job": job,
    "lights": lights,
    "model": model,
    "org_chart": org_chart,
    "portfolio": portfolio,
    "progress": progress,
    "question_map": question_map,
    "questions": questions,
    "review_cycle": review_cycle,
    "services": services,
    "team": team,
    "timeline": timeline,
    "trainings": trainings,
}


def draw(name: str, subject: Subject, room: Room, **options: Any) -> Drawing | None:
    """Draw a figure; None when there is nothing to show yet.

    On the site a figure may be as high as it needs, so ``room.height`` counts in the deck only.
    With ``room.narrow`` the drawing carries a second one for phones. Raises LookupError for a name
    that no figure has and TypeError for an option the figure does not know.
    """
    figure = FIGURES.get(name)
    if figure is None:
        raise LookupError(
            subject.language.words("figures")["common"]["unknown"].format(
                name=name, names=", ".join(FIGURES)
            )
        )
    if subject.output == "site":
        room = replace(room, height=math.inf)
    drawing = figure(subject, room, **options)
    if drawing is None or not room.narrow:
        return drawing
    phone = replace(room, width=NARROW, height=math.inf, narrow=False)
    return replace(drawing, narrow=figure(subject, phone, **options))
