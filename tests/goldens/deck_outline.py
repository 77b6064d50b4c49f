"""A finished deck as readable text: every shape in reading order, with place, size and colour role.

A line a shape: its kind, its rectangle in points (x, y, width × height), what fills it and outlines
it. Below it a line for each stretch of text of one look: size, style, colour, then the words.
Colours are named as the file names them (``accent1``, ``tx1 lumMod 75``), so that a role that
changes is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Emu

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHAPES = {f"{P}{tag}" for tag in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")}

Element = Any


def deck_outline(content: bytes) -> str:
    """Return a deck as text, slide by slide."""
    deck = Presentation(BytesIO(content))
    lines: list[str] = []
    for number, slide in enumerate(deck.slides, 1):
        lines.append(f"== {number} {slide.slide_layout.name}")
        lines += _shapes(slide.shapes._spTree, slide.part.rels)
        if slide.has_notes_slide:
            notes = slide.notes_slide
            text = notes.notes_text_frame._txBody
            lines += (f"  note: {line}" for line in _texts(text, notes.part.rels, ""))
    return "\n".join(lines) + "\n"


def _shapes(tree: Element, relations: Any, indent: str = "  ") -> Iterator[str]:
    for shape in tree:
        if shape.tag not in SHAPES:
            continue
        yield indent + " ".join(part for part in _about(shape, relations) if part)
        if shape.tag == f"{P}grpSp":
            yield from _shapes(shape, relations, indent + "  ")
        elif shape.tag == f"{P}graphicFrame":
            yield from _table(shape, relations, indent + "  ")
        else:
            yield from _texts(shape, relations, indent + "  ")


def _about(shape: Element, relations: Any) -> Iterator[str]:
    about = next(shape.iter(f"{P}cNvPr"))
    placeholder = shape.find(f".//{P}nvPr/{P}ph")
    yield etree.QName(shape).localname + (
        f"[{placeholder.get('type', 'obj')}]" if placeholder is not None else ""
    )
    yield repr(about.get("name"))
    yield _rectangle(shape)
    properties = shape.find(f"{P}spPr")
    if properties is not None:
        geometry = properties.find(f"{A}prstGeom")
        yield geometry.get("prst") if geometry is not None else ""
        yield _fill(properties)
        line = properties.find(f"{A}ln")
        if line is not None:
            width = f" {Emu(int(line.get('w'))).pt:.2g}" if line.get("w") else ""
            ends = "".join(etree.QName(end).localname for end in line if end.tag.endswith("End"))
            yield f"line={_fill(line) or 'inherited'}{width}{ends}"
    yield _link(about.find(f"{A}hlinkClick"), relations)
    if about.get("descr"):
        yield f"alt={about.get('descr')!r}"


def _rectangle(shape: Element) -> str:
    for offset in shape.iter(f"{A}off"):
        size = offset.getnext()
        x, y = (Emu(int(offset.get(key))).pt for key in "xy")
        width, height = (Emu(int(size.get(key))).pt for key in ("cx", "cy"))
        turned = offset.getparent().attrib
        flips = "".join(f" {key}" for key in ("rot", "flipH", "flipV") if key in turned)
        return f"{x:.0f},{y:.0f} {width:.0f}×{height:.0f}{flips}"
    return "inherited"


def _fill(element: Element) -> str:
    for child in element:
        kind = etree.QName(child).localname
        if kind == "noFill":
            return "none"
        if kind == "solidFill":
            return _colour(child[0])
        if kind in ("gradFill", "blipFill", "pattFill"):
            return str(kind)
    return ""


def _colour(element: Element) -> str:
    changes = "".join(
        f" {etree.QName(change).localname} {int(change.get('val')) / 1000:g}" for change in element
    )
    return f"{element.get('val')}{changes}"


def _table(frame: Element, relations: Any, indent: str) -> Iterator[str]:
    table = next(frame.iter(f"{A}tbl"), None)
    if table is None:
        return
    widths = (f"{Emu(int(c.get('w'))).pt:.0f}" for c in table.iter(f"{A}gridCol"))
    yield f"{indent}columns {' '.join(widths)}"
    for row in table.iter(f"{A}tr"):
        yield f"{indent}row {Emu(int(row.get('h'))).pt:.0f}"
        for cell in row.iter(f"{A}tc"):
            properties = cell.find(f"{A}tcPr")
            look = "" if properties is None else _cell_look(properties)
            yield f"{indent}  cell {look}".rstrip()
            yield from _texts(cell, relations, indent + "    ")


def _cell_look(properties: Element) -> str:
    lines = [
        f"{etree.QName(child).localname}={_fill(child)}"
        for child in properties
        if etree.QName(child).localname in ("lnL", "lnR", "lnT", "lnB")
    ]
    margins = [
        f"{key}={int(properties.get(key)) // 127}"
        for key in ("marL", "marT")
        if key in properties.attrib
    ]
    return " ".join(
        part for part in (_fill(properties), *lines, *margins, properties.get("anchor")) if part
    )


def _texts(element: Element, relations: Any, indent: str) -> Iterator[str]:
    for paragraph in element.iter(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        look = "" if properties is None else _paragraph_look(properties)
        runs = [run for run in paragraph if run.tag in (f"{A}r", f"{A}fld", f"{A}br")]
        looks = groupby(runs, key=lambda run: _run_look(run, relations))
        parts = [f"{style} {''.join(map(_words, same))!r}" for style, same in looks]
        if parts:
            yield indent + (f"{look} " if look else "") + " + ".join(parts)


def _paragraph_look(properties: Element) -> str:
    bullet = properties.find(f"{A}buChar")
    number = properties.find(f"{A}buAutoNum")
    return " ".join(
        part
        for part in (
            properties.get("algn", ""),
            f"level {properties.get('lvl')}" if properties.get("lvl") else "",
            f"indent {int(properties.get('marL')) // 12700}"
            if properties.get("marL", "0") != "0"
            else "",
            bullet.get("char") if bullet is not None else "",
            number.get("type") if number is not None else "",
            *(
                f"{etree.QName(child).localname}={child[0].get('val')}"
                for child in properties
                if child[:1]
                and child[0].get("val") not in ("0", "100000")
                and child.tag in (f"{A}spcBef", f"{A}spcAft", f"{A}lnSpc")
            ),
        )
        if part
    )


def _run_look(run: Element, relations: Any) -> str:
    properties = run.find(f"{A}rPr")
    if properties is None:
        return "inherited"
    size = f"{int(properties.get('sz')) / 100:g}" if properties.get("sz") else "-"
    marks = "".join(
        f" {key}"
        for key in ("b", "i", "u", "strike")
        if properties.get(key, "0") not in ("0", "none", "noStrike")
    )
    link = _link(properties.find(f"{A}hlinkClick"), relations)
    return " ".join(part for part in (size + marks, _fill(properties), link) if part)


def _words(run: Element) -> str:
    return "⏎" if run.tag == f"{A}br" else "".join(text.text or "" for text in run.iter(f"{A}t"))


def _link(link: Element | None, relations: Any) -> str:
    if link is None:
        return ""
    relation = relations.get(link.get(f"{R}id"))
    if relation is None:
        return f"→ {link.get('action')}"
    target = relation.target_ref if relation.is_external else relation.target_part.partname
    return f"→ {target}"
