"""Drawings of the plain kind, as most logos are, read without lxml: that takes 30 ms to load."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from kamhandbook.pictures.svg_names import ATTRIBUTES, ELEMENTS, UNSEEN

_SPACE = "http://www.w3.org/2000/svg"
_VALUE = re.compile(r"(?:[\w-]*\((?:#[\w-]+|[-+\d.,eE\s%]*)\)|[^()@/\\:])*")
_BESIDE = "style"  # has a language of its own


class _OtherError(Exception):
    """There is more in the drawing than is read here."""


def plain(data: bytes) -> bytes | None:
    """Return a drawing without title and description; None where that is not all to look at."""
    if not data.startswith(b"<svg"):  # also what is written in wider characters
        return None
    reader = _Reader(data)
    parser = expat.ParserCreate(namespace_separator=" ")
    reader.parser = parser
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    for handler in ("StartDoctypeDecl", "Comment", "ProcessingInstruction", "XmlDecl"):
        setattr(parser, f"{handler}Handler", _other)
    try:
        parser.Parse(data, True)
    except (_OtherError, expat.ExpatError):
        return None
    content, at = b"", 0
    for start, end in reader.cuts:
        content += data[at:start]
        at = end
    return content + data[at:]


def _other(*_arguments: object) -> None:
    raise _OtherError


@dataclass(slots=True)
class _Reader:
    """Notes where what nobody sees begins and ends, in bytes."""

    data: bytes
    parser: expat.XMLParserType | None = None
    depth: int = 0
    unseen_from: int = -1
    cuts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def _at(self) -> int:
        assert self.parser is not None
        return self.parser.CurrentByteIndex

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look at an element; raises _OtherError where it is not plain."""
        space, _, local = name.rpartition(" ")
        is_root = not self.depth
        self.depth += 1
        if space != _SPACE or self.unseen_from >= 0 or is_root != (local == "svg"):
            raise _OtherError
        if local in UNSEEN and not attributes:
            self.unseen_from = self._at
        elif (
            local not in ELEMENTS
            or local == _BESIDE
            or not all(_is_plain(key, value) for key, value in attributes.items())
        ):
            raise _OtherError

    def end(self, _name: str) -> None:
        """Note the end of what nobody sees."""
        self.depth -= 1
        if self.unseen_from >= 0:
            end = self.data.index(b">", self.unseen_from) + 1
            if self.data[end - 2 : end] != b"/>":
                end = self.data.index(b">", self._at) + 1
            self.cuts.append((self.unseen_from, end))
            self.unseen_from = -1


def _is_plain(key: str, value: str) -> bool:
    if key == "href":
        return value.startswith("#")
    return key in ATTRIBUTES and _VALUE.fullmatch(value) is not None
