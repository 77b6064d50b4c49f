"""Design that a template has on its sample slides only: put onto its layouts where that is safe.

Safe is what several slides share, a plain ground that all of them have, and, where a layout shows
nothing of its own, what the first slide has on it. All else is told: a photograph on one slide
may be what that slide is about.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from kamhandbook.deck.inherit import placeholder_of
from kamhandbook.deck.occupied import frame_of_shape, is_seen
from kamhandbook.deck.refusals import RELATIONSHIPS
from kamhandbook.deck.sample_slides import (
    Ornament,
    Relation,
    SampleSlide,
    leads_to,
    relations_of,
    sample_slides,
)
from kamhandbook.deck.xml import A, Element, P, R, elements, name_of, parsed, serialised
from kamhandbook.document.drawing import Rect

Members = Mapping[str, bytes]
_NEAR = 6.0  # points that two shapes may differ and still be the same one, drawn twice
_HALF, _MOST = 0.5, 0.6  # of the slides must share a mark, a ground
_EMPTY = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class SlideDesign(Struct, frozen=True):
    """What became of it: how many grounds and marks were taken over, which slides have more."""

    grounds: int = 0
    marks: int = 0
    left: tuple[int, ...] = ()


class _Choice(Struct, frozen=True):
    """Ornaments for layouts; the grounds come first."""

    ornaments: tuple[Ornament, ...]
    layouts: tuple[str, ...]


def with_slide_design(members: Members) -> tuple[dict[str, bytes], SlideDesign]:
    """Return a template's members with what only its sample slides show on layouts, and what."""
    slides = sample_slides(members)
    if not any(slide.ornaments for slide in slides):
        return dict(members), SlideDesign()
    reader = _Layouts(members)
    choices = list(_choices(slides, reader))
    changed = dict(members)
    for choice in choices:
        for layout in choice.layouts:
            _adorn(changed, layout, choice.ornaments)
    taken = {each.signature: each for choice in choices for each in choice.ornaments}
    kinds = Counter(each.kind for each in taken.values())
    left = tuple(
        slide.number
        for slide in slides
        if any(
            each.signature not in taken and not reader.shows(slide.layout, each)
            for each in slide.ornaments
        )
    )
    return changed, SlideDesign(kinds["ground"], kinds["mark"], left)


def _choices(slides: Sequence[SampleSlide], reader: _Layouts) -> Iterator[_Choice]:
    """Yield what the slides for content share, then what is only on the cover."""
    covers = [slide for slide in slides if reader.is_cover(slide.layout)]
    if not covers and len(slides) > 1:
        covers = [slides[0]]
    inner = [slide for slide in slides if slide not in covers]
    shared = tuple(_shared(inner, reader))
    if shared:
        master = reader.master(inner[0].layout)
        kinds = (False,) if covers else (False, True)
        yield _Choice(shared, tuple(reader.of_master(master, kinds)))
    if covers:
        own = tuple(
            each
            for each in covers[0].ornaments
            if each.is_safe and not reader.shows(covers[0].layout, each)
        )
        targets = tuple(reader.of_master(reader.master(covers[0].layout), (True,)))
        if own and targets and all(reader.is_bare(name) for name in targets):
            yield _Choice(own, targets)


def _shared(slides: Sequence[SampleSlide], reader: _Layouts) -> Iterator[Ornament]:
    """Yield what enough of some slides have, and their layouts have not."""
    counts = Counter(
        each for slide in slides for each in {each.signature for each in slide.ornaments}
    )
    first = {each.signature: each for slide in reversed(slides) for each in slide.ornaments}
    has_ground = False
    for slide in slides:
        for each in slide.ornaments:
            if first.pop(each.signature, None) is None or reader.shows(slide.layout, each):
                continue
            share = counts[each.signature] / len(slides)
            is_alone = len(slides) == 1
            if each.kind == "ground":
                is_taken = share >= _MOST and (each.is_plain or not is_alone) and not has_ground
                has_ground = has_ground or is_taken
            else:
                is_taken = share >= _HALF and (not is_alone or reader.is_bare(slide.layout))
            if is_taken and each.is_safe:
                yield each


