"""Work beside other work: what it is given, its result, its findings, its death."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kamhandbook.beside import _can_fork, beside
from kamhandbook.findings import CannotGoOnError, Finding, Position, Severity

FINDING = Finding("X1", Severity.ERROR, Position("content/a.yaml", 2, 3), "wrong", "do it right")


def nothing() -> None:
    """Need no preparation."""


def refuse(_ready: None, _given: int) -> int:
    raise CannotGoOnError([FINDING])


def sleep(_ready: None, seconds: int) -> None:
    time.sleep(seconds)


def repeated(text: str, times: int) -> list[str]:
    return [text, str(os.getpid())] * times


def divided(_ready: None, number: int) -> float:
    return number / 0


@pytest.mark.skipif(not _can_fork(), reason="one processor: all work is done here")
def test_work_is_done_elsewhere_with_what_was_made_ready() -> None:
    with beside(repeated, lambda: "ready") as start:
        result = start(100_000)  # more than a pipe holds
        assert result() is result()
        assert len(result()) == 200_000
        assert result()[0] == "ready" and result()[1] != str(os.getpid())


def test_much_can_be_given() -> None:
    with beside(lambda _, given: len(given), nothing) as start:
        assert start("x" * 1_000_000)() == 1_000_000


def test_work_can_be_done_here() -> None:
    with beside(repeated, lambda: "ready", apart=False) as start:
        assert start(1)() == ["ready", str(os.getpid())]


def test_findings_come_over_whole() -> None:
    with beside(refuse, nothing) as start, pytest.raises(CannotGoOnError) as error:
        start(1)()
    assert error.value.findings == (FINDING,)


def test_work_whose_process_died_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere(_ready: None, given: str) -> str:
        if os.getpid() != here:
            os._exit(1)
        return given

    with beside(die_elsewhere, nothing) as start:
        assert start("done here")() == "done here"


def test_work_that_died_before_it_was_given_anything_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> str:
        if os.getpid() != here:
            os._exit(1)
        return "ready"

    with beside(repeated, die_elsewhere) as start:
        time.sleep(0.2)
        assert start(1)() == ["ready", str(here)]
        assert len(start(500_000)()) == 1_000_000


def full_disk(_ready: None, name: str) -> None:
    raise OSError(errno.ENOSPC, "full", name)


def test_the_disks_fault_comes_over_and_nothing_is_done_twice() -> None:
    with beside(full_disk, nothing) as start, pytest.raises(OSError) as error:
        start("site/index.html")()
    assert (error.value.errno, error.value.filename) == (errno.ENOSPC, "site/index.html")


def test_what_a_hook_prints_arrives(tmp_path: Path) -> None:
    program = """
        from kamhandbook.beside import beside
        print("before")
        with beside(lambda _, given: print(given), lambda: None) as start:
            start("beside")()
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env={k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"},
        capture_output=True,
        text=True,
    )
    assert sorted(told.stdout.split()) == ["before", "beside"]


def test_an_error_nobody_expected_is_told_with_its_own_traceback() -> None:
    with beside(divided, nothing) as start, pytest.raises(ZeroDivisionError):
        start(1)()


def test_work_nobody_asks_for_is_given_up() -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), beside(sleep, nothing) as start:
        start(60)
        raise KeyError
    assert time.monotonic() - started < 30


@pytest.mark.skipif(not _can_fork(), reason="one processor: all work is done here")
def test_work_ends_with_the_process_that_asked_for_it(tmp_path: Path) -> None:
    program = f"""
        import os, time
        from kamhandbook.beside import beside
        def work(_ready, file):
            open(file, "w").write(str(os.getpid()))
            time.sleep(60)
        with beside(work, lambda: None) as start:
            start({str(tmp_path / "child")!r})
            time.sleep(60)
    """
    asking = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])
    child = int(_written(tmp_path / "child"))
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    until = time.monotonic() + 10
    while _is_at_work(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _is_at_work(child)


def _written(file: Path) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if file.exists() and file.read_text():
            return file.read_text()
        time.sleep(0.02)
    raise AssertionError("the work never began")


def _is_at_work(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
