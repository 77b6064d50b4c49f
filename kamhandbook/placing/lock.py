"""The lock on a folder that a run writes into, held as long as the run lives."""

from __future__ import annotations

import errno
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK_FILE = ".kamhandbook.lock"
PATIENCE = 30.0  # seconds; a whole build takes one to five
_NO_LOCKS_HERE = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})


class HeldError(OSError):
    """Another run has been writing into a folder for longer than anybody waits."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.EBUSY, os.strerror(errno.EBUSY), str(folder))


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder; wait for another run that does, raise HeldError when it takes too long.

    The system lets go of it when the process dies. Nothing of it stays in the folder.
    """
    from filelock import FileLock, Timeout

    file = folder / LOCK_FILE
    lock = FileLock(file, timeout=PATIENCE)
    try:
        with warnings.catch_warnings(action="ignore"):  # it falls back to a file of its own
            lock.acquire()
    except Timeout as error:
        raise HeldError(folder) from error
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:  # some network shares: better unlocked than not at all
            yield
            return
        if isinstance(error, PermissionError) and file.exists():  # somebody else's
            raise HeldError(folder) from error
        raise
    try:
        yield
    finally:
        if os.name == "posix":  # elsewhere it is removed by being let go
            with suppress(OSError):  # while it is held: who waits sees that, and makes a new one
                file.unlink()
        lock.release()
