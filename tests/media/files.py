"""Picture files as cameras and programs write them, with everything that must not get out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, PngImagePlugin

SECRET = "Besuch bei Talvera"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>{SECRET} im Werk</a></x:xmpmeta>".encode()
KINDS = {"jpeg": "jpg", "png": "png", "gif": "gif", "webp": "webp"}
GPS, CAMERA, DESCRIPTION, ORIENTATION = 0x8825, 0x0110, 0x010E, 0x0112


def picture() -> Image.Image:
    """Return a picture on which one sees how it was turned: wide, each corner of its own."""
    made = Image.new("RGB", (64, 32), "white")
    for at, colour in (((0, 0), "red"), ((48, 0), "lime"), ((0, 16), "blue"), ((48, 16), "black")):
        made.paste(Image.new("RGB", (16, 16), colour), at)
    return made


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a camera notes: place, model, caption, how it was held."""
    noted = Image.Exif()
    noted[DESCRIPTION], noted[CAMERA] = SECRET, "Geheimkamera 3000"
    if orientation != 1:
        noted[ORIENTATION] = orientation
    noted.get_ifd(GPS).update({1: "N", 2: (53.0, 33.0, 1.0), 29: "2026:11:01"})
    return noted


def with_metadata(kind: str, orientation: int = 1) -> bytes:
    """Return a picture of a kind with metadata in every place that the kind has."""
    stream = io.BytesIO()
    options: dict[str, Any] = {"exif": exif(orientation).tobytes()}
    if kind == "jpeg":
        options |= {"quality": 95, "comment": SECRET.encode(), "xmp": XMP, "progressive": True}
    if kind == "png":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRET)
        info.add_text("Title", f"{SECRET} gepackt", zip=True)
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = info
    if kind == "gif":
        options = {"comment": SECRET.encode()}
    if kind == "webp":
        options |= {"xmp": XMP, "lossless": True}
    picture().save(stream, kind.upper(), **options)
    return stream.getvalue() + f"angehängt: {SECRET}".encode()


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    """Return size and stored pixels."""
    with Image.open(io.BytesIO(data)) as opened:
        return opened.size, opened.convert("RGBA").tobytes()


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and the folders above it."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file
