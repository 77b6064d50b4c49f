"""Which layout serves which kind of slide: by its placeholders, its room and its type.

Never by name: names are German, Czech, Chinese or anything. Every candidate gets points, and the
reasons for them are kept for the report of ``kamhandbook brand check``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field

from kamhandbook.deck.backdrop import LayoutPart, backdrop_of
from kamhandbook.deck.inherit import FOOTERS, TITLES, Placeholder
from kamhandbook.design.colour import TEXT_CONTRAST
from kamhandbook.design.geometry import LayoutKind, Slot
from kamhandbook.document.drawing import Rect

_TEXTS = frozenset({"obj", "body", "subTitle"})
_BIG = 0.1  # share of the slide from which a placeholder is room for content
_NARROW = 0.25  # share of the slide's width that a title needs at least
_TITLE_SIZE = 24.0  # points: with less it is a caption, not the title of a slide
_KICKER_WIDE = 1.5  # as wide as the title, at the most
_KICKER_HIGH = 0.09  # share of the slide's height
_OTHER_MASTER = 8.0  # points off: a deck keeps to one master, the one the company uses
_HIDDEN = 4.0  # points off where text cannot be read on what lies behind it
_RESTLESS = 3.0  # points off where it has several colours
_LATER_MASTER = 0.5  # points off while no master is chosen: the first is the one meant
_SAME_PLACE = 2.0  # points that the places of a statement may differ from those of content
_LOW_TITLE = 3.0  # points off for a title below its content
_FOOT = 0.75  # share of the slide's height below which a title stands at the foot
_TURNED = 4.0  # points off for a title that is written upwards
_USED_LAYOUT = 1.0  # points for a layout that the template's own slides stand on


class Offer(Struct, frozen=True):
    """A layout and what it offers.

    ``master`` is the number of its master, from 0, ``parent`` that master itself. ``uses`` counts
    the template's own slides that stood on it.
    """

    master: int
    layout: LayoutPart
    parent: LayoutPart
    places: tuple[Placeholder, ...]
    page: Rect
    uses: int = 0

    @property
    def type(self) -> str:
        """The layout's type as PowerPoint writes it (obj, twoObj …), "" where it has none."""
        return self.layout.element.get("type") or ""

    @property
    def name(self) -> str:
        """The layout's name, for people only."""
        return self.layout.element.find("./{*}cSld").get("name") or ""

    @property
    def title(self) -> Placeholder | None:
        """The title placeholder."""
        return next((place for place in self.places if place.kind in TITLES), None)

    @property
    def texts(self) -> tuple[Placeholder, ...]:
        """Placeholders for text that can be told apart, in reading order."""
        upright = [place for place in self.places if place.kind in _TEXTS and place.is_upright]
        keys = [place.key for place in self.places]
        distinct = [place for place in upright if keys.count(place.key) == 1]
        return tuple(sorted(distinct, key=lambda place: (place.frame.x, place.frame.y)))

    @property
    def rooms(self) -> tuple[Placeholder, ...]:
        """Those with room for content."""
        return tuple(place for place in self.texts if self.share(place) >= _BIG)

    @property
    def unusable_count(self) -> int:
        """How many placeholders are for nothing we have: pictures, charts, upright text."""
        return sum(place.kind not in _TEXTS | TITLES | FOOTERS for place in self.places)

    def share(self, place: Placeholder) -> float:
        """How much of the slide a placeholder takes, from 0 to 1."""
        return place.frame.width * place.frame.height / (self.page.width * self.page.height)

    def unrest_penalty(self, place: Placeholder) -> float:
        """How much what lies behind a placeholder keeps from reading, in points off; 0 is calm."""
        backdrop, scheme = (
            backdrop_of(self.layout, self.parent, place.inside, self.page),
            self.layout.scheme,
        )
        points = 0.0 if backdrop.is_calm else _RESTLESS
        if backdrop.contrast(place.text.colour or scheme.ink) >= TEXT_CONTRAST:
            return points
        best = max(map(backdrop.contrast, (scheme.ink, scheme.paper)))
        return points + (_HIDDEN / 2 if best >= TEXT_CONTRAST else _HIDDEN)

    def kicker(self) -> Placeholder | None:
        """The small text line directly above the title, if there is one."""
        title = self.title
        if title is None or not title.is_upright:
            return None
        lines = [
            place
            for place in self.texts
            if place.frame.height <= _KICKER_HIGH * self.page.height
            and place.frame.bottom <= title.frame.y + title.frame.height * 0.2
            and place.frame.x < title.frame.right
            and 0.4 <= place.frame.width / title.frame.width <= _KICKER_WIDE
        ]
        return max(lines, key=lambda place: place.frame.bottom, default=None)


