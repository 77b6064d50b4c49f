"""One slide on its layout: title, kicker, and the body in its areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial, reduce
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.design.geometry import Geometry, LayoutKind, SlideLayout, Slot
from kamhandbook.document.blocks import Blocks, Columns, Slide, Table
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import LABEL_SIZE, Drawing, Rect
from kamhandbook.fit.fitted import FigureFrame, FittedSlide, Frame, Para, TextFrame
from kamhandbook.fit.paragraphs import BlockStyle, Faces, set_text
from kamhandbook.fit.place import Placed, Placer, WideWord
from kamhandbook.fit.rooms import in_rooms
from kamhandbook.fit.sizes import Sizes
from kamhandbook.fit.slide_blocks import SlideBlocks, leaves, slide_blocks
from kamhandbook.fit.statement import has_field, on_field, panel
from kamhandbook.fit.titles import ROUNDING, TitleFitter, kicker_para
from kamhandbook.metrics import Hyphenator, face_pair
from kamhandbook.wording.language import Language

AIRS = (20.0, 16.0, 12.0, 8.0, 4.0, 2.0, 0.0)  # points added to rows and items if there is room
MOST_STRETCH = 64.0  # points added to the height of cards
MOST_FILLING = 240.0  # the same, where a slide has little to say
GROWTHS = (12.0, 10.0, 8.0, 6.0, 4.0, 3.0, 2.0, 1.0, 0.0)  # points that text is larger there
LEAST_BOTTOM = 0.62  # of the slide's height: where a body ends at the least
SPARE_FREE = 0.7  # of what may be free below it, where cards can grow
CENTRE = 0.46  # of what is free above what cannot grow
LONG_CARD, LEAST_GROWTH = 60, 3.0  # characters of a narrow card, points its type may grow by
MOTIF_GAP = 36.0  # points between the words of a cover and its motif
CONTACT = 18.0  # points: most of whom to ask
MARKER_RISE = 5.0  # points that the marker stands above the kicker
_FILLED: frozenset[LayoutKind] = frozenset(
    {"content", "title_only", "two_columns", "statement", "closing"}
)
ROW = 40.0  # points within which rooms begin at one height
BELOW_TITLE = 18.0  # points between the title of the last slide and whom to ask


class PlacedBody(Struct, frozen=True):
    """A body as placed: its frames, and what does not fit.

    ``free_height`` are the points below it (negative: it is too high). A statement places its
    ``title`` itself.
    """

    frames: tuple[Frame, ...]
    free_height: float
    title: TextFrame | None = None
    wide_words: tuple[WideWord, ...] = ()
    missing_pictures: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing reaches below the body."""
        return self.free_height >= -ROUNDING

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """The figures of the body."""
        return tuple(frame.drawing for frame in self.frames if isinstance(frame, FigureFrame))


