"""Names, lengths and parsing of PresentationML; one inch is 914 400 EMU, one point 12 700."""

from __future__ import annotations

from typing import Any, NewType

from lxml import etree

Emu = NewType("Emu", int)
Element = Any  # lxml ships no types

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{RELATIONS}" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
EMU_PER_POINT = 12_700
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    # Control characters cannot stand in XML 1.0, not even as references.
    | {chr(code): None for code in range(32) if chr(code) not in "\t\n"}
    | {"\t": " ", "\n": " ", "\ufffe": None, "\uffff": None}
)


def emu(points: float) -> Emu:
    """Turn points into whole EMU."""
    return Emu(round(points * EMU_PER_POINT))


def escaped(text: str) -> str:
    """Write a text as XML content or as the value of an attribute in double quotes."""
    return text.translate(_ESCAPES)


def parsed(xml: bytes) -> Element:
    """Parse without entities or network: a corporate template comes from anywhere."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def serialised(root: Element) -> bytes:
    """Write an element as a part of a package."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def elements(parent: Element) -> list[Element]:
    """Return the child elements, comments left out; none of nothing."""
    return [] if parent is None else [child for child in parent if isinstance(child.tag, str)]


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def number(element: Element, attribute: str) -> int | None:
    """Read a whole number, whoever wrote it; None when there is none."""
    value = None if element is None else element.get(attribute)
    try:
        return None if value is None else round(float(value))
    except ValueError:
        return None
