"""Work done beside other work, by a process of its own where the system can fork."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, TypeVar

from kamhandbook.findings import CannotGoOnError

Result = TypeVar("Result")


@contextmanager
def beside(work: Callable[[], Result], *, apart: bool = True) -> Iterator[Callable[[], Result]]:
    """Start ``work``; gives what waits for its result, or for the CannotGoOnError it raised.

    Where it cannot be done beside, or is not to be ``apart``, it is done when its result is asked
    for. A result nobody asks
    for is given up when the block is left.
    """
    if not (apart and _can_fork()):
        yield cache(work)
        return
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_and_leave(work, writer)
    os.close(writer)
    try:
        yield cache(lambda: _received(reader, work))
    finally:
        os.close(reader)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _can_fork() -> bool:
    """Whether forking is safe and of use; on a Mac it is not safe, with threads nowhere."""
    has_fork = hasattr(os, "fork") and sys.platform != "darwin"
    return has_fork and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def _work_and_leave(work: Callable[[], Any], writer: int) -> None:
    """Work, write the result, and leave without what a process does at its end."""
    try:
        try:
            answer = (True, work())
        except CannotGoOnError as error:
            answer = (False, error.findings)
        with os.fdopen(writer, "wb") as stream:
            pickle.dump(answer, stream, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _received(reader: int, work: Callable[[], Result]) -> Result:
    """Read what the child has written; where it died, the work is done here and tells why."""
    with os.fdopen(os.dup(reader), "rb") as stream:
        written = stream.read()
    try:
        is_done, answer = pickle.loads(written)
    except (EOFError, pickle.UnpicklingError):
        return work()
    if not is_done:
        raise CannotGoOnError(answer)
    result: Result = answer
    return result