class SlideFitter(Struct, frozen=True):
    """Fits slides to the layouts of one master; ``pictures`` is the folder pictures lie in."""

    geometry: Geometry
    faces: Faces
    pictures: Path
    language: Language

    @property
    def titles(self) -> TitleFitter:
        """What fits titles to the same layouts."""
        return TitleFitter(self.geometry, self.faces)

    def body(self, slide: Slide, blocks: SlideBlocks, sizes: Sizes) -> PlacedBody:
        """Place a body with as much air as there is room for."""
        body = self._body(slide, blocks, sizes)
        for air in AIRS if body.fits else ():
            loose = self._body(slide, blocks, sizes, air)
            if loose.fits:
                high = self._body(slide, blocks, sizes, air, _stretch(blocks, loose.free_height))
                body = high if high.fits else loose
                break
        if body.fits and not body.title and slide.layout in _FILLED:
            return self._filled(slide, blocks, sizes, body)
        return body

    def _filled(
        self, slide: Slide, blocks: SlideBlocks, sizes: Sizes, body: PlacedBody
    ) -> PlacedBody:
        """Return a body that reaches its share of the slide: larger, higher cards, else lower."""
        least = self._least_free(slide)
        most = _most_growth(blocks)
        growths = [points for points in GROWTHS if points <= most]
        for points in growths if body.free_height > least else ():
            larger = self._body(slide, blocks, sizes.grown(points), AIRS[0])
            if larger.fits and not larger.wide_words:
                stretch = _stretch(blocks, larger.free_height - least * SPARE_FREE, MOST_FILLING)
                grown = sizes.grown(points)
                high = self._body(slide, blocks, grown, AIRS[0], stretch, fills=True)
                body = high if high.fits else larger
                break
        if body.free_height <= least or not body.frames or slide.layout == "closing":
            return body
        return _lowered(body, body.free_height * CENTRE, self._bottom(slide))

    def _least_free(self, slide: Slide) -> float:
        """Return how much may be free below a body that reaches its share of the slide."""
        return self._bottom(slide) - LEAST_BOTTOM * self.geometry.height

    def _bottom(self, slide: Slide) -> float:
        return self.geometry.layouts[slide.layout].areas["body"].rect.bottom

    def is_fitting(self, slide: Slide, blocks: SlideBlocks, sizes: Sizes) -> bool:
        """Whether a body fits without any air."""
        return self._body(slide, blocks, sizes).fits

    def fill(self, slide: Slide, blocks: SlideBlocks, sizes: Sizes) -> float:
        """Return what share of its height a body takes without any air; above 1 it is too high."""
        height = self.geometry.layouts[slide.layout].areas["body"].rect.height
        body = self._body(slide, blocks, sizes)
        share = 1.0 - body.free_height / height
        return min(share, 1.0) if body.fits else max(share, 1.01)

    def _body(
        self,
        slide: Slide,
        blocks: SlideBlocks,
        sizes: Sizes,
        air: float = 0.0,
        stretch: float = 0.0,
        *,
        fills: bool = False,
    ) -> PlacedBody:
        layout = self.geometry.layouts[slide.layout]
        style = BlockStyle(sizes, air=air, stretch=stretch, fills=fills)
        first_block = blocks[0] if blocks else None
        if slide.layout == "title":
            return self._cover(blocks, layout, style)
        said = self._statement(slide, blocks, layout) if slide.is_statement else None
        if said:
            return said
        has_columns = (
            isinstance(first_block, Columns)
            and len(first_block.columns) > 1
            and "second" in layout.areas
        )
        if slide.layout == "closing" and isinstance(first_block, Columns) and has_columns:
            return self._closing(first_block, blocks[1:], layout, style)
        if slide.layout == "two_columns" and isinstance(first_block, Columns) and has_columns:
            return self._two_columns(first_block, blocks[1:], layout, style)
        return self._area(blocks, layout, "body", style)

    def _cover(self, blocks: SlideBlocks, layout: SlideLayout, style: BlockStyle) -> PlacedBody:
        """Place the lines below a cover's title, smaller where they have no room."""
        body = self._area(blocks, layout, "subtitle", style)
        for steps in range(1, int(layout.areas["subtitle"].size() - LABEL_SIZE) + 1):
            if body.fits:
                break
            body = self._area(blocks, layout, "subtitle", style, steps)
        return body

    def _statement(
        self, slide: Slide, blocks: SlideBlocks, layout: SlideLayout
    ) -> PlacedBody | None:
        """Place what is said on its field, or on a panel; None where a panel has no room."""
        rect = layout.areas["body"].rect
        if slide.layout == "statement":
            title, frames = on_field(slide, blocks, layout, self.faces)
            return PlacedBody(frames, rect.bottom - frames[-1].rect.bottom, title)
        said = panel(blocks, rect, self.faces)
        return PlacedBody((said,), 0.0) if said else None

    def _closing(
        self, columns: Columns, following: Blocks, layout: SlideLayout, style: BlockStyle
    ) -> PlacedBody:
        """Place contacts in the field under the title and the other columns beside it."""
        contacts = self._contacts(columns.columns[0], layout, replace(style, air=0.0))
        blocks = tuple(block for column in columns.columns[1:] for block in column)
        return _joined(contacts, self._area((*blocks, *following), layout, "body", style))

    def _contacts(self, blocks: Blocks, layout: SlideLayout, style: BlockStyle) -> PlacedBody:
        """Place whom to ask, smaller where an address is wider than its column."""
        style = replace(style, sizes=replace(style.sizes, body=min(style.sizes.body, CONTACT)))
        contacts = self._area(blocks, layout, "second", style)
        size = style.sizes.body
        while contacts.wide_words and size > LABEL_SIZE:
            size -= 1
            smaller = replace(style, sizes=replace(style.sizes, body=size))
            contacts = self._area(blocks, layout, "second", smaller)
        return contacts

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
        self, blocks: Blocks, layout: SlideLayout, slot: Slot, style: BlockStyle, steps: int = 0
    ) -> PlacedBody:
        """Place blocks in an area; ``steps`` are points that a cover's lines are smaller."""
        body = self._room(blocks, layout, slot, style, steps)
        rooms = layout.areas[slot].further if slot in layout.areas else ()
        if not rooms or (body.fits and not body.wide_words):
            return body
        return self._around(slide_blocks(blocks), layout, rooms, style) or body

    def _around(
        self, blocks: SlideBlocks, layout: SlideLayout, further: tuple[Rect, ...], style: BlockStyle
    ) -> PlacedBody | None:
        """Place blocks around what is fixed amid a body; None where they fit no way."""
        main = layout.areas["body"]
        rooms = sorted((main.rect, *further), key=_reading_order)

        def placed(part: Blocks, rect: Rect) -> PlacedBody:
            is_main = rect is main.rect
            areas = layout.areas if is_main else {"body": replace(main, rect=rect)}
            places = layout.placeholders if is_main else frozenset[Slot]()
            there = replace(layout, areas=areas, placeholders=places)
            return self._room(part, there, "body", style)

        def is_within(part: SlideBlocks, rect: Rect) -> bool:
            return _is_within(placed(part, rect), rect)

        parts = in_rooms(blocks, [partial(is_within, rect=rect) for rect in rooms])
        bodies = [
            placed(part, rect) for part, rect in zip(parts or (), rooms, strict=False) if part
        ]
        return reduce(_joined, bodies) if bodies else None

    def _room(
        self, blocks: Blocks, layout: SlideLayout, slot: Slot, style: BlockStyle, steps: int = 0
    ) -> PlacedBody:
        """Place blocks in the room of one area."""
        area = layout.areas.get(slot, layout.areas["body"])
        is_placeholder = slot in layout.placeholders
        style = replace(style, area=area if is_placeholder else None, on_dark=area.on_dark)
        if slot == "subtitle":
            first, rest = (max(area.size(n) - steps, LABEL_SIZE) for n in (0, 1))
            style = replace(style, sizes=replace(style.sizes, body=first), rest_size=rest)
        placer = Placer(style, self.faces, self.pictures, self.language)
        placed = placer.place(blocks, area.rect)
        frames = _in_placeholder(placed, slot, area.rect) if is_placeholder else placed.frames
        free_height = area.rect.bottom - placed.bottom
        missing = tuple(placer.missing_pictures)
        return PlacedBody(frames, free_height, None, placed.wide_words, missing)

    def slide(self, slide: Slide, body: PlacedBody, size: float) -> FittedSlide:
        """Put title, kicker and body together; the title comes first, as it is read."""
        layout = self.geometry.layouts[slide.layout]
        area = layout.areas["title"]
        set_title = self.titles.set(slide.title, area, size)
        title = body.title or TextFrame(
            area.rect,
            tuple(replace(p, bold=False) for p in set_title.paragraphs),
            slot="title",
        )
        frames: list[Frame] = [title, *_above(slide, layout), *body.frames]
        motif = self._motif(slide, set_title.paragraphs, body)
        if motif:
            frames.append(motif)
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
            stands_for=slide.stands_for,
        )

    def _motif(self, slide: Slide, title: tuple[Para, ...], body: PlacedBody) -> FigureFrame | None:
        """Place the cover's motif at the right; None where words or the master need the room."""
        drawing = slide.marker
        if slide.layout != "title" or drawing is None or not has_field(self.geometry):
            return None
        area = self.geometry.layouts["title"].areas["title"]
        margin = area.rect.x
        x = self.geometry.width - margin - drawing.width
        room = x - margin - MOTIF_GAP
        texts = [f for f in body.frames if isinstance(f, TextFrame)]
        set_again = [set_text(title, room, self.faces, area=area)]
        set_again += [set_text(frame.paragraphs, room, self.faces) for frame in texts]
        set_before = [set_text(title, area.rect.width, self.faces, area=area)]
        set_before += [set_text(f.paragraphs, f.rect.width, self.faces) for f in texts]
        if [each.lines for each in set_again] != [each.lines for each in set_before]:
            return None
        y = (self.geometry.height - drawing.height) / 2
        at = Rect(x, y, drawing.width, drawing.height)
        is_free = self.geometry.layouts["title"].is_free(at)
        return FigureFrame(at, drawing) if is_free else None

    def _layout(self, slide: Slide, body: PlacedBody) -> LayoutKind:
        """Return the layout to take: without a body placeholder where no text would stand in it."""
        if slide.layout not in ("content", "two_columns"):
            return slide.layout
        has_text = any(isinstance(f, TextFrame) and f.slot == "body" for f in body.frames)
        if has_text or not _same_title(self.geometry, slide.layout):
            return slide.layout
        return "title_only"


