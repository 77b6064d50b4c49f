"""Where every key and value of the content stands: paths of keys and indexes, and their places."""

from __future__ import annotations

from msgspec import Struct, field

from kamhandbook.findings import Position

ContentPath = tuple[str | int, ...]  # keys and indexes from the handbook down, ("goals", "why")


class Positions(Struct, frozen=True):
    """Where every key and value of some files stands; a path is a tuple of keys and indexes."""

    values: dict[ContentPath, Position] = field(default_factory=dict)
    keys: dict[ContentPath, Position] = field(default_factory=dict)

    def of(self, path: ContentPath) -> Position:
        """Return the position of ``path``, else of the nearest parent that stands somewhere."""
        for length in range(len(path), -1, -1):
            position = self.keys.get(path[:length]) or self.values.get(path[:length])
            if position:
                return position
        return Position("content/handbook.yaml")

    def value(self, path: ContentPath) -> Position:
        """Return the position of the value at ``path`` itself, else as ``of``."""
        return self.values.get(path) or self.of(path)

    def under(self, prefix: ContentPath) -> Positions:
        """Return the same positions with ``prefix`` put before every path."""
        return Positions(
            {prefix + path: position for path, position in self.values.items()},
            {prefix + path: position for path, position in self.keys.items()},
        )

    def merged(self, other: Positions) -> Positions:
        """Return the positions of both; the other's count where both have one."""
        return Positions(self.values | other.values, self.keys | other.keys)
