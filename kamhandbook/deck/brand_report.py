"""What a corporate template offers the handbook, and what it lacks, before anybody builds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from kamhandbook.deck.areas import footers
from kamhandbook.deck.backdrop import Backdrop
from kamhandbook.deck.inherit import Placeholder
from kamhandbook.deck.layout_report import LayoutReport, layout_report, share
from kamhandbook.deck.master_parts import Master, SlidePlan
from kamhandbook.deck.paint import SHAPE_CONTRAST
from kamhandbook.deck.scene import Scene, text_rect
from kamhandbook.deck.template_notices import template_notices
from kamhandbook.design.colour import TEXT_CONTRAST, Colour
from kamhandbook.design.geometry import Geometry, LayoutKind
from kamhandbook.findings import Finding, Position
from kamhandbook.metrics import LINE_PITCH, face_pair
from kamhandbook.wording.language import DEFAULT, speaker
from kamhandbook.wording.messages import phrase, problem
from kamhandbook.wording.numbers import number_text, plural

_ROOM = 0.45  # share of the slide from which content has room enough
_MORE = 0.02  # share of the slide from which more room is worth a word
_TITLE_WIDTH = 0.6  # share of the slide's width
_TITLE_FLOOR = 20.0  # points: smaller titles are not set
_CM = 72 / 2.54  # points
_MAKESHIFT_FINDINGS: dict[LayoutKind, str] = {
    "content": "master_no_content",
    "two_columns": "master_no_columns",
    "title": "master_no_cover",
    "title_only": "master_no_title_only",
}


class BrandReport(Struct, frozen=True):
    """The report: what the template is, each layout in use, what stands on it, findings.

    ``facts`` are sentences about the size of its slides, fixed texts, labels and its own slides.
    """

    heading: str
    layouts: tuple[LayoutReport, ...]
    facts: tuple[str, ...]
    fonts: tuple[FontReport, ...]
    findings: tuple[Finding, ...]


class FontReport(Struct, frozen=True):
    """A font of the template and whether its widths are known."""

    role: str
    name: str
    is_measured: bool


def report_on(master: Master, name: str, position: Position) -> BrandReport:
    """Look a template over; ``name`` is the file's, findings stand at ``position``."""
    findings = (
        *_layouts(master, position),
        *_room(master, position),
        *_colours(master, position),
        *_fonts(master, position),
        *_footers(master, position),
    )
    return BrandReport(
        heading=_heading(master, name),
        layouts=tuple(layout_report(kind, master) for kind in master.plans),
        facts=tuple(_facts(master)),
        fonts=tuple(_font_reports(master.geometry)),
        findings=tuple(dict.fromkeys(findings)),
    )


def _facts(master: Master) -> Iterator[str]:
    if master.scale != 1.0:
        points = {"ours": 14, "theirs": _number(14 * master.scale)}
        yield str(DEFAULT.words("brand")["scaled"]).format(**points)
    yield from (notice.text for notice in template_notices(master, master.plans, speaker()))


def _font_reports(geometry: Geometry) -> Iterator[FontReport]:
    for role, font in (("heading", geometry.heading_font), ("body", geometry.body_font)):
        yield FontReport(role, font, face_pair(font).measured)


# --- which layout, and why


def _heading(master: Master, name: str) -> str:
    geometry, words = master.geometry, DEFAULT.words("brand")
    count = master.masters
    return str(words["heading"]).format(
        file=name,
        wide=_number(geometry.width * master.scale / _CM),
        high=_number(geometry.height * master.scale / _CM),
        ratio=_ratio(geometry.width / geometry.height),
        masters=plural(DEFAULT, count, words["masters"]).format(n=count),
        heading_font=geometry.heading_font or "?",
        body_font=geometry.body_font or "?",
    )


def _ratio(share: float) -> str:
    names = {16 / 9: "16:9", 4 / 3: "4:3", 16 / 10: "16:10"}
    nearest = min(names, key=lambda ratio: abs(ratio - share))
    return names[nearest] if abs(nearest - share) < 0.02 else f"{_number(share)}:1"


def _layouts(master: Master, position: Position) -> Iterator[Finding]:
    if master.titles_added:
        yield problem("master_no_titles", position)
    if master.masters > 1:
        taken = master.plans["content"].scene.choice.offer.master + 1
        yield problem("master_aside", position, n=master.masters, taken=taken)
    for kind, key in _MAKESHIFT_FINDINGS.items():
        if master.plans[kind].scene.choice.is_makeshift:
            yield problem(key, position)


# --- room


def _room(master: Master, position: Position) -> Iterator[Finding]:
    """Yield what the template's own places lack; what we take instead is in the geometry."""
    geometry = master.geometry
    slots = master.plans["content"].slots
    areas = geometry.layouts["content"].areas
    title = areas["title"]
    own_title = slots["title"].inside
    own_body = slots["body"].inside if "body" in slots else areas["body"].rect
    page = master.plans["content"].scene.choice.offer.page
    own, taken = share(own_body, page), share(areas["body"].rect, page)
    if own < _ROOM:
        yield problem(
            "master_room_taken" if taken > own + _MORE else "master_small_room",
            position,
            share=round(100 * own),
            taken=round(100 * taken),
            width=_number(own_body.width * master.scale / _CM),
            height=_number(own_body.height * master.scale / _CM),
        )
    if own_title.width < _TITLE_WIDTH * geometry.width:
        yield problem(
            "master_narrow_title", position, width=_number(own_title.width * master.scale / _CM)
        )
    size = min(title.size(), _TITLE_FLOOR)
    lines = int((own_title.height + 1) / (LINE_PITCH * size * title.line_spacing))
    if lines < 2:
        key = (
            "master_title_grown" if title.rect.height > own_title.height + 1 else "master_low_title"
        )
        yield problem(key, position, size=round(size * master.scale))


