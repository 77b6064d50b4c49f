"""A template with gaps: what every slide needs is put in, what would be repaired is mended."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE

from kamhandbook.deck.inherit import FOOTERS, TITLES, placeholder_of
from kamhandbook.deck.xml import NAMESPACES, A, Element, P, name_of, number, parsed
from kamhandbook.wording.messages import phrase

_PARAGRAPH, _RUN = ("marL", "indent", "algn"), ("sz", "b", "i", "cap")
_FREE_IDX = 90  # from here on no program numbers placeholders by itself
_NOTES = RELATIONSHIP_TYPE.NOTES_MASTER
# Where a title stands if not even the master says so: shares of the slide.
_LEFT, _TOP, _WIDTH, _HEIGHT = 0.05, 0.04, 0.9, 0.13


def ensure_titles(deck: Any) -> bool:
    """Add a title to every layout if not one has it; says whether that was necessary."""
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    if any(_title(layout._element) is not None for layout in layouts):
        return False
    for layout in layouts:
        above = _title(layout.slide_master._element)
        tree = layout._element.find(f"{P}cSld/{P}spTree")
        tree.append(_new_title(tree, above, deck))
    return True


def ensure_unique_ids(deck: Any) -> None:
    """Give shapes of masters and layouts ids of their own; other programs are careless there."""
    for master in deck.slide_masters:
        for sheet in (master, *master.slide_layouts):
            shapes = list(sheet._element.iter(f"{P}cNvPr"))
            times = Counter(number(shape, "id") for shape in shapes)
            free = 1 + max((each or 0 for each in times), default=0)
            for shape in reversed(shapes):
                if times[number(shape, "id")] > 1 or not number(shape, "id"):
                    times[number(shape, "id")] -= 1
                    shape.set("id", str(free))
                    free += 1


def ensure_no_shrinking(deck: Any) -> None:
    """Forget by how much sample text had been shrunk: LibreOffice shrinks indents by it as well."""
    for master in deck.slide_masters:
        for sheet in (master, *master.slide_layouts):
            for shrunk in sheet._element.iter(f"{A}normAutofit"):
                shrunk.attrib.clear()


def ensure_unique_places(deck: Any) -> None:
    """Number placeholders of a layout apart: slides find theirs by idx, and there are none yet."""
    for master in deck.slide_masters:
        for layout in master.slide_layouts:
            taken: set[str] = set()
            for ph in layout._element.iter(f"{P}ph"):
                if ph.get("type") in TITLES | FOOTERS:
                    continue
                while ph.get("idx", "0") in taken:
                    ph.set("idx", str(_FREE_IDX + len(taken)))
                taken.add(ph.get("idx", "0"))


def ensure_text_styles(deck: Any) -> None:
    """Take what a master's sample text looks like for its style, where it has no styles at all.

    So LibreOffice exports masters; PowerPoint would fall back to 18 pt black for everything.
    """
    for master in deck.slide_masters:
        if master._element.find(f"{P}txStyles") is not None:
            continue
        for shape in master._element.iter(f"{P}sp"):
            if placeholder_of(shape) is not None:
                _style_by_sample(shape.find(f"{P}txBody"))


def _style_by_sample(body: Element) -> None:
    if body is None or body.find(f"{A}lstStyle/{A}lvl1pPr") is not None:
        return
    styles = etree.Element(f"{A}lstStyle")
    for paragraph in body.findall(f"{A}p"):
        about, run = paragraph.find(f"{A}pPr"), next(paragraph.iter(f"{A}rPr"), None)
        level = (number(about, "lvl") or 0) + 1
        if level != len(styles) + 1 or run is None:
            continue
        style = etree.SubElement(styles, f"{A}lvl{level}pPr")
        if about is not None:
            style.attrib.update({k: v for k, v in about.attrib.items() if k in _PARAGRAPH})
            style.extend(deepcopy(child) for child in about if name_of(child) != "defRPr")
        default = etree.SubElement(style, f"{A}defRPr")
        default.attrib.update({k: v for k, v in run.attrib.items() if k in _RUN})
        default.extend(deepcopy(child) for child in run if name_of(child) in ("solidFill", "latin"))
    old = body.find(f"{A}lstStyle")
    if old is not None:
        body.remove(old)
    body.find(f"{A}bodyPr").addnext(styles)


def ensure_notes(deck: Any) -> None:
    """See that there is a notes master with room for text; python-pptx has a plain one."""
    part, root = deck.part, deck.part._element
    for key, relation in list(part.rels.items()):
        if relation.reltype == _NOTES and not _has_body(relation.target_part._element):
            part.rels.pop(key)
            for entry in root.findall(f"{P}notesMasterIdLst"):
                root.remove(entry)
    key = part.relate_to(deck.notes_master.part, _NOTES)
    masters = root.find(f"{P}sldMasterIdLst")
    if root.find(f"{P}notesMasterIdLst") is None and masters is not None:
        entry = f'<p:notesMasterId r:id="{key}"/>'
        xml = f"<p:notesMasterIdLst {NAMESPACES}>{entry}</p:notesMasterIdLst>"
        masters.addnext(parsed(xml.encode()))


def _has_body(notes: Element) -> bool:
    found = (placeholder_of(shape) for shape in notes.iter(f"{P}sp") if _stands(shape))
    return any(ph is not None and ph.get("type") == "body" for ph in found)


def _stands(shape: Element) -> bool:
    return shape.find(f"{P}spPr/{A}xfrm") is not None


def _title(sheet: Element) -> Element:
    for shape in sheet.iter(f"{P}sp"):
        ph = placeholder_of(shape)
        if ph is not None and ph.get("type") in TITLES:
            return shape
    return None


def _new_title(tree: Element, above: Element, deck: Any) -> Element:
    number_ = 1 + max(number(each, "id") or 0 for each in tree.iter(f"{P}cNvPr"))
    name = phrase("deck_name_title")
    has_place = above is not None and _stands(above)
    xml = (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number_}" name="{name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{'' if has_place else _place(deck)}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    return parsed(xml.encode())


def _place(deck: Any) -> str:
    wide, high = deck.slide_width, deck.slide_height
    return (
        f'<a:xfrm><a:off x="{round(wide * _LEFT)}" y="{round(high * _TOP)}"/>'
        f'<a:ext cx="{round(wide * _WIDTH)}" cy="{round(high * _HEIGHT)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
