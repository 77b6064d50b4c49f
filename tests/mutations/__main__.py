"""Small faults put into the package one at a time: ``python -m tests.mutations --count 100``.

Each is an operator, a comparison, a constant or a condition changed, as a slip of the hand would.
A test that fails has caught it. What no test that may see its room (``tests/subsets.py``) catches
is listed at the end: each is a test to write, or a line that makes no difference. With ``--reach``,
tests that run the line are asked first. Mutation tools of the field (mutmut, cosmic-ray) run a
whole suite for each fault, or need the code copied into a package of theirs; a sample over rooms
with their own subsets needs neither.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from random import Random

from tests.mutations.faults import Fault, all_faults
from tests.mutations.reach import Reach
from tests.mutations.trial import caught_by

ROOT = Path(__file__).resolve().parents[2]


def _copies(number: int, folder: Path) -> SimpleQueue[Path]:
    """Return copies of what git knows of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = [name for name in os.fsdecode(listed.stdout).split("\0") if name]
    copies: SimpleQueue[Path] = SimpleQueue()
    for index in range(number):
        for name in names:
            target = folder / str(index) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
        # Told apart by their content: by time and size, two changes within a second look alike.
        compileall.compile_dir(
            folder / str(index) / "kamhandbook",
            quiet=1,
            invalidation_mode=PycInvalidationMode.CHECKED_HASH,
        )
        copies.put(folder / str(index))
    return copies


def main() -> int:
    """Try faults, say which were caught, and list those that were not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--begin", type=int, default=0, help="how many of them were tried before")
    parser.add_argument("--reach", type=Path, help="a folder of coverage's data files")
    parser.add_argument("--at-least", type=int, default=0, help="exit 1 when fewer are caught")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    everything = list(all_faults(ROOT / "kamhandbook"))
    chosen = Random(options.seed).sample(everything, min(options.count, len(everything)))
    chosen = chosen[options.begin :]
    print(f"{len(chosen)} of {len(everything)} faults, seed {options.seed}")
    reach = Reach(options.reach) if options.reach else None
    with tempfile.TemporaryDirectory() as folder:
        copies = _copies(options.jobs, Path(folder))

        def attempt(fault: Fault) -> str:
            copy, began = copies.get(), time.perf_counter()
            try:
                particular = reach.tests_of(fault.path, fault.line) if reach else ()
                failed = caught_by(fault, copy, particular)
            finally:
                copies.put(copy)
            print(f"{'  ' if failed else '! '}{fault} – {failed or 'SURVIVED'}", end="")
            print(f" ({time.perf_counter() - began:.0f} s)", flush=True)
            return failed

        with ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(attempt, chosen))
    survivors = [fault for fault, failed in zip(chosen, results, strict=True) if not failed]
    print(f"\ncaught {len(chosen) - len(survivors)} of {len(chosen)}; survivors:")
    for fault in sorted(survivors, key=str):
        print(f"  {fault}")
    return int(len(chosen) - len(survivors) < options.at_least)


if __name__ == "__main__":
    raise SystemExit(main())
