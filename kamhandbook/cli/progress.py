"""A line at the terminal that work goes on, for whatever takes longer than a second."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kamhandbook.wording.messages import phrase


@contextmanager
def progress() -> Iterator[None]:
    """Say each second how long it has taken: at a terminal only, and wiped at the end.

    What is printed inside would stand behind that line, so print afterwards.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    started, shown = time.monotonic(), [""]

    def tell() -> None:
        shown[0] = phrase("working", seconds=round(time.monotonic() - started))
        _write(f"\r{shown[0]}")

    try:
        with _each_second(tell):
            yield
    finally:
        if shown[0]:
            _write("\r" + " " * len(shown[0]) + "\r")


def _write(text: str) -> None:
    """Write past the stream's buffer, which a signal may have come in the middle of."""
    os.write(sys.stderr.fileno(), text.encode(sys.stderr.encoding or "utf-8", "replace"))


@contextmanager
def _each_second(tell: Callable[[], None]) -> Iterator[None]:
    """Call ``tell`` each second: by a signal, since work beside needs to be without threads."""
    is_main = threading.current_thread() is threading.main_thread()
    each = _by_signal if is_main and hasattr(signal, "setitimer") else _by_thread
    with each(tell):
        yield


@contextmanager
def _by_signal(tell: Callable[[], None]) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, lambda *_: tell())
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(tell: Callable[[], None]) -> Iterator[None]:
    done = threading.Event()

    def work() -> None:
        while not done.wait(1):
            tell()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
