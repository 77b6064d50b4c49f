"""What a placeholder of a layout inherits: layout, then master, then the master's text styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from kamhandbook.deck.scheme import Scheme
from kamhandbook.deck.xml import EMU_PER_POINT, A, Element, P, elements, name_of, number
from kamhandbook.design.colour import Colour
from kamhandbook.design.geometry import TextArea
from kamhandbook.document.drawing import Rect
from kamhandbook.metrics import LINE_PITCH

ValueT = TypeVar("ValueT")

LEVELS = 5
TITLES = frozenset({"title", "ctrTitle"})
FOOTERS = frozenset({"dt", "ftr", "sldNum", "hdr"})
_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill", "noFill"})
_DEFAULT_SIZE = 18.0
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}


class TextStyle(Struct, frozen=True):
    """How a placeholder sets text, by level: sizes, indents and spaces in points.

    ``spacing`` is a factor on the line pitch. ``is_exact`` tells that the master gives the pitch
    in points, which a smaller size must not keep. ``align`` is PowerPoint's l, ctr or r.
    """

    sizes: tuple[float, ...]
    indents: tuple[float, ...]
    before: tuple[float, ...]
    after: float
    spacing: float
    is_exact: bool
    bold: bool
    bullets: bool
    colour: Colour | None
    typeface: str
    align: str
    is_spaced: bool  # capitals or letter spacing, which nobody has measured
    is_rtl: bool = False  # written from right to left


class Placeholder(Struct, frozen=True):
    """A placeholder of a layout: what it is, where it stands, how it sets text.

    ``frame`` is the whole box, ``inside`` what its insets leave, both in points. ``fill`` is the
    p:spPr of the box's own fill, None where it has none.
    """

    kind: str
    idx: str
    name: str
    element: Element
    frame: Rect
    inside: Rect
    text: TextStyle
    is_upright: bool
    columns: int
    fill: Element = None

    @property
    def key(self) -> str:
        """What a slide's placeholder inherits by: titles and footers by type, others by idx."""
        if self.kind in TITLES:
            return "title"
        return self.kind if self.kind in FOOTERS else self.idx

    def area(self, *, on_dark: bool) -> TextArea:
        """Return the room it offers as plain numbers."""
        text = self.text
        return TextArea(
            rect=self.inside,
            sizes=text.sizes,
            indents=text.indents,
            space_before=text.before,
            line_spacing=text.spacing,
            bold=text.bold,
            is_heading_font=self.kind in TITLES,
            bullets=text.bullets,
            on_dark=on_dark,
        )


def placeholders(layout: Element, master: Element, scheme: Scheme) -> tuple[Placeholder, ...]:
    """Read every placeholder of a layout that stands somewhere, in the layout's order."""
    read = (_placeholder(shape, master, scheme) for shape in layout.iter(f"{P}sp"))
    return tuple(place for place in read if place)


def placeholder_of(shape: Element) -> Element:
    """Return a shape's p:ph, or None."""
    return shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")


def _placeholder(shape: Element, master: Element, scheme: Scheme) -> Placeholder | None:
    ph = placeholder_of(shape)
    if ph is None:
        return None
    kind = ph.get("type", "obj")
    parent = _parent(kind, master)
    chain = [element for element in (shape, parent) if element is not None]
    frame = _first(chain, _frame)
    if frame is None:
        return None
    bodies = [element.find(f"{P}txBody/{A}bodyPr") for element in chain]
    return Placeholder(
        kind=kind,
        idx=ph.get("idx", "0"),
        name=_name(shape),
        element=shape,
        frame=frame,
        inside=_inside(frame, bodies),
        text=_text(chain, _styles(kind, master), scheme),
        is_upright=_is_upright(bodies, chain),
        columns=int(_attribute(bodies, "numCol") or 1),
        fill=_first(chain, _filled),
    )


def _parent(kind: str, master: Element) -> Element:
    parent_kind = "title" if kind in TITLES else kind if kind in FOOTERS else "body"
    for shape in master.iter(f"{P}sp"):
        ph = placeholder_of(shape)
        if ph is not None and ph.get("type", "obj") == parent_kind:
            return shape
    return None


def _styles(kind: str, master: Element) -> Element:
    name = "title" if kind in TITLES else "other" if kind in FOOTERS else "body"
    return master.find(f"{P}txStyles/{P}{name}Style")


def _frame(shape: Element) -> Rect | None:
    return frame_of(shape.find(f"{P}spPr/{A}xfrm"))


def frame_of(transform: Element | None) -> Rect | None:
    """Return the rectangle of an a:xfrm or p:xfrm in points; None where it has none."""
    if transform is None:
        return None
    offset, extent = transform.find(f"{A}off"), transform.find(f"{A}ext")
    sides = [number(offset, "x"), number(offset, "y"), number(extent, "cx"), number(extent, "cy")]
    if any(side is None for side in sides):
        return None
    return Rect(*((side or 0) / EMU_PER_POINT for side in sides))


def _name(shape: Element) -> str:
    properties = shape.find(f"{P}nvSpPr/{P}cNvPr")
    return "" if properties is None else str(properties.get("name", ""))


