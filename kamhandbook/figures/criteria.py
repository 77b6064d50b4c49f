"""Selection criteria as weight bars, each with its system and the goal it serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.content.selection import Criterion
from kamhandbook.document.drawing import Box, Drawing, Group, Mark, Rect
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, shown_count
from kamhandbook.figures.text_setter import NAME, PLAIN, QUIET, STRONG, LabelStyle
from kamhandbook.wording.numbers import percent_text

PAGE = "selection"
WIDE = 600.0  # from here on everything of a criterion stands on one row
NAME_SHARE, SOURCE_SHARE = 0.3, 0.27
BAR, THIN = 18.0, 10.0  # height of a bar on a row of its own name, and below its name
LEAST_FREE = 1.1  # the scale ends by so much behind the heaviest, if it can
TALL = 64.0  # most height of a row
HEAD, NOTE = 24.0, 20.0
_NO_WEIGHT = "–"
SOURCE_LINES, NAME_LINES, LIMIT_LINES, GOAL_LINES = 3, 3, 2, 2
#: Where the scale of all bars ends, in per cent: the first that the heaviest does not fill.
SCALES = (10.0, 20.0, 25.0, 40.0, 50.0, 60.0, 80.0, 100.0)


class _RowLook(Struct, frozen=True):
    """What all rows share: style of the names, room for the weights, end of the bars' scale.

    Where nobody has given a weight, ``has_weights`` is false and there are no bars. ``goals`` are
    what the criteria's goals are called, where there is room for them.
    """

    name: LabelStyle
    value: float
    scale: float
    is_wide: bool
    has_weights: bool
    goals: Mapping[str, str] = {}

    def goal(self, criterion: Criterion) -> str:
        """Return the goal that a criterion serves."""
        return self.goals.get(criterion.goal, "")


def criteria(subject: Subject, room: Room) -> Drawing | None:
    """Draw one row a criterion, in the company's order; all bars have one scale."""
    entries = numbered(subject.edition.handbook.selection.criteria, "name")
    if not entries:
        return None
    rated = tuple(criterion for _, criterion in entries)
    canvas = Canvas.of("criteria", subject, room)
    look = _with_goals(canvas, _look(canvas, rated), rated)
    head = HEAD if look.is_wide else 0.0
    need = max(_need(canvas, look, criterion) for criterion in rated) + GAP
    count = shown_count(len(rated), need, room.height - head, NOTE)
    pitch = max(need, min(TALL, (room.height - head) / count)) if count == len(rated) else need
    if look.is_wide:
        canvas.add(*_head(canvas, look))
    for place, (index, criterion) in enumerate(entries[:count]):
        frame = Rect(0, head + place * pitch, room.width, pitch)
        row = tuple(_row(canvas, look, criterion, index, frame))
        canvas.add(Group(row, criterion.name))
        if place:
            canvas.add(canvas.rule(0, frame.y, room.width))
    height = head + count * pitch
    if count < len(rated):
        canvas.add(canvas.more(Rect(0, height, room.width, NOTE), len(rated) - count, PAGE))
        height += NOTE
    return canvas.finish(height, items=_spoken(canvas, rated))


def _look(canvas: Canvas, rated: tuple[Criterion, ...]) -> _RowLook:
    words, is_wide = canvas.words, canvas.room.width >= WIDE
    value = words.widest([_weight(canvas, criterion) for criterion in rated], STRONG) + TIGHT
    width = canvas.room.width
    width = width * NAME_SHARE if is_wide else width - value
    style = (
        NAME if all(words.fits(criterion.name, NAME, width, 2) for criterion in rated) else STRONG
    )
    weights = [criterion.weight for criterion in rated if criterion.weight is not None]
    heaviest = max(weights, default=0.0)
    scale = next((end for end in SCALES if end >= heaviest * LEAST_FREE), heaviest)
    return _RowLook(style, value, max(scale, heaviest), is_wide, bool(weights))


def _with_goals(canvas: Canvas, look: _RowLook, rated: tuple[Criterion, ...]) -> _RowLook:
    """Return a look with the goals, where all rows have room for them."""
    goals = {g.id: g.text for g in canvas.subject.edition.handbook.goals.goals if g.id and g.text}
    fuller = replace(look, goals=goals)
    if not look.is_wide or not any(map(fuller.goal, rated)):
        return look
    need = max(_need(canvas, fuller, criterion) for criterion in rated) + GAP
    return fuller if need * len(rated) <= canvas.room.height - HEAD else look


def _parts(look: _RowLook, frame: Rect) -> tuple[Rect, Rect, Rect]:
    """Divide a row into the places of name, bar and source."""
    if not look.is_wide:
        return frame, frame, frame
    name, source = NAME_SHARE * frame.width, SOURCE_SHARE * frame.width
    bar = Rect(name + 2 * GAP, frame.y, frame.width - name - source - 4 * GAP, frame.height)
    return (
        Rect(0, frame.y, name, frame.height),
        bar,
        Rect(frame.width - source, frame.y, source, frame.height),
    )


def _need(canvas: Canvas, look: _RowLook, criterion: Criterion) -> float:
    """Measure how high a row must be at least, the gap to the next left out."""
    words = canvas.words
    name, _, source = _parts(look, Rect(0, 0, canvas.room.width, 0))
    name_width = name.width if look.is_wide else name.width - look.value
    lines = min(words.count(criterion.name, look.name, name_width), NAME_LINES)
    names = lines * look.name.pitch
    limit = words.count(_threshold(canvas, criterion), QUIET, name.width)
    threshold_height = min(limit, LIMIT_LINES) * QUIET.pitch
    sources = min(words.count(criterion.source, QUIET, source.width), SOURCE_LINES) * QUIET.pitch
    goals = min(words.count(look.goal(criterion), QUIET, source.width), GOAL_LINES) * QUIET.pitch
    if look.is_wide:
        return max(names + threshold_height, sources + goals, BAR)
    bar = THIN + TIGHT if look.has_weights else 0.0
    return names + TIGHT + bar + sources + threshold_height