# --- colours


def _colours(master: Master, position: Position) -> Iterator[Finding]:
    unreadable: list[_UnreadableText] = []
    for kind, plan in master.plans.items():
        scene, layout = plan.scene, master.geometry.layouts[kind]
        if scene.panel:
            yield problem("master_restless", position, layout=scene.choice.offer.name)
        for slot, place in plan.slots.items():
            if slot in plan.unreadable and not scene.panel:
                backdrop = scene.behind_text(place, layout.areas[slot].rect)
                unreadable.append(_UnreadableText.of(scene, place, slot, backdrop))
        for place in plan.footers:
            if place.kind in plan.unreadable:
                unreadable.append(
                    _UnreadableText.of(
                        scene, place, place.kind, scene.behind_text(place, text_rect(place))
                    )
                )
    yield from _contrasts(unreadable, position)
    yield from _theme_colours(master.plans["content"], position)


class _UnreadableText(Struct, frozen=True):
    """A text that cannot be read well: in which layout, in which colour, with which contrast."""

    slot: str
    layout: str
    colour: str
    ratio: float

    @classmethod
    def of(cls, scene: Scene, place: Placeholder, slot: str, backdrop: Backdrop) -> _UnreadableText:
        ink = _ink(scene, place)
        name = scene.choice.offer.name
        return cls(slot, name, ink.hex, backdrop.contrast(ink))


def _contrasts(low: Iterable[_UnreadableText], position: Position) -> Iterator[Finding]:
    """Yield one finding a colour, with all its places: a master repeats its mistakes everywhere."""
    by_colour: dict[str, list[_UnreadableText]] = {}
    for text in low:
        by_colour.setdefault(text.colour, []).append(text)
    for colour, places in by_colour.items():
        yield problem(
            "master_contrast",
            position,
            places=_places(places),
            colour=colour,
            ratio=_number(min(text.ratio for text in places)),
            wanted=_number(TEXT_CONTRAST),
        )


def _places(places: Iterable[_UnreadableText]) -> str:
    """Return texts by layout: "Datum, Fußzeile auf „Inhalt“; Titel auf „Nur Titel“"."""
    names = DEFAULT.words("brand")["slots"]
    layouts: dict[str, list[str]] = {}
    for text in places:
        layouts.setdefault(text.layout, []).append(names[text.slot])
    by_slots: dict[str, list[str]] = {}
    for layout, slots in layouts.items():
        by_slots.setdefault(", ".join(dict.fromkeys(slots)), []).append(f"„{layout}“")
    return "; ".join(
        phrase("master_places", slots=slots, layouts=", ".join(names))
        for slots, names in by_slots.items()
    )


def _ink(scene: Scene, place: Placeholder) -> Colour:
    return place.text.colour or scene.scheme.ink


def _theme_colours(plan: SlidePlan, position: Position) -> Iterator[Finding]:
    """Yield which colours of the theme had to be changed for text or shapes to be seen."""
    paints, scheme, roles = (
        plan.paints["body"],
        plan.scene.scheme,
        DEFAULT.words("brand")["colours"],
    )
    background = paints["paper"].colour
    for role, needed in (("primary", TEXT_CONTRAST), ("accent", SHAPE_CONTRAST)):
        paint = paints[role]  # type: ignore[index]
        theme_colour = scheme.slot(paint.name)
        if (
            theme_colour
            and theme_colour != paint.colour
            and theme_colour.contrast(background) < needed
        ):
            yield problem(
                "master_colour",
                position,
                role=roles[role],
                colour=theme_colour.hex,
                slot=paint.name,
                ratio=_number(theme_colour.contrast(background)),
                wanted=_number(needed),
                made=paint.colour.hex,
            )


# --- fonts and footers


def _fonts(master: Master, position: Position) -> Iterator[Finding]:
    for font in dict.fromkeys((master.geometry.heading_font, master.geometry.body_font)):
        if not face_pair(font).measured:
            yield problem("master_font", position, font=font or "?")
    for plan in master.plans.values():
        if any(place.text.is_spaced for place in plan.slots.values()):
            layout = plan.scene.choice.offer.name
            yield problem("master_spaced", position, layout=layout)


def _footers(master: Master, position: Position) -> Iterator[Finding]:
    slots = DEFAULT.words("brand")["slots"]
    for kind, plan in master.plans.items():
        if kind == "title":
            continue
        kinds = {place.kind for place in footers(plan.scene.choice.offer)}
        missing = [key for key in ("ftr", "sldNum") if key not in kinds]
        if missing:
            substitute = "box" if "ftr" in missing and plan.spare_foot else "nothing"
            yield problem(
                "master_no_footer",
                position,
                layout=plan.scene.choice.offer.name,
                what=" / ".join(slots[key] for key in missing),
                instead=phrase(f"master_instead_{substitute}"),
            )


def _number(value: float) -> str:
    """Write a number as Germans do, with one place at most."""
    return number_text(DEFAULT, value, decimals=1)
