"""One output put in place, in a way that can be taken back, and be done again after a kill."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from kamhandbook.placing.held import must_stay
from kamhandbook.placing.in_place import keep, make_equal
from kamhandbook.placing.steps import patiently, put_file, remove, replace, second_name
from kamhandbook.placing.swap import swap

Undo = Callable[[], None]

# Why a folder cannot be renamed: mounted, on another disk, not ours, held by another program.
_CANNOT_RENAME = frozenset(
    {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EINVAL, errno.ETXTBSY}
)


def put_folder(staged: Path, target: Path, aside: Path, *, in_place: bool) -> Undo:
    """Put a folder at ``target``: exchanged where that can be, else by its files."""
    if not target.exists():
        return _put_new_folder(staged, target)
    if not (in_place or must_stay(target)):
        try:
            swap(staged, target, aside)
        except OSError as error:
            if error.errno not in _CANNOT_RENAME:
                raise
        else:
            return lambda: _swap_back(staged, target, aside)
    return _change_in_place(staged, target, aside)


def _put_new_folder(staged: Path, target: Path) -> Undo:
    try:
        patiently(lambda: os.rename(staged, target))
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        make_equal(staged, target)
        return lambda: shutil.rmtree(target)
    return lambda: os.rename(target, staged)


def _change_in_place(staged: Path, target: Path, aside: Path) -> Undo:
    keep(target, aside)

    def undo() -> None:
        make_equal(aside, target)

    try:
        make_equal(staged, target)
    except OSError:
        undo()
        raise
    return undo


def _swap_back(staged: Path, target: Path, aside: Path) -> None:
    old = aside if aside.exists() else staged
    swap(old, target, aside.with_name(f"{aside.name}-undone"))


def put_output_file(staged: Path, target: Path, aside: Path, *, is_new: bool) -> Undo:
    """Put a file at ``target``; what stood there is kept for being taken back."""
    existed = os.path.lexists(target)
    if existed and not is_new:
        second_name(target, aside)
    put_file(staged, target, is_new=is_new)
    return lambda: replace(aside, target) if existed else remove(target)


def put_folder_again(
    staged: Path, target: Path, aside: Path, *, in_place: bool, identity: int
) -> None:
    """Complete what was interrupted; a folder that is in place already stays."""
    if not target.exists() and aside.exists() and staged.exists():
        os.rename(staged, target)  # a kill between the two steps of a swap
    elif staged.is_dir() and _number(staged) == identity != _number(target):
        put_folder(staged, target, aside.with_name(f"{aside.name}-again"), in_place=in_place)


def put_file_again(staged: Path, target: Path, *, is_new: bool, before: str | None) -> bool:
    """Complete what was interrupted; return whether the file is what it was to become.

    One that somebody has worked on since stays: it has not the fingerprint ``before``. With
    ``is_new`` any that stands there stays.
    """
    if not staged.is_file() or (target.is_file() and filecmp.cmp(staged, target, shallow=False)):
        return True
    if os.path.lexists(target) and (is_new or before not in (None, fingerprint(target))):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    put_file(staged, target, is_new=is_new)
    return True


def fingerprint(file: Path) -> str:
    """Return what tells a file's content from any other; "" where there is no file."""
    return sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _number(folder: Path) -> int:
    return folder.stat().st_ino if folder.exists() else -1
