"""What a layout keeps for itself: pictures, fixed texts and lines that no text may cross."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from msgspec.structs import replace

from kamhandbook.deck.backdrop import LayoutPart
from kamhandbook.deck.inherit import frame_of, placeholder_of
from kamhandbook.deck.xml import A, Element, P, elements, name_of, number
from kamhandbook.document.drawing import Rect
from kamhandbook.metrics import face, text_width

GROUND = 0.12  # share of the slide from which a shape is what texts stand on, not beside
_THIN = 6.0  # points: a shape this thin is a line, however long
_VEIL = 60_000  # thousandths of a percent of opacity below which one sees through
_FAINT = 0.5  # points that a text box needs to hold anything
_USUAL_SIZE = 18.0  # points of a text whose size is said nowhere near it
_SHAPES = ("sp", "pic", "cxnSp", "grpSp", "graphicFrame")


@lru_cache(maxsize=256)
def occupied(layout: LayoutPart, master: LayoutPart, page: Rect) -> tuple[Rect, ...]:
    """Return the places of what stands fixed on slides of a layout, in points.

    Large surfaces are no obstacles: a template means texts to stand on them.
    """
    shows_master = layout.element.get("showMasterSp", "1") not in ("0", "false")
    shown = (master, layout) if shows_master else (layout,)
    shapes = chain.from_iterable(
        elements(part.element.find(f"{P}cSld/{P}spTree")) for part in shown
    )
    return tuple(_obstacles(shapes, page))


def _obstacles(shapes: Iterable[Element], page: Rect) -> Iterator[Rect]:
    for shape in shapes:
        if name_of(shape) not in _SHAPES or placeholder_of(shape) is not None:
            continue
        frame = _with_text(shape, frame_of_shape(shape))
        seen = frame and common(frame, page)
        if seen and is_seen(shape) and not _is_ground(seen, page) and not _is_veil(shape):
            yield seen


def frame_of_shape(shape: Element) -> Rect | None:
    """Return where a shape, picture, group or table stands, in points; None where it says not."""
    place = shape.find(f"{P}xfrm") if name_of(shape) == "graphicFrame" else None
    for tag in ("spPr", "grpSpPr") if place is None else ():
        place = shape.find(f"{P}{tag}/{A}xfrm") if place is None else place
    return frame_of(place)


def _with_text(shape: Element, frame: Rect | None) -> Rect | None:
    """Return a shape's place as far as its text reaches that runs on beyond the frame."""
    body = shape.find(f"{P}txBody/{A}bodyPr")
    if frame is None or body is None or body.get("wrap") != "none":
        return frame
    paragraphs = shape.findall(f"{P}txBody/{A}p")
    beyond = max(map(_width, paragraphs), default=0.0) - frame.width
    if beyond <= 0:
        return frame
    alignment = paragraphs[0].find(f"{A}pPr")
    before = {"ctr": beyond / 2, "r": beyond}.get(
        "" if alignment is None else alignment.get("algn", ""), 0.0
    )
    return replace(frame, x=frame.x - before, width=frame.width + beyond)


def _width(paragraph: Element) -> float:
    """Return how wide a fixed text is on one line; its font is taken for one nobody knows."""
    text = "".join(run.text or "" for run in paragraph.iter(f"{A}t"))
    sizes = [number(run, "sz") or 0 for run in paragraph.iter(f"{A}rPr")]
    return text_width(text, face(""), max(sizes, default=0) / 100 or _USUAL_SIZE)


def is_seen(shape: Element) -> bool:
    """Whether a shape shows anything: a picture, a text, a fill, a line."""
    if name_of(shape) != "sp":
        return True
    if any((text.text or "").strip() for text in shape.iter(f"{A}t")):
        return True
    properties = shape.find(f"{P}spPr")
    paints = [name_of(child) for child in elements(properties)]
    if "noFill" not in paints and any(paint.endswith("Fill") for paint in paints):
        return True
    line = None if properties is None else properties.find(f"{A}ln")
    if line is not None and line.find(f"{A}noFill") is None and len(line):
        return True
    return "noFill" not in paints and shape.find(f"{P}style") is not None


def _is_ground(frame: Rect, page: Rect) -> bool:
    if min(frame.width, frame.height) <= _THIN:
        return False
    return frame.width * frame.height >= GROUND * page.width * page.height


def _is_veil(shape: Element) -> bool:
    """Whether a shape without a word is seen through: it adorns the ground texts stand on."""
    fills = [
        child
        for child in elements(shape.find(f"{P}spPr"))
        if name_of(child) in ("solidFill", "gradFill")
    ]
    alphas = [number(alpha, "val") or 0 for fill in fills for alpha in fill.iter(f"{A}alpha")]
    has_words = any((text.text or "").strip() for text in shape.iter(f"{A}t"))
    return bool(alphas) and max(alphas) < _VEIL and not has_words


def common(one: Rect, other: Rect) -> Rect | None:
    """Return what two rectangles share; a line counts with its length. None where nothing is."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return None if right < left or bottom < top else Rect(left, top, right - left, bottom - top)


def meets(one: Rect, others: Iterable[Rect]) -> bool:
    """Whether a rectangle and one of some others share more than an edge."""
    return any(
        one.x < other.right - _FAINT
        and other.x < one.right - _FAINT
        and one.y < other.bottom - min(_FAINT, other.height / 2) + (other.height == 0)
        and other.y < one.bottom - _FAINT
        for other in others
    )


def largest_free(
    room: Rect, obstacles: Iterable[Rect], gap: float = 4.0, height: float = 0.0
) -> Rect:
    """Return the largest rectangle in ``room`` that keeps ``gap`` points from every obstacle.

    One less high than ``height`` counts as smaller than it is: for content that is no use.
    """

    def worth(wide: float, high: float) -> float:
        return wide * high * (min(high / height, 1.0) if height else 1.0)

    inside = [
        shared
        for each in obstacles
        if (shared := common(each.inset(-gap), room)) and shared.width > 0 and shared.height > 0
    ]
    best = Rect(room.x, room.y, 0.0, 0.0)
    lefts = sorted({room.x, *(each.right for each in inside)})
    rights = sorted({room.right, *(each.x for each in inside)})
    for left in lefts:
        for right in (right for right in rights if right > left):
            between = [each for each in inside if each.x < right and left < each.right]
            for top, bottom in _gaps(room, between):
                if worth(right - left, bottom - top) > worth(best.width, best.height):
                    best = Rect(left, top, right - left, bottom - top)
    return best


def _gaps(room: Rect, between: Iterable[Rect]) -> Iterator[tuple[float, float]]:
    """Yield what is free from top to bottom between obstacles that stand in a column."""
    top = room.y
    for each in sorted(between, key=lambda rect: rect.y):
        if each.y > top:
            yield top, each.y
        top = max(top, each.bottom)
    if room.bottom > top:
        yield top, room.bottom
