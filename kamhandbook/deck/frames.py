"""Frames as shapes: placeholders, text boxes, tables, pictures; one frame, one short function."""

from __future__ import annotations

import math

from kamhandbook.deck.inherit import Placeholder
from kamhandbook.deck.paint import Paints
from kamhandbook.deck.picture import add_picture
from kamhandbook.deck.slide_canvas import DECORATIVE, ON_FILL, SlideCanvas, cnv_pr
from kamhandbook.deck.text import paragraphs
from kamhandbook.deck.theme import TABLE_STYLE
from kamhandbook.deck.xml import emu
from kamhandbook.design.geometry import CELL_PADDING_X, CELL_PADDING_Y, Slot
from kamhandbook.document.drawing import RADIUS, Rect, Role
from kamhandbook.fit.fitted import Para, PictureFrame, Span, TableFrame, TextFrame
from kamhandbook.metrics import face_pair, text_width

RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own: no lines, no fills
_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
_FULL = 100_000
_SAME = 0.05  # points: what rounding to EMU and back can differ by, and nobody sees
_MARK_SIZE, _MARK_HEIGHT, _MARK_PADDING = 10.0, 16.0, 6.0  # points
_MARK_SLACK = 1.05  # of the mark's width, for fonts that nobody has measured
_RULE, _HAIRLINE = 19_050, 6_350  # EMU


def text_frame(frame: TextFrame, canvas: SlideCanvas) -> str:
    """Return text in its placeholder, or in a text box."""
    if frame.slot and frame.slot in canvas.plan.slots:
        return _placeholder(frame, frame.slot, canvas)
    return _text_box(frame, canvas)


def xfrm(rect: Rect, tag: str = "a:xfrm", attributes: str = "") -> str:
    """Return a place and a size in EMU as ``tag``."""
    return (
        f'<{tag}{attributes}><a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/>'
        f'<a:ext cx="{max(emu(rect.width), 0)}" cy="{max(emu(rect.height), 0)}"/></{tag}>'
    )


def reference(place: Placeholder) -> str:
    """Return p:ph, by which a slide's placeholder inherits from the layout's."""
    kind = "" if place.kind == "obj" else f' type="{place.kind}"'
    idx = "" if place.idx == "0" else f' idx="{place.idx}"'
    return f"<p:ph{kind}{idx}/>"


def _placeholder(frame: TextFrame, slot: Slot, canvas: SlideCanvas) -> str:
    place = canvas.plan.slots[slot]
    is_moved = not _is_same(frame.rect, place.inside) or not place.is_upright
    direction = "" if place.is_upright else ' vert="horz"'
    insets = ' lIns="0" tIns="0" rIns="0" bIns="0"' if is_moved else ""
    anchor = f' anchor="{_ANCHOR[frame.anchor]}"' if frame.anchor != "top" else ""
    columns = ' numCol="1"' if place.columns > 1 else ""
    name = frame.name or canvas.name_of(slot)
    return (
        f"<p:sp><p:nvSpPr>{cnv_pr(canvas.next_id(), name)}"
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{reference(place)}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{xfrm(frame.rect) if is_moved else ''}</p:spPr>"
        f"<p:txBody><a:bodyPr{direction}{insets}{anchor}{columns}><a:noAutofit/></a:bodyPr><a:lstStyle/>"
        f"{paragraphs(frame.paragraphs, canvas.in_placeholder(slot))}</p:txBody></p:sp>"
    )


def _is_same(one: Rect, other: Rect) -> bool:
    pairs = zip(
        (one.x, one.y, one.width, one.height),
        (other.x, other.y, other.width, other.height),
        strict=True,
    )
    return all(abs(a - b) < _SAME for a, b in pairs)


def _text_box(frame: TextFrame, canvas: SlideCanvas) -> str:
    paints = canvas.paints_at(frame.rect)
    fill = f"<a:solidFill>{paints[frame.fill].xml}</a:solidFill>" if frame.fill else "<a:noFill/>"
    colour: Role = ON_FILL.get(frame.fill or "", "ink")
    name = frame.name or canvas.name_of("text")
    return (
        f'<p:sp><p:nvSpPr>{cnv_pr(canvas.next_id(), name)}<p:cNvSpPr txBox="1"/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{xfrm(frame.rect)}{_corners(frame)}"
        f"{fill}<a:ln><a:noFill/></a:ln></p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" {_insets(frame)} rtlCol="0" '
        f'anchor="{_ANCHOR[frame.anchor]}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{paragraphs(frame.paragraphs, canvas.in_box(paints, colour))}</p:txBody></p:sp>"
    )


