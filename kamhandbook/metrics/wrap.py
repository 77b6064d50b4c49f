"""Breaking runs into lines: each line is filled as far as it goes, as office programs do it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Struct

from kamhandbook.metrics.faces import Face, FacePair
from kamhandbook.metrics.flow import Flow, Piece, Run, flow_of
from kamhandbook.metrics.hyphenation import Hyphenator
from kamhandbook.metrics.measure import USABLE_WIDTH, Points

__all__ = ["Overflow", "Piece", "Run", "Wrapped", "WrappedLine", "wrap", "wrap_runs"]


class WrappedLine(Struct, frozen=True):
    """One line: its pieces and its width in points.

    ``trailing`` is the white space the break swallowed. ``hyphenated`` lines end with a hyphen
    that is not in the source: whoever writes the line also writes a line break after it.
    """

    pieces: tuple[Piece, ...]
    width: Points
    trailing: str = ""
    hyphenated: bool = False

    @property
    def text(self) -> str:
        """The line as it is seen."""
        return "".join([piece.text for piece in self.pieces])


class Overflow(Struct, frozen=True):
    """A word that cannot be broken, and by how many points its line is too wide."""

    word: str
    excess: Points


class Wrapped(Struct, frozen=True):
    """The lines of a paragraph, at least one, and the words that stick out."""

    lines: tuple[WrappedLine, ...]
    overflow: tuple[Overflow, ...] = ()


def wrap(
    text: str, face: Face, size: float, width: float, hyphenator: Hyphenator | None = None
) -> tuple[str, ...]:
    """Return the lines of a text in one face; ``size`` and ``width`` in points."""
    wrapped = wrap_runs((Run(text),), FacePair(face, face), size, width, hyphenator)
    return tuple([line.text for line in wrapped.lines])


def wrap_runs(
    runs: Iterable[Run],
    faces: FacePair,
    size: float,
    width: float,
    hyphenator: Hyphenator | None = None,
) -> Wrapped:
    """Break one paragraph of rich text to a width; ``size`` and ``width`` in points.

    ``width`` is the whole width inside the margins; ``USABLE_WIDTH`` of it is filled. Only a word
    wider than a whole line is hyphenated.
    """
    limit = max(width, 0.0) * USABLE_WIDTH / size
    setter = _LineSetter(flow_of(tuple(runs), faces), size, limit, hyphenator)
    start: _LineStart | None = _LineStart(0, 0, 0.0)
    while start:
        start = setter.line(start)
    return Wrapped(tuple(setter.lines), tuple(setter.overflow))


class _LineStart(Struct, frozen=True):
    """Where a line starts: in which chunk, at which offset of the text, at which em of the flow."""

    chunk: int
    offset: int
    x: float


@dataclass(slots=True)
class _LineSetter:
    """Sets line after line; ``limit`` in em, what it hands out in points."""

    flow: Flow
    size: float
    limit: float
    hyphenator: Hyphenator | None
    lines: list[WrappedLine] = field(default_factory=list)
    overflow: list[Overflow] = field(default_factory=list)

    def line(self, start: _LineStart) -> _LineStart | None:
        """Set one line and return where the next one starts; None behind the last."""
        flow, stop = self.flow, self.flow.stops[start.chunk]
        last_chunk = min(bisect_right(flow.ends, start.x + self.limit, start.chunk) - 1, stop)
        if last_chunk < stop and self._is_too_wide(start, last_chunk + 1):
            if offset := self._hyphenation(start, last_chunk + 1):
                return self._end_hyphenated(start, last_chunk + 1, offset)
            if last_chunk < start.chunk:
                last_chunk = start.chunk
                self._report_overflow(start)
        return self._end(start, last_chunk)

    def _end(self, start: _LineStart, last_chunk: int) -> _LineStart | None:
        chunk, width = self.flow.chunks[last_chunk], self.flow.ends[last_chunk] - start.x
        trailing = self.flow.text.plain[chunk.end : chunk.after]
        pieces = self.flow.text.pieces(start.offset, chunk.end)
        self.lines.append(WrappedLine(pieces, Points(width * self.size), trailing))
        if last_chunk + 1 == len(self.flow.chunks):
            return None
        return _LineStart(last_chunk + 1, chunk.after, self.flow.starts[last_chunk + 1])

    def _end_hyphenated(self, start: _LineStart, index: int, offset: int) -> _LineStart:
        text, chunk = self.flow.text, self.flow.chunks[index]
        *pieces, last_piece = text.pieces(start.offset, offset)
        width = self._width_before(start, index) + self._hyphenated_width(start, index, offset)
        hyphenated = (*pieces, Piece(last_piece.run, last_piece.text + "-"))
        self.lines.append(WrappedLine(hyphenated, Points(width * self.size), hyphenated=True))
        return _LineStart(index, offset, self.flow.ends[index] - text.em(offset, chunk.end))

    def _is_too_wide(self, start: _LineStart, index: int) -> bool:
        """Whether what is left of a chunk does not even fit on a line of its own."""
        x = start.x if index == start.chunk else self.flow.starts[index]
        return self.flow.ends[index] - x > self.limit

    def _report_overflow(self, start: _LineStart) -> None:
        chunk = self.flow.chunks[start.chunk]
        excess = self.flow.ends[start.chunk] - start.x - self.limit
        word = self.flow.text.plain[chunk.start : chunk.end]
        self.overflow.append(Overflow(word, Points(excess * self.size)))

    def _hyphenation(self, start: _LineStart, index: int) -> int | None:
        """Return the last offset at which a chunk can be hyphenated to fit on this line.

        Behind other words only the seam of a listed compound is good enough; on a line of its own
        a word may also be divided into syllables.
        """
        if self.hyphenator is None:
            return None
        chunk, room = self.flow.chunks[index], self.limit - self._width_before(start, index)
        word = self.flow.text.plain[chunk.start : chunk.end]
        for syllables in (False, True)[: 2 if index == start.chunk else 1]:
            places = self.hyphenator.places(word, syllables=syllables)
            for offset in reversed([chunk.start + place for place in places]):
                if offset <= start.offset:
                    break
                if self._hyphenated_width(start, index, offset) <= room:
                    return offset
        return None

    def _width_before(self, start: _LineStart, index: int) -> float:
        """Return the width of what stands on the line before a chunk, its space included."""
        return 0.0 if index == start.chunk else self.flow.starts[index] - start.x

    def _hyphenated_width(self, start: _LineStart, index: int, offset: int) -> float:
        """Return the width of a chunk's part on this line if it is hyphenated at an offset."""
        part_start = max(start.offset, self.flow.chunks[index].start)
        return self.flow.text.em(part_start, offset) + self.flow.text.em_hyphen(offset)
