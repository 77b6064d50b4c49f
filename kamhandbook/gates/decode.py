"""The text of a finished file, as a reader or a program could find it.

Archives are opened (also inside archives), character references and JSON escapes are read, and the
texts of elements, attributes, comments, scripts and names all count. The result is stretches of
text: nothing reads on from one stretch to the next.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

Stretches = dict[str, list[str]]  # text → the places it stands in

INSIDE = " › "
_DEEPEST = 5  # archives within archives
_MOST_PLACES = 5

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"wOFF", b"wOF2", b"\x00\x01\x00\x00")
_ICON = b"\x00\x00\x01\x00"
_MARKUP = re.compile(
    r"<!--(?P<comment>.*?)-->|<!\[CDATA\[(?P<data>.*?)\]\]>"
    r"|<[/?!]?(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL,
)
_VALUE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_WALL = "\x00"

# Elements that a word goes on through, and those that only break a line; every other is a wall.
# fmt: off
_THROUGH = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "r", "rpr", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "t", "u", "var", "wbr",
})
# fmt: on
_BREAKS = frozenset(["br", "text", "tspan", "a:br", "a:p", "a:ppr", "a:endpararpr"])
_DRAWN_WALLS = frozenset(["a:tbl", "a:tr", "a:tc", "a:graphic", "a:graphicdata"])


def stretches(files: Mapping[str, bytes], ignored: Collection[str]) -> Stretches:
    """Gather the text of files by name; files whose SHA-256 is among ``ignored`` are left out."""
    found: Stretches = {}
    seen: dict[str, str] = {}
    for name in sorted(files):
        digest = sha256(files[name]).hexdigest()
        if digest in ignored:
            continue
        _note(found, name, name)
        if digest not in seen:
            seen[digest] = name
            _scan(files[name], name, found, 0)
    return found


def _scan(data: bytes, place: str, found: Stretches, depth: int) -> None:
    """Read one file, whatever it is called, by what it begins with."""
    if data.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        _scan_archive(data, place, found, depth)
    elif data.startswith(b"\x1f\x8b") and depth < _DEEPEST:
        try:
            _scan(gzip.decompress(data), place, found, depth + 1)
        except (OSError, EOFError, zlib.error):
            return
    elif not data.startswith((*_PICTURES, _ICON)):
        for text in texts(data.decode("utf-8", "replace"), is_json=_is_json(place)):
            _note(found, text, place)


def _scan_archive(data: bytes, place: str, found: Stretches, depth: int) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            for name in sorted(archive.namelist()):
                inner = f"{place}{INSIDE}{name}"
                _note(found, name, inner)
                _scan(archive.read(name), inner, found, depth + 1)
    except (BadZipFile, OSError, NotImplementedError, zlib.error):
        return


def texts(text: str, *, is_json: bool = False) -> Iterator[str]:
    """Walk the stretches of text in a page, a drawing, a script or JSON."""
    if is_json:
        try:
            yield from _json_texts(json.loads(text))
            return
        except (ValueError, RecursionError):
            pass
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    attributes: list[str] = []
    plain = _MARKUP.sub(lambda found: _apart(found, attributes), text)
    for stretch in (*plain.split(_WALL), *attributes):
        decoded = unescape(stretch).strip()
        if decoded:
            yield decoded
            if "%" in decoded:
                yield unquote(decoded)


def _json_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from texts(value)
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from texts(key)
            yield from _json_texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _json_texts(inside)


def _apart(found: re.Match[str], attributes: list[str]) -> str:
    """Take a tag out of the text, keep what its attributes say, and leave what it stands for."""
    comment, data, name, rest = found.groups()
    if name is None:
        return f"{_WALL}{comment or data or ''}{_WALL}"
    if "=" in rest:
        attributes.extend(double or single or bare for double, single, bare in _VALUE.findall(rest))
    name = name.lower()
    if name in _BREAKS:
        return "\n"
    if name in _THROUGH or (name.startswith("a:") and name not in _DRAWN_WALLS):
        return ""
    return _WALL


def _is_json(place: str) -> bool:
    return place.endswith((".json", ".webmanifest", ".map"))


def _note(found: Stretches, text: str, place: str) -> None:
    places = found.setdefault(text, [])
    if place not in places and len(places) < _MOST_PLACES:
        places.append(place)