def panel_shape(rect: Rect, canvas: SlideCanvas) -> str:
    """Return a plain panel in the background colour, so that text on a picture can be read."""
    name = canvas.name_of("panel")
    return (
        f"<p:sp><p:nvSpPr>{cnv_pr(canvas.next_id(), name, children=DECORATIVE)}"
        "<p:cNvSpPr/><p:nvPr/>"
        f"</p:nvSpPr><p:spPr>{xfrm(rect)}{RECTANGLE}"
        '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def mark_shape(canvas: SlideCanvas) -> str:
    """Return the mark of a slide that lacks something, at the upper edge: a draft's, never more."""
    words = canvas.language.phrase("deck_mark")
    width = text_width(words, face_pair(canvas.master.geometry.body_font).bold, _MARK_SIZE)
    room = Rect(0.0, 0.0, width * _MARK_SLACK + 2 * _MARK_PADDING, _MARK_HEIGHT)
    rect = room.moved(canvas.master.geometry.width - room.width, 0.0)
    para = Para((Span(words),), _MARK_SIZE, bold=True, align="center")
    frame = TextFrame(rect, (para,), anchor="middle", fill="accent", name=canvas.name_of("mark"))
    return _text_box(frame, canvas)


def _corners(frame: TextFrame) -> str:
    """Round a filled box as figures do; a box without fill is plain."""
    return rounded(frame.rect) if frame.fill else RECTANGLE


def rounded(rect: Rect) -> str:
    """Return a rectangle's geometry with the one corner radius."""
    side = min(rect.width, rect.height) or 1.0
    radius = min(round(_FULL * RADIUS / side), _FULL // 2)
    guide = f'<a:avLst><a:gd name="adj" fmla="val {radius}"/></a:avLst>'
    return f'<a:prstGeom prst="roundRect">{guide}</a:prstGeom>'


def corner_inset(radius: float) -> float:
    """Return how far a rounded rectangle's own text rectangle keeps from its sides (points).

    The preset roundRect of Open XML keeps text 0.29289 of the radius away from each side.
    """
    return radius * (1 - math.sqrt(0.5))


def _insets(frame: TextFrame) -> str:
    inset = emu(max(frame.inset - (corner_inset(RADIUS) if frame.fill else 0.0), 0.0))
    return f'lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}"'


# --- tables


def table_frame(frame: TableFrame, canvas: SlideCanvas) -> str:
    """Return a native table: a header over a rule, hairlines between rows, no upright lines."""
    paints = canvas.paints_at(frame.rect)
    is_own = canvas.master.is_own
    style = TABLE_STYLE if is_own else NO_STYLE
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in frame.widths)
    rows = "".join(
        f'<a:tr h="{emu(height)}">{_row(frame, number, canvas, paints)}</a:tr>'
        for number, height in enumerate(frame.heights)
    )
    rect = Rect(frame.rect.x, frame.rect.y, sum(frame.widths), sum(frame.heights))
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>"
        f"{cnv_pr(canvas.next_id(), frame.name, descr=frame.alt)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f"</p:nvGraphicFramePr>{xfrm(rect, 'p:xfrm')}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1" firstCol="1"><a:tableStyleId>{style}</a:tableStyleId>'
        f"</a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _row(frame: TableFrame, number: int, canvas: SlideCanvas, paints: Paints) -> str:
    cells = frame.rows[number]
    return "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
        f"{paragraphs(cell, canvas.in_cell(paints, is_header=not number, is_first=not column))}"
        f"</a:txBody>{_cell(canvas, paints, number, column)}</a:tc>"
        for column, cell in enumerate(cells)
    )


def _cell(canvas: SlideCanvas, paints: Paints, row: int, column: int) -> str:
    side, top = emu(CELL_PADDING_X), emu(CELL_PADDING_Y)
    left = side if column else 0
    attributes = f'marL="{left}" marR="{side}" marT="{top}" marB="{top}" anchor="ctr"'
    if canvas.master.is_own:
        return f"<a:tcPr {attributes}/>"
    rule = _border("lnB", _HAIRLINE if row else _RULE, paints["line" if row else "primary"].xml)
    above = _border("lnT", _RULE, paints["primary"].xml) if row == 1 else ""
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR"))
    return f"<a:tcPr {attributes}>{none}{above}{rule}<a:noFill/></a:tcPr>"


def _border(side: str, width: int, colour: str) -> str:
    return f'<a:{side} w="{width}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:{side}>'


# --- pictures


def picture_frame(frame: PictureFrame, canvas: SlideCanvas) -> str:
    """Return a company's picture; without an alternative text it is marked as decoration."""
    picture = add_picture(frame.file, canvas)
    if picture is None:
        return ""
    turn = picture.turn
    turned = "".join(f' {key}="{value}"' for key, value in turn.attributes.items())
    place = xfrm(turn.before(frame.rect), attributes=turned)
    children = "" if frame.alt else DECORATIVE
    name = canvas.name_of("picture")
    return (
        f"<p:pic><p:nvPicPr>{cnv_pr(canvas.next_id(), name, descr=frame.alt, children=children)}"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{picture.key}"/>'
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{place}{RECTANGLE}</p:spPr></p:pic>"
    )
