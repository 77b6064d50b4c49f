"""One slide on its sheet: title, kicker, and the body in its areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kamhandbook.design.geometry import Geometry, LayoutKind, Sheet, Slot, TextArea
from kamhandbook.document.blocks import Blocks, Columns, Slide, Table
from kamhandbook.document.drawing import LABEL_SIZE, Drawing, Rect
from kamhandbook.fit.balance import balanced
from kamhandbook.fit.fitted import FigureFrame, FittedSlide, Frame, Para, Span, TextFrame
from kamhandbook.fit.paragraphs import Faces, SetText, Style, set_text
from kamhandbook.fit.place import Misfit, Placed, Placer
from kamhandbook.fit.shorten import leaves
from kamhandbook.fit.sizes import TITLE_FLOOR, Sizes
from kamhandbook.metrics import Hyphenator, face_pair
from kamhandbook.wording.language import Language

AIRS = (20.0, 16.0, 12.0, 8.0, 4.0, 2.0, 0.0)  # points added to rows and items if there is room
MOST_STRETCH = 64.0  # points added to the height of cards
TITLE_LINES = 2
ROUNDING = 0.01
MARKER_RISE = 5.0
BELOW_TITLE = 18.0  # points between the title of the last slide and whom to ask


@dataclass(frozen=True, slots=True)
class Set:
    """A body as placed: frames, points left below (negative: too high), words too wide, pictures
    that are missing.
    """

    frames: tuple[Frame, ...]
    left: float
    misfits: tuple[Misfit, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing reaches below the body."""
        return self.left >= -ROUNDING

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """The figures of the body."""
        return tuple(frame.drawing for frame in self.frames if isinstance(frame, FigureFrame))


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sets slides on the sheets of one master."""

    geometry: Geometry
    faces: Faces
    pictures: Path
    language: Language

    def body(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> Set:
        """Place a body with as much air as there is room for."""
        made = self._body(slide, blocks, sizes)
        for air in AIRS if made.fits else ():
            tried = self._body(slide, blocks, sizes, air)
            if tried.fits:
                made = self._body(slide, blocks, sizes, air, _stretch(blocks, tried.left))
                break
        return made

    def is_fitting(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> bool:
        """Whether a body fits without any air."""
        return self._body(slide, blocks, sizes).fits

    def _body(
        self, slide: Slide, blocks: Blocks, sizes: Sizes, air: float = 0.0, stretch: float = 0.0
    ) -> Set:
        sheet = self.geometry.sheets[slide.layout]
        style = Style(sizes, air=air, stretch=stretch)
        first = blocks[0] if blocks else None
        if slide.layout == "title":
            return self._area(blocks, sheet, "subtitle", style)
        beside = isinstance(first, Columns) and len(first.columns) > 1 and "second" in sheet.areas
        if slide.layout == "closing" and isinstance(first, Columns) and beside:
            return self._closing(first, blocks[1:], sheet, style)
        if slide.layout == "two_columns" and isinstance(first, Columns) and beside:
            return self._two_columns(first, blocks[1:], sheet, style)
        return self._area(blocks, sheet, "body", style)

    def _closing(self, columns: Columns, rest: Blocks, sheet: Sheet, style: Style) -> Set:
        """Place contacts in the field under the title and the other columns beside it."""
        field = self._area(columns.columns[0], sheet, "second", replace(style, air=0.0))
        others = tuple(block for column in columns.columns[1:] for block in column)
        return _both(field, self._area((*others, *rest), sheet, "body", style))

    def _two_columns(self, columns: Columns, rest: Blocks, sheet: Sheet, style: Style) -> Set:
        """Place the first column in the master's left area, the others and what follows beside."""
        others = tuple(block for column in columns.columns[1:] for block in column)
        return _both(
            self._area(columns.columns[0], sheet, "body", style),
            self._area((*others, *rest), sheet, "second", style),
        )

    def _area(self, blocks: Blocks, sheet: Sheet, slot: Slot, style: Style) -> Set:
        area = sheet.areas.get(slot, sheet.areas["body"])
        real = slot in sheet.placeholders
        style = replace(style, area=area if real else None, on_dark=area.on_dark)
        if slot == "subtitle":
            style = replace(style, sizes=replace(style.sizes, body=area.size()), rest=area.size(1))
        placer = Placer(style, self.faces, self.pictures, self.language)
        placed = placer.place(blocks, area.rect)
        frames = _in_placeholder(placed, slot, area.rect) if real else placed.frames
        left = area.rect.bottom - placed.bottom
        return Set(frames, left, placed.misfits, tuple(placer.lost))

    # --- title and kicker

    def title_size(self, slide: Slide) -> float:
        """Give the largest size at which a title has two lines and stays in its box."""
        area = self.geometry.sheets[slide.layout].areas["title"]
        size = area.size()
        floor = min(TITLE_FLOOR, size)
        while size > floor and not self.title_fits(slide.title, area, size):
            size -= 1
        return max(size, floor)

    def title_fits(self, title: str, area: TextArea, size: float) -> bool:
        """Whether a title fits its box in two lines at a size."""
        made = self._title(title, area, size)
        most = TITLE_LINES if _is_wide(area) else 99
        return (
            made.lines <= most and made.height <= area.rect.height + ROUNDING and not made.overflow
        )

    def _title(self, title: str, area: TextArea, size: float) -> SetText:
        width = area.rect.width

        def written(*spans: Span) -> SetText:
            para = Para(spans, size, bold=area.bold)
            return set_text((para,), width, self.faces, area=area)

        made = written(Span(title))
        if made.lines != TITLE_LINES or not _is_wide(area):
            return made
        halves = balanced(title, lambda text: written(Span(text)).lines == 1)
        if not halves:
            return made
        return written(Span(halves[0]), Span("", line_break=True), Span(halves[1]))

    def kicker_fits(self, slide: Slide) -> bool:
        """Whether a kicker, if there is room for one, stays on its line."""
        area = self.geometry.sheets[slide.layout].areas.get("kicker")
        if not area or not slide.kicker:
            return True
        made = set_text((_kicker(slide, area),), area.rect.width, self.faces)
        return made.lines == 1 and not made.overflow

    def slide(self, slide: Slide, body: Set, size: float) -> FittedSlide:
        """Put title, kicker and body together; the title comes first, as it is read."""
        sheet = self.geometry.sheets[slide.layout]
        area = sheet.areas["title"]
        set_title = self._title(slide.title, area, size)
        title = TextFrame(
            area.rect,
            tuple(replace(p, bold=False) for p in set_title.paragraphs),
            slot="title",
        )
        frames: list[Frame] = [title, *_above(slide, sheet), *body.frames]
        if slide.layout == "closing":
            frames = list(_drawn_together(frames, sheet, set_title.height))
        return FittedSlide(
            id=slide.id,
            layout=self._layout(slide, body),
            title=slide.title,
            frames=tuple(frames),
            notes=slide.notes,
            section=slide.section,
            page=slide.page,
        )

    def _layout(self, slide: Slide, body: Set) -> LayoutKind:
        """A slide without text in the body placeholder takes the layout without one."""
        if slide.layout not in ("content", "two_columns"):
            return slide.layout
        has_text = any(isinstance(f, TextFrame) and f.slot == "body" for f in body.frames)
        if has_text or not _alike(self.geometry, slide.layout):
            return slide.layout
        return "title_only"


