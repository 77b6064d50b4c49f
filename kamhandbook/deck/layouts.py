"""Which layout serves which kind of slide: by its placeholders, its room and its type.

Never by name: names are German, Czech, Chinese or anything. Every candidate gets points, and the
reasons for them are kept for the report of ``kamhandbook brand check``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kamhandbook.deck.backdrop import Sheet, ground
from kamhandbook.deck.inherit import FOOTERS, TITLES, Placeholder
from kamhandbook.design.colour import TEXT_CONTRAST
from kamhandbook.design.geometry import LayoutKind, Slot
from kamhandbook.document.drawing import Rect

_TEXTS = frozenset({"obj", "body", "subTitle"})
_BIG = 0.1  # share of the slide from which a placeholder is room for content
_NARROW = 0.25  # share of the slide's width that a title needs at least
_TITLE_SIZE = 24.0  # points: with less it is a caption, not the title of a slide
_KICKER_HIGH = 0.09  # share of the slide's height
_OTHER_MASTER = 4.0  # points off: a deck keeps to one master
_HIDDEN = 4.0  # points off where text cannot be read on what lies behind it
_RESTLESS = 3.0  # points off where it has several colours
_LATER_MASTER = 0.5  # points off while no master is chosen: the first is the one meant


@dataclass(frozen=True, slots=True)
class Offer:
    """A layout and what it offers; ``master`` counts from 0."""

    master: int
    sheet: Sheet
    above: Sheet
    places: tuple[Placeholder, ...]
    page: Rect

    @property
    def type(self) -> str:
        """The layout's type as PowerPoint writes it (obj, twoObj …), "" where it has none."""
        return self.sheet.element.get("type") or ""

    @property
    def name(self) -> str:
        """The layout's name, for people only."""
        return self.sheet.element.find("./{*}cSld").get("name") or ""

    @property
    def title(self) -> Placeholder | None:
        """The title placeholder."""
        return next((each for each in self.places if each.kind in TITLES), None)

    @property
    def texts(self) -> tuple[Placeholder, ...]:
        """Placeholders for text that can be told apart, in reading order."""
        found = [each for each in self.places if each.kind in _TEXTS and each.is_upright]
        keys = [each.key for each in self.places]
        own = [each for each in found if keys.count(each.key) == 1]
        return tuple(sorted(own, key=lambda each: (each.frame.x, each.frame.y)))

    @property
    def rooms(self) -> tuple[Placeholder, ...]:
        """Those with room for content."""
        return tuple(each for each in self.texts if self.share(each) >= _BIG)

    @property
    def others(self) -> int:
        """How many placeholders are for nothing we have: pictures, charts, upright text."""
        return sum(each.kind not in _TEXTS | TITLES | FOOTERS for each in self.places)

    def share(self, place: Placeholder) -> float:
        """How much of the slide a placeholder takes, from 0 to 1."""
        return place.frame.width * place.frame.height / (self.page.width * self.page.height)

    def unrest(self, place: Placeholder) -> float:
        """How much what lies behind a placeholder keeps from reading, in points off; 0 is calm."""
        seen, scheme = ground(self.sheet, self.above, place.inside, self.page), self.sheet.scheme
        off = 0.0 if seen.is_calm else _RESTLESS
        if seen.contrast(place.text.colour or scheme.ink) >= TEXT_CONTRAST:
            return off
        others = max(map(seen.contrast, (scheme.ink, scheme.paper)))
        return off + (_HIDDEN / 2 if others >= TEXT_CONTRAST else _HIDDEN)

    def kicker(self) -> Placeholder | None:
        """The small text line directly above the title, if there is one."""
        title = self.title
        if title is None:
            return None
        above = [
            each
            for each in self.texts
            if each.frame.height <= _KICKER_HIGH * self.page.height
            and each.frame.bottom <= title.frame.y + title.frame.height * 0.2
            and each.frame.x < title.frame.right
            and each.frame.width >= title.frame.width * 0.4
        ]
        return max(above, key=lambda each: each.frame.bottom, default=None)


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout for a kind of slide, and which placeholder is for what.

    ``reasons`` are keys of wording, the strongest first. ``is_makeshift`` tells that no layout
    was made for this.
    """

    offer: Offer
    slots: Mapping[Slot, Placeholder]
    reasons: tuple[str, ...] = ()
    is_makeshift: bool = False


@dataclass(frozen=True, slots=True)
class _Scored:
    points: float
    slots: Mapping[Slot, Placeholder] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


def choose(offers: Sequence[Offer]) -> dict[LayoutKind, Choice]:
    """Choose a layout for each kind of slide; every offer must have a title."""
    content = _best(offers, _content, None) or _makeshift(offers, None)
    home = content.offer.master
    only = _best(offers, _title_only, home) or _reduced(content)
    columns = _best(offers, _two_columns, home) or Choice(
        content.offer, _just_title(content.offer), ("columns_in_content",), is_makeshift=True
    )
    cover = _best(offers, _cover, None) or Choice(
        only.offer, _just_title(only.offer), ("cover_is_title_only",), is_makeshift=True
    )
    closing = _best(offers, _closing, home) or (
        Choice(columns.offer, columns.slots, ("closing_is_columns",), columns.is_makeshift)
    )
    return {
        "title": cover,
        "content": content,
        "two_columns": columns,
        "title_only": only,
        "closing": closing,
    }


def _best(
    offers: Sequence[Offer], score: Callable[[Offer], _Scored | None], home: int | None
) -> Choice | None:
    """Give the best offer; the first of equals, and rather one of the master in use."""
    scored = [(found, offer) for offer in offers if (found := score(offer))]
    if not scored:
        return None
    found, offer = max(scored, key=lambda each: _points(each[0], each[1], home))
    return Choice(offer, _with_kicker(offer, found.slots), found.reasons)


def _points(found: _Scored, offer: Offer, home: int | None) -> float:
    off = _LATER_MASTER * offer.master if home is None else _OTHER_MASTER * (offer.master != home)
    return found.points - offer.others - off


def _with_kicker(offer: Offer, slots: Mapping[Slot, Placeholder]) -> dict[Slot, Placeholder]:
    kicker = offer.kicker()
    used = [each.key for each in slots.values()]
    return dict(slots) | ({"kicker": kicker} if kicker and kicker.key not in used else {})


def _just_title(offer: Offer) -> dict[Slot, Placeholder]:
    return _with_kicker(offer, {"title": offer.title} if offer.title else {})


def _reduced(content: Choice) -> Choice:
    slots = _just_title(content.offer)
    return Choice(content.offer, slots, ("title_only_is_content",), is_makeshift=True)


def _makeshift(offers: Sequence[Offer], home: int | None) -> Choice:
    """Without any room for content: the widest title, and boxes below it."""
    only = _best(offers, _title_only, home)
    offer = only.offer if only else max(offers, key=_title_width)
    return Choice(offer, _just_title(offer), ("no_content",), is_makeshift=True)


def _title_width(offer: Offer) -> float:
    return offer.title.frame.width if offer.title else 0.0


# --- one kind of slide, one score; None when the layout cannot serve it


def _content(offer: Offer) -> _Scored | None:
    title, rooms = offer.title, offer.rooms
    if title is None or len(rooms) != 1 or offer.type in ("title", "secHead", "titleOnly"):
        return None
    body = rooms[0]
    if body.frame.y + body.frame.height / 2 < title.frame.bottom or body.kind == "subTitle":
        return None  # beside or above the title
    typed = {"obj": 3.0, "tx": 2.0}.get(offer.type, 0.0)
    points = 10 * offer.share(body) + typed + (body.kind == "obj") - _spare(offer, body)
    points -= offer.unrest(body) + offer.unrest(title) / 2
    reasons = ("one_room", *(("type",) if typed else ()))
    return _Scored(points, {"title": title, "body": body}, reasons)


def _two_columns(offer: Offer) -> _Scored | None:
    title, rooms = offer.title, offer.rooms
    if title is None or len(rooms) != 2 or offer.type in ("title", "objTx"):
        return None
    left, right = rooms
    beside = left.frame.right <= right.frame.x + 1
    shared = min(left.frame.bottom, right.frame.bottom) - max(left.frame.y, right.frame.y)
    if not beside or shared < 0.6 * max(left.frame.height, right.frame.height):
        return None
    even = min(left.frame.width, right.frame.width) / max(left.frame.width, right.frame.width)
    if even < 0.7 or left.frame.y < title.frame.y:
        return None
    typed = 3.0 * (offer.type == "twoObj")
    points = 10 * (offer.share(left) + offer.share(right)) * even + typed
    points -= _spare(offer, left, right)
    reasons = ("two_rooms", *(("type",) if typed else ()))
    return _Scored(points, {"title": title, "body": left, "second": right}, reasons)


def _title_only(offer: Offer) -> _Scored | None:
    title = offer.title
    if title is None or offer.rooms or offer.type in ("title", "secHead"):
        return None
    if title.frame.y + title.frame.height / 2 > 0.4 * offer.page.height:
        return None  # a section header: its title stands in the middle
    if title.frame.width < _NARROW * offer.page.width:
        return None
    typed = 3.0 * (offer.type == "titleOnly")
    points = 5 * title.frame.width / offer.page.width + typed - 0.5 * len(offer.texts)
    return _Scored(points, {"title": title}, ("only_title", *(("type",) if typed else ())))


def _cover(offer: Offer) -> _Scored | None:
    title = offer.title
    if title is None:
        return None
    centred, typed = 3.0 * (title.kind == "ctrTitle"), 3.0 * (offer.type == "title")
    under = [each for each in offer.texts if each.kind == "subTitle"] or [
        each for each in offer.texts if each.frame.y >= title.frame.y
    ]
    middle = 2.0 * (0.25 <= title.frame.centre[1] / offer.page.height <= 0.75)
    if not centred and not typed and not (middle or (under and under[0].kind == "subTitle")):
        return None
    slots: dict[Slot, Placeholder] = {"title": title}
    if under:
        slots["subtitle"] = under[0]
    points = centred + typed + middle + 2.0 * bool(under) - max(len(offer.texts) - 1, 0)
    points -= (len(offer.rooms) > 1) + offer.unrest(title) / _HIDDEN
    return _Scored(points, slots, ("cover", *(("type",) if typed else ())))


def _closing(offer: Offer) -> _Scored | None:
    """Content with a caption beside it: the title and the caption in one column."""
    title = offer.title
    bodies = [each for each in offer.rooms if each.kind == "obj"]
    captions = [each for each in offer.rooms if each.kind == "body"]
    if title is None or offer.type != "objTx" or len(bodies) != 1 or len(captions) != 1:
        return None
    if title.frame.width < _NARROW * offer.page.width or title.text.sizes[0] < _TITLE_SIZE:
        return None
    slots: dict[Slot, Placeholder] = {"title": title, "body": bodies[0], "second": captions[0]}
    return _Scored(3 + 10 * offer.share(bodies[0]), slots, ("caption", "type"))


def _spare(offer: Offer, *used: Placeholder) -> float:
    """Points off for placeholders that would stay empty, the title's kicker not counted."""
    kicker = offer.kicker()
    keys = {each.key for each in used} | ({kicker.key} if kicker else set())
    return 0.5 * sum(each.key not in keys for each in offer.texts)
