"""The source line that a finding stands at, with a caret under its column."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kamhandbook.findings import Position
from kamhandbook.reading.input_files import Unreadable, leads_out, read_bytes

_WIDTH = 88  # characters of a source line that are shown
_MARGIN = 7  # columns for the line number


@dataclass(slots=True)
class Sources:
    """The lines of the files below ``root``, each read once."""

    root: Path
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def excerpt(self, position: Position) -> tuple[str, ...]:
        """Return the source line and the caret's line; () where there is no such line."""
        lines = self._read(position.path)
        if not 0 < position.line <= len(lines) or not lines[position.line - 1].strip():
            return ()
        line, column = _window(lines[position.line - 1], position.column - 1)
        return (
            f"{position.line:>{_MARGIN}} │ {line}",
            f"{'':>{_MARGIN}} │ {' ' * column}^",
        )

    def _read(self, path: str) -> tuple[str, ...]:
        if path not in self._lines:
            self._lines[path] = _lines(self.root / path)
        return self._lines[path]


def _lines(file: Path) -> tuple[str, ...]:
    if file.suffix not in (".yaml", ".yml", ".j2", ".md") or leads_out(file):
        return ()
    raw = read_bytes(file, Position(file.name))
    if isinstance(raw, Unreadable):
        return ()
    text = raw.decode("utf-8-sig", errors="replace")
    return tuple(_printable(line) for line in text.split("\n"))


def _printable(line: str) -> str:
    """Return a line of as many columns that steers no terminal and shows odd spaces."""
    return "".join(_printable_character(character) for character in line.removesuffix("\r"))


def _printable_character(character: str) -> str:
    if character == "\t":
        return "→"
    return character if character.isprintable() else "␣" if character.isspace() else "·"


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column (from 0), and where that column is in it."""
    column = max(0, min(column, len(line)))
    start = max(0, column - _WIDTH // 2) if column > _WIDTH - 8 else 0
    piece = line[start : start + _WIDTH]
    if start:
        piece = "…" + piece[1:]
    if start + _WIDTH < len(line):
        piece = piece[:-1] + "…"
    return piece.rstrip(), column - start
