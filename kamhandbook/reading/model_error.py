"""A value or key that does not fit the content format: pydantic's error with the file around it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from kamhandbook.content.base import Content
from kamhandbook.findings import Position, Replacement
from kamhandbook.positions import ContentPath
from kamhandbook.reading.allowed_keys import choices_at
from kamhandbook.reading.yaml_file import Parsed
from kamhandbook.wording.messages import phrase


class ModelError(Struct, frozen=True):
    """One pydantic error: the file's model and text, the place, what stood there."""

    model: type[Content]
    parsed: Parsed
    loc: ContentPath
    kind: str
    input: Any
    details: dict[str, Any]

    @property
    def at(self) -> Position:
        """Where the value stands."""
        return self.parsed.positions.value(self.loc)

    @property
    def key_at(self) -> Position:
        """Where the key stands."""
        return self.parsed.positions.of(self.loc)

    @property
    def key(self) -> str:
        """The last key of the place."""
        return str(self.loc[-1])

    @property
    def found(self) -> str:
        """What stood there, for a message."""
        return found_value(self.input)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may stand there, if only such may."""
        return choices_at(self.model, self.loc)

    def instead(self, new: str) -> tuple[Replacement, ...]:
        """Return the remedy of writing ``new`` in the place of a single value."""
        if not isinstance(self.input, str) or self.loc not in self.parsed.positions.values:
            return ()
        return (Replacement(self.at, str(self.input), new),)

    def inside(self, loc: ContentPath) -> dict[str, Any]:
        """Return the group of values written at ``loc``; empty where there is none."""
        current: Any = self.parsed.data
        for part in loc:
            try:
                current = current[part]
            except (KeyError, IndexError, TypeError):
                return {}
        return current if isinstance(current, dict) else {}


def found_value(value: object) -> str:
    """Return what stood there as a message names it, 40 characters at most."""
    if isinstance(value, dict):
        return phrase("found_mapping")
    if isinstance(value, list | tuple):
        return phrase("found_list")
    if value is None:
        return phrase("found_nothing")
    text = " ".join(str(value).split())
    return phrase("found_value", value=text if len(text) <= 40 else text[:39] + "…")
