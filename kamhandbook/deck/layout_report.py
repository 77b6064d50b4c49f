"""A layout in use as ``brand check`` shows it: why it was chosen, and a small drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kamhandbook.deck.master_parts import Master, SlidePlan
from kamhandbook.deck.occupied import meets, occupied
from kamhandbook.design.geometry import LayoutKind, SlideLayout, Slot
from kamhandbook.document.drawing import Rect
from kamhandbook.wording.language import DEFAULT

_ACROSS = 48  # signs of a drawing; a sign is twice as high as it is wide
_SAME = 2.0  # points that an area may differ from its placeholder's own place
_FREE, _FIXED, _FOOT = "free", "fixed", "foot"
_ORDER: tuple[Slot, ...] = ("body", "second", "subtitle", "kicker", "title")


class AreaReport(Struct, frozen=True):
    """Room for text, in points of our slide; it ``is_ours`` where no placeholder has that place."""

    slot: Slot
    rect: Rect
    size: float
    is_ours: bool


class LayoutReport(Struct, frozen=True):
    """The layout of one kind of slide; ``free`` is the share of the slide that nothing takes."""

    kind: LayoutKind
    name: str
    reasons: tuple[str, ...]
    areas: tuple[AreaReport, ...]
    fixed: tuple[Rect, ...]
    picture: tuple[str, ...]
    free: float


def layout_report(kind: LayoutKind, master: Master) -> LayoutReport:
    """Return what is to be said of the layout for a kind of slide."""
    plan, layout = master.plans[kind], master.geometry.layouts[kind]
    offer = plan.scene.choice.offer
    areas = tuple(_areas(plan, layout))
    fixed = occupied(offer.layout, offer.parent, offer.page)
    signs = _signs(plan, areas, fixed, offer.page)
    return LayoutReport(
        kind=kind,
        name=offer.name,
        reasons=tuple(_reasons(plan)),
        areas=areas,
        fixed=fixed,
        picture=tuple(
            "".join(DEFAULT.words("brand")["signs"][sign] for sign in row) for row in signs
        ),
        free=sum(row.count(_FREE) for row in signs) / (len(signs) * _ACROSS),
    )


def share(rect: Rect, page: Rect) -> float:
    """Return what share of the slide a rectangle takes."""
    return rect.width * rect.height / (page.width * page.height)


def _reasons(plan: SlidePlan) -> Iterator[str]:
    words, choice = DEFAULT.words("brand")["reasons"], plan.scene.choice
    body = choice.slots.get("body")
    values = {
        "share": round(100 * share(body.inside, choice.offer.page)) if body else 0,
        "subtitle": words["with_subtitle"] if "subtitle" in choice.slots else "",
    }
    yield from (str(words[key]).format(**values) for key in choice.reasons)
    if plan.scene.panel:
        yield words["panel"]


def _areas(plan: SlidePlan, layout: SlideLayout) -> Iterator[AreaReport]:
    is_cover = "subtitle" in layout.areas
    for slot in reversed(_ORDER):
        area = layout.areas.get(slot)
        if area and not (is_cover and slot in ("body", "second")):
            place = plan.slots.get(slot)
            is_ours = place is None or not place.inside.is_near(area.rect, _SAME)
            yield AreaReport(slot, area.rect, area.size(), is_ours)
            yield from (AreaReport(slot, room, area.size(), is_ours=True) for room in area.further)


def _signs(
    plan: SlidePlan, areas: tuple[AreaReport, ...], fixed: tuple[Rect, ...], page: Rect
) -> list[list[str]]:
    """Return the drawing as names of signs, row by row."""
    down = max(round(_ACROSS * page.height / page.width / 2), 4)
    is_cover = any(area.slot == "subtitle" for area in areas)  # which has no foot
    feet = [] if is_cover else [place.inside for place in plan.footers]
    feet += [plan.spare_foot] if plan.spare_foot and not is_cover else []
    of_areas = [(f"{area.slot}{'_ours' * area.is_ours}", [area.rect]) for area in areas]
    layers = [(_FIXED, list(fixed)), *of_areas, (_FOOT, feet)]
    width, height = page.width / _ACROSS, page.height / down
    return [
        [_sign_at(Rect(x * width, y * height, width, height), layers) for x in range(_ACROSS)]
        for y in range(down)
    ]


def _sign_at(cell: Rect, layers: list[tuple[str, list[Rect]]]) -> str:
    """Return the name of the first layer at a cell: areas hold its middle, thin things meet it."""
    x, y = cell.centre
    for name, rects in layers:
        is_thin = name in (_FIXED, _FOOT)
        holds = (rect.x <= x < rect.right and rect.y <= y < rect.bottom for rect in rects)
        if meets(cell, rects) if is_thin else any(holds):
            return name
    return _FREE


def in_centimetres(rect: Rect, scale: float) -> Mapping[str, float]:
    """Return a rectangle of our slide as one of the template's, in centimetres."""
    factor = scale * 2.54 / 72
    sides = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}
    return {name: round(side * factor, 2) for name, side in sides.items()}
