"""Pictures as parts of the package, each kept once however often it is shown."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kamhandbook.deck.slide_canvas import SlideCanvas

# What PowerPoint shows everywhere, by the first bytes of the file.
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
)


def add_picture(file: Path, canvas: SlideCanvas) -> str:
    """Put a picture into the package and relate the slide to it; "" when it is no picture."""
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    for start, ending, kind in _KINDS:
        if data.startswith(start):
            name = f"ppt/media/picture-{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
            canvas.package.add(name, kind, data)
            return canvas.relations.to("image", name)
    return ""
