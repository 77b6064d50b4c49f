"""A presentation as parts in memory, written as the same bytes for the same parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from lxml import etree
from msgspec import Struct

from kamhandbook.deck.xml import DECLARATION, RELATIONS, escaped, parsed, serialised

T = TypeVar("T")

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TIME = (2026, 1, 1, 0, 0, 0)  # of every member, so that the same parts give the same bytes
_STORED = (".png", ".jpg", ".jpeg", ".gif")  # compressed already
LABELS = ("custom-properties", "classificationlabels")  # relations of the package's own to keep
_DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}


@dataclass(slots=True)
class Relations:
    """The relations of one part, numbered as they come; the same target is related once."""

    entries: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def to(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relation to a target, a part name from the root or an address."""
        full = kind if "/" in kind else f"{RELATIONS}/{kind}"
        return self.entries.setdefault((full, target, external), f"rId{len(self.entries) + 1}")

    def xml(self, part: str) -> bytes:
        """Return the relations of ``part`` as XML, targets relative to it."""
        folder = posixpath.dirname(part)
        lines = "".join(
            f'<Relationship Id="{key}" Type="{kind}" '
            + (
                f'Target="{escaped(target)}" TargetMode="External"/>'
                if external
                else f'Target="{posixpath.relpath(target, folder or ".")}"/>'
            )
            for (kind, target, external), key in self.entries.items()
        )
        xml = f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'
        return (DECLARATION + xml).encode()


class Parts(Struct, frozen=True):
    """A package at rest: parts by name (without leading slash), their types, their relations.

    ``relations`` has the relations of each part as XML; "" stands for the package itself. ``main``
    is the presentation's own part. ``labels`` are parts beside it that say how the file is to be
    treated, with the kind of relation that leads to each.
    """

    main: str
    blobs: Mapping[str, bytes]
    types: Mapping[str, str]
    relations: Mapping[str, bytes]
    labels: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class PackageBuilder:
    """A package being made from the parts of another one."""

    main: str
    blobs: dict[str, bytes]
    types: dict[str, str]
    relations: dict[str, bytes]
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: Parts) -> PackageBuilder:
        """Start with the parts of another package."""
        own = dict(parts.blobs), dict(parts.types), dict(parts.relations)
        return cls(parts.main, *own, parts.labels)

    def add(
        self, name: str, kind: str, content: str | bytes, relations: Relations | None = None
    ) -> str:
        """Add or replace a part, and return its name. A text gets an XML declaration."""
        self.blobs[name] = (DECLARATION + content).encode() if isinstance(content, str) else content
        self.types[name] = kind
        if relations is not None and relations.entries:
            self.relations[name] = relations.xml(name)
        return name

    def zipped(self) -> bytes:
        """Return the package as a zip: content types, then members by name, with a fixed time."""
        members = {_relations_name(name): xml for name, xml in self.relations.items()} | self.blobs
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            _write(package, "[Content_Types].xml", _content_types(self.types))
            for name in sorted(members):
                _write(package, name, members[name])
        return stream.getvalue()


def with_slides(xml: bytes, part: str, slides: Iterable[str]) -> tuple[bytes, list[str]]:
    """Return the relations of the main ``part`` with slides added, and the slides' ids in them."""
    root, folder = parsed(xml), posixpath.dirname(part)
    numbers = [used for relation in root if (used := _number(relation.get("Id", "")))]
    ids = []
    for number, slide in enumerate(slides, max(numbers, default=0) + 1):
        ids.append(f"rId{number}")
        target = posixpath.relpath(slide, folder or ".")
        tag = f"{{{_PACKAGE}/relationships}}Relationship"
        etree.SubElement(root, tag, Id=ids[-1], Type=f"{RELATIONS}/slide", Target=target)
    return serialised(root), ids


def _number(relation_id: str) -> int:
    digits = relation_id.removeprefix("rId")
    return int(digits) if digits.isdigit() else 0


def parts_of(package: Any) -> Parts:
    """Return the parts that can be reached in an open python-pptx package, and nothing else.

    Of the package's own relations (document properties, a thumbnail) only labels are kept.
    """
    main = package.main_document_part
    labels = {
        relation.target_part.partname.membername: relation.reltype
        for relation in package._rels.values()
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] in LABELS
    }
    kept = [relation.target_part for relation in package._rels.values()]
    beside = [part for part in kept if part.partname.membername in labels]
    blobs, types, relations = {}, {}, {}
    for part in (*_reachable(main), *beside):
        name = part.partname.membername
        blobs[name], types[name] = part.blob, part.content_type
        if len(part.rels):
            relations[name] = part.rels.xml
    return Parts(
        main.partname.membername,
        _in_order(blobs),
        _in_order(types),
        _in_order(relations),
        MappingProxyType(labels),
    )


def _in_order(mapping: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType(dict(sorted(mapping.items())))


def _reachable(main: Any) -> Iterator[Any]:
    seen, queue = set(), [main]
    while queue:
        part = queue.pop()
        if part.partname in seen:
            continue
        seen.add(part.partname)
        yield part
        queue += [
            relation.target_part for relation in part.rels.values() if not relation.is_external
        ]


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _content_types(types: Mapping[str, str]) -> bytes:
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in _DEFAULTS.items()
    )
    named = "".join(
        f'<Override PartName="/{escaped(name)}" ContentType="{escaped(kind)}"/>'
        for name, kind in sorted(types.items())
    )
    xml = f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{named}</Types>'
    return (DECLARATION + xml).encode()


def _write(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _TIME)
    member.compress_type = (
        zipfile.ZIP_STORED if name.lower().endswith(_STORED) else zipfile.ZIP_DEFLATED
    )
    member.external_attr = 0o644 << 16
    package.writestr(member, data)
