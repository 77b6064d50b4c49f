"""What a figure is drawn on: collects marks and lost texts, then makes the Drawing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from kamhandbook.document.drawing import (
    Align,
    Box,
    Drawing,
    Label,
    Line,
    Mark,
    Rect,
    Role,
    VAlign,
    flat,
)
from kamhandbook.figures.base import Room, Subject
from kamhandbook.figures.grid import SLIM
from kamhandbook.figures.text_setter import PLAIN, QUIET, LabelStyle, TextSetter
from kamhandbook.positions import ContentPath
from kamhandbook.wording.numbers import plural

_ROUNDING = 1e-6
_BEFORE_STOP = re.compile(r"[\s:;,–]+(?=\.)")
_STOP_BEHIND_MARK = re.compile(r"(?<=[!?])\.(?=\s|$)")
_STOP_WITHIN = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ]{3})\.(?=[,;])")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


@dataclass(slots=True)
class Canvas:
    """Marks of one figure in the making; ``name`` is the figure's, its wording stands under it."""

    name: str
    subject: Subject
    room: Room
    words: TextSetter
    marks: list[Mark] = field(default_factory=list)
    counts: list[Label] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, subject: Subject, room: Room) -> Canvas:
        """Return an empty canvas for a figure."""
        return cls(name, subject, room, TextSetter(room.faces, room.hyphenator))

    @property
    def is_slim(self) -> bool:
        """Whether the room asks for a phone's layout."""
        return self.room.width < SLIM

    def say(self, key: str, **values: object) -> str:
        """Return a text of this figure's wording, or of all figures', with values filled in."""
        texts = self.subject.language.words("figures")
        return str(texts[self.name].get(key) or texts["common"][key]).format(**values)

    def say_counted(self, key: str, count: int) -> str:
        """Return a text that has a form for each kind of number, the one for ``count``."""
        texts = self.subject.language.words("figures")
        forms = texts[self.name].get(key) or texts["common"][key]
        return plural(self.subject.language, count, forms).format(count=count)

    def choice(self, key: str) -> Mapping[str, str]:
        """Return the texts of this figure's wording that stand under ``key``, by what is chosen."""
        texts: Mapping[str, str] = self.subject.language.words("figures")[self.name][key]
        return texts

    def add(self, *marks: Mark) -> None:
        """Put marks on top of those that are there."""
        self.marks.extend(marks)

    def bare(
        self,
        rect: Rect,
        text: str,
        style: LabelStyle = PLAIN,
        *,
        align: Align = "left",
        valign: VAlign = "middle",
        path: ContentPath = (),
    ) -> Box:
        """Return bare text in a rectangle, as many lines as it has room for."""
        max_lines = int((rect.height + _ROUNDING) // style.pitch)
        label = self.words.label(text, style, rect.width, max_lines=max(max_lines, 1), path=path)
        return Box(rect, (label,), align=align, valign=valign, padding=0.0)

    def more(self, rect: Rect, count: int, page: str) -> Box:
        """Return the note that says how many more there are, linked to the page that has them.

        ``page`` is its id; an anchor may stand behind it: "people#career".
        """
        text = self.count_text(count, with_place=True)
        if not self.words.fits(text, QUIET, rect.width, 1):
            text = self.count_text(count)
        id_, mark, anchor = page.partition("#")
        target = self.subject.catalogue.file_of(id_) + mark + anchor
        box = replace(self.bare(rect, text, QUIET), target=target)
        self.counts.extend(box.labels)
        return box

    def count_text(self, count: int, *, with_place: bool = False) -> str:
        """Return how many more there are; ``with_place`` in the deck also where they are found."""
        key = "more" + "_on_site" * (with_place and self.subject.output == "deck")
        return self.say_counted(key, count)

    def rule(self, x: float, y: float, right: float, colour: Role = "line") -> Line:
        """Return a horizontal hairline."""
        return Line(((x, y), (right, y)), colour)

    def finish(self, height: float, **values: Any) -> Drawing:
        """Return the drawing, its alt text filled with ``values``."""
        boxes = (mark for mark in flat(tuple(self.marks)) if isinstance(mark, Box))
        drawn_ids = {id(label) for box in boxes for label in box.labels}
        lost_texts = (text for label, text in self.words.lost if id(label) in drawn_ids)
        return Drawing(
            name=self.name,
            width=self.room.width,
            height=height,
            marks=tuple(self.marks),
            title=self.say("title"),
            alt=_tidy(self.say("alt", **values)),
            overflow=tuple(dict.fromkeys(lost_texts)),
            counts=tuple(" ".join(label.lines) for label in self.counts if id(label) in drawn_ids),
        )

    def finish_whole(self, height: float, **values: Any) -> Drawing | None:
        """Return the drawing; None where a text that has a path had to be cut."""
        drawing = self.finish(height, **values)
        return None if drawing.overflow else drawing


def _tidy(text: str) -> str:
    """Return a text without the marks left where a value is empty or ends with a full stop."""
    whole = _STOP_BEHIND_MARK.sub("", _STOP_WITHIN.sub("", _BEFORE_STOP.sub("", text)))
    return " ".join(_TWO_STOPS.sub(".", whole).split())
