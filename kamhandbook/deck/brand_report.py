"""What a corporate template offers the handbook, and what it lacks, before anybody builds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamhandbook.deck.areas import footers
from kamhandbook.deck.backdrop import Ground
from kamhandbook.deck.inherit import Placeholder
from kamhandbook.deck.master_parts import Master, Plan
from kamhandbook.deck.paint import SHAPE_CONTRAST
from kamhandbook.deck.scene import Scene, reach, wanted
from kamhandbook.design.colour import TEXT_CONTRAST, Colour
from kamhandbook.design.geometry import LayoutKind
from kamhandbook.findings import Finding, Position, Severity
from kamhandbook.metrics import LINE_PITCH, face_pair
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import phrase, problem
from kamhandbook.wording.numbers import number_text

_ROOM = 0.45  # share of the slide from which content has room enough
_LEAST_ROOM = 0.2  # share below which a handbook cannot be shown
_TITLE_WIDTH = 0.6  # share of the slide's width
_TITLE_FLOOR = 20.0  # points: smaller titles are not set
_CM = 72 / 2.54  # points
_MAKESHIFT: dict[LayoutKind, str] = {
    "content": "master_no_content",
    "two_columns": "master_no_columns",
    "title": "master_no_cover",
    "title_only": "master_no_title_only",
}


@dataclass(frozen=True, slots=True)
class BrandReport:
    """The report: a heading, a line for each kind of slide, and findings at the template."""

    heading: str
    layouts: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def is_usable(self) -> bool:
        """Whether a handbook can be shown with it."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def report_on(master: Master, name: str, at: Position) -> BrandReport:
    """Look a template over; ``name`` is the file's, findings stand ``at`` it."""
    found = (*_layouts(master, at), *_room(master, at), *_colours(master, at), *_fonts(master, at))
    footing = tuple(_footers(master, at))
    return BrandReport(
        heading=_heading(master, name),
        layouts=tuple(_line(kind, plan) for kind, plan in master.plans.items()),
        findings=tuple(dict.fromkeys((*found, *footing))),
    )


# --- which layout, and why


def _heading(master: Master, name: str) -> str:
    geometry, words = master.geometry, DEFAULT.words("brand")
    count = len({plan.scene.choice.offer.master for plan in master.plans.values()})
    return str(words["heading"]).format(
        file=name,
        wide=_number(geometry.width / _CM),
        high=_number(geometry.height / _CM),
        ratio=_ratio(geometry.width / geometry.height),
        masters=words["one_master"] if count == 1 else words["masters"].format(n=count),
        heading_font=geometry.heading_font or "?",
        body_font=geometry.body_font or "?",
    )


def _ratio(share: float) -> str:
    known = {16 / 9: "16:9", 4 / 3: "4:3", 16 / 10: "16:10"}
    nearest = min(known, key=lambda each: abs(each - share))
    return known[nearest] if abs(nearest - share) < 0.02 else f"{_number(share)}:1"


def _line(kind: LayoutKind, plan: Plan) -> str:
    words, choice = DEFAULT.words("brand"), plan.scene.choice
    body = choice.slots.get("body")
    values = {
        "share": round(100 * choice.offer.share(body)) if body else 0,
        "subtitle": words["reasons"]["with_subtitle"] if "subtitle" in choice.slots else "",
    }
    reasons = [str(words["reasons"][key]).format(**values) for key in choice.reasons]
    if plan.scene.panel:
        reasons.append(words["reasons"]["panel"])
    return str(words["layout"]).format(
        kind=words["kinds"][kind], name=choice.offer.name, reasons="; ".join(reasons)
    )


def _layouts(master: Master, at: Position) -> Iterator[Finding]:
    if master.titles_added:
        yield problem("master_no_titles", at)
    for kind, key in _MAKESHIFT.items():
        if master.plans[kind].scene.choice.is_makeshift:
            yield problem(key, at)


# --- room


def _room(master: Master, at: Position) -> Iterator[Finding]:
    geometry = master.geometry
    areas = geometry.sheets["content"].areas
    body, title = areas["body"].rect, areas["title"]
    share = body.width * body.height / (geometry.width * geometry.height)
    if share < _ROOM:
        yield problem(
            "master_small_room",
            at,
            severity=Severity.ERROR if share < _LEAST_ROOM else Severity.WARNING,
            share=round(100 * share),
            width=_number(body.width / _CM),
            height=_number(body.height / _CM),
        )
    if title.rect.width < _TITLE_WIDTH * geometry.width:
        yield problem("master_narrow_title", at, width=_number(title.rect.width / _CM))
    size = min(title.size(), _TITLE_FLOOR)
    lines = int((title.rect.height + 1) / (LINE_PITCH * size * title.line_spacing))
    if lines < 2:
        yield problem("master_low_title", at, lines=lines, size=round(size))


