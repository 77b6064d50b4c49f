"""Key accounts as cards: name, segment, who leads it, why it is one, its countries as chips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kamhandbook.content.base import AccountStatus
from kamhandbook.content.selection import KeyAccount
from kamhandbook.document.drawing import Box, Drawing, Group, Label, Mark, Rect
from kamhandbook.figures.base import Room, Subject, numbered
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, TIGHT, cells
from kamhandbook.figures.text_setter import HEADING, NAME, PLAIN, QUIET, STRONG, LabelStyle
from kamhandbook.figures.text_setter import height_of as labels_height
from kamhandbook.wording.lists import listed

PATH = ("selection", "key_accounts")
MOST = 9  # accounts that stand on cards; more are a table
LEAST_CARD = 200.0
PADDING = 12.0
CHIP, CHIP_GAP, CHIP_PADDING = 22.0, 5.0, 9.0
LINES = 3  # most of what it expects
MOST_AIR = 1.5  # how much higher a card may be than what it says


class _CardLook(Struct, frozen=True):
    """Styles of a card's name, of why it is a key account, and of what it expects."""

    name: LabelStyle
    why: LabelStyle
    expects: LabelStyle


LOOKS = (
    _CardLook(HEADING.at(20.0), HEADING.regular, NAME.regular.on("muted")),
    _CardLook(HEADING, NAME.regular, QUIET),
    _CardLook(NAME, PLAIN, QUIET),
)


def accounts(subject: Subject, room: Room) -> Drawing | None:
    """Draw a card an account; None where they are many, or have no room on cards."""
    entries = [
        account
        for _, account in numbered(subject.edition.handbook.selection.key_accounts, "name")
        if account.status is not AccountStatus.FORMER
    ]
    if not entries or len(entries) > MOST:
        return None
    canvas = Canvas.of("accounts", subject, room)
    placed = _placed(canvas, entries)
    if placed is None:
        return None
    look, places = placed
    for account, place in zip(entries, places, strict=True):
        canvas.add(Group(tuple(_card(canvas, look, account, place)), account.name))
    return canvas.finish_whole(places[-1].bottom, items=_spoken(canvas, entries))


def _placed(
    canvas: Canvas, entries: Sequence[KeyAccount]
) -> tuple[_CardLook, tuple[Rect, ...]] | None:
    """Return look and places of the cards: the largest look with which all have room."""
    room, count = canvas.room, len(entries)
    per_row = max(1, min(_per_row(count), int((room.width + GAP) // (LEAST_CARD + GAP))))
    rows = -(-count // per_row)
    width = (room.width + GAP) / per_row - GAP
    most = (room.height + GAP) / rows - GAP
    for look in LOOKS:
        need = max(_need(canvas, look, account, width) for account in entries)
        if need <= most:
            height = min(most, need * MOST_AIR)
            frame = Rect(0, 0, room.width, rows * (height + GAP) - GAP)
            return look, cells(frame, per_row, count)
    return None


def _per_row(count: int) -> int:
    """Return how many cards stand beside each other, so that rows are of about one length."""
    return 2 if count in (2, 4) else min(3, count)


def _need(canvas: Canvas, look: _CardLook, account: KeyAccount, width: float) -> float:
    text_width = width - 2 * PADDING
    chips = _chip_rows(canvas, account, text_width)
    height = labels_height(_labels(canvas, look, account, text_width))
    return height + 2 * PADDING + (GAP + chips * (CHIP + CHIP_GAP) - CHIP_GAP if chips else 0.0)


def _labels(
    canvas: Canvas, look: _CardLook, account: KeyAccount, width: float
) -> tuple[Label, ...]:
    words = canvas.words
    about = " · ".join(part for part in (account.segment, account.manager) if part)
    labels = [words.label(account.name, look.name, width, path=PATH)]
    if about:
        labels.append(words.label(about, PLAIN.on("primary"), width, before=2, path=PATH))
    if account.why:
        labels.append(words.label(account.why, look.why, width, before=TIGHT, path=PATH))
    if account.requirements:
        wanted = listed(canvas.subject.language, [r.text for r in account.requirements])
        text = canvas.say("expects", requirements=wanted)
        labels.append(words.label(text, look.expects, width, max_lines=LINES, before=TIGHT))
    if account.package:
        text = canvas.say("package", package=account.package)
        labels.append(words.label(text, look.expects, width, max_lines=1))
    return tuple(labels)


def _chip_places(canvas: Canvas, account: KeyAccount, width: float) -> list[tuple[str, Rect]]:
    """Return the countries and where their chips stand, row by row from the top left."""
    x, y = 0.0, 0.0
    places: list[tuple[str, Rect]] = []
    for country in account.countries:
        chip = min(width, canvas.words.width(country, STRONG) + 2 * CHIP_PADDING)
        if x and x + chip > width:
            x, y = 0.0, y + CHIP + CHIP_GAP
        places.append((country, Rect(x, y, chip, CHIP)))
        x += chip + CHIP_GAP
    return places


def _chip_rows(canvas: Canvas, account: KeyAccount, width: float) -> int:
    return len({place.y for _, place in _chip_places(canvas, account, width)})


def _card(canvas: Canvas, look: _CardLook, account: KeyAccount, place: Rect) -> Iterator[Mark]:
    yield Box(place, fill="surface")
    inside = place.inset(PADDING)
    labels = _labels(canvas, look, account, inside.width)
    text = Rect(inside.x, inside.y, inside.width, labels_height(labels))
    yield Box(text, labels, align="left", valign="top", padding=0)
    rows = _chip_rows(canvas, account, inside.width)
    top = inside.bottom - rows * (CHIP + CHIP_GAP) + CHIP_GAP
    for country, chip in _chip_places(canvas, account, inside.width):
        label = canvas.words.label(country, STRONG.on("on_primary"), chip.width, path=PATH)
        frame = chip.moved(inside.x, top)
        yield Box(frame, (label,), "primary", shape="pill", padding=2)


def _spoken(canvas: Canvas, shown: Sequence[KeyAccount]) -> str:
    def of(account: KeyAccount) -> str:
        said = (account.segment, account.manager, ", ".join(account.countries), account.why)
        return f"{account.name} ({'; '.join(part for part in said if part)})".replace(" ()", "")

    return ", ".join(map(of, shown))