def _is_wide(area: TextArea) -> bool:
    """Whether a title stands over the slide, not beside something in a narrow column."""
    return area.rect.width > area.rect.height * 4


def _both(one: Set, other: Set) -> Set:
    """Join what stands in two areas of a slide."""
    return Set(
        (*one.frames, *other.frames),
        min(one.left, other.left),
        (*one.misfits, *other.misfits),
        (*one.lost, *other.lost),
    )


def _stretch(blocks: Blocks, left: float) -> float:
    """Share the room left among rows of cards, unless a table can use it better."""
    if any(isinstance(block, Table) for block in leaves(blocks)):
        return 0.0
    rows = sum(isinstance(block, Columns) and block.role == "cards" for block in blocks)
    return min(left / rows, MOST_STRETCH) if rows else 0.0


def _above(slide: Slide, sheet: Sheet) -> Iterator[Frame]:
    """Give what stands above the title: the kicker, and at the right where the reader is."""
    kicker = sheet.areas.get("kicker")
    if not kicker or not slide.kicker:
        return
    yield TextFrame(kicker.rect, (_kicker(slide, kicker),), slot="kicker")
    marker = slide.marker
    if marker and marker.width < kicker.rect.width / 2:
        # A little higher than the kicker: it is taller, and must keep clear of the title.
        x, y = kicker.rect.right - marker.width, kicker.rect.bottom - marker.height - MARKER_RISE
        yield FigureFrame(Rect(x, y, marker.width, marker.height), marker)


def _drawn_together(frames: Iterable[Frame], sheet: Sheet, height: float) -> Iterator[Frame]:
    """Let what stands under the title of a last slide follow it, however short the title is."""
    above, below = sheet.areas["title"].rect, sheet.areas.get("second", sheet.areas["title"]).rect
    lift = below.y - (above.y + height + BELOW_TITLE)
    if abs(below.x - above.x) > 1 or below.y < above.bottom or lift <= 0:
        yield from frames
        return
    for frame in frames:
        rect = frame.rect
        if isinstance(frame, TextFrame) and frame.slot == "title":
            yield replace(frame, rect=replace(above, height=height))
        elif rect.y >= below.y - 1 and rect.right <= below.right + 1:
            yield replace(frame, rect=rect.moved(0, -lift))
        else:
            yield frame


def _kicker(slide: Slide, area: TextArea) -> Para:
    return Para((Span(slide.kicker),), min(area.size(), LABEL_SIZE), bold=area.bold)


def _alike(geometry: Geometry, layout: LayoutKind) -> bool:
    """Whether the layout with only a title has it in the same place, on the same ground."""
    only = geometry.sheets["title_only"].areas
    full = geometry.sheets[layout].areas
    one, other = only["title"], full["title"]
    near = all(
        abs(a - b) < 2
        for a, b in (
            (one.rect.x, other.rect.x),
            (one.rect.y, other.rect.y),
            (one.rect.width, other.rect.width),
            (one.rect.height, other.rect.height),
        )
    )
    return near and only["body"].on_dark == full["body"].on_dark


def _in_placeholder(placed: Placed, slot: Slot, rect: Rect) -> tuple[Frame, ...]:
    """Let the first plain text stand in the placeholder; alone, it takes the whole area."""
    frames = list(placed.frames)
    for index, frame in enumerate(frames):
        if isinstance(frame, TextFrame) and frame.fill is None:
            whole = rect if len(frames) == 1 else frame.rect
            frames[index] = replace(frame, slot=slot, rect=whole)
            break
    return tuple(frames)


def faces_of(geometry: Geometry, hyphenator: Hyphenator) -> Faces:
    """Give what a master's text is measured with."""
    return Faces(face_pair(geometry.body_font), face_pair(geometry.heading_font), hyphenator)
