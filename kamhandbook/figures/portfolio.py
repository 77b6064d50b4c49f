"""The portfolio: each account by its points and its potential, and who could not be placed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from kamhandbook.content.base import AccountStatus
from kamhandbook.content.portfolio import amount_in, points_of
from kamhandbook.content.selection import KeyAccount
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Line, Mark, Rect, Role
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT
from kamhandbook.figures.text_setter import PLAIN, QUIET, STRONG
from kamhandbook.wording.measures import measure_text
from kamhandbook.wording.numbers import number_text
from kamhandbook.wording.readings import points_in

PAGE = "key_accounts"
WIDE = 560.0  # from here on the names stand beside the plane, else below it
PLANE_SHARE = 0.56
DOT = 22.0
STEP = 10.0  # points: what the scale's ends are multiples of
TALLEST = 320.0
ROW, NOTE = 18.0, 18.0
NUMBER = 26.0  # width of a number before names
_STEPS = (1, 1.5, 2, 3, 5, 7.5, 10)
_ROUNDING = 1.0001
MOST_PAIRS = 60  # accounts of which each pair is looked at


class _Account(Struct, frozen=True):
    """An account that can be placed."""

    account: KeyAccount
    points: float
    potential: float
    unit: str


class _Dot(Struct, frozen=True):
    """Accounts that stand at one place, which is given in points of the drawing."""

    accounts: tuple[_Account, ...]
    x: float
    y: float

    @property
    def is_candidate(self) -> bool:
        """Whether nobody here is worked with yet."""
        return all(a.account.status is AccountStatus.CANDIDATE for a in self.accounts)


class _Plane(Struct, frozen=True):
    """The rectangle that dots stand in, with the ends of both scales."""

    frame: Rect
    points: tuple[float, float]
    potential: tuple[float, float]
    unit: str

    def place(self, account: _Account) -> tuple[float, float]:
        """Return where an account's dot has its middle."""
        inner = self.frame.inset(DOT / 2 + 2)
        return (
            inner.x + inner.width * _share(account.points, self.points),
            inner.bottom - inner.height * _share(account.potential, self.potential),
        )


def portfolio(subject: Subject, room: Room) -> Drawing | None:
    """Draw the plane with a dot for each account; None where none can be placed."""
    listed = [
        account
        for account in subject.edition.handbook.selection.key_accounts
        if account.status is not AccountStatus.FORMER and account.name
    ]
    placed = _placed(subject, listed)
    if not placed:
        return None
    canvas = Canvas.of("portfolio", subject, room)
    rest = len(listed) - len(placed)
    is_wide = room.width >= WIDE
    note = NOTE if rest else 0.0
    plane = _plane(canvas, placed, is_wide, note)
    dots = _dots(plane, placed)
    canvas.add(*_axes(canvas, plane), *_marks(dots))
    height = _names(canvas, dots, plane, is_wide, note)
    said = canvas.say_counted("rest", rest) if rest else ""
    if rest:
        canvas.add(canvas.bare(Rect(0, height, room.width, NOTE), said, QUIET))
        height += NOTE
    spoken = "; ".join(f"{each.account.name} {_place_text(canvas, each)}" for each in placed)
    return canvas.finish(height, items=spoken, rest=said)


def _placed(subject: Subject, accounts: Sequence[KeyAccount]) -> list[_Account]:
    """Return the accounts with points and a potential in the currency that most are given in."""
    criteria = subject.edition.handbook.selection.criteria
    read: list[_Account] = []
    for account in accounts:
        points = points_of(account, criteria)
        measure = amount_in(subject.language, str(account.potential))
        if points is not None and measure and measure.rate in ("", "year"):
            read.append(_Account(account, points, measure.number, measure.unit))
    units = Counter(each.unit for each in read)
    most = units.most_common(1)[0][0] if units else ""
    placed = (each for each in read if each.unit == most)
    return sorted(placed, key=lambda each: (-each.points, -each.potential))


# --- the plane


