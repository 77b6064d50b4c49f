"""The list of slides in a presentation, and the sections they stand in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from kamhandbook.deck.package import PackageBuilder, with_slides
from kamhandbook.deck.xml import NAMESPACES, Element, P, escaped, parsed, serialised
from kamhandbook.fit.fitted import FittedDeck

_FIRST_ID = 256  # the schema's least id of a slide
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
# What stands before the list of slides in p:presentation: its children have a fixed order.
_EARLIER_ELEMENTS = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


def list_slides(package: PackageBuilder, fitted: FittedDeck, names: Sequence[str]) -> None:
    """Write slides and sections into the main part; ``names`` are the slides' parts, in order."""
    root = parsed(package.blobs[package.main])
    package.relations[package.main], relation_ids = with_slides(
        package.relations[package.main], package.main, names
    )
    entries = "".join(
        f'<p:sldId id="{number}" r:id="{relation_id}"/>'
        for number, relation_id in enumerate(relation_ids, _FIRST_ID)
    )
    if entries:
        slide_list = parsed(f"<p:sldIdLst {NAMESPACES}>{entries}</p:sldIdLst>".encode())
        root.insert(_slide_list_index(root), slide_list)
        _extensions(root).append(_sections(fitted))
    etree.cleanup_namespaces(root, keep_ns_prefixes=["a", "r", "p"])
    package.blobs[package.main] = serialised(root)


def _slide_list_index(root: Element) -> int:
    earlier_tags = [f"{P}{name}" for name in _EARLIER_ELEMENTS]
    return 1 + max(
        (index for index, child in enumerate(root) if child.tag in earlier_tags), default=-1
    )


def _extensions(root: Element) -> Element:
    extensions = root.find(f"{P}extLst")
    return etree.SubElement(root, f"{P}extLst") if extensions is None else extensions


def _sections(fitted: FittedDeck) -> Element:
    """Return p:ext with every slide in exactly one section; names come from the slides."""
    sections = ""
    for index, (name, ids) in enumerate(_slide_ids_by_section(fitted)):
        slides_xml = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
        sections += (
            f'<p14:section name="{escaped(name)}" id="{_guid(f"{index} {name}")}">'
            f"<p14:sldIdLst>{slides_xml}</p14:sldIdLst></p14:section>"
        )
    xml = (
        f'<p:ext {NAMESPACES} uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{sections}'
        "</p14:sectionLst></p:ext>"
    )
    return parsed(xml.encode())


def _slide_ids_by_section(fitted: FittedDeck) -> Iterator[tuple[str, list[int]]]:
    """Yield sections and their slides' ids; a slide without one stays in the section before it."""
    named, current = [], fitted.imprint.language.phrase("deck_first_section")
    for number, slide in enumerate(fitted.slides, _FIRST_ID):
        current = slide.section or current
        named.append((current, number))
    for name, group in groupby(named, key=lambda pair: pair[0]):
        yield name, [number for _, number in group]


def _guid(text: str) -> str:
    """Return a GUID that is the same for the same text."""
    digest = hashlib.sha256(text.encode()).hexdigest().upper()
    return f"{{{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}}}"
