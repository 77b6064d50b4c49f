"""Font sizes by role: one set for the whole deck; a slide that says too much is smaller alone."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kamhandbook.design.geometry import Geometry, TextArea
from kamhandbook.document.drawing import LABEL_SIZE, Role

TITLE_FLOOR, BODY_FLOOR, TABLE_FLOOR = 20.0, 14.0, 11.0
BODY_START, TABLE_START = 20.0, 14.0  # a master's body text of 28 pt would shout beside labels
#: What slides share is no smaller than that: one long table must not make all others small.
TITLE_AIM, BODY_AIM, TABLE_AIM = 24.0, 16.0, 14.0
NUMBER_SIZE = 28.0
LARGE_BODY, LARGE_LABEL = 20.0, 14.0  # beside larger text labels are larger
MOST_BODY, MOST_TABLE = 24.0, 20.0  # where there is little to say
LEAD_STEP = 4.0  # how much larger than the body a lead is


class Sizes(Struct, frozen=True):
    """The sizes of titles, body text and tables in points."""

    title: float
    body: float
    table: float

    def of_role(self, role: str, level: int = 0) -> tuple[float, bool, Role | None, float]:
        """Return size, weight, colour and the space above for a paragraph's role."""
        if role in ("", "excerpt", "code"):
            size = self.body if level == 0 else max(self.body - 2, BODY_FLOOR)
            return size, False, None, 6.0
        if role == "lead":
            return self.body + LEAD_STEP, True, "primary", 4.0
        if role == "aside":
            return self.body, False, None, 6.0
        if role == "number":
            return NUMBER_SIZE, True, "primary", 4.0
        if role == "label":
            size = LABEL_SIZE if self.body < LARGE_BODY else LARGE_LABEL
            return size, True, "primary", 16.0
        return LABEL_SIZE, False, "muted", 6.0

    def grown(self, points: float) -> Sizes:
        """Return larger sizes of text and tables, where a slide has little to say."""
        return replace(
            self,
            body=max(min(self.body + points, MOST_BODY), self.body),
            table=max(min(self.table + points, MOST_TABLE), self.table),
        )

    def stepped(self, *, body: int = 0, table: int = 0) -> Sizes:
        """Return smaller sizes by whole points, never below the floor."""
        return replace(
            self,
            body=max(self.body - body, min(BODY_FLOOR, self.body)),
            table=max(self.table - table, min(TABLE_FLOOR, self.table)),
        )

    def at_least_aims(self, largest: Sizes) -> Sizes:
        """Return sizes none of which is below its aim, as far as ``largest`` reaches that."""
        return Sizes(
            max(self.title, min(TITLE_AIM, largest.title)),
            max(self.body, min(BODY_AIM, largest.body)),
            max(self.table, min(TABLE_AIM, largest.table)),
        )

    @property
    def smallest(self) -> Sizes:
        """The sizes below which nothing is set."""
        return self.stepped(body=self.steps, table=self.steps)

    @property
    def steps(self) -> int:
        """How many steps lead from here to the floor."""
        return int(max(self.body - BODY_FLOOR, self.table - TABLE_FLOOR, 0))


def start(geometry: Geometry) -> Sizes:
    """Return the sizes to begin with: the master's own, where they are not too large."""
    areas = geometry.layouts["content"].areas
    body = min(max(areas["body"].size(), BODY_FLOOR), BODY_START)
    return Sizes(title_start(areas["title"]), body, min(body, TABLE_START))


def title_start(area: TextArea) -> float:
    """Return the size to begin with for a title: the master's, but that of a title."""
    return max(area.size(), TITLE_AIM)
