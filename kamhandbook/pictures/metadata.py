"""What a picture file says beside what it shows: captions, names, places, programs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from kamhandbook.pictures import raster
from kamhandbook.pictures.kinds import PAINTED, kind_of

_MOST = 1_000_000  # bytes that a compressed text may unpack to
_RUN = re.compile(rb"[\x20-\x7e\x80-\xff\n\r\t]{3,}")
_WIDE_RUNS = (
    (re.compile(rb"(?:[\x20-\xff]\x00){3,}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\x20-\xff]){3,}"), "utf-16-be"),
)
_COMPRESSED = (b"zTXt", b"iTXt", b"iCCP")  # chunks of a PNG


def texts_beside(data: bytes) -> Iterator[str]:
    """Yield the texts in a picture's parts that nobody sees; nothing for other files."""
    kind = kind_of(data)
    if kind in PAINTED:
        for part in raster.metadata(data, kind):
            yield from _texts(part)
            if part[4:8] in _COMPRESSED:
                yield from _texts(_unpacked(part))


def _texts(part: bytes) -> Iterator[str]:
    for run in _RUN.findall(part):
        text = run.decode("utf-8", "replace")
        yield text
        if "\ufffd" in text:
            yield run.decode("latin-1")
    for wide, encoding in _WIDE_RUNS:
        for run in wide.findall(part):
            yield run.decode(encoding)


def _unpacked(chunk: bytes) -> bytes:
    """Return the text of a compressed chunk: it begins behind its name and some zeros."""
    start = chunk.find(b"\x78", 9)  # what zlib begins with
    while start >= 0:
        try:
            return zlib.decompressobj().decompress(chunk[start:-4], _MOST)
        except zlib.error:
            start = chunk.find(b"\x78", start + 1)
    return b""
