"""Drawings as native shapes: grouped, editable, in theme colours, with one text for those who
cannot see them. The group's extent is written once; nothing recalculates it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from kamhandbook.deck.frames import corner_inset, rounded, xfrm
from kamhandbook.deck.paint import Paints
from kamhandbook.deck.slide_canvas import DECORATIVE, SlideCanvas, cnv_pr
from kamhandbook.deck.xml import emu, escaped
from kamhandbook.document.drawing import (
    CHEVRON_POINT,
    RADIUS,
    Arc,
    Box,
    Group,
    Icon,
    Label,
    Line,
    Mark,
    Rect,
)
from kamhandbook.document.icon_paths import SHEET, icon_steps
from kamhandbook.fit.fitted import FigureFrame
from kamhandbook.metrics import LINE_PITCH, FacePair, face_pair, wrap

_FULL = 100_000
_MINUTE = 60_000  # angles are in sixtieth thousandths of a degree
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
_PLAIN = '<a:prstGeom prst="{0}"><a:avLst/></a:prstGeom>'
_NARROWING = frozenset({"circle", "diamond", "chevron"})
_SLACK = 0.5  # share of the padding above and below that is left if a font runs higher


def figure_frame(frame: FigureFrame, canvas: SlideCanvas) -> str:
    """Return a figure as one group."""
    drawing = frame.drawing
    if not any(map(_draws_anything, drawing.marks)):
        return ""
    writer = _ShapeWriter(canvas, frame.rect)
    children = "" if drawing.alt else DECORATIVE
    return writer.group(
        drawing.marks, drawing.title or drawing.name, descr=drawing.alt, children=children
    )


class _ShapeWriter:
    """Writes the marks of one figure as shapes at its place on a slide."""

    def __init__(self, canvas: SlideCanvas, rect: Rect) -> None:
        self.canvas = canvas
        self.rect = rect
        self.paints: Paints = canvas.paints_at(rect)
        self.faces: FacePair = face_pair(canvas.master.geometry.body_font)
        # A figure reckons with lines of the usual height, whatever the font has by itself.
        self.spacing = round(LINE_PITCH / self.faces.pitch * 100_000)

    def group(
        self,
        marks: Iterable[Mark],
        name: str,
        *,
        descr: str = "",
        children: str = "",
        target: str = "",
    ) -> str:
        shape_id = self.canvas.next_id()
        shapes, extents = [], []
        for mark in filter(_draws_anything, marks):
            shapes.append(_DRAW[type(mark)](self, mark, target))
            extents.append(_extent(mark))
        extent = self._moved(_bounds(extents))
        return (
            f"<p:grpSp><p:nvGrpSpPr>{cnv_pr(shape_id, name, descr=descr, children=children)}"
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{_group_place(extent)}</p:grpSpPr>"
            f"{''.join(shapes)}</p:grpSp>"
        )

    def nested(self, mark: Group, target: str) -> str:
        name = mark.name or self.canvas.name_of("group")
        return self.group(mark.marks, name, target=mark.target or target)

    def box(self, mark: Box, target: str) -> str:
        click = self.canvas.click(mark.target or target)
        name = _first_line(mark) or self.canvas.name_of("shape")
        is_text = not mark.fill and not mark.stroke
        kind = "<p:cNvSpPr/>" if mark.fill or mark.stroke else '<p:cNvSpPr txBox="1"/>'
        return (
            f"<p:sp><p:nvSpPr>{cnv_pr(self.canvas.next_id(), name, children=click)}{kind}<p:nvPr/>"
            f"</p:nvSpPr><p:spPr>{xfrm(self._moved(mark.rect))}"
            f"{_PLAIN.format('rect') if is_text else _SHAPES[mark.shape](mark)}"
            f"{self._fill(mark)}{self._outline(mark)}</p:spPr>{self._text(mark)}</p:sp>"
        )

    def line(self, mark: Line, _target: str) -> str:
        shape_id, name = self.canvas.next_id(), self.canvas.name_of("line")
        ends = '<a:tailEnd type="triangle" w="med" len="med"/>' if mark.arrow else ""
        dash = '<a:prstDash val="dash"/>' if mark.dashed else ""
        stroke = (
            f'<a:ln w="{emu(mark.width)}" cap="flat"><a:solidFill>{self.paints[mark.colour].xml}'
            f"</a:solidFill>{dash}<a:round/>{ends}</a:ln>"
        )
        frame = self._moved(_extent(mark))
        if len(mark.points) == 2:
            xml = xfrm(frame, attributes=_flips(mark))
            return (
                f"<p:cxnSp><p:nvCxnSpPr>{cnv_pr(shape_id, name)}<p:cNvCxnSpPr/><p:nvPr/>"
                f"</p:nvCxnSpPr><p:spPr>{xml}{_PLAIN.format('line')}{stroke}</p:spPr></p:cxnSp>"
            )
        return (
            f"<p:sp><p:nvSpPr>{cnv_pr(shape_id, name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{xfrm(frame)}{_polyline(mark)}<a:noFill/>{stroke}</p:spPr></p:sp>"
        )

    def arc(self, mark: Arc, target: str) -> str:
        shape_id, name = self.canvas.next_id(), self.canvas.name_of("arc")
        click = self.canvas.click(target)
        fill = f"<a:solidFill>{self.paints[mark.fill].xml}</a:solidFill>"
        return (
            f"<p:sp><p:nvSpPr>{cnv_pr(shape_id, name, children=click)}<p:cNvSpPr/><p:nvPr/>"
            f"</p:nvSpPr><p:spPr>{xfrm(self._moved(_extent(mark)))}{_ring(mark)}{fill}"
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )

    def icon(self, mark: Icon, target: str) -> str:
        shape_id, click = self.canvas.next_id(), self.canvas.click(target)
        name = mark.name.rpartition("/")[2]
        fill = f"<a:solidFill>{self.paints[mark.colour].xml}</a:solidFill>"
        return (
            f"<p:sp><p:nvSpPr>{cnv_pr(shape_id, name, children=click)}<p:cNvSpPr/><p:nvPr/>"
            f"</p:nvSpPr><p:spPr>{xfrm(self._moved(mark.rect))}{_outlines(mark.name)}{fill}"
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )

    def _moved(self, rect: Rect) -> Rect:
        return rect.moved(self.rect.x, self.rect.y)

    def _fill(self, mark: Box) -> str:
        if not mark.fill:
            return "<a:noFill/>"
        return f"<a:solidFill>{self.paints[mark.fill].xml}</a:solidFill>"

    def _outline(self, mark: Box) -> str:
        if not mark.stroke:
            return "<a:ln><a:noFill/></a:ln>"
        dash = '<a:prstDash val="dash"/>' if mark.dashed else ""
        colour = f"<a:solidFill>{self.paints[mark.stroke].xml}</a:solidFill>"
        return f'<a:ln w="12700">{colour}{dash}</a:ln>'

    # --- text in boxes

    def _text(self, mark: Box) -> str:
        if not mark.labels:
            return ""
        texts = [self._joined(label, mark) for label in mark.labels]
        is_flowing = any(
            len(text) < len(label.lines) for text, label in zip(texts, mark.labels, strict=True)
        )
        lines = "".join(
            self._label(label, text, mark, is_first=not number)
            for number, (label, text) in enumerate(zip(mark.labels, texts, strict=True))
        )
        return (
            f'<p:txBody><a:bodyPr {_insets(mark, is_flowing)} rtlCol="0" '
            f'anchor="{_ANCHOR[mark.valign]}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"{lines}</p:txBody>"
        )

    def _label(self, label: Label, texts: tuple[str, ...], mark: Box, *, is_first: bool) -> str:
        before = 0 if is_first else round(label.before * 100)
        bold = ' b="1"' if label.bold else ""
        run = f'<a:rPr lang="{self.canvas.language.tag}" sz="{round(label.size * 100)}"{bold}>'
        run += f"<a:solidFill>{self.paints[label.colour].xml}</a:solidFill>"
        if self.canvas.master.typeface:
            run += f'<a:latin typeface="{escaped(self.canvas.master.typeface)}"/>'
        run += "</a:rPr>"
        runs = f"<a:br>{run}</a:br>".join(
            f"<a:r>{run}<a:t>{escaped(text)}</a:t></a:r>" for text in texts if text
        )
        end = "" if runs else f'<a:endParaRPr lang="{self.canvas.language.tag}"/>'
        return (
            f'<a:p><a:pPr marL="0" indent="0" algn="{_ALIGN[mark.align]}"{self.canvas.direction}>'
            f'<a:lnSpc><a:spcPct val="{self.spacing}"/></a:lnSpc><a:spcBef>'
            f'<a:spcPts val="{before}"/></a:spcBef>'
            f"<a:buNone/></a:pPr>{runs}{end}</a:p>"
        )

    def _joined(self, label: Label, mark: Box) -> tuple[str, ...]:
        """Return lines that PowerPoint breaks alike as one: what is edited later flows on.

        Where the figure broke differently (a hyphen, a shape that narrows) its breaks are kept.
        """
        lines = label.lines
        if len(lines) < 2 or mark.shape in _NARROWING:
            return lines
        text, width = " ".join(lines), mark.rect.width - 2 * mark.padding
        flowing = wrap(text, self.faces.of(label.bold), label.size, width)
        return (text,) if flowing == lines else lines


def _insets(mark: Box, is_flowing: bool) -> str:
    """Return a text's padding; only text that is one flow of words may wrap."""
    if mark.shape in _NARROWING:  # its own text rectangle is smaller than the figure reckoned with
        return 'wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"'
    corner = corner_inset(_radius(mark))
    side = emu(max(mark.padding - corner, 0.0))
    top = emu(max(mark.padding * _SLACK - corner, 0.0))
    wrapping = "square" if is_flowing else "none"
    return f'wrap="{wrapping}" lIns="{side}" tIns="{top}" rIns="{side}" bIns="{top}"'