def _filled(shape: Element) -> Element | None:
    properties = shape.find(f"{P}spPr")
    fills = [name_of(child) for child in elements(properties) if name_of(child) in _FILLS]
    return properties if fills else None


def _inside(frame: Rect, bodies: list[Element]) -> Rect:
    sides = {key: _attribute(bodies, key) for key in _INSETS}
    left, top, right, bottom = (
        (_INSETS[key] if value is None else float(value)) / EMU_PER_POINT
        for key, value in sides.items()
    )
    return Rect(
        frame.x + left,
        frame.y + top,
        max(frame.width - left - right, 1.0),
        max(frame.height - top - bottom, 1.0),
    )


def _is_upright(bodies: list[Element], chain: list[Element]) -> bool:
    rotation = _first(chain, lambda shape: number(shape.find(f"{P}spPr/{A}xfrm"), "rot"))
    return _attribute(bodies, "vert") in (None, "horz") and not rotation


def _attribute(bodies: list[Element], key: str) -> str | None:
    return _first(bodies, lambda body: None if body is None else body.get(key))


def _text(chain: list[Element], styles: Element, scheme: Scheme) -> TextStyle:
    lists = [*(shape.find(f"{P}txBody/{A}lstStyle") for shape in chain), styles]
    levels = [_level(lists, level) for level in range(1, LEVELS + 1)]
    runs = [_runs(paragraphs) for paragraphs in levels]
    sizes = tuple(_size(level_runs) for level_runs in runs)
    spacing, is_exact = _line_spacing(levels[0], sizes[0])
    return TextStyle(
        sizes=sizes,
        indents=tuple(_points(level_runs, "marL") for level_runs in levels),
        before=tuple(
            _space(level_runs, "spcBef", size)
            for level_runs, size in zip(levels, sizes, strict=True)
        ),
        after=_space(levels[0], "spcAft", sizes[0]),
        spacing=spacing,
        is_exact=is_exact,
        bold=_first(runs[0], lambda run: run.get("b")) in ("1", "true"),
        bullets=_has_bullet(levels[0]),
        colour=_first(runs[0], lambda run: scheme.first(run.find(f"{A}solidFill"))),
        typeface=_first(runs[0], _typeface) or "",
        align=_first(levels[0], lambda level_runs: level_runs.get("algn")) or "l",
        is_spaced=_is_spaced(runs[0]),
        is_rtl=_first(levels[0], lambda level_runs: level_runs.get("rtl")) in ("1", "true"),
    )


def _level(lists: Iterable[Element], level: int) -> list[Element]:
    """Return a:lvlNpPr from the nearest to the farthest."""
    properties = (None if styles is None else styles.find(f"{A}lvl{level}pPr") for styles in lists)
    return [styles for styles in properties if styles is not None]


def _runs(paragraphs: list[Element]) -> list[Element]:
    runs = (paragraph.find(f"{A}defRPr") for paragraph in paragraphs)
    return [run for run in runs if run is not None]


def _size(runs: list[Element]) -> float:
    size = _first(runs, lambda run: number(run, "sz"))
    return size / 100 if size else _DEFAULT_SIZE


def _points(paragraphs: list[Element], attribute: str) -> float:
    value = _first(paragraphs, lambda paragraph: number(paragraph, attribute))
    return (value or 0) / EMU_PER_POINT


def _line_spacing(paragraphs: list[Element], size: float) -> tuple[float, bool]:
    spacing = _first(paragraphs, lambda paragraph: paragraph.find(f"{A}lnSpc"))
    if spacing is None:
        return 1.0, False
    percent = number(spacing.find(f"{A}spcPct"), "val")
    if percent is not None:
        return percent / 100_000, False
    points = number(spacing.find(f"{A}spcPts"), "val")
    return (points / 100 / (LINE_PITCH * size), True) if points else (1.0, False)


def _space(paragraphs: list[Element], kind: str, size: float) -> float:
    space = _first(paragraphs, lambda paragraph: paragraph.find(f"{A}{kind}"))
    if space is None:
        return 0.0
    percent = number(space.find(f"{A}spcPct"), "val")
    if percent is not None:
        return LINE_PITCH * size * percent / 100_000
    return (number(space.find(f"{A}spcPts"), "val") or 0) / 100


def _has_bullet(paragraphs: list[Element]) -> bool:
    kinds: Iterator[str] = (
        name_of(child)
        for paragraph in paragraphs
        for child in elements(paragraph)
        if name_of(child) in ("buNone", "buChar", "buAutoNum", "buBlip")
    )
    return next(kinds, "buNone") != "buNone"


def _typeface(run: Element) -> str | None:
    latin = run.find(f"{A}latin")
    return None if latin is None else latin.get("typeface")


def _is_spaced(runs: list[Element]) -> bool:
    caps = _first(runs, lambda run: run.get("cap"))
    spacing = _first(runs, lambda run: number(run, "spc"))
    return caps in ("all", "small") or (spacing or 0) > 0


def _first(chain: Iterable[Element], read: Callable[[Element], ValueT | None]) -> ValueT | None:
    """Return the first thing that is there, from the nearest to the farthest."""
    return next((value for value in map(read, chain) if value is not None), None)