class _Layouts:
    """What the layouts and masters of a template show by themselves."""

    def __init__(self, members: Members) -> None:
        self.members = members
        self.names = [
            name
            for name in members
            if name.startswith("ppt/slideLayouts/slideLayout") and name.endswith(".xml")
        ]

    def master(self, layout: str) -> str:
        return leads_to(relations_of(layout, self.members), "slideMaster")

    def of_master(self, master: str, are_covers: Iterable[bool]) -> Iterator[str]:
        """Yield the layouts of a master, those for covers or the others."""
        for name in self.names:
            if self.master(name) == master and self.is_cover(name) in are_covers:
                yield name

    def is_cover(self, layout: str) -> bool:
        return bool(parsed(self.members[layout]).get("type") == "title")

    def is_bare(self, layout: str) -> bool:
        """Whether slides on a layout would be plain paper."""
        return not any(self._frames(layout)) and not any(map(self._has_ground, self._both(layout)))

    def shows(self, layout: str, ornament: Ornament) -> bool:
        """Whether the same shape stands on the layout or its master already."""
        if name_of(ornament.element) == "bg":
            return self._has_ground(layout)
        return any(frame.is_near(ornament.frame, _NEAR) for frame in self._frames(layout))

    def _both(self, layout: str) -> tuple[str, ...]:
        master = self.master(layout)
        shows_master = parsed(self.members[layout]).get("showMasterSp", "1") not in ("0", "false")
        return (layout, master) if shows_master and master in self.members else (layout,)

    def _frames(self, layout: str) -> Iterator[Rect]:
        for name in self._both(layout):
            for shape in elements(parsed(self.members[name]).find(f"{P}cSld/{P}spTree")):
                if name_of(shape) in ("sp", "pic", "cxnSp", "grpSp"):
                    frame = frame_of_shape(shape)
                    if frame and placeholder_of(shape) is None and is_seen(shape):
                        yield frame

    def _has_ground(self, name: str) -> bool:
        """Whether a part's background is more than the theme's plain colour."""
        background = parsed(self.members[name]).find(f"{P}cSld/{P}bg")
        if background is None:
            return False
        reference = background.find(f"{P}bgRef")
        colour = None if reference is None else reference.find(f"{A}schemeClr")
        return colour is None or colour.get("val") not in ("bg1", "lt1")


# --- putting them onto a layout


def _adorn(members: dict[str, bytes], layout: str, ornaments: Iterable[Ornament]) -> None:
    """Put ornaments onto a layout, behind all that stands there."""
    root = parsed(members[layout])
    sheet = root.find(f"{P}cSld")
    tree, place = sheet.find(f"{P}spTree"), 2  # behind the group's own two elements
    for number, ornament in enumerate(ornaments):
        element = _with_relations(members, layout, ornament, number)
        if name_of(element) == "bg":
            old = sheet.find(f"{P}bg")
            if old is not None:
                sheet.remove(old)
            sheet.insert(0, element)
        else:
            tree.insert(place, element)
            place += 1
    members[layout] = serialised(root)


def _with_relations(
    members: dict[str, bytes], layout: str, ornament: Ornament, number: int
) -> Element:
    """Return an ornament for a layout, to which the pictures in it are related."""
    folder, file = posixpath.split(layout)
    rels = f"{folder}/_rels/{file}.rels"
    root, element = parsed(members.get(rels, _EMPTY)), deepcopy(ornament.element)
    ids: dict[str, str] = {}
    for id_, relation in ornament.relations.items():
        ids[id_] = f"rIdSlide{len(root)}x{number}"
        root.append(_relation(ids[id_], relation, folder))
    members[rels] = serialised(root)
    for each in element.iter():
        for key, value in each.attrib.items():
            if key.startswith(R) and value in ids:
                each.set(key, ids[value])
    return element


def _relation(id_: str, relation: Relation, folder: str) -> Element:
    element = etree.Element(f"{RELATIONSHIPS}Relationship")
    element.set("Id", id_)
    element.set("Type", relation.type)
    element.set("Target", posixpath.relpath(relation.target, folder))
    return element
