"""A change to a file, for people to look at."""

from __future__ import annotations

from msgspec import Struct

from kamhandbook.findings import Position


class Change(Struct, frozen=True):
    """What stood at a place and what stands there now.

    ``encoding`` is how the file was saved, where all of it was saved anew.
    """

    at: Position
    before: str
    after: str
    encoding: str = ""
