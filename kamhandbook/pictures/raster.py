"""Pictures of pixels without what cameras and programs write beside them; pixels stay as they are.

A file is copied part by part (segments, chunks, blocks); a part that does not show goes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import TypeAlias

Part: TypeAlias = tuple[bytes, bool]  # bytes, and whether they belong to what is seen

_PNG_CHUNKS = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT"
_PNG_SEEN = frozenset(_PNG_CHUNKS.split())
_AT_ONCE = 1_000_000  # bytes unpacked at once
_JPEG_NEXT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # a marker that ends the pixels' data
_JPEG_SIZE = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_APP0, _APP15, _COMMENT, _SCAN, _END = 0xE0, 0xEF, 0xFE, 0xDA, 0xD9
_WEBP_SEEN = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of VP8X
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_ORIENTATION = 0x0112


class DamagedError(Exception):
    """The file ends too early or is not made as its kind is."""


def cleaned(data: bytes, kind: str, *, orientation: int) -> bytes:
    """Return a picture without metadata, its pixels untouched; raises DamagedError.

    ``orientation`` is noted in it where it is not the usual one.
    """
    content = b"".join(part for part, is_seen in _parts(data, kind) if is_seen)
    return content if orientation == 1 else _TURNED[kind](content, orientation)


def cleaned_as_far_as_whole(data: bytes, kind: str) -> bytes:
    """Return a picture without metadata up to where it is damaged: programs forgive its end."""
    content = b""
    try:
        for part, is_seen in _parts(data, kind):
            content += part if is_seen else b""
    except DamagedError:
        pass
    return content


def metadata(data: bytes, kind: str) -> Iterator[bytes]:
    """Yield the parts of a picture that nobody sees, as far as it can be read."""
    try:
        yield from (part for part, is_seen in _parts(data, kind) if not is_seen)
    except DamagedError:
        yield data


def _parts(data: bytes, kind: str) -> Iterator[Part]:
    try:
        yield from _PARTS[kind](data)
    except (struct.error, IndexError) as error:
        raise DamagedError from error


def size_of(data: bytes, kind: str) -> tuple[int, int]:
    """Return width and height of the stored pixels; raises DamagedError."""
    try:
        return _SIZES[kind](data)
    except (struct.error, IndexError) as error:
        raise DamagedError from error


def orientation_of(data: bytes, kind: str) -> int:
    """Return how a camera says the pixels are to be turned: 1 (not at all) to 8, as in EXIF."""
    for part in metadata(data, kind):
        for mark in (b"II*\x00", b"MM\x00*"):
            at = part.find(mark, 0, 64)
            if at >= 0 and _is_exif(part, kind):
                return _noted(part[at:])
    return 1


def _is_exif(part: bytes, kind: str) -> bool:
    starts = {"jpeg": part[4:10] == b"Exif\x00\x00", "png": part[4:8] == b"eXIf"}
    return starts.get(kind, part[:4] == b"EXIF")


def _noted(tiff: bytes) -> int:
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        count = struct.unpack_from(f"{order}H", tiff, start)[0]
        for entry in range(start + 2, start + 2 + 12 * min(count, 500), 12):
            tag, kind = struct.unpack_from(f"{order}HH", tiff, entry)
            if tag == _ORIENTATION and kind == 3:
                value = int(struct.unpack_from(f"{order}H", tiff, entry + 8)[0])
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _note(orientation: int) -> bytes:
    """Return EXIF with nothing but the orientation."""
    return b"MM\x00*\x00\x00\x00\x08\x00\x01" + struct.pack(
        ">HHIHHI", _ORIENTATION, 3, 1, orientation, 0, 0
    )


# --- JPEG


def _jpeg(data: bytes) -> Iterator[Part]:
    yield data[:2], True
    at = 2
    while True:
        start = data.find(b"\xff", at)
        if start < 0:
            raise DamagedError
        if start > at:
            yield data[at:start], False
        while data[start + 1] == 0xFF:
            start += 1
        marker = data[start + 1]
        if marker == _END:
            yield data[start : start + 2], True
            if len(data) > start + 2:
                yield data[start + 2 :], False
            return
        if marker in _JPEG_ALONE:
            yield data[start : start + 2], True
            at = start + 2
            continue
        at = start + 2 + struct.unpack_from(">H", data, start + 2)[0]
        if at > len(data) or at < start + 4:
            raise DamagedError
        segment = data[start:at]
        yield from _segment(segment, marker)
        if marker == _SCAN:
            end = _JPEG_NEXT.search(data, at)
            if end is None:
                yield data[at:], True
                raise DamagedError
            yield data[at : end.start()], True
            at = end.start()


def _segment(segment: bytes, marker: int) -> Iterator[Part]:
    """Yield a segment; of what programs add, only what colours and density need is kept."""
    if marker == _APP0 and segment[4:9] == b"JFIF\x00" and len(segment) >= 18:
        yield b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00", True
        yield segment[18:], False  # a small picture, maybe of more than the large one shows
    elif _APP0 <= marker <= _APP15 or marker == _COMMENT:
        is_seen = (marker == 0xE2 and segment[4:16] == b"ICC_PROFILE\x00") or (
            marker == 0xEE and segment[4:9] == b"Adobe"
        )
        yield segment, is_seen
    else:
        yield segment, True


def _jpeg_size(data: bytes) -> tuple[int, int]:
    for part, _ in _jpeg(data):
        if len(part) >= 9 and part[0] == 0xFF and part[1] in _JPEG_SIZE:
            height, width = struct.unpack_from(">HH", part, 5)
            return width, height
    raise DamagedError


def _turned_jpeg(content: bytes, orientation: int) -> bytes:
    exif = b"Exif\x00\x00" + _note(orientation)
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    at = 20 if content[2:4] == b"\xff\xe0" else 2  # JFIF wants to be first
    return content[:at] + segment + content[at:]


# --- PNG


def _png(data: bytes) -> Iterator[Part]:
    yield data[:8], True
    at = 8
    while True:
        length = struct.unpack_from(">I", data, at)[0]
        name = data[at + 4 : at + 8].decode("latin-1")
        end = at + 12 + length
        if end > len(data):
            raise DamagedError
        yield data[at:end], name in _PNG_SEEN
        at = end
        if name == "IEND":
            break
    if at < len(data):
        yield data[at:], False


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise DamagedError
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _turned_png(content: bytes, orientation: int) -> bytes:
    body = b"eXIf" + _note(orientation)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    at = 8 + 12 + struct.unpack_from(">I", content, 8)[0]  # behind the head
    return content[:at] + chunk + content[at:]


def is_whole_png(content: bytes) -> bool:
    """Whether every chunk has the checksum it was written with, and the pixels are all there."""
    chunks = [part for part, _ in _png(content)][1:]
    if any(zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big") for chunk in chunks):
        return False
    unpacking, wanted, pixels = zlib.decompressobj(), _png_bytes(content), 0
    try:
        for chunk in chunks:
            packed = chunk[8:-4] if chunk[4:8] == b"IDAT" else b""
            while packed and pixels <= wanted:
                pixels += len(unpacking.decompress(packed, _AT_ONCE))
                packed = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return pixels >= wanted > 0


def _png_bytes(content: bytes) -> int:
    """Return how many bytes the pixels take unpacked, at least; 0 for a kind that there is not."""
    width, height = _png_size(content)
    depth, colours, is_interlaced = content[24], content[25], content[28]
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colours, 0)
    if depth not in (1, 2, 4, 8, 16) or not samples:
        return 0
    in_rows = (width * depth * samples + 7) // 8 * height
    return in_rows if is_interlaced else in_rows + height  # each row says how it is packed


# --- GIF


def _gif(data: bytes) -> Iterator[Part]:
    at = 13 + _colours(data[10])
    yield data[:at], True
    while True:
        mark = data[at]
        if mark == 0x3B:
            break
        if mark == 0x2C:
            start, at = at, at + 10 + _colours(data[at + 9]) + 1
            at = _blocks_end(data, at)
            yield data[start:at], True
        elif mark == 0x21:
            start, kind = at, data[at + 1]
            at = _blocks_end(data, at + 2)
            is_loop = kind == 0xFF and data[start + 3 : start + 14] in _GIF_LOOPS
            yield data[start:at], kind == 0xF9 or is_loop
        else:
            raise DamagedError
    yield data[at : at + 1], True
    if at + 1 < len(data):
        yield data[at + 1 :], False


def _colours(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _gif_size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _turned_gif(content: bytes, _orientation: int) -> bytes:
    return content  # a GIF notes none


# --- WebP


def _webp(data: bytes) -> Iterator[Part]:
    """Yield the head, which says how long what is seen is, and the chunks."""
    chunks = list(_webp_chunks(data))
    seen = b"".join(chunk for chunk, is_seen in chunks if is_seen)
    yield b"RIFF" + struct.pack("<I", len(seen) + 4) + b"WEBP", True
    yield from chunks


def _webp_chunks(data: bytes) -> Iterator[Part]:
    end = min(len(data), 8 + int(struct.unpack_from("<I", data, 4)[0]))
    at = 12
    while at + 8 <= end:
        name, length = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        after = at + 8 + length + length % 2
        if at + 8 + length > len(data):
            raise DamagedError
        chunk = data[at:after]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~(_WEBP_EXIF | _WEBP_XMP)]) + chunk[9:]
        yield chunk, name in _WEBP_SEEN
        at = after
    if end < len(data):
        yield data[end:], False


def _webp_size(data: bytes) -> tuple[int, int]:
    name = data[12:16]
    if name == b"VP8X":
        wide, high = data[24:27], data[27:30]
        return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    if name == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise DamagedError


def _turned_webp(content: bytes, orientation: int) -> bytes:
    if content[12:16] != b"VP8X":
        return content  # has no place for it, so it had none
    note = _note(orientation)
    body = content[12:20] + bytes([content[20] | _WEBP_EXIF]) + content[21:]
    body += b"EXIF" + struct.pack("<I", len(note)) + note
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


_PARTS: dict[str, Callable[[bytes], Iterator[Part]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "webp": _webp,
}
_SIZES: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "jpeg": _jpeg_size,
    "png": _png_size,
    "gif": _gif_size,
    "webp": _webp_size,
}
_TURNED: dict[str, Callable[[bytes, int], bytes]] = {
    "jpeg": _turned_jpeg,
    "png": _turned_png,
    "gif": _turned_gif,
    "webp": _turned_webp,
}