class LayoutChoice(Struct, frozen=True):
    """The layout for a kind of slide, and which placeholder is for what.

    ``reasons`` are keys of wording, the strongest first. ``is_makeshift`` tells that no layout
    was made for this.
    """

    offer: Offer
    slots: Mapping[Slot, Placeholder]
    reasons: tuple[str, ...] = ()
    is_makeshift: bool = False


class _Score(Struct, frozen=True):
    points: float
    slots: Mapping[Slot, Placeholder] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


def choose(offers: Sequence[Offer]) -> dict[LayoutKind, LayoutChoice]:
    """Choose a layout for each kind of slide; every offer must have a title."""
    company = _company_master(offers)
    content = _best(offers, _content, company) or _makeshift(offers, company)
    master = content.offer.master
    usable = [offer for offer in offers if offer.master in _masters_in_use(offers, master)]
    of_master = [offer for offer in offers if offer.master == master]  # one look in the whole deck
    title_only = _best(of_master, _title_only, master) or _reduced(content)
    columns = _best(of_master, _two_columns, master) or LayoutChoice(
        content.offer, _just_title(content.offer), ("columns_in_content",), is_makeshift=True
    )
    cover = _best(usable, _cover, company) or LayoutChoice(
        title_only.offer, _just_title(title_only.offer), ("cover_is_title_only",), is_makeshift=True
    )
    closing = _best(of_master, _closing, master) or (
        LayoutChoice(columns.offer, columns.slots, ("closing_is_columns",), columns.is_makeshift)
    )
    return {
        "title": cover,
        "content": content,
        "two_columns": columns,
        "title_only": title_only,
        "closing": closing,
        "statement": _statement(of_master, content),
    }


def _best(
    offers: Sequence[Offer], score: Callable[[Offer], _Score | None], master: int | None
) -> LayoutChoice | None:
    """Return the best offer; the first of equals, and rather one of the master in use."""
    results = [(result, offer) for offer in offers if (result := score(offer))]
    if not results:
        return None
    result, offer = max(results, key=lambda pair: _total_points(pair[0], pair[1], master))
    return LayoutChoice(offer, _with_kicker(offer, result.slots), result.reasons)


def _company_master(offers: Sequence[Offer]) -> int | None:
    """Return the master that most of the template's own slides stand on, None where there are none.

    PowerPoint puts its white default first in many files; nobody uses it.
    """
    uses: Counter[int] = Counter()
    for offer in offers:
        uses[offer.master] += offer.uses
    (master, count), *_ = uses.most_common(1) or [(0, 0)]
    return master if count else None


def _masters_in_use(offers: Sequence[Offer], chosen: int) -> set[int]:
    """Return the masters that slides may stand on: those in use, all where none is known to be."""
    used = {offer.master for offer in offers if offer.uses}
    return used | {chosen} if used else {offer.master for offer in offers}


def _total_points(result: _Score, offer: Offer, master: int | None) -> float:
    penalty = (
        _LATER_MASTER * offer.master if master is None else _OTHER_MASTER * (offer.master != master)
    )
    penalty += _TURNED * (offer.title is not None and not offer.title.is_upright)
    return result.points - offer.unusable_count - penalty + _USED_LAYOUT * bool(offer.uses)