def _plane(canvas: Canvas, placed: Sequence[_Account], is_wide: bool, note: float) -> _Plane:
    unit, points = placed[0].unit, [account.points for account in placed]
    potentials = [account.potential for account in placed]
    low, high = math.floor(min(points) / STEP) * STEP, math.ceil(max(points) / STEP) * STEP
    if low == high:
        low, high = low - STEP, high + STEP
    top = _round_up(max(potentials))
    bottom = min(0.0, *potentials)
    ends = [measure_text(canvas.subject.language, n, unit) for n in (bottom, top)]
    left = min(canvas.words.widest(ends, QUIET) + TIGHT, canvas.room.width / 4)
    width = canvas.room.width * (PLANE_SHARE if is_wide else 1.0) - left
    height = min(TALLEST, canvas.room.height - 2 * ROW - 1 - note - (0 if is_wide else 3 * ROW))
    frame = Rect(left, ROW, width, max(height, 3 * DOT))
    return _Plane(frame, (low, high), (bottom, top if top > bottom else bottom + 1), unit)


def _round_up(number: float) -> float:
    """Return the next number of one digit and a half: 9.5 becomes 10, 11 becomes 15."""
    if number <= 0:
        return 0.0
    size = 10.0 ** math.floor(math.log10(number))
    return next(step * size for step in _STEPS if number <= step * size * _ROUNDING)


def _share(number: float, ends: tuple[float, float]) -> float:
    return (number - ends[0]) / (ends[1] - ends[0])


def _axes(canvas: Canvas, plane: _Plane) -> Iterator[Mark]:
    frame, language = plane.frame, canvas.subject.language
    yield Box(frame, fill="surface")
    for number, y in zip(plane.potential, (frame.bottom - ROW, frame.y), strict=True):
        text = measure_text(language, number, plane.unit)
        yield canvas.bare(Rect(0, y, frame.x - TIGHT, ROW), text, QUIET, align="right")
    head = Rect(
        0, 0, min(canvas.words.width(canvas.say("potential"), STRONG) + 2, frame.right), ROW
    )
    yield canvas.bare(head, canvas.say("potential"), STRONG)
    foot = frame.bottom + 1
    third = frame.width / 3
    low, high = (number_text(language, number) for number in plane.points)
    yield canvas.bare(Rect(frame.x, foot, third, ROW), low, QUIET)
    yield canvas.bare(
        Rect(frame.x + third, foot, third, ROW), canvas.say("points"), STRONG, align="center"
    )
    yield canvas.bare(Rect(frame.right - third, foot, third, ROW), high, QUIET, align="right")
    yield from _entry(canvas, plane, head.right)


def _entry(canvas: Canvas, plane: _Plane, free_from: float) -> Iterator[Mark]:
    """Draw the line that accounts have to reach, where it lies within the plane."""
    review = canvas.subject.edition.handbook.selection.review
    entry = points_in(canvas.subject.language, review.entry)
    if entry is None or not plane.points[0] <= entry <= plane.points[1]:
        return
    inner = plane.frame.inset(DOT / 2 + 2)
    x = inner.x + inner.width * _share(entry, plane.points)
    yield Line(((x, plane.frame.y), (x, plane.frame.bottom)), "muted", dashed=True)
    text = canvas.say("entry", entry=number_text(canvas.subject.language, entry))
    width = canvas.words.width(text, QUIET) + 2
    left = min(max(x - width / 2, free_from + TIGHT), plane.frame.right - width)
    if left > free_from:
        yield canvas.bare(Rect(left, 0, width, ROW), text, QUIET, align="center")


# --- the dots


