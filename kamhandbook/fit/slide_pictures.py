"""A company's picture as a slide can show it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from kamhandbook.pictures.kinds import SHOWN_BY_POWERPOINT
from kamhandbook.pictures.picture import read_file
from kamhandbook.pictures.places import place_of
from kamhandbook.pictures.trouble import Trouble


class SlidePicture(Struct, frozen=True):
    """A picture's file, and its size in pixels as people see it."""

    file: Path
    width: int
    height: int


def slide_picture(folder: Path, name: str) -> SlidePicture | None:
    """Return a picture below ``folder``; None where there is none that PowerPoint shows."""
    file = place_of(folder, name)
    picture = file if isinstance(file, Trouble) else read_file(file)
    if isinstance(file, Trouble) or isinstance(picture, Trouble):
        return None
    if picture.kind not in SHOWN_BY_POWERPOINT:
        return None
    return SlidePicture(file, picture.width, picture.height)
