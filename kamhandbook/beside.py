"""Work done beside other work, by a process of its own where the system can fork."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import Any, TypeVar

from kamhandbook.findings import CannotGoOnError

Ready = TypeVar("Ready")
Given = TypeVar("Given")
Result = TypeVar("Result")
Start = Callable[[Given], Callable[[], Result]]


@contextmanager
def beside(
    work: Callable[[Ready, Given], Result], ahead: Callable[[], Ready], *, apart: bool = True
) -> Iterator[Start[Given, Result]]:
    """Get ready for ``work``, by what ``ahead`` does, while it is not yet known what it is about.

    Gives a callable that starts the work; that one gives what waits for its result, or for the
    CannotGoOnError or OSError it raised. Where it cannot be done beside, or is not to be ``apart``,
    it is done when its result is asked for. A result nobody asks for is given up when the block is
    left.
    """
    forked = _forked() if apart and _can_fork() else None
    if forked is None:
        yield lambda given: cache(lambda: work(ahead(), given))
        return
    child, reading, telling, receiving, answering = forked
    if child == 0:
        os.close(telling)
        os.close(receiving)
        _work_and_leave(work, ahead, reading, answering)
    os.close(reading)
    os.close(answering)
    try:
        yield lambda given: _started(lambda: work(ahead(), given), given, telling, receiving)
    finally:
        os.close(telling)
        os.close(receiving)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _forked() -> tuple[int, int, int, int, int] | None:
    """Fork with a pipe either way; gives the child and four ends, None where that is refused."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()  # what is waiting there would be written twice
    pipes: list[int] = []
    try:
        pipes += os.pipe()
        pipes += os.pipe()
        return (os.fork(), *pipes)  # type: ignore[return-value]
    except OSError:
        for each in pipes:
            os.close(each)
        return None


def _can_fork() -> bool:
    """Whether forking is safe and of use; on a Mac it is not safe, with threads nowhere."""
    has_fork = hasattr(os, "fork") and sys.platform != "darwin"
    return has_fork and _processors() > 1 and threading.active_count() == 1


def _processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- in the process that asks


def _started(
    work: Callable[[], Result], given: object, telling: int, receiving: int
) -> Callable[[], Result]:
    with suppress(BrokenPipeError), os.fdopen(os.dup(telling), "wb") as stream:
        pickle.dump(given, stream, pickle.HIGHEST_PROTOCOL)
    return cache(partial(_received, receiving, work))


def _received(receiving: int, work: Callable[[], Result]) -> Result:
    """Read what the child has written; where it died, the work is done here and tells why."""
    with os.fdopen(os.dup(receiving), "rb") as stream:
        written = stream.read()
    try:
        is_done, answer = pickle.loads(written)
    except (EOFError, pickle.UnpicklingError):
        return work()
    if isinstance(answer, OSError):
        raise answer
    if not is_done:
        raise CannotGoOnError(answer)
    result: Result = answer
    return result


# --- in the process beside


def _work_and_leave(
    work: Callable[[Any, Any], Any], ahead: Callable[[], Any], reading: int, answering: int
) -> None:
    """Work, write the result, and leave without what a process does at its end."""
    try:
        ready = ahead()
        with os.fdopen(os.dup(reading), "rb") as stream:
            given = pickle.load(stream)
        threading.Thread(target=_leave_when_alone, args=(reading,), daemon=True).start()
        try:
            answer = (True, work(ready, given))
        except CannotGoOnError as error:
            answer = (False, error.findings)
        except OSError as error:
            answer = (False, error)
        with os.fdopen(answering, "wb") as stream:
            pickle.dump(answer, stream, pickle.HIGHEST_PROTOCOL)
    finally:
        for each in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                each.flush()
        os._exit(0)


def _leave_when_alone(reading: int) -> None:
    """Leave as soon as the process that asked is gone, whatever is at work."""
    os.read(reading, 1)  # comes back when nobody can write any more
    os._exit(0)
