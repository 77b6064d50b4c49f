"""How a slide turns a picture that a camera took on its side: PowerPoint does not read it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.deck.xml import Element
from kamhandbook.document.drawing import Rect
from kamhandbook.pictures.picture import Picture

# By the orientation that EXIF notes: degrees clockwise, and whether mirrored before that.
_TURNS = {
    1: (0, False),
    2: (0, True),
    3: (180, False),
    4: (180, True),
    5: (270, True),
    6: (90, False),
    7: (90, True),
    8: (270, False),
}
_DEGREE = 60_000


class Turn(Struct, frozen=True):
    """Degrees clockwise, after mirroring left and right."""

    degrees: int = 0
    is_mirrored: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """What a:xfrm says of it."""
        turned = {"rot": str(self.degrees * _DEGREE)} if self.degrees else {}
        return turned | ({"flipH": "1"} if self.is_mirrored else {})

    def mark(self, xfrm: Element) -> None:
        """Write it into an a:xfrm."""
        for key, value in self.attributes.items():
            xfrm.set(key, value)

    def before(self, seen: Rect) -> Rect:
        """Return the place of the picture before it is turned around its middle."""
        if self.degrees % 180 == 0:
            return seen
        middle_x, middle_y = seen.x + seen.width / 2, seen.y + seen.height / 2
        width, height = seen.height, seen.width
        return replace(
            seen, x=middle_x - width / 2, y=middle_y - height / 2, width=width, height=height
        )


def turn_of(picture: Picture) -> Turn:
    """Return how a picture's pixels are turned to be seen as they were taken."""
    return Turn(*_TURNS[picture.orientation])
