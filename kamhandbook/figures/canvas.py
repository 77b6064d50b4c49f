"""The sheet a figure is drawn on: collects marks and lost texts, then makes the Drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kamhandbook.drawing import Align, Box, Drawing, Line, Mark, Rect, Role, VAlign
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.words import PLAIN, Style, Words
from kamhandbook.messages import wording
from kamhandbook.source import Path_

_ROUNDING = 1e-6


@dataclass(slots=True)
class Canvas:
    """Marks of one figure in the making; ``name`` is the figure's, its wording stands under it."""

    name: str
    subject: Subject
    room: Room
    words: Words
    marks: list[Mark] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, subject: Subject, room: Room) -> Canvas:
        """Take an empty sheet for a figure."""
        return cls(name, subject, room, Words(room.faces, room.hyphenator))

    def say(self, key: str, **values: object) -> str:
        """Give a text of this figure's wording, or of all figures', with values filled in."""
        texts = wording("figures")
        return str(texts[self.name].get(key) or texts["common"][key]).format(**values)

    def add(self, *marks: Mark) -> None:
        """Put marks on top of those that are there."""
        self.marks.extend(marks)

    def text(
        self,
        rect: Rect,
        text: str,
        style: Style = PLAIN,
        *,
        align: Align = "left",
        valign: VAlign = "middle",
        path: Path_ = (),
    ) -> None:
        """Write a bare text into a rectangle, as many lines as it has room for."""
        if not text:
            return
        most = int((rect.height + _ROUNDING) // style.pitch)
        label = self.words.label(text, style, rect.width, most=max(most, 1), path=path)
        self.add(Box(rect, (label,), align=align, valign=valign, padding=0.0))

    def rule(self, x: float, y: float, right: float, colour: Role = "line") -> None:
        """Draw a horizontal hairline."""
        self.add(Line(((x, y), (right, y)), colour))

    def finish(self, height: float, **values: Any) -> Drawing:
        """Make the drawing, its alt text filled with ``values``."""
        return Drawing(
            name=self.name,
            width=self.room.width,
            height=height,
            marks=tuple(self.marks),
            title=self.say("title"),
            alt=self.say("alt", **values),
            overflow=tuple(dict.fromkeys(self.words.lost)),
        )
