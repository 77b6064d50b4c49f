# ruff: noqa: D103
"""First version of figures that are still plain cards; each will get a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kamhandbook.drawing import Box, Drawing, Rect
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.canvas import Canvas
from kamhandbook.figures.grid import GAP, PADDING, SLIM, cells, fitting
from kamhandbook.figures.words import PLAIN, STRONG, height_of

Entry = tuple[str, str]


def _cards(
    name: str, subject: Subject, room: Room, entries: Sequence[Entry], **values: Any
) -> Drawing | None:
    if not entries:
        return None
    canvas = Canvas.of(name, subject, room)
    across = 1 if room.width < SLIM else min(4, len(entries))
    width = (room.width - GAP * (across - 1)) / across - 2 * PADDING
    labels = [
        [
            canvas.words.label(text, style, width)
            for text, style in zip(e, (STRONG, PLAIN), strict=True)
            if text
        ]
        for e in entries
    ]
    height = max(map(height_of, labels)) + 2 * PADDING
    down = min(fitting(room.height, height), -(-len(entries) // across)) or 1
    shown = labels[: down * across]
    whole = Rect(0, 0, room.width, down * height + (down - 1) * GAP)
    for cell, each in zip(cells(whole, across, len(shown)), shown, strict=True):
        canvas.add(Box(cell, tuple(each), "surface", align="left", valign="top", padding=PADDING))
    return canvas.finish(whole.height, items=", ".join(e[0] for e in entries), **values)


def dimensions(subject: Subject, room: Room, *, here: str = "") -> Drawing | None:
    found = subject.catalogue.dimensions
    states = subject.catalogue.labels["status"]
    entries = [(f"{d.number} {d.name}", states[subject.states[d.id]]) for d in found]
    return _cards("dimensions", subject, room, entries)


def dimensions_small(subject: Subject, room: Room, *, here: str = "") -> Drawing | None:
    canvas = Canvas.of("dimensions_small", subject, room)
    found = subject.catalogue.dimensions
    for cell, d in zip(cells(Rect(0, 0, room.width, 22), 8, 8), found, strict=True):
        fill, ink = ("primary", "on_primary") if d.id == here else ("primary_soft", "ink")
        label = canvas.words.label(str(d.number), STRONG.on(ink), cell.width)  # type: ignore[arg-type]
        canvas.add(Box(cell, (label,), fill, shape="pill", padding=3))  # type: ignore[arg-type]
    name = subject.catalogue.dimension(here).name if here else ""
    return canvas.finish(22, here=name)


def timeline(subject: Subject, room: Room) -> Drawing | None:
    phases = subject.edition.handbook.introduction.phases
    return _cards(
        "timeline", subject, room, [(p.name, f"{p.start or ''} – {p.end or ''}") for p in phases]
    )


def approach(subject: Subject, room: Room) -> Drawing | None:
    about = subject.edition.handbook.handbook.approach
    changes = subject.edition.handbook.introduction.change.what_changes
    if about.kind is None:
        return None
    kind = subject.catalogue.label("approach", about.kind)
    entries = [(kind, about.reason), *((c.function, c.text) for c in changes)]
    return _cards("approach", subject, room, entries)


def criteria(subject: Subject, room: Room) -> Drawing | None:
    found = subject.edition.handbook.selection.criteria
    entries = [(c.name, f"{c.weight:g} % · {c.source}" if c.weight else c.source) for c in found]
    return _cards("criteria", subject, room, entries)


def review_cycle(subject: Subject, room: Room) -> Drawing | None:
    selection = subject.edition.handbook.selection
    entries = [
        (d.body, subject.catalogue.label("level", d.level or "")) for d in selection.decision
    ]
    if selection.review.interval:
        entries.insert(0, (selection.review.interval, selection.review.owner))
    return _cards("review_cycle", subject, room, entries)


def org_chart(subject: Subject, room: Room) -> Drawing | None:
    top = subject.edition.handbook.organisation.structure
    entries = [(top.name, ""), *((box.name, "") for box in top.reports)] if top.name else []
    return _cards("org_chart", subject, room, entries)


def team(subject: Subject, room: Room) -> Drawing | None:
    found = subject.edition.handbook.organisation.team
    return _cards("team", subject, room, [(r.role, r.tasks) for r in found])


def career(subject: Subject, room: Room) -> Drawing | None:
    found = subject.edition.handbook.people.career
    return _cards("career", subject, room, [(s.step, s.requirements) for s in found])


def escalation(subject: Subject, room: Room) -> Drawing | None:
    found = subject.edition.handbook.rules.escalation
    return _cards("escalation", subject, room, [(s.level, f"{s.who}: {s.within}") for s in found])


def calendar(subject: Subject, room: Room) -> Drawing | None:
    found = subject.edition.handbook.steering.routines
    return _cards("calendar", subject, room, [(r.name, r.interval) for r in found])


def questions(subject: Subject, room: Room) -> Drawing | None:
    found = subject.catalogue.newcomer_questions
    return _cards("questions", subject, room, [(str(q.number), q.question) for q in found])


def changes(subject: Subject, room: Room, *, news: Any = None) -> Drawing | None:
    found = news.changes if news else ()
    entries = [(c.name, subject.catalogue.label("change", c.kind)) for c in found]
    return _cards("changes", subject, room, entries)
