"""Signs that several figures share: how far something is, and where a dimension leads."""

from __future__ import annotations

from kamhandbook.content.answers import Status
from kamhandbook.content.storyline import opening_slide
from kamhandbook.document.drawing import Arc, Box, Mark, Rect
from kamhandbook.figures.base import Subject
from kamhandbook.wording.catalogue import Dimension

BALL = 12.0  # diameter of a ball of state, in points

_FILLED = {Status.OPEN: 0.0, Status.DRAFT: 120.0, Status.PILOTED: 240.0, Status.DECIDED: 360.0}


def ball(x: float, y: float, state: Status) -> tuple[Mark, ...]:
    """Return a ball that fills with the state; ``x`` and ``y`` are its upper left corner.

    Its word always stands beside it, so the ball is never the only sign.
    """
    frame = Rect(x, y, BALL, BALL)
    angle = _FILLED[state]
    if angle == 360.0:
        return (Box(frame, fill="primary", shape="circle"),)
    ring = Box(frame.inset(0.5), stroke="primary" if angle else "muted", shape="circle")
    slice_ = Arc(*frame.centre, BALL / 2 - 0.5, 0.0, 0.0, angle, "primary")
    return (ring, slice_) if angle else (ring,)


def target(subject: Subject, dimension: Dimension) -> str:
    """Return what a dimension's box links to: its slide in the deck, its page on the site."""
    return opening_slide(dimension.id) if subject.output == "deck" else dimension.page
