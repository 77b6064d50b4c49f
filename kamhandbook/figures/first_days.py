"""The first days as a path: a stage beside the other, what is done until each day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.people import OnboardingStage, OnboardingStep
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Mark, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, columns
from kamhandbook.figures.text_setter import HEADING, NAME, PLAIN, LabelStyle
from kamhandbook.figures.text_setter import height_of as labels_height

PAGE, PATH = "onboarding", ("people", "onboarding")
LEAST_COLUMN = 130.0
HEAD, HEAD_PADDING, DOT, INDENT = 34.0, 8.0, 5.0, 12.0
NOTE = 20.0
PADDING = 10.0
LOOKS = (HEADING.regular, NAME.regular, PLAIN)
MOST_STAGES = 4


class _Stages(Struct, frozen=True):
    """What is drawn: the stages, the style of their steps and how many of each are shown."""

    stages: Sequence[OnboardingStage]
    look: LabelStyle
    most: int


def first_days(subject: Subject, room: Room) -> Drawing | None:
    """Draw the stages side by side, below each other where the room is narrow."""
    stages = [s for s in subject.edition.handbook.people.onboarding if any(map(_said, s.steps))]
    if not stages or len(stages) > MOST_STAGES:
        return None
    canvas = Canvas.of("first_days", subject, room)
    is_wide = (room.width + GAP) / len(stages) - GAP >= LEAST_COLUMN or len(stages) == 1
    height = (_beside if is_wide else _below)(canvas, stages)
    if height > room.height:
        return None
    return canvas.finish_whole(height, items=_spoken(canvas, stages))


def _said(step: OnboardingStep) -> bool:
    return bool(step.text)


def _beside(canvas: Canvas, stages: Sequence[OnboardingStage]) -> float:
    """Draw a chevron and a list for each stage, all of one height."""
    places = columns(Rect(0, 0, canvas.room.width, HEAD), len(stages), GAP)
    width = places[0].width - 2 * PADDING - INDENT
    free = canvas.room.height - HEAD - TIGHT - 2 * PADDING
    how = _fitting(canvas, stages, width, free)
    height = max(_list_height(canvas, how, stage, width) for stage in stages) + 2 * PADDING
    for stage, place in zip(stages, places, strict=True):
        card = Rect(place.x, HEAD + TIGHT, place.width, height)
        marks = (_head(canvas, stage, place), *_list(canvas, how, stage, card))
        canvas.add(Group(marks, _name(canvas, stage)))
    return HEAD + TIGHT + height


def _below(canvas: Canvas, stages: Sequence[OnboardingStage]) -> float:
    width = canvas.room.width - 2 * PADDING - INDENT
    taken = len(stages) * (HEAD + TIGHT + 2 * PADDING + GAP) - GAP
    how = _fitting(canvas, stages, width, canvas.room.height - taken, is_stacked=True)
    y = 0.0
    for stage in stages:
        height = _list_height(canvas, how, stage, width) + 2 * PADDING
        place = Rect(0, y, canvas.room.width, HEAD)
        card = Rect(0, place.bottom + TIGHT, canvas.room.width, height)
        marks = (_head(canvas, stage, place), *_list(canvas, how, stage, card))
        canvas.add(Group(marks, _name(canvas, stage)))
        y = card.bottom + GAP
    return y - GAP


def _fitting(
    canvas: Canvas,
    stages: Sequence[OnboardingStage],
    width: float,
    free: float,
    *,
    is_stacked: bool = False,
) -> _Stages:
    """Return the largest look with which all steps have room, else fewer steps of the smallest."""
    longest = max(len(stage.steps) for stage in stages)
    tries = [*((look, longest) for look in LOOKS), *((PLAIN, n) for n in range(longest - 1, 0, -1))]
    for look, most in tries:
        how = _Stages(stages, look, most)
        heights = [_list_height(canvas, how, stage, width) for stage in stages]
        if (sum(heights) if is_stacked else max(heights)) <= free:
            return how
    return how


def _shown(how: _Stages, stage: OnboardingStage) -> list[OnboardingStep]:
    return [step for step in stage.steps if step.text][: how.most]


def _rest(how: _Stages, stage: OnboardingStage) -> int:
    return len([step for step in stage.steps if step.text]) - len(_shown(how, stage))


def _label(canvas: Canvas, how: _Stages, step: OnboardingStep, width: float) -> Label:
    text = f"{step.text} ({step.who})" if step.who else step.text
    return canvas.words.label(text, how.look, width, path=PATH)


def _list_height(canvas: Canvas, how: _Stages, stage: OnboardingStage, width: float) -> float:
    heights = [labels_height((_label(canvas, how, s, width),)) for s in _shown(how, stage)]
    return sum(heights) + TIGHT * (len(heights) - 1) + (NOTE if _rest(how, stage) else 0.0)


def _head(canvas: Canvas, stage: OnboardingStage, place: Rect) -> Box:
    width = place.width - 2 * PADDING - GAP
    label = canvas.words.label(_name(canvas, stage), NAME.on("on_primary"), width, max_lines=1)
    return Box(place, (label,), "primary", shape="chevron", padding=HEAD_PADDING)


def _list(canvas: Canvas, how: _Stages, stage: OnboardingStage, card: Rect) -> Iterator[Mark]:
    yield Box(card, fill="surface")
    x, y = card.x + PADDING, card.y + PADDING
    width = card.width - 2 * PADDING - INDENT
    for step in _shown(how, stage):
        label = _label(canvas, how, step, width)
        yield Box(Rect(x, y + (how.look.pitch - DOT) / 2, DOT, DOT), fill="primary", shape="circle")
        text = Rect(x + INDENT, y, width, labels_height((label,)))
        yield Box(text, (label,), align="left", valign="top", padding=0)
        y = text.bottom + TIGHT
    rest = _rest(how, stage)
    if rest:
        yield canvas.more(Rect(x + INDENT, y, width, NOTE - TIGHT / 2), rest, PAGE)


def _name(canvas: Canvas, stage: OnboardingStage) -> str:
    if not stage.until_day:
        return canvas.say("later")
    return canvas.say("until", day=stage.until_day)


def _spoken(canvas: Canvas, stages: Sequence[OnboardingStage]) -> str:
    return "; ".join(
        f"{_name(canvas, stage)}: {', '.join(step.text for step in stage.steps if step.text)}"
        for stage in stages
    )
