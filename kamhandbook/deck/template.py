"""A corporate template made ready: opened, its sample slides and all traces of people removed.

What a slide leaves behind in a presentation: its entry in the list of slides, custom shows,
sections, the view's outline, links from other parts, comment authors, revisions, a thumbnail, and
properties. All of it goes; whatever nothing leads to any more is not written.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct
from pptx import Presentation
from pptx.exc import PythonPptxError

from kamhandbook.deck.package import LABELS
from kamhandbook.deck.refusals import CONTENT_TYPES, RELATIONSHIPS, main_type, members_of
from kamhandbook.deck.slide_design import SlideDesign, with_slide_design
from kamhandbook.deck.traces import (
    DamagedPictureError,
    has_label,
    leads_to_somebody,
    without_traces,
)
from kamhandbook.deck.xml import Element, P, R, name_of, parsed, serialised
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.wording.messages import problem, reason

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
# Relations that lead to how a template looks; every other one leads to what was in it.
_LOOKS = frozenset(
    {
        "officeDocument",
        "slideMaster",
        "slideLayout",
        "notesMaster",
        "handoutMaster",
        "theme",
        "themeOverride",
        "presProps",
        "tableStyles",
        "font",
        "image",
        "hyperlink",
        "chart",
        "chartStyle",
        "chartColorStyle",
        "chartUserShapes",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
    }
)
# What is nothing without what referred to a part that goes, and what only holds such things.
_USELESS = ("pic", "blipFill")
_HOLDERS = ("custDataLst", "imgProps", "ext", "extLst", "embeddedFontLst", "handoutMasterIdLst")
_REMOVED_ELEMENTS = ("sldIdLst", "custShowLst", "photoAlbum", "modifyVerifier", "smartTags")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_SHOWN_SLIDES = ("custShow", "sldRg", "sldAll")


class OpenTemplate(Struct, frozen=True):
    """A python-pptx presentation without slides, what its slides stood on (layouts by part), and
    what of their own design is on the layouts now.
    """

    deck: Any
    used: Mapping[str, int]
    design: SlideDesign = SlideDesign()


def open_template(file: Path, position: Position) -> OpenTemplate:
    """Open a .pptx or .potx.

    Raises CannotGoOnError with a finding at ``position`` that says why it cannot be used.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        finding = problem("template_unreadable", position, reason=reason(error))
        raise CannotGoOnError([finding]) from error
    members = members_of(data, position)
    try:
        adorned, design = with_slide_design(without_traces(members))
        deck = Presentation(io.BytesIO(_zipped(_cleaned(adorned))))
        layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    except DamagedPictureError as error:
        raise CannotGoOnError([problem("template_broken", position, problem=str(error))]) from error
    except (PythonPptxError, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise CannotGoOnError(
            [problem("template_broken", position, problem=str(error)[:80])]
        ) from error
    if not layouts or not deck.slide_width or not deck.slide_height:
        raise CannotGoOnError([problem("template_no_layout", position)])
    return OpenTemplate(deck, _used_layouts(members), design)


def _used_layouts(members: dict[str, bytes]) -> Counter[str]:
    """Return how many of a template's own slides stand on each layout, by its part's name."""
    used: Counter[str] = Counter()
    for name, data in members.items():
        if not name.startswith("ppt/slides/_rels/"):
            continue
        for relation in parsed(data).iter(f"{RELATIONSHIPS}Relationship"):
            if str(relation.get("Type", "")).endswith("/slideLayout"):
                target = posixpath.join("/ppt/slides", str(relation.get("Target", "")))
                used[posixpath.normpath(target).lstrip("/")] += 1
    return used


def _cleaned(members: dict[str, bytes]) -> dict[str, bytes]:
    """Remove slides and traces; the main part becomes that of a presentation."""
    cleaned = dict(members)
    types = cleaned[CONTENT_TYPES].decode("utf-8", "replace")
    cleaned[CONTENT_TYPES] = types.replace(main_type(members), _PRESENTATION).encode()
    for name in members:
        if name.endswith(".rels"):
            _clean_relations(name, cleaned)
    for name in members:
        clean = _CLEANERS.get(posixpath.basename(name))
        if clean:
            root = parsed(cleaned[name])
            clean(root)
            cleaned[name] = serialised(root)
    return cleaned


def _clean_relations(name: str, members: dict[str, bytes]) -> None:
    """Drop relations to traces and to parts that are not there, and what refers to them."""
    folder, file = posixpath.split(name)
    source = posixpath.normpath(posixpath.join(folder, "..", file.removesuffix(".rels")))
    root, removed_ids = parsed(members[name]), set()
    for relation in list(root.iter(f"{RELATIONSHIPS}Relationship")):
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        is_kept = kind in _LOOKS or (kind in LABELS and _is_label(relation, members))
        if not is_kept or not _leads_somewhere(relation, source, members):
            removed_ids.add(relation.get("Id"))
            root.remove(relation)
    if not removed_ids:
        return
    members[name] = serialised(root)
    if source in members and source.endswith(".xml"):
        members[source] = _without_references(members[source], removed_ids)


def _is_label(relation: Element, members: dict[str, bytes]) -> bool:
    """Whether a part holds a sensitivity label; other properties of the template's are gone."""
    name = str(relation.get("Target", "")).lstrip("/")
    return name in members and has_label(members[name])


def _leads_somewhere(relation: Element, source: str, members: dict[str, bytes]) -> bool:
    if relation.get("TargetMode") == "External":
        if str(relation.get("Type", "")).rsplit("/", 1)[-1] != "hyperlink":
            return False  # nothing is fetched on opening, whatever let it through
        return not leads_to_somebody(str(relation.get("Target", "")))
    target = str(relation.get("Target", ""))
    folder = posixpath.dirname(source)
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") in members


def _without_references(xml: bytes, ids: set[str | None]) -> bytes:
    """Remove every element that refers to one of the relations."""
    root = parsed(xml)
    for element in list(root.iter(etree.Element)):
        refers = any(key.startswith(R) and value in ids for key, value in element.attrib.items())
        if refers and element.getparent() is not None:
            _remove(element)
    return serialised(root)


def _remove(element: Element) -> None:
    """Remove an element, and its parent too where that makes no sense without it."""
    parent = element.getparent()
    parent.remove(element)
    name = name_of(parent)
    is_useless = name in _USELESS or (name in _HOLDERS and not len(parent))
    if is_useless and parent.getparent() is not None:
        _remove(parent)


def _clean_presentation(root: Element) -> None:
    for name in _REMOVED_ELEMENTS:
        _drop(root.findall(f"{P}{name}"))
    _drop(ext for ext in list(root.iter(f"{P}ext")) if ext.get("uri") == _SECTIONS)
    _drop(extensions for extensions in root.findall(f"{P}extLst") if not len(extensions))


def _clean_properties(root: Element) -> None:
    """A show of single slides would name slides that are gone."""
    for show in root.findall(f"{P}showPr"):
        _drop(child for child in list(show) if name_of(child) in _SHOWN_SLIDES)


def _drop(elements: Iterable[Element]) -> None:
    for element in list(elements):
        element.getparent().remove(element)


_CLEANERS = {"presentation.xml": _clean_presentation, "presProps.xml": _clean_properties}


def _zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()
