"""A picture file as read: what it is, how large, and its bytes without metadata."""

from __future__ import annotations

import io
import stat
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from kamhandbook.pictures import raster
from kamhandbook.pictures.kinds import PAINTED, kind_of
from kamhandbook.pictures.places import place_of
from kamhandbook.pictures.svg_plain import plain
from kamhandbook.pictures.trouble import Trouble, shortened, trouble
from kamhandbook.wording.messages import reason

MAX_BYTES = 30_000_000
MAX_DRAWING = 5_000_000  # bytes of an SVG; a detailed one has some 100 KB
MAX_PIXELS = 40_000_000  # 160 MB unpacked: a larger one would fill the memory of a small machine
_MILLION = 1_000_000
_SIDEWAYS = range(5, 9)  # orientations that lie on their side


class Picture(Struct, frozen=True):
    """A picture that can be shown.

    ``content`` is the picture and nothing else; the orientation a camera noted is kept in it.
    ``width`` and ``height`` are as people see it, 0 for a drawing (SVG). ``removed`` names what a
    drawing had besides: scripts, addresses elsewhere.
    """

    kind: str
    content: bytes
    width: int = 0
    height: int = 0
    orientation: int = 1
    removed: tuple[str, ...] = ()

    @property
    def is_painted(self) -> bool:
        """Whether it is made of pixels."""
        return self.kind in PAINTED

    def unturned(self) -> bytes:
        """Return its bytes without the orientation, for who turns it without them."""
        if self.orientation == 1:
            return self.content
        return raster.cleaned(self.content, self.kind, orientation=1)


def read_picture(folder: Path, name: str) -> Picture | Trouble:
    """Read the picture that ``name`` names below ``folder``; never raises for what it finds."""
    file = place_of(folder, name)
    return file if isinstance(file, Trouble) else read_file(file, name)


def read_file(file: Path, name: str = "") -> Picture | Trouble:
    """Read a file as a picture, under the name that people know it by."""
    name = shortened(name or file.name)
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            return trouble("kind", name=name)
        if about.st_size > MAX_BYTES:
            size, limit = -(-about.st_size // _MILLION), MAX_BYTES // _MILLION
            return trouble("bytes", name=name, size=size, limit=limit)
        return _read(str(file), name, about.st_size, about.st_mtime_ns)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        return trouble("unreadable", name=name, reason=why)


@lru_cache(maxsize=32)  # checked, measured and drawn: read once
def _read(file: str, name: str, _size: int, _changed: int) -> Picture | Trouble:
    return picture_of(Path(file).read_bytes(), name)


def picture_of(data: bytes, name: str) -> Picture | Trouble:
    """Return what a file holds as a picture, or why it is none."""
    kind = kind_of(data)
    if kind == "svg":
        return _drawing(data, name)
    if kind not in PAINTED:
        return trouble("kind", name=name)
    try:
        width, height = raster.size_of(data, kind)
        if width * height > MAX_PIXELS:
            pixels, limit = -(-width * height // _MILLION), MAX_PIXELS // _MILLION
            return trouble("pixels", name=name, size=pixels, limit=limit)
        orientation = raster.orientation_of(data, kind)
        content = raster.cleaned(data, kind, orientation=orientation)
    except raster.DamagedError:
        return trouble("damaged", name=name)
    if not width * height or not _is_whole(content, kind):
        return trouble("damaged", name=name)
    if orientation in _SIDEWAYS:
        width, height = height, width
    return Picture(kind, content, width, height, orientation)


def _drawing(data: bytes, name: str) -> Picture | Trouble:
    if len(data) > MAX_DRAWING:
        size, limit = -(-len(data) // _MILLION), MAX_DRAWING // _MILLION
        return trouble("bytes", name=name, size=size, limit=limit)
    content = plain(data)
    if content is not None:
        return Picture("svg", content)
    from kamhandbook.pictures import svg  # lxml, for drawings with more to look at

    drawing = svg.cleaned(data)
    if drawing is None:
        return trouble("damaged", name=name)
    return Picture("svg", drawing.content, removed=drawing.removed)


def _is_whole(content: bytes, kind: str) -> bool:
    """Whether the pixels can be unpacked, as whoever opens it will do."""
    if kind == "png":
        return raster.is_whole_png(content)
    from PIL import Image  # takes 30 ms, and few handbooks have pictures

    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.draft("RGB", (1, 1))  # a JPEG is read to its end, but unpacked small
            picture.load()
    except Exception:  # Pillow has no common base for damaged files
        return False
    return True
