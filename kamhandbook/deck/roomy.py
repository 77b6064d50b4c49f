"""Room where a template leaves too little: areas grow into what it leaves free, and off its logos.

A title needs two lines, a cover's small print three, content a third of the slide. What has that
much and lies on nothing stays just where the template wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.deck.inherit import FOOTERS
from kamhandbook.deck.layouts import LayoutChoice
from kamhandbook.deck.occupied import common, largest_free, meets, occupied
from kamhandbook.design.geometry import LayoutKind, Slot
from kamhandbook.document.drawing import Rect
from kamhandbook.metrics import LINE_PITCH

Rects = Mapping[Slot, Rect]

_MARGIN = 0.04  # share of the slide's height that stays free at its edges
_TITLE_SIZE, _TITLE_LINES = 24.0, 2  # points and lines that a title's box has room for
_KICKER = 14.4  # points of height for one line above a title
_SMALL_PRINT = 80.0  # points of height for three lines below a cover's title
_LEAST_BODY = 0.36  # share of the slide that content needs
_WORTH = 1.2  # times as large must be what content moves to
_KEPT = 0.4  # share of an area that is enough of it, once it keeps off a logo
_LEAST_WIDTH, _LEAST_HEIGHT = 0.2, 60.0  # share of the slide's width, points: room for content
_LOWEST = 90.0  # points of height below which texts rather stand on what crosses their place
_GOOD_HEIGHT = 180.0  # points below which figures and tables have little use of a room
_FURTHER, _MOST_FURTHER = 0.05, 3  # share of the slide that is worth having, how many of them
_BAND = 0.5  # share of an area under which a shape lies that is meant to carry it
_MIDDLE = (0.25, 0.7)  # shares of the slide's height between which no title of content stands
_HIGHEST_TITLE = 0.4  # share of the slide's height; above it nothing would have room below
_COVER_TITLE = 0.3  # share of the height above the title that a cover gets instead
_HIGH = 0.16  # share of the height of the title that is made instead
_NARROWEST = 0.5  # share of the slide's width of a title above everything
_GAP, _COLUMN_GAP = 6.0, 18.0  # points below a title, between columns
_AROUND = 10.0  # points between what is fixed and the rooms around it


def roomy(kind: LayoutKind, choice: LayoutChoice, rects: Rects) -> dict[Slot, Rect]:
    """Return the areas of a layout, those moved that are too small or lie on something."""
    ground = _Ground(choice)
    rects = {slot: ground.on_page(rect) for slot, rect in rects.items()}
    if kind == "title":
        return ground.cover(rects)
    if kind == "closing" and "caption" in choice.reasons and ground.has_room(rects["body"]):
        return ground.caption(rects)
    return ground.content(rects)


def further_rooms(kind: LayoutKind, choice: LayoutChoice, rects: Rects) -> tuple[Rect, ...]:
    """Return the rooms that content has around what stands amid it, the largest first."""
    if kind not in ("content", "title_only", "statement") or "second" in rects:
        return ()
    return tuple(_Ground(choice).around(rects))


class _Ground(Struct, frozen=True):
    """A layout as what is free on it."""

    choice: LayoutChoice

    @property
    def page(self) -> Rect:
        return self.choice.offer.page

    @property
    def margin(self) -> float:
        return self.page.height * _MARGIN

    @property
    def obstacles(self) -> tuple[Rect, ...]:
        """What stands fixed, and the places of the foot."""
        offer = self.choice.offer
        feet = (place.frame for place in offer.places if place.kind in FOOTERS)
        return (*occupied(offer.layout, offer.parent, offer.page), *feet)

    def on_page(self, rect: Rect) -> Rect:
        """Return what of an area lies on the slide, a line to grow from where nothing does."""
        seen = common(rect, self.page)
        if seen and seen.width > self.margin:
            return seen
        left = 2 * self.margin
        return Rect(left, self.page.height / 2, self.page.width - 2 * left, 1.0)

    def content(self, rects: Rects) -> dict[Slot, Rect]:
        """Return title, content and what else there is, title above content."""
        title = self._title(rects)
        bodies = {slot: rect for slot, rect in rects.items() if slot in ("body", "second")}
        below = {slot: _apart(rect, title) for slot, rect in bodies.items()}
        free = self._free_below(title, min(title.x, *(body.x for body in below.values())))
        usable, needed = self._usable(below.values()), _LEAST_BODY * _size(self.page)
        if max(usable, _size(free)) < needed:
            # A title that stands as on a cover gives away what it does not need.
            title = replace(title, height=min(title.height, self._title_height()))
            free = self._free_below(title, self.margin)
        is_moved = usable < needed or self.choice.is_makeshift
        if (is_moved and self._is_in_the_middle(title)) or max(usable, _size(free)) < needed:
            title = self._strip(title) if title.y > _HIGH * self.page.height else title
            free = self._free_below(title, min(title.x, 2 * self.margin))
            below = {slot: _apart(rect, title) for slot, rect in bodies.items()}
        made: dict[Slot, Rect] = {"title": title}
        if "kicker" in rects:
            kicker = self.off_obstacles(rects["kicker"])
            made["kicker"] = self._grown(kicker, _KICKER, (title, *rects.values()))
        if usable < needed and _size(free) > _WORTH * usable:
            return made | _halves(tuple(below), free)
        return made | {slot: self._off_all(rect) for slot, rect in below.items()}

    def around(self, rects: Rects) -> Iterator[Rect]:
        """Yield the rooms beside, above and below content that something cuts short."""
        body, title, page = rects["body"], rects["title"], self.page
        if _size(body) >= _LEAST_BODY * _size(page) or _is_beside(body, title):
            return
        own = self.choice.slots["title"].inside.x
        left = max(min(title.x, body.x, own), self.margin)
        foot = page.height - 2 * self.margin
        top = body.y if body.y < title.bottom + 2 * _GAP else title.bottom + _GAP
        room = Rect(left, top, page.width - 2 * left, foot - top)
        taken = [*self.obstacles, *rects.values()]
        for _ in range(_MOST_FURTHER):
            free = largest_free(room, taken, _AROUND, _GOOD_HEIGHT)
            if not self._is_room(free) or _size(free) < _FURTHER * _size(page):
                return
            taken.append(free)
            yield free

    def _is_room(self, rect: Rect) -> bool:
        return rect.width >= _LEAST_WIDTH * self.page.width and rect.height >= _LEAST_HEIGHT

    def _off(self, slot: Slot, rect: Rect) -> Rect:
        is_content = slot in ("body", "second")
        return self._off_all(rect) if is_content else self.off_obstacles(rect)

    def _off_all(self, rect: Rect) -> Rect:
        """Return content's area off what stands on it, as long as that leaves any room for it."""
        others = self._fixed(rect)
        if not meets(rect, others):
            return rect
        free = largest_free(rect, others, height=_GOOD_HEIGHT)
        return free if self._is_room(free) and free.height >= _LOWEST else rect

    def has_room(self, body: Rect) -> bool:
        """Whether content beside a caption has half the room that it has alone."""
        return self._usable((body,)) >= _LEAST_BODY / 2 * _size(self.page)

    def caption(self, rects: Rects) -> dict[Slot, Rect]:
        """Return a title with its caption and the content beside both."""
        free = {slot: self._off(slot, rect) for slot, rect in rects.items()}
        others = tuple(rect for slot, rect in free.items() if slot != "title")
        return free | {"title": self._grown(free["title"], self._title_height(), others)}

    def cover(self, rects: Rects) -> dict[Slot, Rect]:
        """Return a cover's title and subtitle, each with room for its lines."""
        title, subtitle = rects["title"], rects.get("subtitle", rects["title"])
        if not self.choice.slots["title"].is_upright:
            title = replace(self._strip(title), y=_COVER_TITLE * self.page.height)
        title = self.off_obstacles(title)
        if meets(title, self.obstacles) and (beside := self._cover_beside(title)):
            return {**rects, **beside}
        subtitle = _apart(self.off_obstacles(subtitle), title, 0.0)
        title = self._grown(title, self._title_height(), (subtitle,))
        subtitle = self._grown(subtitle, _SMALL_PRINT, (title,))
        return {**rects, "title": title, "subtitle": subtitle}

    def _cover_beside(self, title: Rect) -> dict[Slot, Rect]:
        """Return a cover's texts in the largest room beside what stands where they should.

        Nothing where there is no room for them.
        """
        edge = max(min(title.x, self.page.width - title.right), 2 * self.margin)
        free = largest_free(self.page.inset(edge, 2 * self.margin), self.obstacles, _AROUND)
        height = self._title_height()
        if not self._is_room(free) or free.height < height + _SMALL_PRINT:
            return {}
        head = replace(free, y=free.y + (free.height - height) * _COVER_TITLE, height=height)
        below = replace(free, y=head.bottom + _GAP, height=free.bottom - head.bottom - _GAP)
        return {"title": head, "subtitle": below, "body": below}

    def off_obstacles(self, rect: Rect) -> Rect:
        """Return an area without what something stands on, all of it where that takes too much."""
        others = self._fixed(rect)
        if not meets(rect, others):
            return rect
        free = largest_free(rect, others)
        return free if _size(free) >= _KEPT * _size(rect) else rect

    def _fixed(self, rect: Rect) -> tuple[Rect, ...]:
        """Return what stands fixed, without what an area is meant to stand on: its own band."""
        offer = self.choice.offer
        return tuple(
            each
            for each in occupied(offer.layout, offer.parent, offer.page)
            if _size(common(each, rect)) < _BAND * _size(rect)
        )

    def _title(self, rects: Rects) -> Rect:
        title, page = rects["title"], self.page
        is_beside = any(_is_beside(rect, title) for slot, rect in rects.items() if slot == "body")
        if not self.choice.slots["title"].is_upright:
            title, is_beside = self._strip(title), False
        elif title.height > _HIGHEST_TITLE * page.height and not is_beside:
            title = self._strip(title)
        if title.width < _NARROWEST * page.width and not is_beside:
            title = self._widened(self.off_obstacles(title), rects.get("body", title))
        title = self.off_obstacles(title)
        below = tuple(rect for slot, rect in rects.items() if slot != "title" and rect.y > title.y)
        above = tuple(rect for slot, rect in rects.items() if slot == "kicker")
        return self._grown(title, self._title_height(), (*above, *below))

    def _widened(self, title: Rect, body: Rect) -> Rect:
        """Return a title as wide as what it stands above, or to the slide's edge."""
        left, right = min(title.x, body.x), max(title.right, body.right)
        to_edge = replace(title, width=self.page.width - title.x - max(title.x, self.margin))
        edge = 2 * self.margin
        across = replace(title, x=edge, width=self.page.width - 2 * edge)
        for wide in (replace(title, x=left, width=right - left), to_edge, across):
            if wide.width > title.width and not meets(wide, self.obstacles):
                return wide
        return title

    def _is_in_the_middle(self, title: Rect) -> bool:
        """Whether a title stands where no title of content does."""
        return _MIDDLE[0] < title.centre[1] / self.page.height < _MIDDLE[1]

    def _strip(self, title: Rect) -> Rect:
        """Return the head of the slide, where a title stands that is of no use where it is."""
        left = min(max(title.x, 2 * self.margin), self.page.width / 4)
        height = _HIGH * self.page.height
        strip = Rect(left, self.margin, self.page.width - 2 * left, height)
        return largest_free(strip, self._fixed(strip))

    def _title_height(self) -> float:
        spacing = self.choice.slots["title"].text.spacing
        return _TITLE_LINES * _TITLE_SIZE * LINE_PITCH * spacing

    def _grown(self, rect: Rect, height: float, others: Iterable[Rect]) -> Rect:
        """Return an area of a height where there is room: downwards first, then upwards."""
        if rect.height >= height:
            return rect
        beside = [each for each in (*self.obstacles, *others) if _share_width(each, rect)]
        floor = min(
            (each.y for each in beside if each.y >= rect.bottom - _GAP),
            default=self.page.height - self.margin,
        )
        ceiling = max(
            (each.bottom for each in beside if each.bottom <= rect.y + _GAP), default=self.margin
        )
        bottom = max(min(rect.y + height, floor), rect.bottom)
        top = min(max(bottom - height, ceiling), rect.y)
        return replace(rect, y=top, height=bottom - top)

    def _free_below(self, title: Rect, left: float) -> Rect:
        """Return what is free from below a title to the foot, ``left`` points from both edges."""
        page, left = self.page, max(left, self.margin)
        top, foot = title.bottom + _GAP, page.height - 2 * self.margin
        room = Rect(left, top, page.width - 2 * left, max(foot - top, 1.0))
        return largest_free(room, self.obstacles, height=_GOOD_HEIGHT)

    def _usable(self, bodies: Iterable[Rect]) -> float:
        """Return how much room content has without what stands on it."""
        usable = 0.0
        for body in bodies:
            fixed = self._fixed(body)
            free = largest_free(body, fixed, height=_GOOD_HEIGHT) if meets(body, fixed) else body
            usable += _size(free)
        return usable


def _size(rect: Rect | None) -> float:
    return rect.width * rect.height if rect else 0.0


def _apart(rect: Rect, title: Rect, gap: float = _GAP) -> Rect:
    """Return an area without what its title stands on, and a little below that."""
    if not _share_width(rect, title) or rect.y >= title.bottom + gap / 2 or rect.bottom <= title.y:
        return rect
    if title.y <= rect.y:
        return replace(
            rect, y=title.bottom + gap, height=max(rect.bottom - title.bottom - gap, 1.0)
        )
    return largest_free(rect, (title,), gap)


def _is_beside(rect: Rect, title: Rect) -> bool:
    """Whether an area stands beside a title that is a column of its own."""
    shared = min(rect.bottom, title.bottom) - max(rect.y, title.y)
    return not _share_width(rect, title) and shared > title.height / 2


def _halves(slots: tuple[Slot, ...], free: Rect) -> dict[Slot, Rect]:
    if len(slots) < 2:
        return dict.fromkeys(slots, free)
    half = replace(free, width=(free.width - _COLUMN_GAP) / 2)
    return {"body": half, "second": half.moved(half.width + _COLUMN_GAP, 0)}


def _share_width(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right
