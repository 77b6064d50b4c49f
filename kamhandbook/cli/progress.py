"""A line at the terminal saying that work goes on, for what takes longer than a second."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from kamhandbook.cli.speech import spoken
from kamhandbook.wording.language import speaker


@contextmanager
def progress() -> Iterator[None]:
    """Show each second how long it has taken: at a terminal only, and wiped at the end.

    What is printed inside would stand behind that line, so print afterwards.
    """
    stream: IO[str] | None = sys.stderr
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    started, line = time.monotonic(), ""
    language = spoken(speaker())  # of this thread

    def show() -> None:
        nonlocal line
        line = language.phrase("working", seconds=round(time.monotonic() - started))
        _write(f"\r{line}")

    try:
        with _each_second(show):
            yield
    finally:
        if line:
            _write("\r" + " " * len(line) + "\r")


def _write(text: str) -> None:
    """Write past the stream's buffer, which a signal may have come in the middle of."""
    os.write(sys.stderr.fileno(), text.encode(sys.stderr.encoding or "utf-8", "replace"))


@contextmanager
def _each_second(show: Callable[[], None]) -> Iterator[None]:
    """Call ``show`` each second: by a signal, since work beside needs to be without threads."""
    is_main = threading.current_thread() is threading.main_thread()
    timer = _by_signal if is_main and hasattr(signal, "setitimer") else _by_thread
    with timer(show):
        yield


@contextmanager
def _by_signal(show: Callable[[], None]) -> Iterator[None]:
    previous_handler = signal.signal(signal.SIGALRM, lambda *_: show())
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous_handler)


@contextmanager
def _by_thread(show: Callable[[], None]) -> Iterator[None]:
    stopped = threading.Event()

    def work() -> None:
        while not stopped.wait(1):
            show()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
