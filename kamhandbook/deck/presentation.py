"""The list of slides in a presentation, and the sections they stand in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from kamhandbook.deck.package import Draft, extended
from kamhandbook.deck.xml import NAMESPACES, Element, P, escaped, parsed, serialised
from kamhandbook.fit.fitted import FittedDeck

_FIRST_ID = 256
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
# What stands before the list of slides in p:presentation.
_BEFORE = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


def list_slides(draft: Draft, fitted: FittedDeck, names: Sequence[str]) -> None:
    """Write slides and sections into the main part; ``names`` are the slides' parts, in order."""
    root = parsed(draft.blobs[draft.main])
    draft.relations[draft.main], keys = extended(draft.relations[draft.main], draft.main, names)
    entries = "".join(
        f'<p:sldId id="{number}" r:id="{key}"/>' for number, key in enumerate(keys, _FIRST_ID)
    )
    if entries:
        wrapped = parsed(f"<p:sldIdLst {NAMESPACES}>{entries}</p:sldIdLst>".encode())
        root.insert(_place(root), wrapped)
        _extensions(root).append(_sections(fitted))
    etree.cleanup_namespaces(root, keep_ns_prefixes=["a", "r", "p"])
    draft.blobs[draft.main] = serialised(root)


def _place(root: Element) -> int:
    before = [f"{P}{name}" for name in _BEFORE]
    return 1 + max((at for at, child in enumerate(root) if child.tag in before), default=-1)


def _extensions(root: Element) -> Element:
    found = root.find(f"{P}extLst")
    return etree.SubElement(root, f"{P}extLst") if found is None else found


def _sections(fitted: FittedDeck) -> Element:
    """Make p:ext with every slide in exactly one section; names come from the slides."""
    written = ""
    for at, (name, ids) in enumerate(_grouped(fitted)):
        inside = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
        written += (
            f'<p14:section name="{escaped(name)}" id="{_guid(f"{at} {name}")}">'
            f"<p14:sldIdLst>{inside}</p14:sldIdLst></p14:section>"
        )
    xml = (
        f'<p:ext {NAMESPACES} uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{written}'
        "</p14:sectionLst></p:ext>"
    )
    return parsed(xml.encode())


def _grouped(fitted: FittedDeck) -> Iterator[tuple[str, list[int]]]:
    """Group slides that follow each other; one without a section stays in the one before."""
    named, current = [], fitted.imprint.language.phrase("deck_first_section")
    for number, slide in enumerate(fitted.slides, _FIRST_ID):
        current = slide.section or current
        named.append((current, number))
    for name, group in groupby(named, key=lambda each: each[0]):
        yield name, [number for _, number in group]


def _guid(text: str) -> str:
    """Make an id that is the same for the same text."""
    digest = hashlib.sha256(text.encode()).hexdigest().upper()
    return f"{{{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}}}"
