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
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from io import BytesIO
from itertools import chain
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

Stretches = dict[str, list[str]]  # text → the places it stands in

INSIDE = " › "
_DEEPEST = 5  # archives within archives
_MOST_PLACES = 5

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"wOFF", b"wOF2", b"\x00\x01\x00\x00")
_ICON = b"\x00\x00\x01\x00"
_MARK = re.compile(
    r"(<!--.*?-->|<!\[CDATA\[.*?\]\]>"
    r"|<[/?!]?[A-Za-z][^\s/>]*+(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>)",
    re.DOTALL,
)
_NAME = re.compile(r"<[/?!]?([A-Za-z][^\s/>]*)")
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


def stretches(files: Mapping[str, bytes]) -> Stretches:
    """Gather the text of files by name; files that are alike are read once."""
    found: Stretches = {}
    seen: set[bytes] = set()
    for name in sorted(files):
        _note(found, name, name)
        if files[name] not in seen:
            seen.add(files[name])
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
    parts = _MARK.split(text)
    read = {mark: _read_mark(mark) for mark in dict.fromkeys(parts[1::2])}
    parts[1::2] = [read[mark][0] for mark in parts[1::2]]
    plain = "".join(parts).split(_WALL)
    values = chain.from_iterable(inside for _, inside in read.values())
    for stretch in dict.fromkeys((*plain, *values)):
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


@lru_cache(maxsize=1 << 14)  # receipt beside metrics.faces._em
def _read_mark(mark: str) -> tuple[str, tuple[str, ...]]:
    """Give what a tag or comment stands for in a text, and what its attributes say."""
    if mark.startswith("<!--"):
        return f"{_WALL}{mark[4:-3]}{_WALL}", ()
    if mark.startswith("<![CDATA["):
        return f"{_WALL}{mark[9:-3]}{_WALL}", ()
    found = _NAME.match(mark)
    assert found is not None
    rest = mark[found.end() : -1]
    values = tuple(map("".join, _VALUE.findall(rest))) if "=" in rest else ()
    return _stands_for(found[1].lower()), values


def _stands_for(name: str) -> str:
    """Give what an element's tag leaves in a text: nothing, a new line, or a wall."""
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
