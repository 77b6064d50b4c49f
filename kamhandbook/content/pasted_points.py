"""Lines that are points of a list: as Word, Excel and mail write them, and as Markdown does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

#: Characters that programs put before a point, and that no sentence has there.
BULLETS = "•▪●◦‣■○➢➤\uf0b7\uf0a7\uf0d8"
BLANK = r"[ \t\xa0\u2002\u2003]"
_STRONG = re.compile(rf"(?P<indent>{BLANK}*)(?P<mark>[{BULLETS}]){BLANK}*(?=\S)")
_WEAK = re.compile(rf"(?P<indent>{BLANK}*)(?P<mark>[–—·*+→►▶➔-]|o){BLANK}+(?=\S)")
_BOX = re.compile(
    rf"(?P<indent>{BLANK}*)(?P<mark>)(?=[☐☑☒✓✔✗✘]{BLANK}*\S)"
)  # says more than a dash
_NUMBER = re.compile(
    rf"(?P<indent>{BLANK}*)(?P<open>\(?)(?P<mark>\d{{1,2}})(?P<close>\.\)|[.)])"
    rf"(?:{BLANK}+(?=\S)|(?P<tight>)(?=[A-ZÄÖÜ]))"
)
_TIGHT = re.compile(
    rf"(?P<indent>{BLANK}*)(?P<mark>[-–—])(?=[A-ZÄÖÜ])"
)  # „-Punkt“, its blank forgotten
_LETTER = re.compile(rf"(?P<indent>{BLANK}*)\(?(?P<mark>[a-z])[.)]{BLANK}+(?=\S)")
_OURS = "-*+"  # Markdown's own marks


class Point(Struct, frozen=True):
    """How a line begins: ``kind`` is strong, weak, box, number, letter or tight.

    ``text`` follows the mark; a box stays in it, for it says whether something is done.
    """

    kind: str
    indent: int
    mark: str
    text: str
    is_markdown: bool = False

    def follows(self, before: Point | None) -> bool:
        """Whether two neighbouring lines are points of one list."""
        if before is None or (before.kind != self.kind and self.kind not in ("weak", "strong")):
            return False
        if self.kind == "box":
            return True
        if self.kind == "tight":
            return before.mark == self.mark
        if self.kind == "number":
            return int(self.mark) == int(before.mark) + 1
        if self.kind == "letter":
            return ord(self.mark) == ord(before.mark) + 1
        return before.kind in ("weak", "strong") and (
            before.mark == self.mark or "strong" in (before.kind, self.kind)
        )


def point_of(line: str) -> Point | None:
    """Return how a line begins, None where it begins like any other."""
    for kind, pattern in (
        ("strong", _STRONG),
        ("weak", _WEAK),
        ("box", _BOX),
        ("number", _NUMBER),
        ("letter", _LETTER),
        ("tight", _TIGHT),
    ):
        found = pattern.match(line)
        if found:
            mark = found["mark"]
            is_number = kind == "number" and _is_markdown_number(found)
            is_ours = (
                kind != "tight"
                and ((mark and mark in _OURS) or is_number)
                and "\xa0" not in found[0]
            )
            indent = len(found["indent"].expandtabs(4))
            return Point(kind, indent, mark, line[found.end() :], is_ours)
    return None


def _is_markdown_number(found: re.Match[str]) -> bool:
    """Whether a number stands before its point as Markdown has it: „1. “ or „1) “."""
    return not found["open"] and found["close"] != ".)" and found["tight"] is None


def points_of(lines: Sequence[str]) -> list[Point | None]:
    """Return the lines that are points for certain: by their mark, or because others stand by."""
    points = [point_of(line) for line in lines]
    certain = [point is not None and point.kind == "strong" for point in points]
    for index, (before, point) in enumerate(pairwise(points)):
        if point and point.follows(before):
            certain[index] = certain[index + 1] = True
    return [point if sure else None for point, sure in zip(points, certain, strict=True)]


def written(points: Sequence[Point], point: Point) -> str:
    """Return the mark of a point as Markdown has it, as deep as it stands among the others."""
    depths = sorted({each.indent for each in points})
    level = depths.index(point.indent)
    strong = [each.indent for each in points if each.kind == "strong"]
    if point.kind == "weak" and strong and point.indent <= min(strong):
        level += 1  # Word's second level has another mark, and often no indent
    sign = f"{point.mark}." if point.kind == "number" else "-"
    return f"{'   ' * level}{sign} "