def _radius(mark: Box) -> float:
    """Return the radius of a box's corners; bare text has a plain rectangle."""
    if not mark.fill and not mark.stroke:
        return 0.0
    half = min(mark.rect.width, mark.rect.height) / 2
    return half if mark.shape == "pill" else min(RADIUS, half)


def _first_line(mark: Box) -> str:
    """Return a box's first line: its name, by which people find it in the selection pane."""
    return mark.labels[0].lines[0][:40] if mark.labels and mark.labels[0].lines else ""


# --- geometry


def _pill(_mark: Box) -> str:
    return _adjusted("roundRect", _FULL // 2)


def _chevron(mark: Box) -> str:
    side = min(mark.rect.width, mark.rect.height) or 1.0
    return _adjusted("chevron", round(_FULL * CHEVRON_POINT / side))


def _preset(name: str) -> Callable[[Box], str]:
    return lambda _mark: _PLAIN.format(name)


def _adjusted(name: str, value: int) -> str:
    guide = f'<a:gd name="adj" fmla="val {value}"/>'
    return f'<a:prstGeom prst="{name}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


_SHAPES: dict[str, Callable[[Box], str]] = {
    "box": lambda mark: rounded(mark.rect),
    "pill": _pill,
    "circle": _preset("ellipse"),
    "chevron": _chevron,
    "diamond": _preset("diamond"),
}


def _flips(mark: Line) -> str:
    (x1, y1), (x2, y2) = mark.points
    return (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")


def _polyline(mark: Line) -> str:
    frame = _extent(mark)
    points = [f'<a:pt x="{emu(x - frame.x)}" y="{emu(y - frame.y)}"/>' for x, y in mark.points]
    path = f"<a:moveTo>{points[0]}</a:moveTo>"
    path += "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return _path(frame, path, ' fill="none"')


def _ring(mark: Arc) -> str:
    """Return a ring segment: along the outer radius, then back along the inner one."""
    frame = _extent(mark)
    sweep = min(mark.end - mark.start, 359.99)  # an arc of 360° is drawn as none
    start = (mark.start - 90) % 360

    def point(angle: float, radius: float) -> str:
        x, y = _on_circle(mark, angle, radius)
        return f'<a:pt x="{emu(x - frame.x)}" y="{emu(y - frame.y)}"/>'

    def arc(radius: float, from_angle: float, turn: float) -> str:
        return (
            f'<a:arcTo wR="{emu(radius)}" hR="{emu(radius)}" '
            f'stAng="{round(from_angle * _MINUTE)}" swAng="{round(turn * _MINUTE)}"/>'
        )

    path = f"<a:moveTo>{point(mark.start, mark.outer)}</a:moveTo>{arc(mark.outer, start, sweep)}"
    path += f"<a:lnTo>{point(mark.start + sweep, mark.inner)}</a:lnTo>"
    if mark.inner > 0:
        path += arc(mark.inner, (start + sweep) % 360, -sweep)
    return _path(frame, path + "<a:close/>")


def _outlines(name: str) -> str:
    """Return an icon's outlines on its sheet, in thousandths."""
    kinds = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
    path = ""
    for letter, points in icon_steps(name):
        inside = "".join(f'<a:pt x="{round(x * 1000)}" y="{round(y * 1000)}"/>' for x, y in points)
        path += f"<a:{kinds[letter]}>{inside}</a:{kinds[letter]}>" if points else "<a:close/>"
    side = round(SHEET * 1000)
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{side}" h="{side}">{path}</a:path></a:pathLst></a:custGeom>'
    )


def _path(frame: Rect, path: str, attributes: str = "") -> str:
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{emu(frame.width)}" h="{emu(frame.height)}"{attributes}>{path}'
        "</a:path></a:pathLst></a:custGeom>"
    )


