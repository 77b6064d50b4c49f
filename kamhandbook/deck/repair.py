"""Repairing a template: what slides need is added, what PowerPoint would repair is changed."""

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
    """Add a title to every layout if not one has it; return whether that was necessary."""
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    if any(_title(layout._element) is not None for layout in layouts):
        return False
    for layout in layouts:
        master_title = _title(layout.slide_master._element)
        tree = layout._element.find(f"{P}cSld/{P}spTree")
        tree.append(_new_title(tree, master_title, deck))
    return True


def ensure_unique_ids(deck: Any) -> None:
    """Return shapes of masters and layouts ids of their own; other programs are careless there."""
    for master in deck.slide_masters:
        for part in (master, *master.slide_layouts):
            shapes = list(part._element.iter(f"{P}cNvPr"))
            counts = Counter(number(shape, "id") for shape in shapes)
            next_id = 1 + max((used or 0 for used in counts), default=0)
            for shape in reversed(shapes):
                if counts[number(shape, "id")] > 1 or not number(shape, "id"):
                    counts[number(shape, "id")] -= 1
                    shape.set("id", str(next_id))
                    next_id += 1


def ensure_no_shrinking(deck: Any) -> None:
    """Remove how far sample text had been shrunk: LibreOffice would shrink indents by it, too."""
    for master in deck.slide_masters:
        for part in (master, *master.slide_layouts):
            for autofit in part._element.iter(f"{A}normAutofit"):
                autofit.attrib.clear()


def ensure_unique_places(deck: Any) -> None:
    """Number placeholders of a layout apart: slides find theirs by idx, and there are none yet."""
    for master in deck.slide_masters:
        for layout in master.slide_layouts:
            used: set[str] = set()
            for ph in layout._element.iter(f"{P}ph"):
                if ph.get("type") in TITLES | FOOTERS:
                    continue
                while ph.get("idx", "0") in used:
                    ph.set("idx", str(_FREE_IDX + len(used)))
                used.add(ph.get("idx", "0"))


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
        properties, run = paragraph.find(f"{A}pPr"), next(paragraph.iter(f"{A}rPr"), None)
        level = (number(properties, "lvl") or 0) + 1
        if level != len(styles) + 1 or run is None:
            continue
        style = etree.SubElement(styles, f"{A}lvl{level}pPr")
        if properties is not None:
            style.attrib.update(
                {key: value for key, value in properties.attrib.items() if key in _PARAGRAPH}
            )
            style.extend(deepcopy(child) for child in properties if name_of(child) != "defRPr")
        default = etree.SubElement(style, f"{A}defRPr")
        default.attrib.update({key: value for key, value in run.attrib.items() if key in _RUN})
        default.extend(deepcopy(child) for child in run if name_of(child) in ("solidFill", "latin"))
    previous = body.find(f"{A}lstStyle")
    if previous is not None:
        body.remove(previous)
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
    placeholders = (placeholder_of(shape) for shape in notes.iter(f"{P}sp") if _has_frame(shape))
    return any(ph is not None and ph.get("type") == "body" for ph in placeholders)


def _has_frame(shape: Element) -> bool:
    return shape.find(f"{P}spPr/{A}xfrm") is not None


def _title(part: Element) -> Element:
    for shape in part.iter(f"{P}sp"):
        ph = placeholder_of(shape)
        if ph is not None and ph.get("type") in TITLES:
            return shape
    return None


def _new_title(tree: Element, master_title: Element, deck: Any) -> Element:
    shape_id = 1 + max(number(shape, "id") or 0 for shape in tree.iter(f"{P}cNvPr"))
    name = phrase("deck_name_title")
    has_place = master_title is not None and _has_frame(master_title)
    xml = (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{'' if has_place else _place(deck)}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    return parsed(xml.encode())


def _place(deck: Any) -> str:
    width, height = deck.slide_width, deck.slide_height
    return (
        f'<a:xfrm><a:off x="{round(width * _LEFT)}" y="{round(height * _TOP)}"/>'
        f'<a:ext cx="{round(width * _WIDTH)}" cy="{round(height * _HEIGHT)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
