"""Small faults put into the package one at a time: ``python -m tests.mutations --count 100``.

Each is an operator, a comparison, a constant or a condition changed, as a slip of the hand would.
A test that fails has caught it. What no test that may see its room (``tests/subsets.py``) catches
is listed at the end: each is a test to write, or a line that makes no difference. Mutation tools of
the field (mutmut, cosmic-ray) run a whole suite for each fault, or need the code copied into a
package of theirs; a sample over rooms with their own subsets needs neither.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from random import Random

from msgspec import Struct

from tests.subsets import GOLDENS, ROOMS, tests_that_may_see

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kamhandbook"
UNSEEN = ("maintenance", "__main__.py")  # run by hand only
TIMEOUT = 1800  # seconds for the tests of one fault; one that loops for ever is caught, too

SWAPPED: dict[type[ast.AST], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.And: "or",
    ast.Or: "and",
}


class Fault(Struct, frozen=True):
    """A stretch of a module's text and what it is replaced by; offsets count bytes."""

    path: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.before!r} → {self.after!r}"


class _Faults(ast.NodeVisitor):
    """Collects the faults that a module can have; annotations and docstrings have none."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.faults: list[Fault] = []
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
            self._between(left, right, SWAPPED[type(operator)])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in SWAPPED:
            self._between(node.left, node.right, SWAPPED[type(node.op)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between(left, right, SWAPPED[type(node.op)])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._add(node, self._at(node), self._at(node.operand), "")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._add(node, self._at(node), self._until(node), str(not node.value))
        elif isinstance(node.value, int | float):
            self._add(node, self._at(node), self._until(node), repr(node.value + 1))

    def visit_If(self, node: ast.If | ast.IfExp) -> None:
        start, end = self._at(node.test), self._until(node.test)
        text = self.source[start:end].decode()
        self._add(node.test, start, end, f"(not ({text}))")
        self.generic_visit(node)

    visit_IfExp = visit_If  # noqa: N815

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave f-strings alone: positions inside them are told only from Python 3.12 on."""

    def visit_arg(self, node: ast.arg) -> None:
        """Leave annotations of arguments alone."""

    def _between(self, left: ast.expr, right: ast.expr, operator: str) -> None:
        """Replace the operator between two operands; brackets around them stay."""
        start, end = self._until(left), self._at(right)
        text = self.source[start:end].decode()
        closing = text[: len(text) - len(text.lstrip(") \n"))]
        opening = text[len(text.rstrip("( \n")) :]
        self._add(left, start, end, f"{closing.rstrip()} {operator} {opening.lstrip()}")

    def _add(self, node: ast.expr, start: int, end: int, after: str) -> None:
        before = self.source[start:end].decode()
        if "#" not in before:  # a comment inside would swallow the rest
            self.faults.append(Fault(self.path, node.lineno, start, end, before, after))

    def _at(self, node: ast.expr) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def _until(self, node: ast.expr) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._starts[node.end_lineno - 1] + node.end_col_offset


def all_faults(package: Path = PACKAGE) -> Iterator[Fault]:
    """Yield every fault the package can have, that still compiles."""
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package).as_posix()
        if path.split("/")[0] in UNSEEN:
            continue
        source = file.read_bytes()
        visitor = _Faults(path, source)
        visitor.visit(ast.parse(source))
        yield from (fault for fault in visitor.faults if _compiles(source, fault))


def mutated(source: bytes, fault: Fault) -> bytes:
    """Return a module's text with one fault in it."""
    return source[: fault.start] + fault.after.encode() + source[fault.end :]


def _compiles(source: bytes, fault: Fault) -> bool:
    try:
        ast.parse(mutated(source, fault))
    except SyntaxError:
        return False
    return True


def tests_for(fault: Fault) -> tuple[str, ...]:
    """Return the tests that should see a fault, the quickest first."""
    room = fault.path.split("/")[0].removesuffix(".py")
    if room in ROOMS:
        return tests_that_may_see(room)
    return (*GOLDENS, "tests/building", "tests/publish", "tests/report", "tests/reading")


def caught_by(fault: Fault, copy: Path) -> str:
    """Run the tests of a fault in a copy of the project; return the one that failed, or "".

    One that fails without the fault as well, by chance or on a busy machine, does not count.
    """
    module = copy / "kamhandbook" / fault.path
    source = module.read_bytes()
    left_out: list[str] = []
    while True:
        module.write_bytes(mutated(source, fault))
        try:
            failed = _first_failure(copy, tests_for(fault), left_out)
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
    parser.add_argument("--at-least", type=int, default=0, help="exit 1 when fewer are caught")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    everything = list(all_faults())
    chosen = Random(options.seed).sample(everything, min(options.count, len(everything)))
    chosen = chosen[options.begin :]
    print(f"{len(chosen)} of {len(everything)} faults, seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        copies = _copies(options.jobs, Path(folder))

        def attempt(fault: Fault) -> str:
            copy, began = copies.get(), time.perf_counter()
            try:
                failed = caught_by(fault, copy)
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
