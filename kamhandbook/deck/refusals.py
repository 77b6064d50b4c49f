"""What is no usable corporate template, and why: one sentence before anything is built.

A template comes from anywhere: it is read without entities, with limits on size, and refused when
opening the finished deck would run code or call out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from lxml import etree

from kamhandbook.deck.other_files import cause_of_bytes, cause_of_members, is_theme
from kamhandbook.deck.xml import parsed
from kamhandbook.findings import CannotGoOnError, Position
from kamhandbook.wording.messages import phrase, problem

MAX_FILE = 100_000_000  # bytes
MAX_UNPACKED = 300_000_000  # bytes of all parts; a small file can unpack to any size
MAX_XML = 30_000_000  # bytes of one XML part; a big layout has some 100 KB
MAX_MEMBERS = 5_000  # a large template has some hundred
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml."
_MAIN_TYPES = tuple(f"{_MAIN}{kind}.main+xml" for kind in ("presentation", "template", "slideshow"))
_STRICT = b"http://purl.oclc.org/ooxml"
_ACTIVE = re.compile(r"macroenabled|vbaproject|activex", re.IGNORECASE)
_SLIDES = ("ppt/slides/", "ppt/notesSlides/")
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def members_of(data: bytes, position: Position) -> dict[str, bytes]:
    """Unpack a template, or raise CannotGoOnError with a finding that says why it is refused."""
    if cause := cause_of_bytes(data, position.path):
        _refuse(cause, position)
    if len(data) > MAX_FILE:
        _refuse("template_too_large", position, limit=MAX_FILE // 1_000_000)
    try:
        members = _unpacked(data, position)
    except CannotGoOnError:
        raise
    except Exception:  # zipfile, zlib, lzma and struct have no common base for damaged archives
        _refuse("template_broken", position, problem=phrase("template_damage"))
    _check_kind(members, position)
    _check_xml(members, position)
    _check_relations(members, position)
    return members


def main_type(members: Mapping[str, bytes]) -> str:
    """Return the content type of the presentation's own part, "" where there is none."""
    types = members.get(CONTENT_TYPES, b"").decode("utf-8", "replace")
    return next((kind for kind in _MAIN_TYPES if kind in types), "")


def _unpacked(data: bytes, position: Position) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = [entry for entry in package.infolist() if not entry.is_dir()]
        if any(entry.flag_bits & 1 for entry in entries):
            _refuse("template_password", position)
        if len(entries) > MAX_MEMBERS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            _refuse("template_bomb", position, limit=MAX_UNPACKED // 1_000_000)
        if len({entry.filename.lower() for entry in entries}) < len(entries):
            raise zipfile.BadZipFile("duplicate names")
        return dict(_read(package, entries, position))


def _read(
    package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], position: Position
) -> Iterator[tuple[str, bytes]]:
    """Read every entry, trusting no size that the archive claims."""
    allowed = MAX_UNPACKED
    for entry in entries:
        with package.open(entry) as stream:
            data = stream.read(allowed + 1)
        allowed -= len(data)
        is_xml = entry.filename.endswith((".xml", ".rels"))
        if allowed < 0 or (is_xml and len(data) > MAX_XML):
            _refuse("template_bomb", position, limit=MAX_UNPACKED // 1_000_000)
        yield entry.filename, data


def _check_kind(members: Mapping[str, bytes], position: Position) -> None:
    if CONTENT_TYPES not in members or is_theme(members):
        _refuse(cause_of_members(members), position)
    types = members[CONTENT_TYPES].decode("utf-8", "replace")
    if _ACTIVE.search(types) or any(_ACTIVE.search(name) for name in members):
        _refuse("template_macros", position)
    if not main_type(members):
        _refuse(cause_of_members(members), position)
    main = members.get("ppt/presentation.xml", b"")
    if _STRICT in main[:4000]:
        _refuse("template_strict", position)


def _check_xml(members: Mapping[str, bytes], position: Position) -> None:
    for name, data in members.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if _DOCTYPE.search(data[:2000]):
            _refuse("template_broken", position, problem=f"{name}: DOCTYPE")
        try:
            parsed(data)
        except etree.XMLSyntaxError:
            _refuse("template_broken", position, problem=name)


def _check_relations(members: Mapping[str, bytes], position: Position) -> None:
    """Refuse what is fetched when the deck is opened; a plain link is followed by people only.

    What only a sample slide refers to goes with it, an online video, say.
    """
    for name, data in members.items():
        if not name.endswith(".rels") or is_of_slide(name):
            continue
        for relation in parsed(data).iter(f"{RELATIONSHIPS}Relationship"):
            kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                target = str(relation.get("Target", ""))[:80]
                _refuse("template_calls_out", position, kind=kind, target=target, part=_part(name))


def is_of_slide(name: str) -> bool:
    """Whether a member belongs to a sample slide or its notes, none of which is taken over."""
    return name.startswith(_SLIDES)


def _part(relations: str) -> str:
    """Return the part a relations file belongs to."""
    return relations.replace("_rels/", "").removesuffix(".rels")


def _refuse(key: str, position: Position, **values: Any) -> NoReturn:
    raise CannotGoOnError([problem(key, position, **values)])