def _reading_order(rect: Rect) -> tuple[float, float]:
    """Return by what rooms are in order: those that begin nearly at one height from the left."""
    return rect.y // ROW, rect.x


def _is_within(body: PlacedBody, rect: Rect) -> bool:
    """Whether a body keeps to its room: no line below it, no word and no figure beside it."""
    is_narrow = all(frame.rect.right <= rect.right + ROUNDING for frame in body.frames)
    return body.fits and not body.wide_words and is_narrow


def _joined(first_body: PlacedBody, second_body: PlacedBody) -> PlacedBody:
    """Join what stands in two areas of a slide."""
    return PlacedBody(
        (*first_body.frames, *second_body.frames),
        min(first_body.free_height, second_body.free_height),
        None,
        (*first_body.wide_words, *second_body.wide_words),
        (*first_body.missing_pictures, *second_body.missing_pictures),
    )


def _most_growth(blocks: SlideBlocks) -> float:
    """Return how many points type may grow by; lines of two words on narrow cards are no gain."""
    rows = [block for block in blocks if isinstance(block, Columns) and len(block.columns) > 2]
    texts = [text_of(column) for row in rows for column in row.columns]
    is_long = any(len(text) > LONG_CARD for text in texts)
    return LEAST_GROWTH if is_long else GROWTHS[0]


