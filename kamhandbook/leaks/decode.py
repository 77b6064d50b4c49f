"""The text of a finished file, as a reader or a program could find it.

Archives are opened (also inside archives), character references and JSON escapes are read, and the
texts of elements, attributes, comments, scripts and names all count, and so does what a picture
says beside what it shows. The result is separate
texts: nothing reads on from one to the next.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from io import BytesIO, StringIO
from itertools import chain
from typing import Any
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from kamhandbook.pictures.metadata import texts_beside

PlacesByText = dict[str, list[str]]  # text → the places it stands in

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
_SHEET_ESCAPE = re.compile(r"_x([0-9a-fA-F]{4})_")
_SHEET_CODE = re.compile(r"&amp;(?:&quot;.*?&quot;|K[0-9A-F]{6}|\d+|[A-Z])")  # in headers, footers
_SHEET_NAME = re.compile(r"<(?:\w+:)?sheet\b[^>]*?\sname=\"([^\"]*)\"")
_SHEET_TITLES = re.compile(r"(<[\w:]*(?:Header|Footer)>)([^<]*)")
_WALL = "\x00"
_CALENDAR = "BEGIN:VCALENDAR"
_FOLD = re.compile(r"\r?\n[ \t]")  # a calendar's long lines go on behind a blank
_CALENDAR_ESCAPE = re.compile(r"\\([\\;,nN])")

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


def texts_of_files(files: Mapping[str, bytes]) -> PlacesByText:
    """Return the texts of files by name, each with its places; equal files are read once."""
    places_by_text: PlacesByText = {}
    seen: set[bytes] = set()
    for name in sorted(files):
        _note(places_by_text, name, name)
        if files[name] not in seen:
            seen.add(files[name])
            _scan(files[name], name, places_by_text, 0)
    return places_by_text


def _scan(data: bytes, place: str, places_by_text: PlacesByText, depth: int) -> None:
    """Read one file, whatever it is called, by what it begins with."""
    if data.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        _scan_archive(data, place, places_by_text, depth)
    elif data.startswith(b"\x1f\x8b") and depth < _DEEPEST:
        try:
            _scan(gzip.decompress(data), place, places_by_text, depth + 1)
        except (OSError, EOFError, zlib.error):
            return
    elif data.startswith((*_PICTURES, _ICON)):
        for beside in texts_beside(data):
            for text in texts(beside):
                _note(places_by_text, text, place)
    else:
        text = data.decode("utf-8", "replace")
        if f"{INSIDE}xl/" in place:
            text = _plain_sheet(text)
        elif text.lstrip("\ufeff").startswith(_CALENDAR):
            text = _plain_calendar(text)
        elif place.endswith(".csv"):
            text = _plain_table(text)
        for found in texts(text, is_json=_is_json(place)):
            _note(places_by_text, found, place)


def _scan_archive(data: bytes, place: str, places_by_text: PlacesByText, depth: int) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            sheets = _sheet_names(archive)
            for name in sorted(archive.namelist()):
                inner_place = f"{place}{INSIDE}{sheets.get(name, name)}"
                _note(places_by_text, name, inner_place)
                _scan(archive.read(name), inner_place, places_by_text, depth + 1)
    except (BadZipFile, OSError, NotImplementedError, zlib.error):
        return


def _sheet_names(archive: ZipFile) -> dict[str, str]:
    """Return the parts of a workbook's sheets by the names that people see."""
    if "xl/workbook.xml" not in archive.NameToInfo:
        return {}
    workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    return {
        f"xl/worksheets/sheet{number}.xml": f"xl/worksheets/{unescape(name)}"
        for number, name in enumerate(_SHEET_NAME.findall(workbook), 1)
    }


def _plain_sheet(text: str) -> str:
    """Return a workbook's part without what Excel alone reads: characters' numbers, print codes."""
    if "_x" in text:
        text = _SHEET_ESCAPE.sub(lambda found: escape(chr(int(found[1], 16))), text)
    if "Header>" in text or "Footer>" in text:
        text = _SHEET_TITLES.sub(lambda found: found[1] + _SHEET_CODE.sub(_WALL, found[2]), text)
    return text


def _plain_calendar(text: str) -> str:
    """Return a calendar's lines as long as they are meant, each apart, without its escapes."""
    lines = _FOLD.sub("", text).splitlines()
    plain = (_CALENDAR_ESCAPE.sub(_unescaped, line.partition(":")[2]) for line in lines)
    return _WALL.join(map(escape, plain))


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def _plain_table(text: str) -> str:
    """Return the cells of a table as Excel writes it, each apart; another file as it is."""
    try:
        rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    except csv.Error:
        return text
    return _WALL.join(escape(cell) for row in rows for cell in row)


def texts(text: str, *, is_json: bool = False) -> Iterator[str]:
    """Yield the texts in a page, a drawing, a script or JSON."""
    if is_json:
        try:
            yield from _json_texts(json.loads(text))
            return
        except (ValueError, RecursionError):
            pass
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    for coded in _without_marks(text) if "<" in text else text.split(_WALL):
        decoded = unescape(coded).strip()
        if decoded:
            yield decoded
            if "%" in decoded:
                yield unquote(decoded)


def _without_marks(text: str) -> Iterable[str]:
    """Return the texts between tags, comments and the like, and those of attributes, each once."""
    alternating = _MARK.split(text)  # text, tag, text, tag …, text
    read_marks = {mark: _read_mark(mark) for mark in dict.fromkeys(alternating[1::2])}
    alternating[1::2] = [read_marks[mark][0] for mark in alternating[1::2]]
    plain = "".join(alternating).split(_WALL)
    values = chain.from_iterable(inside for _, inside in read_marks.values())
    return dict.fromkeys((*plain, *values))


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
    """Return what a tag or comment leaves in a text, and what its attributes say."""
    if mark.startswith("<!--"):
        return f"{_WALL}{mark[4:-3]}{_WALL}", ()
    if mark.startswith("<![CDATA["):
        return f"{_WALL}{mark[9:-3]}{_WALL}", ()
    name = _NAME.match(mark)
    assert name is not None  # _MARK matches nothing else
    attributes = mark[name.end() : -1]
    values = tuple(map("".join, _VALUE.findall(attributes))) if "=" in attributes else ()
    return _left_by_tag(name[1].lower()), values


def _left_by_tag(name: str) -> str:
    """Return what an element's tag leaves in a text: nothing, a new line, or a wall."""
    if name in _BREAKS:
        return "\n"
    if name in _THROUGH or (name.startswith("a:") and name not in _DRAWN_WALLS):
        return ""
    return _WALL


def _is_json(place: str) -> bool:
    return place.endswith((".json", ".webmanifest", ".map"))


def _note(places_by_text: PlacesByText, text: str, place: str) -> None:
    places = places_by_text.setdefault(text, [])
    if place not in places and len(places) < _MOST_PLACES:
        places.append(place)
