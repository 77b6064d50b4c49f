"""Paths on slides: a long one may end a line behind its folders, where a word could not.

A break without a sign is a zero-width space, which PowerPoint and LibreOffice both heed. A short
path has none, so that it can be copied from the slide as it is.
"""

from __future__ import annotations

import re

ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_LONGEST = 24  # characters that stay together; narrower is no column of ours
_FEWEST = 6  # characters before a break, or a path would fall apart
_PIECE = re.compile(r"[^\\/_.\s-]*[\\/_.\s-]*")
_WORD = re.compile(r"[^\s-]+")


def parts_of_path(path: str) -> list[str]:
    """Return the parts between which a line of a path may end; a short one is all one."""
    if all(len(word) <= _LONGEST for word in _WORD.findall(path)):
        return [path]
    lines: list[str] = [""]
    for piece in _PIECE.findall(path):
        if lines[-1] and len(lines[-1]) >= _FEWEST and len(lines[-1]) + len(piece) > _LONGEST:
            lines.append("")
        for start in range(0, len(piece), _LONGEST):
            if start:
                lines.append("")
            lines[-1] += piece[start : start + _LONGEST]
    return lines