def _on_circle(mark: Arc, angle: float, radius: float) -> tuple[float, float]:
    """Return the point at an angle clockwise from the top."""
    radians = math.radians(angle - 90)
    return mark.cx + radius * math.cos(radians), mark.cy + radius * math.sin(radians)


def _extent(mark: Any) -> Rect:
    """Return the rectangle a mark fills."""
    if isinstance(mark, Box | Icon):
        return mark.rect
    if isinstance(mark, Group):
        return _bounds([_extent(inner) for inner in filter(_draws_anything, mark.marks)])
    points = mark.points if isinstance(mark, Line) else _corners(mark)
    across, down = zip(*points, strict=True)
    return Rect(min(across), min(down), max(across) - min(across), max(down) - min(down))


def _draws_anything(mark: Mark) -> bool:
    """Whether a mark draws anything: PowerPoint repairs a file with an empty group."""
    return not isinstance(mark, Group) or any(map(_draws_anything, mark.marks))


def _corners(mark: Arc) -> list[tuple[float, float]]:
    """Return the points of a ring segment that reach farthest: its ends and where it turns."""
    turns = [angle for angle in range(-360, 721, 90) if mark.start <= angle <= mark.end]
    angles = [mark.start, *turns, mark.end]
    return [
        _on_circle(mark, angle, radius) for angle in angles for radius in (mark.inner, mark.outer)
    ]


def _bounds(extents: list[Rect]) -> Rect:
    left, top = min(extent.x for extent in extents), min(extent.y for extent in extents)
    right, bottom = (
        max(extent.right for extent in extents),
        max(extent.bottom for extent in extents),
    )
    return Rect(left, top, right - left, bottom - top)


def _group_place(rect: Rect) -> str:
    xml = xfrm(rect)
    inner = (
        f'<a:chOff x="{emu(rect.x)}" y="{emu(rect.y)}"/>'
        f'<a:chExt cx="{max(emu(rect.width), 0)}" cy="{max(emu(rect.height), 0)}"/></a:xfrm>'
    )
    return xml.removesuffix("</a:xfrm>") + inner


_DRAW: dict[type, Callable[[_ShapeWriter, Any, str], str]] = {
    Box: _ShapeWriter.box,
    Line: _ShapeWriter.line,
    Arc: _ShapeWriter.arc,
    Icon: _ShapeWriter.icon,
    Group: _ShapeWriter.nested,
}
