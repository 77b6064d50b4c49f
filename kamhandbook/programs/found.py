"""Where a program lies on this machine, and running it with a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def found(variable: str, names: Iterable[str], windows: Iterable[str], mac: Iterable[str]) -> str:
    """Return the path of a program; "" where there is none.

    ``variable`` of the environment names it outright; else ``names`` are looked for on the path,
    and where programs usually lie: ``windows`` below its folders for programs, ``mac`` as given.
    """
    named = os.environ.get(variable, "")
    if named:
        return shutil.which(named) or ""
    usual: list[Path] = []
    if sys.platform == "win32":
        bases = [os.environ[name] for name in _WINDOWS_FOLDERS if os.environ.get(name)]
        usual = [Path(base, inside) for inside in windows for base in bases]
    elif sys.platform == "darwin":
        usual = [Path(path) for path in mac]
    on_path = filter(None, map(shutil.which, names))
    return next(on_path, "") or next((str(file) for file in usual if file.is_file()), "")


def ran(command: Sequence[str], expected: Path, timeout: float) -> str:
    """Run a program that writes ``expected``; return what it said where it did not, else ""."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"> {timeout:.0f} s"
    except OSError as error:
        return error.strerror or str(error)
    if expected.is_file() and expected.stat().st_size:
        return ""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else f"exit {done.returncode}"