def _row(
    canvas: Canvas, look: _RowLook, criterion: Criterion, index: int, frame: Rect
) -> Iterator[Mark]:
    draw = _wide_row if look.is_wide else _stacked_row
    yield from draw(canvas, look, criterion, index, frame)


def _wide_row(
    canvas: Canvas, look: _RowLook, criterion: Criterion, index: int, frame: Rect
) -> Iterator[Mark]:
    name, bar, source = _parts(look, frame)
    path = ("selection", "criteria", index, "name")
    labels = [
        canvas.words.label(criterion.name, look.name, name.width, max_lines=NAME_LINES, path=path)
    ]
    if criterion.threshold:
        labels.append(
            canvas.words.label(
                _threshold(canvas, criterion), QUIET, name.width, max_lines=LIMIT_LINES
            )
        )
    yield Box(name, tuple(labels), align="left", padding=0)
    yield from _bar(canvas, look, criterion, Rect(bar.x, bar.centre[1] - BAR / 2, bar.width, BAR))
    texts = ((criterion.source, PLAIN, SOURCE_LINES), (look.goal(criterion), QUIET, GOAL_LINES))
    said = tuple(
        canvas.words.label(text, style, source.width, max_lines=most)
        for text, style, most in texts
        if text
    )
    if said:
        yield Box(source, said, align="left", padding=0)


def _stacked_row(
    canvas: Canvas, look: _RowLook, criterion: Criterion, index: int, frame: Rect
) -> Iterator[Mark]:
    path, width = ("selection", "criteria", index, "name"), frame.width - look.value
    label = canvas.words.label(criterion.name, look.name, width, max_lines=NAME_LINES, path=path)
    names = len(label.lines) * look.name.pitch
    top = frame.y + GAP / 2
    yield Box(Rect(0, top, width, names), (label,), align="left", padding=0)
    top += names + TIGHT
    yield from _bar(canvas, look, criterion, Rect(0, top, frame.width, THIN))
    top += THIN + TIGHT if look.has_weights else 0.0
    texts = [(criterion.source, SOURCE_LINES), (_threshold(canvas, criterion), LIMIT_LINES)]
    labels = [
        canvas.words.label(text, QUIET, frame.width, max_lines=max_lines)
        for text, max_lines in texts
        if text
    ]
    if labels:
        rect = Rect(0, top, frame.width, sum(len(label.lines) for label in labels) * QUIET.pitch)
        yield Box(rect, tuple(labels), align="left", valign="top", padding=0)


def _bar(canvas: Canvas, look: _RowLook, criterion: Criterion, rect: Rect) -> Iterator[Mark]:
    """Draw track, bar and weight; the weight stands behind the bar or above its right end."""
    if not look.has_weights:
        return
    weight = _weight(canvas, criterion)
    is_thin = rect.height == THIN
    track = rect.width if is_thin else rect.width - look.value
    yield Box(Rect(rect.x, rect.y, track, rect.height), fill="surface")
    share = max(criterion.weight or 0.0, 0.0) / look.scale if look.scale > 0 else 0.0
    length = track * share
    if length >= 1:
        yield Box(Rect(rect.x, rect.y, length, rect.height), fill="primary")
    if is_thin:
        place = Rect(rect.right - look.value, rect.y - TIGHT - NAME.pitch, look.value, NAME.pitch)
        yield canvas.bare(place, weight, STRONG, align="right")
    else:
        place = Rect(rect.right - look.value, rect.y, look.value, rect.height)
        yield canvas.bare(place, weight, STRONG, align="right")


def _head(canvas: Canvas, look: _RowLook) -> Iterator[Mark]:
    """Name the columns over a rule; that of the bars says where their scale ends."""
    places = _parts(look, Rect(0, 0, canvas.room.width, HEAD - TIGHT))
    keys = ("name", "weight", "source_and_goal" if look.goals else "source")
    for key, place in zip(keys, places, strict=True):
        if key != "weight" or look.has_weights:
            yield canvas.bare(place, canvas.say(key), STRONG.on("primary"))
    yield canvas.rule(0, HEAD, canvas.room.width, "primary")
    if not look.has_weights:
        return
    track = replace(places[1], width=places[1].width - look.value)
    end = percent_text(canvas.subject.language, look.scale, decimals=1)
    if look.scale > 0 and track.width >= 2 * canvas.words.width(canvas.say("weight") + end, STRONG):
        yield canvas.bare(track, end, QUIET, align="right")


def _weight(canvas: Canvas, criterion: Criterion) -> str:
    if criterion.weight is None:
        return _NO_WEIGHT
    return percent_text(canvas.subject.language, criterion.weight, decimals=1)


def _threshold(canvas: Canvas, criterion: Criterion) -> str:
    if not criterion.threshold:
        return ""
    return canvas.say("threshold", threshold=criterion.threshold)


def _spoken(canvas: Canvas, rated: tuple[Criterion, ...]) -> str:
    told = [
        (criterion.name, _weight(canvas, criterion) if criterion.weight is not None else "")
        for criterion in rated
    ]
    return "; ".join(
        ", ".join(filter(None, (name, weight, criterion.source)))
        for (name, weight), criterion in zip(told, rated, strict=True)
    )
