"""Traces of people in a corporate template: what a reader of our deck neither needs nor should get.

Taken out are remarks, alternative texts, names of shapes, embedded objects (their picture stays),
links to places on somebody's disk, metadata of pictures, document properties. A sensitivity label
stays: it says how the file is to be treated, not who made it.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from kamhandbook.deck.xml import Element, P, parsed, serialised
from kamhandbook.pictures import raster, svg
from kamhandbook.pictures.kinds import PAINTED, kind_of
from kamhandbook.wording.messages import phrase

_REMARKS = (etree.Comment, etree.ProcessingInstruction)
_LINK = re.compile(r"https?://[^@\s~]+\Z", re.IGNORECASE)
_PERSONAL = re.compile(r"/personal/|/users/|/home/", re.IGNORECASE)
_LABEL = re.compile(r"MSIP_Label_.*(?<!_Owner)\Z|ClassificationContentMarking")
_OF_SOMEBODY = re.compile(r"@|\\")
_EMF_DESCRIPTION = slice(60, 68)  # number of characters, and where they are
_TIFF = (b"II*\x00", b"MM\x00*")


class DamagedPictureError(Exception):
    """A picture whose metadata cannot be taken out; carries the name of its part."""


def without_traces(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a template's members, by name, without traces inside of them.

    Raises DamagedPictureError.
    """
    return {name: _cleaned(name, data) for name, data in members.items()}


def leads_to_somebody(target: str) -> bool:
    """Whether a link names a person or a place on a disk: anything but a plain web address."""
    return not _LINK.match(target) or bool(_PERSONAL.search(target))


def _cleaned(name: str, data: bytes) -> bytes:
    if name.endswith(".rels") or name.startswith("["):
        return data
    if not name.endswith(".xml"):
        return _picture(name, data)
    if name.startswith("docProps/"):
        return _properties(data) if posixpath.basename(name) == "custom.xml" else data
    root = parsed(data)
    before = etree.tostring(root.getroottree())
    _clean(root)
    # What had no traces stays as it was written.
    return data if etree.tostring(root) == before else serialised(root)


def _clean(root: Element) -> None:
    for remark in list(root.iter(*_REMARKS)):
        _take_out(remark)
    for frame in list(root.iter(f"{P}graphicFrame")):
        _flatten(frame)
    for about in root.iter("{*}cNvPr"):
        _neutralise(about)
    for link in root.iter("{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver"):
        link.attrib.pop("tooltip", None)


def _take_out(remark: Element) -> None:
    """Remove a comment or an instruction; text behind it stays."""
    parent, before = remark.getparent(), remark.getprevious()
    if parent is None:
        return
    if remark.tail and before is not None:
        before.tail = (before.tail or "") + remark.tail
    elif remark.tail:
        parent.text = (parent.text or "") + remark.tail
    remark.tail = None
    parent.remove(remark)


def _flatten(frame: Element) -> None:
    """Put in place of an embedded object the picture it is shown as."""
    if next(frame.iter(f"{P}oleObj"), None) is None:
        return
    pictures = [each for ole in frame.iter(f"{P}oleObj") for each in ole.iter(f"{P}pic")]
    parent = frame.getparent()
    if pictures:
        picture = deepcopy(pictures[0])
        picture.tail = None
        parent.replace(frame, picture)
    else:
        parent.remove(frame)


def _neutralise(about: Element) -> None:
    """Forget what a shape is called and said to show; a placeholder's name tells its kind."""
    for key in ("descr", "title"):
        about.attrib.pop(key, None)
    frame = about.getparent()
    is_place = frame is not None and next(frame.iter(f"{P}ph"), None) is not None
    if about.get("name") and not is_place:
        about.set("name", f"{phrase('deck_name_shape')} {about.get('id', '')}".strip())


def _properties(data: bytes) -> bytes:
    """Keep the properties that make up a sensitivity label, but not who gave it."""
    root = parsed(data)
    for entry in list(root):
        name = entry.get("name", "") if isinstance(entry.tag, str) else ""
        if not _LABEL.match(name) or _OF_SOMEBODY.search("".join(entry.itertext())):
            root.remove(entry)
    return serialised(root)


def has_label(data: bytes) -> bool:
    """Whether anything is left of a template's own properties."""
    return len(parsed(data)) > 0


# --- pictures


def _picture(name: str, data: bytes) -> bytes:
    kind = kind_of(data)
    if kind in PAINTED:
        return raster.cleaned_as_far_as_whole(data, kind)
    if kind == "svg":
        drawing = svg.cleaned(data)
        if drawing is None:
            raise DamagedPictureError(name)
        return drawing.content
    if data.startswith(_TIFF):
        return _resaved(name, data)
    return _emf(data) if data[40:44] == b" EMF" else data


def _emf(data: bytes) -> bytes:
    """Blank what an EMF says of the program and the file it was made from."""
    numbers = data[_EMF_DESCRIPTION]
    count, start = int.from_bytes(numbers[:4], "little"), int.from_bytes(numbers[4:], "little")
    end = min(start + 2 * count, len(data))
    if not start or end <= start:
        return data
    return data[:start] + bytes(end - start) + data[end:]


def _resaved(name: str, data: bytes) -> bytes:
    from PIL import Image, TiffImagePlugin

    stream = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
            bare.save(stream, "TIFF", tiffinfo=TiffImagePlugin.ImageFileDirectory_v2())
    except Exception as error:  # Pillow has no common base for damaged files
        raise DamagedPictureError(name) from error
    return stream.getvalue()
