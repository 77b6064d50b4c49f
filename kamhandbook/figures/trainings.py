"""Trainings on a time axis: a row for whom they are, in the order in which they are trained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.people import Training
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Line, Mark, Rect
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT
from kamhandbook.figures.text_setter import NAME, PLAIN, STRONG, LabelStyle, height_of
from kamhandbook.wording.dates import day_text

WIDE = 560.0  # points: on less a table reads better, on a phone a list
ORDER = ("managers", "key_account_managers", "teams", "")
FEWEST_DAYS, MOST_DAYS = 2, 6
LANE = 116.0  # width of the names of whom they are for
AXIS, DOT = 34.0, 10.0  # height of the axis with its dates, diameter of a date's mark
PADDING, NAME_LINES, FORM_LINES = 8.0, 3, 2
MOST_AIR = 1.3  # how much higher rows may be than their texts
TODAY = 18.0  # height of the mark of today


class _Plan(Struct, frozen=True):
    """Trainings by lane and date; ``days`` are the columns, "" for those without a date."""

    trainings: Sequence[Training]
    days: Sequence[str]
    lanes: Sequence[str]
    left: float
    column: float

    def at(self, lane: str, day: str) -> list[Training]:
        """Return the trainings of a lane on a date."""
        return [t for t in self.trainings if (t.for_ or "") == lane and (t.date or "") == day]

    def x(self, index: int) -> float:
        """Return where a date's column begins."""
        return self.left + index * self.column


def trainings(subject: Subject, room: Room) -> Drawing | None:
    """Draw the axis; None where too few have dates, or a table reads better."""
    entries = [t for _, t in numbered(subject.edition.handbook.people.trainings, "name")]
    dates = sorted({str(t.date) for t in entries if t.date})
    days = [*dates, ""] if any(not t.date for t in entries) else dates
    if len(dates) < FEWEST_DAYS or len(days) > MOST_DAYS:
        return None
    canvas = Canvas.of("trainings", subject, room)
    if room.width < WIDE:
        return _below_each_other(canvas, entries) if subject.output == "site" else None
    present = {t.for_ or "" for t in entries}
    lanes = [lane for lane in ORDER if lane in present]
    left = LANE if lanes != [""] else 0.0
    plan = _Plan(entries, days, lanes, left, (room.width - left) / len(days))
    return _drawn(canvas, plan)


def _drawn(canvas: Canvas, plan: _Plan) -> Drawing | None:
    width = plan.column - GAP - 2 * PADDING
    if not all(canvas.words.fits(t.name, STRONG, width, NAME_LINES) for t in plan.trainings):
        return None
    looks = (NAME, STRONG)
    for look in looks:
        heights = [_lane_height(canvas, plan, lane, look) for lane in plan.lanes]
        free = canvas.room.height - AXIS - TIGHT * len(heights)
        if sum(heights) <= free:
            break
    else:
        return None
    air = min(MOST_AIR, free / sum(heights))
    y = AXIS
    canvas.add(*_axis(canvas, plan))
    for lane, height in zip(plan.lanes, heights, strict=True):
        frame = Rect(0, y + TIGHT, canvas.room.width, height * air)
        canvas.add(Group(tuple(_lane(canvas, plan, lane, look, frame)), _lane_name(canvas, lane)))
        y = frame.bottom
    return canvas.finish(y, items=_spoken(canvas, plan.trainings))


def _below_each_other(canvas: Canvas, entries: Sequence[Training]) -> Drawing:
    """Draw one training below the other along a line of time, for a phone."""
    y, language = 0.0, canvas.subject.language
    width = canvas.room.width - 2 * DOT
    in_order = sorted(entries, key=lambda t: (not t.date, str(t.date or "")))
    tops = []
    for training in in_order:
        day = day_text(language, training.date) if training.date else canvas.say("undated")
        parts = (_lane_name(canvas, training.for_ or ""), training.format)
        about = " · ".join(part for part in parts if part)
        texts = ((day, STRONG.on("primary")), (training.name, NAME), (about, PLAIN))
        labels = tuple(canvas.words.label(text, style, width) for text, style in texts if text)
        place = Rect(2 * DOT, y, width, height_of(labels))
        tops.append(y)
        canvas.add(Box(place, labels, align="left", valign="top", padding=0))
        y = place.bottom + GAP
    x = DOT / 2
    canvas.add(Line(((x, tops[0] + DOT), (x, tops[-1] + DOT)), "primary"))
    for training, top in zip(in_order, tops, strict=True):
        is_past = _has_been(canvas, training)
        canvas.add(*_dot(Rect(0, top + TIGHT / 2, DOT, DOT), is_past=is_past))
    return canvas.finish(y - GAP, items=_spoken(canvas, entries))


def _lane_name(canvas: Canvas, lane: str) -> str:
    return canvas.subject.catalogue.label("training_for", lane) if lane else ""


