"""Why a picture cannot be shown, with the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from kamhandbook.findings import Finding, Position
from kamhandbook.wording.messages import phrase, problem

_SHOWN = 60  # characters of a name in a message


class Trouble(Struct, frozen=True):
    """What is wrong with a picture; ``key`` names its texts in the catalogue."""

    key: str
    values: Mapping[str, object]

    def finding(self, position: Position, message: str = "picture_unusable") -> Finding:
        """Return the finding to tell it at ``position``; ``message`` is whose picture it is."""
        what = phrase(f"picture_is_{self.key}", **self.values)
        way_out = phrase(f"picture_way_{self.key}", **self.values)
        return problem(message, position, problem=what, way_out=way_out)


def trouble(key: str, **values: object) -> Trouble:
    """Return what is wrong with a picture."""
    return Trouble(key, values)


def cleaning(name: str, removed: Iterable[str]) -> Trouble:
    """Return what had to be taken out of a drawing; the rest of it is shown."""
    parts = ", ".join(phrase(f"picture_part_{part}") for part in removed)
    return trouble("cleaned", name=shortened(name), removed=parts)


def shortened(name: str) -> str:
    """Return as much of a name as a message has room for."""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]} …"
