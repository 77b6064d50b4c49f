"""What is wrong with a drawn deck, seen from outside: by its file, its drawing and the template."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from msgspec import Struct
from PIL import Image
from pptx import Presentation

from kamhandbook.design.colour import Colour
from kamhandbook.document.drawing import Rect
from tests.deck.rendering import Compared, Word
from tests.deck.templates import MAIN, replaced, zipped

EMU = 12_700
TYPES = "[Content_Types].xml"
READABLE, NEARLY = 4.5, 0.93  # WCAG's contrast, and the share of it that thin strokes keep
GROUND, WHOLE = 0.12, 0.7  # shares of a slide from which a shape carries text, from which all of it
TOUCH = 1.5  # points that letters and a fixed thing may share


class Fixed(Struct, frozen=True):
    """What a layout or its master draws by itself, in points of the template."""

    rect: Rect
    kind: str  # picture, text, line, shape


def fixed_things(layout: Any, page: Rect) -> list[Fixed]:
    """Return pictures, texts, lines and filled shapes of a layout and the master that shows."""
    shapes = list(layout.shapes)
    if layout._element.get("showMasterSp", "1") not in ("0", "false"):
        shapes += layout.slide_master.shapes
    places = [_rect(shape) for shape in layout.placeholders if shape.width]
    things = [fixed for shape in shapes if (fixed := _fixed(shape, page))]
    return [each for each in things if each.kind != "shape" or not _carries(each, places)]


def _carries(shape: Fixed, places: Iterable[Rect]) -> bool:
    """Whether the template itself lets texts stand on a shape."""
    return any(_overlaps(place, shape.rect) for place in places)


def _overlaps(one: Rect, other: Rect) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    return across > TOUCH and min(one.bottom, other.bottom) - max(one.y, other.y) > TOUCH


def _rect(shape: Any) -> Rect:
    return Rect(*(side / EMU for side in (shape.left, shape.top, shape.width, shape.height)))


def _fixed(shape: Any, page: Rect) -> Fixed | None:
    if shape.is_placeholder or shape.width is None or shape.left is None:
        return None
    rect = _on_page(_rect(shape), page)
    kind = _kind(shape)
    if rect is None or not kind:
        return None
    share = rect.width * rect.height / (page.width * page.height)
    most = {"picture": WHOLE, "text": 1.0, "line": 1.0}.get(kind, GROUND)
    return Fixed(rect, kind) if share < most else None


def _kind(shape: Any) -> str:
    name = shape._element.tag.rsplit("}", 1)[-1]
    if name in ("pic", "cxnSp"):
        return {"pic": "picture", "cxnSp": "line"}[name]
    if shape.has_text_frame and shape.text_frame.text.strip():
        return "text"
    properties = shape._element.find("{*}spPr")
    if name != "sp" or properties is None or properties.find("{*}noFill") is not None:
        return ""
    has_fill = any(child.tag.endswith("Fill") for child in properties)
    if not has_fill and shape._element.find("{*}style") is None:
        return ""
    return "line" if min(shape.width, shape.height) < 4 * EMU else "shape"


def _on_page(rect: Rect, page: Rect) -> Rect | None:
    left, top = max(rect.x, 0.0), max(rect.y, 0.0)
    right, bottom = min(rect.right, page.width), min(rect.bottom, page.height)
    return Rect(left, top, right - left, bottom - top) if right >= left and bottom >= top else None


def collisions(words: Iterable[Word], fixed: Iterable[Fixed]) -> Iterator[str]:
    """Yield words drawn on what the template has there."""
    things = list(fixed)
    for word in words:
        for thing in things:
            if _meets(word.box, thing):
                yield f"„{word.text}“ on a {thing.kind}"
                break


def _meets(box: Rect, thing: Fixed) -> bool:
    rect = thing.rect
    across = min(box.right, rect.right) - max(box.x, rect.x)
    down = min(box.bottom, rect.bottom) - max(box.y, rect.y)
    if thing.kind == "line":  # through letters, not below them
        flat = rect.width > rect.height
        middle = Rect(box.x, box.y + box.height * 0.2, box.width, box.height * 0.5)
        down = min(middle.bottom, rect.bottom) - max(middle.y, rect.y)
        return across > (TOUCH if flat else -0.01) and down > (-0.01 if flat else TOUCH)
    is_within = across >= box.width - TOUCH and down >= box.height - TOUCH
    return across > TOUCH and down > TOUCH and not (thing.kind == "shape" and is_within)


def fixed_text(layout: Any) -> str:
    """Return the words that the template itself writes on a slide."""
    shapes = (*layout.shapes, *layout.slide_master.shapes)
    return " ".join(
        shape.text_frame.text
        for shape in shapes
        if shape.has_text_frame and not shape.is_placeholder
    )


def faint(words: Iterable[Word], picture: Image.Image, page: Rect) -> Iterator[str]:
    """Yield words that stand out too little from what is behind them, as pixels tell."""
    pixels = picture.width / page.width
    for word in words:
        if sum(char.isalnum() for char in word.text) < 3:
            continue
        sides = (word.box.x, word.box.y, word.box.right, word.box.bottom)
        colours = picture.crop(tuple(round(side * pixels) for side in sides)).getcolors(1 << 20)
        contrast = _contrast(colours or [])
        if contrast < READABLE * NEARLY:
            yield f"„{word.text}“ {contrast:.1f}:1"


def _contrast(colours: list[tuple[int, Any]]) -> float:
    if not colours:
        return 21.0
    behind = Colour(*max(colours)[1])
    seen = [Colour(*rgb) for count, rgb in colours if count > 1]
    return max((behind.contrast(colour) for colour in seen), default=21.0)


def outside(comparisons: Iterable[Compared], tolerance: float) -> Iterator[str]:
    """Yield texts that leave the room they were given."""
    for each in comparisons:
        if each.outside > tolerance:
            yield f"{each.expected} by {each.outside:.0f} pt"


def off_slide(words: Iterable[Word], page: Rect) -> Iterator[str]:
    """Yield words that leave the slide."""
    for word in words:
        box = word.box
        if box.x < -1 or box.y < -1 or box.right > page.width + 1 or box.bottom > page.height + 1:
            yield f"„{word.text}“"


def relative_median(deck: Any) -> float:
    """Return the median size of all letters in points, as on a slide 7.5 inches high."""
    scale = min(deck.slide_height / EMU / 540, deck.slide_width / EMU / 480)
    sizes = [
        float(run.get("sz")) / 100 / scale
        for slide in deck.slides
        for text in slide._element.iter("{*}r")
        if (run := text.find("{*}rPr")) is not None and run.get("sz")
        for _ in text.findtext("{*}t") or ""
    ]
    return round(median(sizes), 1)


def off_brand(deck: Any, template: Path) -> int:
    """Return how many slides stand on a master that none of the template's own stands on."""
    theirs = {_master_name(slide) for slide in _opened(template).slides}
    return sum(bool(theirs) and _master_name(slide) not in theirs for slide in deck.slides)


def _opened(template: Path) -> Any:
    """Open a template as a presentation; only the name of its kind keeps python-pptx from it."""
    change = replaced(TYPES, *(MAIN.format(kind).encode() for kind in ("template", "presentation")))
    with zipfile.ZipFile(template) as package:
        members = {name: package.read(name) for name in package.namelist()}
    if MAIN.format("template").encode() in members[TYPES]:
        change(members)
    return Presentation(io.BytesIO(zipped(members)))


def _master_name(slide: Any) -> str:
    return str(slide.slide_layout.slide_master.part.partname)


def overlapping(words: Iterable[Word]) -> Iterator[str]:
    """Yield words that are drawn on each other."""
    before: list[Word] = []
    for word in words:
        for other in before:
            if _overlaps(word.box, other.box):
                yield f"„{word.text}“ on „{other.text}“"
        before.append(word)
