"""Where a line may end: only where PowerPoint and LibreOffice both break.

Measured in LibreOffice 7.4: it breaks at spaces, after hyphens and dashes, never after a slash, a
comma or an arrow, never at a no-break space or a no-break hyphen. It also breaks between a hyphen
and a digit and around ``—``, ``…`` and ``%``; those are left out. Fewer places to break can only
make more lines, so leaving one out keeps a prediction on the safe side.
"""

from __future__ import annotations

import re

from msgspec import Struct

#: Spaces that end a word; no-break, narrow no-break and figure space are not among them.
SPACES = " \t\N{EN SPACE}\N{EM SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{ZERO WIDTH SPACE}"
#: A hyphen or en dash inside a word, with a letter after it.
_AFTER_DASH = re.compile(r"(?<=\w[-‐–])(?=[^\W\d_])")
_DASH = re.compile(r"[-‐–]")
_WORD = re.compile(rf"(?P<word>[^{SPACES}\n]*)(?P<spaces>[{SPACES}]*)(?P<newline>\n?)")


class Chunk(Struct, frozen=True):
    """What stays together: ``text[start:end]``, then ``text[end:after]`` is white space.

    White space at the end of a line hangs over and takes no width. ``newline`` says that the
    white space ends with a hard line break.
    """

    start: int
    end: int
    after: int
    newline: bool = False


def chunks_of(text: str) -> tuple[Chunk, ...]:
    """Cut a text at every place where a line may end without adding a hyphen.

    There is always at least one chunk, since an empty paragraph has a line too.
    """
    chunks: list[Chunk] = []
    for match in _WORD.finditer(text):
        chunks.extend(_chunks(match))
    # The pattern also matches the nothing at the end: that is a line only after a line break.
    if len(chunks) > 1 and not chunks[-2].newline:
        chunks.pop()
    return tuple(chunks)


def _chunks(match: re.Match[str]) -> list[Chunk]:
    (start, end), word = match.span("word"), match["word"]
    if not _DASH.search(word):
        return [Chunk(start, end, match.end(), bool(match["newline"]))]
    ends = [start + dash.start() for dash in _AFTER_DASH.finditer(word)]
    starts = [start, *ends]
    glued = [Chunk(a, b, b) for a, b in zip(starts, ends, strict=False)]
    return [*glued, Chunk(starts[-1], end, match.end(), bool(match["newline"]))]
