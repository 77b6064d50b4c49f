"""What each trick for speed saves of a whole build: ``python -m tests.publish.receipts [NAME…]``.

The sample is built with and without a trick in turn, in one process each, and the processor time
of the pairs is compared: other work on the machine changes it less than the time on the clock.
"""

from __future__ import annotations

import argparse
import functools
import gc
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
MEMOS = {
    "layout_memos": ("metrics.flow.flow_of", "fit.paragraphs._broken", "fit.tables._word"),
    "small_memos": (
        "metrics.faces._em",
        "leaks.decode._read_mark",
        "document.commonmark.parse",
        "compose.environment.escaped",
        "deck.fills._pixels",
        "deck.backdrop._layers",
    ),
}


def main() -> None:
    """Print for every trick how much longer a build takes without it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*TRICKS])
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.names:
            _seconds(name, folder)  # compiles what the next ones need
            pairs = [(_seconds("", folder), _seconds(name, folder)) for _ in range(options.runs)]
            ratio = median(without / usual for usual, without in pairs)
            usual, without = (median(column) for column in zip(*pairs, strict=True))
            print(f"{name:16} {usual:.3f} s with, {without:.3f} s without: {ratio - 1:+.1%}")


def _seconds(without: str, folder: str) -> float:
    """Return the processor time of a build as a whole process."""
    command = [sys.executable, "-c", f"from {__name__} import build_without as b; b({without!r})"]
    command = [part.replace("__main__", "tests.publish.receipts") for part in command]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, folder], check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build_without(name: str) -> None:
    """Build the sample without one trick, into the folder that the command line names."""
    sys.argv = ["kamhandbook", "build", "--out", sys.argv[1], "--today", "2026-11-24"]
    if name:
        TRICKS[name]()
    _replace("building.second_process", "_processors", lambda: 1)
    import_module("kamhandbook.cli").run()


def _replace(module: str, name: str, other: Any) -> None:
    setattr(import_module(f"kamhandbook.{module}"), name, other)


def _forget(names: tuple[str, ...]) -> None:
    """Let functions be called each time; they are found as they are defined."""
    usual = functools.lru_cache

    def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        size = 128 if callable(maxsize) else maxsize

        def decorated(function: Callable[..., Any]) -> Any:
            name = f"{function.__module__}.{getattr(function, '__qualname__', '')}"
            is_forgotten = name.removeprefix("kamhandbook.") in names
            return function if is_forgotten else usual(size, typed)(function)

        return decorated(maxsize) if callable(maxsize) else decorated

    functools.lru_cache = lru_cache


def _theme_templates() -> None:
    """Compile Material's templates in every build."""
    _replace("site.theme", "bytecode_cache", lambda: None)


def _icons() -> None:
    """List Material's icons, too."""
    from jinja2 import FileSystemLoader

    _replace("site.theme", "ThemeLoader", FileSystemLoader)


TRICKS: dict[str, Callable[[], None]] = {
    "collector": lambda: setattr(gc, "disable", lambda: None),
    "freeze": lambda: setattr(gc, "freeze", lambda: None),
    "own_templates": lambda: _replace("compose.environment", "bytecode_cache", lambda *_: None),
    "theme_templates": _theme_templates,
    "icons": _icons,
    **{name: functools.partial(_forget, functions) for name, functions in MEMOS.items()},
}

if __name__ == "__main__":
    main()