def _dots(plane: _Plane, placed: Sequence[_Account]) -> list[_Dot]:
    """Return the dots, best first; accounts that would cover each other share one."""
    places = [plane.place(account) for account in placed]
    if len(placed) <= MOST_PAIRS and not any(
        math.dist(one, other) < DOT + 1 for one, other in combinations(places, 2)
    ):
        return [_Dot((account,), *place) for account, place in zip(placed, places, strict=True)]
    inner = plane.frame.inset(1)
    cells: dict[tuple[int, int], list[_Account]] = {}
    across, down = (max(1, int(side // (DOT + 2))) for side in (inner.width, inner.height))
    size = inner.width / across, inner.height / down
    for account, (x, y) in zip(placed, places, strict=True):
        column = min(int((x - inner.x) / size[0]), across - 1)
        row = min(int((y - inner.y) / size[1]), down - 1)
        cells.setdefault((column, row), []).append(account)
    return [
        _Dot(tuple(inside), inner.x + (column + 0.5) * size[0], inner.y + (row + 0.5) * size[1])
        for (column, row), inside in cells.items()
    ]


def _marks(dots: Sequence[_Dot]) -> Iterator[Mark]:
    for number, dot in enumerate(dots, 1):
        frame = Rect(dot.x - DOT / 2, dot.y - DOT / 2, DOT, DOT)
        colour: Role = "ink" if dot.is_candidate else "on_primary"
        label = Label((str(number),), colour=colour, bold=True)
        fill: Role = "primary_soft" if dot.is_candidate else "primary"
        yield Box(frame, (label,), fill, shape="circle", padding=0)


# --- the names


class _Form(Struct, frozen=True):
    """How names are set: so many columns, with their points and potential or without."""

    columns: int
    has_details: bool

    @property
    def pitch(self) -> float:
        """How high an entry is."""
        return (2 * PLAIN.pitch if self.has_details else PLAIN.pitch) + TIGHT / 2


_FORMS = (_Form(1, True), _Form(1, False), _Form(2, False))


def _names(
    canvas: Canvas, dots: Sequence[_Dot], plane: _Plane, is_wide: bool, note: float
) -> float:
    """Write which account each dot is, as many as there is room for; return the figure's height."""
    bottom = plane.frame.bottom + ROW + 1
    x, y = (plane.frame.right + 2 * GAP, 0.0) if is_wide else (0.0, bottom + TIGHT)
    area = Rect(x, y, canvas.room.width - x, canvas.room.height - y - note)
    entries = [(number, each) for number, dot in enumerate(dots, 1) for each in dot.accounts]
    forms = [form for form in _FORMS if is_wide or form.columns == 1]
    fitting = (form for form in forms if _rows(form, len(entries)) * form.pitch <= area.height)
    form = next(fitting, forms[-1])
    rows = _rows(form, len(entries))
    shown = entries
    if rows * form.pitch > area.height:
        rows = max(1, int((area.height - ROW) // form.pitch))
        shown = entries[: rows * form.columns]
    width = (area.width - (form.columns - 1) * GAP) / form.columns
    for at, (number, account) in enumerate(shown):
        column, row = divmod(at, rows)
        place = Rect(x + column * (width + GAP), y + row * form.pitch, width, form.pitch)
        canvas.add(_entry_of(canvas, number, account, place, form))
    end = y + rows * form.pitch
    missing = len(entries) - len(shown)
    if missing:
        canvas.add(canvas.more(Rect(x, end, area.width, ROW), missing, PAGE))
        end += ROW
    return max(end, bottom)


def _rows(form: _Form, count: int) -> int:
    return -(-count // form.columns)


def _entry_of(canvas: Canvas, number: int, placed: _Account, place: Rect, form: _Form) -> Mark:
    """Return the number of an account's dot, its name, and what it has."""
    words = canvas.words
    width = place.width - NUMBER
    labels = [words.label(placed.account.name, PLAIN, width, max_lines=1)]
    if form.has_details:
        labels.append(words.label(_place_text(canvas, placed), QUIET, width, max_lines=1))
    head = Rect(place.x, place.y, NUMBER - TIGHT, PLAIN.pitch)
    body = Rect(place.x + NUMBER, place.y, width, len(labels) * PLAIN.pitch)
    marks = (
        canvas.bare(head, str(number), STRONG.on("primary"), align="right"),
        Box(body, tuple(labels), align="left", valign="top", padding=0),
    )
    return Group(marks, placed.account.name)


def _place_text(canvas: Canvas, placed: _Account) -> str:
    """Return an account's points and potential."""
    language = canvas.subject.language
    points = number_text(language, placed.points)
    potential = measure_text(language, placed.potential, placed.unit)
    return canvas.say("place", points=points, potential=potential)
