"""Watching files by looking at them often: works on every disk, needs no service of the system."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

INTERVAL = 0.03  # seconds between two looks
SETTLED = 0.01  # seconds a file must stay as it is, so that nobody reads half of it
_PATIENCE = 0.3  # seconds after which a file that never settles is read all the same

State = dict[str, tuple[int, int, int]]  # path → time of change in ns, size, inode


class Watch:
    """Looks at files and folders and tells what changed since the last look."""

    def __init__(self, places: Iterable[Path]) -> None:
        self.places = tuple(places)
        self._seen = look(self.places)

    def changes(self) -> frozenset[Path]:
        """Tell which files came, went or changed; waits until they are whole."""
        now = look(self.places)
        if now == self._seen:
            return frozenset()
        now = self._settled(now)
        changed = {
            path for path in now.keys() | self._seen if now.get(path) != self._seen.get(path)
        }
        self._seen = now
        return frozenset(Path(path) for path in changed)

    def _settled(self, before: State) -> State:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            time.sleep(SETTLED)
            now = look(self.places)
            if now == before:
                return now
            before = now
        return before


def look(places: Iterable[Path]) -> State:
    """Note time, size and identity of every file at and below ``places``."""
    return {entry: state for place in places for entry, state in _files(str(place))}


def _files(place: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        found = list(os.scandir(place))
    except NotADirectoryError:
        yield from _file(place)
        return
    except OSError:
        return
    for entry in found:
        if _is_passing(entry.name):
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            yield from _file(entry.path)


def _file(path: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        seen = os.stat(path)
    except OSError:
        return
    yield path, (seen.st_mtime_ns, seen.st_size, seen.st_ino)


def _is_passing(name: str) -> bool:
    """Whether a name is one that editors use while they save, or a folder of programs."""
    return name.startswith((".", "~", "__pycache__")) or name.endswith(
        ("~", ".swp", ".tmp", ".bak")
    )
