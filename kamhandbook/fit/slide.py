"""One slide on its layout: title, kicker, and the body in its areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kamhandbook.design.geometry import Geometry, LayoutKind, SlideLayout, Slot, TextArea
from kamhandbook.document.blocks import Blocks, Columns, Slide, Table
from kamhandbook.document.drawing import LABEL_SIZE, Drawing, Rect
from kamhandbook.fit.balance import balanced
from kamhandbook.fit.fitted import FigureFrame, FittedSlide, Frame, Para, Span, TextFrame
from kamhandbook.fit.paragraphs import BlockStyle, Faces, SetText, set_text
from kamhandbook.fit.place import Placed, Placer, WideWord
from kamhandbook.fit.shorten import leaves
from kamhandbook.fit.sizes import TITLE_FLOOR, Sizes
from kamhandbook.metrics import Hyphenator, face_pair
from kamhandbook.wording.language import Language

AIRS = (20.0, 16.0, 12.0, 8.0, 4.0, 2.0, 0.0)  # points added to rows and items if there is room
MOST_STRETCH = 64.0  # points added to the height of cards
TITLE_LINES = 2
ROUNDING = 0.01  # points: sums of lengths may differ by so much
MARKER_RISE = 5.0  # points that the marker stands above the kicker
BELOW_TITLE = 18.0  # points between the title of the last slide and whom to ask


@dataclass(frozen=True, slots=True)
class PlacedBody:
    """A body as placed: its frames, and what does not fit.

    ``left`` are the points free below it (negative: it is too high).
    """

    frames: tuple[Frame, ...]
    left: float
    wide_words: tuple[WideWord, ...] = ()
    missing_pictures: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing reaches below the body."""
        return self.left >= -ROUNDING

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """The figures of the body."""
        return tuple(frame.drawing for frame in self.frames if isinstance(frame, FigureFrame))


