"""One fault tried: put into a copy of the project, tests run until one fails, taken out again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.mutations.faults import Fault, mutated
from tests.subsets import GOLDENS, ROOMS, tests_that_may_see

TIMEOUT = 1800  # seconds for the tests of one fault; one that loops for ever is caught, too


def caught_by(fault: Fault, copy: Path, particular: Sequence[str] = ()) -> str:
    """Return the test that fails with a fault in a copy of the project; "" when none does.

    ``particular`` tests are asked before those of the room and of others that may see it. A test
    that fails without the fault as well, by chance or on a busy machine, does not count.
    """
    for tests in filter(None, (particular, _tests_for(fault))):
        failed = _caught_by(fault, copy, tests)
        if failed:
            return failed
    return ""


def _tests_for(fault: Fault) -> tuple[str, ...]:
    room = fault.path.split("/")[0].removesuffix(".py")
    if room in ROOMS:
        return tests_that_may_see(room)
    return (*GOLDENS, "tests/building", "tests/publish", "tests/report", "tests/reading")


def _caught_by(fault: Fault, copy: Path, tests: Sequence[str]) -> str:
    module = copy / "kamhandbook" / fault.path
    source = module.read_bytes()
    left_out: list[str] = []
    while True:
        module.write_bytes(mutated(source, fault))
        try:
            failed = _first_failure(copy, tests, left_out)
        finally:
            module.write_bytes(source)
        if not failed.startswith(("FAILED", "ERROR")):
            return failed
        test = failed.partition(" ")[2].partition(" - ")[0]
        if not _first_failure(copy, (test,)):
            return failed
        print(f"? {test} fails without a fault, too", flush=True)
        left_out.append(test)


def _first_failure(copy: Path, tests: tuple[str, ...], left_out: Sequence[str] = ()) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider"]
    command += [f"--deselect={test}" for test in left_out]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(copy)
    try:
        done = subprocess.run(
            [*command, *tests],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "it never ends"
    if done.returncode == 0:
        return ""
    lines = done.stdout.splitlines()
    failed = (line for line in lines if line.startswith(("FAILED", "ERROR")))
    return next(failed, lines[-1] if lines else "it does not start")
