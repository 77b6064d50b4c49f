"""Watching files by looking at them often: works on every disk, needs no service of the system."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

# A look at the sample's 96 files takes 1 to 3 ms, so that looking this often costs a twentieth of
# one core; what is saved shall be served within 0.4 seconds (tests/serve).
INTERVAL = 0.03  # seconds between two looks
SETTLED = 0.01  # seconds a file must stay as it is, so that nobody reads half of it
_PATIENCE = 0.3  # seconds after which a file that never settles is read all the same

FileStates = dict[str, tuple[int, int, int]]  # path → time of change in ns, size, inode


class Watch:
    """Looks at files and folders, and returns what changed since the last look."""

    def __init__(self, places: Iterable[Path]) -> None:
        self.places = tuple(places)
        self._states = file_states(self.places)

    def changes(self) -> frozenset[Path]:
        """Return the files that came, went or changed; waits until they are whole."""
        states = file_states(self.places)
        if states == self._states:
            return frozenset()
        states = self._settled(states)
        changed = {
            path
            for path in states.keys() | self._states
            if states.get(path) != self._states.get(path)
        }
        self._states = states
        return frozenset(Path(path) for path in changed)

    def _settled(self, earlier: FileStates) -> FileStates:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            time.sleep(SETTLED)
            states = file_states(self.places)
            if states == earlier:
                return states
            earlier = states
        return earlier


def file_states(places: Iterable[Path]) -> FileStates:
    """Return time, size and inode of every file at and below ``places``, by path."""
    return {entry: state for place in places for entry, state in _files(str(place))}


def _files(place: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        entries = list(os.scandir(place))
    except NotADirectoryError:
        yield from _file(place)
        return
    except OSError:
        return
    for entry in entries:
        if _is_temporary(entry.name):
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            yield from _file(entry.path)


def _file(path: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        status = os.stat(path)
    except OSError:
        return
    yield path, (status.st_mtime_ns, status.st_size, status.st_ino)


def _is_temporary(name: str) -> bool:
    """Whether a name is one that editors use while they save, or a folder of programs."""
    return name.startswith((".", "~", "__pycache__")) or name.endswith(
        ("~", ".swp", ".tmp", ".bak")
    )
