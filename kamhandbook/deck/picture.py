"""Pictures as parts of the package, each kept once however often it is shown."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kamhandbook.deck.turn import Turn, turn_of
from kamhandbook.pictures.kinds import ENDINGS, PAINTED, SHOWN_BY_POWERPOINT
from kamhandbook.pictures.picture import read_file
from kamhandbook.pictures.trouble import Trouble

if TYPE_CHECKING:
    from kamhandbook.deck.slide_canvas import SlideCanvas


class AddedPicture(Struct, frozen=True):
    """A picture in the package: the id of the slide's relation to it, and how to turn it."""

    key: str
    turn: Turn


def add_picture(file: Path, canvas: SlideCanvas) -> AddedPicture | None:
    """Put a picture into the package and relate the slide to it; None when it is no picture."""
    picture = read_file(file)
    if isinstance(picture, Trouble) or picture.kind not in SHOWN_BY_POWERPOINT:
        return None
    data = picture.unturned()
    name = f"ppt/media/picture-{hashlib.sha256(data).hexdigest()[:12]}.{ENDINGS[picture.kind]}"
    canvas.package.add(name, PAINTED[picture.kind], data)
    return AddedPicture(canvas.relations.to("image", name), turn_of(picture))