# --- colours


def _colours(master: Master, at: Position) -> Iterator[Finding]:
    low: list[_Low] = []
    for kind, plan in master.plans.items():
        scene, sheet = plan.scene, master.geometry.sheets[kind]
        if scene.panel:
            yield problem("master_restless", at, layout=scene.choice.offer.name)
        for slot, place in plan.slots.items():
            if slot in plan.unreadable and not scene.panel:
                ground = scene.behind_text(place, sheet.areas[slot].rect)
                low.append(_Low.of(scene, place, slot, ground))
        for place in plan.footers:
            if place.kind in plan.unreadable:
                low.append(
                    _Low.of(scene, place, place.kind, scene.behind_text(place, reach(place)))
                )
    yield from _contrasts(low, at)
    yield from _theme_colours(master.plans["content"], at)


@dataclass(frozen=True, slots=True)
class _Low:
    """A text that cannot be read well: in which layout, in which colour, with which contrast."""

    slot: str
    layout: str
    colour: str
    ratio: float
    wanted: float

    @classmethod
    def of(cls, scene: Scene, place: Placeholder, slot: str, ground: Ground) -> _Low:
        ink = _ink(scene, place)
        name = scene.choice.offer.name
        return cls(slot, name, ink.hex, ground.contrast(ink), wanted(place))


def _contrasts(low: Iterable[_Low], at: Position) -> Iterator[Finding]:
    """Tell each colour once, with all its places: a master repeats its mistakes on every layout."""
    by_colour: dict[tuple[str, float], list[_Low]] = {}
    for each in low:
        by_colour.setdefault((each.colour, each.wanted), []).append(each)
    for (colour, least), places in by_colour.items():
        yield problem(
            "master_contrast",
            at,
            places=_places(places),
            colour=colour,
            ratio=_number(min(each.ratio for each in places)),
            wanted=_number(least),
        )


def _places(places: Iterable[_Low]) -> str:
    """List texts by layout: "Datum, Fußzeile auf „Inhalt“; Titel auf „Nur Titel“"."""
    names = DEFAULT.words("brand")["slots"]
    layouts: dict[str, list[str]] = {}
    for each in places:
        layouts.setdefault(each.layout, []).append(names[each.slot])
    by_slots: dict[str, list[str]] = {}
    for layout, slots in layouts.items():
        by_slots.setdefault(", ".join(dict.fromkeys(slots)), []).append(f"„{layout}“")
    return "; ".join(
        phrase("master_places", slots=slots, layouts=", ".join(names))
        for slots, names in by_slots.items()
    )


def _ink(scene: Scene, place: Placeholder) -> Colour:
    return place.text.colour or scene.scheme.ink


def _theme_colours(plan: Plan, at: Position) -> Iterator[Finding]:
    """Tell which colour of the theme had to be changed for text or shapes to be seen."""
    paints, scheme, roles = (
        plan.paints["body"],
        plan.scene.scheme,
        DEFAULT.words("brand")["colours"],
    )
    seen = paints["paper"].colour
    for role, least in (("primary", TEXT_CONTRAST), ("accent", SHAPE_CONTRAST)):
        paint = paints[role]  # type: ignore[index]
        theirs = scheme.slot(paint.name)
        if theirs and theirs != paint.colour and theirs.contrast(seen) < least:
            yield problem(
                "master_colour",
                at,
                role=roles[role],
                colour=theirs.hex,
                slot=paint.name,
                ratio=_number(theirs.contrast(seen)),
                wanted=_number(least),
                made=paint.colour.hex,
            )


# --- fonts and footers


def _fonts(master: Master, at: Position) -> Iterator[Finding]:
    for font in dict.fromkeys((master.geometry.heading_font, master.geometry.body_font)):
        if not face_pair(font).measured:
            yield problem("master_font", at, font=font or "?")
    for plan in master.plans.values():
        if any(place.text.is_spaced for place in plan.slots.values()):
            layout = plan.scene.choice.offer.name
            yield problem("master_spaced", at, layout=layout)


def _footers(master: Master, at: Position) -> Iterator[Finding]:
    slots = DEFAULT.words("brand")["slots"]
    for kind, plan in master.plans.items():
        if kind == "title":
            continue
        there = {place.kind for place in footers(plan.scene.choice.offer)}
        missing = [key for key in ("ftr", "sldNum") if key not in there]
        if missing:
            instead = "box" if "ftr" in missing and plan.spare_foot else "nothing"
            yield problem(
                "master_no_footer",
                at,
                layout=plan.scene.choice.offer.name,
                what=" / ".join(slots[key] for key in missing),
                instead=phrase(f"master_instead_{instead}"),
            )


def _number(value: float) -> str:
    """Write a number as Germans do, with one place at most."""
    return number_text(DEFAULT, value, decimals=1)
