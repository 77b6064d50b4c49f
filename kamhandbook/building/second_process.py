"""A second process that works at the same time as this one, where that saves time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import wait as wait_for_end
from multiprocessing.context import BaseContext
from typing import Any, ParamSpec, Protocol, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Start(Protocol):
    """Starts work; returns what waits for its result, or raises what the work raised.

    Works are done one after the other; none can be started once a result was waited for.
    """

    def __call__(
        self,
        work: Callable[Parameters, Result],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Callable[[], Result]:
        """Start ``work`` with arguments that can be pickled, as its result can."""


@contextmanager
def second_process(get_ready: Callable[[], object], *, editions: int) -> Iterator[Start]:
    """Yield what starts work in a second process; ``get_ready`` is what it does before that.

    ``editions`` says for how many there is work that can be done at the same time. Where a second
    process would be slower, work is done in this one when its result is asked for. When the block
    is left by an exception, or this process dies, the second one is ended, whatever it is doing.
    """
    context = _context(editions)
    if context is None:
        yield _start_in_this_process
        return
    earlier_children = set(multiprocessing.active_children())
    with ProcessPoolExecutor(1, context, _begin, (get_ready,)) as pool:
        try:
            ready = pool.submit(os.getpid)
        except OSError:  # the system has no room for another process
            yield _start_in_this_process
            return
        futures: list[Future[Any]] = []
        try:
            yield partial(_started, pool, futures)
        except BaseException:
            if (
                futures
            ):  # until Python 3.11.5 a pool hangs when a worker dies before it took its work
                wait([ready])
            for process in set(multiprocessing.active_children()) - earlier_children:
                process.kill()
            raise


def _context(editions: int) -> BaseContext | None:
    """Choose how a second process is started; None where one process alone is quicker.

    A fork is not safe on a Mac, and with threads nowhere. A process started anew loads first what
    this one has loaded: one edition took 1.13 s so, 1.03 s in one process and 0.71 s with a fork
    (best of several whole builds, two idle processors).
    """
    if editions < 1 or _processors() < 2:
        return None
    if hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn") if editions > 1 else None


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_in_this_process(
    work: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Callable[[], Result]:
    return partial(work, *args, **kwargs)


def _started(
    pool: ProcessPoolExecutor,
    futures: list[Future[Any]],
    work: Callable[Parameters, Result],
    *args: Parameters.args,
    **kwargs: Parameters.kwargs,
) -> Callable[[], Result]:
    work_in_this_process = partial(work, *args, **kwargs)
    try:
        future = pool.submit(work, *args, **kwargs)
    except BrokenProcessPool:
        return work_in_this_process
    futures.append(future)
    return partial(_result, pool, future, work_in_this_process)


def _result(
    pool: ProcessPoolExecutor, future: Future[Result], work_in_this_process: Callable[[], Result]
) -> Result:
    """Return a result; where the second process died, the work is done here and shows why."""
    pool.shutdown(wait=False)  # nothing more is started: it ends by itself after its last work
    try:
        return future.result()
    except BrokenProcessPool:
        return work_in_this_process()


# --- in the second process


def _begin(get_ready: Callable[[], object]) -> None:
    """Get ready; what fails there fails again at work, where it is reported."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the first process, and that one us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(Exception):
        get_ready()


def _end_with_parent() -> None:
    """End as soon as the first process is gone: a worker of a pool would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
