"""The sample slides of a template as evidence of its design: what stands on them and on no layout.

Read from the members of the package: slides are thrown away before it is opened.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Literal

from lxml import etree
from msgspec import Struct

from kamhandbook.deck.inherit import placeholder_of
from kamhandbook.deck.occupied import GROUND, frame_of_shape, is_seen
from kamhandbook.deck.refusals import RELATIONSHIPS
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, R, elements, name_of, number, parsed
from kamhandbook.document.drawing import Rect

Members = Mapping[str, bytes]
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml\Z")
_SHAPES = ("sp", "pic", "cxnSp", "grpSp")
_PASSING = ("hlinkClick", "hlinkHover", "extLst", "custDataLst")  # what a copy does not take along
_MEDIA = ("videoFile", "audioFile", "oleObj", "wavAudioFile", "quickTimeFile")
_FULL = 0.9  # share of the slide from which a shape is its ground
_BAND = 0.2  # share of a side within which a bar or a logo stands at the edge


class Relation(Struct, frozen=True):
    """Where a relation of a part leads: the member and the type as it is written."""

    target: str
    type: str


class Ornament(Struct, frozen=True, eq=False):
    """A background, a surface, a picture or a line of a sample slide that holds no text.

    ``signature`` is the same for the same thing on another slide. A "ground" covers the slide, a
    "mark" stands at its edge. ``is_plain`` tells that it shows no picture, ``is_safe`` that texts
    keep off it or can be read on it.
    """

    kind: Literal["ground", "mark"]
    element: Element
    signature: bytes
    frame: Rect
    relations: Mapping[str, Relation]
    is_plain: bool
    is_safe: bool


class SampleSlide(Struct, frozen=True, eq=False):
    """A sample slide: its number, the layout it stands on, what adorns it."""

    number: int
    layout: str
    ornaments: tuple[Ornament, ...]


def sample_slides(members: Members) -> tuple[SampleSlide, ...]:
    """Return a template's own slides in the order of their numbers."""
    numbers = {name: int(match[1]) for name in members if (match := _SLIDE.match(name))}
    page = page_of(members)
    read = (_slide(name, numbers[name], members, page) for name in sorted(numbers, key=numbers.get))  # type: ignore[arg-type]
    return tuple(slide for slide in read if slide)


def page_of(members: Members) -> Rect:
    """Return the slide as a rectangle, in points."""
    size = parsed(members["ppt/presentation.xml"]).find(f"{P}sldSz")
    wide, high = number(size, "cx") or 0, number(size, "cy") or 0
    return Rect(0, 0, wide / EMU_PER_POINT, high / EMU_PER_POINT)


def relations_of(name: str, members: Members) -> dict[str, Relation]:
    """Return a part's relations to other members by their ids."""
    folder, file = posixpath.split(name)
    data = members.get(f"{folder}/_rels/{file}.rels")
    if data is None:
        return {}
    inside = (
        each
        for each in parsed(data).iter(f"{RELATIONSHIPS}Relationship")
        if each.get("TargetMode") != "External"
    )
    return {
        each.get("Id", ""): Relation(
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            each.get("Type", ""),
        )
        for each in inside
    }


def leads_to(relations: Mapping[str, Relation], kind: str) -> str:
    """Return the member that a relation of a kind leads to, "" where there is none."""
    targets = (each.target for each in relations.values() if each.type.endswith(f"/{kind}"))
    return next(targets, "")


def _slide(name: str, number_: int, members: Members, page: Rect) -> SampleSlide | None:
    relations, root = relations_of(name, members), parsed(members[name])
    layout = leads_to(relations, "slideLayout")
    if layout not in members or root.get("show") == "0":
        return None
    has_own_colours = root.find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None
    ornaments = () if has_own_colours else tuple(_ornaments(root, relations, page))
    return SampleSlide(number_, layout, ornaments)


def _ornaments(root: Element, relations: Mapping[str, Relation], page: Rect) -> Iterator[Ornament]:
    background = root.find(f"{P}cSld/{P}bg")
    if background is not None and (made := _ornament(background, page, relations, page)):
        yield made
    for shape in elements(root.find(f"{P}cSld/{P}spTree")):
        frame = frame_of_shape(shape) if name_of(shape) in _SHAPES else None
        if frame and placeholder_of(shape) is None and is_seen(shape) and not _speaks(shape):
            made = _ornament(shape, frame, relations, page)
            if made:
                yield made


def _speaks(shape: Element) -> bool:
    """Whether a shape holds text, sound or film: that is what a slide says, not how it looks."""
    if any((text.text or "").strip() for text in shape.iter(f"{A}t")):
        return True
    return any(next(shape.iter(f"{{*}}{name}"), None) is not None for name in _MEDIA)


def _ornament(
    element: Element, frame: Rect, relations: Mapping[str, Relation], page: Rect
) -> Ornament | None:
    """Return an element as an ornament; None for one amid the slide, or that needs more."""
    kind = _kind(frame, page)
    copy = _bare(element)
    used = {
        value for each in copy.iter() for key, value in each.attrib.items() if key.startswith(R)
    }
    known = {id_: relation for id_, relation in relations.items() if id_ in used}
    only_pictures = all(relation.type.endswith("/image") for relation in known.values())
    if kind is None or used - known.keys() or not only_pictures:
        return None
    signed = etree.tostring(_signed(copy, known), method="c14n")
    is_plain = not used
    is_safe = kind == "ground" or _is_small(frame, page) or (is_plain and _is_across(frame, page))
    return Ornament(kind, copy, signed, frame, known, is_plain, is_safe)


def _is_small(frame: Rect, page: Rect) -> bool:
    """Whether a shape is one that texts keep off, and none that they stand on."""
    return frame.width * frame.height < GROUND * page.width * page.height


def _is_across(frame: Rect, page: Rect) -> bool:
    return frame.width >= _FULL * page.width


def _kind(frame: Rect, page: Rect) -> Literal["ground", "mark"] | None:
    if frame.width * frame.height >= _FULL * page.width * page.height:
        return "ground"
    across, down = _BAND * page.width, _BAND * page.height
    is_aside = frame.right <= across or frame.x >= page.width - across
    is_outside = frame.right <= 0 or frame.bottom <= 0 or frame.x >= page.width
    is_at_edge = is_aside or frame.bottom <= down or frame.y >= page.height - down
    return "mark" if is_at_edge and not is_outside and frame.y < page.height else None


def _bare(element: Element) -> Element:
    """Return a copy without links and what programs add to it."""
    copy = deepcopy(element)
    copy.tail = None
    for each in list(copy.iter(*(f"{{*}}{name}" for name in _PASSING))):
        if each.getparent() is not None:
            each.getparent().remove(each)
    return copy


def _signed(element: Element, relations: Mapping[str, Relation]) -> Element:
    """Return a copy that is alike wherever the same thing stands: no names, no ids."""
    copy = deepcopy(element)
    for each in copy.iter():
        if isinstance(each.tag, str) and name_of(each) == "cNvPr":
            each.attrib.clear()
        for key, value in each.attrib.items():
            if key.startswith(R):
                each.set(key, relations[value].target)
    return copy