def _with_kicker(offer: Offer, slots: Mapping[Slot, Placeholder]) -> dict[Slot, Placeholder]:
    kicker = offer.kicker()
    used = [place.key for place in slots.values()]
    return dict(slots) | ({"kicker": kicker} if kicker and kicker.key not in used else {})


def _just_title(offer: Offer) -> dict[Slot, Placeholder]:
    return _with_kicker(offer, {"title": offer.title} if offer.title else {})


def _reduced(content: LayoutChoice) -> LayoutChoice:
    slots = _just_title(content.offer)
    return LayoutChoice(content.offer, slots, ("title_only_is_content",), is_makeshift=True)


def _makeshift(offers: Sequence[Offer], master: int | None) -> LayoutChoice:
    """Without any room for content: the widest title, and boxes below it."""
    choice = _best(offers, _title_only, master)
    offer = choice.offer if choice else max(offers, key=_title_width)
    return LayoutChoice(offer, _just_title(offer), ("no_content",), is_makeshift=True)


def _title_width(offer: Offer) -> float:
    return offer.title.frame.width if offer.title else 0.0


# --- one kind of slide, one score; None when the layout cannot serve it


def _content(offer: Offer) -> _Score | None:
    title, rooms = offer.title, offer.rooms
    if title is None or len(rooms) != 1 or offer.type in ("title", "secHead", "titleOnly"):
        return None
    body = rooms[0]
    is_low = _is_foot(title, offer) and body.frame.centre[1] <= title.frame.y
    is_usual = _is_under(body, title) or _is_beside(body, title, offer)
    if body.kind == "subTitle" or not (is_low or is_usual):
        return None
    type_points = {"obj": 3.0, "tx": 2.0}.get(offer.type, 0.0)
    points = (
        10 * offer.share(body)
        + type_points
        + (body.kind == "obj")
        - _empty_places_penalty(offer, body)
    )
    points -= offer.unrest_penalty(body) + offer.unrest_penalty(title) / 2 + _LOW_TITLE * is_low
    reasons = ("one_room", *(("type",) if type_points else ()))
    return _Score(points, {"title": title, "body": body}, reasons)


def _is_under(body: Placeholder, title: Placeholder) -> bool:
    return body.frame.y + body.frame.height / 2 >= title.frame.bottom


def _is_beside(body: Placeholder, title: Placeholder, offer: Offer) -> bool:
    """Whether a title stands in a column of its own, left or right of the content."""
    is_apart = body.frame.x >= title.frame.right - 1 or body.frame.right <= title.frame.x + 1
    return is_apart and title.frame.width < offer.page.width / 2


def _is_foot(title: Placeholder, offer: Offer) -> bool:
    """Whether a title stands at the foot of the slide, all along it."""
    is_wide = title.frame.width > offer.page.width / 2
    return is_wide and title.frame.centre[1] > _FOOT * offer.page.height


def _two_columns(offer: Offer) -> _Score | None:
    title, rooms = offer.title, offer.rooms
    if title is None or len(rooms) != 2 or offer.type in ("title", "objTx"):
        return None
    left, right = rooms
    is_beside = left.frame.right <= right.frame.x + 1
    shared_height = min(left.frame.bottom, right.frame.bottom) - max(left.frame.y, right.frame.y)
    if not is_beside or shared_height < 0.6 * max(left.frame.height, right.frame.height):
        return None
    evenness = min(left.frame.width, right.frame.width) / max(left.frame.width, right.frame.width)
    if evenness < 0.7 or left.frame.y < title.frame.y:
        return None
    type_points = 3.0 * (offer.type == "twoObj")
    points = 10 * (offer.share(left) + offer.share(right)) * evenness + type_points
    points -= _empty_places_penalty(offer, left, right)
    reasons = ("two_rooms", *(("type",) if type_points else ()))
    return _Score(points, {"title": title, "body": left, "second": right}, reasons)


