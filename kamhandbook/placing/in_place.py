"""Changing the files inside a folder that stays: for mounts, and for what a server stands in.

Nobody who asks for a page meanwhile misses one: every file is written beside its place and renamed
over the old one; what pages need comes before them, and what is gone goes last. It can be done
again at any time, and then does what is left.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from kamhandbook.placing.steps import PART, part_of, remove, replace, second_name

# What a disk or an administrator has at the top of a mounted folder. Hidden entries stay there,
# too, as ``mkdocs build`` leaves them.
_NOT_OURS = frozenset({"lost+found", "System Volume Information", "$RECYCLE.BIN"})


def stays(name: str) -> bool:
    """Whether an entry at the top of a folder is none of a site's, and stays."""
    return name in _NOT_OURS or (name.startswith(".") and not name.endswith(PART))


def make_equal(source: Path, target: Path) -> None:
    """Make the files below ``target`` those of ``source``; it stays the folder it is."""
    target.mkdir(exist_ok=True)
    names = set(files_below(source))
    folders = {parent for name in names for parent in _parents(name)}
    for name in sorted(folders):
        _make_folder(target / name)
    changed = [name for name in names if not _is_equal(source / name, target / name)]
    parts = {name: part_of(target / name) for name in sorted(changed, key=partial(_turn, target))}
    try:
        for name, part in parts.items():  # all of them first: then the disk has room
            _copy(source / name, part)
        for name, part in parts.items():
            _make_way(target / name)
            replace(part, target / name)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()
    _remove_others(target, names, folders)


def keep(folder: Path, copy: Path) -> None:
    """Make ``copy`` hold what a site's folder holds, so that it can be made equal again."""
    copy.mkdir()
    for name in files_below(folder):
        if not stays(name.partition("/")[0]):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            second_name(folder / name, copy / name)


def files_below(folder: Path, above: str = "") -> Iterator[str]:
    """Yield every file and link below a folder by its path relative to it; no other disk's."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if not os.path.ismount(entry.path):
                yield from files_below(Path(entry.path), f"{above}{entry.name}/")
        else:
            yield above + entry.name


def _parents(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _turn(target: Path, name: str) -> tuple[bool, bool, str]:
    """Return a sort key: new before changed, and all that pages need before pages."""
    return name.endswith(".html"), os.path.lexists(target / name), name


def _is_equal(first: Path, second: Path) -> bool:
    if first.is_symlink() or second.is_symlink() or not second.is_file():
        return False
    return filecmp.cmp(first, second, shallow=False)


def _copy(file: Path, part: Path) -> None:
    with suppress(FileNotFoundError):
        part.unlink()
    shutil.copyfile(file, part, follow_symlinks=False)


def _make_folder(folder: Path) -> None:
    """Make a folder, also where a file or a link has its name."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        remove(folder)
    folder.mkdir(exist_ok=True)


def _make_way(place: Path) -> None:
    """Remove a folder that lies where a file has to be."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)


def _remove_others(folder: Path, files: set[str], folders: set[str]) -> None:
    """Remove what ``files`` does not name, then folders that are empty, the deepest first.

    A disk that takes capitals and small letters for the same keeps a file's old spelling.
    """
    ours = {_folded(name): name for name in files}
    for name in list(files_below(folder)):
        if name in files or stays(name.partition("/")[0]):
            continue
        same = ours.get(_folded(name))
        if same is None or not os.path.samefile(folder / name, folder / same):
            remove(folder / name)
    for path, _, _ in os.walk(folder, topdown=False):
        name = Path(path).relative_to(folder).as_posix()
        if name != "." and name not in folders and not stays(name.partition("/")[0]):
            with suppress(OSError):  # a network share keeps open files in it for a while
                Path(path).rmdir()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