@dataclass(frozen=True, slots=True)
class SlideFitter:
    """Fits slides to the layouts of one master; ``pictures`` is the folder pictures lie in."""

    geometry: Geometry
    faces: Faces
    pictures: Path
    language: Language

    def body(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> PlacedBody:
        """Place a body with as much air as there is room for."""
        body = self._body(slide, blocks, sizes)
        for air in AIRS if body.fits else ():
            loose = self._body(slide, blocks, sizes, air)
            if loose.fits:
                body = self._body(slide, blocks, sizes, air, _stretch(blocks, loose.left))
                break
        return body

    def is_fitting(self, slide: Slide, blocks: Blocks, sizes: Sizes) -> bool:
        """Whether a body fits without any air."""
        return self._body(slide, blocks, sizes).fits

    def _body(
        self, slide: Slide, blocks: Blocks, sizes: Sizes, air: float = 0.0, stretch: float = 0.0
    ) -> PlacedBody:
        layout = self.geometry.layouts[slide.layout]
        style = BlockStyle(sizes, air=air, stretch=stretch)
        first = blocks[0] if blocks else None
        if slide.layout == "title":
            return self._area(blocks, layout, "subtitle", style)
        has_columns = (
            isinstance(first, Columns) and len(first.columns) > 1 and "second" in layout.areas
        )
        if slide.layout == "closing" and isinstance(first, Columns) and has_columns:
            return self._closing(first, blocks[1:], layout, style)
        if slide.layout == "two_columns" and isinstance(first, Columns) and has_columns:
            return self._two_columns(first, blocks[1:], layout, style)
        return self._area(blocks, layout, "body", style)

    def _closing(
        self, columns: Columns, following: Blocks, layout: SlideLayout, style: BlockStyle
    ) -> PlacedBody:
        """Place contacts in the field under the title and the other columns beside it."""
        contacts = self._area(columns.columns[0], layout, "second", replace(style, air=0.0))
        blocks = tuple(block for column in columns.columns[1:] for block in column)
        return _joined(contacts, self._area((*blocks, *following), layout, "body", style))

    def _two_columns(
        self, columns: Columns, following: Blocks, layout: SlideLayout, style: BlockStyle
    ) -> PlacedBody:
        """Place the first column in the master's left area, the others and what follows beside."""
        blocks = tuple(block for column in columns.columns[1:] for block in column)
        return _joined(
            self._area(columns.columns[0], layout, "body", style),
            self._area((*blocks, *following), layout, "second", style),
        )

    def _area(
        self, blocks: Blocks, layout: SlideLayout, slot: Slot, style: BlockStyle
    ) -> PlacedBody:
        area = layout.areas.get(slot, layout.areas["body"])
        is_placeholder = slot in layout.placeholders
        style = replace(style, area=area if is_placeholder else None, on_dark=area.on_dark)
        if slot == "subtitle":
            style = replace(
                style, sizes=replace(style.sizes, body=area.size()), rest_size=area.size(1)
            )
        placer = Placer(style, self.faces, self.pictures, self.language)
        placed = placer.place(blocks, area.rect)
        frames = _in_placeholder(placed, slot, area.rect) if is_placeholder else placed.frames
        left = area.rect.bottom - placed.bottom
        return PlacedBody(frames, left, placed.wide_words, tuple(placer.missing_pictures))

    # --- title and kicker

    def title_size(self, slide: Slide) -> float:
        """Return the largest size at which a title has two lines and stays in its box."""
        area = self.geometry.layouts[slide.layout].areas["title"]
        size = area.size()
        floor = min(TITLE_FLOOR, size)
        while size > floor and not self.title_fits(slide.title, area, size):
            size -= 1
        return max(size, floor)

    def title_fits(self, title: str, area: TextArea, size: float) -> bool:
        """Whether a title fits its box in two lines at a size."""
        text = self._title(title, area, size)
        most_lines = TITLE_LINES if _is_wide(area) else 99
        return (
            text.lines <= most_lines
            and text.height <= area.rect.height + ROUNDING
            and not text.overflow
        )

    def _title(self, title: str, area: TextArea, size: float) -> SetText:
        width = area.rect.width

        def set_spans(*spans: Span) -> SetText:
            para = Para(spans, size, bold=area.bold)
            return set_text((para,), width, self.faces, area=area)

        set_title = set_spans(Span(title))
        if set_title.lines != TITLE_LINES or not _is_wide(area):
            return set_title
        halves = balanced(title, lambda text: set_spans(Span(text)).lines == 1)
        if not halves:
            return set_title
        return set_spans(Span(halves[0]), Span("", line_break=True), Span(halves[1]))

    def kicker_fits(self, slide: Slide) -> bool:
        """Whether a kicker, if there is room for one, stays on its line."""
        area = self.geometry.layouts[slide.layout].areas.get("kicker")
        if not area or not slide.kicker:
            return True
        text = set_text((_kicker(slide, area),), area.rect.width, self.faces)
        return text.lines == 1 and not text.overflow

    def slide(self, slide: Slide, body: PlacedBody, size: float) -> FittedSlide:
        """Put title, kicker and body together; the title comes first, as it is read."""
        layout = self.geometry.layouts[slide.layout]
        area = layout.areas["title"]
        set_title = self._title(slide.title, area, size)
        title = TextFrame(
            area.rect,
            tuple(replace(p, bold=False) for p in set_title.paragraphs),
            slot="title",
        )
        frames: list[Frame] = [title, *_above(slide, layout), *body.frames]
        if slide.layout == "closing":
            frames = list(_close_to_title(frames, layout, set_title.height))
        return FittedSlide(
            id=slide.id,
            layout=self._layout(slide, body),
            title=slide.title,
            frames=tuple(frames),
            notes=slide.notes,
            section=slide.section,
            page=slide.page,
        )

    def _layout(self, slide: Slide, body: PlacedBody) -> LayoutKind:
        """Return the layout to take: without a body placeholder where no text would stand in it."""
        if slide.layout not in ("content", "two_columns"):
            return slide.layout
        has_text = any(isinstance(f, TextFrame) and f.slot == "body" for f in body.frames)
        if has_text or not _same_title(self.geometry, slide.layout):
            return slide.layout
        return "title_only"


def _is_wide(area: TextArea) -> bool:
    """Whether a title stands over the slide, not beside something in a narrow column."""
    return area.rect.width > area.rect.height * 4


def _joined(first: PlacedBody, second: PlacedBody) -> PlacedBody:
    """Join what stands in two areas of a slide."""
    return PlacedBody(
        (*first.frames, *second.frames),
        min(first.left, second.left),
        (*first.wide_words, *second.wide_words),
        (*first.missing_pictures, *second.missing_pictures),
    )


def _stretch(blocks: Blocks, left: float) -> float:
    """Return the points for each row of cards; none where a table can use the room better."""
    if any(isinstance(block, Table) for block in leaves(blocks)):
        return 0.0
    rows = sum(isinstance(block, Columns) and block.role == "cards" for block in blocks)
    return min(left / rows, MOST_STRETCH) if rows else 0.0


def _above(slide: Slide, layout: SlideLayout) -> Iterator[Frame]:
    """Yield what stands above the title: the kicker, and at the right where the reader is."""
    kicker = layout.areas.get("kicker")
    if not kicker or not slide.kicker:
        return
    yield TextFrame(kicker.rect, (_kicker(slide, kicker),), slot="kicker")
    marker = slide.marker
    if marker and marker.width < kicker.rect.width / 2:
        # A little higher than the kicker: it is taller, and must keep clear of the title.
        x, y = kicker.rect.right - marker.width, kicker.rect.bottom - marker.height - MARKER_RISE
        yield FigureFrame(Rect(x, y, marker.width, marker.height), marker)


def _close_to_title(frames: Iterable[Frame], layout: SlideLayout, height: float) -> Iterator[Frame]:
    """Yield the frames of a last slide, what stands under its title moved up to it."""
    above, below = (
        layout.areas["title"].rect,
        layout.areas.get("second", layout.areas["title"]).rect,
    )
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


def _same_title(geometry: Geometry, layout: LayoutKind) -> bool:
    """Whether the layout with only a title has it in the same place, on the same background."""
    reduced = geometry.layouts["title_only"].areas
    full = geometry.layouts[layout].areas
    short_title, title = reduced["title"], full["title"]
    is_near = all(
        abs(a - b) < 2
        for a, b in (
            (short_title.rect.x, title.rect.x),
            (short_title.rect.y, title.rect.y),
            (short_title.rect.width, title.rect.width),
            (short_title.rect.height, title.rect.height),
        )
    )
    return is_near and reduced["body"].on_dark == full["body"].on_dark


def _in_placeholder(placed: Placed, slot: Slot, rect: Rect) -> tuple[Frame, ...]:
    """Let the first plain text stand in the placeholder; alone, it takes the whole area."""
    frames = list(placed.frames)
    for index, frame in enumerate(frames):
        if isinstance(frame, TextFrame) and frame.fill is None:
            frame_rect = rect if len(frames) == 1 else frame.rect
            frames[index] = replace(frame, slot=slot, rect=frame_rect)
            break
    return tuple(frames)


def faces_of(geometry: Geometry, hyphenator: Hyphenator) -> Faces:
    """Return what a master's text is measured with."""
    return Faces(face_pair(geometry.body_font), face_pair(geometry.heading_font), hyphenator)