def _lowered(body: PlacedBody, by: float, bottom: float) -> PlacedBody:
    """Return a body moved down; a text that has the whole area stands in its middle instead."""

    def moved(frame: Frame) -> Frame:
        if isinstance(frame, TextFrame) and frame.rect.bottom + by > bottom:
            return replace(frame, anchor="middle")
        return replace(frame, rect=frame.rect.moved(0, by))

    frames = tuple(moved(frame) for frame in body.frames)
    return replace(body, frames=frames, free_height=body.free_height - by)


def _stretch(blocks: SlideBlocks, free_height: float, most: float = MOST_STRETCH) -> float:
    """Return the points for each row of cards; none where a table can use the room better."""
    if any(isinstance(block, Table) for block in leaves(blocks)):
        return 0.0
    rows = sum(isinstance(block, Columns) and block.role == "cards" for block in blocks)
    return max(min(free_height / rows, most), 0.0) if rows else 0.0


def _above(slide: Slide, layout: SlideLayout) -> Iterator[Frame]:
    """Yield what stands above the title: the kicker, and at the right where the reader is."""
    kicker = layout.areas.get("kicker")
    if not kicker or not slide.kicker:
        return
    yield TextFrame(kicker.rect, (kicker_para(slide, kicker),), slot="kicker")
    marker = slide.marker
    if marker and marker.width < kicker.rect.width / 2:
        # A little higher than the kicker: it is taller, and must keep clear of the title.
        x, y = kicker.rect.right - marker.width, kicker.rect.bottom - marker.height - MARKER_RISE
        at = Rect(x, y, marker.width, marker.height)
        # On a narrow slide it stands on end, and is too long for the place.
        if y >= 0 and layout.is_free(at):
            yield FigureFrame(at, marker)


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
