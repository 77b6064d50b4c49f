"""The single steps of putting files in place, as they have to be done on every system."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

PART = ".kamhandbook-part"
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)  # seconds; a scanner for viruses lets go sooner
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})


def patiently(work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns; try again for a second while another program holds a file."""
    for pause in _PAUSES:
        try:
            return work()
        except OSError as error:
            if error.errno not in _HELD:
                raise
            time.sleep(pause)
    return work()


def part_of(target: Path) -> Path:
    """Return where a file is written before it is put at ``target``: beside it, on its disk.

    The same name every time, so that the next try writes over it, and a short one.
    """
    name = sha256(os.fsencode(target.name)).hexdigest()[:12]
    return target.with_name(f".{name}{PART}")


def put_file(staged: Path, target: Path, *, is_new: bool = False) -> None:
    """Put a copy of ``staged`` at ``target`` in one step; ``is_new`` is never to replace a file.

    A copy, made in the target's own folder: it has the rights that folder gives, lies on the same
    disk, and what was staged stays there for another try.
    """
    part = part_of(target)
    try:
        shutil.copyfile(staged, part)
        if is_new:
            put_new(part, target)
        else:
            if target.is_file():
                be_like(part, target.stat())
            replace(part, target)
    finally:
        with suppress(OSError):
            part.unlink()


def replace(new: Path, target: Path) -> None:
    """Rename a file over another; one marked as read-only is replaced, too, as it is on Unix."""
    if os.name == "nt":
        with suppress(OSError):
            target.chmod(stat.S_IWRITE)
    patiently(lambda: os.replace(new, target))


def put_new(new: Path, target: Path) -> None:
    """Rename a file to where there is none; raises FileExistsError where there is one."""
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:  # no hard links here
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        patiently(lambda: os.rename(new, target))


def remove(file: Path) -> None:
    """Remove a file, read-only or held for a moment; one that is gone is no matter."""
    if os.name == "nt":
        with suppress(OSError):
            file.chmod(stat.S_IWRITE)
    with suppress(FileNotFoundError):
        patiently(file.unlink)


def second_name(file: Path, other: Path) -> None:
    """Give a file a second name, so that it outlasts being replaced; a copy where none can be."""
    if file.is_symlink():
        os.symlink(os.readlink(file), other)
        return
    try:
        os.link(file, other)
    except OSError:
        shutil.copy2(file, other)


def be_like(new: Path, old: os.stat_result) -> None:
    """Copy to ``new`` the permissions of what it replaces, and its owners as far as we may."""
    with suppress(OSError, AttributeError):
        os.chown(new, old.st_uid, old.st_gid)
    new.chmod(stat.S_IMODE(old.st_mode))
