"""Drawings (SVG) by an allow-list: shapes, text, colours and what they refer to inside the file.

What could run or ask another host is taken out and named; what programs and people leave beside a
drawing goes without a word.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree
from msgspec import Struct

from kamhandbook.pictures import raster
from kamhandbook.pictures.kinds import PAINTED, kind_of
from kamhandbook.pictures.svg_names import ATTRIBUTES, ELEMENTS

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DEEPEST = 3  # drawings within drawings

_SCRIPTS = frozenset(["script", "handler", "listener"])
_MOVING = frozenset(
    ["animate", "animateColor", "animateMotion", "animateTransform", "set", "discard", "mpath"]
)
_FOREIGN = frozenset(
    ["foreignObject", "iframe", "audio", "video", "canvas", "object", "embed", "font-face-uri"]
)
_HREFS = ("href", f"{_XLINK}href")
_EMBEDDED = re.compile(r"data:\s*(image/[\w.+-]+)?([^,]*),(.*)", re.IGNORECASE | re.DOTALL)

# --- CSS
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_CSS_HARMLESS = (
    r"#|data:(?:font/|application/(?:x-)?font|application/vnd\.ms-"
    r"|image/(?:png|jpe?g|gif|webp)[;,])"
)
_CSS_ADDRESS = re.compile(
    rf"url\(\s*(?![\"']?\s*(?:{_CSS_HARMLESS}))(?:\"[^\"]*\"|'[^']*'|[^)\"']*)\s*\)?", re.IGNORECASE
)
_CSS_IMPORT = re.compile(
    r"@(?:import|charset|namespace|document)\b(?:url\([^)]*\)|\"[^\"]*\"|'[^']*'|[^;{\"'])*;?",
    re.IGNORECASE,
)
_CSS_ACTIVE = re.compile(
    r"(?<![\w-])(?:(?:-\w+-)?image-set|image|src|cross-fade|expression|element|paint)\s*\("
    r"|(?:-moz-binding|behavior)\s*:|@import|javascript:|https?:|(?<!:)//",
    re.IGNORECASE,
)


class Drawing(Struct, frozen=True):
    """A drawing that neither runs nor asks for anything.

    ``removed`` has the keys of what had to go: script, foreign, address, animation.
    """

    content: bytes
    removed: tuple[str, ...]


def cleaned(data: bytes, depth: int = 0) -> Drawing | None:
    """Return a drawing with only what the allow-list has; None when it cannot be read."""
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag == "svg":  # shown by nobody; what was meant is clear
        return _with_namespace(data, depth)
    if root.tag != f"{_SVG}svg":
        return None
    cleaner = _Cleaner(depth)
    cleaner.clean(root)
    etree.cleanup_namespaces(root)
    content = etree.tostring(root, encoding="utf-8")
    is_bare = data.lstrip().startswith(b"<svg") and not cleaner.has_changed
    return Drawing(data if is_bare else content, tuple(dict.fromkeys(cleaner.removed)))


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False
    )


def _with_namespace(data: bytes, depth: int) -> Drawing | None:
    named = re.sub(rb"<svg\b", b'<svg xmlns="http://www.w3.org/2000/svg"', data, count=1)
    return None if named == data or b"<svg xmlns" in data else cleaned(named, depth)


class _Cleaner:
    """Takes out of a drawing what the allow-list has not, and notes what could have run."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.removed: list[str] = []
        self.has_changed = False

    def clean(self, root: Any) -> None:
        """Clean an element and all inside it."""
        if root.getprevious() is not None or root.getnext() is not None:
            self.has_changed = True  # comments and instructions beside the root are not written
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                self._drop(element)
            elif element is not root and not _is_allowed(element):
                self._note(element)
                self._drop(element)
            else:
                self._attributes(element)
                if element.tag == f"{_SVG}style":
                    self._style_sheet(element)

    def _drop(self, element: Any) -> None:
        """Remove an element; what stands behind it stays."""
        self.has_changed = True
        parent = element.getparent()
        if parent is None:
            return
        before, tail = element.getprevious(), element.tail
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        element.tail = None
        parent.remove(element)

    def _note(self, element: Any) -> None:
        """Note what a reader would want to know of an element that goes, and of those inside."""
        for inner in element.iter(etree.Element):
            name = etree.QName(inner).localname
            if name in _SCRIPTS:
                self.removed.append("script")
            elif name in _MOVING:
                self.removed.append("animation")
            elif name in _FOREIGN and not _is_of_illustrator(inner):
                self.removed.append("foreign")

    def _attributes(self, element: Any) -> None:
        for key, value in element.attrib.items():
            if key in _HREFS:
                made = self._address(element, value)
            elif key in ATTRIBUTES or key in (f"{_XML}space", f"{_XML}lang"):
                made = self._css(value)
            else:
                made = None
                if key.lower().startswith("on"):
                    self.removed.append("script")
            if made is None:
                self.has_changed = True
                del element.attrib[key]
            elif made != value:
                self.has_changed = True
                element.set(key, made)

    def _address(self, element: Any, value: str) -> str | None:
        """Return where an element leads or what it shows, if that is inside the file."""
        bare = value.strip()
        if bare.startswith("#"):
            return value
        if etree.QName(element).localname in ("image", "feImage"):
            embedded = _EMBEDDED.fullmatch(bare)
            if embedded:
                return self._embedded(embedded[2], embedded[3])
        self.removed.append("script" if bare.lower().startswith("javascript") else "address")
        return None

    def _embedded(self, parameters: str, text: str) -> str | None:
        """Return a picture inside the drawing without its metadata."""
        try:
            raw = unquote_to_bytes(text)
            data = base64.b64decode(raw) if "base64" in parameters.lower() else raw
            kind = kind_of(data)
            if kind in PAINTED:
                turn = raster.orientation_of(data, kind)
                content, media_type = raster.cleaned(data, kind, orientation=turn), PAINTED[kind]
            else:
                inner = cleaned(data, self.depth + 1) if self.depth < _DEEPEST else None
                if inner is None:
                    return None
                self.removed += inner.removed
                content, media_type = inner.content, "image/svg+xml"
        except (binascii.Error, ValueError, raster.DamagedError):
            return None
        return f"data:{media_type};base64,{base64.b64encode(content).decode()}"

    def _style_sheet(self, element: Any) -> None:
        written = "".join(element.itertext())
        made = self._css(written)
        if made != written or len(element):
            self.has_changed = True
            for child in list(element):
                element.remove(child)
            element.text = made

    def _css(self, written: str) -> str:
        """Return a style, or an attribute's value, that asks for nothing outside the file."""
        if not any(sign in written for sign in "(@/\\:"):
            return written
        made = _CSS_COMMENT.sub("", written)
        plain = _CSS_COMMENT.sub("", _CSS_ESCAPE.sub(_unescaped, made))
        harmless = _CSS_ADDRESS.sub("none", _CSS_IMPORT.sub("", plain))
        if harmless != plain:
            self.removed.append("address")
            made = harmless
        if _CSS_ACTIVE.search(_without_data(harmless)):
            self.removed.append("address")
            return ""
        return made


def _without_data(css: str) -> str:
    return re.sub(r"url\([^)]*\)", "", css)


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return str(escape[2])
    code = int(escape[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _is_allowed(element: Any) -> bool:
    name = etree.QName(element)
    return name.namespace == _SVG[1:-1] and name.localname in ELEMENTS


def _is_of_illustrator(element: Any) -> bool:
    """Whether an element holds Illustrator's own data, which no browser shows."""
    return bool(element.get("requiredExtensions"))
