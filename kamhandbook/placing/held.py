"""Folders that somebody stands in: exchanged, they would show what is gone for ever.

A server started inside a folder, or a container that has it mounted, keeps the folder itself, not
its name. Windows refuses to rename such a folder; Linux does it, so that it has to be asked before.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_PROC = Path("/proc")
_PLACES = ("cwd", "root")


def must_stay(folder: Path) -> bool:
    """Whether a folder is or holds a mount, is mounted elsewhere, or where a process is at work.

    Other people's processes can be asked by nobody but root.
    """
    return os.path.ismount(folder) or _is_worked_in(folder) or _is_mounted(folder)


def _is_worked_in(folder: Path) -> bool:
    place = str(folder)
    return any(
        where == place or where.startswith(place + os.sep)
        for where in _links(f"{process}/{link}" for process in _processes() for link in _PLACES)
    )


def _processes() -> list[str]:
    try:
        return [str(_PROC / name) for name in os.listdir(_PROC) if name.isdigit()]
    except OSError:
        return []


def _links(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        try:
            yield os.readlink(path)
        except OSError:
            continue


def _is_mounted(folder: Path) -> bool:
    """Whether a mount of any process shows the folder or one below it, or lies in it."""
    own = list(_mounts(f"{_PROC}/self/mountinfo"))
    if any(Path(point).is_relative_to(folder) for _, _, point in own):
        return True
    place = _place_on_disk(folder, own)
    if place is None:
        return False
    disk, inner = place
    seen: set[str] = set()
    for process in ("/proc/self", *_processes()):
        space = next(_links([f"{process}/ns/mnt"]), "")
        if space in seen:
            continue
        seen.add(space)
        for mounted_disk, root, _ in _mounts(f"{process}/mountinfo"):
            if mounted_disk == disk and (root == inner or root.startswith(inner + "/")):
                return True
    return False


def _place_on_disk(folder: Path, mounts: list[tuple[str, str, str]]) -> tuple[str, str] | None:
    """Return which disk a folder lies on and its path there; None where nobody knows."""
    around = [mount for mount in mounts if folder.is_relative_to(mount[2])]
    if not around:
        return None
    disk, root, point = max(around, key=lambda mount: len(mount[2]))
    return disk, (Path(root) / folder.relative_to(point)).as_posix()


def _mounts(table: str) -> Iterator[tuple[str, str, str]]:
    """Yield each mount's disk, the folder of it that is shown, and where."""
    try:
        lines = Path(table).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        fields = line.split(" ")
        if len(fields) > 4:
            yield fields[2], _plain(fields[3]), _plain(fields[4])


def _plain(field: str) -> str:
    """Return a path of the table with its blanks: they are written as octal numbers."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, sign)
    return field
