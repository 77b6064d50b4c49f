"""The foot of each slide: company · version · label and state, the date, the slide's number.

Placeholders are the layout's own. Where it has none the master's place is used, and where there is
none either a free strip at the lower edge, so that nobody takes a draft for the final handbook.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.deck.frames import reference, xfrm
from kamhandbook.deck.inherit import Placeholder, TextStyle
from kamhandbook.deck.master_parts import SPARE_FOOT
from kamhandbook.deck.slide_canvas import SlideCanvas, cnv_pr
from kamhandbook.deck.text import paragraphs
from kamhandbook.document.blocks import Imprint
from kamhandbook.document.drawing import Rect
from kamhandbook.fit.fitted import Para, Span
from kamhandbook.metrics import FacePair, Run, face_pair, text_height, wrap_runs

_SMALLEST = 8.0  # points: rather than set smaller, parts of the foot are left out
_LARGEST = 12.0  # points, whatever larger size a master gives its footers
_STEP = 1.0
_MOST_LINES = 2
_FIELD = "{6B1C9A54-2D0E-4E57-9B57-3C1F0A7D5E21}"
_DOT = " · "
_BOX_STYLE = TextStyle((10.0,), (0.0,), (0.0,), 0.0, 1.0, False, False, False, None, "", "l", False)


class Foot(Struct, frozen=True):
    """The foot as it fits: its text, its size, the words of the link that follows, if any."""

    text: str
    size: float
    link: str = ""


def footers(canvas: SlideCanvas, imprint: Imprint, number: int, page: str) -> str:
    """Return the footers of slide ``number``; ``page`` is the site page that says the same."""
    shapes = []
    for place in canvas.plan.footers:
        if place.kind == "ftr":
            shapes.append(
                _in_place(place, canvas, _foot(place.inside, place.text, canvas, imprint, page))
            )
        elif place.kind == "dt" and imprint.date:
            shapes.append(_in_place(place, canvas, _date(place, canvas, imprint)))
        elif place.kind == "sldNum":
            shapes.append(_in_place(place, canvas, _number(place, canvas, number)))
    if canvas.plan.spare_foot:
        shapes.append(_in_box(canvas.plan.spare_foot, canvas, imprint, page))
    return "".join(shapes)


def fitted(room: Rect, text: TextStyle, imprint: Imprint, link: str, faces: FacePair) -> Foot:
    """Return as much as there is room for: parts fall away before the text gets unreadable."""
    start = min(text.sizes[0], _LARGEST)
    sizes = [start - step for step in range(int(_LARGEST)) if start - step >= _SMALLEST] or [start]
    wordings = _wordings(imprint)
    if link and _fits(f"{wordings[0]}{_DOT}{link}", room, text, start, faces, lines=1):
        return Foot(wordings[0], start, link)
    for lines in (1, _MOST_LINES):
        for words in wordings:
            for size in sizes:
                if _fits(words, room, text, size, faces, lines=lines):
                    return Foot(words, size)
    return Foot(imprint.state or imprint.company, _SMALLEST)


def _wordings(imprint: Imprint) -> tuple[str, ...]:
    """Return the foot in full, then with less and less of it; the state stays longest."""
    version = imprint.version and imprint.language.phrase("deck_version", version=imprint.version)
    parts = (imprint.company, version, imprint.classification, imprint.state)
    return tuple(_DOT.join(part for part in parts[first:] if part) for first in range(len(parts)))


def _fits(
    words: str, room: Rect, text: TextStyle, size: float, faces: FacePair, *, lines: int
) -> bool:
    wrapped = wrap_runs((Run(words, bold=text.bold),), faces, size, room.width)
    height = text_height(len(wrapped.lines), size, faces.pitch) * text.spacing
    if wrapped.overflow or len(wrapped.lines) > lines:
        return False
    return height <= room.height + 1


def _foot(room: Rect, text: TextStyle, canvas: SlideCanvas, imprint: Imprint, page: str) -> Para:
    link = imprint.language.phrase("deck_link") if page and canvas.links.external_url(page) else ""
    foot = fitted(room, text, imprint, link, face_pair(canvas.master.geometry.body_font))
    spans = [Span(foot.text)]
    if foot.link:
        spans += [Span(_DOT), Span(foot.link, href=page)]
    return Para(tuple(spans), foot.size)


def _date(place: Placeholder, canvas: SlideCanvas, imprint: Imprint) -> Para:
    faces, size = face_pair(canvas.master.geometry.body_font), min(place.text.sizes[0], _LARGEST)
    room = place.inside
    while size > _SMALLEST and not _fits(imprint.date, room, place.text, size, faces, lines=1):
        size -= _STEP
    return Para((Span(imprint.date),), size)


def _number(place: Placeholder, canvas: SlideCanvas, number: int) -> str:
    size = round(min(place.text.sizes[0], _LARGEST * 2) * 100)
    setting = canvas.in_footer(place)
    colour = f"<a:solidFill>{setting.paints['ink'].xml}</a:solidFill>" if setting.colour else ""
    run = f'<a:rPr lang="{canvas.language.tag}" sz="{size}">{colour}</a:rPr><a:t>{number}</a:t>'
    properties = f"<a:pPr{canvas.direction}/>" if canvas.direction else ""
    return f'<a:p>{properties}<a:fld id="{_FIELD}" type="slidenum">{run}</a:fld></a:p>'


def _in_place(place: Placeholder, canvas: SlideCanvas, content: Para | str) -> str:
    """Draw a footer in a placeholder cloned from the layout's."""
    setting = canvas.in_footer(place)
    text = content if isinstance(content, str) else paragraphs([content], setting)
    return (
        f"<p:sp><p:nvSpPr>{cnv_pr(canvas.next_id(), canvas.name_of(place.kind))}"
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{reference(place)}</p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>"
    )


def _in_box(room: Rect, canvas: SlideCanvas, imprint: Imprint, page: str) -> str:
    """Draw the foot in a text box, where neither layout nor master has a placeholder for it."""
    colour = canvas.plan.spare_foot_colour
    para = replace(_foot(room, _BOX_STYLE, canvas, imprint, page), colour=colour)
    setting = canvas.in_box(canvas.plan.foot_paints[SPARE_FOOT], colour)
    return (
        f"<p:sp><p:nvSpPr>{cnv_pr(canvas.next_id(), canvas.name_of('ftr'))}"
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{xfrm(room)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs([para], setting)}</p:txBody></p:sp>"
    )