def _title_only(offer: Offer) -> _Score | None:
    title = offer.title
    if title is None or offer.rooms or offer.type in ("title", "secHead"):
        return None
    is_low = title.frame.centre[1] > 0.4 * offer.page.height
    if is_low and not _is_foot(title, offer):
        return None  # a section header: its title stands in the middle
    if title.frame.width < _NARROW * offer.page.width:
        return None
    type_points = 3.0 * (offer.type == "titleOnly") - _LOW_TITLE * is_low
    points = 5 * title.frame.width / offer.page.width + type_points - 0.5 * len(offer.texts)
    return _Score(points, {"title": title}, ("only_title", *(("type",) if type_points > 0 else ())))


def _cover(offer: Offer) -> _Score | None:
    title = offer.title
    if title is None:
        return None
    centre_points, type_points = 3.0 * (title.kind == "ctrTitle"), 3.0 * (offer.type == "title")
    subtitles = [place for place in offer.texts if place.kind == "subTitle"] or [
        place for place in offer.texts if place.frame.y >= title.frame.y
    ]
    middle_points = 2.0 * (0.25 <= title.frame.centre[1] / offer.page.height <= 0.75)
    if (
        not centre_points
        and not type_points
        and not (middle_points or (subtitles and subtitles[0].kind == "subTitle"))
    ):
        return None
    slots: dict[Slot, Placeholder] = {"title": title}
    if subtitles:
        slots["subtitle"] = subtitles[0]
    points = (
        centre_points
        + type_points
        + middle_points
        + 2.0 * bool(subtitles)
        - max(len(offer.texts) - 1, 0)
    )
    points -= (len(offer.rooms) > 1) + offer.unrest_penalty(title) / _HIDDEN
    return _Score(points, slots, ("cover", *(("type",) if type_points else ())))


def _closing(offer: Offer) -> _Score | None:
    """Content with a caption beside it: the title and the caption in one column."""
    title = offer.title
    bodies = [place for place in offer.rooms if place.kind == "obj"]
    captions = [place for place in offer.rooms if place.kind == "body"]
    if title is None or offer.type != "objTx" or len(bodies) != 1 or len(captions) != 1:
        return None
    if title.frame.width < _NARROW * offer.page.width or title.text.sizes[0] < _TITLE_SIZE:
        return None
    if not title.is_upright or title.frame.y > captions[0].frame.y:
        return None
    slots: dict[Slot, Placeholder] = {"title": title, "body": bodies[0], "second": captions[0]}
    return _Score(3 + 10 * offer.share(bodies[0]), slots, ("caption", "type"))


def _statement(offers: Sequence[Offer], content: LayoutChoice) -> LayoutChoice:
    """Return the section header that has the places of content on another ground; else content."""
    places = content.slots
    for offer in offers:
        title, rooms = offer.title, offer.rooms
        if offer.type != "secHead" or title is None or len(rooms) != 1 or "body" not in places:
            continue
        pairs = ((title, places["title"]), (rooms[0], places["body"]))
        if all(one.inside.is_near(other.inside, _SAME_PLACE) for one, other in pairs):
            slots = _with_kicker(offer, {"title": title, "body": rooms[0]})
            return LayoutChoice(offer, slots, ("statement", "type"))
    return LayoutChoice(content.offer, content.slots, ("statement_is_content",), is_makeshift=True)


def _empty_places_penalty(offer: Offer, *used_places: Placeholder) -> float:
    """Points off for placeholders that would stay empty, the title's kicker not counted."""
    kicker = offer.kicker()
    keys = {place.key for place in used_places} | ({kicker.key} if kicker else set())
    return 0.5 * sum(place.key not in keys for place in offer.texts)
