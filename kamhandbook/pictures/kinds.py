"""What kind of picture a file is, by its content: names say what people want them to."""

from __future__ import annotations

import re
from pathlib import Path

PAINTED = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
ENDINGS = {"png": "png", "jpeg": "jpg", "gif": "gif", "webp": "webp", "svg": "svg"}
SHOWN_BY_POWERPOINT = ("png", "jpeg", "gif")
_NAMED = re.compile(r"\.(?:png|jpe?g|gif|webp|svgz?|bmp|tiff?|heic|heif|avif)$", re.IGNORECASE)
_HEAD = 65_536  # bytes in which a drawing says what it is; comments may stand before <svg
_DRAWN = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]")
_STARTS = (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif")
_TEXT = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" ", b"\t", b"\r", b"\n")


def kind_of(data: bytes) -> str:
    """Return png, jpeg, gif, webp or svg; "" for anything else."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(_TEXT) and _DRAWN.search(data[:_HEAD].replace(b"\x00", b"")):
        return "svg"
    return ""


def is_or_claims_to_be(file: Path) -> bool:
    """Whether a file is a picture by its content or by its name."""
    if _NAMED.search(file.name):
        return True
    try:
        if not file.is_file():  # a pipe would never end
            return False
        with file.open("rb") as opened:
            return bool(kind_of(opened.read(_HEAD)))
    except OSError:
        return False
