"""Putting something new in the place of something old: one step where the system can, else two.

Linux exchanges two names in one step (renameat2), so that there is no moment without the one or
the other. Elsewhere the old is moved aside first; ``restore`` mends what a kill left in between.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(new: Path, target: Path, aside: Path) -> None:
    """Put ``new`` at ``target``; what stood there is at ``new`` or ``aside`` afterwards.

    All three lie on one file system. Raises OSError, and then ``target`` is what it was.
    """
    if not target.exists():
        os.rename(new, target)
    elif not exchange(new, target):
        swap_in_two_steps(new, target, aside)


def swap_in_two_steps(new: Path, target: Path, aside: Path) -> None:
    """Move the old to ``aside``, then ``new`` to ``target``; a failure puts the old back."""
    os.rename(target, aside)
    try:
        os.rename(new, target)
    except OSError:
        os.rename(aside, target)
        raise


def exchange(first: Path, second: Path) -> bool:
    """Exchange two names in one step; False where the system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    names = os.fsencode(first), os.fsencode(second)
    done = call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE))
    return bool(done == 0)


def restore(target: Path, aside: Path) -> None:
    """Move the old back when a run was killed between moving it aside and putting the new."""
    if aside.exists() and not target.exists():
        os.rename(aside, target)