def _lane_height(canvas: Canvas, plan: _Plan, lane: str, look: LabelStyle) -> float:
    """Return the height of a lane's highest column; its own name may be higher."""
    columns = (
        sum(_height(canvas, plan, t, look) + TIGHT for t in plan.at(lane, day)) - TIGHT
        for day in plan.days
    )
    name = canvas.words.height(_lane_name(canvas, lane), STRONG, LANE - GAP)
    return max(name, *columns)


def _height(canvas: Canvas, plan: _Plan, training: Training, look: LabelStyle) -> float:
    return height_of(_labels(canvas, plan, training, look)) + 2 * PADDING


def _labels(canvas: Canvas, plan: _Plan, training: Training, look: LabelStyle) -> tuple[Label, ...]:
    width = plan.column - GAP - 2 * PADDING
    name = canvas.words.label(training.name, look, width, max_lines=NAME_LINES)
    if not training.format:
        return (name,)
    return name, canvas.words.label(training.format, PLAIN, width, max_lines=FORM_LINES)


def _axis(canvas: Canvas, plan: _Plan) -> Iterator[Mark]:
    """Draw the line of time with a mark and the date over each column, and where today is."""
    y = AXIS - DOT
    start, end = plan.left, plan.x(len(plan.days) - (not plan.days[-1])) - GAP
    today = _today(canvas, plan, y)
    if today:
        yield today
        yield Line(((start, y), (today.rect.x, y)), "primary")
        start = today.rect.right
    yield Line(((start, y), (end, y)), "primary", arrow=True)
    for index, day in enumerate(plan.days):
        place = Rect(plan.x(index), 0, plan.column - GAP, y - DOT / 2)
        yield canvas.bare(place, _day(canvas, plan, day), STRONG.on("primary"), valign="top")
        if day:
            yield from _dot(
                Rect(place.x, y - DOT / 2, DOT, DOT), is_past=_is_past(canvas, plan, day)
            )


def _dot(place: Rect, *, is_past: bool) -> Iterator[Mark]:
    """Draw a date's mark on the line: filled where it has been, else a ring."""
    yield Box(place, fill="primary" if is_past else "paper", shape="circle")
    if not is_past:
        yield Box(place, stroke="primary", shape="circle")


def _is_past(canvas: Canvas, plan: _Plan, day: str) -> bool:
    return _has_been(canvas, next(t for t in plan.trainings if str(t.date) == day))


def _has_been(canvas: Canvas, training: Training) -> bool:
    return training.date is not None and training.date.last_day <= canvas.subject.today


def _today(canvas: Canvas, plan: _Plan, y: float) -> Box | None:
    """Return the mark of today between what has been and what is ahead; None outside."""
    days = [day for day in plan.days if day]
    past = [day for day in days if _is_past(canvas, plan, day)]
    if not past or len(past) == len(days):
        return None
    style = STRONG.on("on_accent")
    width = canvas.words.width(canvas.say("today"), style) + 2 * PADDING
    label = canvas.words.label(canvas.say("today"), style, width)
    frame = Rect(plan.x(len(past)) - GAP - width, y - TODAY / 2, width, TODAY)
    return Box(frame, (label,), "accent", shape="pill", padding=1)


def _day(canvas: Canvas, plan: _Plan, day: str) -> str:
    written = next((t.date for t in plan.trainings if t.date and str(t.date) == day), None)
    return day_text(canvas.subject.language, written) if written else canvas.say("undated")


def _lane(canvas: Canvas, plan: _Plan, lane: str, look: LabelStyle, frame: Rect) -> Iterator[Mark]:
    """Draw whom trainings are for, and a card for each of them below its date."""
    yield Box(frame, fill="surface")
    if lane:
        name = Rect(PADDING, frame.y, LANE - GAP - PADDING, frame.height)
        yield canvas.bare(name, _lane_name(canvas, lane), STRONG)
    for index, day in enumerate(plan.days):
        here = plan.at(lane, day)
        heights = [_height(canvas, plan, training, look) for training in here]
        y = frame.y + (frame.height - sum(heights) - TIGHT * (len(here) - 1)) / 2
        for training, height in zip(here, heights, strict=True):
            place = Rect(plan.x(index), y, plan.column - GAP, height)
            labels = _labels(canvas, plan, training, look)
            yield Box(place, labels, "paper", align="left", padding=PADDING)
            y += height + TIGHT


def _spoken(canvas: Canvas, shown: Sequence[Training]) -> str:
    language = canvas.subject.language

    def of(training: Training) -> str:
        whom = _lane_name(canvas, training.for_ or "")
        day = day_text(language, training.date) if training.date else canvas.say("undated")
        return ", ".join(part for part in (training.name, whom, training.format, day) if part)

    return "; ".join(map(of, shown))
